"""What several tests of the window read from it or do to it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.notices import Notice
from desktop.window import Window
from desktop.workspace import Workspace
from workshop.board import Board

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Press = Callable[..., None]


def board_of(window: Window) -> Board:
    assert window.workshop is not None
    return window.workshop.document.board


def workspace_of(window: Window) -> Workspace:
    assert window.workshop is not None
    return window.workshop.workspace


def texts(window: Window) -> list[str]:
    return [card.text for card in board_of(window).in_tree_order()]


def status_of(window: Window) -> str:
    """All of the status; the label may show the start of it only."""
    label = window.bar.findChild(QLabel, "status")
    assert label is not None
    return label.toolTip()


def offer_of(notice: Notice, words: str) -> QPushButton:
    shown = [b for b in notice.findChildren(QPushButton, "offer") if b.isVisible()]
    return next(button for button in shown if button.text() == words)


def type_text(window: Window, words: str) -> None:
    focus = window.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)
