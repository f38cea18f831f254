"""Paints the canvas. Dumb: it gets faces, places and a palette, and draws.

Faces at rest are blitted from pixmaps cached at the current zoom; the cache fills for a few
milliseconds a frame, and only while the zoom rests. Small faces lose detail before they lose speed.
"""

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap

from widgets.canvas.bows import paint_bows
from widgets.canvas.gestures import DragCards
from widgets.canvas.measure import font_of
from widgets.canvas.scene import Scene
from widgets.canvas.viewport import Rect, Viewport
from widgets.look.look import Look
from workshop.drawing.dropping import DropTarget
from workshop.drawing.faces import SCREEN
from workshop.drawing.palette import CardLook, Palette
from workshop.drawing.shapes import Bow, Edge, Face, Role, TextLine, TextStyle, Weight
from workshop.vocabulary import Kind

#: Below this scale a card shows its kind and reference instead of its text.
GREEK = 0.4
#: Below this scale cards are plain rectangles, and small branches one rectangle each.
FAR = 0.16
#: Seconds a frame may spend on filling the cache, and how many faces it holds.
_FILL_TIME = 0.004
_MOST_CACHED = 600
#: Distance of the dots on the ground, in points.
_DOTS = 24.0
_DOTS_A_TILE = 8
#: Room around a cached face for its shadow and border, in points.
_MARGIN = 4.0
#: Radius of the handle that folds a branch, in points.
_HANDLE = 9.0
_CORNER = 8.0
#: How much of a card out of focus the ground covers.
_VEIL = 0.72
_SHADOW = "#000000"

_REFERENCE_STYLE = TextStyle(size=10.5, leading=12.0, weight=Weight.SEMIBOLD)
_HANDLE_STYLE = TextStyle(size=10.0, leading=12.0, weight=Weight.SEMIBOLD)


#: A card, or a branch too small to look into, by the kind of its top: x, y, width, height.
Block = tuple[Kind, Rect]


@dataclass(frozen=True, slots=True)
class Picture:
    """One frame: what is shown, through which viewport, on how large a window.

    `placed` are the cards in sight and `edges` what joins them, where they stand at this moment;
    `bows` lead from solutions to other opportunities they also help;
    below the scale `FAR`, `blocks` stand for the cards, and `placed` are the marked ones only;
    `ratio` is device pixels per pixel; `chosen` are selected, `highlighted` found, `bright`
    those not dimmed (None: all of them), `band` is the
    rubber band, `editing` the card under the editor, `drag` the gesture that carries cards.
    """

    scene: Scene
    viewport: Viewport
    width: int
    height: int
    ratio: float
    placed: tuple["Placed", ...]
    edges: tuple[Edge, ...]
    bows: tuple[Bow, ...] = ()
    blocks: tuple[Block, ...] = ()
    current: str | None = None
    chosen: frozenset[str] = frozenset()
    highlighted: frozenset[str] = frozenset()
    bright: frozenset[str] | None = None
    band: QRectF | None = None
    editing: str | None = None
    drag: DragCards | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A card's face with its top left corner, in points."""

    card: str
    ref: str
    x: float
    y: float
    face: Face


class CanvasPainter:
    """Draws frames in one palette, and remembers faces it has drawn at this zoom."""

    def __init__(self, look: Look) -> None:
        self._palette: Palette = look.palette
        self._cached: dict[int, tuple[Face, QPixmap]] = {}
        self._cached_at = (0.0, 0.0)
        self._fonts: dict[TextStyle, QFont] = {}
        self._dots: tuple[int, float, QPixmap] | None = None

    def wear(self, look: Look) -> None:
        """Draw in another palette from now on."""
        self._palette = look.palette
        self._cached.clear()
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
        self._paint_marks(painter, picture, placed)

    def handle_at(
        self, scene: Scene, view: Viewport, current: str | None, at: QPointF
    ) -> str | None:
        """The card whose fold handle is under a pixel; `current` shows one though not folded."""
        if view.scale < GREEK:
            return None
        x, y = view.to_drawing(at.x(), at.y())
        reach = 2 * _HANDLE
        for card, _, _ in scene.visible((x - reach, y - reach, 2 * reach, 2 * reach)):
            away = QPointF(x, y) - QPointF(*scene.handle(card))
            if away.manhattanLength() <= reach and _handle_text(scene, card, current):
                return card
        return None

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
            painter.drawLines([line for edge in edges for line in _straight(edge, view)])
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
            painter.setBrush(QColor(_stripe(self._palette.cards[kind])))
            painter.drawRects(rects)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)

    def _paint_plain(self, painter: QPainter, view: Viewport, placed: Sequence[Placed]) -> None:
        """Draw cards too small for their text: the kind's colour and the reference."""
        painter.setFont(font_of(_REFERENCE_STYLE))
        bar = max(2.0, SCREEN.bar * view.scale)
        for kind in Kind:
            card = self._palette.cards[kind]
            cards = [(one, _on_screen(view, one)) for one in placed if one.face.kind is kind]
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(QColor(card.border))
            painter.setBrush(QColor(card.fill))
            painter.drawRects([rect for _, rect in cards])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(_stripe(card)))
            painter.drawRects([_bar_of(one.face, rect, bar) for one, rect in cards])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
            painter.setPen(QColor(card.label))
            for one, rect in cards:
                beside = rect.adjusted(bar + 2, 0, 0, 0)
                inside = beside.translated(-bar - 2, 0) if one.face.mirrored else beside
                painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, one.ref)

    def _paint_faces(self, painter: QPainter, picture: Picture, placed: Sequence[Placed]) -> None:
        view = picture.viewport
        at_rest = self._cached_at == (view.scale, picture.ratio)
        if not at_rest:
            self._cached.clear()
            self._cached_at = (view.scale, picture.ratio)
        deadline = time.perf_counter() + _FILL_TIME
        for one in placed:
            if one.card == picture.editing:
                self._paint_at(painter, view, one, _without_text(one.face))
                continue
            x, y = view.to_screen(one.x - _MARGIN, one.y - _MARGIN)
            pixmap = self._pixmap(one.face)
            if pixmap is None and at_rest and time.perf_counter() < deadline:
                pixmap = self._fill(one.face, view.scale, picture.ratio)
            if pixmap is not None:
                painter.drawPixmap(QPointF(round(x), round(y)), pixmap)
            else:
                self._paint_at(painter, view, one, one.face)

    def _paint_at(self, painter: QPainter, view: Viewport, one: Placed, face: Face) -> None:
        painter.save()
        painter.translate(*view.to_screen(one.x, one.y))
        painter.scale(view.scale, view.scale)
        self._paint_face(painter, face)
        painter.restore()

    def _pixmap(self, face: Face) -> QPixmap | None:
        known = self._cached.get(id(face))
        return known[1] if known is not None and known[0] is face else None

    def _fill(self, face: Face, scale: float, ratio: float) -> QPixmap:
        if len(self._cached) >= _MOST_CACHED:
            self._cached.clear()
        width = (face.width + 2 * _MARGIN) * scale
        height = (face.height + 2 * _MARGIN) * scale
        pixmap = _pixmap(width, height, ratio, QColor(Qt.GlobalColor.transparent))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        painter.translate(_MARGIN, _MARGIN)
        self._paint_face(painter, face)
        painter.end()
        self._cached[id(face)] = (face, pixmap)
        return pixmap

    def _paint_face(self, painter: QPainter, face: Face) -> None:
        card = self._palette.cards[face.kind]
        body = QRectF(0, 0, face.width, face.height)
        shape = QPainterPath()
        shape.addRoundedRect(body, card.radius, card.radius)
        shadow = QColor(_SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        for reach, alpha in ((2.0, 10), (1.0, 14)):
            shadow.setAlpha(alpha)
            painter.setBrush(shadow)
            grown = body.adjusted(-reach / 2, 0, reach / 2, reach)
            painter.drawRoundedRect(grown, card.radius, card.radius)
        painter.setBrush(QColor(card.fill))
        painter.drawPath(shape)
        if card.bar is not None:
            painter.save()
            painter.setClipPath(shape)
            painter.fillRect(_bar_of(face, body, SCREEN.bar), QColor(card.bar))
            painter.restore()
        painter.setPen(_border(card, heavy=face.stands_out))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
        for line in face.lines:
            self._paint_line(painter, line, card)

    def _paint_line(self, painter: QPainter, line: TextLine, card: CardLook) -> None:
        font = self._fonts.get(line.style)
        if font is None:
            font = self._fonts[line.style] = font_of(line.style)
        painter.setFont(font)
        painter.setPen(QColor(card.ink(line.role)))
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if line.rtl else Qt.LayoutDirection.LeftToRight
        )
        painter.drawText(QPointF(line.x, line.y), line.text)

    # Marks on top -----------------------------------------------------------------------------

    def _paint_marks(self, painter: QPainter, picture: Picture, placed: Sequence[Placed]) -> None:
        view = picture.viewport
        current = picture.current if picture.editing is None else None
        if picture.bright is not None:
            self._dim(painter, view, [one for one in placed if one.card not in picture.bright])
        for one in placed:
            if one.card in picture.highlighted:
                self._paint_highlight(painter, view, one)
            if one.card in picture.chosen:
                self._paint_ring(painter, view, one, is_current=one.card == picture.current)
            if view.scale >= GREEK:
                words = _handle_text(picture.scene, one.card, current)
                if words is not None:
                    self._paint_handle(painter, view, picture.scene.handle(one.card), words)
        if picture.band is not None:
            self._paint_band(painter, picture.band)
        if picture.drag is not None:
            self._paint_drag(painter, picture, picture.drag)

    def _dim(self, painter: QPainter, view: Viewport, dimmed: Sequence[Placed]) -> None:
        veil = QColor(self._palette.window)
        veil.setAlphaF(_VEIL)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        painter.drawRects([_on_screen(view, one).adjusted(-3, -3, 3, 3) for one in dimmed])

    def _paint_highlight(self, painter: QPainter, view: Viewport, one: Placed) -> None:
        rect = _on_screen(view, one).adjusted(-6, -6, 6, 6)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._palette.attention), 2, Qt.PenStyle.DotLine))
        painter.drawRoundedRect(rect, _CORNER, _CORNER)

    def _paint_ring(
        self, painter: QPainter, view: Viewport, one: Placed, *, is_current: bool
    ) -> None:
        radius = self._palette.cards[one.face.kind].radius * view.scale + 3
        rect = _on_screen(view, one).adjusted(-3, -3, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if is_current:
            halo = QColor(self._palette.selection)
            halo.setAlpha(50)
            painter.setPen(QPen(halo, 6))
            painter.drawRoundedRect(rect, radius, radius)
        painter.setPen(QPen(QColor(self._palette.selection), 2))
        painter.drawRoundedRect(rect, radius, radius)

    def _paint_band(self, painter: QPainter, band: QRectF) -> None:
        colour = QColor(self._palette.selection)
        painter.setPen(QPen(colour, 1))
        colour.setAlpha(28)
        painter.setBrush(colour)
        painter.drawRect(band)

    def _paint_handle(
        self, painter: QPainter, view: Viewport, at: tuple[float, float], words: str
    ) -> None:
        x, y = view.to_screen(*at)
        radius = _HANDLE * view.scale
        wide = radius * (2.0 if len(words) < 2 else 1.6 + 0.45 * len(words))
        rect = QRectF(x - wide / 2, y - radius, wide, 2 * radius)
        painter.setBrush(QColor(self._palette.surface))
        painter.setPen(QPen(QColor(self._palette.edge), 1))
        painter.drawRoundedRect(rect, radius, radius)
        painter.setFont(font_of(_HANDLE_STYLE, view.scale))
        painter.setPen(QColor(self._palette.soft))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_drag(self, painter: QPainter, picture: Picture, drag: DragCards) -> None:
        colour = QColor(
            self._palette.attention if drag.refusal is not None else self._palette.selection
        )
        if drag.target is not None:
            self._paint_target(painter, picture.viewport, drag.target, colour)
        face = picture.scene.face(drag.card)
        painter.save()
        painter.setOpacity(0.8)
        painter.translate(drag.top_left)
        painter.scale(picture.viewport.scale, picture.viewport.scale)
        self._paint_face(painter, face)
        painter.restore()
        if len(drag.tops) > 1:
            self._paint_count(painter, drag.top_left, len(drag.tops))

    def _paint_count(self, painter: QPainter, at: QPointF, count: int) -> None:
        """How many cards are carried."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._palette.selection))
        painter.drawEllipse(at, 12, 12)
        painter.setPen(QColor(self._palette.window))
        painter.setFont(font_of(_HANDLE_STYLE))
        rect = QRectF(at.x() - 12, at.y() - 12, 24, 24)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(count))

    def _paint_target(
        self, painter: QPainter, view: Viewport, target: DropTarget, colour: QColor
    ) -> None:
        start = QPointF(*view.to_screen(*target.start))
        end = QPointF(*view.to_screen(*target.end))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if target.onto:
            painter.setPen(QPen(colour, 3))
            painter.drawRoundedRect(QRectF(start, end).adjusted(-4, -4, 4, 4), 10, 10)
            return
        pen = QPen(colour, 4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(start, end)


def _pixmap(width: float, height: float, ratio: float, ground: QColor) -> QPixmap:
    pixmap = QPixmap(math.ceil(width * ratio), math.ceil(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(ground)
    return pixmap


def _handle_text(scene: Scene, card: str, current: str | None) -> str | None:
    """What the fold handle of a card says; None where there is none."""
    hidden = scene.layout.hidden(card)
    if hidden:
        return f"+{hidden}"
    return "–" if card == current and scene.board.children_of(card) else None


def _bar_of(face: Face, rect: QRectF, wide: float) -> QRectF:
    """The bar of a face that fills a rectangle: at the edge where reading starts."""
    left = rect.right() - wide if face.mirrored else rect.left()
    return QRectF(left, rect.top(), wide, rect.height())


def _on_screen(view: Viewport, one: Placed) -> QRectF:
    x, y = view.to_screen(one.x, one.y)
    return QRectF(x, y, one.face.width * view.scale, one.face.height * view.scale)


def _without_text(face: Face) -> Face:
    """A face whose text is under the editor."""
    typed = (Role.TEXT, Role.EMPTY)
    return replace(face, lines=tuple(line for line in face.lines if line.role not in typed))


def _stripe(card: CardLook) -> str:
    """The colour that tells a kind when a card is too small for its text."""
    return card.bar or card.border


def _border(card: CardLook, *, heavy: bool) -> QPen:
    if heavy:
        return QPen(QColor(card.label), 2.0)
    pen = QPen(QColor(card.border), 1.25 if card.dashed else 1.0)
    if card.dashed:
        pen.setDashPattern([4.0, 3.0])
    return pen


def _straight(edge: Edge, view: Viewport) -> list[QLineF]:
    points = [QPointF(*view.to_screen(x, y)) for x, y in edge.points]
    return [QLineF(a, b) for a, b in pairwise(points)]


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
