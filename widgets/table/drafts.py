"""What is being typed into a cell, kept so that a crash loses no word, and gone on with later."""

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject

from widgets.document import Document
from widgets.drafts import TABLE_DRAFT, DraftKeeper
from widgets.table.arrangement import column_named
from widgets.table.grid import OutputGrid
from widgets.table.model import OutputModel
from widgets.table.pickers import OutcomePicker
from widgets.table.rows import Column


class CellDraft(Struct, frozen=True):
    """Where something is typed (no output for the row that is not there yet), and what."""

    output: str | None
    column: str
    texts: dict[str, str]


class CellDrafts(QObject):
    """Keeps the draft of the one cell that is open in a grid."""

    def __init__(self, document: Document, model: OutputModel, grid: OutputGrid) -> None:
        super().__init__(grid)
        self._model = model
        self._grid = grid
        self._keeper = DraftKeeper(document, TABLE_DRAFT, self._values, self)
        grid.delegate.typed.connect(self._keeper.typed)
        grid.delegate.ended.connect(self._keeper.forget)

    @property
    def is_left(self) -> bool:
        """True when a crash interrupted a cell."""
        return self._left is not None

    def restore(self) -> bool:
        """Open the cell that a crash interrupted, with what was typed; False when there is none."""
        draft = self._left
        if draft is None:
            return False
        column = column_named(draft.column)
        row = self._model.new_row if draft.output is None else self._model.place_of(draft.output)
        if column is None or row is None or column not in self._grid.columns.shown:
            return False
        if column is Column.OUTCOME and draft.output is not None:
            self._grid.ask_reason(draft.output)
        else:
            self._grid.go_to(row, column)
            self._grid.opened(self._grid.currentIndex())
        field = self._grid.delegate.editor
        if field is None or isinstance(field, OutcomePicker):
            return False
        field.retype(draft.texts)
        return True

    @property
    def _left(self) -> CellDraft | None:
        try:
            return msgspec.convert(self._keeper.left, CellDraft)
        except msgspec.ValidationError:
            return None

    def _values(self) -> object:
        """The draft as plain values; None when nothing that counts is typed."""
        field, place = self._grid.delegate.editor, self._grid.delegate.place
        if field is None or place is None or isinstance(field, OutcomePicker):
            return None
        line, column = place
        output = None if line is None else line.output
        return msgspec.to_builtins(CellDraft(output, column.name.lower(), field.texts()))
