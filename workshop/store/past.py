"""The history read from the journal of a working copy: changes, and boards as they were."""

import datetime
import sqlite3
from collections.abc import Callable, Sequence

from workshop.board import Board, StaleStepError
from workshop.past import Event
from workshop.records import InvalidRecordError
from workshop.rules import Refusal, RefusedError
from workshop.steps import RowChange, Step
from workshop.store.errors import StorageError
from workshop.store.journal import Entry, step_of
from workshop.store.rows import record_in
from workshop.store.soundness import UnsoundError, require_sound_board

#: The first change of each row after a moment knows what the row was at that moment.
_BEFORE = """
SELECT row_table, row_id, before FROM change
WHERE n IN (SELECT min(n) FROM change WHERE command > ? GROUP BY row_table, row_id)
"""

#: A card owns its details and links, and theirs; cards below it have a history of their own.
_ABOUT = """
WITH RECURSIVE own(id) AS (
    SELECT ?
    UNION
    SELECT change.row_id FROM change JOIN own
    ON change.row_table NOT IN ('card', 'output', 'workshop')
    AND instr(coalesce(change.after, change.before), own.id)
)
SELECT DISTINCT command FROM change WHERE row_id IN (SELECT id FROM own)
"""

#: What reading a journal may meet on a disk that fails, or in one that someone crafted.
_UNREADABLE = (
    *(InvalidRecordError, StaleStepError, UnsoundError, TypeError, KeyError),
    *(StorageError, sqlite3.Error),
)


class JournalPast:
    """The past of an open workshop; `journal` grows with every command.

    `connection` gives the one that is open now: naming a file closes one and opens another.
    """

    def __init__(
        self,
        connection: Callable[[], sqlite3.Connection],
        journal: Sequence[Entry],
        board: Callable[[], Board],
    ) -> None:
        self._connection = connection
        self._journal = journal
        self._board = board

    def events(self) -> list[Event]:
        """Every change, oldest first."""
        return [_event(entry) for entry in self._journal]

    def event(self, seq: int) -> Event:
        """The change with this number."""
        return _event(self._journal[seq - 1])

    def step(self, seq: int) -> Step:
        """What a change did to the rows; nothing when the journal can't be read or believed."""
        entry = self._journal[seq - 1]
        try:
            return step_of(self._connection(), entry)
        except (InvalidRecordError, StorageError, sqlite3.Error):
            return Step(entry.name, (), entry.ref)

    def about(self, row: str) -> frozenset[int]:
        """Numbers of the changes to a card or output, to its details and to its links.

        There are none when the journal can't be read.
        """
        try:
            return frozenset(seq for (seq,) in self._connection().execute(_ABOUT, (row,)))
        except (StorageError, sqlite3.Error):
            return frozenset()

    def board_at(self, seq: int) -> Board:
        """The workshop after the change with this number; costs as much as was changed since.

        Raises:
            RefusedError: the journal can't be read or believed that far back.
        """
        board = self._board()
        try:
            changes = [
                RowChange(board.record(row), None if before is None else record_in(table, before))
                for table, row, before in self._connection().execute(_BEFORE, (seq,))
            ]
            earlier = board.applied(change for change in changes if change.before != change.after)
            require_sound_board(earlier)
        except _UNREADABLE as error:
            raise RefusedError(Refusal.UNREADABLE_PAST) from error
        return earlier


def _event(entry: Entry) -> Event:
    return Event(
        seq=entry.seq,
        at=datetime.datetime.fromisoformat(entry.at),
        actor=entry.actor,
        kind=entry.kind,
        target=entry.target,
        name=entry.name,
        ref=entry.ref,
    )
