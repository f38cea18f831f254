"""Numbers and commits the commands of an open workshop, and knows which can be undone.

Stops when a commit may or may not have reached the disk, until that is known. Knows neither board
nor files.
"""

import sqlite3
import time
from collections import deque
from collections.abc import Mapping
from typing import Final

from workshop.steps import Step
from workshop.store.errors import StorageError, Trouble
from workshop.store.journal import CommandKind, Entry, new_entry, step_of
from workshop.store.snapshots import NO_COMMAND
from workshop.store.vetting import Contents
from workshop.store.writing import OpenWriter, Writer

#: How many commits tell whether the disk is slow, and what is slow, in seconds.
_RECENT: Final = 40
_SLOW: Final = 0.05


class Ledger:
    """The journal of an open workshop, with the writer opened when it is first needed."""

    def __init__(self, contents: Contents, open_writer: OpenWriter, actor: str) -> None:
        self._open_writer = open_writer
        self._actor = actor
        self._connection: sqlite3.Connection | None = None
        self._writer: Writer | None = None
        self._stopped: StorageError | None = None
        self._seconds: deque[float] = deque(maxlen=_RECENT)
        self._stacks = contents.stacks
        #: Every committed command, oldest first; numbered from 1 without a gap.
        self.journal = list(contents.journal)

    def use(self, connection: sqlite3.Connection) -> None:
        """Go on with this connection."""
        self._connection = connection
        if self._writer is not None:
            self._writer = self._open_writer(connection)

    def warm_up(self) -> None:
        """Open the writer, whose import takes a while."""
        if self._writer is None:
            assert self._connection is not None
            self._writer = self._open_writer(self._connection)

    @property
    def seq(self) -> int:
        """Number of the last committed command; 0 before the first."""
        return len(self.journal)

    def uid(self, seq: int) -> str:
        """Identity of a command, the same in every copy of the document."""
        return self.journal[seq - 1].uid if seq else NO_COMMAND

    @property
    def is_stopped(self) -> bool:
        """Whether nothing may be written until the working copy has been reopened."""
        return self._stopped is not None

    def note_failure(self, error: StorageError) -> None:
        """Stop after `STOPPED`: nothing is written until the working copy is handed to `go_on`."""
        if error.code is Trouble.STOPPED and self._stopped is None:
            self._stopped = error

    @property
    def is_slow(self) -> bool:
        """Whether the disk keeps people waiting: one commit in twenty takes longer than 50 ms."""
        if len(self._seconds) < _RECENT:
            return False
        return sorted(self._seconds)[-_RECENT // 20] > _SLOW

    def go_on(self, contents: Contents) -> bool:
        """Go on with a reopened working copy; True when the uncertain commit is in it after all.

        Raises:
            StorageError: it does not hold what was acknowledged.
        """
        mine = [entry.uid for entry in self.journal]
        its = [entry.uid for entry in contents.journal]
        if its[: len(mine)] != mine or len(its) > len(mine) + 1:
            raise StorageError(Trouble.STOPPED, reason="the journal is not what it was")
        self.journal.extend(contents.journal[len(mine) :])
        self._stacks = contents.stacks
        self._stopped = None
        return len(its) > len(mine)

    @property
    def to_undo(self) -> Entry | None:
        """The command that undo inverts."""
        return self._stacks.to_undo

    @property
    def to_redo(self) -> Entry | None:
        """The undo that redo inverts."""
        return self._stacks.to_redo

    def commit(
        self, kind: CommandKind, step: Step, counters: Mapping[str, int], target: Entry | None
    ) -> None:
        """Commit a step as the next command; `counters` are the highest numbers it gave.

        Raises:
            StorageError: nothing of it counts as written. After `STOPPED` nothing will be until
                the working copy is reopened and handed to `go_on`.
        """
        if self._stopped is not None:
            raise self._stopped
        self.warm_up()
        assert self._writer is not None
        entry = new_entry(
            self.seq + 1, step.name, kind=kind, target=target, ref=step.ref, actor=self._actor
        )
        started = time.perf_counter()
        try:
            self._writer.write(entry, step, counters)
        except StorageError as error:
            self.note_failure(error)
            raise
        self._seconds.append(time.perf_counter() - started)
        self.journal.append(entry)
        self._stacks.note(entry)

    def step_of(self, entry: Entry) -> Step:
        """What a committed command changed.

        Raises:
            InvalidRecordError: the journal holds something that is no row.
        """
        assert self._connection is not None
        return step_of(self._connection, entry)
