"""Paints one row of the history: a day, or time, name and what was done."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.history.model import EVENT, time_text
from widgets.look.fonts import BODY, font
from widgets.look.look import Look
from workshop.past import Event

_ROW, _DAY = 36, 44
_MARGIN, _TIME, _NAME = 16, 56, 128
#: In a narrower list who did it is left to the tool tip.
_NAMES_FROM = 560
_Index = QModelIndex | QPersistentModelIndex


class HistoryDelegate(QStyledItemDelegate):
    """Knows colours and places, nothing else."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """A day stands clear of the changes before it."""
        return QSize(0, _ROW if index.data(EVENT) is not None else _DAY)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row."""
        event = index.data(EVENT)
        area: QRect = option.rect
        inside = area.adjusted(_MARGIN, 0, -_MARGIN, 0)
        words = str(index.data() or "")
        painter.save()
        if isinstance(event, Event):
            self._mark(painter, option, area)
            self._paint_event(painter, inside, event, words, option)
        else:
            self._write(painter, inside.adjusted(0, 8, 0, 0), words, "ink", QFont.Weight.DemiBold)
        painter.restore()

    def _mark(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
        """The row people are on, with the focus seen too."""
        state: QStyle.StateFlag = option.state
        palette = self.look.palette
        box = area.adjusted(4, 1, -4, -1)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if not chosen and not hovered:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(palette.accent_tint if chosen else palette.hover))
        has_focus = chosen and bool(state & QStyle.StateFlag.State_Active)
        focused = has_focus and bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(QColor(palette.focus), 2) if focused else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box.adjusted(1, 0, -1, 0), 6, 6)

    def _paint_event(
        self,
        painter: QPainter,
        area: QRect,
        event: Event,
        words: str,
        option: QStyleOptionViewItem,
    ) -> None:
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        taken = 0
        columns = [(time_text(event), _TIME, "soft")]
        if area.width() >= _NAMES_FROM:
            columns.append((event.actor, _NAME, "soft"))
        columns.append((words, area.width() - sum(width for _, width, _ in columns), "ink"))
        for said, width, ink in columns:
            left = area.right() - taken - width if mirrored else area.left() + taken
            column = QRect(left, area.top(), width - 8, area.height())
            self._write(painter, column, said, ink, QFont.Weight.Normal)
            taken += width

    def _write(
        self, painter: QPainter, area: QRect, words: str, ink: str, weight: QFont.Weight
    ) -> None:
        painter.setFont(font(BODY, weight))
        painter.setPen(QColor(getattr(self.look.palette, ink)))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | _LEADING), shown)


_LEADING = Qt.AlignmentFlag.AlignLeading
