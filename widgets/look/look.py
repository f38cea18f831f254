"""How the program looks: one table of colours as Qt's palette and one style sheet.

Follows the system's light or dark mode and its wish for contrast unless people choose otherwise.
The colours themselves are in `workshop.drawing.palette`; sizes and shapes are in `sheet.qss`.
"""

import re
from enum import StrEnum
from functools import cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from workshop.drawing.palette import DARK, HIGH_CONTRAST, LIGHT, Palette

_SHEET = Path(__file__).with_name("sheet.qss")
_MARKS = Path(__file__).with_name("marks")


class Scheme(StrEnum):
    """What people choose: to follow the system, or one table of colours."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


_PALETTES = {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK, Scheme.CONTRAST: HIGH_CONTRAST}


class Look(Struct, frozen=True):
    """A table of colours with what Qt makes of it. `scheme` is never `SYSTEM`."""

    scheme: Scheme
    palette: Palette
    qt_palette: QPalette
    style_sheet: str


def look_for(scheme: Scheme) -> Look:
    """The look of a scheme; that of the system as it is set now."""
    return _look(system_scheme() if scheme is Scheme.SYSTEM else scheme)


def system_scheme() -> Scheme:
    """What the system asks for: high contrast before dark or light."""
    hints = QGuiApplication.styleHints()
    wishes = hints.accessibility()
    if wishes.contrastPreference() is Qt.ContrastPreference.HighContrast:
        return Scheme.CONTRAST
    return Scheme.DARK if hints.colorScheme() is Qt.ColorScheme.Dark else Scheme.LIGHT


class Appearance(QObject):
    """Dresses the application and tells when the look has changed.

    Signals:
        changed(Look): people chose another scheme, or the system's changed.
    """

    changed = Signal(object)

    def __init__(self, scheme: Scheme = Scheme.SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scheme = scheme
        self._hints = QGuiApplication.styleHints()
        self._wishes = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._follow_system)
        self._wishes.contrastPreferenceChanged.connect(self._follow_system)
        self.look = look_for(scheme)
        QApplication.setStyle(QStyleFactory.create("Fusion"))
        self._dress()

    @property
    def scheme(self) -> Scheme:
        """What was chosen."""
        return self._scheme

    def choose(self, scheme: Scheme) -> None:
        """Wear another scheme from now on."""
        self._scheme = scheme
        self._change_to(look_for(scheme))

    def _follow_system(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._change_to(look_for(Scheme.SYSTEM))

    def _change_to(self, look: Look) -> None:
        if look.scheme is not self.look.scheme:
            self.look = look
            self._dress()
            self.changed.emit(look)

    def _dress(self) -> None:
        QApplication.setPalette(self.look.qt_palette)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setStyleSheet(self.look.style_sheet)


@cache
def _look(scheme: Scheme) -> Look:
    palette = _PALETTES[scheme]
    return Look(scheme, palette, qt_palette_of(palette), style_sheet_of(palette))


def qt_palette_of(palette: Palette) -> QPalette:
    """Qt's palette, with no role left grey."""
    made = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: palette.window,
        role.WindowText: palette.ink,
        role.Base: palette.surface,
        role.AlternateBase: palette.hover,
        role.ToolTipBase: palette.ink,
        role.ToolTipText: palette.surface,
        role.PlaceholderText: palette.faint,
        role.Text: palette.ink,
        role.Button: palette.surface,
        role.ButtonText: palette.ink,
        role.BrightText: palette.attention,
        role.Light: palette.surface,
        role.Midlight: palette.hover,
        role.Dark: palette.edge,
        role.Mid: palette.line,
        role.Shadow: palette.edge,
        role.Highlight: palette.accent,
        role.HighlightedText: palette.on_accent,
        role.Accent: palette.accent,
        role.Link: palette.accent_text,
        role.LinkVisited: palette.accent_text,
    }
    for name, colour in colours.items():
        made.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(palette.faint))
    return made


def style_sheet_of(palette: Palette) -> str:
    """The style sheet in these colours; `@name` stands for a colour, `@marks` for a folder."""
    values = {name: value for name, value in asdict(palette).items() if isinstance(value, str)}
    values["marks"] = _MARKS.as_posix()
    return re.sub(r"@(\w+)", lambda found: values[found[1]], _SHEET.read_text(encoding="utf-8"))
