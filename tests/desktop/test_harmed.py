"""The disk gives back something else than was written while people work: they are told in time."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.window import Window
from tests.desktop.conftest import Answers
from tests.desktop.looking import CTRL, Press, offer_of, status_of, texts, type_text
from workshop.session import Session
from workshop.store.vetting import check_file


def _harm(window: Window) -> bytes:
    """Overwrite what was typed, which SQLite then reads again; what was there before."""
    assert window.workshop is not None
    session = window.workshop.session
    assert isinstance(session, Session)
    copy = session._copy
    copy.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    before = copy.database.read_bytes()
    with copy.database.open("r+b") as file:
        file.seek(len(before) // 2)
        file.write(b"\xff" * (len(before) // 2))
    copy.connection.execute("PRAGMA shrink_memory")
    return before


@pytest.mark.parametrize("named", [True, False])
def test_a_damaged_working_copy_is_told_before_it_reaches_a_file(
    blank: Window, qtbot: QtBot, press: Press, answers: Answers, tmp_path: Path, named: bool
) -> None:
    answers.to_write = tmp_path / "kickoff.whyboard"
    if named:
        press(blank, Qt.Key.Key_S, CTRL)
    type_text(blank, "One")
    press(blank, Qt.Key.Key_Return)
    press(blank, Qt.Key.Key_Escape)
    sound = answers.to_write.read_bytes() if named else None
    _harm(blank)
    press(blank, Qt.Key.Key_S, CTRL)
    unsafe = "Not safe on this laptop: save a copy · "
    qtbot.waitUntil(lambda: status_of(blank).startswith(unsafe))
    assert blank.banner.words == (
        "Whyboard's copy on this laptop is damaged: the disk does not give back what was written. "
        "Your work is in this window only: save a copy to be safe."
    )
    files = {file: file.read_bytes() for file in tmp_path.glob("*.whyboard")}
    assert files == ({answers.to_write: sound} if named else {})
    answers.to_write = tmp_path / "copy.whyboard"
    QTest.mouseClick(offer_of(blank.banner, "Save a copy…"), Qt.MouseButton.LeftButton)
    assert [c.text for c in check_file(answers.to_write).board.in_tree_order()] == texts(blank)


def test_a_damaged_working_copy_is_told_before_the_only_sound_one_is_closed(
    blank: Window, press: Press
) -> None:
    type_text(blank, "One")
    press(blank, Qt.Key.Key_Return)
    press(blank, Qt.Key.Key_Escape)
    _harm(blank)
    blank.close()
    assert blank.isVisible()
    assert blank.banner.words.endswith("Your work is in this window only: save a copy to be safe.")
    QTest.mouseClick(offer_of(blank.banner, "Close anyway"), Qt.MouseButton.LeftButton)
    assert not blank.isVisible()


def test_a_disk_that_gives_it_back_again_is_told_too(
    blank: Window, qtbot: QtBot, press: Press, answers: Answers, tmp_path: Path
) -> None:
    answers.to_write = tmp_path / "kickoff.whyboard"
    press(blank, Qt.Key.Key_S, CTRL)
    type_text(blank, "One")
    press(blank, Qt.Key.Key_Return)
    press(blank, Qt.Key.Key_Escape)
    before = _harm(blank)
    press(blank, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: status_of(blank).startswith("Not safe"))
    assert blank.workshop is not None
    session = blank.workshop.session
    assert isinstance(session, Session)
    session._copy.database.write_bytes(before)
    session._copy.connection.execute("PRAGMA shrink_memory")
    press(blank, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: status_of(blank).startswith("Safe on this laptop · File up to date"))
    assert not blank.banner.isVisible()
    assert [c.text for c in check_file(answers.to_write).board.in_tree_order()] == texts(blank)
