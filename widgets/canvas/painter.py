"""Paints the canvas. Dumb: it gets faces, places and a palette, and draws.

Faces are laid down from a cache of pictures. Small ones lose detail before they lose speed.
"""

import math
import time
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from widgets.canvas.bows import paint_bows
from widgets.canvas.edge_pen import paint_edges
from widgets.canvas.face_cache import MARGIN, FaceCache
from widgets.canvas.face_pen import FacePen, bar_of, stripe
from widgets.canvas.frame import FAR, GREEK, Block, Picture, Placed, on_screen
from widgets.canvas.marks import MarkPainter
from widgets.canvas.viewport import Viewport
from widgets.look.look import Look
from widgets.look.measure import ScreenMeasure, font_of
from workshop.drawing.faces import SCREEN
from workshop.drawing.palette import Palette
from workshop.drawing.shapes import Face, Role, TextStyle, Weight
from workshop.vocabulary import Kind

#: Seconds a frame may spend on drawing faces while the zoom runs, and how many windows full of
#: faces are kept.
_FILL_TIME = 0.006
_MOST_CACHED = 0.6
#: Distance of the dots on the ground, in points.
_DOTS = 24.0
_DOTS_A_TILE = 8

#: Pixels of a reference that stands instead of the text: as high as a card of one line, within
#: these; capitals of the smallest are 6 pixels high.
_SMALLEST_REFERENCE, _LARGEST_REFERENCE = 8.3, 10.5
#: Height of the bundled face's capitals, in parts of its size.
_CAPITALS = 0.727
_ONE_LINE = 2 * SCREEN.pad_y + SCREEN.label.leading + SCREEN.text.leading
#: Radius of the corners of an edge, in points.
_CORNER = 8.0


class CanvasPainter:
    """Draws frames in one palette, and remembers faces it has drawn."""

    def __init__(self, look: Look) -> None:
        self._palette: Palette = look.palette
        self._faces = FacePen(look.palette)
        self.marks = MarkPainter(look.palette, self._faces)
        self._cache = FaceCache(self._faces)
        self._dots: tuple[int, float, QPixmap] | None = None

    def wear(self, look: Look) -> None:
        """Draw in another palette from now on."""
        self._palette = look.palette
        self._faces.wear(look.palette)
        self.marks.wear(look.palette)
        self._cache.forget()
        self._dots = None

    def editing_colours(self, kind: Kind) -> tuple[QColor, QColor]:
        """Ink and paper of a text field on a card of this kind."""
        card = self._palette.cards[kind]
        return QColor(card.text), QColor(card.fill)

    def room_ahead(self, picture: Picture) -> float:
        """How many pixels of faces may be kept in all, besides those of this frame."""
        scale, cache = picture.viewport.scale, self._cache
        drawn = (cache.picture(one.face, scale) for one in picture.placed)
        return _most(picture) - sum(kept.pixels for kept in drawn if kept is not None)

    def draw_ahead(self, face: Face, picture: Picture, room: float) -> float:
        """Draw a face that a frame like this one may need soon, if it has room; what is left."""
        scale = picture.viewport.scale
        left = room - self._cache.pixels_of(face, scale)
        if left >= 0:
            self._cache.draw((face,), scale, picture.ratio, math.inf)
            self._cache.picture(face, scale)
            self._cache.shrink(_most(picture), in_sight=1)
        return left

    def paint(self, painter: QPainter, picture: Picture) -> None:
        """Draw one frame."""
        self._paint_ground(painter, picture)
        view, placed = picture.viewport, picture.placed
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        radius = _CORNER if view.scale >= GREEK else 0.0
        paint_edges(painter, view, picture.edges, QColor(self._palette.edge), radius)
        paint_bows(painter, view, picture.bows, picture.chosen, self._palette)
        if view.scale < FAR:
            self.paint_blocks(painter, view, picture.blocks)
        elif view.scale < GREEK:
            self._paint_plain(painter, view, placed)
        else:
            self._paint_faces(painter, picture, placed)
        self.marks.paint(painter, picture)

    # The ground -------------------------------------------------------------------------------

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
        typed = [one for one in placed if one.card == picture.editing]
        others = [one for one in placed if one.card != picture.editing]
        until = time.perf_counter() + _FILL_TIME if picture.is_zooming else math.inf
        self._cache.draw((one.face for one in others), view.scale, picture.ratio, until)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=True)
        waiting = []
        for one in others:
            drawn = self._cache.picture(one.face, view.scale)
            if drawn is None:
                waiting.append(one)
            else:
                at = QPointF(*view.to_screen(one.x - MARGIN, one.y - MARGIN))
                drawn.paint(painter, at, view.scale)
        self._paint_plain(painter, view, waiting)
        for one in typed:
            self._paint_at(painter, view, one, _without_text(one.face))
        self._cache.shrink(_most(picture), in_sight=len(others) - len(waiting))

    def _paint_at(self, painter: QPainter, view: Viewport, one: Placed, face: Face) -> None:
        painter.save()
        painter.translate(*view.to_screen(one.x, one.y))
        painter.scale(view.scale, view.scale)
        self._faces.draw(painter, face)
        painter.restore()


@lru_cache(maxsize=30_000)
def _advance(ref: str) -> float:
    """Width of a reference, in parts of its size: Qt takes twice as long to centre it by itself."""
    return ScreenMeasure().advance(ref, TextStyle(1.0, 1.0, Weight.SEMIBOLD))


def _pixmap(width: float, height: float, ratio: float, ground: QColor) -> QPixmap:
    pixmap = QPixmap(math.ceil(width * ratio), math.ceil(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(ground)
    return pixmap


def _most(picture: Picture) -> float:
    """How many pixels of faces are kept for a window of this size."""
    return _MOST_CACHED * picture.width * picture.height * picture.ratio**2


def _without_text(face: Face) -> Face:
    """A face whose text is under the editor."""
    typed = (Role.TEXT, Role.EMPTY)
    return replace(face, lines=tuple(line for line in face.lines if line.role not in typed))
