"""Exports from the window, through the spawned process."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.asking import FileDialogs
from desktop.export_result import Crashed, NotWritten, Written
from desktop.exporting import Export
from desktop.printing import paint_pages
from desktop.services import Services
from desktop.window import Window
from exports.writing import Format, Paper
from tests.desktop.conftest import Answers
from workshop.board import Board
from workshop.store.errors import Trouble

CTRL = Qt.KeyboardModifier.ControlModifier


class FakeExport(QObject):
    """An export that ends when the test says so."""

    ended = Signal(object)
    cancelled = Signal()

    def cancel(self) -> None:
        self.cancelled.emit()


@pytest.fixture
def started(services: Services) -> list[tuple[FakeExport, Path, Format]]:
    """Exports started in windows of `faked`."""
    return []


@pytest.fixture
def faked(
    services: Services, started: list[tuple[FakeExport, Path, Format]], qtbot: QtBot
) -> Window:
    def start(board: Board, target: Path, form: Format, parent: QObject) -> FakeExport:
        export = FakeExport(parent)
        started.append((export, target, form))
        return export

    window = Window(replace(services, start_export=start))
    window.opening.new_sample()
    with qtbot.waitExposed(window):
        window.show()
    return window


def work_of(window: Window) -> QPushButton:
    cancel = window.findChild(QPushButton, "cancelWork")
    assert cancel is not None
    return cancel


def test_a_pdf_is_written_by_its_key(
    sample: Window, qtbot: QtBot, press: Callable[..., None], answers: Answers, tmp_path: Path
) -> None:
    answers.to_write = tmp_path / "handout"
    press(sample, Qt.Key.Key_E, CTRL)
    assert answers.asked == ["Hiring marketplace kickoff.pdf"]
    assert work_of(sample).isVisible()
    qtbot.waitUntil(sample.toast.isVisible, timeout=30_000)
    assert "handout.pdf is written" in sample.toast.words
    assert not work_of(sample).isVisible()
    pdf = pypdfium2.PdfDocument(tmp_path / "handout.pdf")
    words = pdf[0].get_textpage().get_text_bounded()
    pdf.close()
    assert "Hiring marketplace kickoff" in words


def test_an_export_can_be_cancelled(faked: Window, answers: Answers, tmp_path: Path) -> None:
    answers.to_write = tmp_path / "handout.pdf"
    faked.menu_actions["export_pdf"].trigger()
    QTest.mouseClick(work_of(faked), Qt.MouseButton.LeftButton)
    assert not work_of(faked).isVisible()
    assert not faked.toast.isVisible()


def test_one_export_at_a_time(
    faked: Window, answers: Answers, tmp_path: Path, started: list[FakeExport]
) -> None:
    answers.to_write = tmp_path / "handout.pdf"
    faked.menu_actions["export_pdf"].trigger()
    faked.menu_actions["export_json"].trigger()
    assert len(started) == 1


@pytest.mark.parametrize("form", Format)
def test_every_format_has_an_action(
    faked: Window,
    answers: Answers,
    tmp_path: Path,
    started: list[tuple[FakeExport, Path, Format]],
    form: Format,
) -> None:
    answers.to_write = tmp_path / "kickoff"
    faked.menu_actions[f"export_{form.name.lower()}"].trigger()
    assert answers.asked == [f"Hiring marketplace kickoff{form}"]
    assert [(target, made) for _, target, made in started] == [(tmp_path / f"kickoff{form}", form)]


def test_the_process_writes_a_calendar(qtbot: QtBot, tmp_path: Path) -> None:
    export = Export(Board(), tmp_path / "dates.ics", Format.ICS)
    with qtbot.waitSignal(export.ended, timeout=20_000) as ended:
        pass
    assert ended.args == [Written()]
    assert b"BEGIN:VCALENDAR" in (tmp_path / "dates.ics").read_bytes()


def test_characters_no_font_has_are_named(
    faked: Window,
    answers: Answers,
    tmp_path: Path,
    started: list[tuple[FakeExport, Path, Format]],
) -> None:
    answers.to_write = tmp_path / "handout.pdf"
    faked.menu_actions["export_pdf"].trigger()
    started[0][0].ended.emit(Written(("𓀀",)))
    assert "No bundled font shows 𓀀." in faked.toast.words


def test_what_the_system_refuses_is_said(
    faked: Window,
    answers: Answers,
    tmp_path: Path,
    started: list[tuple[FakeExport, Path, Format]],
) -> None:
    answers.to_write = tmp_path / "handout.pdf"
    faked.menu_actions["export_pdf"].trigger()
    started[0][0].ended.emit(NotWritten("No space left on device"))
    assert faked.toast.words == "handout.pdf could not be written: No space left on device."


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (Trouble.DISK_FULL, "The disk is full: handout.pdf could not be written."),
        (Trouble.NOT_WRITABLE, "handout.pdf can't be written: permission denied."),
        (
            Trouble.FILE_HELD,
            "handout.pdf is open in another program: close it there and try again.",
        ),
    ],
)
def test_a_failure_is_said_in_words_and_can_be_tried_again(
    code: Trouble,
    said: str,
    faked: Window,
    answers: Answers,
    tmp_path: Path,
    started: list[tuple[FakeExport, Path, Format]],
) -> None:
    answers.to_write = tmp_path / "handout.pdf"
    faked.menu_actions["export_pdf"].trigger()
    started[0][0].ended.emit(NotWritten("No such luck", code))
    assert faked.toast.words == said
    again = next(b for b in faked.toast.findChildren(QPushButton) if b.text() == "Try again")
    again.click()
    assert [(target, form) for _, target, form in started] == [(answers.to_write, Format.PDF)] * 2
    started[1][0].ended.emit(Written())
    assert faked.toast.words == "handout.pdf is written."


@pytest.mark.parametrize("opens", [True, False])
@pytest.mark.parametrize("offer", ["Open", "Show in folder"])
def test_what_was_written_is_opened_or_nothing_here_can(
    offer: str,
    opens: bool,
    faked: Window,
    answers: Answers,
    tmp_path: Path,
    started: list[tuple[FakeExport, Path, Format]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return opens

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    answers.to_write = tmp_path / "handout.pdf"
    faked.menu_actions["export_pdf"].trigger()
    started[0][0].ended.emit(Written())
    next(b for b in faked.toast.findChildren(QPushButton) if b.text() == offer).click()
    path = answers.to_write if offer == "Open" else tmp_path
    assert opened == [path.as_posix()]
    assert (faked.toast.words == f"No program here opens {path}.") is not opens
    assert faked.toast.isVisible() is not opens


def test_what_was_written_is_said_on_one_line(
    faked: Window,
    answers: Answers,
    tmp_path: Path,
    started: list[tuple[FakeExport, Path, Format]],
) -> None:
    answers.to_write = tmp_path / "handout.pdf"
    faked.menu_actions["export_pdf"].trigger()
    started[0][0].ended.emit(Written())
    first = faked.toast.height()
    faked.toast.say(faked.toast.words, (("Open", str), ("Show in folder", str)))
    assert first == faked.toast.height()
    open_ = next(b for b in faked.toast.findChildren(QPushButton) if b.text() == "Open")
    assert first <= open_.sizeHint().height() + 24


def test_an_export_begins_beside_the_file_of_the_workshop(
    services: Services, answers: Answers, tmp_path: Path
) -> None:
    folder = tmp_path / "kickoffs"
    folder.mkdir()
    session = services.files.new("sample")
    path = services.files.name(session, folder / "kickoff")
    session.close()
    window = Window(services)
    window.opening.open_file(path)
    assert answers.begun_in == [folder]


def test_a_folder_that_was_chosen_stays(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialogs = FileDialogs(window)
    dialogs.begin_in(tmp_path)
    assert dialogs._folder == str(tmp_path)
    dialogs._chosen(str(tmp_path / "there" / "handout.pdf"))
    dialogs.begin_in(tmp_path)
    assert dialogs._folder == str(tmp_path / "there")


def test_the_handout_goes_to_the_printer_and_leaves_no_file(
    services: Services, started: list[tuple[FakeExport, Path, Format]]
) -> None:
    printed: list[bool] = []

    def start(board: Board, target: Path, form: Format, parent: QObject) -> FakeExport:
        started.append((FakeExport(parent), target, form))
        return started[-1][0]

    def print_pdf(pdf: Path, window: QWidget) -> bool:
        printed.append(pdf.is_file())
        return True

    window = Window(replace(services, start_export=start, print_pdf=print_pdf))
    window.opening.new_sample()
    window.menu_actions["print"].trigger()
    export, target, form = started[0]
    assert form is Format.PDF
    target.write_bytes(b"%PDF")
    export.ended.emit(Written())
    assert printed == [True]
    assert not target.parent.exists()
    assert window.toast.words == "Sent to the printer."


def test_the_process_writes_json(qtbot: QtBot, tmp_path: Path) -> None:
    export = Export(Board(), tmp_path / "board.json", Format.JSON)
    with qtbot.waitSignal(export.ended, timeout=20_000) as ended:
        pass
    assert ended.args == [Written()]
    assert '"format": "whyboard"' in (tmp_path / "board.json").read_text(encoding="utf-8")


def test_the_process_is_told_the_size_of_the_paper(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "handout.pdf"
    export = Export(Board(), path, Format.PDF, paper=Paper.LETTER)
    with qtbot.waitSignal(export.ended, timeout=20_000) as ended:
        pass
    assert ended.args == [Written()]
    document = pypdfium2.PdfDocument(path)
    try:
        assert document[0].get_size() == (612, 792)
    finally:
        document.close()


def test_a_missing_folder_is_a_reason_not_a_crash(qtbot: QtBot, tmp_path: Path) -> None:
    export = Export(Board(), tmp_path / "gone" / "board.json", Format.JSON)
    with qtbot.waitSignal(export.ended, timeout=20_000) as ended:
        pass
    assert ended.args is not None
    assert ended.args[0] == NotWritten("No such file or directory", Trouble.FOLDER_MISSING)


def test_a_process_that_dies_is_reported(qtbot: QtBot, tmp_path: Path) -> None:
    export = Export(Board(), tmp_path / "board.json", Format.JSON)
    export._process.kill()
    with qtbot.waitSignal(export.ended, timeout=20_000) as ended:
        pass
    assert ended.args is not None
    assert isinstance(ended.args[0], Crashed)


def test_a_cancelled_process_leaves_no_file(qtbot: QtBot, tmp_path: Path) -> None:
    export = Export(Board(), tmp_path / "board.json", Format.JSON)
    with qtbot.waitSignal(export.cancelled):
        export.cancel()
    assert list(tmp_path.iterdir()) == []


def test_pages_are_printed_as_the_pdf_shows_them(qapp: object, tmp_path: Path) -> None:
    source = pypdfium2.PdfDocument.new()
    source.new_page(842, 595)
    source.new_page(595, 842)
    source.save(tmp_path / "handout.pdf")
    source.close()
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    assert paint_pages(tmp_path / "handout.pdf", printer)
    paper = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    lying = [page.get_width() > page.get_height() for page in paper]
    paper.close()
    assert lying == [True, False]
