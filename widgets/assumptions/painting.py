"""Paints the map of assumptions. Dumb: it gets a laid-out map and a palette, and draws."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from widgets.look.fonts import BODY, SMALL, font
from widgets.look.measure import font_of
from workshop.drawing.assumption_map import (
    BAR_INSET,
    CARD_TEXT,
    INSET,
    AssumptionMap,
    MapBox,
)
from workshop.drawing.palette import Palette
from workshop.drawing.shapes import TextStyle, Weight
from workshop.language import text
from workshop.vocabulary import Kind
from workshop.words.assumptions import place_words

_CORNER: Final = 8.0
_BAR: Final = 4.0
_RADIUS: Final = 6.0
_REF: Final = TextStyle(CARD_TEXT.size, CARD_TEXT.leading, Weight.SEMIBOLD)
_HELD: Final = 0.35


@dataclass(frozen=True, slots=True)
class MapPicture:
    """One frame: the map, the card people are on, those nobody looks at again, and the drag."""

    drawn: AssumptionMap
    current: str | None
    has_focus: bool
    unscheduled: frozenset[str]
    carried: str | None = None
    corner: QPointF | None = None
    target: tuple[int, int] | None = None


def paint_map(painter: QPainter, picture: MapPicture, palette: Palette, seen: QRectF) -> None:
    """Draw one frame, as far as it is seen."""
    # The axes run the same way in every language; each line of a card has its own direction.
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    _paint_ground(painter, picture.drawn, palette)
    if not picture.drawn.boxes:
        _paint_invitation(painter, picture.drawn, palette)
    if picture.target is not None:
        _paint_target(painter, picture, palette)
    held = next((box for box in picture.drawn.boxes if box.row == picture.carried), None)
    for box in picture.drawn.boxes:
        if not seen.intersects(QRectF(box.x, box.y, box.width, box.height)):
            continue
        if box.row == picture.carried:
            painter.setOpacity(_HELD)
        _paint_card(painter, box, QPointF(box.x, box.y), picture, palette)
        painter.setOpacity(1.0)
    if held is not None and picture.corner is not None:
        _paint_card(painter, held, picture.corner, picture, palette)
        if picture.target is not None:
            words = place_words(*picture.target)
            _paint_place(painter, words, held, picture.corner, palette)


def _paint_ground(painter: QPainter, drawn: AssumptionMap, palette: Palette) -> None:
    frame = QRectF(0.5, 0.5, drawn.width - 1, drawn.height - 1)
    outline = QPainterPath()
    outline.addRoundedRect(frame, _CORNER, _CORNER)
    painter.fillPath(outline, QColor(palette.surface))
    x, y = drawn.middle
    first = QPainterPath()
    first.addRect(QRectF(0, 0, x, y))
    painter.fillPath(outline.intersected(first), QColor(palette.attention_tint))
    pen = QPen(QColor(palette.edge), 1)
    pen.setDashPattern([4, 4])
    painter.setPen(pen)
    painter.drawLine(QPointF(x, 0), QPointF(x, drawn.height))
    painter.drawLine(QPointF(0, y), QPointF(drawn.width, y))
    painter.setPen(QPen(QColor(palette.line), 1))
    painter.drawPath(outline)
    _paint_words(painter, drawn, palette)


def _paint_words(painter: QPainter, drawn: AssumptionMap, palette: Palette) -> None:
    painter.setFont(font(BODY))
    painter.setPen(QColor(palette.faint))
    box = QRectF(14, 8, drawn.width - 28, drawn.height - 16)
    flag = Qt.AlignmentFlag
    painter.drawText(box, flag.AlignRight | flag.AlignTop, text("matters most"))
    painter.drawText(box, flag.AlignLeft | flag.AlignBottom, text("little evidence"))
    painter.drawText(box, flag.AlignRight | flag.AlignBottom, text("strong evidence"))
    painter.setFont(font(BODY, QFont.Weight.DemiBold))
    painter.setPen(QColor(palette.attention))
    painter.drawText(box, flag.AlignLeft | flag.AlignTop, text("Test these first"))


def _paint_invitation(painter: QPainter, drawn: AssumptionMap, palette: Palette) -> None:
    painter.setFont(font(BODY))
    painter.setPen(QColor(palette.soft))
    words = text("Nothing is written down yet. What must be true for this to work?")
    box = QRectF(24, 40, drawn.middle[0] - 48, drawn.middle[1] - 56)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)


def _paint_target(painter: QPainter, picture: MapPicture, palette: Palette) -> None:
    """The place the card would land in, outlined and named."""
    assert picture.target is not None
    x, y, width, height = picture.drawn.cell(*picture.target)
    place = QRectF(x + 3, y + 3, width - 6, height - 6)
    painter.setPen(QPen(QColor(palette.selection), 2))
    painter.setBrush(QColor(palette.accent_tint))
    painter.drawRoundedRect(place, _RADIUS, _RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_place(
    painter: QPainter, words: str, box: MapBox, corner: QPointF, palette: Palette
) -> None:
    """The place in words, below the carried card."""
    painter.setFont(font(SMALL, QFont.Weight.DemiBold))
    metrics = QFontMetricsF(painter.font())
    width, height = metrics.horizontalAdvance(words) + 16, metrics.height() + 8
    pill = QRectF(corner.x(), corner.y() + box.height + 6, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.ink))
    painter.drawRoundedRect(pill, _RADIUS, _RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QColor(palette.surface))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)


def _paint_card(
    painter: QPainter, box: MapBox, corner: QPointF, picture: MapPicture, palette: Palette
) -> None:
    body = QRectF(corner.x() + 0.5, corner.y() + 0.5, box.width - 1, box.height - 1)
    shape = QPainterPath()
    shape.addRoundedRect(body, _RADIUS, _RADIUS)
    painter.fillPath(shape, QColor(palette.surface))
    bar = QPainterPath()
    bar.addRect(QRectF(body.x(), body.y(), _BAR, body.height()))
    violet = palette.cards[Kind.TEST].border
    colour = palette.edge if box.row in picture.unscheduled else violet
    painter.fillPath(shape.intersected(bar), QColor(colour))
    is_current = box.row == picture.current
    is_focused = is_current and picture.has_focus
    edge = palette.focus if is_focused else palette.selection if is_current else palette.line
    painter.setPen(QPen(QColor(edge), 2 if is_focused else 1))
    painter.drawPath(shape)
    _paint_lines(painter, box, corner, palette)


@cache
def _font(style: TextStyle) -> QFont:
    return font_of(style)


def _paint_lines(painter: QPainter, box: MapBox, corner: QPointF, palette: Palette) -> None:
    """The lines; the reference at the head of the first stands out."""
    plain, strong = _font(CARD_TEXT), _font(_REF)
    metrics = QFontMetricsF(plain)
    baseline = corner.y() + INSET - 1 + CARD_TEXT.leading * 0.76
    painter.setPen(QColor(palette.ink))
    left, right = corner.x() + BAR_INSET, corner.x() + box.width - INSET
    for at, line in enumerate(box.lines):
        y = baseline + at * CARD_TEXT.leading
        words, x = line.text, left
        if at == 0 and not line.rtl and words.startswith(box.ref):
            painter.setFont(strong)
            painter.drawText(QPointF(left, y), box.ref)
            x += QFontMetricsF(strong).horizontalAdvance(box.ref)
            words = words[len(box.ref) :]
        painter.setFont(plain)
        direction = Qt.LayoutDirection
        painter.setLayoutDirection(direction.RightToLeft if line.rtl else direction.LeftToRight)
        if line.rtl:
            x = right - metrics.horizontalAdvance(words)
        painter.drawText(QPointF(x, y), words)
