"""A damaged, protected or newer file: there is always a way on, and it is never touched."""

import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.going_back import when_text
from desktop.services import Services
from desktop.window import Window
from tests.desktop.looking import board_of, offer_of, status_of, type_text
from workshop.commands.cards import add_card
from workshop.session import Session
from workshop.store.errors import StorageError, Trouble
from workshop.store.snapshots import forget_snapshots
from workshop.store.working_copy import WorkingCopy
from workshop.vocabulary import Kind

PAGE = 4096


@pytest.fixture
def file(services: Services, tmp_path: Path) -> Path:
    """The sample workshop in a file, with an earlier image."""
    session = services.files.new("sample")
    path = services.files.name(session, tmp_path / "kickoff")
    session.close()
    return path


def _damage(file: Path) -> bytes:
    content = bytearray(file.read_bytes())
    content[:PAGE] = bytes(PAGE)
    file.write_bytes(content)
    return bytes(content)


def _offered(window: Window) -> list[str]:
    return [b.text() for b in window.banner.findChildren(QPushButton, "offer") if b.isVisible()]


def _forget_images(services: Services, file: Path, tmp_path: Path) -> None:
    session = services.files.open(file)
    forget_snapshots(tmp_path / "home", session.doc_id)
    session.close(publish=False)


def test_a_damaged_file_offers_the_newest_image_and_what_can_be_read(
    start: Callable[[], Window], file: Path, qtbot: QtBot
) -> None:
    content = _damage(file)
    window = start()
    window.opening.open_file(file)
    assert "its beginning can't be read. The file is left as it is." in window.banner.words
    first, second = _offered(window)
    assert first.startswith("Open how it was, today at ")
    assert second == "Save what can be read"
    QTest.mouseClick(offer_of(window.banner, first), Qt.MouseButton.LeftButton)
    assert window.workshop is not None
    assert "in the new file kickoff (restored" in window.toast.words
    assert len(board_of(window).cards) > 10
    assert file.read_bytes() == content


def test_a_damaged_image_is_passed_over_for_an_older_one(
    start: Callable[[], Window], file: Path, services: Services
) -> None:
    session = services.files.open(file)
    session.run(add_card, kind=Kind.OUTCOME, text="Newest")
    session.file.publish()
    newest, older = session.snapshots()
    session.close()
    newest.file.write_bytes(newest.file.read_bytes()[:-1])
    _damage(file)
    window = start()
    window.opening.open_file(file)
    assert _offered(window)[0] == f"Open how it was, {when_text(older)}"


def test_images_are_found_for_a_damaged_file_that_was_moved(
    start: Callable[[], Window], file: Path, tmp_path: Path
) -> None:
    (tmp_path / "desk").mkdir()
    moved = file.rename(tmp_path / "desk" / "copy of it.whyboard")
    moved.write_bytes(moved.read_bytes()[:-1])
    window = start()
    window.opening.open_file(moved)
    first, _ = _offered(window)
    QTest.mouseClick(offer_of(window.banner, first), Qt.MouseButton.LeftButton)
    assert "in the new file copy of it (restored" in window.toast.words
    assert len(board_of(window).cards) > 10


def test_what_is_left_of_a_file_that_is_gone_is_offered(
    start: Callable[[], Window], file: Path, services: Services
) -> None:
    session = services.files.open(file)
    session.run(add_card, kind=Kind.OUTCOME, text="Not published")
    session._copy.close()
    file.unlink()
    window = start()
    window.opening.open_file(file)
    assert window.banner.words == f"There is no file {file}."
    left, image = _offered(window)
    assert image.startswith("Open how it was, today at ")
    QTest.mouseClick(offer_of(window.banner, left), Qt.MouseButton.LeftButton)
    assert "Not published" in [card.text for card in board_of(window).cards.values()]
    window.close()
    assert file.is_file()


def test_what_can_be_read_is_saved_in_a_new_file_with_its_count(
    start: Callable[[], Window], file: Path, services: Services, tmp_path: Path
) -> None:
    whole = services.files.open(file)
    board = whole.board
    whole.close()
    _forget_images(services, file, tmp_path)
    content = _damage(file)
    window = start()
    window.opening.open_file(file)
    assert _offered(window) == ["Save what can be read"]
    button = offer_of(window.banner, "Save what can be read")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.workshop is not None
    assert board_of(window).cards == board.cards
    assert window.workshop.saving.path is not None
    assert window.workshop.saving.path.name.startswith("kickoff (salvaged")
    assert "rows were saved in kickoff (salvaged" in window.toast.words
    assert "without their history" in window.toast.words
    assert file.read_bytes() == content


def test_changes_left_on_this_laptop_come_first(
    start: Callable[[], Window], file: Path, services: Services
) -> None:
    session = services.files.open(file)
    session.run(add_card, kind=Kind.OUTCOME, text="Not published")
    session._copy.close()
    content = _damage(file)
    window = start()
    window.opening.open_file(file)
    first = _offered(window)[0]
    assert first == "Go on with the copy on this laptop"
    QTest.mouseClick(offer_of(window.banner, first), Qt.MouseButton.LeftButton)
    assert "Not published" in [card.text for card in board_of(window).cards.values()]
    window.close()
    assert file.read_bytes() == content
    assert len(list(file.parent.glob("kickoff (conflict*.whyboard"))) == 1


def test_a_salvage_that_can_not_be_saved_beside_has_no_file_yet(
    start: Callable[[], Window],
    file: Path,
    services: Services,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _forget_images(services, file, tmp_path)
    _damage(file)
    window = start()
    window.opening.open_file(file)

    def full(_session: Session, _path: Path, **_given: object) -> None:
        raise StorageError(Trouble.DISK_FULL, path="salvaged")

    monkeypatch.setattr(Session, "name_file", full)
    button = offer_of(window.banner, "Save what can be read")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "a workshop without a file" in window.toast.words
    assert "No file yet" in status_of(window)
    found = board_of(window)
    window.close()
    (left,) = services.files.unfinished()
    session = services.files.resume(left)
    assert session.board == found
    session.close()


def _damaged_copy(session: Session) -> None:
    """What a power cut on a bad disk may leave."""
    work = session._copy.database
    session._copy.close()
    content = bytearray(work.read_bytes())
    content[:100] = bytes(100)
    work.write_bytes(content)


def test_what_a_damaged_copy_held_can_be_saved_beside_the_file(
    start: Callable[[], Window], file: Path, services: Services
) -> None:
    session = services.files.open(file)
    session.run(add_card, kind=Kind.OUTCOME, text="Not published")
    _damaged_copy(session)
    window = start()
    window.opening.open_file(file)
    assert "was damaged, so the file was opened as it is" in window.banner.words
    assert "Not published" not in [card.text for card in board_of(window).cards.values()]
    QTest.mouseClick(offer_of(window.banner, "Save what can be read"), Qt.MouseButton.LeftButton)
    other = services.windows[-1]
    assert "Not published" in [card.text for card in board_of(other).cards.values()]
    assert "rows were saved in kickoff (salvaged" in other.toast.words
    assert "with the last change of their history" in other.toast.words
    assert services.files.unfinished() == []


def test_a_damaged_copy_waits_on_the_start_screen(
    start: Callable[[], Window], services: Services
) -> None:
    session = services.files.new("sample")
    session.warm_up()
    session.run(add_card, kind=Kind.OUTCOME, text="In no file")
    _damaged_copy(session)
    window = start()
    (row,) = [b for b in window.findChildren(QPushButton) if b.property("orphan")]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert window.banner.words == (
        "The copy of a workshop without a file on this laptop is damaged."
    )
    QTest.mouseClick(offer_of(window.banner, "Save what can be read"), Qt.MouseButton.LeftButton)
    assert "In no file" in [card.text for card in board_of(window).cards.values()]
    assert "a workshop without a file" in window.toast.words
    window.close()
    (left,) = services.files.unfinished()
    assert not left.is_damaged


def test_a_damaged_copy_of_which_nothing_is_left_is_one_sentence(
    start: Callable[[], Window], services: Services, tmp_path: Path
) -> None:
    session = services.files.new("sample")
    session.warm_up()
    folder, work = session.folder, session._copy.database
    session._copy.close()
    work.write_bytes(bytes(9_000))
    window = start()
    assert not [b for b in window.findChildren(QPushButton) if b.property("orphan")]
    window.opening.salvage(folder)
    assert window.toast.words == "Nothing of the damaged copy can be read."


def test_a_file_of_which_nothing_is_left_is_one_sentence(
    start: Callable[[], Window], tmp_path: Path
) -> None:
    empty = tmp_path / "empty.whyboard"
    empty.write_bytes(b"")
    window = start()
    window.opening.open_file(empty)
    assert not window.banner.isVisible()
    assert "is not a Whyboard workshop" in window.toast.words


def test_a_protected_file_is_opened_for_reading_only(
    start: Callable[[], Window], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = file.read_bytes()
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != file and access(path, mode))
    window = start()
    window.opening.open_file(file)
    assert "open for reading only" in window.banner.words
    assert status_of(window) == "For reading only"
    assert window.has_file(file)
    type_text(window, "x")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    window.close()
    assert file.read_bytes() == content


def test_where_nothing_can_be_kept_a_file_can_still_be_read(
    start: Callable[[], Window], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = start()

    def full(_copy: WorkingCopy, _image: bytes) -> None:
        raise StorageError(Trouble.DISK_FULL, path="work.db")

    monkeypatch.setattr(WorkingCopy, "take", full)
    window.opening.open_file(file)
    assert "The disk is full" in window.banner.words
    QTest.mouseClick(offer_of(window.banner, "Open a copy for reading"), Qt.MouseButton.LeftButton)
    assert window.banner.words == (
        "No change to kickoff.whyboard could be kept now, so it is for reading only."
    )
    assert len(board_of(window).cards) > 10


def test_a_newer_file_is_shown_as_far_as_it_is_understood(
    start: Callable[[], Window], file: Path
) -> None:
    content = bytearray(file.read_bytes())
    content[60:64] = struct.pack(">I", 99)
    file.write_bytes(content)
    window = start()
    window.opening.open_file(file)
    assert "newer Whyboard (format 99)" in window.banner.words
    assert len(board_of(window).cards) > 10
    window.close()
    assert file.read_bytes() == content
