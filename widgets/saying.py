"""Sentences for screen readers: what happened although the focus stayed where it is.

Owns how a sentence reaches them on each platform, not what is said or when.
"""

import weakref
from typing import Any

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QGuiApplication,
    QWindow,
)
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

#: Platforms of Linux desktops: there Orca knows announcements only since version 45, while every
#: version reads a notification that comes into sight.
_NOTIFIED = frozenset({"xcb", "wayland"})


def say(widget: QWidget, sentence: str) -> None:
    """Have screen readers say a sentence about a widget."""
    if not QAccessible.isActive():
        return
    if QGuiApplication.platformName() in _NOTIFIED:
        directly = Qt.FindChildOption.FindDirectChildrenOnly
        voice = widget.findChild(_Voice, options=directly) or _Voice(widget)
        voice.say(sentence)
    else:
        tell(QAccessibleAnnouncementEvent(widget, sentence))


def null() -> object:
    """The null pointer an `interface_cast` answers with: None or 0 would crash PySide 6.11."""
    return Shiboken.VoidPtr(0)


def tell(event: QAccessibleEvent) -> None:
    """Hand an event to the screen readers that listen."""
    QAccessible.updateAccessibility(event)


class _Voice(QObject):
    """Keeps the last sentence of a widget for screen readers, which ask for it a little later."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        said = self._said = Notification(widget)
        number = QAccessible.registerAccessibleInterface(said)

        def let_go() -> None:
            if Shiboken.isValid(said):
                QAccessible.deleteAccessibleInterface(number)

        self.destroyed.connect(let_go)

    def say(self, sentence: str) -> None:
        self._said.sentence = sentence
        tell(QAccessibleEvent(self._said, QAccessible.Event.ObjectShow))


class Thing(QAccessibleInterface):
    """What screen readers meet though it is no object of Qt's, and has nothing within."""

    def object(self) -> None:  # type: ignore[override]
        """None."""

    def childCount(self) -> int:
        """None."""
        return 0

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """None."""
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        """-1: nothing is a child."""
        return -1

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """None."""
        return None


class Notification(Thing):
    """A sentence that has come into sight."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        # Weakly: in a reference cycle the collector could delete what Qt still has in its register.
        self._widget = weakref.ref(widget)
        self.sentence = ""

    @property
    def widget(self) -> QWidget | None:
        """What it is about; None once that is gone."""
        widget = self._widget()
        return widget if widget is not None and Shiboken.isValid(widget) else None

    def isValid(self) -> bool:
        """While there is a widget it is about."""
        return self.widget is not None

    def window(self) -> QWindow | None:  # type: ignore[override]
        """The window of the widget."""
        widget = self.widget
        return widget.window().windowHandle() if widget is not None else None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The widget it is about."""
        widget = self.widget
        return QAccessible.queryAccessibleInterface(widget) if widget is not None else None

    def role(self) -> QAccessible.Role:
        """A notification."""
        return QAccessible.Role.Notification

    def text(self, kind: QAccessible.Text) -> str:
        """The sentence is its name."""
        return self.sentence if kind is QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, words: str) -> None:
        """What was said can't be changed."""

    def rect(self) -> QRect:
        """Nowhere by itself."""
        return QRect()

    def state(self) -> QAccessible.State:
        """Only in sight."""
        return QAccessible.State()

    def interface_cast(self, _kind: QAccessible.InterfaceType) -> Any:
        """It can do nothing."""
        return null()
