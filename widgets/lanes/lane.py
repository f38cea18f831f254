"""One lane: its heading and its rows. The line between two rows is `lines`' business."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from widgets.document import Document
from widgets.lanes.delegate import StopDelegate
from widgets.lanes.model import Index, LaneModel
from widgets.lanes.words import HEADINGS
from widgets.look.look import Look
from workshop.lanes import Stage, Stop

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LaneList(QListView):
    """The rows of a lane, worked by keyboard: Enter and typing write, Alt+Up and Alt+Down reorder.

    Signals:
        current_changed(str | None): the row people are on.
        scrolled(): rows stand elsewhere.
        left(int): the arrow keys leave for the lane that many places on.
        asked(): people want to say what the current row leads to.
        opened(str): people want to see this row where it lives.
    """

    current_changed = Signal(object)
    scrolled = Signal()
    left = Signal(int)
    asked = Signal()
    opened = Signal(str)

    def __init__(
        self, document: Document, stage: Stage, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("laneList")
        self.lane = LaneModel(document, stage, self)
        self._delegate = StopDelegate(self.lane, look, self)
        self.setModel(self.lane)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(HEADINGS[stage])
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.LinkAction)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)
        self._typed: str | None = None
        self.lane.added.connect(self._note_typed)
        self._delegate.closed.connect(self._go_on_below)

    @property
    def current(self) -> Stop | None:
        """The row people are on."""
        return self.lane.stop_at(self.currentIndex().row())

    def show_stops(self, stops: tuple[Stop, ...]) -> None:
        """Show these rows; the current one stays current."""
        before = self.current
        self.lane.show_stops(stops)
        at = self.lane.place_of(before.row) if before else None
        if at is not None:
            self.setCurrentIndex(self.lane.index(at, 0))
        self.scrolled.emit()

    def go_to(self, row: str) -> bool:
        """Make a row current and bring it into sight; False when it is in another lane."""
        at = self.lane.place_of(row)
        if at is not None:
            self.setCurrentIndex(self.lane.index(at, 0))
            self.scrollTo(self.currentIndex())
        return at is not None

    def card_of(self, row: str) -> QRect | None:
        """Where a row's card is, in the viewport; None when it is in another lane."""
        at = self.lane.place_of(row)
        if at is None:
            return None
        return self._delegate.card_rect(self.visualRect(self.lane.index(at, 0)))

    def commit_pending(self) -> bool:
        """Write what stands in an open field; False when it could not be written."""
        return self._delegate.commit()

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self._delegate.set_look(look)
        self.viewport().update()

    # Qt's own hooks ---------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(160, 240)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row people are on."""
        super().currentChanged(current, previous)
        stop = self.lane.stop_at(current.row())
        self.current_changed.emit(stop.row if stop else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the texts anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self.scrolled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter writes, arrows travel between lanes, Alt reorders, L asks where a row leads."""
        key, modifiers = event.key(), event.modifiers()
        alt = modifiers == Qt.KeyboardModifier.AltModifier
        stop = self.current
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key))
        upright = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key))
        if alt and upright is not None:
            if stop is not None:
                self.lane.shift(stop.row, upright)
        elif sideways is not None:
            self.left.emit(-sideways if self.isRightToLeft() else sideways)
        elif key in _ENTER and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.asked.emit()
        elif key in _ENTER:
            self.edit(self.currentIndex())
        elif key == Qt.Key.Key_Delete:
            if stop is not None:
                self.lane.delete(stop.row)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu says what can be done; the view fills it."""
        index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
        self.asked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be on a row, so that keys have something to work on."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.lane.rowCount():
            self.setCurrentIndex(self.lane.index(0, 0))
        else:
            stop = self.current
            self.current_changed.emit(stop.row if stop else None)

    def _note_typed(self, row: str) -> None:
        self._typed = row

    def _go_on_below(self) -> None:
        """Once a new row is written, stand on the one that is not there yet."""
        if self._typed is not None and self.go_to(self._typed):
            self.setCurrentIndex(self.lane.index(self.lane.rowCount() - 1, 0))
        self._typed = None
