"""Brings files of format 1 to today's by copying every row into a fresh database.

Format 1 kept the participants as a list in the workshop's row, and what a link assumes as a text in
the link's. Its journal is rewritten without the two; one command more, below which nothing can be
undone, adds the participants and the A rows that stood there. The original is never written to.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Final, TypeVar

import msgspec
from msgspec.structs import replace

from workshop.board import Board
from workshop.commands.details import add_detail
from workshop.commands.people import joining
from workshop.details import Assumption, Detail
from workshop.reading.people import OWNERS, known_spelling, names_in, rows_naming
from workshop.records import InvalidRecordError, Name, Output, Text
from workshop.rules import RefusedError, name_within_bounds
from workshop.steps import RowChange, Step, StepName, merged
from workshop.store.boards import require_integrity, sound_board
from workshop.store.connection import harden, in_memory
from workshop.store.errors import NotAWorkshopError, Trouble
from workshop.store.fresh import add_command, add_row, raise_counters
from workshop.store.journal import new_entry
from workshop.store.schema import GOLDEN, is_golden, make_tables
from workshop.store.soundness import UnsoundError

_PEOPLE: Final = """CREATE TABLE workshop (
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    problem TEXT NOT NULL,
    team TEXT NOT NULL,
    held_on TEXT,
    people TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT"""
_ASSUMPTION: Final = """CREATE TABLE contribution (
    id TEXT NOT NULL,
    output TEXT NOT NULL,
    outcome TEXT NOT NULL,
    rank TEXT NOT NULL,
    assumption TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(output) REFERENCES output (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(outcome) REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED
) STRICT"""
_OLD: Final = {"workshop": _PEOPLE, "contribution": _ASSUMPTION}
#: The last column, and field of a journal image, that format 2 does not have, by table.
FIELD_GONE: Final = {"workshop": "people", "contribution": "assumption"}
_GOLDEN: Final = frozenset((name, _OLD.get(name, sql)) for name, sql in GOLDEN)

_COLUMNS: Final = {
    "workshop": "id, title, problem, team, held_on",
    "card": "*",
    "output": "*",
    "contribution": "id, output, outcome, rank",
    "support": "*",
    "detail": "*",
    "command": "*",
    "counter": "*",
    "view_state": "*",
    "draft": "*",
    "meta": "*",
}


def brought_up_to_date(image: bytes) -> bytes:
    """The image of a database of format 1 as one of format 2.

    Raises:
        NotAWorkshopError: its tables are not those of format 1.
        sqlite3.Error, InvalidRecordError, UnsoundError: it is damaged.
    """
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    with closing(in_memory(image)) as old, closing(fresh):
        harden(fresh)
        if not is_golden(old, _GOLDEN):
            raise NotAWorkshopError(Trouble.NOT_A_WORKSHOP)
        require_integrity(old)
        fresh.execute("BEGIN")
        make_tables(fresh)
        for table, columns in _COLUMNS.items():
            _copy(old, fresh, table, f"SELECT {columns} FROM {table}")  # noqa: S608 - our own
        fresh.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?)", _journal(old))
        _append(fresh, _Left(old))
        fresh.execute("COMMIT")
        return bytes(fresh.serialize())


def _copy(old: sqlite3.Connection, fresh: sqlite3.Connection, table: str, query: str) -> None:
    rows = old.execute(query)
    marks = ", ".join("?" * len(rows.description))
    fresh.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - our own


_Change = tuple[int, int, str, str, str | None, str | None]


def _journal(old: sqlite3.Connection) -> Iterator[_Change]:
    """The changes without the fields that are gone, and without those that said nothing else."""
    for n, command, table, row, before, after in old.execute("SELECT * FROM change ORDER BY n"):
        field = FIELD_GONE.get(table)
        was, became = _without(field, before), _without(field, after)
        if was != became:
            yield n, command, table, row, was, became


def _without(field: str | None, text: str | None) -> str | None:
    if field is None or text is None:
        return text
    fields = _decoded(text, dict[str, object])
    fields.pop(field, None)
    return msgspec.json.encode(fields).decode()


class _Left:
    """What the fresh tables have no place for: the people, and what each link assumes, by link."""

    def __init__(self, old: sqlite3.Connection) -> None:
        people = old.execute("SELECT people FROM workshop").fetchall()
        self.people = [name for (text,) in people for name in _decoded(text, list[Name])]
        self.assumed: Mapping[str, Text] = dict(
            old.execute("SELECT id, assumption FROM contribution WHERE assumption != ''")
        )


def _append(fresh: sqlite3.Connection, left: _Left) -> None:
    """Commit the command that gives what is left a place; a file without commands needs none."""
    last = fresh.execute("SELECT max(seq) FROM command").fetchone()[0]
    if last is None:
        return
    board = sound_board(fresh)
    try:
        step = merged(StepName.BRING_UP_TO_DATE, _steps(board, left))
    except RefusedError as error:
        raise UnsoundError(error.code) from error
    add_command(fresh, new_entry(last + 1, step.name), step.changes)
    for change in step.changes:
        add_row(fresh, change.row)
    raise_counters(fresh, board.applied(step.changes).counters)


def _steps(board: Board, left: _Left) -> Iterator[Step]:
    """Steps, each on the board the one before left."""
    for name in map(name_within_bounds, left.people):
        step = _step(joining(board, name))
        board = board.applied(step.changes)
        yield step
    for row in tuple(rows_naming(board)):
        for step in _respelled(board, row):
            board = board.applied(step.changes)
            yield step
    for link, text in left.assumed.items():
        step = add_detail(board, Assumption, link, {"text": text}, after=None)
        board = board.applied(step.changes)
        yield step


def _respelled(board: Board, row: Output | Detail) -> Iterator[Step]:
    """The row's owner becomes a participant, and its names are spelled as the participants are."""
    for field, name in names_in(row).items():
        if field in OWNERS:
            yield _step(joining(board, name))
    spelled = {field: known_spelling(board, name) for field, name in names_in(row).items()}
    changed = replace(row, **spelled)
    yield _step([RowChange(row, changed)] if changed != row else [])


def _step(changes: list[RowChange]) -> Step:
    return Step(StepName.BRING_UP_TO_DATE, tuple(changes))


T = TypeVar("T")


def _decoded(text: str, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise InvalidRecordError(str(error)) from error
