"""Committing on a disk that may fail: nothing is half known for long, and work goes on by itself.

A full disk costs the reserve before it costs a command. After a broken commit the working copy is
reopened, and what it holds decides whether the command counts.
"""

from collections.abc import Callable, Mapping

from workshop.steps import FLOORS, Step
from workshop.store.errors import StorageError, Trouble
from workshop.store.journal import CommandKind, Entry
from workshop.store.ledger import Ledger
from workshop.store.reserve import Reserve
from workshop.store.vetting import Contents

Reopen = Callable[[Callable[[Contents], bool]], bool]


class Commits:
    """Writes to a ledger; `reopen` closes the database and opens it anew, as it is on the disk.

    It gives what is found there to a function that may refuse it.
    """

    def __init__(self, ledger: Ledger, reserve: Reserve, reopen: Reopen) -> None:
        self._ledger = ledger
        self._reserve = reserve
        self._reopen = reopen

    def write(
        self, kind: CommandKind, step: Step, counters: Mapping[str, int], target: Entry | None
    ) -> None:
        """Commit a step; `counters` are the highest numbers it gave.

        Raises:
            StorageError: nothing of it counts as written.
        """
        try:
            self._reserve.spent_on(lambda: self._ledger.commit(kind, step, counters, target))
        except StorageError as error:
            if error.code is not Trouble.STOPPED or not self._came_through():
                raise

    def keep(self, write: Callable[[], object]) -> None:
        """Write something to the working copy that is no command.

        Raises:
            StorageError: it could not be written.
        """
        self.go_on()
        try:
            self._reserve.spent_on(write)
        except StorageError as error:
            self._ledger.note_failure(error)
            raise

    def go_on(self) -> None:
        """Go on after a broken commit that was told as failed: if it is there, take it back.

        Raises:
            StorageError: the disk is still broken; nothing is lost.
        """
        if not self._ledger.is_stopped or not self._came_through():
            return
        last = self._ledger.journal[-1]
        if last.name in FLOORS:
            return
        kind: CommandKind = "redo" if last.kind == "undo" else "undo"
        entry = self._ledger.to_redo if kind == "redo" else self._ledger.to_undo
        assert entry is not None
        self._ledger.commit(kind, self._ledger.step_of(entry).inverted(), {}, entry)

    def _came_through(self) -> bool:
        return self._reopen(self._ledger.go_on)
