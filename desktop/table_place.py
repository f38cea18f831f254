"""Where the table stands beside the tree. The table is imported and built when it is first needed,
so that a start that shows the tree alone pays nothing for it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.document import Document
from widgets.drafts import TABLE_DRAFT
from widgets.look.look import Look

if TYPE_CHECKING:
    from widgets.table.table import OutputTable


class TablePlace(QWidget):
    """Speaks for the table, whether there is one yet or not.

    Signals:
        selected(str | None), several_chosen(), jump(str), details(str): the table's own.
    """

    selected = Signal(object)
    several_chosen = Signal()
    jump = Signal(str)
    details = Signal(str)

    def __init__(self, document: Document, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._look = look
        self._table: OutputTable | None = None
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)

    @property
    def table(self) -> "OutputTable":
        """The table, built if it was not yet."""
        if self._table is None:
            self._table = self._built()
        return self._table

    def _built(self) -> "OutputTable":
        from widgets.table.table import OutputTable

        table = OutputTable(self._document, self._look)
        self._room.addWidget(table)
        self.setFocusProxy(table)
        table.selected.connect(self.selected)
        table.several_chosen.connect(self.several_chosen)
        table.jump.connect(self.jump)
        table.details.connect(self.details)
        return table

    def want(self, *, is_wanted: bool) -> None:
        """Show the table, or don't."""
        if is_wanted and self._table is None:
            self._table = self._built()
        self.setHidden(not is_wanted)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The outputs of the chosen cells."""
        return () if self._table is None else self._table.chosen

    @property
    def has_draft(self) -> bool:
        """True when a crash interrupted typing in a cell."""
        return self._document.session.draft(TABLE_DRAFT) is not None and self.table.has_draft

    def commit_pending(self) -> None:
        """Write what stands in an open field."""
        if self._table is not None:
            self._table.commit_pending()

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self._look = look
        if self._table is not None:
            self._table.set_look(look)
