"""Writing in place: a field of several lines that tells how it was left, and what leaves a field.

Whoever opens one writes; a field knows no board.
"""

from collections.abc import Mapping
from enum import Enum, auto

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NO_TEXT = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Leave(Enum):
    """How a field was left."""

    ENTER = auto()
    NEXT = auto()
    PREVIOUS = auto()
    AWAY = auto()
    CANCEL = auto()


def brings_text(event: QKeyEvent) -> bool:
    """True for a key that types something: no shortcut, no control character."""
    text = event.text()
    alt_gr = event.modifiers() & Qt.KeyboardModifier.GroupSwitchModifier
    plain = not event.modifiers() & _NO_TEXT or bool(alt_gr)
    return plain and bool(text) and text.isprintable()


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


def hint_lines(field: QPlainTextEdit) -> int:
    """How many lines an empty field's hint takes at its width; 0 where something is written."""
    if not field.document().isEmpty():
        return 0
    room = field.viewport().width() - 2 * int(field.document().documentMargin())
    ruler, wraps = field.fontMetrics(), Qt.TextFlag.TextWordWrap
    hint = ruler.boundingRect(0, 0, room, 0, wraps, field.placeholderText())
    return round(hint.height() / ruler.lineSpacing())


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
        lines = max(1, int(self.document().size().height()), hint_lines(self))
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
