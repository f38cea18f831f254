"""The whole tree in a corner of the canvas, with a frame around what is in sight.

Shown only while something is out of sight. It is drawn anew when people pause, never while they
type; the frame follows at once. A press or a drag moves the view.
"""

from itertools import chain

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QShowEvent
from PySide6.QtWidgets import QStyle, QWidget

from widgets.canvas.painter import CanvasPainter
from widgets.canvas.scene import Scene
from widgets.canvas.viewport import Rect, Viewport, fitted
from widgets.look.look import Look
from workshop.language import text

_SIZE = QSize(168, 104)
_MARGIN = 8.0
#: Heights of the map that a canvas must have for it, and times its area.
_LEAST_HEIGHTS, _LEAST_AREAS = 3, 5
#: Distance in pixels from the edges of the canvas.
_AWAY = 16
#: Least size of the frame, in pixels.
_LEAST_FRAME = 10.0
#: Milliseconds without a change before the map is drawn anew.
_PAUSE = 250
#: Size in pixels below which a branch is one block.
_SMALLEST = 3.0


class Minimap(QWidget):
    """A small picture of a scene.

    Signals:
        looked_at(float, float): show this point of the drawing in the middle.
    """

    looked_at = Signal(float, float)

    def __init__(self, scene: Scene, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._scene = scene
        self._look = look
        self._painter = CanvasPainter(look)
        #: True while the mouse moves the view: the map must not slip away under it.
        self.is_held = False
        self._seen: Rect = (0.0, 0.0, 0.0, 0.0)
        self._drawn: tuple[int, QPixmap, Viewport] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._draw)
        self.setFixedSize(_SIZE)
        self.setAccessibleName(text("Map of the tree"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Wear another palette."""
        self._look = look
        self._painter.wear(look)
        self._drawn = None
        self._timer.start()

    def follow(self, seen: Rect) -> None:
        """Frame what is in sight now; hide when that is everything, or there is no room."""
        moved, self._seen = seen != self._seen, seen
        self.setVisible(self._has_room() and not _holds(seen, self._scene.extent()))
        if self.isVisible():
            if self._drawn is None:
                self._draw()
            elif self._drawn[0] != self._scene.version:
                self._timer.start()
            if moved:
                self.update()

    def _has_room(self) -> bool:
        canvas = self.parentWidget()
        if canvas is None:
            return True
        is_tall = canvas.height() >= _LEAST_HEIGHTS * self.height()
        area = canvas.width() * canvas.height()
        return is_tall and area >= _LEAST_AREAS * self.width() * self.height()

    def showEvent(self, event: QShowEvent) -> None:
        """Be drawn soon: while the canvas was hidden nobody did."""
        super().showEvent(event)
        if self._drawn is None or self._drawn[0] != self._scene.version:
            self._timer.start()

    def stand_clear_of(self, kept_free: QRect, *, mirrored: bool) -> None:
        """Stand in the last corner, or in another where it covers nothing that is kept free."""
        canvas = self.parentWidget()
        if self.is_held or canvas is None:
            return
        away = _AWAY
        room = canvas.rect().adjusted(away, away, -away, -away)
        first, other = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        if mirrored:
            first, other = other, first
        low, high = Qt.AlignmentFlag.AlignBottom, Qt.AlignmentFlag.AlignTop
        places = (
            QStyle.alignedRect(Qt.LayoutDirection.LeftToRight, corner, self.size(), room)
            for corner in (low | first, low | other, high | first, high | other)
        )
        usual = next(places)
        free = (place for place in chain((usual,), places) if not place.intersects(kept_free))
        self.setGeometry(next(free, usual))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The map, and the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.palette.line), 1))
        painter.setBrush(QColor(self._look.palette.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self._drawn is not None:
            _, picture, view = self._drawn
            painter.drawPixmap(0, 0, picture)
            frame = _seen_well(_on_map(view, self._seen)).intersected(
                QRectF(self.rect()).adjusted(3, 3, -3, -3)
            )
            painter.setPen(QPen(QColor(self._look.palette.selection), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, 2, 2)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show what was pressed."""
        self.is_held = True
        self._look_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self.is_held = False
        super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hand."""
        self._look_at(event.position())

    def _look_at(self, at: QPointF) -> None:
        if self._drawn is not None:
            self.looked_at.emit(*self._drawn[2].to_drawing(at.x(), at.y()))

    def _draw(self) -> None:
        view = fitted(self._scene.extent(), self.width(), self.height(), _MARGIN)
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        blocks = self._scene.blocks(self._scene.extent(), _SMALLEST / view.scale)
        self._painter.paint_blocks(painter, view, blocks)
        painter.end()
        self._drawn = (self._scene.version, picture, view)
        self.update()


def _seen_well(frame: QRectF) -> QRectF:
    """A frame around the same middle that is not lost among the cards of a large tree."""
    wide, tall = max(frame.width(), _LEAST_FRAME), max(frame.height(), _LEAST_FRAME)
    grown = QRectF(0, 0, wide, tall)
    grown.moveCenter(frame.center())
    return grown


def _holds(outer: Rect, inner: Rect) -> bool:
    x, y, width, height = outer
    left, top, wide, tall = inner
    across = x <= left and left + wide <= x + width
    return across and y <= top and top + tall <= y + height


def _on_map(view: Viewport, rect: Rect) -> QRectF:
    x, y, width, height = rect
    left, top = view.to_screen(x, y)
    return QRectF(left, top, width * view.scale, height * view.scale)
