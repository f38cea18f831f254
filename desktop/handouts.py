"""What leaves the program: exports and prints of one open workshop.

Owns the export under way and what is said about it; starting a process or a printer is injected,
because both are too slow to import before the window is shown.
"""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QUrl, Signal, SignalInstance
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop.asking import Ask
from desktop.export_result import Crashed, NotWritten, Result, Written
from desktop.naming import suggested_name, with_suffix
from desktop.notices import Offer, Toast
from exports.writing import Format
from widgets.document import Document
from workshop.board import Board
from workshop.language import text
from workshop.store.errors import StorageError, Trouble
from workshop.words.codes import title_of, trouble_text


class Writing(Protocol):
    """An export under way."""

    @property
    def ended(self) -> SignalInstance:
        """Emitted with the `Result`."""

    @property
    def cancelled(self) -> SignalInstance:
        """Emitted when it was stopped."""

    def cancel(self) -> None:
        """Stop it."""


StartExport = Callable[[Board, Path, Format, QObject], Writing]
PrintPdf = Callable[[Path, QWidget], bool]


class Handouts(QObject):
    """Exports and prints, one at a time.

    Signals:
        working(str): what is being written; empty when nothing is.
        committing(): what is being typed must be kept now.
    """

    working = Signal(str)
    committing = Signal()

    def __init__(
        self,
        document: Document,
        ask: Ask,
        toast: Toast,
        start: StartExport,
        print_pdf: PrintPdf,
    ) -> None:
        super().__init__(toast)
        self._document = document
        self._ask = ask
        self._toast = toast
        self._start = start
        self._print_pdf = print_pdf
        self._writing: Writing | None = None

    def export(self, form: Format, question: str) -> None:
        """Write a file in this format, to where the person says; `question` is the dialog's."""
        if self._writing is not None:
            return
        self.committing.emit()
        title = title_of(self._document.board.workshop)
        path = self._ask.file_to_write(question, suggested_name(title, form.value), form.value)
        if path is not None:
            self._write(with_suffix(path, form.value), form)

    def _write(self, target: Path, form: Format) -> None:
        if self._writing is not None:
            return
        words = text("Writing {file}…").format(file=target.name)
        writing = self._begin(target, form, words)
        writing.ended.connect(lambda result: self._tell(result, target, form))

    def print_pages(self) -> None:
        """Print the handout."""
        if self._writing is None:
            self.committing.emit()
            folder = tempfile.TemporaryDirectory(prefix="whyboard-")
            target = Path(folder.name) / "handout.pdf"
            writing = self._begin(target, Format.PDF, text("Preparing the pages…"))
            writing.ended.connect(lambda result: self._print(result, target, folder))
            writing.cancelled.connect(folder.cleanup)

    def cancel(self) -> None:
        """Stop what is being written."""
        if self._writing is not None:
            self._writing.cancel()

    def _begin(self, target: Path, form: Format, words: str) -> Writing:
        writing = self._start(self._document.board, target, form, self)
        writing.ended.connect(self._end)
        writing.cancelled.connect(self._end)
        self._writing = writing
        self.working.emit(words)
        return writing

    def _end(self, *_result: object) -> None:
        self._writing = None
        self.working.emit("")

    def _tell(self, result: Result, target: Path, form: Format) -> None:
        if isinstance(result, Written):
            self._toast.say(_written_words(result, target), self._offers(target))
        else:
            again = (text("Try again"), partial(self._write, target, form))
            self._say_failure(result, target.name, (again,))

    def _offers(self, target: Path) -> tuple[Offer, ...]:
        return (
            (text("Open"), partial(self._show, target)),
            (text("Show in folder"), partial(self._show, target.parent)),
        )

    def _show(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._toast.say(text("No program here opens {path}.").format(path=path))

    def _print(
        self, result: Result, target: Path, folder: "tempfile.TemporaryDirectory[str]"
    ) -> None:
        with folder:
            if not isinstance(result, Written):
                self._say_failure(result, text("The handout"))
                return
            window = self._toast.window()
            if self._print_pdf(target, window):
                self._toast.say(text("Sent to the printer."))

    def _say_failure(
        self, result: NotWritten | Crashed, name: str, offers: tuple[Offer, ...] = ()
    ) -> None:
        if isinstance(result, Crashed):
            raise RuntimeError(result.report)
        self._toast.say(_failure_words(result, name), offers)


def _failure_words(result: NotWritten, name: str) -> str:
    if result.code is Trouble.FILE_HELD:
        # Nothing tries an export again by itself, as it does the workshop's file.
        words = text("{file} is open in another program: close it there and try again.")
        return words.format(file=name)
    return trouble_text(StorageError(result.code, path=name, reason=result.reason))


def _written_words(result: Written, target: Path) -> str:
    words = text("{file} is written.").format(file=target.name)
    if not result.unsupported:
        return words
    missing = " ".join(result.unsupported[:12])
    return words + " " + text("No bundled font shows {characters}.").format(characters=missing)
