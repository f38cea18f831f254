"""Whether a file is a workshop that can be believed: bytes in, contents out.

Nothing of the file reaches SQLite before its frame is checked, and nothing of it is executed. The
user's file is the image of a database followed by a seal: a marker and the SHA-256 of the image.
"""

import contextlib
import hashlib
import os
import re
import sqlite3
import time
from pathlib import Path
from typing import Final

from msgspec import Struct

from workshop.board import Board
from workshop.records import WORKSHOP_ID, InvalidRecordError, Record, Workshop
from workshop.steps import StepName
from workshop.store.boards import require_integrity, sound_board
from workshop.store.connection import in_memory
from workshop.store.errors import (
    DamagedError,
    NotAWorkshopError,
    StorageError,
    TooNewError,
    Trouble,
    damaged_copy,
)
from workshop.store.format_1 import brought_up_to_date
from workshop.store.journal import BrokenOrderError, Entry, Stacks, entries, step_of
from workshop.store.schema import APPLICATION_ID, FORMATS, USER_VERSION, is_golden
from workshop.store.soundness import UnsoundError

#: Marks the seal at the end of a published file; the 32 bytes of the hash follow.
SEAL_MARK: Final = b"WHYBSEAL"
SEAL_LENGTH: Final = len(SEAL_MARK) + 32
#: Largest file that is read, in megabytes.
MAX_MEGABYTES: Final = 512
#: Longest time in seconds that SQLite may spend on one file.
_DEADLINE: Final = 20.0

_MAGIC: Final = b"SQLite format 3\0"
_HEADER: Final = 100
#: What the identity of a document looks like: never anything that leads out of a folder.
DOC_ID: Final = re.compile(r"[0-9a-f]{32}")


class Contents(Struct, frozen=True):
    """What a vetted database holds."""

    doc_id: str
    board: Board
    journal: tuple[Entry, ...]
    stacks: Stacks

    @property
    def uids(self) -> list[str]:
        """The commands' identities, oldest first: the lineage of the file.

        Bringing a copy up to date does not make it another one.
        """
        journal = (e for e in self.journal if e.name is not StepName.BRING_UP_TO_DATE)
        return [entry.uid for entry in journal]


def sealed(image: bytes) -> bytes:
    """The image with its seal: what the user's file holds.

    SQLite fills with zeros what it can't read: no seal may make that believable.

    Raises:
        DamagedError: the image's pages contradict each other.
    """
    try:
        with contextlib.closing(in_memory(image)) as connection:
            require_integrity(connection)
    except (sqlite3.Error, UnsoundError) as error:
        raise damaged_copy() from error
    return image + SEAL_MARK + hashlib.sha256(image).digest()


def read_bytes(path: Path) -> bytes:
    """The whole file, if it is not too large.

    Raises:
        StorageError: it is missing, can't be read, or is too large.
    """
    try:
        if not path.is_dir() and path.exists() and not path.is_file():
            raise NotAWorkshopError(Trouble.NOT_A_WORKSHOP, path=str(path))
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > MAX_MEGABYTES << 20:
                raise NotAWorkshopError(Trouble.TOO_LARGE, path=str(path), limit=MAX_MEGABYTES)
            return file.read()
    except FileNotFoundError as error:
        raise StorageError(Trouble.FILE_NOT_FOUND, path=str(path)) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StorageError(Trouble.NOT_READABLE, path=str(path), reason=reason) from error


def unsealed(content: bytes, path: Path) -> bytes:
    """The image in a file's bytes, of whatever format, its frame checked from the outside in.

    Raises:
        NotAWorkshopError, TooNewError, DamagedError: with one sentence that names `path`.
    """
    if len(content) < _HEADER or not content.startswith(_MAGIC):
        raise NotAWorkshopError(Trouble.NOT_A_WORKSHOP, path=str(path))
    if _number(content, 68, 4) != APPLICATION_ID:
        raise NotAWorkshopError(Trouble.NOT_A_WORKSHOP, path=str(path))
    version = _number(content, 60, 4)
    if version > USER_VERSION:
        raise TooNewError(Trouble.TOO_NEW, path=str(path), version=version)
    if version not in FORMATS:
        raise NotAWorkshopError(Trouble.NOT_A_WORKSHOP, path=str(path))
    page = _number(content, 16, 2)
    length = (65536 if page == 1 else page) * _number(content, 28, 4)
    if len(content) < length:
        raise DamagedError(Trouble.TRUNCATED, path=str(path))
    if content[-SEAL_LENGTH:-32] != SEAL_MARK:
        raise DamagedError(Trouble.SEAL_MISSING, path=str(path))
    image = content[:-SEAL_LENGTH]
    if len(image) != length or hashlib.sha256(image).digest() != content[-32:]:
        raise DamagedError(Trouble.SEAL_BROKEN, path=str(path))
    return image


def current(image: bytes, path: Path) -> bytes:
    """The image in today's format; one of an older format is copied into it.

    Raises:
        NotAWorkshopError, DamagedError: with one sentence that names `path`.
    """
    if _number(image, 60, 4) == USER_VERSION:
        return image
    try:
        return brought_up_to_date(image)
    except NotAWorkshopError as error:
        raise NotAWorkshopError(error.code, path=str(path)) from error
    except (sqlite3.Error, InvalidRecordError, UnsoundError) as error:
        raise _damaged(path, error) from error


def vet(image: bytes, path: Path) -> Contents:
    """Check an image in memory and read what it holds.

    Raises:
        NotAWorkshopError, DamagedError: with one sentence that names `path`.
    """
    try:
        connection = in_memory(image)
    except sqlite3.Error as error:
        raise _damaged(path, error) from error
    try:
        return load(connection, path)
    finally:
        connection.close()


def check_file(path: Path) -> Contents:
    """Check a file as thoroughly as can be, including that its history leads to its contents.

    Raises:
        StorageError: one sentence that says what is wrong.
    """
    image = current(unsealed(read_bytes(path), path), path)
    contents = vet(image, path)
    connection = in_memory(image)
    try:
        _require_history(connection, contents)
    except (sqlite3.Error, ValueError) as error:
        raise _damaged(path, error) from error
    finally:
        connection.close()
    return contents


def load(connection: sqlite3.Connection, path: Path) -> Contents:
    """Check an open database and read what it holds; `path` is for the sentence of an error.

    Raises:
        NotAWorkshopError, DamagedError: with one sentence that names `path`.
    """
    deadline = time.monotonic() + _DEADLINE
    connection.set_progress_handler(lambda: time.monotonic() > deadline, 100_000)
    try:
        if not is_golden(connection):
            raise NotAWorkshopError(Trouble.NOT_A_WORKSHOP, path=str(path))
        require_integrity(connection)
        return _contents(connection)
    except (sqlite3.Error, InvalidRecordError, UnsoundError, BrokenOrderError) as error:
        raise _damaged(path, error) from error
    finally:
        connection.set_progress_handler(None, 0)


def _contents(connection: sqlite3.Connection) -> Contents:
    meta = dict(connection.execute("SELECT key, value FROM meta"))
    doc_id = meta.get("doc_id", "")
    if not DOC_ID.fullmatch(doc_id):
        raise UnsoundError("it has no identity")
    board = sound_board(connection)
    journal = tuple(entries(connection))
    if any(entry.seq != number for number, entry in enumerate(journal, 1)):
        raise UnsoundError("its commands are not numbered in order")
    return Contents(doc_id, board, journal, Stacks(journal))


def _require_history(connection: sqlite3.Connection, contents: Contents) -> None:
    rows: dict[str, Record] = {WORKSHOP_ID: Workshop()}
    for entry in contents.journal:
        for change in step_of(connection, entry).changes:
            if rows.pop(change.row.id, None) != change.before:
                raise UnsoundError(f"its history breaks at command {entry.seq}")
            if change.after is not None:
                rows[change.row.id] = change.after
    found = contents.board
    tables = (found.cards, found.outputs, found.links, found.supports, found.details)
    if len(rows) != 1 + sum(map(len, tables)) or any(
        found.record(row) != record for row, record in rows.items()
    ):
        raise UnsoundError("its history does not lead to its contents")


def _damaged(path: Path, error: Exception) -> DamagedError:
    return DamagedError(Trouble.DAMAGED, path=str(path), reason=str(error)[:200])


def _number(content: bytes, at: int, length: int) -> int:
    return int.from_bytes(content[at : at + length], "big")
