"""Text size is Qt's, read once at its start: what happens on starting again."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.again import everything_scaled
from desktop.app import open_windows
from desktop.saving import Saving
from desktop.services import Services
from desktop.window import Window
from tests.desktop.conftest import Answers
from tests.desktop.looking import ALT, CTRL, Press, offer_of, texts, type_text

Key = Qt.Key


@pytest.fixture
def started() -> list[Sequence[str]]:
    """What the next process would have been given."""
    return []


@pytest.fixture
def services(services: Services, started: list[Sequence[str]]) -> Services:
    """Services that start nothing."""
    return replace(services, start_again=started.append)


def enlarge_and_start_again(window: Window, press: Press) -> None:
    press(window, Key.Key_Equal, ALT)
    QTest.mouseClick(offer_of(window.toast, "Start again now"), Qt.MouseButton.LeftButton)


def test_starting_again_reopens_files_and_workshops_without_one(
    start: Callable[[], Window],
    services: Services,
    press: Press,
    answers: Answers,
    tmp_path: Path,
    started: list[Sequence[str]],
) -> None:
    answers.to_write = tmp_path / "kickoff.whyboard"
    named, unnamed = start(), start()
    for window, words in ((named, "In a file"), (unnamed, "Nowhere yet")):
        window.opening.new()
        press(window, Key.Key_Escape)
        type_text(window, words)
        press(window, Key.Key_Escape)
    press(named, Key.Key_S, CTRL)
    type_text(unnamed, "Half")
    enlarge_and_start_again(unnamed, press)
    assert services.windows == []
    open_windows(services, started[0])
    assert [texts(window) for window in services.windows] == [["In a file"], ["Half"]]
    assert services.settings.text_size == 110


def test_a_new_workshop_nobody_typed_in_is_not_reopened(
    blank: Window, press: Press, started: list[Sequence[str]]
) -> None:
    enlarge_and_start_again(blank, press)
    assert started == [[]]


def test_nothing_is_closed_when_a_file_can_not_be_brought_up_to_date(
    blank: Window,
    services: Services,
    press: Press,
    answers: Answers,
    tmp_path: Path,
    started: list[Sequence[str]],
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    answers.to_write = folder / "kickoff.whyboard"
    press(blank, Key.Key_S, CTRL)
    type_text(blank, "One")
    press(blank, Key.Key_Escape)
    assert blank.workshop is not None
    assert isinstance(blank.workshop.saving, Saving)
    blank.workshop.saving.publisher.settle()
    (folder / "kickoff.whyboard").unlink()
    folder.rmdir()
    enlarge_and_start_again(blank, press)
    assert started == []
    assert services.windows == [blank]
    blank.close()
    blank.close()
    QTest.mouseClick(offer_of(blank.banner, "Close anyway"), Qt.MouseButton.LeftButton)


def test_text_sizes_go_by_steps_and_have_bounds(
    blank: Window, services: Services, press: Press
) -> None:
    for _ in range(20):
        press(blank, Key.Key_Equal, ALT)
    assert services.settings.text_size == 300
    for _ in range(20):
        press(blank, Key.Key_Minus, ALT)
    assert services.settings.text_size == 50
    press(blank, Key.Key_0, ALT)
    assert services.settings.text_size == 100


@pytest.mark.parametrize(("asked", "becomes"), [(None, 1.5), ("2", 3.0), ("nonsense", 1.5)])
def test_the_size_multiplies_what_the_environment_asks_for(
    monkeypatch: pytest.MonkeyPatch, asked: str | None, becomes: float
) -> None:
    monkeypatch.delenv("QT_SCALE_FACTOR", raising=False)
    if asked is not None:
        monkeypatch.setenv("QT_SCALE_FACTOR", asked)
    with everything_scaled(150):
        assert float(os.environ["QT_SCALE_FACTOR"]) == becomes
    assert os.environ.get("QT_SCALE_FACTOR") == asked
