"""Writes rows and their history into a fresh database in memory, without the writer's libraries.

For databases that are put together at one go, while somebody waits for a file to open.
"""

import sqlite3
from collections.abc import Iterable, Mapping

import msgspec

from workshop.records import Record, image
from workshop.steps import RowChange
from workshop.store.journal import Entry
from workshop.store.rows import row_of, table_of


def add_row(fresh: sqlite3.Connection, record: Record) -> None:
    """Add a row, or replace the one with its identity."""
    columns = row_of(record)
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    fresh.execute(
        f"INSERT OR REPLACE INTO {table_of(record)} ({names}) VALUES ({marks})",  # noqa: S608
        tuple(columns.values()),
    )


def add_command(fresh: sqlite3.Connection, entry: Entry, changes: Iterable[RowChange]) -> None:
    """Add a command and its changes to the journal."""
    columns = tuple(msgspec.to_builtins(entry).values())
    fresh.execute("INSERT INTO command VALUES (?, ?, ?, ?, ?, ?, ?, ?)", columns)
    fresh.executemany(
        "INSERT INTO change (command, row_table, row_id, before, after) VALUES (?, ?, ?, ?, ?)",
        [(entry.seq, table_of(change.row), change.row.id, *_images(change)) for change in changes],
    )


def raise_counters(fresh: sqlite3.Connection, counters: Mapping[str, int]) -> None:
    """Note the highest number given of each letter."""
    fresh.executemany("INSERT OR REPLACE INTO counter VALUES (?, ?)", counters.items())


def _images(change: RowChange) -> tuple[str | None, str | None]:
    before, after = change.before, change.after
    return None if before is None else image(before), None if after is None else image(after)
