"""Draws the lines between cards, what they share only once. Dumb, as the painter is.

Qt paints lines that lie over one another darker and thicker than others, and takes longer.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from widgets.canvas.viewport import Viewport
from workshop.drawing.shapes import Edge

Point = tuple[float, float]
Line = tuple[Point, Point]
Corner = tuple[Point, Point, Point]

#: Width of a line in points, and its least in pixels.
_WIDTH: Final = 1.5
_THINNEST: Final = 1.0


def paint_edges(
    painter: QPainter, view: Viewport, edges: Iterable[Edge], colour: QColor, radius: float
) -> None:
    """Draw edges with corners of this radius, in points."""
    lines, corners = _taken_apart(edges, radius)
    painter.setPen(QPen(colour, max(_THINNEST, _WIDTH * view.scale)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    on_screen = view.to_screen
    painter.drawLines([QLineF(*on_screen(*start), *on_screen(*end)) for start, end in lines])
    if corners:
        path = QPainterPath()
        for start, corner, end in corners:
            path.moveTo(QPointF(*on_screen(*start)))
            path.quadTo(QPointF(*on_screen(*corner)), QPointF(*on_screen(*end)))
        painter.drawPath(path)


def _taken_apart(edges: Iterable[Edge], radius: float) -> tuple[Iterable[Line], Iterable[Corner]]:
    """The straight stretches and the round corners of edges, each once.

    Stretches that leave one point the same way are one as long as the longest.
    """
    lines: dict[tuple[Point, bool, bool], Line] = {}
    corners: dict[Corner, None] = {}
    for edge in edges:
        start = before = edge.points[0]
        for corner, behind in pairwise(edge.points[1:]):
            end = next_start = corner
            if radius:
                end, next_start = _rounded(before, corner, behind, radius)
            _lengthen(lines, before, start, end)
            if end != corner:
                corners[end, corner, next_start] = None
            start, before = next_start, corner
        _lengthen(lines, before, start, edge.points[-1])
    return lines.values(), corners


def _lengthen(
    lines: dict[tuple[Point, bool, bool], Line], origin: Point, start: Point, end: Point
) -> None:
    first, last = (start, end) if start <= end else (end, start)
    way = origin, start <= end, start[0] == end[0]
    known = lines.get(way)
    if known is not None:
        first, last = min(first, known[0]), max(last, known[1])
    lines[way] = first, last


def _rounded(before: Point, corner: Point, behind: Point, radius: float) -> Line:
    """Where the arc that rounds a corner starts and ends; the way there is level or upright."""
    x, y = corner
    left, up = before[0] - x, before[1] - y
    right, down = behind[0] - x, behind[1] - y
    there, on = abs(left) + abs(up), abs(right) + abs(down)
    radius = min(radius, there / 2, on / 2)
    if not radius:
        return corner, corner
    near, far = radius / there, radius / on
    return (x + left * near, y + up * near), (x + right * far, y + down * far)
