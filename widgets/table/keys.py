"""The keys of the table, in one place: what each asks for while the rows have the keyboard."""

from enum import Enum
from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


class Key(Enum):
    """What a key asks for. The value is the key in Qt's portable spelling."""

    EDIT = "Return"
    LAST = "Backspace"
    CLEAR = "Del"
    UP = "Alt+Up"
    DOWN = "Alt+Down"
    COPY = "Ctrl+C"
    CUT = "Ctrl+X"
    PASTE = "Ctrl+V"
    FILL = "Ctrl+D"
    FOLD = "Space"
    DETAILS = "Alt+Return"
    SORT = "Ctrl+Shift+O"
    FILTER = "Ctrl+Shift+L"
    GROUP = "Ctrl+Shift+B"
    COLUMNS = "Ctrl+Shift+K"
    ARRANGE = "Ctrl+Shift+R"


#: Other keys for the same.
_ALSO: Final = {"F2": Key.EDIT, "Enter": Key.EDIT, "Ctrl+Ins": Key.COPY, "Shift+Ins": Key.PASTE}
_KEYS: Final = {
    QKeySequence(spelling): key
    for spelling, key in ({key.value: key for key in Key} | _ALSO).items()
}


def key_of(event: QKeyEvent) -> Key | None:
    """What a key asks for; None for a key that is not the table's."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    pressed = QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key())))
    return _KEYS.get(pressed)
