"""What screen readers are told when the focus stays where it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop import notices, palette, workspace
from desktop.window import Window
from tests.desktop.looking import CTRL, SHIFT, Press, type_text, workspace_of
from widgets.find import find_bar

Key = Qt.Key


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every sentence that is said."""
    said: list[str] = []

    def say(_widget: QWidget, sentence: str) -> None:
        said.append(sentence)

    for part in (notices, palette, workspace, find_bar):
        monkeypatch.setattr(part, "say", say)
    return said


def test_what_was_undone_and_redone_is_said(blank: Window, press: Press, heard: list[str]) -> None:
    type_text(blank, "One")
    press(blank, Key.Key_Escape)
    press(blank, Key.Key_Z, CTRL)
    assert heard == ["Undone: Add card G1"]
    press(blank, Key.Key_Z, CTRL | SHIFT)
    assert heard[1:] == ["Redone: Add card G1"]


def test_nothing_is_said_where_nothing_is_undone(blank: Window, heard: list[str]) -> None:
    workspace_of(blank).undo()
    assert heard == []


def test_a_refusal_is_said(sample: Window, press: Press, heard: list[str]) -> None:
    canvas = workspace_of(sample).canvas
    canvas.select(canvas.document.board.by_ref["T1"])
    press(sample, Key.Key_Tab)
    assert heard == ["Nothing hangs under a test."]


def test_another_view_is_said_where_the_keyboard_stays(
    sample: Window, press: Press, heard: list[str]
) -> None:
    press(sample, Key.Key_B, CTRL)
    assert heard == ["View: Both"]
    press(sample, Key.Key_B, CTRL)
    press(sample, Key.Key_T, CTRL)
    assert heard == ["View: Both", "View: Tree"]
    press(sample, Key.Key_T, CTRL | SHIFT)
    press(sample, Key.Key_H, CTRL)
    press(sample, Key.Key_T, CTRL)
    assert heard == ["View: Both", "View: Tree"]


def test_what_is_found_is_counted_aloud(sample: Window, press: Press, heard: list[str]) -> None:
    press(sample, Key.Key_F, CTRL)
    type_text(sample, "T1")
    assert heard[-1].startswith("1 of ")
    type_text(sample, "zzz")
    assert heard[-1] == "Nothing found"


def test_what_the_palette_marks_is_said(sample: Window, heard: list[str]) -> None:
    sample.show_palette()
    opened = sample.findChild(palette.Palette)
    assert opened is not None
    QTest.keyClicks(opened.query, "gaps")
    assert heard[-1] == "Gaps"
    opened.close()
