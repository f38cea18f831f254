"""The app-data folder is deleted under an open window: it is told, and nothing is lost."""

import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop import notices, saving, watching
from desktop.window import Window
from tests.desktop.conftest import Answers
from tests.desktop.looking import CTRL, Press, offer_of, status_of, texts, type_text
from workshop.session import Session
from workshop.store.recovery import orphans
from workshop.store.vetting import check_file
from workshop.store.writer import open_writer

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows lets nobody delete a file that is open"
)

AGAIN = "Safe on this laptop again after its folder was removed · "


@pytest.fixture
def _seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only changes look at the working copy."""
    monkeypatch.setattr(watching, "PAUSE", 3_600_000)


@pytest.fixture
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "PAUSE", 20)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []

    def say(_widget: QWidget, sentence: str) -> None:
        said.append(sentence)

    for part in (notices, saving):
        monkeypatch.setattr(part, "say", say)
    return said


def _left_when_killed(home: Path) -> list[str]:
    """The cards that the next start finds when the process is killed now."""
    then = home.with_name("then")
    shutil.copytree(home, then)
    (left,) = orphans(then)
    session = Session.recover(left.folder, then, open_writer)
    cards = [card.text for card in session.board.in_tree_order()]
    session.close()
    return cards


@pytest.mark.usefixtures("_often")
def test_it_is_made_again_while_people_think(
    blank: Window, qtbot: QtBot, heard: list[str], tmp_path: Path
) -> None:
    type_text(blank, "One")
    QTest.keyClick(blank.focusWidget(), Qt.Key.Key_Return)
    shutil.rmtree(tmp_path / "home")
    qtbot.waitUntil(lambda: status_of(blank) == AGAIN + "No file yet")
    assert heard == [AGAIN + "No file yet"]
    assert "One" in _left_when_killed(tmp_path / "home")


@pytest.mark.usefixtures("_seldom")
def test_a_change_finds_it_gone(
    blank: Window, press: Press, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    answers.to_write = tmp_path / "kickoff.whyboard"
    press(blank, Qt.Key.Key_S, CTRL)
    shutil.rmtree(tmp_path / "home")
    type_text(blank, "One")
    press(blank, Qt.Key.Key_Return)
    assert status_of(blank) == AGAIN + "File follows"
    press(blank, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: status_of(blank).startswith(AGAIN + "File up to date"))
    blank.close()
    board = check_file(answers.to_write).board
    assert "One" in [card.text for card in board.cards.values()]
    assert not any((tmp_path / "home" / "open").iterdir())


@pytest.mark.usefixtures("_seldom")
def test_while_it_can_not_be_made_people_are_asked_to_save_a_copy(
    blank: Window, press: Press, answers: Answers, tmp_path: Path
) -> None:
    type_text(blank, "One")
    press(blank, Qt.Key.Key_Return)
    press(blank, Qt.Key.Key_Escape)
    cards = texts(blank)
    home = (tmp_path / "home").rename(tmp_path / "moved")
    (tmp_path / "home").write_text("in the way")
    blank.close()
    assert blank.isVisible()
    press(blank, Qt.Key.Key_Return)
    type_text(blank, "Two")
    for _ in range(2):
        press(blank, Qt.Key.Key_Return)
        assert blank.banner.isVisible()
        assert "Your work is in this window only: save a copy" in blank.banner.words
        assert "Whyboard's copy on this laptop" in blank.banner.words
        assert str(tmp_path) not in blank.banner.words
        blank.banner.hide()
    assert status_of(blank) == "Not safe on this laptop: save a copy · No file yet"
    blank.close()
    assert blank.isVisible()
    assert texts(blank) == cards
    answers.to_write = tmp_path / "copy.whyboard"
    QTest.mouseClick(offer_of(blank.banner, "Save a copy…"), Qt.MouseButton.LeftButton)
    assert [c.text for c in check_file(answers.to_write).board.in_tree_order()] == cards
    (tmp_path / "home").unlink()
    home.rename(tmp_path / "home")
    # What was typed is still there.
    press(blank, Qt.Key.Key_Return)
    assert texts(blank) == [*cards, "Two"]
    assert status_of(blank) == AGAIN + "No file yet"
    assert not blank.banner.isVisible()


def test_a_closed_workshop_is_watched_no_longer(blank: Window) -> None:
    assert blank.workshop is not None
    watch = blank.workshop.saving.findChild(watching.Watch)
    assert watch is not None
    before = watch._timer.isActive()
    blank.workshop.let_go()
    assert (before, watch._timer.isActive()) == (True, False)
    blank.workshop = None
