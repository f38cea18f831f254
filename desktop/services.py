"""What the windows of one application share, handed to each of them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.asking import Ask
from desktop.files import Files
from desktop.handouts import PrintPdf, StartExport
from desktop.settings import Settings
from widgets.look.look import Appearance

if TYPE_CHECKING:
    from desktop.doorbell import Doorbell
    from desktop.window import Window


class Services(Struct, frozen=True):
    """`ask` makes a window's file dialogs; `start_again` starts the program anew with arguments;
    `ring` asks another process to show a file it has open, `hang` lets others ask for one;
    `windows` are those open now, oldest first.
    """

    files: Files
    settings: Settings
    appearance: Appearance
    ask: Callable[[QWidget], Ask]
    start_export: StartExport
    print_pdf: PrintPdf
    start_again: Callable[[Sequence[str]], None]
    ring: Callable[[Path], bool]
    hang: Callable[[Path, Callable[[], object], QObject], "Doorbell"]
    windows: list["Window"]
