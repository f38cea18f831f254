"""The grid of the table: keys, mouse and menu on the lines of an `OutputModel`.

Writes through the model; what a cell shows is in `faces`, what is typed into it in the delegate,
how high rows are in `heights`, which columns there are in `columns`.
"""

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QFrame,
    QTableView,
    QWidget,
)

from widgets.look.look import Look
from widgets.table import answers
from widgets.table.block import Block, block_of, neighbour_of, ranges_of
from widgets.table.cell_fields import CellField
from widgets.table.columns import Columns
from widgets.table.delegate import CellDelegate
from widgets.table.editors import AssumptionEditor
from widgets.table.group_face import GROUP_HEIGHT
from widgets.table.header import TableHeader
from widgets.table.heights import RowHeights
from widgets.table.keys import Key, key_of
from widgets.table.model import Index, OutputModel
from widgets.table.place import Place
from widgets.table.pointer import Pointer
from widgets.table.row_menus import RowMenus
from widgets.table.rows import Column
from workshop.language import text

_MOVES = QAbstractItemView.CursorAction
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class OutputGrid(QTableView):
    """The lines, with a last one to type the next output into.

    Signals:
        selected(str | None): the current output; None on a heading and the new row.
        several_chosen(): there is another block of several cells, or none any more.
        jump(str): people want to see this card or detail where it lives.
        height_changed(): all rows together have another height.
        asked(Key): people pressed a key that is about more than one cell.
        fold_asked(str): the group with this key, open or folded.
    """

    selected = Signal(object)
    several_chosen = Signal()
    jump = Signal(str)
    height_changed = Signal()
    asked = Signal(object)
    fold_asked = Signal(str)

    def __init__(self, model: OutputModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = CellDelegate(model, look, self)
        self._telling: str | None = None
        self.header = TableHeader(self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.columns = Columns(self)
        self._heights = RowHeights(self, self._height_of)
        self._place = Place(self, model, self._heights)
        self._pointer = Pointer(self, model, self._delegate)
        self.menus = RowMenus(self, model)
        self._dress()
        self._connect()

    def _dress(self) -> None:
        self.setObjectName("outputGrid")
        self.setAccessibleName(text("Outputs and their outcomes"))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed
        )

    def _connect(self) -> None:
        model = self._model
        self._delegate.row_typed.connect(lambda row: self.go_to(row + 1, Column.OUTPUT))
        self._delegate.resized.connect(self._fit_edited_row)
        self._delegate.reason_asked.connect(self.ask_reason)
        self.header.left.connect(self.setFocus)
        self._heights.changed.connect(self.height_changed)
        model.rowsRemoved.connect(self._rows_gone)
        model.modelAboutToBeReset.connect(self._place.remember)
        model.modelReset.connect(self._come_back)

    @property
    def delegate(self) -> CellDelegate:
        """What shows and edits the cells."""
        return self._delegate

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self._delegate.set_look(look)
        self.viewport().update()

    def commit_pending(self) -> bool:
        """Write what stands in an open field; False when it could not be written."""
        return self._delegate.commit()

    def go_to(self, row: int, column: Column | None = None) -> None:
        """Make a cell current and bring it into sight; the output where no column is named."""
        shown = self.columns.shown
        there = column if column in shown else shown[0]
        index = self._model.index(row, Column.OUTPUT if column is None else there)
        self.stand_on(index)
        self.scrollTo(index)

    def edit_cell(self, index: QModelIndex) -> None:
        """Open the field of a cell with the cursor behind its text; a heading folds its group.

        A cell that is written elsewhere leads there.
        """
        line = self._model.line_at(index.row())
        if line is not None and line.output is None:
            self.fold_asked.emit(line.group)
        elif not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.asked.emit(Key.DETAILS)
        else:
            self.stand_on(index)
            editor = self.opened(index)
            if editor is not None:
                editor.go_to_end()

    def opened(self, index: QModelIndex) -> CellField | None:
        """Open the field of a cell with all its text selected; one that is open stays as it is."""
        if self.indexWidget(index) is None and self._model.document.may_write():
            self.edit(index)
        return self._delegate.editor

    def ask_reason(self, output: str) -> None:
        """Ask what an exemption still has to say."""
        row = self._model.place_of(output)
        if row is not None:
            self._delegate.ask_reason(output)
            self.stand_on(self._model.index(row, Column.OUTCOME))
            self.opened(self.currentIndex())

    @property
    def block(self) -> Block:
        """The rectangle of chosen cells, in the order they are shown."""
        return block_of(self, self.columns.shown)

    def stand_on(self, index: QModelIndex) -> None:
        """Make a cell current and the only one that is chosen, whatever keys are held."""
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def whole_height(self) -> int:
        """Height at which every row can be seen, in pixels."""
        bar = self.horizontalScrollBar()
        return self.header.height() + self._heights.whole + (bar.height() if bar.maximum() else 0)

    # What keys do -----------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Claim our own keys before an action of the window takes them as its shortcut."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._action_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt opens the field for text being composed, but loses text that comes at once."""
        at_once = event.commitString() and not event.preeditString()
        if at_once and self._delegate.editor is None:
            editor = self.opened(self.currentIndex())
            if editor is not None:
                QApplication.sendEvent(editor, event)
        else:
            super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, Tab goes on, Delete takes away; keys about more than a cell are asked."""
        action = self._action_of(event)
        if action is not None:
            action()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() == 0:
            self.header.enter(Column(self.currentIndex().column()))
        else:
            if event.text().isprintable() and event.text():
                if not self._model.document.may_write():
                    return
                self._begin_at_its_text()
            before = self.currentIndex()
            super().keyPressEvent(event)
            if event.key() in _ARROWS and self.currentIndex() == before:
                self.scrollTo(before)  # it may be out of sight, as the new row is at first

    def _begin_at_its_text(self) -> None:
        """What is typed anywhere in the new row is the text of the output."""
        index = self.currentIndex()
        if index.row() == self._model.new_row and index.column() != Column.OUTPUT:
            self.go_to(index.row(), Column.OUTPUT)

    def _action_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key of the table does; None for a key that is not ours."""
        key, index = key_of(event), self.currentIndex()
        if key is None:
            return None
        if key is Key.EDIT:
            return lambda: self.edit_cell(index)
        if key is Key.LAST:
            return lambda: self.take_last(index)
        line = self._model.line_at(index.row())
        if key is Key.FOLD:
            on_heading = line is not None and line.output is None
            return (lambda: self.fold_asked.emit(line.group)) if on_heading and line else None
        return lambda: self.asked.emit(key)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the cells and leaves the table behind the last one."""
        index = neighbour_of(self, self.columns.shown, forward=forward)
        if index.isValid():
            self.stand_on(index)
            return True
        return super().focusNextPrevChild(forward)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Next and previous are cells that can be edited."""
        if action in (_MOVES.MoveNext, _MOVES.MovePrevious):
            forward = action == _MOVES.MoveNext
            return neighbour_of(self, self.columns.shown, forward=forward)
        return super().moveCursor(action, modifiers)

    def take_last(self, index: QModelIndex) -> None:
        """Take the last outcome away, or why there is none; empty another cell."""
        shown = self._model.row_shown(index.row())
        if shown is None:
            return
        if index.column() != Column.OUTCOME:
            if index.column() != Column.OUTPUT:
                self.asked.emit(Key.CLEAR)
        elif shown.links:
            self._model.unlink(shown.output, shown.links[-1].outcome)
        else:
            answers.ask_again(self._model.document, shown.output)

    # What the mouse does ----------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What stands in a cell may be a button; Shift only chooses.

        A field that is still open holds a text that was refused: people are not done with it.
        """
        if self._delegate.editor is not None:
            self._delegate.editor.setFocus()
            return
        chooses = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        is_left = event.button() == Qt.MouseButton.LeftButton
        if chooses or not is_left or not self._pointer.press(event):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A chip or a solution leads to its card; elsewhere the cell opens."""
        if not self._pointer.double_click(event):
            super().mouseDoubleClickEvent(event)
            if self._delegate.editor is not None:
                self._delegate.editor.go_to_end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would do."""
        self._pointer.hover(event.position().toPoint())
        super().mouseMoveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Everything that can be done with the row."""
        self.menus.open(event)

    # Keeping up -------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start in the new row: nobody chose another yet. A long table stays at its top."""
        if not self.currentIndex().isValid():
            self.setAutoScroll(False)
            self.stand_on(self._model.index(self._model.new_row, Column.OUTPUT))
            self.setAutoScroll(True)
        super().focusInEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which output is current."""
        super().currentChanged(current, previous)
        self._delegate.current_row = current.row()
        for row in (previous.row(), current.row()):
            self._repaint_row(row)
        output = self._model.output_at(current.row())
        if output != self._telling:
            self._telling = output
            self.selected.emit(output)

    def _repaint_row(self, row: int) -> None:
        if row >= 0:
            top, viewport = self.rowViewportPosition(row), self.viewport()
            viewport.update(0, top, viewport.width(), self.rowHeight(row))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tint chosen cells when there are several."""
        super().selectionChanged(selected, deselected)
        ranges = ranges_of(self)
        several = len(ranges) > 1 or any(each.width() * each.height() > 1 for each in ranges)
        if several or self._delegate.has_several:
            self._delegate.has_several = several
            self.viewport().update()
            self.several_chosen.emit()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Qt closes a field, too, when another cell becomes current.

        Going back into several assumptions starts at the last of them.
        """
        self._delegate.let_go(editor)
        super().closeEditor(editor, hint)
        opened = self._delegate.editor
        back = hint == QAbstractItemDelegate.EndEditHint.EditPreviousItem
        if back and isinstance(opened, AssumptionEditor):
            opened.go_to_last()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns and wrap again."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.columns.share()
        self._heights.fit_all()
        if self.viewport().width() != event.size().width():
            # Of a bar that came or went with the new heights Qt may not tell before the grid shows.
            self.columns.share()
            self._heights.fit_all()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Measure the rows that come into sight before they are painted."""
        super().scrollContentsBy(dx, dy)
        if dy:
            self._heights.fit_in_sight(upwards=dy > 0)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into sight; rows measured on the way may push it out, so look again."""
        self._heights.fit(index.row(), index.row() + 1)
        go = super().scrollTo
        self._heights.scroll(lambda: go(index, hint))

    def sizeHint(self) -> QSize:
        """As high as all rows."""
        return QSize(960, self.whole_height())

    def minimumSizeHint(self) -> QSize:
        """At least one usual row can be read between the headings and a bar."""
        row = self.verticalHeader().defaultSectionSize()
        around = self.header.sizeHint().height() + self.horizontalScrollBar().sizeHint().height()
        return QSize(super().minimumSizeHint().width(), row + around + 2 * self.frameWidth())

    def refit(self) -> None:
        """Measure rows again, after columns have changed."""
        self._heights.fit_all()
        self.viewport().update()

    def _height_of(self, row: int) -> int:
        if self._model.group_at(row) is not None:
            return GROUP_HEIGHT
        shown = self.columns.shown
        tall = max(self._delegate.face(row, each, self.columnWidth(each)).height for each in shown)
        return max(tall, self._delegate.editing_height(row, self.columnWidth))

    def _fit_edited_row(self) -> None:
        row = self.currentIndex().row()
        if row >= 0:
            self._heights.fit(row, row + 1)
        if self._delegate.editor is not None:
            self.scrollTo(self.currentIndex())

    def _rows_gone(self) -> None:
        self._delegate.current_row = self.currentIndex().row()

    def _come_back(self) -> None:
        """After a new arrangement, stay on the same output, in its place on the screen."""
        self._heights.fit_all()
        if self._place.cell is not None:
            self.go_to(*self._place.cell)
        self._place.hold()
