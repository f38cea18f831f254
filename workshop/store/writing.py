"""What the session asks of whatever writes its commands; the real thing is in `writer`."""

import sqlite3
from collections.abc import Callable, Mapping
from typing import Protocol

from workshop.steps import Step
from workshop.store.journal import Entry


class Writer(Protocol):
    """Commits commands on one connection."""

    def write(self, entry: Entry, step: Step, counters: Mapping[str, int]) -> None:
        """Commit a command whole: its rows, its journal and the counters it raised.

        Raises:
            StorageError: nothing of it counts as written.
            InvalidRecordError: a row is out of bounds; nothing was written.
        """


OpenWriter = Callable[[sqlite3.Connection], Writer]
