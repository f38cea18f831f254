"""Between the table and its cells: faces to paint, fields to edit with, and what leaving one means.

Paints through `painter` and writes through the model; decides no rule. Which field opens on a cell
is in `cell_fields`.
"""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from widgets.look.look import Look
from widgets.table import answers
from widgets.table.arrangement import Line
from widgets.table.cell_fields import (
    CellField,
    confidences_in,
    field_for,
    is_drop,
    offer_outcomes,
    reason_field,
    reason_in,
    reason_question,
    text_field,
    value_of,
)
from widgets.table.faces import PAD_X, PAD_Y, REF_ROOM, CellFace, face_of
from widgets.table.group_face import group_face
from widgets.table.model import Index, OutputModel
from widgets.table.painter import CellPainter, CellState
from widgets.table.pickers import OutcomePicker, PickLine
from widgets.table.rows import Column, Row
from widgets.writing import Leave

_Hint = QStyledItemDelegate.EndEditHint
_HINTS = {
    Leave.ENTER: _Hint.NoHint,
    Leave.NEXT: _Hint.EditNextItem,
    Leave.PREVIOUS: _Hint.EditPreviousItem,
    Leave.AWAY: _Hint.NoHint,
}
#: Where the text of an output starts, behind its reference.
_TEXT_LEFT = PAD_X + REF_ROOM - 10
#: Faces that are remembered; many screens full.
_MOST_FACES = 6_000


class CellDelegate(QStyledItemDelegate):
    """Shows and edits the cells of an `OutputModel`.

    Signals:
        row_typed(int): Enter has turned the new row, with this number, into an output.
        resized(): the open field needs another height.
        typed(): what stands in the open field has changed; ended(): no field is open any more.
        reason_asked(str): this output needs no outcome for a reason that wants more words.
    """

    row_typed = Signal(int)
    resized = Signal()
    typed = Signal()
    ended = Signal()
    reason_asked = Signal(str)

    def __init__(self, model: OutputModel, look: Look, view: QTableView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self._painter = CellPainter(look)
        self._faces: dict[tuple[str | None, Column], tuple[Row | None, int, bool, CellFace]] = {}
        self._open: tuple[CellField, QPersistentModelIndex] | None = None
        self._was_written = True
        self._reason_of: str | None = None
        self.current_row = -1
        self.has_several = False
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
        mirrored = self._view.isRightToLeft()
        known = self._faces.get(key)
        if known is None or known[:3] != (shown, width, mirrored):
            if len(self._faces) > _MOST_FACES:
                self._faces.clear()
            face = face_of(shown, column, width)
            face = face.mirrored(width) if mirrored else face
            known = self._faces[key] = (shown, width, mirrored, face)
        return known[3]

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tell all of an outcome that its chip cuts."""
        if event.type() is not QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self._cut_at(index, event.pos(), option.rect), view)
        return True

    def _cut_at(self, index: Index, place: QPoint, cell: QRect) -> str:
        shown, column = self._model.row_shown(index.row()), Column(index.column())
        if shown is None or column is not Column.OUTCOME:
            return ""
        face = self.face(index.row(), column, cell.width())
        outcome = face.target_at(place - cell.topLeft())
        says = {piece.text for piece in face.pieces}
        words = (link.text for link in shown.links if link.outcome == outcome)
        return next((_in_lines(each) for each in words if each not in says), "")

    def heading_face(self, row: int) -> CellFace | None:
        """The face of a group's heading; None for other rows."""
        group = self._model.group_at(row)
        if group is None:
            return None
        width = self._view.viewport().width()
        folded = group.key in self._model.arrangement.folded
        face = group_face(group, width, folded=folded)
        return face.mirrored(width) if self._view.isRightToLeft() else face

    @property
    def editor(self) -> CellField | None:
        """The field that is open."""
        return self._open[0] if self._open else None

    @property
    def place(self) -> tuple[Line | None, Column] | None:
        """The cell a field is open on."""
        if self._open is None:
            return None
        index = self._open[1]
        return self._model.line_at(index.row()), Column(index.column())

    def ask_reason(self, output: str) -> None:
        """Let the next field on this output's outcome ask what its exemption has to say."""
        self._reason_of = output

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

    def let_go(self, editor: QWidget) -> None:
        """Forget a field that is about to close: losing the keyboard, it writes nothing more."""
        if self._open is not None and self._open[0] is editor:
            self._forget()
            self.resized.emit()

    # Qt's own questions -----------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        flags: QStyle.StateFlag = option.state
        row, column = index.row(), Column(index.column())
        has_focus = bool(flags & QStyle.StateFlag.State_HasFocus)
        heading = self.heading_face(row)
        if heading is not None:
            across = QRect(0, rect.y(), self._view.viewport().width(), rect.height())
            is_current = row == self.current_row and self._view.hasFocus()
            self._painter.paint_heading(painter, rect, across, heading, has_focus=is_current)
            return
        shown = self._model.row_shown(row)
        is_selected = bool(flags & QStyle.StateFlag.State_Selected)
        state = CellState(
            in_current_row=shown is not None and row == self.current_row,
            is_chosen=is_selected and self.has_several,
            has_focus=has_focus,
            is_last=shown is None,
            is_gap=shown is not None and shown.is_gap,
            hovered=self.hovered[1] if self.hovered and self.hovered[0] == row else None,
        )
        face = self.face(row, column, rect.width())
        if self._is_open_on(index):
            face = _beside_field(face, column, shown)
        self._painter.paint(painter, rect, face, state)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The size a cell needs at its width."""
        width: int = option.rect.width()
        return QSize(width, self.face(index.row(), Column(index.column()), width).height)

    def createEditor(  # type: ignore[override]
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget | None:
        """Open the field of a cell, where anything can be written."""
        if not self._model.document.may_write():
            return None
        editor = self._made(parent, index)
        editor.left.connect(lambda how: self._left(editor, how))
        editor.typed.connect(self.typed)
        if not isinstance(editor, PickLine):
            editor.grown.connect(self.resized)
        self._open = (editor, QPersistentModelIndex(index))
        self.resized.emit()
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Offer outcomes that are still to be linked; other fields were filled when they opened."""
        shown = self._model.row_shown(index.row())
        if isinstance(editor, OutcomePicker) and shown is not None:
            offer_outcomes(editor, self._model.document.board, shown)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Write what stands in a field."""
        if self._open is None or self._open[0] is not editor:
            return
        output, value = self._model.output_at(index.row()), value_of(editor)
        column = Column(index.column())
        if value is None:
            return
        if column is Column.OUTCOME and output is not None:
            self._was_written = answers.explain(self._model.document, output, value)
        elif column is Column.CONFIDENCE:
            self._was_written = self._model.setData(index, confidences_in(value))
        else:
            self._was_written = self._model.setData(index, value)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Put a field over its cell: behind the reference, below the chips."""
        rect: QRect = option.rect
        column = Column(index.column())
        top = _editor_top(editor, self.face(index.row(), column, rect.width()))
        is_output = column is Column.OUTPUT and self._model.output_at(index.row()) is not None
        tall = editor.needed_height() if isinstance(editor, CellField) else rect.height()
        inside = rect.adjusted(_TEXT_LEFT if is_output else 2, top, -4, 0)
        inside.setHeight(tall)
        editor.setGeometry(QStyle.visualRect(self._view.layoutDirection(), rect, inside))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fields see all their keys and say themselves how they are left."""
        return False

    # Fields -----------------------------------------------------------------------------------

    def _made(self, parent: QWidget, index: Index) -> CellField:
        shown, column = self._model.row_shown(index.row()), Column(index.column())
        asked, self._reason_of = self._reason_of, None
        if shown is None:
            return text_field(None, parent)
        if column is Column.OUTCOME and asked == shown.output:
            return reason_field(shown, self._model.document.board, parent)
        field = field_for(shown, column, self._model, parent)
        if isinstance(field, OutcomePicker):
            offer_outcomes(field, self._model.document.board, shown)
            field.taken.connect(lambda key: self._take(field, shown.output, key))
        return field

    def _take(self, picker: OutcomePicker, output: str, key: str) -> None:
        """Link an outcome and go on; or note why there is none, and be done."""
        document, reason = self._model.document, reason_in(key)
        if reason is None and not is_drop(key):
            self._model.link(output, key)
            return
        if reason is None:
            answers.drop(document, output)
        elif answers.exempt(document, output, reason) and reason_question(reason):
            picker.done()
            self.reason_asked.emit(output)
            return
        picker.done()

    def _is_open_on(self, index: Index) -> bool:
        return self._open is not None and self._open[1] == index

    def _left(self, editor: CellField, how: Leave) -> None:
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
        if self._open is not None:
            self._open = None
            self.ended.emit()

    def _close(self, editor: CellField, hint: QStyledItemDelegate.EndEditHint) -> None:
        inside: QWidget | None = editor.window().focusWidget()
        if inside is not None and editor.isAncestorOf(inside):
            editor.setFocus()  # else Qt takes the view for one that had no focus, and passes it on
        self.closeEditor.emit(editor, hint)


def _in_lines(words: str) -> str:
    """A long text for a tooltip, which breaks only rich text into lines."""
    return "<p>" + escape(words).replace("\n", "<br>") + "</p>"


def _beside_field(face: CellFace, column: Column, shown: Row | None) -> CellFace:
    """What can still be seen of a cell while its field is open: chips, or an output's reference."""
    if column is Column.OUTPUT and shown is not None:
        return CellFace(face.pieces[:1], marks=face.marks)
    return CellFace(face.pieces, face.chips) if face.chips else CellFace()


def _editor_top(editor: QWidget, face: CellFace) -> int:
    """Where a field starts: below the chips, else so that its text stands where the cell's does."""
    if face.chips:
        return face.chips[-1].rect.bottom() + 5
    return 5 if isinstance(editor, PickLine) else 2
