"""The quiet line that opens and closes a part: an arrow, a heading, how much is inside."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from workshop.language import text

#: Height of the line, and where its words begin, in pixels.
_HEIGHT, _INDENT = 32, 18


class FoldButton(QAbstractButton):
    """Opens and closes what is below it. It is checked while that is open.

    `on_key` is asked first about every key; it returns True for those it has used.
    """

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.on_key: Callable[[QKeyEvent], bool] = lambda _event: False
        self._heading = heading
        self._inside = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._name)
        self._name()

    def say(self, heading: str, inside: str = "", tip: str = "") -> None:
        """Show another heading, and how much is inside."""
        if (heading, inside) != (self._heading, self._inside):
            self._heading, self._inside = heading, inside
            self.setToolTip(tip)
            self._name()
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(120, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """The heading may be cut."""
        return QSize(48, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Right opens, Left closes, Enter and Space do either."""
        key = event.key()
        if self.on_key(event):
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            opens = (key == Qt.Key.Key_Right) is (self.layoutDirection() is _LTR)
            if opens is not self.isChecked():
                self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Be quiet again."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Arrow, heading, how much is inside, and the ring of the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        if self.underMouse() or self.hasFocus():
            ring = colours.accent().color() if self.hasFocus() else colours.midlight().color()
            painter.setPen(QPen(ring, 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if self.hasFocus() else colours.midlight())
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        ink = colours.text().color()
        painter.setPen(QPen(ink, 1.5, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(self._arrow())
        painter.setPen(ink)
        self._write(painter)

    def _write(self, painter: QPainter) -> None:
        room = self.rect().adjusted(_INDENT, 0, -6, 0)
        metrics = self.fontMetrics()
        inside = metrics.horizontalAdvance(f"  {self._inside}") if self._inside else 0
        cut = metrics.elidedText(
            self._heading, Qt.TextElideMode.ElideRight, max(0, room.width() - inside)
        )
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        if self.layoutDirection() is not _LTR:
            room = self.rect().adjusted(6, 0, -_INDENT, 0)
        painter.drawText(room, side, cut)
        if self._inside:
            painter.setPen(self.palette().placeholderText().color())
            taken = metrics.horizontalAdvance(f"{cut}  ")
            left = taken if self.layoutDirection() is _LTR else 0
            rest = QRect(room.x() + left, 0, room.width() - taken, _HEIGHT)
            painter.drawText(rest, side, self._inside)

    def _arrow(self) -> QPolygonF:
        x, y = 8.0, _HEIGHT / 2
        if self.isChecked():
            points = [(x - 3.5, y - 1.5), (x, y + 2), (x + 3.5, y - 1.5)]
        else:
            points = [(x - 1.5, y - 3.5), (x + 2, y), (x - 1.5, y + 3.5)]
        if self.layoutDirection() is not _LTR:
            points = [(self.width() - at, height) for at, height in points]
        return QPolygonF([QPointF(at, height) for at, height in points])

    def _name(self) -> None:
        state = text("open") if self.isChecked() else text("folded")
        self.setAccessibleName(" ".join(filter(None, (self._heading, self._inside))))
        self.setAccessibleDescription(state)


_LTR = Qt.LayoutDirection.LeftToRight
