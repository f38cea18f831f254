"""Which key does what while the canvas has the focus and no card is being typed."""

from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent

_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_K = Qt.Key

#: From key and modifiers to the name of a method of the canvas, its typist, work or travel.
KEYS: Final = MappingProxyType(
    {
        QKeyCombination(_NONE, _K.Key_Tab): "typist.add_child",
        QKeyCombination(_NONE, _K.Key_Return): "typist.add_sibling",
        QKeyCombination(_NONE, _K.Key_Enter): "typist.add_sibling",
        QKeyCombination(_SHIFT, _K.Key_Return): "typist.add_sibling_before",
        QKeyCombination(_SHIFT, _K.Key_Enter): "typist.add_sibling_before",
        QKeyCombination(_NONE, _K.Key_F2): "typist.edit",
        QKeyCombination(_NONE, _K.Key_Delete): "work.delete",
        QKeyCombination(_NONE, _K.Key_Backspace): "work.delete",
        QKeyCombination(_NONE, _K.Key_Escape): "cancel",
        QKeyCombination(_NONE, _K.Key_Left): "travel.go_left",
        QKeyCombination(_NONE, _K.Key_Right): "travel.go_right",
        QKeyCombination(_NONE, _K.Key_Up): "travel.go_up",
        QKeyCombination(_NONE, _K.Key_Down): "travel.go_down",
        QKeyCombination(_SHIFT, _K.Key_Left): "travel.extend_left",
        QKeyCombination(_SHIFT, _K.Key_Right): "travel.extend_right",
        QKeyCombination(_SHIFT, _K.Key_Up): "travel.extend_up",
        QKeyCombination(_SHIFT, _K.Key_Down): "travel.extend_down",
        QKeyCombination(_NONE, _K.Key_Home): "travel.go_first",
        QKeyCombination(_ALT, _K.Key_Up): "work.move_up",
        QKeyCombination(_ALT, _K.Key_Down): "work.move_down",
        QKeyCombination(_ALT, _K.Key_Right): "work.indent",
        QKeyCombination(_ALT, _K.Key_Left): "work.outdent",
    }
)

_IRRELEVANT = Qt.KeyboardModifier.KeypadModifier


def method_for(event: QKeyEvent) -> str | None:
    """The canvas's method that this key calls, if one."""
    modifiers = event.modifiers() & ~_IRRELEVANT
    return KEYS.get(QKeyCombination(modifiers, _K(event.key())))
