"""What can be done with a column, and which columns are shown, in words."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from widgets.table.columns import Columns
from widgets.table.rows import Column, heading
from workshop.words.codes import text


class ColumnMenu(QMenu):
    """Every column with a tick while it is shown; of one column also its order and place.

    Signals:
        sort_chosen(Column, bool): sort by this column, downwards or not; unsorted(): no more.
        toggled_column(Column), moved(Column, int): show or hide it; move it towards an edge.
        usual_chosen(): the usual columns and widths.
    """

    sort_chosen = Signal(object, bool)
    unsorted = Signal()
    toggled_column = Signal(object)
    moved = Signal(object, int)
    usual_chosen = Signal()

    def __init__(self, columns: Columns, about: Column | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self.setAccessibleName(text("Columns"))
        self.aboutToHide.connect(self.deleteLater)
        if about is not None:
            self._add_column(about)
        for column in Column:
            action = self.addAction(heading(column), self._toggle(column))
            action.setCheckable(True)
            action.setChecked(column in columns.shown)
            action.setEnabled(column is not Column.OUTPUT)
        self.addSeparator()
        self.addAction(text("Usual columns and widths"), self.usual_chosen.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks and leaves the menu open, so that several can be chosen in a row."""
        action: QAction | None = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)

    def _add_column(self, column: Column) -> None:
        up, down = text("Sort ascending"), text("Sort descending")
        self.addAction(up, lambda: self.sort_chosen.emit(column, False))
        self.addAction(down, lambda: self.sort_chosen.emit(column, True))
        self.addAction(text("The rows’ own order"), self.unsorted.emit)
        self.addSeparator()
        ahead, back = text("Move column ahead\tAlt+Left"), text("Move column back\tAlt+Right")
        self.addAction(ahead, lambda: self.moved.emit(column, -1))
        self.addAction(back, lambda: self.moved.emit(column, 1))
        self.addSeparator()

    def _toggle(self, column: Column) -> Callable[[], None]:
        return lambda: self.toggled_column.emit(column)
