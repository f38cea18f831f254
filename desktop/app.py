"""The composition root: builds the application, its services and its first windows.

The one place of the window's side where imports are deferred: a window is painted before the
database's writer is imported, and exports and printing are imported when somebody asks for them.
"""

import gc
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop import crash
from desktop.actor import actor_name
from desktop.again import everything_scaled, start_again
from desktop.asking import FileDialogs
from desktop.files import Files
from desktop.handouts import Writing
from desktop.heap import give_back_large_blocks
from desktop.late import open_writer, step_from
from desktop.publisher import SHARING
from desktop.recent import Recent
from desktop.services import Services
from desktop.settings import Settings
from desktop.stopping import Stopping
from desktop.window import NAME, WARM_UP_PAUSE, Window
from exports.writing import Format, usual_paper
from widgets.canvas.accessible import make_accessible
from widgets.look.fonts import load_fonts
from widgets.look.look import Appearance
from workshop.board import Board
from workshop.files import is_file
from workshop.store.home import default_home
from workshop.store.recovery import Orphan

if TYPE_CHECKING:
    from desktop.doorbell import Doorbell

#: Instead of a file: a workshop from the sample.
SAMPLE = "--sample"


def main(argv: Sequence[str], drawn: Callable[[], object] | None = None) -> int:
    """Run the application on files, the sample or the start screen; the process's exit code.

    `drawn` is called once the first window is painted; benchmarks use it. Garbage is collected from
    the first pause on.
    """
    with everything_scaled(Settings(default_home()).text_size):
        application = QApplication([NAME, *argv])
    application.setApplicationName(NAME)
    crash.install()
    Stopping(application)
    load_fonts()
    make_accessible()
    services = services_at(default_home())
    window = open_windows(services, application.arguments()[1:])
    if not window.isVisible():
        # Another process has the file open and shows it.
        return 0
    after_first_frame(window, lambda: _settle(services, drawn))
    return application.exec()


def services_at(home: Path) -> Services:
    """The services of an application that keeps its data in `home`."""
    settings = Settings(home)
    return Services(
        files=Files(home, open_writer, step_from, Recent(settings), actor_name()),
        settings=settings,
        appearance=Appearance(settings.scheme),
        ask=FileDialogs,
        start_export=start_export,
        print_pdf=print_pdf,
        start_again=start_again,
        ring=partial(ring, home),
        hang=partial(hang, home),
        windows=[],
    )


def open_windows(services: Services, arguments: Sequence[str]) -> Window:
    """Show what the command line asks for, or the start screen; the first window.

    It stays hidden when another process shows what was asked for.
    """
    first = Window(services)
    for argument in arguments:
        if argument == SAMPLE:
            first.opening.new_sample()
        elif (left := left_at(services, Path(argument))) is not None:
            first.opening.resume(left)
        else:
            first.opening.open_file(Path(argument))
    if first.workshop is None and first.opening.is_shown_elsewhere:
        return first
    if first.workshop is None:
        first.show_welcome()
    first.show()
    return first


def left_at(services: Services, folder: Path) -> Orphan | None:
    """The working copy in a folder, if nobody has it open; the program names one to itself."""
    if is_file(folder):
        return None
    return next((left for left in services.files.unfinished() if left.folder == folder), None)


def start_export(board: Board, target: Path, form: Format, parent: QObject) -> Writing:
    """Start an export in a process of its own, for paper as it is usual where this machine is."""
    from desktop.exporting import Export

    territory = QLocale.territoryToCode(QLocale.system().territory())
    return Export(board, target, form, parent, paper=usual_paper(territory))


def ring(home: Path, path: Path) -> bool:
    """Have another process show a file it has open; QtNetwork is imported when that is needed."""
    from desktop import doorbell

    return doorbell.ring(home, path)


def hang(home: Path, path: Path, answer: Callable[[], object], parent: QObject) -> "Doorbell":
    """Let other processes ask for a file that is open here."""
    from desktop import doorbell

    return doorbell.Doorbell(home, path, answer, parent)


def listen_for_sleep(services: Services) -> None:
    """Write the files before the machine sleeps, on the one system that announces it to Qt."""
    application = QApplication.instance()
    if sys.platform.startswith("linux") and application is not None:
        from desktop.sleeping import publish_before_sleep

        publish_before_sleep(partial(publish_all, services), application)


def publish_all(services: Services) -> None:
    """Write the file of every window that lacks something."""
    for window in services.windows:
        if window.workshop is not None:
            window.workshop.saving.publish()


def print_pdf(pdf: Path, window: QWidget) -> bool:
    """Ask for a printer and print."""
    from desktop import printing

    return printing.print_pdf(pdf, window)


class _FirstFrame(QObject):
    """Calls something once, when a window has been painted."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


def after_first_frame(window: QWidget, then: Callable[[], None]) -> None:
    """Call `then` once the window is on the screen."""
    _FirstFrame(window, then)


def _settle(services: Services, drawn: Callable[[], object] | None) -> None:
    if drawn is not None:
        drawn()
    QTimer.singleShot(WARM_UP_PAUSE, lambda: warm_up(services))


def warm_up(services: Services) -> None:
    """Import what the first change needs, while nobody waits for it."""
    import workshop.store.writer  # noqa: F401

    give_back_large_blocks()
    for window in services.windows:
        window.warm_up()
    listen_for_sleep(services)
    # What is loaded by now stays: a later collection need not look at it between two keys.
    gc.freeze()
    SHARING.let_collect()
