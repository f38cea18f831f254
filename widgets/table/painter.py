"""Paints the faces of cells. Gets everything it needs handed in and asks no board."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QTransform

from widgets.look.blocks import NOTE, Block, draw
from widgets.look.icons import picture
from widgets.look.look import Look
from widgets.table.faces import CellFace, Chip, Ink, Mark, Pill, Tone
from workshop.drawing.palette import Palette


@dataclass(frozen=True, slots=True)
class CellState:
    """What a cell looks like beside its face: in the current row, chosen with others, current, in
    the last row (which has no line below it), asking for an outcome, or with the mouse over the
    chip of an outcome."""

    in_current_row: bool = False
    is_chosen: bool = False
    has_focus: bool = False
    is_last: bool = False
    is_gap: bool = False
    hovered: str | None = None


class CellPainter:
    """Paints cells in the colours of a look."""

    def __init__(self, look: Look) -> None:
        self._palette: Palette = look.palette
        self._inks: dict[Ink, QColor] = {}
        self._tones: dict[Tone, tuple[QColor, QColor]] = {}
        self._gap_tint = self._chosen = self._line = QColor()
        self._chip_ground = self._bar_ink = QColor()
        self.wear(look)

    def wear(self, look: Look) -> None:
        """Paint in other colours from now on."""
        self._palette = palette = look.palette
        self._gap_tint = _between(palette.surface, palette.attention_tint)
        self._chip_ground, self._bar_ink = QColor(palette.accent_tint), QColor(palette.selection)
        self._line = QColor(palette.line)
        self._chosen = _between(palette.surface, palette.accent_tint)
        self._inks = {
            Ink.PLAIN: QColor(palette.ink),
            Ink.SOFT: QColor(palette.soft),
            Ink.FAINT: QColor(palette.faint),
            Ink.ATTENTION: QColor(palette.attention),
            Ink.ACCENT: QColor(palette.accent_text),
        }
        good = QColor(palette.ok)
        good.setAlphaF(0.14)
        self._tones = {
            Tone.QUIET: (QColor(palette.hover), QColor(palette.soft)),
            Tone.GOOD: (good, QColor(palette.ok)),
            Tone.ATTENTION: (QColor(palette.attention_tint), QColor(palette.attention)),
        }

    def paint(self, painter: QPainter, rect: QRect, face: CellFace, state: CellState) -> None:
        """Paint a cell into its rectangle. Its face never reaches beyond it: nothing is clipped."""
        self._ground(painter, rect, state)
        corner = rect.topLeft()
        painter.translate(corner)
        self._face(painter, face, state.hovered)
        if state.has_focus:
            self._ring(painter, QRect(0, 0, rect.width(), rect.height()))
        painter.translate(-corner)

    def paint_heading(
        self, painter: QPainter, rect: QRect, across: QRect, face: CellFace, *, has_focus: bool
    ) -> None:
        """Paint what a heading shows of itself in one of its cells; `across` is its whole line."""
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(self._palette.window))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(self._palette.line))
        painter.translate(across.topLeft())
        self._face(painter, face, None)
        if has_focus:
            self._ring(painter, QRect(0, 0, across.width(), across.height()))
        painter.restore()

    def _face(self, painter: QPainter, face: CellFace, hovered: str | None) -> None:
        ink: Ink | None = None
        for chip in face.chips:
            self._chip(painter, chip, hovered=chip.outcome == hovered)
        for pill in face.pills:
            self._pill(painter, pill)
        for piece in face.pieces:
            if piece.ink is not ink:
                ink = piece.ink
                painter.setPen(self._inks[ink])
            draw(painter, piece.rect.x(), piece.rect.y(), piece.block)
        for mark in face.marks:
            painter.drawPixmap(mark.rect.topLeft(), self._icon(painter, mark))

    def _ground(self, painter: QPainter, rect: QRect, state: CellState) -> None:
        if state.is_chosen:
            painter.fillRect(rect, self._chosen)
        elif state.is_gap:
            painter.fillRect(rect, self._gap_tint)
        elif state.in_current_row:
            painter.fillRect(rect, QColor(self._palette.window))
        if not state.is_last:
            painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, self._line)

    def _chip(self, painter: QPainter, chip: Chip, *, hovered: bool) -> None:
        # Corners cut by one pixel look round, and cost a twentieth of what rounded ones do.
        painter.fillRect(chip.rect.adjusted(0, 1, 0, -1), self._chip_ground)
        painter.fillRect(chip.rect.adjusted(1, 0, -1, 0), self._chip_ground)
        painter.fillRect(chip.bar, self._bar_ink)
        if hovered:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(QColor(self._palette.soft), 1.6)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            middle = QRectF(chip.cross).center()
            for step in (QPointF(4, 4), QPointF(4, -4)):
                painter.drawLine(middle - step, middle + step)

    def _pill(self, painter: QPainter, pill: Pill) -> None:
        ground, ink = self._tones[pill.tone]
        scale = painter.device().devicePixelRatioF()
        size = pill.rect.width(), pill.rect.height()
        painter.drawPixmap(pill.rect.topLeft(), _rounded(*size, ground.rgba(), scale))
        painter.setPen(ink)
        top = pill.rect.y() + (pill.rect.height() - NOTE.leading) // 2
        draw(painter, pill.rect.x() + 9, top, Block(pill.text, NOTE, pill.rect.width() - 17))

    def _icon(self, painter: QPainter, mark: Mark) -> QPixmap:
        scale = painter.device().devicePixelRatioF()
        drawn = picture(mark.icon, self._palette.faint, mark.rect.width(), scale)
        return drawn.transformed(QTransform.fromScale(-1, 1)) if mark.mirrored else drawn

    def _ring(self, painter: QPainter, rect: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._palette.focus), 2))
        painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -3), 6, 6)


@lru_cache(maxsize=256)
def _rounded(wide: int, tall: int, colour: int, scale: float) -> QPixmap:
    """The ground of a pill, drawn once for each size."""
    drawn = QPixmap(round(wide * scale), round(tall * scale))
    drawn.setDevicePixelRatio(scale)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromRgba(colour))
    painter.drawRoundedRect(QRectF(0, 0, wide, tall), tall / 2, tall / 2)
    painter.end()
    return drawn


def _between(one: str, other: str) -> QColor:
    """The colour half-way between two: a whole row is tinted more gently than a small mark."""
    a, b = QColor(one), QColor(other)
    return QColor(
        (a.red() + b.red()) // 2, (a.green() + b.green()) // 2, (a.blue() + b.blue()) // 2
    )
