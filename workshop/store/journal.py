"""The journal: every command with the rows before and after, append-only.

Reads it, and derives from it what can be undone. It is written by `workshop.store.writer`.
"""

import datetime
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from workshop.records import Id, InvalidRecordError, Name, new_id
from workshop.steps import FLOORS, RowChange, Step, StepName
from workshop.store.rows import record_in

CommandKind = Literal["do", "undo", "redo"]
_Ref = Annotated[str, Meta(pattern=r"^[A-Z]{1,2}[0-9]{1,6}\Z")]
_Moment = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00\Z")]


class Entry(Struct, frozen=True, kw_only=True, gc=False):
    """One committed command. `at` is UTC in ISO form; an undo or redo inverts its `target`.

    `uid` tells whether two files share a past, whatever their `seq` say.
    """

    seq: Annotated[int, Meta(ge=1)]
    uid: Id
    kind: CommandKind
    target: int | None
    name: StepName
    ref: _Ref | None
    actor: Name
    at: _Moment


COLUMNS: Final = Entry.__struct_fields__


def entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    """Every command, oldest first.

    Raises:
        InvalidRecordError: a value is out of bounds.
    """
    rows = connection.execute(f"SELECT {','.join(COLUMNS)} FROM command ORDER BY seq")  # noqa: S608
    yield from map(entry_of, rows)


def step_of(connection: sqlite3.Connection, entry: Entry) -> Step:
    """What a committed command changed.

    Raises:
        InvalidRecordError: an image in the journal is not a valid row.
    """
    rows = connection.execute(
        "SELECT row_table, row_id, before, after FROM change WHERE command = ? ORDER BY n",
        (entry.seq,),
    ).fetchall()
    return Step(entry.name, tuple(change_of(*row) for row in rows), entry.ref)


def new_entry(
    seq: int,
    name: StepName,
    *,
    kind: CommandKind = "do",
    target: Entry | None = None,
    ref: str | None = None,
    actor: str = "",
) -> Entry:
    """A command that is committed now."""
    return Entry(
        seq=seq,
        uid=new_id(),
        kind=kind,
        target=None if target is None else target.seq,
        name=name,
        ref=ref,
        actor=actor,
        at=datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds"),
    )


def entry_of(values: Iterable[object]) -> Entry:
    """The command in the columns of its row.

    Raises:
        InvalidRecordError: a value is out of bounds.
    """
    try:
        return msgspec.convert(dict(zip(COLUMNS, values, strict=True)), Entry)
    except (msgspec.ValidationError, ValueError) as error:
        raise InvalidRecordError(str(error)) from error


def change_of(table: str, row: str, before: str | None, after: str | None) -> RowChange:
    """The change in the columns of its row.

    Raises:
        InvalidRecordError: an image is not a valid row, or another one.
    """
    change = RowChange(
        None if before is None else record_in(table, before),
        None if after is None else record_in(table, after),
    )
    sides = [side for side in (change.before, change.after) if side is not None]
    if not sides or any(side.id != row for side in sides):
        raise InvalidRecordError(row)
    return change


class BrokenOrderError(ValueError):
    """An undo or redo in the journal inverts something else than the rules allow."""


class Stacks:
    """What can be undone and redone: derived from the journal, so it survives a restart.

    The step that creates a workshop, or brings it up to date, is where it begins: neither it nor
    what came before can be undone.
    """

    def __init__(self, journal: Iterable[Entry] = ()) -> None:
        self._undos: list[Entry] = []
        self._redos: list[Entry] = []
        for entry in journal:
            self.note(entry)

    def note(self, entry: Entry) -> None:
        """Take in the command committed last.

        Raises:
            BrokenOrderError: it inverts something else than the last command.
        """
        if entry.kind == "do":
            self._redos.clear()
            if entry.name in FLOORS:
                self._undos.clear()
            else:
                self._undos.append(entry)
        elif entry.kind == "undo":
            _move(self._undos, self._redos, entry)
        else:
            _move(self._redos, self._undos, entry)

    @property
    def to_undo(self) -> Entry | None:
        """The command that undo inverts."""
        return self._undos[-1] if self._undos else None

    @property
    def to_redo(self) -> Entry | None:
        """The undo that redo inverts."""
        return self._redos[-1] if self._redos else None


def _move(source: list[Entry], target: list[Entry], entry: Entry) -> None:
    if not source or source.pop().seq != entry.target:
        raise BrokenOrderError(entry.seq)
    target.append(entry)
