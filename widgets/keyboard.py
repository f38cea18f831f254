"""Where the keyboard goes when what has it is taken away.

By itself Qt hands it to whatever comes next in the window, and what people type goes astray.
"""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget


def has_keyboard(part: QWidget) -> bool:
    """Whether what is typed in this window goes to a part or to something within it."""
    focus: QWidget | None = part.window().focusWidget()
    return focus is not None and (part is focus or part.isAncestorOf(focus))


def hand_over(part: QWidget, heir: QWidget) -> None:
    """Give the keyboard to another part, if one that is about to be hidden has it."""
    if has_keyboard(part):
        heir.setFocus(Qt.FocusReason.OtherFocusReason)


def parts_in_order(layout: QLayout) -> list[QWidget | QLayout]:
    """Widgets and layouts in a layout, in its order.

    Its items are not asked for: PySide keeps a wrapper of each until the layout is deleted. When
    Qt deletes the item before, the next object at that address is taken for it, and crashes.
    """
    widget = layout.parentWidget()
    around = widget.children() if widget is not None else []
    parts = [
        part
        for part in (*layout.children(), *around)
        if isinstance(part, QWidget | QLayout) and layout.indexOf(part) >= 0
    ]
    return sorted(parts, key=layout.indexOf)


class Questions(QVBoxLayout):
    """Panels that are answered one after the other, in a widget of their own.

    The keyboard goes on from one that is taken away to the next. The next one also moves to
    where the mouse is: a second click of a double click does not reach it.
    """

    def __init__(self, home: QWidget) -> None:
        super().__init__()
        self._home = home
        self._left_at: int | None = None
        self._shield = QTimer(self, singleShot=True)
        self._shield.setInterval(QGuiApplication.styleHints().mouseDoubleClickInterval())
        self._shield.timeout.connect(lambda: self._ignore_mouse(is_ignored=False))

    def take_away(self, panel: QWidget) -> None:
        """Hide an answered panel at once: Qt deletes a widget only when it is idle."""
        if has_keyboard(panel):
            self._left_at = self.indexOf(panel)
            self._home.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ignore_mouse(is_ignored=True)
        self._shield.start()
        self.removeWidget(panel)
        panel.hide()
        panel.deleteLater()

    def go_on(self) -> bool:
        """Give the keyboard to what follows a panel that had it; False when nothing is left."""
        at, self._left_at = self._left_at, None
        if at is None:
            return True
        panels = [part for part in parts_in_order(self) if isinstance(part, QWidget)]
        if not panels:
            return False
        following = panels[at] if at < len(panels) else panels[0]
        # Qt shows a new widget later by itself, and what is not seen can't have the keyboard.
        following.show()
        _first_stop(following).setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _ignore_mouse(self, *, is_ignored: bool) -> None:
        self._home.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, is_ignored)


def _first_stop(panel: QWidget) -> QWidget:
    """The first part of a panel that Tab reaches; the panel itself when there is none."""
    parts = (part for part in panel.findChildren(QWidget) if part.isVisibleTo(panel))
    return next((part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus), panel)
