"""A round of values and pasted cells that are not written yet, kept so that a crash loses none."""

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject

from widgets.document import Document
from widgets.drafts import DraftKeeper
from widgets.metrics.entering import EntryBar
from widgets.metrics.listing import MetricList
from widgets.metrics.pasting import PastePanel

#: Where the view keeps its draft.
DRAFT_KEY = "metrics"


class _Draft(Struct, frozen=True):
    """A round's day, note and values, by their metrics, and the cells that were pasted."""

    day: str = ""
    note: str = ""
    values: dict[str, str] = {}
    cells: str = ""


class HalfTyped(QObject):
    """Follows the lines of a round and the field for pasted cells."""

    def __init__(
        self, document: Document, entry: EntryBar, values: MetricList, pasting: PastePanel
    ) -> None:
        super().__init__(entry)
        self._entry = entry
        self._list = values
        self._pasting = pasting
        self._keeper = DraftKeeper(document, DRAFT_KEY, self._values, self)
        self._left = self._read()
        values.typed.connect(self.follow)
        pasting.cells.textChanged.connect(self.follow)
        for line in (entry.day, entry.note):
            line.textEdited.connect(self.follow)

    @property
    def has_round(self) -> bool:
        """Whether a crash interrupted a round."""
        return bool(self._left.values)

    @property
    def has_cells(self) -> bool:
        """Whether a crash interrupted a paste."""
        return bool(self._left.cells)

    def restore(self) -> None:
        """Write what was interrupted into the lines and the field again."""
        left = self._left
        for panel in self._list.metric_panels:
            panel.entry.setText(left.values.get(panel.reading.row, ""))
        if left.values:
            self._entry.day.setText(left.day)
            self._entry.note.setText(left.note)
        self._pasting.cells.setPlainText(left.cells)

    def follow(self) -> None:
        """Keep what is typed now, or forget what is written or given up."""
        if self._values() is None:
            self._keeper.forget()
        else:
            self._keeper.typed()

    def _read(self) -> _Draft:
        try:
            return msgspec.convert(self._keeper.left, _Draft)
        except msgspec.ValidationError:
            return _Draft()

    def _values(self) -> object:
        shown = [panel for panel in self._list.metric_panels if not panel.entry.isHidden()]
        values = {panel.reading.row: panel.entry.text() for panel in shown if panel.entry.words}
        cells = self._pasting.cells.toPlainText()
        if not values and not cells:
            return None
        draft = _Draft(self._entry.day.text(), self._entry.note.text(), values, cells)
        return msgspec.to_builtins(draft)
