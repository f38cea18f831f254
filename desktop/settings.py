"""What this person prefers on this machine, in one INI file in the app-data folder.

Owns the names of the settings and their defaults. Nothing of a workshop is kept here.
"""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from widgets.look.look import Scheme

#: Bounds of the text size, in per cent.
SMALLEST, LARGEST = 50, 300


class Settings:
    """Settings, written when they are set."""

    def __init__(self, home: Path) -> None:
        self._ini = QSettings(str(home / "settings.ini"), QSettings.Format.IniFormat)

    @property
    def scheme(self) -> Scheme:
        """The palette people chose; what the system says until they do."""
        stored = str(self._ini.value("scheme", ""))
        return Scheme(stored) if stored in set(Scheme) else Scheme.SYSTEM

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._ini.setValue("scheme", scheme.value)

    @property
    def text_size(self) -> int:
        """How large everything is, in per cent; taken when the program starts."""
        stored = str(self._ini.value("text_size", "100"))
        return min(LARGEST, max(SMALLEST, int(stored))) if stored.isdigit() else 100

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._ini.setValue("text_size", min(LARGEST, max(SMALLEST, percent)))

    @property
    def motion(self) -> bool:
        """Whether cards glide to their places."""
        return str(self._ini.value("motion", "true")) == "true"

    @motion.setter
    def motion(self, wanted: bool) -> None:
        self._ini.setValue("motion", "true" if wanted else "false")

    @property
    def recent(self) -> str:
        """Files opened lately, as `desktop.recent` writes them."""
        return str(self._ini.value("recent", "[]"))

    @recent.setter
    def recent(self, files: str) -> None:
        self._ini.setValue("recent", files)

    @property
    def geometry(self) -> QByteArray:
        """Place and size of the last window, as Qt saves them; empty before the first."""
        stored = self._ini.value("geometry")
        return stored if isinstance(stored, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._ini.setValue("geometry", geometry)
