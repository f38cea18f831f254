"""The grid of the table: keys, mouse and menu on the rows of an `OutputModel`.

Rows are as high as their text. Writes through the model; what a cell shows is in `faces`, what is
typed into it in the delegate.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, QTimer, Signal
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
    QHeaderView,
    QTableView,
    QWidget,
)

from widgets.look.look import Look
from widgets.table.delegate import CellDelegate, CellEditor
from widgets.table.editors import AssumptionEditor
from widgets.table.menu import RowMenu
from widgets.table.model import Index, OutputModel
from widgets.table.rows import Column
from workshop.words import text

#: Share of the width each column takes, and the least it needs, in pixels.
_SHARES = {
    Column.OUTPUT: (0.31, 180),
    Column.OUTCOME: (0.29, 170),
    Column.ASSUMPTION: (0.22, 130),
    Column.OWNER: (0.09, 84),
    Column.STATUS: (0.09, 84),
}
_HEADER = 36
#: With more rows than this, only those in sight are wrapped again while the width changes.
_MANY_ROWS = 200
#: More rows than any screen shows.
_MOST_IN_SIGHT = 60
_EDIT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_MOVES = QAbstractItemView.CursorAction


class OutputGrid(QTableView):
    """The rows, with a last one to type the next output into.

    Signals:
        selected(str | None): the current output; None on the new row.
        jump(str): people want to see this card on the tree.
        height_changed(): all rows together have another height.
    """

    selected = Signal(object)
    jump = Signal(str)
    height_changed = Signal()

    def __init__(self, model: OutputModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = CellDelegate(model, look, self)
        self._telling: str | None = None
        self._fit_later = QTimer(self, singleShot=True, interval=120)
        self._fit_later.timeout.connect(self._fit_all)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._dress()
        self._delegate.row_typed.connect(lambda row: self.go_to(row + 1, Column.OUTPUT))
        self._delegate.resized.connect(self._fit_edited_row)
        model.dataChanged.connect(lambda first, last: self._fit(first.row(), last.row() + 1))
        model.rowsInserted.connect(lambda _parent, first, last: self._fit(first, last + 1))
        model.rowsRemoved.connect(self._rows_gone)
        model.rowsMoved.connect(self._rows_moved)
        model.modelReset.connect(self._fit_soon)

    def _dress(self) -> None:
        self.setObjectName("outputGrid")
        self.setAccessibleName(text("Outputs and their outcomes"))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed
        )
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(40)
        header.setFixedHeight(_HEADER)

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self._delegate.set_look(look)
        self.viewport().update()

    def commit_pending(self) -> bool:
        """Write what stands in an open field; False when it could not be written."""
        return self._delegate.commit()

    def go_to(self, row: int, column: Column = Column.OUTPUT) -> None:
        """Make a cell current and bring it into sight."""
        index = self._model.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def edit_cell(self, index: QModelIndex) -> None:
        """Open the field of a cell with the cursor behind its text."""
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return
        self.setCurrentIndex(index)
        editor = self._opened(index)
        if editor is not None:
            editor.go_to_end()

    def _opened(self, index: QModelIndex) -> CellEditor | None:
        self.edit(index)
        return self._delegate.editor

    def whole_height(self) -> int:
        """Height at which every row can be seen, in pixels."""
        return _HEADER + self.verticalHeader().length()

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
            editor = self._opened(self.currentIndex())
            if editor is not None:
                QApplication.sendEvent(editor, event)
        else:
            super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, Tab goes on, Delete takes away, Alt+arrows move; the rest is Qt's."""
        action = self._action_of(event)
        if action is not None:
            action(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _action_of(self, event: QKeyEvent) -> Callable[[QModelIndex], None] | None:
        """What a key of the table does; None for a key that is not ours."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.AltModifier:
            moves = {Qt.Key.Key_Up: self._model.raise_row, Qt.Key.Key_Down: self._model.lower_row}
            move = moves.get(Qt.Key(event.key()))
            return None if move is None else lambda index: move(index.row())
        if modifiers != Qt.KeyboardModifier.NoModifier:
            return None
        if event.key() in _EDIT:
            return self.edit_cell
        if event.key() == Qt.Key.Key_Delete:
            return self._delete
        return self._clear if event.key() == Qt.Key.Key_Backspace else None

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the cells and leaves the table behind the last one."""
        index = self._neighbour(forward=forward)
        if index.isValid():
            self.setCurrentIndex(index)
            return True
        return super().focusNextPrevChild(forward)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Next and previous are cells that can be edited."""
        if action in (_MOVES.MoveNext, _MOVES.MovePrevious):
            return self._neighbour(forward=action == _MOVES.MoveNext)
        return super().moveCursor(action, modifiers)

    def _neighbour(self, *, forward: bool) -> QModelIndex:
        current, step = self.currentIndex(), 1 if forward else -1
        count = len(Column)
        at = current.row() * count + current.column() + step if current.isValid() else -1
        while 0 <= at < self._model.rowCount() * count:
            index = self._model.index(at // count, at % count)
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                return index
            at += step
        return QModelIndex()

    def _delete(self, index: QModelIndex) -> None:
        """Delete the row, or what stands in a cell that can stand empty."""
        if index.column() in (Column.OUTPUT, Column.STATUS):
            self._model.delete(index.row())
        else:
            self._clear(index)

    def _clear(self, index: QModelIndex) -> None:
        """Take away what stands in a cell: the last outcome, the assumptions, the owner."""
        shown = self._model.row_shown(index.row())
        if shown is None:
            return
        if index.column() == Column.OUTCOME and shown.links:
            self._model.unlink(index.row(), shown.links[-1].outcome)
        elif index.column() == Column.ASSUMPTION:
            self._model.setData(index, {link.outcome: "" for link in shown.links})
        elif index.column() == Column.OWNER:
            self._model.setData(index, "")

    # What the mouse does ----------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The × of a chip unlinks; with Ctrl, a chip or a solution leads to its card."""
        if event.button() == Qt.MouseButton.LeftButton and self._pressed_link(event):
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A chip or a solution leads to its card; elsewhere the cell opens."""
        target = self._target_at(event.position().toPoint())
        if target is None:
            super().mouseDoubleClickEvent(event)
            if self._delegate.editor is not None:
                self._delegate.editor.go_to_end()
        elif self._cross_at(event.position().toPoint()) is None:
            self.jump.emit(target)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the × of the chip under the mouse."""
        point = event.position().toPoint()
        index, target = self.indexAt(point), self._target_at(point)
        hovered = (index.row(), target) if target is not None else None
        if hovered != self._delegate.hovered:
            self._delegate.hovered = hovered
            self.viewport().update()
        super().mouseMoveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Everything that can be done with the row."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        place = event.globalPos()
        if not by_mouse:
            place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        self.setCurrentIndex(index)
        if self._model.output_at(index.row()) is not None:
            self.menu_for(index).popup(place)

    def menu_for(self, index: QModelIndex) -> RowMenu:
        """The menu of a cell."""
        menu = RowMenu(self._model, index, self)
        menu.edit.connect(self.edit_cell)
        menu.jump.connect(self.jump)
        return menu

    def _pressed_link(self, event: QMouseEvent) -> bool:
        point = event.position().toPoint()
        target, cross = self._target_at(point), self._cross_at(point)
        if cross is not None:
            self.setCurrentIndex(self.indexAt(point))
            self._model.unlink(self.indexAt(point).row(), cross)
        elif target is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.jump.emit(target)
        else:
            return False
        return True

    def _target_at(self, point: QPoint) -> str | None:
        index = self.indexAt(point)
        if not index.isValid():
            return None
        rect = self.visualRect(index)
        face = self._delegate.face(index.row(), Column(index.column()), rect.width())
        return face.target_at(point - rect.topLeft())

    def _cross_at(self, point: QPoint) -> str | None:
        index = self.indexAt(point)
        if not index.isValid():
            return None
        rect = self.visualRect(index)
        face = self._delegate.face(index.row(), Column(index.column()), rect.width())
        return face.cross_at(point - rect.topLeft())

    # Keeping up -------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start in the new row, or at the top when not all rows can be seen."""
        if not self.currentIndex().isValid():
            fits = self.whole_height() <= self.height()
            self.go_to(self._model.new_row if fits else 0)
        super().focusInEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which output is current."""
        super().currentChanged(current, previous)
        self._delegate.current_row = current.row()
        self.viewport().update()
        output = self._model.output_at(current.row())
        if output != self._telling:
            self._telling = output
            self.selected.emit(output)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Going back into several assumptions starts at the last of them."""
        super().closeEditor(editor, hint)
        opened = self._delegate.editor
        back = hint == QAbstractItemDelegate.EndEditHint.EditPreviousItem
        if back and isinstance(opened, AssumptionEditor):
            opened.go_to_last()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns and wrap again."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._share_width(self.viewport().width())

    def sizeHint(self) -> QSize:
        """As high as all rows."""
        return QSize(960, self.whole_height())

    def _share_width(self, width: int) -> None:
        rest = width
        for column, (share, least) in _SHARES.items():
            wide = max(least, rest if column is Column.STATUS else int(width * share))
            self.setColumnWidth(column, wide)
            rest -= wide
        self._fit_soon()

    def _height_of(self, row: int) -> int:
        heights = (
            self._delegate.face(row, column, self.columnWidth(column)).height for column in Column
        )
        editing = self._delegate.editing_height(row, self.columnWidth)
        return max(*heights, editing)

    def _fit_soon(self) -> None:
        """Wrap every row again; of many rows those in sight at once and the others a bit later."""
        if self._model.rowCount() <= _MANY_ROWS:
            self._fit_all()
        else:
            first = max(0, self.rowAt(0))
            self._fit(first, first + _MOST_IN_SIGHT)
            self._fit_later.start()

    def _fit_all(self) -> None:
        """Wrap every row again; the first in sight keeps its place."""
        top = self.rowAt(0)
        before = self.rowViewportPosition(top)
        self._fit(0, self._model.rowCount())
        if top > 0:
            self.updateGeometries()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.rowViewportPosition(top) - before)

    def _fit(self, first: int, beyond: int) -> None:
        rows = self.verticalHeader()
        for row in range(first, min(beyond, self._model.rowCount())):
            tall = self._height_of(row)
            if rows.sectionSize(row) != tall:
                rows.resizeSection(row, tall)
        self.height_changed.emit()

    def _fit_edited_row(self) -> None:
        row = self.currentIndex().row()
        if row >= 0:
            self._fit(row, row + 1)
        if self._delegate.editor is not None:
            self.scrollTo(self.currentIndex())

    def _rows_moved(self, _from: Index, first: int, last: int, _to: Index, before: int) -> None:
        self._fit(min(first, before), max(last + 1, before))

    def _rows_gone(self) -> None:
        self._delegate.current_row = self.currentIndex().row()
        self.height_changed.emit()
