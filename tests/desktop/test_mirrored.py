"""The whole window from right to left."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.window import Window
from tests.desktop.looking import workspace_of

FLAG = Qt.AlignmentFlag
RIGHT = Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize("view", ["tree", "table", "metrics", "assumptions", "gaps", "review"])
def test_words_begin_on_the_right_whichever_script_they_are_in(
    sample: Window, qtbot: QtBot, view: str
) -> None:
    sample.setLayoutDirection(RIGHT)
    sample.menu_actions[view].trigger()
    workspace_of(sample).details.show_row(None)
    qtbot.wait(5)
    labels = [label for label in sample.findChildren(QLabel) if label.isVisible()]
    words = [label for label in labels if len(label.text()) > 1]
    assert words
    on_the_right = FLAG.AlignRight | FLAG.AlignAbsolute
    left = {
        label.text()
        for label in words
        if label.alignment() & on_the_right != on_the_right
        and not label.alignment() & FLAG.AlignHCenter
    }
    title = workspace_of(sample).window().windowTitle().partition(" – ")[0]
    assert left <= {title}
