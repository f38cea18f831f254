"""The style sheet of the window's frame in the colours of a look. Widgets bring their own."""

import re
from pathlib import Path

from PySide6.QtWidgets import QWidget

from widgets.look.look import Look
from workshop.drawing.palette import Palette


def dress(part: QWidget, look: Look) -> None:
    """Give a part of the frame its colours."""
    part.setStyleSheet(sheet_of(look.palette))


def sheet_of(palette: Palette) -> str:
    """The style sheet in these colours."""
    template = Path(__file__).with_name("frame.qss").read_text(encoding="utf-8")
    return re.sub(r"@(\w+)", lambda found: str(getattr(palette, found[1])), template)
