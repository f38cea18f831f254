"""Draws bows: dotted curves from solutions to other opportunities they also help. Dumb, as
the painter is: it gets curves and colours.

A dot is made of lines a device pixel thick, drawn beside each other without antialiasing: Qt has a
fast way for those alone, and strokes a thicker dotted curve a hundred times as long.
"""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from widgets.canvas.viewport import Viewport
from workshop.drawing.palette import Palette
from workshop.drawing.shapes import Bow

#: Size of a dot in points; the least and the most in pixels; the gap between dots in sizes.
_DOT = 2.0
_SMALLEST, _LARGEST = 1.5, 3.0
_GAP = 1.5


def paint_bows(
    painter: QPainter, view: Viewport, bows: Iterable[Bow], chosen: frozenset[str], palette: Palette
) -> None:
    """Draw bows; those that start or end at a chosen card stand out."""
    quiet, lit = QPainterPath(), QPainterPath()
    for bow in bows:
        path = quiet if chosen.isdisjoint((bow.solution, bow.opportunity)) else lit
        start, bend, other, end = (QPointF(*view.to_screen(*point)) for point in bow.curve)
        path.moveTo(start)
        path.cubicTo(bend, other, end)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for path, colour in ((quiet, palette.edge), (lit, palette.selection)):
        if not path.isEmpty():
            _paint_dotted(painter, path, view.scale, QColor(colour))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)


def _paint_dotted(painter: QPainter, path: QPainterPath, scale: float, colour: QColor) -> None:
    ratio = painter.device().devicePixelRatioF()
    side = round(min(_LARGEST, max(_SMALLEST, _DOT * scale)) * ratio)
    pen = QPen(colour, 1)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([side, side * _GAP])
    painter.setPen(pen)
    for pixel in range(side):
        aside = pixel / ratio
        painter.drawPath(path.translated(0.0, aside))
        if pixel:
            painter.drawPath(path.translated(aside, 0.0))
