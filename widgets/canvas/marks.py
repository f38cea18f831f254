"""Draws what lies on top of the cards: rings, badges, fold handles, the band, what is dragged.

Knows where its own marks are, so that the mouse finds what the eye sees. Dumb otherwise.
"""

import math
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from widgets.canvas.face_pen import FacePen
from widgets.canvas.frame import FAR, GREEK, Picture, Placed, on_screen
from widgets.canvas.gestures import DragCards
from widgets.canvas.scene import Scene
from widgets.canvas.viewport import Viewport
from widgets.look.measure import font_of
from workshop.drawing.dropping import DropTarget
from workshop.drawing.palette import Palette
from workshop.drawing.shapes import TextStyle, Weight

#: Radius of the handle that folds a branch, in points, and of a ring's corners, in pixels.
_HANDLE = 9.0
_CORNER = 8.0
#: What a finger hits, in pixels across.
FINGER = 44.0
#: Radius of the badge of a card where something is amiss, in points; its least scale.
_BADGE = 8.0
_LEAST_BADGE = 0.5
#: How much of a card out of focus the ground covers.
_VEIL = 0.72

_BADGE_STYLE = TextStyle(size=11.0, leading=12.0, weight=Weight.BOLD)
_HANDLE_STYLE = TextStyle(size=10.0, leading=12.0, weight=Weight.SEMIBOLD)


class MarkPainter:
    """Draws marks in one palette; `faces` draws the card that is dragged."""

    def __init__(self, palette: Palette, faces: FacePen) -> None:
        self._palette = palette
        self._faces = faces
        self._badge: tuple[float, float, QPixmap] | None = None

    def wear(self, palette: Palette) -> None:
        """Draw in another palette from now on."""
        self._palette = palette
        self._badge = None

    def paint(self, painter: QPainter, picture: Picture) -> None:
        """Draw the marks of a frame."""
        view, placed = picture.viewport, picture.placed
        current = picture.current if picture.editing is None else None
        if picture.bright is not None:
            self._dim(painter, view, [one for one in placed if one.card not in picture.bright])
        for one in placed:
            if one.card in picture.highlighted:
                self._paint_highlight(painter, view, one)
            if one.card in picture.chosen:
                self._paint_ring(painter, view, one, is_current=one.card == picture.current)
            if view.scale >= FAR and one.card in picture.amiss:
                self._paint_badge(painter, view, picture.scene.badge(one.rect))
            if view.scale >= GREEK:
                words = _handle_text(picture.scene, one.card, current)
                if words is not None:
                    self._paint_handle(painter, view, picture.scene.handle(one.rect), words)
        if picture.band is not None:
            self._paint_band(painter, picture.band)
        if picture.drag is not None:
            self._paint_drag(painter, picture, picture.drag)

    def handle_at(
        self, scene: Scene, view: Viewport, current: str | None, at: QPointF
    ) -> str | None:
        """The card whose fold handle is meant by a pixel; `current` shows one though not folded.

        On the ground a handle reaches as far around as a finger needs, at every zoom; the nearest
        is meant. Cards keep what is theirs: it reaches into no other card, and into its own only as
        far as a pointer needs.
        """
        if view.scale < GREEK:
            return None
        x, y = view.to_drawing(at.x(), at.y())
        near = 2 * _HANDLE
        reach = max(near, FINGER / 2 / view.scale)
        under = scene.layout.card_at(x, y)
        meant: list[tuple[float, str]] = []
        for card, _, _ in scene.visible((x - reach, y - reach, 2 * reach, 2 * reach)):
            if _handle_text(scene, card, current) is not None and under in (None, card):
                across, down = scene.handle(scene.rect(card))
                aside, below = abs(x - across), abs(y - down)
                if aside + below <= near or (under is None and max(aside, below) <= reach):
                    meant.append((aside + below, card))
        return min(meant)[1] if meant else None

    def badge_at(
        self, scene: Scene, view: Viewport, amiss: Iterable[str], at: QPoint
    ) -> str | None:
        """The card whose badge is under a pixel."""
        reach = _BADGE * max(view.scale, _LEAST_BADGE)
        for card in amiss:
            if view.scale >= FAR and scene.is_shown(card):
                away = QPointF(at) - QPointF(*view.to_screen(*scene.badge(scene.rect(card))))
                if away.manhattanLength() <= 1.5 * reach:
                    return card
        return None

    def _dim(self, painter: QPainter, view: Viewport, dimmed: Sequence[Placed]) -> None:
        veil = QColor(self._palette.window)
        veil.setAlphaF(_VEIL)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        painter.drawRects([on_screen(view, one).adjusted(-3, -3, 3, 3) for one in dimmed])

    def _paint_highlight(self, painter: QPainter, view: Viewport, one: Placed) -> None:
        rect = on_screen(view, one).adjusted(-6, -6, 6, 6)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._palette.attention), 2, Qt.PenStyle.DotLine))
        painter.drawRoundedRect(rect, _CORNER, _CORNER)

    def _paint_ring(
        self, painter: QPainter, view: Viewport, one: Placed, *, is_current: bool
    ) -> None:
        radius = self._palette.cards[one.face.kind].radius * view.scale + 3
        rect = on_screen(view, one).adjusted(-3, -3, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if is_current:
            halo = QColor(self._palette.selection)
            halo.setAlpha(50)
            painter.setPen(QPen(halo, 6))
            painter.drawRoundedRect(rect, radius, radius)
        painter.setPen(QPen(QColor(self._palette.selection), 2))
        painter.drawRoundedRect(rect, radius, radius)

    def _paint_badge(self, painter: QPainter, view: Viewport, at: tuple[float, float]) -> None:
        """Something is amiss: an exclamation mark, a dot when the card is too small for it."""
        ratio = painter.device().devicePixelRatioF()
        if self._badge is None or self._badge[:2] != (view.scale, ratio):
            self._badge = (view.scale, ratio, self._drawn_badge(view.scale, ratio))
        badge = self._badge[2]
        x, y = view.to_screen(*at)
        half = badge.deviceIndependentSize().width() / 2
        painter.drawPixmap(QPointF(round(x - half), round(y - half)), badge)

    def _drawn_badge(self, scale: float, ratio: float) -> QPixmap:
        size = max(scale, _LEAST_BADGE)
        radius = _BADGE * size
        side = 2 * math.ceil(radius + 1)
        badge = QPixmap(math.ceil(side * ratio), math.ceil(side * ratio))
        badge.setDevicePixelRatio(ratio)
        badge.fill(Qt.GlobalColor.transparent)
        painter = QPainter(badge)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._palette.window), 1.5))
        painter.setBrush(QColor(self._palette.attention))
        painter.drawEllipse(QPointF(side / 2, side / 2), radius, radius)
        if scale >= GREEK:
            painter.setPen(QColor(self._palette.surface))
            painter.setFont(font_of(_BADGE_STYLE, size))
            painter.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, "!")
        painter.end()
        return badge

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
        self._faces.draw(painter, face)
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


def _handle_text(scene: Scene, card: str, current: str | None) -> str | None:
    """What the fold handle of a card says; None where there is none."""
    hidden = scene.layout.hidden(card)
    if hidden:
        return f"+{hidden}"
    return "–" if card == current and scene.board.children_of(card) else None
