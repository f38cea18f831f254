"""Reading raw pages: the log of a database is laid over it as SQLite would."""

import sqlite3
from pathlib import Path

from workshop.store.pages import entries_in, rows_in, with_log


def _left(folder: Path) -> tuple[bytes, bytes]:
    """A database and its log as a killed process leaves them, the log in its second round."""
    file = folder / "it.db"
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL").fetchall()
    connection.execute("CREATE TABLE it (a)")
    for number in range(40):
        connection.execute("INSERT INTO it VALUES (?)", (f"{number} " + "x" * 900,))
    connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()
    connection.execute("DELETE FROM it WHERE a LIKE '3 %'")
    connection.execute("INSERT INTO it VALUES ('late')")
    left = file.read_bytes(), file.with_name("it.db-wal").read_bytes()
    connection.close()
    return left


def _texts(image: bytes) -> set[object]:
    return {str(row[0]).split()[0] for _, row in rows_in(image) if len(row) == 1}


def test_what_is_in_the_log_alone_is_read(tmp_path: Path) -> None:
    image, log = _left(tmp_path)
    whole = (tmp_path / "it.db").read_bytes()
    assert _texts(with_log(image, log)) == _texts(whole)
    assert "late" in _texts(whole) - _texts(image)
    assert "3" in _texts(image) - _texts(whole)


def test_what_was_not_committed_is_not_read(tmp_path: Path) -> None:
    image, log = _left(tmp_path)
    frame = 24 + int.from_bytes(log[8:12], "big")
    current = 32
    while log[current + 8 : current + 16] == log[16:24]:
        current += frame
    last = current - frame
    torn = log[: last + 4] + bytes(4) + log[last + 8 :]
    assert "late" not in _texts(with_log(image, torn))
    assert "late" not in _texts(with_log(image, log[:last]))


def test_without_a_log_nothing_is_laid_over(tmp_path: Path) -> None:
    image, _ = _left(tmp_path)
    assert with_log(image, b"") == image


def test_of_an_index_of_many_pages_the_greatest_entry_is_read() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE it (n INTEGER PRIMARY KEY, a INTEGER, b TEXT)")
    connection.execute("CREATE INDEX by_a ON it (a)")
    connection.execute("CREATE INDEX by_b ON it (b)")
    rows = [(1 + number // 3, "x" * (number % 9 * 500)) for number in range(9_000)]
    connection.executemany("INSERT INTO it (a, b) VALUES (?, ?)", rows)
    image = connection.serialize()
    connection.close()
    entries = list(entries_in(image))
    pairs = {entry for entry in entries if isinstance(entry[0], int)}
    assert pairs < {(row[0], number) for number, row in enumerate(rows, 1)}
    assert len(pairs) > 8_900
    assert max(pairs) == (3_000, 9_000)
    # Long ones lie on other pages in part.
    assert {entry[0] for entry in entries} - {a for a, _ in rows} == {"", "x" * 500}
