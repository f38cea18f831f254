"""Paints the faces of cells. Gets everything it needs handed in and asks no board."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from widgets.look.icons import picture
from widgets.look.look import Look
from widgets.table.blocks import draw
from widgets.table.faces import ARROW_ROOM, BAR, PAD_X, PAD_Y, CellFace, Chip, Ink
from workshop.drawing.palette import Palette

_ARROW = 16


@dataclass(frozen=True, slots=True)
class CellState:
    """What a cell looks like beside its face: in the current row, current, in the last row (which
    has no line below it), asking for an outcome, with an arrow behind its text, or with the mouse
    over the chip of an outcome."""

    in_current_row: bool = False
    has_focus: bool = False
    is_last: bool = False
    is_gap: bool = False
    has_arrow: bool = False
    hovered: str | None = None


class CellPainter:
    """Paints cells in the colours of a look."""

    def __init__(self, look: Look) -> None:
        self._palette: Palette = look.palette
        self._inks: dict[Ink, QColor] = {}
        self._gap_tint = QColor()
        self.wear(look)

    def wear(self, look: Look) -> None:
        """Paint in other colours from now on."""
        self._palette = palette = look.palette
        self._gap_tint = _between(palette.surface, palette.attention_tint)
        self._inks = {
            Ink.PLAIN: QColor(palette.ink),
            Ink.SOFT: QColor(palette.soft),
            Ink.FAINT: QColor(palette.faint),
            Ink.ATTENTION: QColor(palette.attention),
            Ink.ACCENT: QColor(palette.accent_text),
        }

    def paint(self, painter: QPainter, rect: QRect, face: CellFace, state: CellState) -> None:
        """Paint a cell into its rectangle."""
        painter.save()
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, state)
        painter.translate(rect.topLeft())
        for chip in face.chips:
            self._chip(painter, chip, hovered=chip.outcome == state.hovered)
        for piece in face.pieces:
            painter.setPen(self._inks[piece.ink])
            at = piece.rect
            draw(painter, at.x(), at.y(), piece.text, piece.style, at.width())
        if state.has_arrow:
            self._arrow(painter, rect.width())
        if state.has_focus:
            self._ring(painter, QRect(0, 0, rect.width(), rect.height()))
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, state: CellState) -> None:
        if state.is_gap:
            painter.fillRect(rect, self._gap_tint)
        elif state.in_current_row:
            painter.fillRect(rect, QColor(self._palette.window))
        if not state.is_last:
            painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(self._palette.line))

    def _chip(self, painter: QPainter, chip: Chip, *, hovered: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._palette.accent_tint))
        painter.drawRoundedRect(chip.rect, 4, 4)
        bar = QRect(chip.rect.x(), chip.rect.y(), BAR, chip.rect.height())
        painter.fillRect(bar, QColor(self._palette.selection))
        if hovered:
            pen = QPen(QColor(self._palette.soft), 1.6)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            middle = QRectF(chip.cross).center()
            for step in (QPointF(4, 4), QPointF(4, -4)):
                painter.drawLine(middle - step, middle + step)

    def _arrow(self, painter: QPainter, width: int) -> None:
        scale = painter.device().devicePixelRatioF()
        arrow = picture("arrow-right", self._palette.faint, _ARROW, scale)
        painter.drawPixmap(width - PAD_X - (ARROW_ROOM - _ARROW) // 2, PAD_Y + 1, arrow)

    def _ring(self, painter: QPainter, rect: QRect) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._palette.focus), 2))
        painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -3), 6, 6)


def _between(one: str, other: str) -> QColor:
    """The colour half-way between two: a whole row is tinted more gently than a small mark."""
    a, b = QColor(one), QColor(other)
    return QColor(
        (a.red() + b.red()) // 2, (a.green() + b.green()) // 2, (a.blue() + b.blue()) // 2
    )
