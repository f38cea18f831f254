"""How the application starts, and what it does when it is wrong."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop import crash
from desktop.app import SAMPLE, after_first_frame, open_windows, warm_up
from desktop.services import Services

#: Starts the real program and leaves as soon as it is painted; says what it has loaded by then,
#: whether garbage was looked for, and which of its classes are data classes.
_START = """
import gc, sys
from PySide6.QtWidgets import QApplication
from desktop.__main__ import main

def drawn():
    print(*sorted(sys.modules), gc.isenabled())
    for name, module in sys.modules.items():
        if name.partition(".")[0] in ("desktop", "widgets", "exports", "workshop"):
            for part in vars(module).values():
                if hasattr(part, "__dataclass_fields__"):
                    print("dataclass:" + part.__qualname__)
    QApplication.quit()

sys.exit(main(drawn))
"""
#: What a window is painted without.
_SLOW = {
    *("sqlmodel", "sqlalchemy", "pydantic", "reportlab", "multiprocessing", "babel", "pypdfium2"),
    *("PySide6.QtPrintSupport", "PySide6.QtNetwork"),
}


#: Types on a card without a pause, then has itself stopped as the system stops a program.
_STOPPED = """
import os, signal, sys
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from desktop.app import main

def drawn():
    QTimer.singleShot(0, type_and_stop)

def type_and_stop():
    canvas = QApplication.topLevelWidgets()
    (canvas,) = [c for w in canvas for c in w.findChildren(object, "canvas")]
    canvas.travel.go_first()
    QTest.keyClicks(canvas.focusProxy(), "Half a wo")
    os.kill(os.getpid(), signal.SIGTERM)

sys.exit(main(["--sample"], drawn))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows stops programs without a signal")
def test_the_system_stops_the_program_and_nothing_typed_is_lost(
    tmp_path: Path, services: Services
) -> None:
    home = tmp_path / "home"
    done = subprocess.run(
        [sys.executable, "-c", _STOPPED],
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
        cwd=Path(__file__).parents[2],
        env={"WHYBOARD_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    (left,) = services.files.unfinished()
    session = services.files.resume(left)
    assert session.board.cards[session.board.by_ref["G1"]].text == "Half a wo"
    session.close()


def test_the_window_is_painted_before_anything_slow_is_imported(tmp_path: Path) -> None:
    loaded = _loaded_at_first_frame(tmp_path, "--sample")
    assert not loaded & _SLOW
    assert "False" in loaded, "garbage was looked for"


def test_nothing_that_a_window_needs_is_written_out_and_compiled(tmp_path: Path) -> None:
    """A data class takes as long to make as a small module does; a struct takes a fraction."""
    loaded = _loaded_at_first_frame(tmp_path, "--sample")
    assert "widgets.canvas.canvas" in loaded
    assert not [name for name in loaded if name.startswith("dataclass:")]


def test_a_tree_is_painted_before_the_table_and_scripts_are_imported(
    tmp_path: Path, services: Services
) -> None:
    session = services.files.new("sample")
    path = services.files.name(session, tmp_path / "kickoff")
    session.close()
    others = {*_SLOW, "workshop.scripting", "widgets.table.table", "widgets.table.model"}
    assert not _loaded_at_first_frame(tmp_path, str(path)) & others


def _loaded_at_first_frame(tmp_path: Path, argument: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", _START, argument],
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
        cwd=Path(__file__).parents[2],
        env={"WHYBOARD_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_the_sample_opens_from_the_command_line(services: Services) -> None:
    window = open_windows(services, [SAMPLE])
    assert window.workshop is not None
    assert window.windowTitle().startswith("Hiring marketplace kickoff")


@pytest.mark.parametrize(
    ("name", "words"), [("gone", "There is no file"), ("n" * 300, "File name too long")]
)
def test_a_file_that_is_missing_is_a_sentence_on_the_start_screen(
    services: Services, tmp_path: Path, name: str, words: str
) -> None:
    window = open_windows(services, [str(tmp_path / f"{name}.whyboard")])
    assert window.workshop is None
    assert words in window.toast.words


def test_two_files_get_two_windows(services: Services, tmp_path: Path) -> None:
    names = []
    for name in ("one", "two"):
        session = services.files.new("blank")
        names.append(str(services.files.name(session, tmp_path / name)))
        session.close()
    open_windows(services, names)
    assert [w.has_file(Path(n)) for w, n in zip(services.windows, names, strict=True)] == [True] * 2


def test_the_sample_is_kept_once_the_window_is_idle(services: Services) -> None:
    window = open_windows(services, [SAMPLE])
    assert window.workshop is not None
    assert window.workshop.session.seq == 0
    warm_up(services)
    assert window.workshop.session.seq == 1


def test_the_first_frame_is_told_once(services: Services, qtbot: QtBot) -> None:
    told: list[int] = []
    window = open_windows(services, [])
    after_first_frame(window, lambda: told.append(1))
    qtbot.waitUntil(lambda: bool(told))
    window.repaint()
    qtbot.wait(20)
    assert told == [1]


def test_a_fault_becomes_a_report_to_copy(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    crash.install()
    try:
        raise RuntimeError("slot went wrong")
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    dialog = next(w for w in qapp.topLevelWidgets() if isinstance(w, crash.CrashReport))
    assert not dialog.isModal()
    copy = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copy report")
    copy.click()
    assert "slot went wrong" in QGuiApplication.clipboard().text()
    assert "PySide6" in QGuiApplication.clipboard().text()
    dialog.close()
    assert "slot went wrong" in capsys.readouterr().err
