"""Draws bows: dotted curves from solutions to other opportunities they also help. Dumb, as
the painter is: it gets curves and colours.

The dots are laid out here and only where they are seen: Qt takes thirty times as long to stroke a
dotted path (2.4 against 0.08 ms for one across the window).
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import ceil, dist

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from widgets.canvas.viewport import Viewport
from workshop.drawing.palette import Palette
from workshop.drawing.shapes import Bow, Curve

#: Size of a dot in points; the least and the most in pixels; distance of dots in sizes.
_DOT = 2.0
_SMALLEST, _LARGEST = 1.5, 3.0
_APART = 2.5
#: A curve is followed in straight pieces of about this many pixels, but not in more than so many.
_PIECE = 16.0
_MOST_PIECES = 96

_Point = tuple[float, float]


def paint_bows(
    painter: QPainter, view: Viewport, bows: Iterable[Bow], chosen: frozenset[str], palette: Palette
) -> None:
    """Draw bows; those that start or end at a chosen card stand out."""
    window = QRectF(painter.viewport())
    size = min(_LARGEST, max(_SMALLEST, _DOT * view.scale))
    quiet: list[QRectF] = []
    lit: list[QRectF] = []
    for bow in bows:
        dots = quiet if chosen.isdisjoint((bow.solution, bow.opportunity)) else lit
        dots += _dots(_pieces(bow.curve, view), window, size)
    painter.setPen(Qt.PenStyle.NoPen)
    for dots, colour in ((quiet, palette.edge), (lit, palette.selection)):
        painter.setBrush(QColor(colour))
        painter.drawRects(dots)


def _pieces(curve: Curve, view: Viewport) -> list[_Point]:
    """The curve on screen as a polyline."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = (view.to_screen(*point) for point in curve)
    count = min(_MOST_PIECES, max(4, ceil(dist((x0, y0), (x3, y3)) / _PIECE)))
    points = []
    for at in range(count + 1):
        t = at / count
        s = 1 - t
        a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        points.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return points


def _dots(points: Iterable[_Point], window: QRectF, size: float) -> Iterator[QRectF]:
    """Dots along a polyline, as far as the window shows them, at the same distance everywhere."""
    step, half = size * _APART, size / 2
    ahead = 0.0
    right, bottom = window.right(), window.bottom()
    for (x0, y0), (x1, y1) in pairwise(points):
        length = dist((x0, y0), (x1, y1))
        if max(x0, x1) < 0 or min(x0, x1) > right or max(y0, y1) < 0 or min(y0, y1) > bottom:
            ahead = (ahead - length) % step
            continue
        while ahead < length:
            t = ahead / length
            yield QRectF(x0 + (x1 - x0) * t - half, y0 + (y1 - y0) * t - half, size, size)
            ahead += step
        ahead -= length
