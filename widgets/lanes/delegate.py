"""Paints the rows of a lane as cards, and opens the field that edits one."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.lanes.model import Index, LaneModel
from widgets.lanes.words import INVITATIONS, QUESTIONS
from widgets.look.blocks import TEXT, Block, cut, draw, height
from widgets.look.look import Look
from widgets.writing import CellText
from workshop.drawing.palette import Palette
from workshop.language import text
from workshop.reading.lanes import Stage, Stop

_GAP = 10
_BAR = 4
_PAD_X, _PAD_Y = 12, 9
_RADIUS = 6
#: As many lines as a card of the tree shows of a long text; the field shows all of it.
_MOST_LINES = 8


class StopDelegate(QStyledItemDelegate):
    """Shows and edits the rows of a `LaneModel`; its view is as wide as they are.

    Signals:
        closed(): a field was closed, its text written or given up.
    """

    closed = Signal()

    def __init__(self, model: LaneModel, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._palette = look.palette
        self.editor: CellText | None = None
        #: The row that what is dragged would be dropped on.
        self.target = QPersistentModelIndex()
        self._edited = QPersistentModelIndex()
        self._was_written = True

    def set_look(self, look: Look) -> None:
        """Paint in other colours from now on."""
        self._palette = look.palette

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the text needs in the width of the view, and the gap below it."""
        view = option.widget
        assert isinstance(view, QAbstractItemView)
        width = view.viewport().width()
        return QSize(width, self._height(index, width) + _GAP)

    def card_rect(self, rect: QRect) -> QRect:
        """The card within a row's rectangle."""
        return rect.adjusted(0, 0, 0, -_GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        card = self.card_rect(option.rect)
        state: QStyle.StateFlag = option.state
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        stop = self._model.stop_at(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if stop is None:
            self._paint_invitation(painter, card, has_focus=has_focus, mirrored=mirrored)
        else:
            if self.target == index:
                self._paint_target(painter, card)
            else:
                self._paint_card(painter, card, has_focus=has_focus or is_chosen)
            self._paint_bar(painter, card, mirrored=mirrored)
            self._paint_words(painter, card, stop, mirrored=mirrored)
        painter.restore()

    def _paint_card(self, painter: QPainter, card: QRect, *, has_focus: bool) -> None:
        palette = self._palette
        painter.setBrush(QColor(palette.surface))
        edge = QPen(QColor(palette.focus), 2) if has_focus else QPen(QColor(palette.line), 1)
        painter.setPen(edge)
        painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def _paint_target(self, painter: QPainter, card: QRect) -> None:
        painter.setBrush(QColor(self._palette.accent_tint))
        painter.setPen(QPen(QColor(self._palette.focus), 3))
        painter.drawRoundedRect(card.adjusted(2, 2, -2, -2), _RADIUS, _RADIUS)

    def _paint_bar(self, painter: QPainter, card: QRect, *, mirrored: bool) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(card.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        left = card.right() - _BAR if mirrored else card.left() + 1
        painter.setClipPath(shape)
        painter.fillRect(
            left,
            card.top(),
            _BAR,
            card.height(),
            QColor(bar_colour(self._model.stage, self._palette)),
        )
        painter.setClipping(False)

    def _paint_words(self, painter: QPainter, card: QRect, stop: Stop, *, mirrored: bool) -> None:
        room = _room(card.width())
        left = card.left() + (_PAD_X if mirrored else _BAR + _PAD_X)
        top = card.top() + _PAD_Y
        words, ref = _words(stop, room), len(stop.ref)
        painter.setPen(QColor(self._palette.ink if stop.text else self._palette.faint))
        draw(painter, left, top, Block(words, TEXT, room, ref))
        question = self._question(stop)
        if question:
            top += height(words, TEXT, room, ref) + 2
            painter.setPen(QColor(self._palette.attention))
            draw(painter, left, top, Block(question, TEXT, room))

    def _paint_invitation(
        self, painter: QPainter, card: QRect, *, has_focus: bool, mirrored: bool
    ) -> None:
        pen = QPen(QColor(self._palette.focus if has_focus else self._palette.line), 1)
        pen.setStyle(Qt.PenStyle.SolidLine if has_focus else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.setPen(QColor(self._palette.faint))
        words = INVITATIONS[self._model.stage]
        left = card.left() + (_PAD_X if mirrored else _BAR + _PAD_X)
        draw(painter, left, card.top() + _PAD_Y, Block(words, TEXT, _room(card.width())))

    def _question(self, stop: Stop) -> str:
        return QUESTIONS.get(self._model.stage, "") if stop.is_gap else ""

    def _height(self, index: Index, width: int) -> int:
        if self.editor is not None and self._edited == index:
            return self.editor.needed_height() + 2
        stop = self._model.stop_at(index.row())
        if stop is None:
            return 2 * _PAD_Y + height(INVITATIONS[self._model.stage], TEXT, _room(width))
        room = _room(width)
        lines = height(_words(stop, room), TEXT, room, len(stop.ref))
        if question := self._question(stop):
            lines += 2 + height(question, TEXT, room)
        return 2 * _PAD_Y + lines

    def commit(self) -> bool:
        """Write what stands in the open field and close it; False when it was not written."""
        if self.editor is not None:
            self._leave(self.editor)
        return self.editor is None

    def let_go(self, editor: QWidget) -> None:
        """Forget a field that is about to close: losing the keyboard, it writes nothing more."""
        if self.editor is editor:
            self.editor, self._edited = None, QPersistentModelIndex()

    # Editing ----------------------------------------------------------------------------------

    def createEditor(  # type: ignore[override]
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> CellText | None:
        """A field over the card, where anything can be written."""
        if not self._model.document.may_write():
            return None
        editor = CellText(text("Text"), parent)
        self.editor, self._edited = editor, QPersistentModelIndex(index)
        editor.left.connect(lambda _how: self._leave(editor))
        editor.grown.connect(lambda: self.sizeHintChanged.emit(index))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start with the text as it is stored."""
        assert isinstance(editor, CellText)
        editor.show_text(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Write what was typed; a refused text is said by the window, and stays in the field."""
        assert isinstance(editor, CellText)
        self._was_written = model.setData(index, editor.toPlainText())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Over the card."""
        editor.setGeometry(self.card_rect(option.rect))

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Forget a field that Qt closes because its row is gone."""
        self.let_go(editor)
        super().destroyEditor(editor, index)
        self.sizeHintChanged.emit(index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field decides how it is left; Qt's delegate would close it at every key."""
        return False

    def _leave(self, editor: CellText) -> None:
        """However a field is left, what is typed is kept, as on the tree."""
        if self.editor is not editor:
            return
        self._was_written = True
        self.commitData.emit(editor)
        if self._was_written:
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            self.closed.emit()


def bar_colour(stage: Stage, palette: Palette) -> str:
    """The stripe that tells a lane: outcomes and impact have the accent."""
    if stage in (Stage.OUTCOMES, Stage.IMPACT):
        return palette.selection
    return palette.soft


def _room(width: int) -> int:
    return max(24, width - _BAR - 2 * _PAD_X)


def _words(stop: Stop, room: int) -> str:
    return cut(f"{stop.ref} {stop.text or text('No text yet')}", TEXT, room, _MOST_LINES)
