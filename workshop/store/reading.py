"""A workshop opened for reading only: every command is refused, nothing is ever written.

Serves files on media that can't be written, files of a newer version, and snapshots.
"""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, NoReturn, ParamSpec

from workshop.board import Board
from workshop.records import new_id
from workshop.rules import Refusal, RefusedError
from workshop.steps import Done, Step
from workshop.store.connection import in_memory
from workshop.store.journal import Stacks
from workshop.store.past import JournalPast
from workshop.store.salvage import salvaged
from workshop.store.schema import lay_out
from workshop.store.vetting import Contents, current, load, read_bytes, unsealed

P = ParamSpec("P")


class Reader:
    """Runs nothing. `path` is the file it was read from, `content` all its bytes."""

    can_write = False
    to_undo: Done | None = None
    to_redo: Done | None = None

    def __init__(
        self, path: Path, content: bytes, contents: Contents, connection: sqlite3.Connection
    ) -> None:
        """Use `read_only` or `read_what_can_be_read`."""
        self.path = path
        self.content = content
        self.board = contents.board
        self.seq = len(contents.journal)
        self.past = JournalPast(lambda: connection, contents.journal, lambda: self.board)
        self._connection = connection
        self._kept: dict[str, object] = {}

    def run(
        self, command: Callable[Concatenate[Board, P], Step], *args: P.args, **kwargs: P.kwargs
    ) -> NoReturn:
        """Refuse."""
        _refuse()

    def undo(self) -> NoReturn:
        """Refuse."""
        _refuse()

    def redo(self) -> NoReturn:
        """Refuse."""
        _refuse()

    def view_state(self, key: str) -> object:
        """What was set while it was open."""
        return self._kept.get(key)

    def set_view_state(self, key: str, value: object) -> None:
        """Keep it as long as it is open."""
        self._kept[key] = value

    def draft(self, _key: str) -> object:
        """None is ever kept."""
        return None

    def set_draft(self, key: str, value: object) -> None:
        """Not kept: it could never be written."""

    def clear_draft(self, key: str) -> None:
        """There is none."""

    def close(self) -> None:
        """Let go of the private copy."""
        self._connection.close()


def _refuse() -> NoReturn:
    raise RefusedError(Refusal.READ_ONLY)


def read_only(path: Path) -> Reader:
    """Open a sound file for reading.

    Raises:
        StorageError: one sentence that says what is wrong.
    """
    content = read_bytes(path)
    connection = in_memory(current(unsealed(content, path), path))
    try:
        return Reader(path, content, load(connection, path), connection)
    except BaseException:
        connection.close()
        raise


def read_what_can_be_read(path: Path) -> Reader:
    """Open a file of a newer version for reading: what this version knows of it, without a past.

    Raises:
        StorageError: it can't be read at all.
    """
    content = read_bytes(path)
    contents = Contents("", salvaged(content).board, (), Stacks())
    connection = sqlite3.connect(":memory:", isolation_level=None)
    lay_out(connection, new_id())
    return Reader(path, content, contents, connection)


def can_be_written(path: Path) -> bool:
    """Whether a file is on a medium that can be written, and nobody protected it."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
