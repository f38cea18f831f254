"""Which copy to believe when a workshop is opened: the user's file or a left-over working copy.

The lineage of commands decides. Nothing is ever thrown away that the other side does not hold.
"""

import contextlib
import datetime
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from workshop.files import is_file, real, replace_file
from workshop.records import new_id
from workshop.store.connection import whole_image_of
from workshop.store.errors import (
    DamagedError,
    NotAWorkshopError,
    Note,
    StorageError,
    Trouble,
    damaged_copy,
    write_error,
)
from workshop.store.pages import rows_in
from workshop.store.publishing import Target, beside, image_of, sweep, target_at, with_drafts_of
from workshop.store.schema import USER_VERSION
from workshop.store.snapshots import NO_COMMAND, shelf_for
from workshop.store.vetting import Contents, current, load, read_bytes, sealed, unsealed, vet
from workshop.store.working_copy import (
    WorkingCopy,
    bytes_of,
    folder_for,
    is_working_copy,
    open_folder,
    origin_of,
)

T = TypeVar("T")


class Opened(Struct, frozen=True):
    """A workshop ready to work on.

    `recovered` counts the commands the user's file did not hold yet; `kept` is where the other
    version is when two had to be kept, or the folder of a damaged working copy; `published` is the
    last command the user's file holds.
    """

    copy: WorkingCopy
    contents: Contents
    target: Target | None
    published: int
    recovered: int = 0
    note: Note | None = None
    kept: Path | None = None


class Orphan(Struct, frozen=True):
    """A working copy nobody has open: without a file yet, or left by a crash.

    `modified` is when its last command was given, in seconds since the epoch; `commands` is how
    many it holds. Of one that `is_damaged` the file tells when, and how many is not known.
    """

    folder: Path
    path: Path | None
    title: str
    commands: int
    modified: float
    is_damaged: bool = False


def open_new(home: Path) -> Opened:
    """Start a workshop that has no file yet.

    Raises:
        StorageError: the app-data folder can't be written.
    """
    copy = WorkingCopy(folder_for(home, new_id(), None), None)
    try:
        copy.start()
        contents = load(copy.connection, copy.folder)
    except BaseException:
        copy.close()
        raise
    return Opened(copy, contents, None, published=0)


def open_image(image: bytes, home: Path) -> Opened:
    """Start a workshop that has no file yet with the contents of an image.

    Raises:
        StorageError: the image is damaged, or the app-data folder can't be written.
    """
    folder = folder_for(home, vet(image, home).doc_id, None)
    copy = WorkingCopy(folder, None)
    try:
        copy.take(image)
        contents = load(copy.connection, folder)
    except BaseException:
        copy.close()
        raise
    return Opened(copy, contents, None, published=0)


def open_file(path: Path, home: Path) -> Opened:
    """Open the user's file, with what a left-over working copy holds beyond it.

    Raises:
        StorageError: one sentence that says what is wrong; the file is untouched.
    """
    path = real(path)
    image = current(unsealed(read_bytes(path), path), path)
    contents = vet(image, path)
    copy = WorkingCopy(folder_for(home, contents.doc_id, path), path)
    try:
        sweep(path)
        return _believed(copy, contents, image, target_at(path), home)
    except BaseException:
        copy.close()
        raise


def open_orphan(folder: Path, home: Path) -> Opened:
    """Open a left-over working copy, together with its file when that is there and sound.

    Otherwise the working copy goes on alone: a file that can't be believed is never replaced,
    publishing then goes to a copy beside it.

    Raises:
        StorageError: it is open elsewhere or damaged.
    """
    path = origin_of(folder)
    doc_id = folder.name.partition("-")[0]
    if path is not None and folder == folder_for(home, doc_id, path):
        with contextlib.suppress(DamagedError, NotAWorkshopError):
            if is_file(path) and _doc_id_at(path) == doc_id:
                return open_file(path, home)
    copy = WorkingCopy(folder, path)
    try:
        contents = _resumed(copy, home)
    except BaseException:
        copy.close()
        raise
    return Opened(copy, contents, _unseen(path), published=0, recovered=len(contents.journal))


def _unseen(path: Path | None) -> Target | None:
    """A target that counts as changed by someone else if anything is there at all."""
    if path is None:
        return None
    try:
        return Target(path, path.parent.stat().st_dev, None)
    except OSError:
        return None


def orphans(home: Path) -> list[Orphan]:
    """Every working copy with commands, or damage, that nobody has open, latest first."""
    try:
        folders = [f for f in open_folder(home).iterdir() if is_working_copy(f)]
    except OSError:
        return []
    found = [orphan for orphan in map(_looked_at, folders) if orphan is not None]
    return sorted(found, key=lambda orphan: orphan.modified, reverse=True)


def _doc_id_at(path: Path) -> str:
    return vet(current(unsealed(read_bytes(path), path), path), path).doc_id


def _believed(
    copy: WorkingCopy, file: Contents, image: bytes, target: Target, home: Path
) -> Opened:
    note = kept = None
    mine: Contents | None = None
    if copy.database.exists():
        try:
            mine = _resumed(copy, home)
        except (DamagedError, NotAWorkshopError):
            kept, note = copy.set_damaged_aside(), Note.COPY_DAMAGED
    theirs = file.uids
    if mine is not None and mine.uids[: len(theirs)] == theirs:
        recovered = len(mine.uids) - len(theirs)
        return Opened(copy, mine, target, _held(mine, theirs), recovered)
    if mine is not None and theirs[: len(mine.uids)] != mine.uids:
        kept, note = _kept_beside(copy, target.path), Note.DIVERGED
    if mine is not None:
        image = with_drafts_of(copy.connection, image)
    copy.close_database()
    copy.take(image)
    return Opened(copy, file, target, len(file.journal), note=note, kept=kept)


def _held(mine: Contents, theirs: list[str]) -> int:
    """Number of the last of my commands that the file holds too."""
    if len(mine.uids) == len(theirs):
        return len(mine.journal)
    return next((entry.seq for entry in mine.journal if entry.uid in theirs[-1:]), 0)


def reopened(copy: WorkingCopy, home: Path, believe: Callable[[Contents], T]) -> T:
    """Close the database of a working copy and open it anew, as it is on the disk.

    Raises:
        StorageError: it can't be opened now, is damaged, or `believe` does not take what it holds;
            what was last committed can still be looked at.
    """
    with copy.reopening():
        try:
            return believe(_resumed(copy, home))
        except BaseException as error:
            copy.close_database()
            if isinstance(error, DamagedError):
                raise damaged_copy() from error
            raise


def _resumed(copy: WorkingCopy, home: Path) -> Contents:
    where = copy.path or copy.folder
    try:
        copy.resume()
        _bring_up_to_date(copy, home)
    except sqlite3.DatabaseError as error:
        raise DamagedError(Trouble.DAMAGED, path=str(where), reason=str(error)) from error
    contents = load(copy.connection, where)
    if contents.doc_id != copy.doc_id:
        raise DamagedError(Trouble.DAMAGED, path=str(where), reason="it is another workshop")
    return contents


def _bring_up_to_date(copy: WorkingCopy, home: Path) -> None:
    """Turn a copy that an older version left into one of today's format; its drafts stay."""
    version = copy.connection.execute("PRAGMA user_version").fetchone()[0]
    if version == USER_VERSION:
        return
    old = whole_image_of(copy.connection)
    image = current(old, copy.path or copy.folder)
    last = vet(image, copy.folder).uids[-1:] or [NO_COMMAND]
    now = datetime.datetime.now(datetime.UTC)
    shelf_for(home, copy.doc_id, copy.path).keep(sealed(old), last[0], now)
    copy.rewrite(image)


def _kept_beside(copy: WorkingCopy, path: Path) -> Path:
    kept = beside(path, "recovered")
    try:
        replace_file(kept, sealed(image_of(copy.connection)))
    except OSError as error:
        raise write_error(kept, error) from error
    return kept


def _looked_at(folder: Path) -> Orphan | None:
    """What a working copy holds; None when it is open elsewhere, empty or can't be read now."""
    try:
        copy = WorkingCopy(folder, origin_of(folder))
    except StorageError:
        return None
    try:
        copy.resume()
        title, commands, last = copy.connection.execute(
            "SELECT title, (SELECT count(*) FROM command), "
            "(SELECT at FROM command ORDER BY seq DESC LIMIT 1) FROM workshop"
        ).fetchone()
        if not commands:
            return None
        # The database's own time is of no use: commands wait in the log, and looking merges it.
        modified = datetime.datetime.fromisoformat(last).timestamp()
        return Orphan(folder, copy.path, title, commands, modified)
    except (StorageError, sqlite3.OperationalError, OSError):
        # Nothing was ever laid out in it, for one.
        return None
    except (sqlite3.Error, TypeError, ValueError):
        return _damaged(copy)
    finally:
        copy.close()


def _damaged(copy: WorkingCopy) -> Orphan | None:
    """A copy that is no sound database; None when not a single row is left of it."""
    copy.close_database()
    if next(rows_in(bytes_of(copy.folder)), None) is None:
        return None
    title = "" if copy.path is None else copy.path.stem
    modified = copy.database.stat().st_mtime
    return Orphan(copy.folder, copy.path, title, 0, modified, is_damaged=True)
