"""What can still be read of a workshop that is damaged, or that a newer version wrote.

Every row that is whole is kept, and mended where what it refers to is gone. What was saved is a new
workshop; how much of the history it can begin with, `salvaged_past` finds out.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from workshop.board import Board, board_of
from workshop.details import Detail, KeyResult
from workshop.records import (
    Card,
    Contribution,
    InvalidRecordError,
    Output,
    Record,
    Support,
    Workshop,
    new_id,
)
from workshop.rules import owner_kind
from workshop.steps import RowChange, Step, StepName
from workshop.store.format_1 import FIELD_GONE
from workshop.store.journal import COLUMNS, Entry, change_of, entry_of
from workshop.store.pages import Value, entries_in, rows_in
from workshop.store.rows import JOURNALLED, record_in, record_of
from workshop.store.schema import lay_out
from workshop.store.soundness import UnsoundError, require_sound_board, require_sound_step
from workshop.store.vetting import DOC_ID

#: Columns of the journal's changes that matter here.
_CHANGE: Final = 6


class Salvaged(Struct, frozen=True):
    """The workshop that was put together; `known` counts the rows there is any sign of.

    `doc_id` tells which document it was; None when that can't be read. `entries` and `changes` are
    what is left of the journal, by their numbers; each change with that of its command. `last` is
    the number of the last change there was, None when that is not known.
    """

    board: Board
    known: int
    doc_id: str | None
    entries: Mapping[int, Entry]
    changes: Mapping[int, tuple[int, RowChange]]
    last: int | None

    @property
    def saved(self) -> int:
        """Cards, outputs, links and details that were saved."""
        return len(_all_rows(self.board))


def salvaged(content: bytes) -> Salvaged:
    """Everything that can be read of a file's bytes, whatever is wrong with them."""
    found = _Found()
    for number, row in rows_in(content):
        found.take(number, row)
    board = _mended(found.latest.values())
    known = sum(not isinstance(record, Workshop) for record in found.latest.values())
    last = _last_change(content)
    return Salvaged(board, known, found.doc_id, found.entries, found.changes, last)


def _last_change(content: bytes) -> int | None:
    """The number of the last change, from the one index of numbers: which command has which."""
    pairs = (entry for entry in entries_in(content) if len(entry) == 2)
    numbers = (n for command, n in pairs if isinstance(command, int) and isinstance(n, int))
    return max(numbers, default=None)


class _Found:
    """What was read, row by row."""

    def __init__(self) -> None:
        self.doc_id: str | None = None
        self.entries: dict[int, Entry] = {}
        self.changes: dict[int, tuple[int, RowChange]] = {}
        self._records: dict[str, Record] = {}
        self._logged: dict[str, tuple[tuple[int, int], Record | None]] = {}

    @property
    def latest(self) -> dict[str, Record]:
        """Every row as its table has it, or else as the journal left it."""
        logged = {row: after for row, (_, after) in self._logged.items() if after is not None}
        return logged | self._records

    def take(self, number: int, row: tuple[Value, ...]) -> None:
        """Find out what a row is."""
        record = _record(row)
        if record is not None:
            self._records[record.id] = record
        elif (read := _doc_id(row)) is not None:
            self.doc_id = read
        elif (entry := _entry(number, row)) is not None:
            self.entries[number] = entry
        elif (change := _logged(row)) is not None:
            command, identity, after = change
            moment = command, number
            if identity not in self._logged or self._logged[identity][0] <= moment:
                self._logged[identity] = (moment, after)
            self._note_change(number, command, row)

    def _note_change(self, number: int, command: int, row: tuple[Value, ...]) -> None:
        table, identity, before, after = row[2:]
        with contextlib.suppress(InvalidRecordError, TypeError):
            change = change_of(str(table), str(identity), _text(before), _text(after))
            self.changes[number] = (command, change)


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _entry(number: int, row: tuple[Value, ...]) -> Entry | None:
    """The command in a row of the journal."""
    if len(row) != len(COLUMNS) or row[0] is not None:
        return None
    try:
        return entry_of((number, *row[1:]))
    except InvalidRecordError:
        return None


def _record(row: tuple[Value, ...]) -> Record | None:
    """The record in a row, by the first table whose bounds it keeps."""
    for table, columns in _columns().items():
        wide = len(columns) + (table in FIELD_GONE)
        if len(row) in (len(columns), wide):
            try:
                return record_of(table, dict(zip(columns, row, strict=False)))
            except InvalidRecordError:
                continue
    return None


def _doc_id(row: tuple[Value, ...]) -> str | None:
    if len(row) != 2 or row[0] != "doc_id" or not isinstance(row[1], str):
        return None
    return row[1] if DOC_ID.fullmatch(row[1]) else None


def _as_support(link: Contribution) -> Support:
    """What looks like a link to an outcome may be one to an opportunity: its row is the same."""
    return Support(id=link.id, solution=link.output, opportunity=link.outcome, rank=link.rank)


def _logged(row: tuple[Value, ...]) -> tuple[int, str, Record | None] | None:
    """The command, identity and new state in a row of the journal."""
    if len(row) != _CHANGE or row[0] is not None or row[2] not in JOURNALLED:
        return None
    _, command, table, identity, _, after = row
    if not isinstance(command, int) or not isinstance(identity, str):
        return None
    if after is None:
        return command, identity, None
    try:
        record = record_in(str(table), str(after))
    except InvalidRecordError:
        return None
    return (command, identity, record) if record.id == identity else None


@cache
def _columns() -> Mapping[str, tuple[str, ...]]:
    """The columns of every journalled table."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        lay_out(connection, new_id())
        named = {
            table: tuple(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))
            for table in JOURNALLED
        }
    finally:
        connection.close()
    return MappingProxyType(named)


def _all_rows(board: Board) -> list[str]:
    return [*board.cards, *board.outputs, *board.links, *board.supports, *board.details]


def _mended(records: Iterable[Record]) -> Board:
    """A sound board of as many records as can be kept.

    Whatever hangs under a card that is gone stands alone; a link to nothing goes.
    """
    records = list(records)
    board = board_of([r for r in records if isinstance(r, Workshop)][:1], {})
    for kind in (Card, Output, Contribution, Support):
        board = _with_all(board, [r for r in records if isinstance(r, kind)])
    details = [record for record in records if isinstance(record, Detail)]
    while ready := [one for one in details if owner_kind(board, one.owner) is not None]:
        board = _with_all(board, ready)
        taken = {one.id for one in ready}
        details = [one for one in details if one.id not in taken]
    require_sound_board(board)
    return board


def _with_all(board: Board, records: Sequence[Record]) -> Board:
    """The board with those of the records that fit; parents before what hangs under them."""
    identities = {record.id for record in records}
    waiting = sorted(records, key=lambda record: record.id)
    alone = False
    while waiting:
        later: list[Record] = []
        for record in waiting:
            if isinstance(record, Card) and not alone and _must_wait(board, record, identities):
                later.append(record)
            else:
                board = _with_one(board, record)
        # What is left hangs in a circle, or under something that did not fit.
        alone = len(later) == len(waiting)
        waiting = later
    return board


def _must_wait(board: Board, card: Card, identities: set[str]) -> bool:
    return card.parent in identities and card.parent not in board.cards


def _with_one(board: Board, record: Record) -> Board:
    for attempt in _attempts(record):
        step = Step(StepName.CREATE_WORKSHOP, (RowChange(None, attempt),))
        after = board.applied(step.changes)
        try:
            require_sound_step(after, step)
        except UnsoundError:
            continue
        return after
    return board


def _attempts(record: Record) -> list[Record]:
    if isinstance(record, Card):
        return [record, replace(record, parent=None)]
    if isinstance(record, Output):
        return [record, replace(record, solution=None)]
    if isinstance(record, Contribution):
        return [record, _as_support(record)]
    if isinstance(record, KeyResult):
        return [record, replace(record, reads=None)]
    return [record]
