"""Numbers and commits the commands of an open workshop, and knows which can be undone.

Stops for good when a commit may or may not have reached the disk. Knows neither board nor files.
"""

import datetime
import sqlite3
from collections.abc import Mapping

from workshop.records import new_id
from workshop.steps import Step
from workshop.store.errors import StorageError, Trouble
from workshop.store.journal import CommandKind, Entry, step_of
from workshop.store.snapshots import NO_COMMAND
from workshop.store.vetting import Contents
from workshop.store.writing import OpenWriter, Writer


class Ledger:
    """The journal of an open workshop, with the writer opened when it is first needed."""

    def __init__(self, contents: Contents, open_writer: OpenWriter, actor: str) -> None:
        self._open_writer = open_writer
        self._actor = actor
        self._connection: sqlite3.Connection | None = None
        self._writer: Writer | None = None
        self._stopped: StorageError | None = None
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
            StorageError: nothing of it counts as written. After `STOPPED` nothing ever will be.
        """
        if self._stopped is not None:
            raise self._stopped
        self.warm_up()
        assert self._writer is not None
        entry = Entry(
            seq=self.seq + 1,
            uid=new_id(),
            kind=kind,
            target=None if target is None else target.seq,
            name=step.name,
            ref=step.ref,
            actor=self._actor,
            at=datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds"),
        )
        try:
            self._writer.write(entry, step, counters)
        except StorageError as error:
            if error.code is Trouble.STOPPED:
                self._stopped = error
            raise
        self.journal.append(entry)
        self._stacks.note(entry)

    def step_of(self, entry: Entry) -> Step:
        """What a committed command changed.

        Raises:
            InvalidRecordError: the journal holds something that is no row.
        """
        assert self._connection is not None
        return step_of(self._connection, entry)
