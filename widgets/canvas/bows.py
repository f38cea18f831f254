"""Draws bows: dotted curves from solutions to other opportunities they also help. Dumb, as
the painter is: it gets curves and colours.
"""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from widgets.canvas.viewport import Viewport
from workshop.drawing.palette import Palette
from workshop.drawing.shapes import Bow

#: Diameter of the dots in points and the least in pixels; their length and distance in diameters.
_DOT = 2.0
_SMALLEST_DOT = 1.5
_DOTTED = (0.01, 2.5)


def paint_bows(
    painter: QPainter, view: Viewport, bows: Iterable[Bow], chosen: frozenset[str], palette: Palette
) -> None:
    """Draw bows; those that start or end at a chosen card stand out."""
    quiet, lit = QPainterPath(), QPainterPath()
    for bow in bows:
        path = quiet if chosen.isdisjoint((bow.solution, bow.opportunity)) else lit
        start, *bends = (QPointF(*view.to_screen(x, y)) for x, y in bow.curve)
        path.moveTo(start)
        path.cubicTo(*bends)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for path, colour in ((quiet, palette.edge), (lit, palette.selection)):
        if not path.isEmpty():
            pen = QPen(QColor(colour), max(_SMALLEST_DOT, _DOT * view.scale))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setDashPattern(_DOTTED)
            painter.setPen(pen)
            painter.drawPath(path)
