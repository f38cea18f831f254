"""A new workshop asks for the problem first, and never blocks."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.first_card import FirstCard
from desktop.first_question import FirstQuestion
from desktop.window import Window
from tests.desktop.looking import Press, board_of, texts, type_text, workspace_of

Key = Qt.Key
PROBLEM = "Employers answer too late"


@pytest.fixture
def new(start: Callable[[], Window]) -> Window:
    """A window with a new, empty workshop."""
    window = start()
    window.opening.new()
    return window


def question_of(window: Window) -> FirstQuestion:
    return workspace_of(window).question


def test_what_is_typed_first_is_the_problem_and_enter_goes_on_to_the_tree(
    new: Window, press: Press
) -> None:
    assert question_of(new).is_asked
    type_text(new, PROBLEM)
    press(new, Key.Key_Return)
    assert board_of(new).workshop.problem == PROBLEM
    assert not question_of(new).is_asked
    type_text(new, "Jobs are filled")
    press(new, Key.Key_Escape)
    assert texts(new) == ["Jobs are filled"]


def test_escape_leaves_the_question_and_typing_writes_a_card(new: Window, press: Press) -> None:
    press(new, Key.Key_Escape)
    assert not question_of(new).is_asked
    type_text(new, "Jobs are filled")
    press(new, Key.Key_Escape)
    assert texts(new) == ["Jobs are filled"]
    assert board_of(new).workshop.problem == ""


def test_a_click_on_the_tree_keeps_what_is_typed(new: Window, qtbot: QtBot) -> None:
    type_text(new, PROBLEM)
    canvas = workspace_of(new).canvas
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().bottomRight() / 2)
    canvas.setFocus()
    assert board_of(new).workshop.problem == PROBLEM


def test_the_empty_tree_says_how_it_begins_until_a_card_is_written(
    new: Window, press: Press
) -> None:
    said = workspace_of(new).canvas.findChild(FirstCard)
    assert said is not None
    assert not said.isVisible()
    type_text(new, PROBLEM)
    press(new, Key.Key_Return)
    assert said.isVisible()
    assert workspace_of(new).canvas.rect().contains(said.geometry())
    type_text(new, "J")
    assert not said.isVisible()
    press(new, Key.Key_Backspace)
    press(new, Key.Key_Escape)
    assert said.isVisible()
    type_text(new, "Jobs are filled")
    press(new, Key.Key_Escape)
    assert not said.isVisible()
    press(new, Key.Key_Delete)
    assert said.isVisible()


def test_undo_of_the_problem_asks_again(new: Window, press: Press) -> None:
    type_text(new, PROBLEM)
    press(new, Key.Key_Return)
    press(new, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert question_of(new).is_asked
    said = workspace_of(new).canvas.findChild(FirstCard)
    assert said is not None
    assert not said.isVisible()


def test_a_workshop_that_has_something_is_not_asked(sample: Window) -> None:
    assert not question_of(sample).is_asked


def test_half_a_problem_is_safe_from_a_crash(new: Window, qtbot: QtBot) -> None:
    type_text(new, "Employers ans")
    assert new.workshop is not None
    session = new.workshop.session
    qtbot.waitUntil(lambda: session.draft("problem") == "Employers ans")
