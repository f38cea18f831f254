"""The machine goes to sleep: the file is written first."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import SLOT, QObject, Qt, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

from desktop.app import publish_all
from desktop.services import Services
from desktop.sleeping import LOGIND, Sleeping
from desktop.window import Window
from tests.desktop.conftest import Answers
from tests.desktop.looking import CTRL, Press, status_of, type_text


class _Ear(QObject):
    """Hears what is announced, after what listened before."""

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self.heard: list[bool] = []
        bus.connect(*LOGIND, self, SLOT("hear(bool)"))  # type: ignore[call-overload]

    @Slot(bool)
    def hear(self, begins: bool) -> None:
        self.heard.append(begins)


@pytest.fixture
def address() -> Iterator[str]:
    """A private message bus."""
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("this machine has no message bus")
    command = [program, "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().decode().strip()
        for name in ("logind", "whyboard"):
            QDBusConnection.disconnectFromBus(name)
        daemon.terminate()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only logind tells Qt")
def test_files_are_written_when_the_machine_is_about_to_sleep(
    qtbot: QtBot, qapp: QObject, address: str
) -> None:
    logind = QDBusConnection.connectToBus(address, "logind")
    assert logind.registerService(LOGIND[0])
    bus = QDBusConnection.connectToBus(address, "whyboard")
    written: list[str] = []
    sleeping = Sleeping(bus, lambda: written.append("now"), qapp)
    ear = _Ear(bus)
    for begins in (False, True, False):
        said = QDBusMessage.createSignal(*LOGIND[1:])
        said.setArguments([begins])
        assert logind.send(said)
    qtbot.waitUntil(lambda: ear.heard == [False, True, False])
    assert written == ["now"]
    sleeping.deleteLater()


def test_every_window_s_file_is_written(
    blank: Window, services: Services, qtbot: QtBot, press: Press, answers: Answers, tmp_path: Path
) -> None:
    answers.to_write = tmp_path / "kickoff.whyboard"
    press(blank, Qt.Key.Key_S, CTRL)
    type_text(blank, "One")
    press(blank, Qt.Key.Key_Escape)
    assert "File follows" in status_of(blank)
    publish_all(services)
    qtbot.waitUntil(lambda: "File up to date" in status_of(blank), timeout=1_000)
