"""The working copy of an open workshop: a private folder with the database that is the record.

Owns the folder, its lock and the connection. Which copy to believe is decided in `recovery`.
"""

import contextlib
import hashlib
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from workshop.files import is_file, replace_file, sync_folder
from workshop.store.connection import connect, in_memory, storage_error, whole_image_of
from workshop.store.errors import StorageError, Trouble, write_error
from workshop.store.folders import make_folder, rename_for_good, told
from workshop.store.pages import with_log
from workshop.store.schema import lay_out

_NAME: Final = re.compile(r"([0-9a-f]{32})-([0-9a-f]{16}|unnamed)")
_DATABASE: Final = "work.db"
_LOGS: Final = ("-wal", "-shm", "-journal")
_LOCK: Final = "lock.db"
#: The path of the user's file, as the operating system spells it.
_ORIGIN: Final = "path"

#: Which file it is, whatever its name; None where there is none.
_Which = tuple[int, int] | None


def open_folder(home: Path) -> Path:
    """Where all working copies are."""
    return home / "open"


def folder_for(home: Path, doc_id: str, path: Path | None) -> Path:
    """The folder of one document at one path; None while it has no file."""
    if path is None:
        return open_folder(home) / f"{doc_id}-unnamed"
    spelled = os.fsencode(os.path.normcase(path))
    return open_folder(home) / f"{doc_id}-{hashlib.sha256(spelled).hexdigest()[:16]}"


def is_working_copy(folder: Path) -> bool:
    """Whether a folder is a working copy with something in it."""
    return _NAME.fullmatch(folder.name) is not None and is_file(folder / _DATABASE)


class WorkingCopy:
    """A locked folder. `connection` is open between `start` (or `take`, `resume`) and `close`.

    Where the database can't be opened again, `connection` is a look at what was last committed: in
    memory, and for reading only.
    """

    def __init__(self, folder: Path, path: Path | None) -> None:
        """Lock the folder, made if absent; `path` is the user's file, if there is one.

        Raises:
            AlreadyOpenError: another window or process has it.
            StorageError: the folder can't be made.
        """
        self.folder = folder
        self.path = path
        self._connection: sqlite3.Connection | None = None
        self._is_look = False
        self._lock_file, self._database_file = str(folder / _LOCK), str(folder / _DATABASE)
        self._seen: tuple[_Which, _Which] = (None, None)
        #: A database that was put back, to go on with it should opening it fail.
        self._placed: _Which = None
        try:
            make_folder(folder)
        except OSError as error:
            raise write_error(folder, error) from error
        self._take_lock()

    @property
    def is_there(self) -> bool:
        """Whether nothing has taken away the files that are open, or put others in their place."""
        if self._connection is None:
            return True
        held = self._held in (None, _which(self._lock_file))
        return held and self._which_now() == self._seen

    @property
    def is_open(self) -> bool:
        """Whether what `connection` says is what is in the folder."""
        return self._connection is not None and not self._is_look

    @property
    def connection(self) -> sqlite3.Connection:
        """The one connection.

        Raises:
            StorageError: the disk failed and the database could not be reopened yet.
        """
        if self._connection is None:
            raise StorageError(Trouble.STOPPED, reason="the working copy is closed")
        return self._connection

    @property
    def database(self) -> Path:
        """The file of the database."""
        return self.folder / _DATABASE

    @property
    def doc_id(self) -> str:
        """Identity of the document, from the folder's name."""
        return self.folder.name.partition("-")[0]

    def start(self) -> None:
        """Begin with an empty workshop."""
        with told(self.folder):
            self._drop_database()
        self._connection = connect(self.database)
        try:
            lay_out(self._connection, self.doc_id)
        except sqlite3.Error as error:
            raise storage_error(self.folder, error) from error
        self._settle()

    def take(self, image: bytes) -> None:
        """Begin with the contents of the user's file."""
        with told(self.database):
            self._drop_database()
            replace_file(self.database, image)
        self.resume()

    def rewrite(self, image: bytes) -> None:
        """Go on with another image of the same workshop; killed meanwhile, the old one is there."""
        # Closing writes the log into the database: nothing of it may meet the new one.
        self.close_database()
        if self.database.with_name(_DATABASE + "-wal").exists():
            raise StorageError(Trouble.STOPPED, reason="the log could not be closed")
        with told(self.database):
            replace_file(self.database, image)
        self.resume()

    def resume(self) -> None:
        """Go on with what is in the folder.

        Raises:
            sqlite3.DatabaseError: it is damaged.
        """
        if self._held is None:
            self._take_lock()
        self._connection = connect(self.database)
        self._is_look = False
        self._settle()

    @contextlib.contextmanager
    def reopening(self) -> Iterator[None]:
        """Close the database; where it is not opened anew meanwhile, a look at it is left."""
        last = self._last_image()
        self.close_database()
        try:
            yield
        except BaseException:
            if self._connection is None and last is not None:
                self._connection, self._is_look = in_memory(last), True
                self._seen = self._which_now()
            raise

    def make_again(self) -> None:
        """Make anew what has been taken away, with what the open database holds.

        A database that was put in its place is kept beside it.

        Raises:
            AlreadyOpenError: another window or process has the folder now.
            StorageError: it can't be written; what is open stays open.
        """
        taken = self.connection
        try:
            self._put_back(whole_image_of(taken))
            self.resume()
        except OSError as error:
            raise write_error(self.folder, error) from error
        except sqlite3.Error as error:
            raise storage_error(self.folder, error) from error
        # SQLite knows that the log at this place is no longer its own, and leaves it alone.
        taken.close()

    def _put_back(self, image: bytes) -> None:
        make_folder(self.folder)
        if _which(self._lock_file) != self._held:
            before = self._lock
            self._take_lock()
            before.close()
        if self._which_now()[0] not in (None, self._seen[0], self._placed):
            self._move_aside()
        self._drop_log()
        try:
            replace_file(self.database, image)
        finally:
            self._placed = self._which_now()[0]

    def set_damaged_aside(self) -> Path:
        """Move a database that can't be believed, and its log, to a folder of its own.

        There it is found as a working copy that was left: what can be read of it may be wanted.
        """
        self.close_database()
        with told(self.folder):
            aside = self._move_aside()
            self._drop_database()
        return aside

    def _move_aside(self) -> Path:
        aside = self.folder.with_name(f"{self.doc_id}-{os.urandom(8).hex()}")
        make_folder(aside)
        if self.path is not None:
            replace_file(aside / _ORIGIN, os.fsencode(self.path))
        for suffix in ("-wal", ""):
            file = self.database.with_name(_DATABASE + suffix)
            if file.exists():
                file.rename(aside / file.name)
        sync_folder(aside)
        return aside

    def require_free(self, home: Path, path: Path) -> None:
        """Refuse another file of this document that is open in another window.

        Raises:
            AlreadyOpenError: it is.
        """
        folder = folder_for(home, self.doc_id, path)
        if folder.exists() and folder != self.folder:
            WorkingCopy(folder, path).close()

    def move_to(self, home: Path, path: Path) -> "WorkingCopy":
        """Close this copy and go on with it in the folder of another file.

        A left-over copy in that folder is kept beside it under a name of its own.

        Raises:
            StorageError: the folder can't be moved; this copy stays open.
        """
        folder = folder_for(home, self.doc_id, path)
        if folder == self.folder:
            return self
        with self.reopening():
            self._unlock()
            try:
                with told(folder):
                    if folder.exists():
                        folder.rename(folder.with_name(f"{self.doc_id}-{os.urandom(8).hex()}"))
                    rename_for_good(self.folder, folder)
                return self._resumed_in(folder, path)
            except StorageError:
                self._take_up_again()
                raise

    def _resumed_in(self, folder: Path, path: Path) -> "WorkingCopy":
        copy = WorkingCopy(folder, path)
        try:
            copy.resume()
        except BaseException:
            copy.close()
            with told(folder):
                folder.rename(self.folder)
            raise
        return copy

    def _take_up_again(self) -> None:
        """Go on where this copy was, if that can be."""
        with contextlib.suppress(StorageError, sqlite3.Error, OSError):
            if self.path is None:
                (self.folder / _ORIGIN).unlink(missing_ok=True)
            self.resume()

    def close_database(self) -> None:
        """Close the connection; the folder stays locked."""
        if self._connection is not None:
            # On a broken disk closing fails too; everything acknowledged is in the log.
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def close(self) -> None:
        """Let go of everything and keep the folder."""
        self.close_database()
        self._unlock()

    def remove(self) -> None:
        """Let go of everything and delete the folder: what it held is safe elsewhere, or unwanted.

        The database goes before the lock is released, so that nobody opens a half-deleted copy.
        What another has put in its place stays.
        """
        if not self.is_there:
            self.close()
            return
        self.close_database()
        # What can't be deleted now holds nothing new, and is offered again at the next start.
        with contextlib.suppress(OSError):
            self._drop_database()
        self._unlock()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _settle(self) -> None:
        """Make the new files of the folder survive a power cut before anything is promised."""
        with told(self.folder):
            if self.path is not None and origin_of(self.folder) != self.path:
                replace_file(self.folder / _ORIGIN, os.fsencode(self.path))
            sync_folder(self.folder)
        self._seen = self._which_now()

    def _take_lock(self) -> None:
        self._lock = _locked(self.folder / _LOCK, self.path)
        self._held = _which(self._lock_file)

    def _unlock(self) -> None:
        self._lock.close()
        self._held = None

    def _last_image(self) -> bytes | None:
        """What was last committed; None where the disk does not even give that."""
        with contextlib.suppress(StorageError, sqlite3.Error):
            return whole_image_of(self.connection)
        return None

    def _which_now(self) -> tuple[_Which, _Which]:
        """The database, and its log, that are in the folder now."""
        return _which(self._database_file), _which(self._database_file + _LOGS[0])

    def _drop_database(self) -> None:
        self._drop_log()
        self.database.unlink(missing_ok=True)

    def _drop_log(self) -> None:
        for suffix in _LOGS:
            self.database.with_name(_DATABASE + suffix).unlink(missing_ok=True)


def _which(file: str) -> _Which:
    try:
        found = os.stat(file)  # noqa: PTH116 - before each commit: with a path it takes ten times as long
    except OSError:
        return None
    return found.st_dev, found.st_ino


def forget_copies(home: Path, doc_id: str) -> None:
    """Delete the working copies of a document that nobody has open.

    Raises:
        OSError: one could not be deleted.
    """
    for folder in open_folder(home).glob(f"{doc_id}-*"):
        with contextlib.suppress(StorageError):
            WorkingCopy(folder, None).remove()


def bytes_of(folder: Path) -> bytes:
    """All that a working copy nobody has open holds, whatever is wrong with it.

    Raises:
        StorageError: it can't be read.
    """
    database = folder / _DATABASE
    log = database.with_name(_DATABASE + "-wal")
    with told(database):
        return with_log(database.read_bytes(), log.read_bytes() if log.exists() else b"")


def put_away(folder: Path) -> None:
    """Offer a damaged working copy no longer; it stays until every trace is removed.

    Raises:
        StorageError: its folder can't be written.
    """
    with told(folder):
        (folder / _DATABASE).rename(folder / "damaged.db")


def origin_of(folder: Path) -> Path | None:
    """The user's file a working copy belongs to; None when it has none yet."""
    try:
        return Path(os.fsdecode((folder / _ORIGIN).read_bytes()))
    except OSError:
        return None


def _locked(file: Path, path: Path | None) -> sqlite3.Connection:
    """Hold a lock that the operating system releases when the process ends, however it ends.

    SQLite's own locks work alike on every system; this empty database is never written.
    """
    with contextlib.ExitStack() as undone:
        try:
            connection = sqlite3.connect(file, isolation_level=None, timeout=0)
            undone.callback(connection.close)
            connection.execute("PRAGMA journal_mode=MEMORY").fetchall()
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            raise storage_error(path or file.parent, error) from error
        undone.pop_all()
    return connection
