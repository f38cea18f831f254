"""The headings of the columns: sorted by click or key, moved, and worked by keyboard alone."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from widgets.saying import say
from widgets.table.rows import Column, heading
from workshop.language import text

_TALL = 36
_WIDER = 16
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_MENU_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Menu)


class TableHeader(QHeaderView):
    """A row of headings.

    Signals:
        sort_asked(Column): sort by this column, the other way round, or no more.
        menu_asked(Column, QPoint): people want everything that can be done with it.
        move_asked(Column, int), widen_asked(Column, int): towards an edge, by pixels.
        left(): the keyboard goes back to the rows; released(): a mouse button is up again.
    """

    sort_asked = Signal(object)
    menu_asked = Signal(object, object)
    move_asked = Signal(object, int)
    widen_asked = Signal(object, int)
    left = Signal()
    released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._current = Column.OUTPUT
        self._pressed: QPoint | None = None
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionsMovable(True)
        self.setFixedHeight(_TALL)
        self.setAccessibleName(text("Columns"))

    @property
    def current(self) -> Column:
        """The heading that keys work on."""
        return self._current

    def enter(self, column: Column) -> None:
        """Take the keyboard, on this heading."""
        self._go_to(column)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_sorted(self, column: Column | None, *, descending: bool) -> None:
        """Show by which column rows are sorted."""
        self.setSortIndicatorShown(column is not None)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.setSortIndicator(-1 if column is None else column, order)

    def sizeHint(self) -> QSize:
        """A fixed height."""
        return QSize(super().sizeHint().width(), _TALL)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The style's heading, with a ring where the keyboard is."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        if self.hasFocus() and section == self._current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().accent().color(), 2))
            painter.drawRoundedRect(rect.adjusted(3, 3, -3, -4), 6, 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go, Enter sorts, Alt+arrows move, Ctrl+arrows widen, the menu key asks."""
        key, modifiers = event.key(), event.modifiers()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        if self.isRightToLeft():
            step = -step
        if step and modifiers & Qt.KeyboardModifier.AltModifier:
            self.move_asked.emit(self._current, step)
        elif step and modifiers & Qt.KeyboardModifier.ControlModifier:
            self.widen_asked.emit(self._current, step * _WIDER)
        elif step:
            self._step(step)
        elif key in _ENTER:
            self.sort_asked.emit(self._current)
        elif key in _MENU_KEYS:
            self._ask_for_menu(self._current)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, to tell a click from a move."""
        on_edge = self.cursor().shape() is Qt.CursorShape.SplitHCursor
        is_left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if is_left and not on_edge else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click sorts."""
        super().mouseReleaseEvent(event)
        self.released.emit()
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        way = (event.position().toPoint() - pressed).manhattanLength()
        section = self.logicalIndexAt(pressed)
        if section >= 0 and way < QApplication.startDragDistance():
            self.sort_asked.emit(Column(section))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Everything that can be done with a column."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            section = self.logicalIndexAt(event.pos())
            if section >= 0:
                self.menu_asked.emit(Column(section), event.globalPos())
        else:
            self._ask_for_menu(self._current)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that it left."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _ask_for_menu(self, column: Column) -> None:
        left = self.sectionViewportPosition(column)
        self.menu_asked.emit(column, self.viewport().mapToGlobal(QPoint(left, self.height())))

    def _step(self, step: int) -> None:
        place = self.visualIndex(self._current) + step
        while 0 <= place < self.count() and self.isSectionHidden(self.logicalIndex(place)):
            place += step
        if 0 <= place < self.count():
            self._go_to(Column(self.logicalIndex(place)))

    def _go_to(self, column: Column) -> None:
        self._current = column
        self.viewport().update()
        say(self, self._in_words(column))

    def _in_words(self, column: Column) -> str:
        if not self.isSortIndicatorShown() or self.sortIndicatorSection() != column:
            return heading(column)
        is_down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        up, down = text("{column}, sorted ascending"), text("{column}, sorted descending")
        says = down if is_down else up
        return says.format(column=heading(column))
