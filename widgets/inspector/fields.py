"""Fields of a panel: leaving one, Ctrl+Enter and Esc write what is typed.

Esc ends typing as it does on a card; it drops only what could not be written.

A change from elsewhere shows at once unless people are typing here. A field knows no document: it
is given what writes.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QWidget

#: Writes a text; False when it was refused, and then it stays in the field.
Write = Callable[[str], bool]

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TextField(QPlainTextEdit):
    """Text of several lines that grows up to `most_lines` and scrolls from there."""

    def __init__(
        self,
        name: str,
        write: Write,
        parent: QWidget | None = None,
        *,
        least_lines: int = 2,
        most_lines: int = 12,
    ) -> None:
        super().__init__(parent)
        self._write = write
        self._shown = ""
        self._least_lines, self._most_lines = least_lines, most_lines
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(4)
        self.textChanged.connect(self._fit)
        self._fit()

    @property
    def is_pending(self) -> bool:
        """True when something is typed that is not written."""
        return self.toPlainText() != self._shown

    def start(self, text: str) -> None:
        """Show another text, whatever stands in the field."""
        self._shown = text
        if self.toPlainText() != text:
            self.setPlainText(text)

    def show_text(self, text: str) -> None:
        """Show what is stored now, unless people are typing."""
        if self.is_pending:
            self._shown = text
        else:
            self.start(text)

    def commit(self) -> bool:
        """Write what is typed, if it differs; False when it could not be written."""
        typed = self.toPlainText()
        if typed == self._shown:
            return True
        before, self._shown = self._shown, typed
        written = self._write(typed)
        if not written:
            self._shown = before
        return written

    def restore(self) -> None:
        """Show what is stored, forgetting what was typed."""
        self.start(self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter and Esc write, the others type."""
        if _is_ctrl_enter(event):
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.is_pending:
            if not self.commit():
                self.restore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write when the keyboard goes elsewhere, but not for a menu of this field."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text only."""
        self.insertPlainText(source.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the text anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def sizeHint(self) -> QSize:
        """As high as the text, within bounds."""
        return QSize(240, self.height())

    def _fit(self) -> None:
        lines = int(self.document().size().height())
        shown = max(self._least_lines, min(self._most_lines, lines))
        scrolls = lines > self._most_lines
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if scrolls else policy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(shown * self.fontMetrics().lineSpacing() + 22)


class LineField(QLineEdit):
    """Text of one line; Enter writes."""

    def __init__(self, name: str, write: Write, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self._shown = ""
        self.setAccessibleName(name)
        self._names: tuple[str, ...] = ()
        self.setMinimumHeight(32)

    @property
    def is_pending(self) -> bool:
        """True when something is typed that is not written."""
        return self.text() != self._shown

    def start(self, text: str) -> None:
        """Show another text, whatever stands in the field."""
        self._shown = text
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def show_text(self, text: str) -> None:
        """Show what is stored now, unless people are typing."""
        if self.is_pending:
            self._shown = text
        else:
            self.start(text)

    def complete_from(self, names: Sequence[str]) -> None:
        """Offer these while people type, matching any part."""
        if tuple(names) == self._names:
            return
        self._names = tuple(names)
        completer = QCompleter(list(names), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def commit(self) -> bool:
        """Write what is typed, if it differs; False when it could not be written."""
        typed = self.text()
        if typed == self._shown:
            return True
        before, self._shown = self._shown, typed
        written = self._write(typed)
        if not written:
            self._shown = before
        return written

    def restore(self) -> None:
        """Show what is stored, forgetting what was typed."""
        self.start(self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc write, the others type."""
        if event.key() in _ENTER:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.is_pending:
            if not self.commit():
                self.restore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write when the keyboard goes elsewhere, but not for a menu of this field."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()


Field = TextField | LineField


def _is_ctrl_enter(event: QKeyEvent) -> bool:
    ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return ctrl and event.key() in _ENTER
