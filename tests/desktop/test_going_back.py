"""Earlier images: listed with what changed, looked at beside what is now, and gone back to."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.going_back import ImageList
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
    workspace_of,
)
from workshop.store.recovery import orphans
from workshop.store.vetting import check_file


def _save(window: Window) -> None:
    """Write the file and wait for it."""
    assert window.workshop is not None
    saving = window.workshop.saving
    assert isinstance(saving, Saving)
    saving.save()
    saving.publisher.settle()


@pytest.fixture
def worked(blank: Window, press: Press, answers: Answers, tmp_path: Path) -> Window:
    """A workshop in a file with two earlier images: with one card, and with two."""
    answers.to_write = tmp_path / "kickoff.whyboard"
    type_text(blank, "First")
    press(blank, Qt.Key.Key_Escape)
    _save(blank)
    press(blank, Qt.Key.Key_Return)
    type_text(blank, "Second")
    press(blank, Qt.Key.Key_Escape)
    _save(blank)
    press(blank, Qt.Key.Key_Return)
    type_text(blank, "Third")
    press(blank, Qt.Key.Key_Escape)
    return blank


def _images(window: Window) -> ImageList:
    window.menu_actions["go_back"].trigger()
    found = [d for d in window.findChildren(ImageList) if d.isVisible()]
    assert len(found) == 1
    return found[0]


def _choose(images: ImageList, row: int, words: str) -> None:
    images.list.setCurrentRow(row)
    button = next(b for b in images.findChildren(QPushButton) if b.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_images_are_listed_with_what_changed(worked: Window) -> None:
    images = _images(worked)
    told = [images.list.item(n).text() for n in range(images.list.count())]
    assert [line.startswith("today at ") for line in told] == [True, True]
    assert "Second" in told[0]
    assert "First" in told[1]
    assert "Third" not in "".join(told)
    assert not images.isModal()


def test_a_list_that_is_asked_for_again_is_the_only_one_and_has_the_newest_image(
    worked: Window,
) -> None:
    former = _images(worked)
    _save(worked)
    images = _images(worked)
    assert images is not former
    assert images.list.count() == 3


def test_going_back_is_a_change_that_can_be_undone(worked: Window, press: Press) -> None:
    _choose(_images(worked), 1, "Go back to it")
    assert texts(worked) == ["First"]
    assert "again as it was" in worked.toast.words
    press(worked, Qt.Key.Key_Z, CTRL)
    assert texts(worked) == ["First", "Second", "Third"]


def test_an_image_is_looked_at_beside_what_is_now(worked: Window, services: Services) -> None:
    _choose(_images(worked), 0, "Look at it")
    other = services.windows[-1]
    assert other is not worked
    assert texts(other) == ["First", "Second"]
    assert status_of(other) == "For reading only"
    assert "how it was, today" in other.banner.words
    canvas = workspace_of(other).canvas
    canvas.select(board_of(other).by_ref["G1"])
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert "reading only" in other.toast.words
    assert texts(other) == ["First", "Second"]
    assert not other.menu_actions["go_back"].isEnabled()
    assert not other.menu_actions["forget"].isEnabled()
    QTest.mouseClick(offer_of(other.banner, "Go back to this"), Qt.MouseButton.LeftButton)
    assert texts(worked) == ["First", "Second"]
    other.close()
    assert services.windows == [worked]


def test_a_copy_of_what_is_for_reading_can_be_saved(
    worked: Window, services: Services, answers: Answers, tmp_path: Path, press: Press
) -> None:
    _choose(_images(worked), 1, "Look at it")
    other = services.windows[-1]
    answers.to_write = tmp_path / "then"
    press(other, Qt.Key.Key_S, CTRL)
    assert len(check_file(tmp_path / "then.whyboard").board.cards) == 1
    answers.to_write = tmp_path / "nowhere" / "then"
    press(other, Qt.Key.Key_S, CTRL | SHIFT)
    assert "does not exist" in other.toast.words
    link, target = tmp_path / "link.whyboard", tmp_path / "target.whyboard"
    link.symlink_to(target)
    answers.to_write = link
    press(other, Qt.Key.Key_S, CTRL | SHIFT)
    assert link.is_symlink()
    assert len(check_file(target).board.cards) == 1


def test_without_an_image_it_says_so(blank: Window) -> None:
    blank.menu_actions["go_back"].trigger()
    assert "no earlier image" in blank.toast.words
    assert blank.findChildren(ImageList) == []


def test_a_damaged_image_is_one_sentence(worked: Window) -> None:
    images = _images(worked)
    assert worked.workshop is not None
    for snapshot in images._images:
        snapshot.snapshot.file.write_bytes(b"gone")
    _choose(images, 0, "Look at it")
    assert "not a Whyboard workshop" in worked.toast.words
    _choose(_images(worked), 0, "Go back to it")
    assert texts(worked) == ["First", "Second", "Third"]


def test_a_copy_without_history_is_shared(worked: Window, answers: Answers, tmp_path: Path) -> None:
    answers.to_write = tmp_path / "shared"
    worked.menu_actions["share"].trigger()
    assert len(check_file(tmp_path / "shared.whyboard").journal) == 1
    assert "nothing that was deleted" in worked.toast.words
    before = (tmp_path / "kickoff.whyboard").read_bytes()
    answers.to_write = tmp_path / "kickoff"
    worked.menu_actions["share"].trigger()
    assert "another name" in worked.toast.words
    assert (tmp_path / "kickoff.whyboard").read_bytes() == before


def test_every_trace_goes_but_the_file(worked: Window, services: Services, tmp_path: Path) -> None:
    worked.menu_actions["forget"].trigger()
    assert "kickoff.whyboard stays" in worked.banner.words
    QTest.mouseClick(offer_of(worked.banner, "Remove every trace"), Qt.MouseButton.LeftButton)
    assert worked.workshop is None
    assert services.files.recent() == ()
    assert orphans(tmp_path / "home") == []
    left = [file.name for file in (tmp_path / "home").rglob("*") if file.is_file()]
    assert set(left) <= {"settings.ini", "reserve"}
    assert len(check_file(tmp_path / "kickoff.whyboard").board.cards) == 3


def test_a_workshop_that_is_nowhere_else_is_not_forgotten(blank: Window) -> None:
    type_text(blank, "Only here")
    blank.menu_actions["forget"].trigger()
    assert "save it to a file first" in blank.toast.words
    assert blank.workshop is not None


def test_the_history_page_shows_and_goes_back(
    worked: Window, press: Press, start: Callable[[], Window]
) -> None:
    press(worked, Qt.Key.Key_H, CTRL)
    QApplication.processEvents()
    press(worked, Qt.Key.Key_Down)
    QApplication.processEvents()
    button = next(
        b for b in worked.findChildren(QPushButton) if b.text() == "Go back to this point"
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(texts(worked)) == 2
