"""Replacing the user's file by a whole new one, and only if nobody else changed it meanwhile.

Taking the image needs the connection; everything after it may run on a worker thread.
"""

import contextlib
import datetime
import hashlib
import os
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from workshop.files import LONGEST_NAME, NotDurableError, replace_file, shortened, stem_of
from workshop.store.connection import whole_image_of
from workshop.store.errors import StorageError, Trouble, write_error
from workshop.store.snapshots import Shelf
from workshop.store.vetting import sealed


class Target(Struct, frozen=True):
    """A file to publish to, as it was last seen.

    `device` is the volume of its folder, so that a file is not written into the empty mount point
    of a stick that was pulled. `digest` is the SHA-256 of what is there, None for nothing.
    """

    path: Path
    device: int
    digest: str | None


class Published(Struct, frozen=True):
    """A file that was written and reached the disk.

    `target` is where it is; `conflict` is True when that is a copy beside the file, because the
    file had been changed by someone else. `seq` is the last command it holds. What is not `durable`
    was written, but a power cut might bring back what was there before: it is to be written again.
    """

    target: Target
    seq: int
    at: datetime.datetime
    conflict: bool
    durable: bool


class Publication(Struct, frozen=True):
    """All that is needed to write the user's file, so that a worker thread can do it.

    What is written is kept on the `shelf` too. `uid` is the last command of the image, `held` that
    of the file it replaces; None when that is not known to be the same document.
    """

    image: bytes
    target: Target
    seq: int
    shelf: Shelf
    uid: str
    held: str | None

    def write(self) -> Published:
        """Write the file, or a copy beside it when someone else changed it; safe on any thread.

        Raises:
            StorageError: nothing was written, and no temporary file stays behind.
        """
        content, target = sealed(self.image), self.target
        try:
            if target.path.parent.stat().st_dev != target.device:
                raise StorageError(Trouble.VOLUME_GONE, path=str(target.path))
            found = _digest_at(target.path)
            conflict = found not in (None, target.digest)
            if found is not None and not conflict:
                self._keep_what_is_there()
            path = beside(target.path, "conflict") if conflict else target.path
            durable = _replaced(path, content)
        except OSError as error:
            raise write_error(target.path, error) from error
        digest = hashlib.sha256(content).hexdigest()
        now = datetime.datetime.now(datetime.UTC)
        self.shelf.keep(content, self.uid, now)
        return Published(Target(path, target.device, digest), self.seq, now, conflict, durable)

    def _keep_what_is_there(self) -> None:
        """Keep the file as another laptop may have left it, before it is replaced."""
        path, held = self.target.path, self.held
        if held is None or self.shelf.holds(held):
            return
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() == self.target.digest:
            moment = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)
            self.shelf.keep(content, held, moment)


def _replaced(path: Path, content: bytes) -> bool:
    """Replace a file; whether that would survive a power cut."""
    try:
        replace_file(path, content)
    except NotDurableError:
        return False
    return True


def target_at(path: Path) -> Target:
    """The file at this path as it is now.

    Raises:
        StorageError: its folder is missing, or it can't be read.
    """
    try:
        return Target(path, path.parent.stat().st_dev, _digest_at(path))
    except OSError as error:
        raise write_error(path, error) from error


def image_of(connection: sqlite3.Connection) -> bytes:
    """The database as one block of bytes that opens on its own, without any draft."""
    image = whole_image_of(connection)
    if connection.execute("SELECT 1 FROM draft LIMIT 1").fetchone() is None:
        return image
    return _changed(image, _drop_drafts)


def with_drafts_of(connection: sqlite3.Connection, image: bytes) -> bytes:
    """An image of the same document, with the drafts of this database, as far as they are read."""
    drafts: list[tuple[str, str]] = []
    with contextlib.suppress(sqlite3.DatabaseError):
        drafts += connection.execute("SELECT key, value FROM draft")
    if not drafts:
        return image
    put = "INSERT OR REPLACE INTO draft VALUES (?, ?)"
    return _changed(image, lambda copy: copy.executemany(put, drafts))


def beside(path: Path, reason: str) -> Path:
    """A free name beside `path` that says why there is a second file."""
    moment = datetime.datetime.now().astimezone().strftime("%Y-%m-%d %H.%M.%S")
    name = _called(path, f" ({reason} {moment})")
    count = 2
    while name.exists():
        name = _called(path, f" ({reason} {moment}, {count})")
        count += 1
    return name


def _called(path: Path, why: str) -> Path:
    """The path with this at the end of its name, of which as much stays as there is room for."""
    end = f"{why}{path.suffix}"
    stem = shortened(path.stem, LONGEST_NAME - len(os.fsencode(end)))
    return path.with_name(stem + end)


def sweep(path: Path) -> None:
    """Remove temporary files of this file that a killed process left behind."""
    leftover = re.compile(rf"\.{re.escape(stem_of(path))}\.[0-9a-f]{{8}}\.tmp")
    try:
        files = list(path.parent.iterdir())
    except OSError:
        return
    for file in files:
        if leftover.fullmatch(file.name):
            with contextlib.suppress(OSError):
                file.unlink()


def _digest_at(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def _drop_drafts(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA secure_delete=ON").fetchall()
    connection.execute("DELETE FROM draft")


def _changed(image: bytes, change: Callable[[sqlite3.Connection], object]) -> bytes:
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        copy.deserialize(image)
        change(copy)
        return bytes(copy.serialize())
    finally:
        copy.close()
