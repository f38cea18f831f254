"""Paints the rows of the gap list: headings, kinds with their count, and gaps as sentences."""

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.gaps.model import Index, Level, about_of, level_of
from widgets.look.blocks import NOTE, TEXT, Block, Style, draw, height
from widgets.look.look import Look

_PAD_X, _PAD_Y = 12, 8
_DOT = 6
_DOT_ROOM = 18
_HEADING = Style(15, 22, QFont.Weight.DemiBold)
_KIND = Style(TEXT.pixels, TEXT.leading, QFont.Weight.DemiBold)
_ABOVE_HEADING = 14


class GapDelegate(QStyledItemDelegate):
    """Shows the rows of a `GapModel`; texts wrap to the width of the view."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._palette = look.palette

    def set_look(self, look: Look) -> None:
        """Paint in other colours from now on."""
        self._palette = look.palette

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the text needs."""
        view = option.widget
        assert isinstance(view, QAbstractScrollArea)
        wide = view.viewport().width()
        room = wide - 2 * _PAD_X - _DOT_ROOM
        level, words = level_of(index), str(index.data())
        if level is Level.THEME:
            return QSize(wide, _ABOVE_HEADING + _HEADING.leading + _PAD_Y)
        tall = height(words, _KIND if level is Level.KIND else TEXT, room)
        if about_of(index):
            tall += NOTE.leading
        return QSize(wide, max(36, tall + 2 * _PAD_Y))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        level = level_of(index)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        if level is Level.THEME:
            self._paint_heading(painter, rect, str(index.data()), mirrored=mirrored)
        else:
            self._paint_ground(painter, rect, state)
            self._paint_words(painter, rect, index, level, mirrored=mirrored)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, words: str, *, mirrored: bool) -> None:
        painter.setPen(QColor(self._palette.ink))
        block = Block(words, _HEADING, rect.width(), mirrored=mirrored)
        draw(painter, rect.x(), rect.y() + _ABOVE_HEADING, block)

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        card = rect.adjusted(1, 1, -1, -3)
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        has_focus = is_current and bool(state & QStyle.StateFlag.State_HasFocus)
        edge = self._palette.focus if has_focus else self._palette.line
        painter.setBrush(QColor(self._palette.accent_tint if is_current else self._palette.surface))
        painter.setPen(QPen(QColor(edge), 2 if has_focus else 1))
        painter.drawRoundedRect(card, 8, 8)

    def _paint_words(
        self, painter: QPainter, rect: QRect, index: Index, level: Level, *, mirrored: bool
    ) -> None:
        room = rect.width() - 2 * _PAD_X - _DOT_ROOM
        left = rect.x() + _PAD_X + (0 if mirrored else _DOT_ROOM)
        top = rect.y() + _PAD_Y
        dot = rect.right() - _PAD_X - _DOT if mirrored else rect.x() + _PAD_X
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._palette.attention))
        painter.drawEllipse(dot, top + (TEXT.leading - _DOT) // 2, _DOT, _DOT)
        style = _KIND if level is Level.KIND else TEXT
        words = str(index.data())
        painter.setPen(QColor(self._palette.ink))
        draw(painter, left, top, Block(words, style, room, mirrored=mirrored))
        if about := about_of(index):
            painter.setPen(QColor(self._palette.soft))
            line = painter.fontMetrics().elidedText(about, Qt.TextElideMode.ElideRight, room)
            draw(
                painter,
                left,
                top + height(words, style, room),
                Block(line, NOTE, room, mirrored=mirrored),
            )
