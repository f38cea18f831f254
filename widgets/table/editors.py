"""Fields that open on a cell to write text: an output's text, and what is assumed of each link.

They tell how they were left; whoever opened them writes. They know no board.
"""

from collections.abc import Mapping, Sequence
from enum import Enum, auto

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QGridLayout, QLabel, QPlainTextEdit, QWidget

from widgets.table.rows import Link
from workshop.words import text

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Leave(Enum):
    """How a field was left."""

    ENTER = auto()
    NEXT = auto()
    PREVIOUS = auto()
    AWAY = auto()
    CANCEL = auto()


def leaving_with(event: QKeyEvent) -> Leave | None:
    """How a key leaves a field; None for a key that belongs to it. Shift+Enter is a new line."""
    key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if key == Qt.Key.Key_Escape:
        return Leave.CANCEL
    if key in _ENTER and not shift:
        return Leave.ENTER
    if key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Tab and shift):
        return Leave.PREVIOUS
    return Leave.NEXT if key == Qt.Key.Key_Tab else None


def left_for_good(event: QFocusEvent) -> bool:
    """True when the keyboard went elsewhere in the window, not to a menu or another window."""
    passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
    return event.reason() not in passing


class CellText(QPlainTextEdit):
    """Text of several lines that grows as it is typed.

    Signals:
        left(Leave): the field was left; grown(): it needs another height; typed(): it has changed.
    """

    left = Signal(object)
    grown = Signal()
    typed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cellText")
        self.setAccessibleName(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(4)
        self.textChanged.connect(self.grown)
        self.textChanged.connect(self.typed)

    def show_text(self, text: str) -> None:
        """Start with this text, all of it selected, so that typing replaces it."""
        self.setPlainText(text)
        self.selectAll()

    def texts(self) -> dict[str, str]:
        """What is typed, for a draft."""
        return {"": self.toPlainText()}

    def retype(self, texts: Mapping[str, str]) -> None:
        """Go on with what a crash interrupted."""
        self.setPlainText(texts.get("", ""))
        self.go_to_end()

    def go_to_end(self) -> None:
        """Put the cursor behind the text, so that typing goes on."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def needed_height(self) -> int:
        """Height at which all of the text can be seen, in pixels."""
        lines = max(1, int(self.document().size().height()))
        return lines * self.fontMetrics().lineSpacing() + 22

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the text anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.grown.emit()

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(120, self.needed_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that leave the field; the others type."""
        how = leaving_with(event)
        if how is None:
            super().keyPressEvent(event)
        else:
            self.left.emit(how)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave when the keyboard goes elsewhere, but not for a menu or another window."""
        super().focusOutEvent(event)
        if left_for_good(event):
            self.left.emit(Leave.AWAY)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text only."""
        self.insertPlainText(source.text())


class AssumptionEditor(QWidget):
    """One text for each link of an output, headed by the outcome's reference if there are several.

    Signals:
        left(Leave): the fields were left; grown(): they need another height; typed(): one has
            changed.
    """

    left = Signal(object)
    grown = Signal()
    typed = Signal()

    def __init__(self, links: Sequence[Link], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fields: dict[str, CellText] = {}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for line, link in enumerate(links):
            field = CellText(text("What we assume about {ref}").format(ref=link.ref), self)
            field.setPlaceholderText(text("We assume that…"))
            field.show_text(link.assumption)
            field.left.connect(self._leave)
            field.grown.connect(self._grow)
            field.typed.connect(self.typed)
            if line > 0:
                field.go_to_end()
            self._fields[link.outcome] = field
            if len(links) > 1:
                layout.addWidget(self._label(link), line, 0, Qt.AlignmentFlag.AlignTop)
            layout.addWidget(field, line, 1)
        self.setFocusProxy(next(iter(self._fields.values())))

    def texts(self) -> dict[str, str]:
        """What is assumed, by the outcome's identity."""
        return {outcome: field.toPlainText() for outcome, field in self._fields.items()}

    def retype(self, texts: Mapping[str, str]) -> None:
        """Go on with what a crash interrupted."""
        for outcome, field in self._fields.items():
            if outcome in texts:
                field.retype({"": texts[outcome]})

    def go_to_end(self) -> None:
        """Put the cursor behind the first text."""
        next(iter(self._fields.values())).go_to_end()

    def go_to_last(self) -> None:
        """Start in the last field, when coming from the cell behind."""
        list(self._fields.values())[-1].setFocus()

    def needed_height(self) -> int:
        """Height at which all texts can be seen, in pixels."""
        tall = sum(field.needed_height() for field in self._fields.values())
        return tall + 4 * (len(self._fields) - 1)

    def event(self, event: QEvent) -> bool:
        """Hand the key that opened the editor to its first field."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.InputMethod):
            return next(iter(self._fields.values())).event(event)
        return super().event(event)

    def _label(self, link: Link) -> QLabel:
        label = QLabel(link.ref, self)
        label.setProperty("role", "field")
        label.setContentsMargins(8, 10, 4, 0)
        label.setToolTip(link.text)
        return label

    def _grow(self) -> None:
        for field in self._fields.values():
            field.setFixedHeight(field.needed_height())
        self.grown.emit()

    def _leave(self, how: Leave) -> None:
        fields = list(self._fields.values())
        at = next((i for i, field in enumerate(fields) if field is self.sender()), 0)
        if how is Leave.NEXT and at + 1 < len(fields):
            fields[at + 1].setFocus()
        elif how is Leave.PREVIOUS and at > 0:
            fields[at - 1].setFocus()
        elif how is not Leave.AWAY or not self._holds_focus():
            self.left.emit(how)

    def _holds_focus(self) -> bool:
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)
