"""Opening, saving and closing workshops in the window: nothing is ever lost."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.files import Files
from desktop.saving import Saving
from desktop.services import Services
from desktop.window import Window
from tests.desktop.conftest import Answers
from tests.desktop.looking import (
    CTRL,
    SHIFT,
    Press,
    board_of,
    offer_of,
    status_of,
    texts,
    type_text,
)
from workshop.commands.cards import add_card
from workshop.session import Session
from workshop.store import working_copy
from workshop.store.errors import StorageError, Trouble
from workshop.store.vetting import check_file
from workshop.vocabulary import Kind


def saved_file(files: Files, folder: Path) -> Path:
    session = files.new("sample")
    path = files.name(session, folder / "kickoff")
    session.close()
    return path


def drop(window: Window, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, none)
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted() == (path.suffix == ".whyboard")
    dropped = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, none)
    QApplication.sendEvent(window, dropped)


def test_the_first_save_names_the_file_and_later_ones_write_it(
    blank: Window, qtbot: QtBot, press: Press, answers: Answers, tmp_path: Path
) -> None:
    answers.to_write = tmp_path / "kickoff"
    assert status_of(blank) == "Safe on this laptop · No file yet"
    type_text(blank, "One")
    press(blank, Qt.Key.Key_S, CTRL)
    assert (tmp_path / "kickoff.whyboard").is_file()
    assert answers.asked == ["Untitled workshop.whyboard"]
    assert "File up to date" in status_of(blank)
    press(blank, Qt.Key.Key_Return)
    type_text(blank, "Two")
    press(blank, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: "File up to date" in status_of(blank))
    assert len(answers.asked) == 1


def test_saving_what_is_being_typed(
    blank: Window, press: Press, answers: Answers, tmp_path: Path, services: Services
) -> None:
    answers.to_write = tmp_path / "kickoff.whyboard"
    type_text(blank, "Half a sent")
    press(blank, Qt.Key.Key_S, CTRL)
    blank.close()
    session = services.files.open(tmp_path / "kickoff.whyboard")
    assert [card.text for card in session.board.cards.values()] == ["Half a sent"]
    session.close()


def test_closing_publishes_what_the_file_lacks(
    blank: Window, press: Press, answers: Answers, tmp_path: Path, services: Services
) -> None:
    answers.to_write = tmp_path / "kickoff.whyboard"
    press(blank, Qt.Key.Key_S, CTRL)
    type_text(blank, "Last words")
    blank.close()
    assert not blank.isVisible()
    session = services.files.open(tmp_path / "kickoff.whyboard")
    assert [card.text for card in session.board.cards.values()] == ["Last words"]
    assert session.recovered == 0
    session.close()


def test_a_file_that_can_not_be_written_keeps_the_window_open_once(
    blank: Window, press: Press, answers: Answers, tmp_path: Path, services: Services
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    answers.to_write = folder / "kickoff.whyboard"
    press(blank, Qt.Key.Key_S, CTRL)
    (folder / "kickoff.whyboard").unlink()
    folder.rmdir()
    type_text(blank, "Not lost")
    blank.close()
    assert blank.isVisible()
    assert "safe on this laptop" in blank.banner.words
    QTest.mouseClick(offer_of(blank.banner, "Close anyway"), Qt.MouseButton.LeftButton)
    assert not blank.isVisible()
    assert [orphan.commands for orphan in services.files.unfinished()] == [1]


def test_an_unnamed_workshop_waits_on_the_start_screen(
    blank: Window, start: Callable[[], Window]
) -> None:
    type_text(blank, "Not lost")
    blank.close()
    again = start()
    rows = [b for b in again.findChildren(QPushButton) if b.property("orphan")]
    assert len(rows) == 1
    QTest.mouseClick(rows[0], Qt.MouseButton.LeftButton)
    assert texts(again) == ["Not lost"]


def test_an_untouched_sample_leaves_nothing_behind(sample: Window, services: Services) -> None:
    sample.workshop.session.warm_up()  # type: ignore[union-attr]
    sample.close()
    assert services.files.unfinished() == []


def test_a_broken_file_is_one_sentence_on_the_start_screen(
    start: Callable[[], Window], press: Press, answers: Answers, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.whyboard"
    broken.write_bytes(b"no workshop at all")
    answers.to_open = broken
    window = start()
    press(window, Qt.Key.Key_O, CTRL)
    assert window.workshop is None
    assert window.toast.isVisible()
    assert "is not a Whyboard workshop" in window.toast.words
    assert broken.read_bytes() == b"no workshop at all"


def test_links_in_a_circle_are_one_sentence(start: Callable[[], Window], tmp_path: Path) -> None:
    link = tmp_path / "kickoff.whyboard"
    link.symlink_to(link)
    window = start()
    window.opening.open_file(link)
    assert "can't be read: Too many levels of symbolic links." in window.toast.words


def test_enter_on_the_start_screen_begins_a_workshop(
    start: Callable[[], Window], press: Press
) -> None:
    window = start()
    press(window, Qt.Key.Key_Return)
    type_text(window, "Revenue stands still")
    press(window, Qt.Key.Key_Return)
    type_text(window, "Grow revenue")
    press(window, Qt.Key.Key_Escape)
    assert board_of(window).workshop.problem == "Revenue stands still"
    assert texts(window) == ["Grow revenue"]


def test_a_dropped_file_opens_here_or_in_a_window_of_its_own(
    start: Callable[[], Window], services: Services, tmp_path: Path
) -> None:
    window = start()
    path = saved_file(services.files, tmp_path)
    drop(window, path)
    assert window.has_file(path)
    other = saved_file(services.files, tmp_path / "home")
    drop(window, other)
    assert [w.has_file(other) for w in services.windows] == [False, True]


def test_a_file_that_is_open_already_is_not_opened_twice(
    start: Callable[[], Window], services: Services, tmp_path: Path
) -> None:
    window = start()
    path = saved_file(services.files, tmp_path)
    drop(window, path)
    drop(window, path)
    assert services.windows == [window]
    assert not window.toast.isVisible()


def test_a_copy_changes_nothing_about_the_file(
    blank: Window, press: Press, answers: Answers, tmp_path: Path, services: Services
) -> None:
    answers.to_write = tmp_path / "copy"
    type_text(blank, "One")
    press(blank, Qt.Key.Key_S, CTRL | SHIFT)
    assert status_of(blank) == "Safe on this laptop · No file yet"
    session = services.files.open(tmp_path / "copy.whyboard")
    assert [card.text for card in session.board.cards.values()] == ["One"]
    session.close()


def test_turning_to_another_window_writes_the_file(
    blank: Window,
    qtbot: QtBot,
    press: Press,
    answers: Answers,
    tmp_path: Path,
    start: Callable[[], Window],
) -> None:
    answers.to_write = tmp_path / "kickoff.whyboard"
    press(blank, Qt.Key.Key_S, CTRL)
    type_text(blank, "One")
    press(blank, Qt.Key.Key_Escape)
    assert "File follows" in status_of(blank)
    start()
    qtbot.waitUntil(lambda: "File up to date" in status_of(blank), timeout=1_000)


def test_a_file_that_the_system_can_not_find_out_about_is_refused_in_a_sentence(
    start: Callable[[], Window], tmp_path: Path
) -> None:
    window = start()
    window.opening.open_file(tmp_path / f"{'n' * 300}.whyboard")
    assert "can't be read: File name too long" in window.toast.words


def test_what_could_not_be_kept_is_a_banner_that_offers_a_copy(
    sample: Window, answers: Answers, tmp_path: Path
) -> None:
    answers.to_write = tmp_path / "copy.whyboard"
    assert sample.workshop is not None
    sample.workshop.document.failed.emit(StorageError(Trouble.DISK_FULL, path="work.db"))
    assert "Everything before it is safe" in sample.banner.words
    QTest.mouseClick(offer_of(sample.banner, "Save a copy…"), Qt.MouseButton.LeftButton)
    assert (tmp_path / "copy.whyboard").is_file()


def test_what_could_not_be_kept_is_no_longer_said_once_something_is(sample: Window) -> None:
    assert sample.workshop is not None
    document = sample.workshop.document
    document.failed.emit(StorageError(Trouble.DISK_FULL, path="work.db"))
    said = sample.banner.isVisible()
    document.run(add_card, kind=Kind.OUTCOME, text="Kept")
    assert (said, sample.banner.isVisible()) == (True, False)


def test_a_conflict_is_said_until_the_person_has_read_it(
    blank: Window, qtbot: QtBot, press: Press, answers: Answers, tmp_path: Path
) -> None:
    answers.to_write = tmp_path / "kickoff.whyboard"
    press(blank, Qt.Key.Key_S, CTRL)
    answers.to_write.write_bytes(b"theirs")
    for words in ("One", "Two"):
        type_text(blank, words)
        press(blank, Qt.Key.Key_S, CTRL)
        qtbot.waitUntil(lambda: "File up to date" in status_of(blank))
        assert blank.banner.isVisible()
        assert "Someone else changed the file. Yours is now kickoff (conflict" in blank.banner.words
        press(blank, Qt.Key.Key_Return)


def test_that_the_disk_is_full_is_no_longer_said_once_it_is_not(
    blank: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank.warm_up()
    assert blank.workshop is not None
    saving, session = blank.workshop.saving, blank.workshop.session
    assert isinstance(saving, Saving)
    assert isinstance(session, Session)
    saving._again.setInterval(20)
    usage = shutil.disk_usage(session.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=0))
    session._reserve.give_up()
    saving.note_change()
    assert "Disk full" in status_of(blank)
    monkeypatch.undo()
    qtbot.waitUntil(lambda: status_of(blank) == "Safe on this laptop · No file yet")


def test_that_the_disk_can_not_be_written_is_no_longer_said_once_it_can(
    blank: Window,
    qtbot: QtBot,
    press: Press,
    answers: Answers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert blank.workshop is not None
    saving, session = blank.workshop.saving, blank.workshop.session
    assert isinstance(saving, Saving)
    assert isinstance(session, Session)
    saving._again.setInterval(20)
    type_text(blank, "One")
    press(blank, Qt.Key.Key_Return)
    press(blank, Qt.Key.Key_Escape)
    cards = texts(blank)

    def unopened(path: Path) -> NoReturn:
        raise StorageError(Trouble.WRITE_FAILED, path=str(path), reason="SQLITE_CANTOPEN")

    session._copy.connection.execute("PRAGMA query_only=ON")
    monkeypatch.setattr(working_copy, "connect", unopened)
    press(blank, Qt.Key.Key_Return)
    type_text(blank, "Two")
    press(blank, Qt.Key.Key_Return)
    cannot = "Disk can't be written: no change is kept, all before is safe · "
    assert status_of(blank) == cannot + "No file yet"
    assert blank.banner.words.startswith("The last change was not kept. Whyboard's copy on this")
    assert str(tmp_path) not in blank.banner.words
    assert texts(blank) == cards
    answers.to_write = tmp_path / "copy.whyboard"
    QTest.mouseClick(offer_of(blank.banner, "Save a copy…"), Qt.MouseButton.LeftButton)
    assert [c.text for c in check_file(answers.to_write).board.in_tree_order()] == cards
    monkeypatch.undo()
    qtbot.waitUntil(lambda: status_of(blank) == "Safe on this laptop · No file yet")
    press(blank, Qt.Key.Key_Return)
    assert texts(blank) == [*cards, "Two"]
    assert not blank.banner.isVisible()


def test_the_status_tells_what_is_the_matter(
    blank: Window,
    qtbot: QtBot,
    press: Press,
    answers: Answers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    answers.to_write = folder / "kickoff.whyboard"
    press(blank, Qt.Key.Key_S, CTRL)
    pulled = folder.rename(tmp_path / "pulled")
    type_text(blank, "One")
    press(blank, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: "Waiting for the folder" in status_of(blank))
    assert blank.workshop is not None
    saving, session = blank.workshop.saving, blank.workshop.session
    assert isinstance(saving, Saving)
    pulled.rename(folder)
    saving.publish()
    qtbot.waitUntil(lambda: "File up to date" in status_of(blank))
    assert not blank.banner.isVisible()
    for full, slow, words in (
        (True, False, "Disk full: free some space, nothing is lost · File up to date"),
        (False, True, "Safe on this laptop · slow disk · File up to date"),
    ):
        monkeypatch.setattr(type(session), "is_disk_full", full)
        monkeypatch.setattr(type(session), "is_disk_slow", slow)
        saving.note_change()
        assert status_of(blank).startswith(words)
