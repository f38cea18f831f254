"""The workshops opened lately: their files, newest first. Keeps no workshop open and reads none."""

import json
from pathlib import Path
from typing import Final

from desktop.settings import Settings
from workshop.files import is_file, real

#: As many as the start screen shows.
MOST: Final = 8


class Recent:
    """A short list of files, kept in the settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def files(self) -> tuple[Path, ...]:
        """Files opened lately that are still there, newest first."""
        return tuple(path for path in self._all() if is_file(path))

    def note(self, file: Path) -> None:
        """Put a file at the top of the list."""
        file = file.absolute()
        rest = [path for path in self._all() if path != file]
        self._settings.recent = json.dumps([str(path) for path in [file, *rest][:MOST]])

    def forget(self, file: Path) -> None:
        """Take a file off the list, however it is spelled."""
        rest = [path for path in self._all() if real(path) != real(file)]
        self._settings.recent = json.dumps([str(path) for path in rest])

    def _all(self) -> list[Path]:
        try:
            stored = json.loads(self._settings.recent)
        except json.JSONDecodeError:
            return []
        names = stored if isinstance(stored, list) else []
        return [Path(name) for name in names if isinstance(name, str)]
