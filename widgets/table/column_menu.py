"""What can be done with a column, and which columns are shown, in words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from widgets.table.columns import Columns
from widgets.table.rows import Column, heading
from workshop.language import text


class ColumnMenu(QMenu):
    """Every column with a tick while it is shown; of one column also its order and place.

    Signals:
        sort_chosen(Column | None, bool): sort by this column, downwards or not; by none any more.
    """

    sort_chosen = Signal(object, bool)

    def __init__(self, columns: Columns, about: Column | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self.setAccessibleName(text("Columns"))
        self.aboutToHide.connect(self.deleteLater)
        if about is not None:
            self._add_column(about)
        for column in Column:
            self._add_tick(column)
        self.addSeparator()
        self.addAction(text("Usual columns and widths"), columns.reset)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks and leaves the menu open, so that several can be chosen in a row."""
        action: QAction | None = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)

    def _add_tick(self, column: Column) -> None:
        action = self.addAction(heading(column), lambda: self._columns.toggle(column))
        action.setCheckable(True)
        action.setChecked(column in self._columns.shown)
        action.setEnabled(column is not Column.OUTPUT)

    def _add_column(self, column: Column) -> None:
        up, down = text("Sort ascending"), text("Sort descending")
        self.addAction(up, lambda: self.sort_chosen.emit(column, False))
        self.addAction(down, lambda: self.sort_chosen.emit(column, True))
        self.addAction(text("The rows’ own order"), lambda: self.sort_chosen.emit(None, False))
        self.addSeparator()
        ahead, back = text("Move column ahead\tAlt+Left"), text("Move column back\tAlt+Right")
        self.addAction(ahead, lambda: self._columns.move(column, -1))
        self.addAction(back, lambda: self._columns.move(column, 1))
        self.addSeparator()
