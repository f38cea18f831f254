"""The lines between the lanes, painted over them. Takes no clicks and asks no board."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from widgets.look.look import Look

#: Where a line leaves a card and where it ends, and whether it belongs to the current row.
Line = tuple[QPointF, QPointF, bool]


class Lines(QWidget):
    """Paints what `ends` gives, each time it is asked to paint."""

    def __init__(self, ends: Callable[[], Sequence[Line]], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._ends = ends
        self._palette = look.palette
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self._palette = look.palette
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint every line, those of the current row last and stronger."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for start, end, is_current in sorted(self._ends(), key=lambda line: line[2]):
            colour = self._palette.focus if is_current else self._palette.edge
            painter.setPen(QPen(QColor(colour), 2 if is_current else 1.3))
            bend = (end.x() - start.x()) / 2
            path = QPainterPath(start)
            path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end)
            painter.drawPath(path)
