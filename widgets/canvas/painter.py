"""Paints the canvas. Dumb: it gets faces, places and a palette, and draws.

Faces at rest are blitted from pixmaps cached at the current zoom; the cache fills for a few
milliseconds a frame, and only while the zoom rests. Small faces lose detail before they lose speed.
"""

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from widgets.canvas.bows import paint_bows
from widgets.canvas.face_pen import FacePen, bar_of, stripe
from widgets.canvas.frame import FAR, GREEK, Block, Picture, Placed, on_screen
from widgets.canvas.marks import MarkPainter
from widgets.canvas.measure import ScreenMeasure, font_of
from widgets.canvas.viewport import Viewport
from widgets.look.look import Look
from workshop.drawing.faces import SCREEN
from workshop.drawing.palette import Palette
from workshop.drawing.shapes import Edge, Face, Role, TextStyle, Weight
from workshop.vocabulary import Kind

#: Seconds a frame may spend on filling the cache, and how many windows full of faces it holds.
_FILL_TIME = 0.004
_MOST_CACHED = 2
#: Distance of the dots on the ground, in points.
_DOTS = 24.0
_DOTS_A_TILE = 8
#: Room around a cached face for its shadow and border, in points.
_MARGIN = 4.0

#: Pixels of a reference that stands instead of the text: as high as a card of one line, within
#: these; capitals of the smallest are 6 pixels high.
_SMALLEST_REFERENCE, _LARGEST_REFERENCE = 8.3, 10.5
#: Height of the bundled face's capitals, in parts of its size.
_CAPITALS = 0.727
_ONE_LINE = 2 * SCREEN.pad_y + SCREEN.label.leading + SCREEN.text.leading
#: Radius of the corners of an edge, in points.
_CORNER = 8.0


class CanvasPainter:
    """Draws frames in one palette, and remembers faces it has drawn at this zoom."""

    def __init__(self, look: Look) -> None:
        self._palette: Palette = look.palette
        self._faces = FacePen(look.palette)
        self.marks = MarkPainter(look.palette, self._faces)
        self._cached: dict[int, tuple[Face, QPixmap]] = {}
        self._cached_pixels = 0
        self._cached_at = (0.0, 0.0)
        self._dots: tuple[int, float, QPixmap] | None = None

    def wear(self, look: Look) -> None:
        """Draw in another palette from now on."""
        self._palette = look.palette
        self._faces.wear(look.palette)
        self.marks.wear(look.palette)
        self._forget_faces()
        self._dots = None

    def editing_colours(self, kind: Kind) -> tuple[QColor, QColor]:
        """Ink and paper of a text field on a card of this kind."""
        card = self._palette.cards[kind]
        return QColor(card.text), QColor(card.fill)

    def paint(self, painter: QPainter, picture: Picture) -> None:
        """Draw one frame."""
        self._paint_ground(painter, picture)
        view, placed = picture.viewport, picture.placed
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        self._paint_edges(painter, view, picture.edges)
        paint_bows(painter, view, picture.bows, picture.chosen, self._palette)
        if view.scale < FAR:
            self.paint_blocks(painter, view, picture.blocks)
        elif view.scale < GREEK:
            self._paint_plain(painter, view, placed)
        else:
            self._paint_faces(painter, picture, placed)
        self.marks.paint(painter, picture)

    # The ground and the edges -----------------------------------------------------------------

    def _paint_ground(self, painter: QPainter, picture: Picture) -> None:
        view = picture.viewport
        step = round(_DOTS * view.scale)
        if step < 12:
            painter.fillRect(0, 0, picture.width, picture.height, QColor(self._palette.window))
            return
        if self._dots is None or self._dots[:2] != (step, picture.ratio):
            self._dots = (step, picture.ratio, self._dotted(step, picture.ratio))
        left, top = view.x * view.scale % step, view.y * view.scale % step
        ground = QRectF(0, 0, picture.width, picture.height)
        painter.drawTiledPixmap(ground, self._dots[2], QPointF(left, top))

    def _dotted(self, step: int, ratio: float) -> QPixmap:
        """A piece of dotted ground, to be repeated."""
        side = _DOTS_A_TILE * step
        pixmap = _pixmap(side, side, ratio, QColor(self._palette.window))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._palette.line))
        for x in range(0, side, step):
            for y in range(0, side, step):
                painter.drawEllipse(QPointF(x + 1, y + 1), 0.8, 0.8)
        painter.end()
        return pixmap

    def _paint_edges(self, painter: QPainter, view: Viewport, edges: Iterable[Edge]) -> None:
        pen = QPen(QColor(self._palette.edge), max(1.0, 1.5 * view.scale))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if view.scale < GREEK:
            # Many and thin: the painter takes them to the screen faster than we do.
            pen.setCosmetic(True)
            painter.save()
            painter.setPen(pen)
            painter.scale(view.scale, view.scale)
            painter.translate(-view.x, -view.y)
            painter.drawLines([line for edge in edges for line in _straight(edge)])
            painter.restore()
            return
        path = QPainterPath()
        for edge in edges:
            _add_rounded(path, [QPointF(*view.to_screen(x, y)) for x, y in edge.points], view)
        painter.drawPath(path)

    # Faces ------------------------------------------------------------------------------------

    def paint_blocks(self, painter: QPainter, view: Viewport, blocks: Iterable[Block]) -> None:
        """Draw cards and branches seen from far away, as rectangles in their kinds' colours."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(Qt.PenStyle.NoPen)
        by_kind: dict[Kind, list[QRectF]] = {kind: [] for kind in Kind}
        scale = view.scale
        for kind, (x, y, width, height) in blocks:
            left, top = view.to_screen(x, y)
            size = (max(1.0, width * scale), max(1.0, height * scale))
            by_kind[kind].append(QRectF(left, top, *size))
        for kind, rects in by_kind.items():
            painter.setBrush(QColor(stripe(self._palette.cards[kind])))
            painter.drawRects(rects)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)

    def _paint_plain(self, painter: QPainter, view: Viewport, placed: Sequence[Placed]) -> None:
        """Draw cards too small for their text: the kind's colour and the reference."""
        size = min(_LARGEST_REFERENCE, max(_SMALLEST_REFERENCE, _ONE_LINE * view.scale))
        painter.setFont(font_of(TextStyle(size, size, Weight.SEMIBOLD)))
        down = _CAPITALS * size / 2
        bar = max(2.0, SCREEN.bar * view.scale)
        by_kind: dict[Kind, list[tuple[Placed, QRectF]]] = {}
        for one in placed:
            by_kind.setdefault(one.face.kind, []).append((one, on_screen(view, one)))
        for kind, cards in by_kind.items():
            card = self._palette.cards[kind]
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(QColor(card.border))
            painter.setBrush(QColor(card.fill))
            painter.drawRects([rect for _, rect in cards])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(stripe(card)))
            painter.drawRects([bar_of(one.face, rect, bar) for one, rect in cards])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
            painter.setPen(QColor(card.label))
            for one, rect in cards:
                at = rect.center()
                aside = -bar / 2 if one.face.mirrored else bar / 2
                left = at.x() + aside - _advance(one.ref) * size / 2
                painter.drawText(QPointF(left, at.y() + down), one.ref)

    def _paint_faces(self, painter: QPainter, picture: Picture, placed: Sequence[Placed]) -> None:
        view = picture.viewport
        at_rest = self._cached_at == (view.scale, picture.ratio)
        if not at_rest:
            self._forget_faces()
            self._cached_at = (view.scale, picture.ratio)
        deadline = time.perf_counter() + _FILL_TIME
        for one in placed:
            if one.card == picture.editing:
                self._paint_at(painter, view, one, _without_text(one.face))
                continue
            x, y = view.to_screen(one.x - _MARGIN, one.y - _MARGIN)
            pixmap = self._pixmap(one.face)
            if pixmap is None and at_rest and time.perf_counter() < deadline:
                pixmap = self._fill(one.face, picture)
            if pixmap is not None:
                painter.drawPixmap(QPointF(round(x), round(y)), pixmap)
            else:
                self._paint_at(painter, view, one, one.face)

    def _paint_at(self, painter: QPainter, view: Viewport, one: Placed, face: Face) -> None:
        painter.save()
        painter.translate(*view.to_screen(one.x, one.y))
        painter.scale(view.scale, view.scale)
        self._faces.draw(painter, face)
        painter.restore()

    def _pixmap(self, face: Face) -> QPixmap | None:
        known = self._cached.get(id(face))
        return known[1] if known is not None and known[0] is face else None

    def _fill(self, face: Face, picture: Picture) -> QPixmap:
        scale, ratio = picture.viewport.scale, picture.ratio
        width = (face.width + 2 * _MARGIN) * scale
        height = (face.height + 2 * _MARGIN) * scale
        pixmap = _pixmap(width, height, ratio, QColor(Qt.GlobalColor.transparent))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        painter.translate(_MARGIN, _MARGIN)
        self._faces.draw(painter, face)
        painter.end()
        self._cached[id(face)] = (face, pixmap)
        self._cached_pixels += _pixels(pixmap)
        self._make_room(_MOST_CACHED * picture.width * picture.height * ratio**2)
        return pixmap

    def _make_room(self, most: float) -> None:
        """Let the oldest faces go while there are more pixels than this."""
        while self._cached_pixels > most and len(self._cached) > 1:
            _, oldest = self._cached.pop(next(iter(self._cached)))
            self._cached_pixels -= _pixels(oldest)

    def _forget_faces(self) -> None:
        self._cached.clear()
        self._cached_pixels = 0


@lru_cache(maxsize=30_000)
def _advance(ref: str) -> float:
    """Width of a reference, in parts of its size: Qt takes twice as long to centre it by itself."""
    return ScreenMeasure().advance(ref, TextStyle(1.0, 1.0, Weight.SEMIBOLD))


def _pixels(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height()


def _pixmap(width: float, height: float, ratio: float, ground: QColor) -> QPixmap:
    pixmap = QPixmap(math.ceil(width * ratio), math.ceil(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(ground)
    return pixmap


def _without_text(face: Face) -> Face:
    """A face whose text is under the editor."""
    typed = (Role.TEXT, Role.EMPTY)
    return replace(face, lines=tuple(line for line in face.lines if line.role not in typed))


def _straight(edge: Edge) -> list[QLineF]:
    return [QLineF(*a, *b) for a, b in pairwise(edge.points)]


def _add_rounded(path: QPainterPath, points: list[QPointF], view: Viewport) -> None:
    """Add a polyline with rounded corners."""
    path.moveTo(points[0])
    for before, corner, behind in zip(points, points[1:], points[2:], strict=False):
        first, second = QLineF(corner, before), QLineF(corner, behind)
        radius = min(_CORNER * view.scale, first.length() / 2, second.length() / 2)
        if radius > 0:
            first.setLength(radius)
            second.setLength(radius)
            path.lineTo(first.p2())
            path.quadTo(corner, second.p2())
    path.lineTo(points[-1])
