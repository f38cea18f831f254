"""Small values kept with a document by key, outside the journal: view state and drafts."""

import contextlib
import sqlite3

import msgspec

from workshop.store.connection import storage_error


class Values:
    """JSON values by key, in one table of the working copy; each change is committed at once."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._connection = connection
        self._put = f"INSERT OR REPLACE INTO {table} VALUES (?, ?)"  # noqa: S608 - our own table name
        self._drop = f"DELETE FROM {table} WHERE key = ?"  # noqa: S608 - our own table name
        self._values: dict[str, str] = {}
        # In a working copy that is damaged they may be what can't be read.
        with contextlib.suppress(sqlite3.DatabaseError):
            self._values.update(connection.execute(f"SELECT key, value FROM {table}"))  # noqa: S608

    def get(self, key: str) -> object:
        """The value; None when there is none, or none that can be read."""
        try:
            return msgspec.json.decode(self._values.get(key, "null"))
        except (msgspec.DecodeError, RecursionError):
            return None

    def put(self, key: str, value: object) -> bool:
        """Keep a value of plain JSON types; False when it is what was kept already.

        Raises:
            StorageError: it could not be written.
        """
        text = msgspec.json.encode(value).decode()
        if self._values.get(key) == text:
            return False
        self._write(self._put, (key, text))
        self._values[key] = text
        return True

    def drop(self, key: str) -> None:
        """Forget a value, if there is one.

        Raises:
            StorageError: it could not be written.
        """
        if key in self._values:
            self._write(self._drop, (key,))
            del self._values[key]

    def _write(self, statement: str, values: tuple[str, ...]) -> None:
        try:
            self._connection.execute(statement, values)
        except sqlite3.Error as error:
            raise storage_error("the working copy", error) from error
