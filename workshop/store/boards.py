"""Reads the rows of an open database as a board. Trusts its tables, nothing that is in them."""

import re
import sqlite3
from collections.abc import Iterable
from typing import Final

from workshop.board import Board, board_of
from workshop.details import DETAILS
from workshop.records import WORKSHOP_ID, Record, Workshop
from workshop.store.rows import JOURNALLED, record_of
from workshop.store.soundness import UnsoundError, require_sound_board
from workshop.vocabulary import LETTER, OUTPUT_LETTER

#: Most rows of a workshop.
MAX_ROWS: Final = 200_000

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f]")
#: Every letter a reference may start with.
_LETTERS: Final = {*LETTER.values(), OUTPUT_LETTER, *(kind.letter for kind in DETAILS.values())}


def require_integrity(connection: sqlite3.Connection) -> None:
    """Check the pages and the keys of a database.

    Raises:
        UnsoundError: they contradict each other.
    """
    problems = connection.execute("PRAGMA integrity_check(1)").fetchall()
    if problems != [("ok",)]:
        raise UnsoundError(f"its pages contradict each other ({str(problems[0][0])[:80]})")
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise UnsoundError("something refers to a row that is not there")


def sound_board(connection: sqlite3.Connection) -> Board:
    """The board of a workshop's tables, every row and the rows together checked.

    Raises:
        InvalidRecordError, UnsoundError: something is impossible.
    """
    board = board_of(_records(connection), _counters(connection))
    require_sound_board(board)
    return board


def _records(connection: sqlite3.Connection) -> list[Record]:
    counts = [connection.execute(f"SELECT count(*) FROM {name}") for name in JOURNALLED]  # noqa: S608
    if sum(count.fetchone()[0] for count in counts) > MAX_ROWS:
        raise UnsoundError(f"it has more than {MAX_ROWS} rows")
    records: list[Record] = []
    for table in JOURNALLED:
        cursor = connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own names
        columns = [column[0] for column in cursor.description]
        for row in cursor:
            _require_printable(row)
            records.append(record_of(table, dict(zip(columns, row, strict=True))))
    workshops = [record.id for record in records if isinstance(record, Workshop)]
    if workshops != [WORKSHOP_ID]:
        raise UnsoundError("it does not hold exactly one workshop")
    return records


def _require_printable(row: Iterable[object]) -> None:
    texts = "".join([value for value in row if isinstance(value, str)])
    # The first question answers most of all rows, and in a fraction of the second one's time.
    if not texts.isprintable() and _CONTROL.search(texts):
        raise UnsoundError("a text holds characters that can't be shown")


def _counters(connection: sqlite3.Connection) -> dict[str, int]:
    counters: dict[str, int] = dict(connection.execute("SELECT letter, last FROM counter"))
    if any(letter not in _LETTERS or last < 0 for letter, last in counters.items()):
        raise UnsoundError("a counter is impossible")
    return counters
