"""A second start of the program finds the window that has the file open, in whichever process."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QProcess, QProcessEnvironment, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop import doorbell
from desktop.app import open_windows, services_at
from desktop.doorbell import Doorbell, ring
from desktop.services import Services
from desktop.window import Window
from tests.desktop.conftest import Answers
from tests.desktop.looking import CTRL, Press, type_text


def _named(window: Window, press: Press, answers: Answers, file: Path) -> None:
    answers.to_write = file
    type_text(window, "One")
    press(window, Qt.Key.Key_S, CTRL)
    window.warm_up()


def _second_start(home: Path, file: Path, qtbot: QtBot) -> QProcess:
    """Start the program on a file and wait until it ends."""
    process = QProcess()
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("WHYBOARD_HOME", str(home))
    environment.insert("QT_QPA_PLATFORM", "offscreen")
    environment.insert("PYTHONPATH", os.pathsep.join(sys.path))
    process.setProcessEnvironment(environment)
    process.start(sys.executable, ["-P", "-m", "desktop", str(file)])
    qtbot.waitUntil(lambda: process.state() is QProcess.ProcessState.NotRunning, timeout=40_000)
    return process


def test_a_second_start_raises_the_window_and_ends(
    blank: Window, press: Press, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "kickoff.whyboard"
    _named(blank, press, answers, file)
    blank.showMinimized()
    QApplication.processEvents()
    process = _second_start(tmp_path / "home", file, qtbot)
    assert process.exitCode() == 0
    assert not blank.isMinimized()
    assert blank.isActiveWindow()
    assert blank.toast.words == "This workshop is open here."


def test_a_file_that_got_another_name_is_found_by_that(
    blank: Window, press: Press, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "kickoff.whyboard"
    _named(blank, press, answers, file)
    assert blank._rings_for == file
    blank.close()
    QApplication.processEvents()
    assert not ring(tmp_path / "home", file)


def test_without_an_answer_the_person_is_told_and_can_read_it(
    start: Callable[[], Window], services: Services, tmp_path: Path
) -> None:
    session = services.files.new("blank")
    path = services.files.name(session, tmp_path / "kickoff")
    window = start()
    window.opening.open_file(path)
    assert "already open" in window.banner.words
    offered = next(b for b in window.banner.findChildren(QPushButton) if "reading" in b.text())
    QTest.mouseClick(offered, Qt.MouseButton.LeftButton)
    assert window.workshop is not None
    assert window.workshop.is_at(path)
    assert "for reading only" in window.banner.words
    session.close()


def test_a_window_that_listens_a_moment_later_is_found(tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "kickoff.whyboard"
    home = tmp_path / "home"
    code = "import sys, pathlib, desktop.doorbell as bell; print('here', flush=True);"
    code += "print(bell.ring(*map(pathlib.Path, sys.argv[1:])))"
    asking = QProcess()
    asking.start(sys.executable, ["-c", code, str(home), str(file)])
    qtbot.waitUntil(lambda: asking.bytesAvailable() > 0)
    rung: list[bool] = []
    bell = Doorbell(home, file, lambda: rung.append(True), asking)
    qtbot.waitUntil(lambda: asking.state() is QProcess.ProcessState.NotRunning, timeout=20_000)
    assert rung == [True]
    assert b"True" in asking.readAll().data()
    bell.take_down()


_LISTENS_FOR_EVER = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QObject
from desktop.doorbell import Doorbell
application = QCoreApplication([])
bell = Doorbell(Path(sys.argv[1]), Path(sys.argv[2]), print, application)
print("listens", flush=True)
time.sleep(60)
"""


def test_the_socket_of_a_killed_process_is_no_obstacle(tmp_path: Path, qtbot: QtBot) -> None:
    file, home = tmp_path / "kickoff.whyboard", tmp_path / "home"
    command = [sys.executable, "-c", _LISTENS_FOR_EVER, str(home), str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == b"listens\n"
        killed.kill()
    rung: list[bool] = []
    asking = QProcess()
    bell = Doorbell(home, file, lambda: rung.append(True), asking)
    code = "import sys, pathlib, desktop.doorbell as bell;"
    code += "sys.exit(not bell.ring(*map(pathlib.Path, sys.argv[1:])))"
    asking.start(sys.executable, ["-c", code, str(home), str(file)])
    qtbot.waitUntil(lambda: asking.state() is QProcess.ProcessState.NotRunning, timeout=20_000)
    assert (asking.exitCode(), rung) == (0, [True])
    bell.take_down()


def test_a_process_that_hangs_is_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    file, home = tmp_path / "kickoff.whyboard", tmp_path / "home"
    monkeypatch.setattr(doorbell, "_PATIENCE", 200)
    command = [sys.executable, "-c", _LISTENS_FOR_EVER, str(home), str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as hanging:
        assert hanging.stdout is not None
        assert hanging.stdout.readline() == b"listens\n"
        assert not ring(home, file)
        assert hanging.poll() is None
        hanging.kill()


def test_the_first_window_stays_hidden_when_another_process_shows_the_file(
    services: Services, tmp_path: Path
) -> None:
    session = services.files.new("blank")
    path = services.files.name(session, tmp_path / "kickoff")
    rung: list[Path] = []
    ours = replace(
        services_at(tmp_path / "home"),
        ring=lambda p: not rung.append(p),  # type: ignore[func-returns-value]
    )
    first = open_windows(ours, [str(path)])
    assert (first.isVisible(), rung) == (False, [path])
    first.close()
    session.close()


def test_listening_is_not_imported_at_the_start() -> None:
    code = "import sys, desktop.app; sys.exit('PySide6.QtNetwork' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
