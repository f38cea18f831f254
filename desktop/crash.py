"""What happens when the program itself is wrong: a report people can copy, and work goes on.

Every change was committed before it was shown, so nothing has to be rescued here.
"""

import platform
import sys
import traceback
from types import TracebackType

import PySide6
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QVBoxLayout,
)

from widgets.look.words import Label
from workshop.language import text


def install() -> None:
    """Show a report for every exception nobody caught, in a slot or a paint event too."""
    reporter = _Reporter()
    sys.excepthook = reporter.report


def report_of(error: BaseException) -> str:
    """The report as plain text: versions and the traceback."""
    versions = f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, {sys.platform}"
    return f"{versions}\n\n{''.join(traceback.format_exception(error))}"


class CrashReport(QDialog):
    """Says that the work is safe and offers the report to copy."""

    def __init__(self, report: str) -> None:
        super().__init__(None)
        self._report = report
        self.setObjectName("crashReport")
        self.setWindowTitle(text("Something went wrong in Whyboard"))
        said = Label(
            text(
                "Your work is safe: every change was kept before it was shown. You can go on. "
                "With this report the fault can be found."
            )
        )
        said.setWordWrap(True)
        shown = QPlainTextEdit(report)
        shown.setReadOnly(True)
        buttons = QDialogButtonBox()
        copy = buttons.addButton(text("Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy)
        go_on = buttons.addButton(text("Go on"), QDialogButtonBox.ButtonRole.AcceptRole)
        go_on.clicked.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(said)
        layout.addWidget(shown)
        layout.addWidget(buttons)
        self.resize(640, 400)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report)


class _Reporter:
    """One report at a time: a fault in every paint event must not bury the screen."""

    def __init__(self) -> None:
        self._dialog: CrashReport | None = None

    def report(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        sys.__excepthook__(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(130)
        elif self._dialog is None or not self._dialog.isVisible():
            self._dialog = CrashReport(report_of(error))
            self._dialog.show()
