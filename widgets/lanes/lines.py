"""The lines between the lanes, painted over the lanes and behind the cards. Takes no clicks and
asks no board."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from widgets.look.look import Look


class Line(NamedTuple):
    """Where a line leaves a card and where it ends, whether it belongs to the current row, and
    whether it is only being drawn."""

    start: QPointF
    end: QPointF
    is_current: bool = False
    is_coming: bool = False


class Picture(NamedTuple):
    """The lines, and the cards that no line crosses."""

    lines: tuple[Line, ...]
    cards: tuple[QRect, ...]


class Lines(QWidget):
    """Covers its parent and paints what `picture` gives, each time it is asked to paint."""

    def __init__(self, picture: Callable[[], Picture], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = picture
        self._palette = look.palette
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        parent.installEventFilter(self)

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self._palette = look.palette
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the parent whatever its size."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self.raise_()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint every line, those of the current row last and stronger."""
        picture = self._picture()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRegion(_around(self.rect(), picture.cards))
        for line in sorted(picture.lines, key=lambda line: (line.is_coming, line.is_current)):
            painter.setPen(self._pen(line))
            bend = QPointF((line.end.x() - line.start.x()) / 2, 0)
            path = QPainterPath(line.start)
            path.cubicTo(line.start + bend, line.end - bend, line.end)
            painter.drawPath(path)

    def _pen(self, line: Line) -> QPen:
        is_strong = line.is_current or line.is_coming
        pen = QPen(QColor(self._palette.focus if is_strong else self._palette.edge))
        pen.setWidthF(2 if is_strong else 1.3)
        if line.is_coming:
            pen.setStyle(Qt.PenStyle.DashLine)
        return pen


def _around(whole: QRect, cards: Iterable[QRect]) -> QRegion:
    """What the cards leave free."""
    free = QRegion(whole)
    for card in cards:
        free -= QRegion(card)
    return free
