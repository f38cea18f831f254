"""One panel: a heading that says what is shown, the way up to it, and the sheet of its kind."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.inspector.box import Rows
from widgets.inspector.desk import Desk
from widgets.inspector.fields import LineField, TextField
from widgets.inspector.layouts import Sheet
from widgets.inspector.links import Destination, WayUp
from widgets.inspector.parts import SheetView
from widgets.look.words import Label


class Panel(QWidget):
    """Shows rows of one kind, one after the other or several at once."""

    def __init__(self, desk: Desk, sheet: Sheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspectorPage")
        self.rows: Rows = ()
        self._way_up = WayUp(self)
        self._way_up.chosen.connect(desk.jump)
        self._heading = Label(parent=self)
        self._heading.setProperty("role", "kind")
        self._heading.setWordWrap(True)
        self._sheet = SheetView(desk, sheet, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 20)
        column.setSpacing(6)
        column.addWidget(self._way_up)
        column.addWidget(self._heading)
        column.addWidget(self._sheet)
        column.addStretch(1)

    def start(self, rows: Rows) -> None:
        """Show these rows from now on."""
        self.rows = rows
        self._sheet.start(rows)

    def refresh(self) -> None:
        """Show what is stored now; what is being typed stays."""
        self._sheet.refresh()

    def focus_first(self) -> None:
        """Put the keyboard into the first field that is typed into."""
        for widget in self._sheet.findChildren(QWidget):
            if isinstance(widget, TextField | LineField) and widget.isVisible():
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def reveal(self, row: str) -> QWidget | None:
        """Open what leads to a detail; the widget that shows it."""
        return self._sheet.reveal(row)

    def say(self, heading: str, colour: str, path: Sequence[Destination] = ()) -> None:
        """Say what is shown, and where it hangs."""
        if self._heading.text() != heading:
            self._heading.setText(heading)
        if self._heading.styleSheet() != f"color: {colour}":
            self._heading.setStyleSheet(f"color: {colour}")
        self._way_up.show_path(path)
