"""The one SQLite connection of an open workshop, hardened against files and power cuts.

Owns the settings and what SQLite's errors mean; knows no table.
"""

import sqlite3
import sys
from pathlib import Path
from typing import Final

from workshop.store.errors import AlreadyOpenError, StorageError, Trouble

#: Applied in this order: the lock before the journal mode, so that WAL needs no shared memory.
_SETTINGS: Final = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=WAL",
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    "busy_timeout=0",
    "journal_size_limit=4194304",
    # Deleted drafts must not stay behind in free pages, which are published too.
    "secure_delete=ON",
)

#: For looking at a private copy in memory.
_VETTING: Final = ("trusted_schema=OFF", "cell_size_check=ON", "temp_store=MEMORY", "query_only=ON")

#: After these a failed commit may or may not be on disk: nothing may be written until reopened.
_UNCERTAIN: Final = ("SQLITE_IOERR", "SQLITE_CORRUPT", "SQLITE_READONLY", "SQLITE_NOTADB")


def connect(path: Path) -> sqlite3.Connection:
    """Open the working copy at `path`, made if absent, and take its lock.

    Raises:
        AlreadyOpenError: another connection holds it.
        StorageError: it can't be opened.
        sqlite3.DatabaseError: it is no database, or a damaged one.
    """
    try:
        connection = sqlite3.connect(path, isolation_level=None, timeout=0)
    except sqlite3.OperationalError as error:
        raise storage_error(path, error) from error
    try:
        harden(connection)
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}").fetchall()
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.OperationalError) and not _is_damage(error):
            raise storage_error(path, error) from error
        raise
    return connection


def in_memory(image: bytes) -> sqlite3.Connection:
    """A private, read-only look at the image of a database.

    Raises:
        sqlite3.DatabaseError: it can't be read.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.deserialize(image)
        harden(connection)
        for setting in _VETTING:
            connection.execute(f"PRAGMA {setting}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def whole_image_of(connection: sqlite3.Connection) -> bytes:
    """The database as one block of bytes that opens on its own, drafts and all."""
    image = bytearray(connection.serialize())
    # Rollback mode, not WAL: a lone file must open read-only.
    image[18] = image[19] = 1
    return bytes(image)


def harden(connection: sqlite3.Connection) -> None:
    """Switch off what a hostile file could use."""
    if hasattr(connection, "enable_load_extension"):
        connection.enable_load_extension(False)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 64 << 20)
    connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.setlimit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 50)
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_TRUSTED_SCHEMA, False)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DQS_DDL, False)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DQS_DML, False)


def storage_error(path: object, error: sqlite3.Error) -> StorageError:
    """What SQLite's error means for the person; `STOPPED` when a write may be half known."""
    name = getattr(error, "sqlite_errorname", None) or type(error).__name__
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return AlreadyOpenError(Trouble.OPEN_ELSEWHERE, path=str(path))
    if name == "SQLITE_FULL":
        return StorageError(Trouble.DISK_FULL, path=str(path))
    if name.startswith(_UNCERTAIN):
        return StorageError(Trouble.STOPPED, reason=name)
    return StorageError(Trouble.WRITE_FAILED, path=str(path), reason=str(error))


def _is_damage(error: sqlite3.Error) -> bool:
    name = getattr(error, "sqlite_errorname", "")
    return name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))
