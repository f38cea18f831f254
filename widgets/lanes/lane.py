"""One lane: its heading and its rows. The line between two rows is `lines`' business."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QListView, QWidget

from widgets.document import Document
from widgets.lanes.delegate import StopDelegate
from widgets.lanes.model import Index, LaneModel
from widgets.lanes.words import HEADINGS
from widgets.look.look import Look
from workshop.reading.lanes import Stage, Stop

#: What is dragged hangs beside the pointer, small and see-through, so that the rows below are seen.
_DRAGGED_SIZE, _DRAGGED_OPACITY, _BESIDE_POINTER = QSize(150, 64), 0.7, QPoint(-16, -12)
#: How people come by key.
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LaneList(QListView):
    """The rows of a lane, worked by keyboard: Enter and typing write, Alt+Up and Alt+Down reorder.

    Signals:
        current_changed(str | None): the row people are on.
        scrolled(): rows stand elsewhere.
        left(int): the arrow keys leave for the lane that many places on.
        reached(): the keyboard has come here.
        entered_by_drag(): a dragged row has come here.
        aimed((str, str) | None): dropped now, the first row would lead to the second.
        asked(): people want to say what the current row leads to.
        opened(str): people want to see this row where it lives.
    """

    current_changed = Signal(object)
    scrolled = Signal()
    left = Signal(int)
    reached = Signal()
    entered_by_drag = Signal()
    aimed = Signal(object)
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
        self.setDropIndicatorShown(False)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)
        self._typed: str | None = None
        self._is_landing = False
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

    def cards_in_sight(self) -> Iterator[tuple[str | None, QRect]]:
        """Rows and where their cards are, in the viewport; None is the row to type the next in."""
        seen = self.viewport().rect()
        for at in range(self.lane.rowCount()):
            card = self._delegate.card_rect(self.visualRect(self.lane.index(at, 0)))
            if card.intersects(seen):
                stop = self.lane.stop_at(at)
                yield (stop.row if stop else None), card

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
        is_written = bool(event.text()) and event.text().isprintable()
        is_opening = key in _ENTER and modifiers != Qt.KeyboardModifier.ControlModifier
        if (is_written or is_opening) and not self.lane.document.may_write():
            return
        if is_written and not self.currentIndex().isValid():
            self.setCurrentIndex(self.lane.index(self.lane.rowCount() - 1, 0))
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
        elif is_opening:
            self.edit(self.currentIndex())
        elif key == Qt.Key.Key_Delete:
            if stop is not None:
                self.lane.delete(stop.row)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A field that is still open holds a text that was refused: people are not done with it."""
        if self._delegate.editor is not None:
            self._delegate.editor.setFocus()
        else:
            super().mousePressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Qt closes a field, too, when another row becomes current."""
        self._delegate.let_go(editor)
        super().closeEditor(editor, hint)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu says what can be done; the view fills it."""
        index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
        self.asked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be on a row when people come by key, so that keys have something to work on."""
        self._is_landing = True
        super().focusInEvent(event)
        self._is_landing = False
        self.reached.emit()
        if self.currentIndex().isValid():
            self.setCurrentIndex(self.currentIndex())
            stop = self.current
            self.current_changed.emit(stop.row if stop else None)
        elif event.reason() in _BY_KEY and self.lane.rowCount():
            self.setCurrentIndex(self.lane.index(0, 0))

    def moveCursor(
        self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where a key leads; Qt also asks when the keyboard comes, to choose a row by itself."""
        return QModelIndex() if self._is_landing else super().moveCursor(action, modifiers)

    # Dragging a row to the one it leads to ----------------------------------------------------

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag a small picture of the card."""
        if not self.lane.document.may_write():
            return
        index = self.currentIndex()
        drag = QDrag(self)
        drag.setMimeData(self.lane.mimeData([index]))
        drag.setPixmap(self._picture_of(index))
        drag.setHotSpot(_BESIDE_POINTER)
        drag.exec(Qt.DropAction.LinkAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A lane that is half in sight comes into it."""
        super().dragEnterEvent(event)
        self.entered_by_drag.emit()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Say what a drop would do here: lead to the row under the pointer, or nothing."""
        super().dragMoveEvent(event)
        target = self._target_of(event)
        self._aim_at(target, event)
        event.setDropAction(Qt.DropAction.LinkAction)
        event.setAccepted(target.isValid())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing would be done here any more."""
        super().dragLeaveEvent(event)
        self._aim_at(QModelIndex())

    def dropEvent(self, event: QDropEvent) -> None:
        """Draw the line."""
        target = self._target_of(event)
        self._aim_at(QModelIndex())
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        if target.isValid():
            event.setDropAction(Qt.DropAction.LinkAction)
            event.accept()
            self.lane.dropMimeData(event.mimeData(), event.dropAction(), -1, -1, target)

    def _target_of(self, event: QDropEvent) -> QModelIndex:
        index = self.indexAt(event.position().toPoint())
        link = Qt.DropAction.LinkAction
        is_fit = self.lane.canDropMimeData(event.mimeData(), link, -1, -1, index)
        return index if is_fit else QModelIndex()

    def _aim_at(self, target: QModelIndex, event: QDropEvent | None = None) -> None:
        if self._delegate.target == target:
            return
        self._delegate.target = QPersistentModelIndex(target)
        self.viewport().update()
        stop = self.lane.stop_at(target.row())
        dragged = self.lane.dragged_in(event.mimeData()) if event is not None else ""
        self.aimed.emit((dragged, stop.row) if stop is not None else None)

    def _picture_of(self, index: Index) -> QPixmap:
        card = self._delegate.card_rect(self.visualRect(index))
        grabbed = self.viewport().grab(card)
        ratio = grabbed.devicePixelRatio()
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        small = grabbed.scaled(_DRAGGED_SIZE * ratio, keep, smooth)
        small.setDevicePixelRatio(ratio)
        shown = QPixmap(small.size())
        shown.setDevicePixelRatio(ratio)
        shown.fill(Qt.GlobalColor.transparent)
        painter = QPainter(shown)
        painter.setOpacity(_DRAGGED_OPACITY)
        painter.drawPixmap(0, 0, small)
        painter.end()
        return shown

    def _note_typed(self, row: str) -> None:
        self._typed = row

    def _go_on_below(self) -> None:
        """Once a new row is written, stand on the one that is not there yet."""
        if self._typed is not None and self.go_to(self._typed):
            self.setCurrentIndex(self.lane.index(self.lane.rowCount() - 1, 0))
        self._typed = None
