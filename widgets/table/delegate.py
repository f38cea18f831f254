"""Between the table and its cells: faces to paint, fields to edit with, and what leaving one means.

Paints through `painter` and writes through the model; decides no rule.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.look.look import Look
from widgets.table.editors import AssumptionEditor, CellText, Leave
from widgets.table.faces import PAD_X, PAD_Y, CellFace, face_of
from widgets.table.model import Index, OutputModel
from widgets.table.painter import CellPainter, CellState
from widgets.table.pickers import OutcomePicker, OwnerLine, PickLine, StatusPicker
from widgets.table.rows import Column, Row, outcomes_to_link, owners_to_offer
from widgets.table.suggestions import Choice
from workshop.board import Board
from workshop.vocabulary import Status
from workshop.words import status_word, text

CellEditor = CellText | AssumptionEditor | PickLine
_Hint = QStyledItemDelegate.EndEditHint
_HINTS = {
    Leave.ENTER: _Hint.NoHint,
    Leave.NEXT: _Hint.EditNextItem,
    Leave.PREVIOUS: _Hint.EditPreviousItem,
    Leave.AWAY: _Hint.NoHint,
}
#: Where the text of an output starts, behind its reference.
_TEXT_LEFT = PAD_X + 20


class CellDelegate(QStyledItemDelegate):
    """Shows and edits the cells of an `OutputModel`.

    Signals:
        row_typed(int): Enter has turned the new row, with this number, into an output.
        resized(): the open field needs another height.
    """

    row_typed = Signal(int)
    resized = Signal()

    def __init__(self, model: OutputModel, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._painter = CellPainter(look)
        self._faces: dict[tuple[str | None, Column], tuple[Row | None, int, CellFace]] = {}
        self._open: tuple[CellEditor, QPersistentModelIndex] | None = None
        self._was_written = True
        self.current_row = -1
        self.hovered: tuple[int, str] | None = None
        model.rowsAboutToBeRemoved.connect(self._rows_leave)
        model.modelAboutToBeReset.connect(self._forget)

    def set_look(self, look: Look) -> None:
        """Paint in other colours from now on."""
        self._painter.wear(look)

    def face(self, row: int, column: Column, width: int) -> CellFace:
        """The face of a cell, laid out once for as long as row and width stay."""
        shown = self._model.row_shown(row)
        key = (shown.output if shown else None, column)
        known = self._faces.get(key)
        if known is None or known[0] is not shown or known[1] != width:
            known = self._faces[key] = (shown, width, face_of(shown, column, width))
        return known[2]

    @property
    def editor(self) -> CellEditor | None:
        """The field that is open."""
        return self._open[0] if self._open else None

    def editing_height(self, row: int, width_of: Callable[[Column], int]) -> int:
        """Height the open field needs in a row, in pixels; 0 when none is open there."""
        if self._open is None or self._open[1].row() != row:
            return 0
        editor, index = self._open
        column = Column(index.column())
        top = _editor_top(editor, self.face(row, column, width_of(column)))
        return top + editor.needed_height() + (PAD_Y - 5 if isinstance(editor, PickLine) else 4)

    def commit(self) -> bool:
        """Write what stands in the open field and close it; False when it could not be written."""
        if self._open is not None:
            self._left(self._open[0], Leave.AWAY)
        return self._open is None

    # Qt's own questions -----------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        flags: QStyle.StateFlag = option.state
        row, column = index.row(), Column(index.column())
        shown = self._model.row_shown(row)
        state = CellState(
            in_current_row=shown is not None and row == self.current_row,
            has_focus=bool(flags & QStyle.StateFlag.State_HasFocus),
            is_last=shown is None,
            is_gap=shown is not None and shown.is_gap,
            has_arrow=shown is not None and column is Column.OUTPUT,
            hovered=self.hovered[1] if self.hovered and self.hovered[0] == row else None,
        )
        face = self.face(row, column, rect.width())
        if self._is_open_on(index):
            face = CellFace(tuple(p for p in face.pieces if face.chips), face.chips, face.height)
        self._painter.paint(painter, rect, face, state)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The size a cell needs at its width."""
        width: int = option.rect.width()
        return QSize(width, self.face(index.row(), Column(index.column()), width).height)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open the field of a cell."""
        editor = self._made(parent, index)
        editor.left.connect(lambda how: self._left(editor, how))
        if not isinstance(editor, PickLine):
            editor.grown.connect(self.resized)
        self._open = (editor, QPersistentModelIndex(index))
        self.resized.emit()
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Forget a field that Qt has closed."""
        if self._open is not None and self._open[0] is editor:
            self._open = None
            self.resized.emit()
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Offer outcomes that are still to be linked; other fields were filled when they opened."""
        if isinstance(editor, OutcomePicker):
            self._offer_outcomes(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Write what stands in a field."""
        if self._open is None or self._open[0] is not editor:
            return
        value = _value(editor)
        self._was_written = value is None or self._model.setData(index, value)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Put a field over its cell: behind the reference, below the chips."""
        rect: QRect = option.rect
        column = Column(index.column())
        top = _editor_top(editor, self.face(index.row(), column, rect.width()))
        left = _TEXT_LEFT if column is Column.OUTPUT and index.row() < self._model.new_row else 2
        tall = editor.needed_height() if isinstance(editor, CellEditor) else rect.height()
        inside = rect.adjusted(left, top, -4, 0)
        inside.setHeight(tall)
        editor.setGeometry(inside)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fields see all their keys and say themselves how they are left."""
        return False

    # Fields -----------------------------------------------------------------------------------

    def _made(self, parent: QWidget, index: Index) -> CellEditor:
        shown, column = self._model.row_shown(index.row()), Column(index.column())
        if shown is None or column is Column.OUTPUT:
            field = CellText(text("What we make"), parent)
            field.show_text(shown.text if shown else "")
            return field
        if column is Column.ASSUMPTION:
            return AssumptionEditor(shown.links, parent)
        if column is Column.OUTCOME:
            return self._outcome_picker(parent, index)
        return self._name_or_status(parent, shown, column)

    def _outcome_picker(self, parent: QWidget, index: Index) -> OutcomePicker:
        picker, place = OutcomePicker(parent), QPersistentModelIndex(index)
        self._offer_outcomes(picker, index)
        picker.taken.connect(lambda outcome: self._model.link(place.row(), outcome))
        return picker

    def _offer_outcomes(self, picker: OutcomePicker, index: Index) -> None:
        board, output = self._model.document.board, self._model.output_at(index.row())
        if output is not None:
            choices = [
                Choice(card.id, card.text, card.ref) for card in outcomes_to_link(board, output)
            ]
            picker.set_choices(choices, _nothing_to_link(board, are_left=bool(choices)))

    def _name_or_status(self, parent: QWidget, shown: Row, column: Column) -> PickLine:
        if column is Column.OWNER:
            owner = OwnerLine(shown.owner, parent)
            names = owners_to_offer(self._model.document.board)
            owner.set_choices([Choice(name, name) for name in names])
            return owner
        status = StatusPicker(shown.status.value, parent)
        status.set_choices([Choice(each.value, status_word(each)) for each in Status])
        return status

    def _is_open_on(self, index: Index) -> bool:
        return self._open is not None and self._open[1] == index

    def _left(self, editor: CellEditor, how: Leave) -> None:
        """Write and close; a text that was refused stays open, so that it is not lost."""
        if self._open is None or self._open[0] is not editor:
            return
        index = self._open[1]
        row, was_new = index.row(), self._model.output_at(index.row()) is None
        if how is Leave.CANCEL:
            self._close(editor, _Hint.RevertModelCache)
            return
        self._was_written = True
        self.commitData.emit(editor)
        if not self._was_written:
            return
        self._close(editor, _HINTS[how])
        if how is Leave.ENTER and was_new and self._model.output_at(row) is not None:
            self.row_typed.emit(row)

    def _rows_leave(self, _parent: Index, first: int, last: int) -> None:
        if self._open is not None and first <= self._open[1].row() <= last:
            self._forget()

    def _forget(self) -> None:
        """The row of the open field is gone: what is typed there has no place to be written to."""
        self._open = None

    def _close(self, editor: CellEditor, hint: QStyledItemDelegate.EndEditHint) -> None:
        self._open = None
        inside: QWidget | None = editor.window().focusWidget()
        if inside is not None and editor.isAncestorOf(inside):
            editor.setFocus()  # else Qt takes the view for one that had no focus, and passes it on
        self.resized.emit()
        self.closeEditor.emit(editor, hint)


def _value(editor: QWidget) -> Any:
    """What a field would write; None for one that writes as it goes."""
    if isinstance(editor, CellText):
        return editor.toPlainText()
    if isinstance(editor, AssumptionEditor):
        return editor.texts()
    if isinstance(editor, StatusPicker):
        return editor.chosen
    return editor.owner() if isinstance(editor, OwnerLine) else None


def _editor_top(editor: QWidget, face: CellFace) -> int:
    """Where a field starts: below the chips, else so that its text stands where the cell's does."""
    if face.chips:
        return face.chips[-1].rect.bottom() + 5
    return 5 if isinstance(editor, PickLine) else 2


def _nothing_to_link(board: Board, *, are_left: bool) -> str:
    if next(board.outcomes(), None) is None:
        return text("There is no outcome on the tree yet.")
    return text("No outcome with these words.") if are_left else text("All outcomes are linked.")
