"""Fields of a workshop that can't be changed: read and copied, and a first letter says why.

Whatever opens a field to write asks the document first; this is for fields that are always there.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from widgets.document import Document
from widgets.writing import brings_text

#: The property of a field whose words are looked for and never written.
SEEKS: Final = "seeks"

_ERASING: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_CHANGING: Final = (QKeySequence.StandardKey.Paste, QKeySequence.StandardKey.Cut)


class ReadingOnly(QObject):
    """Follows the keyboard within `around`, which shows the document."""

    def __init__(self, document: Document, around: QWidget) -> None:
        super().__init__(around)
        self._document = document
        self._around = around
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, focus: QWidget | None) -> None:
        if not isinstance(focus, QLineEdit | QPlainTextEdit) or focus.property(SEEKS):
            return
        if self._around.isAncestorOf(focus):
            focus.setReadOnly(True)
            focus.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse what would change a field; other keys move in it."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        erases = event.key() in _ERASING or any(map(event.matches, _CHANGING))
        return (erases or brings_text(event)) and not self._document.may_write()
