"""A list whose entries fold: each is one quiet line until it is opened and edited in place.

By key or click: Insert, or a second Enter in a field, adds below; Alt+Up and Alt+Down move; Delete
deletes.
What the entries are is said by the lists of details and of links.
"""

from abc import abstractmethod

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from widgets.inspector.box import Rows
from widgets.inspector.desk import Desk
from widgets.inspector.fields import LineField, TextField
from widgets.inspector.folds import FoldButton
from widgets.inspector.layouts import Sheet
from widgets.inspector.parts import Folded, PartView, SheetView
from widgets.look.icons import icon
from workshop.board import Board
from workshop.language import text

_TOOL = 32
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryList(PartView):
    """Entries under a heading that folds; subclasses say what they are."""

    def __init__(self, desk: Desk, heading: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.owner: str | None = None
        self._heading = heading
        self._shown: list[EntryView] = []
        self._spare: list[EntryView] = []
        self.head = FoldButton(heading, self)
        self.head.toggled.connect(self._follow_head)
        self.head.on_key = self._on_head_key
        self._body = QWidget(self)
        self._entries = QVBoxLayout(self._body)
        self._entries.setContentsMargins(0, 0, 0, 0)
        self._entries.setSpacing(0)
        self._body.hide()
        self.top = QHBoxLayout()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        self.column.addLayout(self.top)
        self.column.addWidget(self._body)
        self.top.setSpacing(4)
        self.top.addWidget(self.head, 1)

    # What subclasses say ----------------------------------------------------------------------

    @abstractmethod
    def ids(self, board: Board) -> list[str]:
        """The rows in the list, in order."""

    @abstractmethod
    def summary(self, row: str) -> str:
        """A row in one line."""

    @abstractmethod
    def sheet(self) -> Sheet:
        """The layout of an entry."""

    @abstractmethod
    def find_owner(self, rows: Rows) -> str | None:
        """The row whose list this is; None when there is nothing to have one."""

    @abstractmethod
    def add(self, after: str | None = None) -> None:
        """Add an entry, after another one or last."""

    @abstractmethod
    def delete(self, row: str) -> None:
        """Delete an entry."""

    def shift(self, row: str, by: int) -> None:
        """Move an entry up or down, where that means something."""

    def leads_to(self, _row: str) -> str | None:
        """Another row that an entry points at, to go to."""
        return None

    # What the panel asks ----------------------------------------------------------------------

    def start(self, rows: Rows) -> None:
        """Show the list of another row, everything in it folded."""
        for entry in self._shown:
            entry.close()
        self.owner = self.find_owner(rows)
        self._spare = [*self._shown, *self._spare]
        self._shown = []
        self.refresh(rows)

    def refresh(self, rows: Rows | None = None) -> None:
        """Show what is stored now; what is being typed stays."""
        if rows is not None:
            self.owner = self.find_owner(rows)
        self.setVisible(self.owner is not None)
        ids = [] if self.owner is None else self.ids(self.desk.board)
        self.head.say(self._heading, str(len(ids)) if ids else "")
        if self.head.isChecked():
            self._show(ids)

    def open(self) -> None:
        """Show the entries."""
        self.head.setChecked(True)

    def reveal(self, row: str) -> QWidget | None:
        """Open the entry of a row, or the one that leads to it."""
        board = self.desk.board
        if self.owner is None:
            return None
        path = [row]
        while path[-1] in board.details:
            path.append(board.details[path[-1]].owner)
        inside = next((known for known in self.ids(board) if known in path), None)
        if inside is None:
            return None
        self.open()
        entry = self.entry(inside)
        entry.open()
        return entry if inside == row else entry.reveal(row)

    def entry(self, row: str) -> "EntryView":
        """The view of a row that is shown."""
        return next(entry for entry in self._shown if entry.row == row)

    def open_new(self, row: str) -> None:
        """Open an entry that was just added, the keyboard in its first field."""
        self.open()
        entry = self.entry(row)
        entry.open()
        entry.focus_first()

    # Inside -----------------------------------------------------------------------------------

    def _show(self, ids: list[str]) -> None:
        """Let every row have its entry; one that stays keeps what is open and typed in it."""
        known = {entry.row: entry for entry in self._shown}
        self._spare += [entry for row, entry in known.items() if row not in ids]
        for entry in self._spare:
            if not entry.isHidden():
                entry.close()
                entry.hide()
        shown = []
        for at, row in enumerate(ids):
            entry = known.get(row) or self._for(row)
            if self._entries.indexOf(entry) != at:
                self._entries.insertWidget(at, entry)
            entry.refresh()
            entry.show()
            shown.append(entry)
        self._shown = shown

    def _for(self, row: str) -> "EntryView":
        if self._spare:
            entry = self._spare.pop(0)
        else:
            entry = EntryView(self)
            self.desk.built.emit()
        entry.start(row)
        return entry

    def _follow_head(self, is_open: bool) -> None:
        if is_open and self.owner is not None:
            self._show(self.ids(self.desk.board))
        self._body.setVisible(is_open)

    def _on_head_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Insert:
            self.add()
            return True
        return False

    def delete_entry(self, row: str) -> None:
        """Delete an entry and go to the one beside it."""
        ids = self.ids(self.desk.board)
        at = ids.index(row)
        self.delete(row)
        left = self.ids(self.desk.board)
        if left and row not in left:
            self.entry(left[min(at, len(left) - 1)]).fold.button.setFocus()
        else:
            self.head.setFocus()


class EntryView(QWidget):
    """One entry: its line, its tools while it is open, and its fields below."""

    def __init__(self, entries: EntryList) -> None:
        super().__init__(entries)
        self._list = entries
        self.row = ""
        self.fold = Folded(entries.desk, self._make_body, self)
        self.fold.button.on_key = self._on_key
        self.fold.button.toggled.connect(self._show_tools)
        self._tools: list[QToolButton] = []
        self._top = QHBoxLayout()
        self.fold.column.addLayout(self._top)
        self._top.setSpacing(0)
        self._top.addWidget(self.fold.button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fold)

    def start(self, row: str) -> None:
        """Show another row, folded."""
        self.row = row
        self.close()
        self.fold.start((row,))

    def refresh(self) -> None:
        """Show what is stored now."""
        words = self._list.summary(self.row)
        self.fold.button.say(words, tip=words)
        self.fold.refresh()

    def open(self) -> None:
        """Show the fields."""
        self.fold.open()

    def close(self) -> bool:
        """Fold the fields away."""
        self.fold.button.setChecked(False)
        return True

    def reveal(self, row: str) -> QWidget | None:
        """Open what leads to a detail inside."""
        return self.fold.open().reveal(row)

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        body = self.fold.open()
        for widget in body.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.isHidden():
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert, or Enter where nothing is to be written, adds an entry below this one."""
        is_typing = isinstance(QApplication.focusWidget(), LineField | TextField)
        if event.key() == Qt.Key.Key_Insert or (is_typing and event.key() in _ENTER):
            self._list.add(self.row)
        else:
            super().keyPressEvent(event)

    def _make_body(self, parent: QWidget) -> SheetView:
        return _Body(self._list.desk, self._list.sheet(), parent)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Delete:
            self._list.delete_entry(self.row)
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if key == Qt.Key.Key_Up else 1)
        else:
            return False
        return True

    def _move(self, by: int) -> None:
        self._list.shift(self.row, by)

    def _go(self) -> None:
        row = self._list.leads_to(self.row)
        if row is not None:
            self._list.desk.jump.emit(row)

    def _show_tools(self, is_open: bool) -> None:
        if is_open and not self._tools:
            self._tools = self._made_tools()
            self._list.desk.built.emit()
        for tool in self._tools:
            tool.setVisible(is_open)

    def _made_tools(self) -> list[QToolButton]:
        tools: list[QToolButton] = []
        if type(self._list).shift is not EntryList.shift:
            up = ToolButton("chevron-up", text("Move up"), self, keys="Alt+Up")
            up.clicked.connect(lambda: self._move(-1))
            down = ToolButton("chevron-down", text("Move down"), self, keys="Alt+Down")
            down.clicked.connect(lambda: self._move(1))
            tools += [up, down]
        if self._list.leads_to(self.row) is not None:
            go = ToolButton("arrow-right", text("Go there"), self)
            go.clicked.connect(self._go)
            tools.append(go)
        delete = ToolButton("trash-2", text("Delete"), self, keys="Del")
        delete.clicked.connect(lambda: self._list.delete_entry(self.row))
        tools.append(delete)
        for tool in tools:
            self._top.addWidget(tool)
        return tools


class _Body(SheetView):
    """Fields of an entry, set in, with a thin line beside them."""

    def __init__(self, desk: Desk, sheet: Sheet, parent: QWidget) -> None:
        super().__init__(desk, sheet, parent)
        ltr = self.layoutDirection() is Qt.LayoutDirection.LeftToRight
        self.column.setContentsMargins(14 if ltr else 0, 0, 0 if ltr else 14, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line that holds the fields together."""
        painter = QPainter(self)
        painter.setPen(self.palette().mid().color())
        ltr = self.layoutDirection() is Qt.LayoutDirection.LeftToRight
        x = 5 if ltr else self.width() - 6
        painter.drawLine(QPoint(x, 0), QPoint(x, self.height() - 8))


class ToolButton(QToolButton):
    """A small quiet button with an icon in the colours people wear.

    Its tooltip also names the keys, in Qt's portable spelling, that do the same in the list.
    """

    def __init__(self, name: str, says: str, parent: QWidget, *, keys: str = "") -> None:
        super().__init__(parent)
        self._icon = name
        self.setProperty("role", "tool")
        self.setFixedSize(_TOOL, _TOOL)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        tip = text("{words} ({keys})").format(words=says, keys=native) if keys else says
        self.setToolTip(tip)
        self.setAccessibleName(says)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Other colours, another icon."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        ink = QGuiApplication.palette().placeholderText().color().name()
        self.setIcon(icon(self._icon, ink))
