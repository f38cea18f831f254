"""Commits a command: rows, journal and counters in one transaction, through SQLModel.

Owns no connection and reads nothing. Importing it costs a quarter of a second: only the
composition root may, and hands `open_writer` to the session.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, cast

import msgspec
from sqlalchemy import Connection, Engine, Executable, Table, bindparam, create_engine, event, func
from sqlalchemy.dialects.sqlite import insert as insert_or_raise
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, StaticPool
from sqlmodel import Session, SQLModel

from workshop.records import InvalidRecordError, Record, image
from workshop.steps import RowChange, Step
from workshop.store import tables
from workshop.store.connection import storage_error
from workshop.store.errors import StorageError
from workshop.store.journal import Entry
from workshop.store.rows import JOURNALLED, record_in, row_of, table_of

_COMMAND: Final = SQLModel.metadata.tables[str(tables.CommandRow.__tablename__)]
_CHANGE: Final = SQLModel.metadata.tables[str(tables.ChangeRow.__tablename__)]
_COUNTER: Final = SQLModel.metadata.tables[str(tables.CounterRow.__tablename__)]

#: What SQLAlchemy knows of SQLite, and what it made of each statement: the same for all files, and
#: asked and made once.
_FIRST: Final = create_engine("sqlite://", poolclass=NullPool)
_FIRST.connect().close()
_COMPILED: Final[dict[Any, Any]] = {}

_Rows = list[dict[str, object]]


class _Statements:
    """What writes the rows of one table; made once, because making them costs more than writing."""

    def __init__(self, table: Table) -> None:
        at_row = table.c.id == bindparam("row")
        self.insert: Final = table.insert()
        self.update: Final = table.update().where(at_row)
        self.delete: Final = table.delete().where(at_row)


_STATEMENTS: Final = MappingProxyType(
    {name: _Statements(SQLModel.metadata.tables[name]) for name in JOURNALLED}
)
_ADD_COMMAND: Final = _COMMAND.insert()
_ADD_CHANGES: Final = _CHANGE.insert()


def open_writer(connection: sqlite3.Connection) -> "SqlWriter":
    """A writer on the session's own connection: one lock, one loader."""
    return SqlWriter(connection)


class SqlWriter:
    """Writes through SQLModel on a connection that someone else opened and will close."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        pool = StaticPool(lambda: cast(DBAPIConnection, connection))
        self._engine = Engine(pool, _FIRST.dialect, _FIRST.url).execution_options(
            compiled_cache=_COMPILED
        )
        event.listen(self._engine, "begin", _begin)

    def write(self, entry: Entry, step: Step, counters: Mapping[str, int]) -> None:
        """Commit a command whole: its rows, its journal and the counters it raised.

        Raises:
            StorageError: nothing of it counts as written.
            InvalidRecordError: a row is out of bounds; nothing was written.
        """
        journal = [_journalled(entry.seq, change) for change in step.changes]
        try:
            with Session(self._engine) as session, session.begin():
                connection = session.connection()
                connection.execute(_ADD_COMMAND, msgspec.to_builtins(entry))
                connection.execute(_ADD_CHANGES, journal)
                for table, changes in _by_table(step).items():
                    _write_rows(connection, _STATEMENTS[table], changes)
                if counters:
                    connection.execute(
                        _RAISE_COUNTER, [{"letter": k, "last": v} for k, v in counters.items()]
                    )
        except DBAPIError as error:
            raise _storage_error(error) from error


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _raise_counter() -> Executable:
    row = insert_or_raise(_COUNTER)
    highest = func.max(_COUNTER.c.last, row.excluded.last)
    return row.on_conflict_do_update(index_elements=["letter"], set_={"last": highest})


_RAISE_COUNTER: Final = _raise_counter()


def _by_table(step: Step) -> dict[str, list[RowChange]]:
    changes: dict[str, list[RowChange]] = {}
    for change in step.changes:
        changes.setdefault(table_of(change.row), []).append(change)
    return changes


def _write_rows(
    connection: Connection, statements: _Statements, changes: Iterable[RowChange]
) -> None:
    added: _Rows = []
    changed: _Rows = []
    gone: _Rows = []
    for change in changes:
        if change.after is None:
            gone.append({"row": change.row.id})
        elif change.before is None:
            added.append(row_of(change.after))
        else:
            row = row_of(change.after)
            changed.append({**row, "row": row.pop("id")})
    if added:
        connection.execute(statements.insert, added)
    if changed:
        _require_all(connection.execute(statements.update, changed).rowcount, changed)
    if gone:
        _require_all(connection.execute(statements.delete, gone).rowcount, gone)


def _require_all(found: int, rows: _Rows) -> None:
    if found != len(rows):
        raise RuntimeError(f"{len(rows) - found} rows of the step are not in the table")


def _journalled(seq: int, change: RowChange) -> dict[str, object]:
    row = change.row
    return {
        "command": seq,
        "row_table": table_of(row),
        "row_id": row.id,
        "before": None if change.before is None else image(change.before),
        "after": None if change.after is None else _checked_image(change.after),
    }


def _checked_image(record: Record) -> str:
    text = image(record)
    if record_in(table_of(record), text) != record:
        raise InvalidRecordError(record.id)
    return text


def _storage_error(error: DBAPIError) -> StorageError:
    cause = error.orig
    if not isinstance(cause, sqlite3.OperationalError | sqlite3.DatabaseError) or isinstance(
        cause, sqlite3.IntegrityError | sqlite3.ProgrammingError
    ):
        raise error
    return storage_error("the working copy", cause)
