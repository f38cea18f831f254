"""A window over a private app-data folder, with answers instead of file dialogs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.app import services_at
from desktop.services import Services
from desktop.window import Window
from tests.front import bring_to_front
from widgets.look.fonts import load_fonts


@dataclass
class Answers:
    """What the person would choose in the file dialogs; `asked` is what was suggested."""

    to_open: Path | None = None
    to_write: Path | None = None
    asked: list[str] = field(default_factory=list)
    begun_in: list[Path] = field(default_factory=list)

    def file_to_open(self) -> Path | None:
        return self.to_open

    def file_to_write(self, question: str, name: str, suffix: str) -> Path | None:
        self.asked.append(name)
        return self.to_write

    def begin_in(self, folder: Path) -> None:
        self.begun_in.append(folder)


@pytest.fixture
def answers() -> Answers:
    """Answers to file dialogs, to be set by the test."""
    return Answers()


@pytest.fixture
def services(qapp: object, tmp_path: Path, answers: Answers) -> Iterator[Services]:
    """The real services, in a private folder."""
    load_fonts()
    made = replace(services_at(tmp_path / "home"), ask=lambda _window: answers)
    yield made
    for window in list(made.windows):
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def start(services: Services, qtbot: QtBot) -> Callable[[], Window]:
    """Makes windows that are shown and active."""

    def shown() -> Window:
        window = Window(services)
        window.show_welcome()
        bring_to_front(qtbot, window)
        return window

    return shown


@pytest.fixture
def sample(services: Services, qtbot: QtBot) -> Window:
    """A window with the sample workshop, as the program starts with a file."""
    window = Window(services)
    window.opening.new_sample()
    bring_to_front(qtbot, window)
    return window


@pytest.fixture
def blank(services: Services, qtbot: QtBot) -> Window:
    """A window with an empty workshop whose first question was put off."""
    window = Window(services)
    window.opening.new()
    bring_to_front(qtbot, window)
    assert window.workshop is not None
    QTest.keyClick(window.workshop.workspace.question.field, Qt.Key.Key_Escape)
    return window


@pytest.fixture
def press() -> Callable[..., None]:
    """Presses a key on whatever part of the window has the focus."""

    def pressed(
        window: QWidget,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        focus: QWidget | None = window.focusWidget()
        QTest.keyClick(window if focus is None else focus, key, modifiers)

    return pressed
