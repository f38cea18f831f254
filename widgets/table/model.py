"""The table's rows as Qt sees them, kept up to date change by change. Writes through commands only.

The last row is the one that is not there yet. How cells look is in `faces` and `delegate`.
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from widgets.document import Document
from widgets.table.rows import Column, Row, heading, invitation, row_of, rows_touched
from workshop.applied import Applied
from workshop.board import without
from workshop.commands.outputs import (
    add_output,
    delete_output,
    edit_output,
    link_output,
    move_output,
    unlink_output,
)
from workshop.vocabulary import Status

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
#: When more rows come or go at once, starting afresh is faster than following each.
_FEW_ROWS = 50
_DISPLAY, _EDIT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole


class OutputModel(QAbstractTableModel):
    """One row for each output and one more to type the next output into."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._rows: list[str] = list(document.board.rows)
        self._shown: dict[str, Row] = {}
        self._typing_into_new_row = False
        document.changed.connect(self._follow)

    def row_shown(self, row: int) -> Row | None:
        """What a row shows; None for the row that is not there yet."""
        if not 0 <= row < len(self._rows):
            return None
        output = self._rows[row]
        shown = self._shown.get(output)
        if shown is None:
            shown = self._shown[output] = row_of(self.document.board, output)
        return shown

    def output_at(self, row: int) -> str | None:
        """The output of a row; None for the row that is not there yet."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def place_of(self, output: str) -> int | None:
        """The row of an output, counted from 0."""
        return self._rows.index(output) if output in self._rows else None

    @property
    def new_row(self) -> int:
        """The row that is not there yet."""
        return len(self._rows)

    # What people do to a row ------------------------------------------------------------------

    def delete(self, row: int) -> None:
        """Delete an output with its links."""
        output = self.output_at(row)
        if output is not None:
            self.document.run(delete_output, output)

    def link(self, row: int, outcome: str) -> None:
        """Link an output to an outcome."""
        output = self.output_at(row)
        if output is not None:
            self.document.run(link_output, output, outcome)

    def unlink(self, row: int, outcome: str) -> None:
        """Take a link away."""
        output = self.output_at(row)
        if output is not None:
            self.document.run(unlink_output, output, outcome)

    def raise_row(self, row: int) -> None:
        """Move an output one place up; the first stays."""
        output = self.output_at(row)
        if output is not None and row > 0:
            after = self._rows[row - 2] if row >= 2 else None
            self.document.run(move_output, output, after=after)

    def lower_row(self, row: int) -> None:
        """Move an output one place down; the last stays."""
        output = self.output_at(row)
        if output is not None and row + 1 < len(self._rows):
            self.document.run(move_output, output, after=self._rows[row + 1])

    # Qt's own questions -----------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Outputs and the row that is not there yet."""
        return 0 if parent.isValid() else len(self._rows) + 1

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Always the same columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY.value
    ) -> Any:
        """Headings of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            return heading(Column(section))
        return None

    def data(self, index: Index, role: int = _DISPLAY.value) -> Any:
        """Plain text of a cell; the delegate paints from `row_shown`."""
        if role not in (_DISPLAY, Qt.ItemDataRole.AccessibleTextRole):
            return None
        column, shown = Column(index.column()), self.row_shown(index.row())
        if shown is None:
            return invitation() if column is Column.OUTPUT else None
        return shown.words(column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells that can be edited: an assumption needs a link, a new row needs its text first."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        column, shown = Column(index.column()), self.row_shown(index.row())
        if shown is None:
            editable = column is Column.OUTPUT
        else:
            editable = column is not Column.ASSUMPTION or bool(shown.links)
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def setData(self, index: Index, value: Any, role: int = _EDIT.value) -> bool:
        """Write a cell; False when it was refused or could not be written."""
        if role != _EDIT:
            return False
        output = self.output_at(index.row())
        if output is None:
            return self._add(str(value))
        return self._write(output, Column(index.column()), value)

    def _add(self, text: str) -> bool:
        if not text.strip():
            return True
        self._typing_into_new_row = True
        try:
            return self.document.run(add_output, text=text) is not None
        finally:
            self._typing_into_new_row = False

    def _write(self, output: str, column: Column, value: Any) -> bool:
        run = self.document.run
        if column is Column.OUTPUT:
            return run(edit_output, output, text=str(value)) is not None
        if column is Column.OWNER:
            return run(edit_output, output, owner=str(value)) is not None
        if column is Column.STATUS:
            return run(edit_output, output, status=Status(value)) is not None
        if column is Column.ASSUMPTION:
            return self._assume(output, value)
        return True

    def _assume(self, output: str, assumptions: Mapping[str, str]) -> bool:
        """Write what is assumed about each outcome, by the outcome's identity."""
        linked = {link.outcome for link in self.document.board.contributions_of(output)}
        written = [
            self.document.run(link_output, output, outcome, assumption=assumption)
            for outcome, assumption in assumptions.items()
            if outcome in linked
        ]
        return None not in written

    # Following the document -------------------------------------------------------------------

    def _follow(self, applied: Applied) -> None:
        touched = rows_touched(applied)
        for output in touched:
            self._shown.pop(output, None)
        if tuple(self._rows) != applied.board.rows:
            self._follow_rows(applied.board.rows)
        for output in touched:
            self._tell(self._rows.index(output))

    def _tell(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def _follow_rows(self, target: tuple[str, ...]) -> None:
        kept, known = set(target), set(self._rows)
        if len(kept ^ known) > _FEW_ROWS:
            self._reset(target)
            return
        for row in reversed(range(len(self._rows))):
            if self._rows[row] not in kept:
                self.beginRemoveRows(_ROOT, row, row)
                self._shown.pop(self._rows.pop(row), None)
                self.endRemoveRows()
        for row, output in enumerate(target):
            if output not in known:
                self._insert(row, output)
        if tuple(self._rows) != target:
            self._reorder(target)

    def _insert(self, row: int, output: str) -> None:
        """Put a row in; the one being typed into becomes the output, with a new one below it."""
        becomes = self._typing_into_new_row and row == len(self._rows)
        at = row + 1 if becomes else min(row, len(self._rows))
        self.beginInsertRows(_ROOT, at, at)
        self._rows.insert(row, output)
        self.endInsertRows()

    def _reorder(self, target: tuple[str, ...]) -> None:
        moved = _moved_row(tuple(self._rows), target)
        if moved is None:
            self._reset(target)
            return
        start, end = self._rows.index(moved), target.index(moved)
        self.beginMoveRows(_ROOT, start, start, _ROOT, end + 1 if end > start else end)
        self._rows = list(target)
        self.endMoveRows()

    def _reset(self, target: tuple[str, ...]) -> None:
        self.beginResetModel()
        self._rows = list(target)
        self.endResetModel()


def _moved_row(before: tuple[str, ...], after: tuple[str, ...]) -> str | None:
    """The one row whose move turns `before` into `after`; None when several moved."""
    differing = (pair for pair in zip(before, after, strict=True) if pair[0] != pair[1])
    for candidate in next(differing):
        if without(before, candidate) == without(after, candidate):
            return candidate
    return None
