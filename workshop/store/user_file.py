"""The user's file of an open workshop: where it is, and what it is known to hold.

Knows what was last read or written there, and writes it anew. Commands and the working copy are
the session's.
"""

import contextlib
import datetime
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from workshop.store.errors import StorageError, Trouble
from workshop.store.ledger import Ledger
from workshop.store.publishing import Publication, Published, Target, sweep, target_at
from workshop.store.recovery import Opened
from workshop.store.snapshots import shelf_for


class FileState(Struct, frozen=True):
    """The user's file: when this session last wrote it, and whether it holds every command."""

    at: datetime.datetime | None
    up_to_date: bool


class UserFile:
    """The file of one workshop, or the place where there is none yet.

    `ledger` tells which commands there are, `image` the workshop as it is to be written; `follow`
    is called when it is another file from now on.
    """

    def __init__(
        self,
        home: Path,
        opened: Opened,
        ledger: Ledger,
        image: Callable[[], bytes],
        follow: Callable[[Path], None],
    ) -> None:
        self._home = home
        self._doc_id = opened.copy.doc_id
        self._ledger = ledger
        self._image = image
        self._follow = follow
        self._target = opened.target
        self._seq = opened.published
        self._at: datetime.datetime | None = None

    @property
    def path(self) -> Path | None:
        """Where it is, or None while there is none."""
        return None if self._target is None else self._target.path

    @property
    def state(self) -> FileState:
        """Whether it holds every command, and when this session last wrote it."""
        complete = self._target is not None and self._seq == self._ledger.seq
        return FileState(self._at, complete)

    @property
    def is_whole(self) -> bool:
        """Whether it holds every command and is still the one that was written or read."""
        if self._target is None or not self.state.up_to_date:
            return False
        try:
            return target_at(self._target.path) == self._target
        except StorageError:
            return False

    def publication(self) -> Publication:
        """What a worker thread needs to write it; hand its result to `took`.

        Raises:
            StorageError: there is no file yet.
        """
        if self._target is None:
            raise StorageError(Trouble.NO_FILE_YET)
        return self._publication(self._target, held=self._ledger.uid(self._seq))

    def took(self, published: Published) -> None:
        """Note that a publication was written, beside the file where that was a conflict."""
        self._note(published)
        if published.conflict:
            # Where the working copy can't follow it is found by the old name, as before.
            with contextlib.suppress(StorageError):
                self._follow(published.target.path)

    def publish(self) -> Published:
        """Write it now.

        Raises:
            StorageError: it is untouched, the workshop is safe in its working copy.
        """
        published = self.publication().write()
        self.took(published)
        if not published.durable:
            path = str(published.target.path)
            raise StorageError(Trouble.WRITE_FAILED, path=path, reason="it was not synced")
        return published

    def publish_at(self, path: Path, *, replacing: bool) -> None:
        """Write another file, and this one from now on.

        Raises:
            StorageError: something is there and `replacing` is False, it can't be written, or the
                working copy can't follow.
        """
        target = target_at(path)
        if target.digest is not None and not replacing:
            raise StorageError(Trouble.FILE_EXISTS, path=str(path))
        sweep(path)
        self._note(self._publication(target, held=None).write())
        self._follow(path)

    def _note(self, published: Published) -> None:
        self._target = published.target
        if published.durable:
            self._seq = published.seq
            self._at = published.at

    def _publication(self, target: Target, held: str | None) -> Publication:
        image = self._image()
        seq = self._ledger.seq
        shelf = shelf_for(self._home, self._doc_id, target.path)
        return Publication(image, target, seq, shelf, self._ledger.uid(seq), held)
