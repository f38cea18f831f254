"""Room kept on the disk of the app-data folder, so that work can go on when the disk is full.

When what people did or typed finds no room, the reserve is given up and writing tried again; it is
kept anew once there is room for it.
"""

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from workshop.store.errors import StorageError, Trouble

T = TypeVar("T")

#: As much as thousands of commands need.
SIZE: Final = 8 << 20
_CHUNK: Final = bytes(1 << 20)


class Reserve:
    """The reserve of one app-data folder, shared by every window."""

    def __init__(self, home: Path) -> None:
        self._file = home / "reserve"

    @property
    def is_kept(self) -> bool:
        """Whether there is something to give up."""
        return self._file.is_file()

    def keep(self) -> None:
        """Take the room, unless little more is left."""
        if self.is_kept:
            return
        with contextlib.suppress(OSError):
            if shutil.disk_usage(self._file.parent).free < 3 * SIZE:
                return
            try:
                with self._file.open("xb") as file:
                    for _ in range(SIZE // len(_CHUNK)):
                        file.write(_CHUNK)
            except OSError:
                self.give_up()

    def spent_on(self, write: Callable[[], T]) -> T:
        """Write; once more with the room given up when the disk is full.

        Raises:
            StorageError: there was no room to give up, or it was something else.
        """
        try:
            return write()
        except StorageError as error:
            if error.code is not Trouble.DISK_FULL or not self.give_up():
                raise
        return write()

    def give_up(self) -> bool:
        """Free the room; False when there was none."""
        try:
            self._file.unlink()
        except OSError:
            return False
        return True
