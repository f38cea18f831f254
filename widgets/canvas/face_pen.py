"""Draws the face of one card, its top left corner at 0, 0, in points.

Dumb: it gets a face and colours.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from widgets.look.measure import font_of
from workshop.drawing.faces import SCREEN
from workshop.drawing.palette import CardLook, Palette
from workshop.drawing.shapes import Face, TextLine, TextStyle

_SHADOW = "#000000"


class FacePen:
    """Draws faces in one palette."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        self._fonts: dict[TextStyle, QFont] = {}

    def wear(self, palette: Palette) -> None:
        """Draw in another palette from now on."""
        self._palette = palette

    def draw(self, painter: QPainter, face: Face) -> None:
        """Draw a face."""
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
            painter.fillRect(bar_of(face, body, SCREEN.bar), QColor(card.bar))
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


def bar_of(face: Face, rect: QRectF, wide: float) -> QRectF:
    """The bar of a face that fills a rectangle: at the edge where reading starts."""
    left = rect.right() - wide if face.mirrored else rect.left()
    return QRectF(left, rect.top(), wide, rect.height())


def stripe(card: CardLook) -> str:
    """The colour that tells a kind when a card is too small for its text."""
    return card.bar or card.border


def _border(card: CardLook, *, heavy: bool) -> QPen:
    if heavy:
        return QPen(QColor(card.label), 2.0)
    pen = QPen(QColor(card.border), 1.25 if card.dashed else 1.0)
    if card.dashed:
        pen.setDashPattern([4.0, 3.0])
    return pen
