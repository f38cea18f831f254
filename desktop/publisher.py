"""When the user's file is written, and how that is done without holding up the window.

Every change is already committed to the working copy; the file follows 2 s after the last edit, at
most 15 s after the first, or 60 s where a sync client uploads each version. The image is taken on
the calling thread, a worker writes it.
"""

import gc
import sys
import threading
from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from workshop.session import Session
from workshop.store.errors import StorageError
from workshop.store.publishing import Publication, Published

#: Milliseconds without an edit after which the file is written.
QUIET: Final = 2_000
#: Most milliseconds that the file lags behind while people keep editing; also before a retry.
LIMIT: Final = 15_000

#: The same where a sync client uploads the file each time it is written.
SYNCED_LIMIT: Final = 60_000
#: How the folders of sync clients begin, in lower case.
_SYNCED: Final = (
    *("onedrive", "dropbox", "google drive", "my drive", "icloud", "com~apple~clouddocs"),
    *("nextcloud", "owncloud", "syncthing", "sync", "box", "pcloud", "seafile"),
)

#: Seconds: while a worker writes, the window gets its turn this often.
_TURN: Final = 0.0005


class _Sharing:
    """How the process is shared while workers write: the window gets its turn often.

    Python's collector rests. It runs on whichever thread makes an object, and on a worker it would
    delete what belongs to Qt on the window's thread.
    """

    def __init__(self) -> None:
        self._workers = 0
        self._usual_turn = 0.0
        self._collects = False

    def begin(self) -> None:
        """A worker is about to write."""
        if self._workers == 0:
            self._usual_turn, self._collects = sys.getswitchinterval(), gc.isenabled()
            sys.setswitchinterval(_TURN)
            gc.disable()
        self._workers += 1

    def end(self) -> None:
        """A worker has written."""
        self._workers -= 1
        if self._workers == 0:
            sys.setswitchinterval(self._usual_turn)
            if self._collects:
                gc.enable()

    def let_collect(self) -> None:
        """Let the collector run, as soon as no worker writes."""
        self._collects = True
        if self._workers == 0:
            gc.enable()


SHARING: Final = _Sharing()


class Standing(StrEnum):
    """How the user's file stands to what is safe on this laptop."""

    NO_FILE = "no_file"
    BEHIND = "behind"
    UP_TO_DATE = "up_to_date"
    FAILED = "failed"


def is_synced(path: Path) -> bool:
    """Whether a file is in the folder of a sync client, by the folder's name."""
    return any(
        part.lower() == name or part.lower().startswith((f"{name} ", f"{name}-"))
        for part in path.parent.parts
        for name in _SYNCED
    )


class Publisher(QObject):
    """Publishes one session. `trouble` is why the last try failed; None when it did not.

    Signals:
        changed(): `state` may have changed.
        failed(StorageError): the file could not be written, for another reason than the last time;
            it will be tried again.
        conflicted(Path): somebody else changed the file, so a copy beside it was written.
    """

    changed = Signal()
    failed = Signal(object)
    conflicted = Signal(object)
    _written = Signal()

    def __init__(
        self, session: Session, parent: QObject | None = None, *, quiet: int = QUIET
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._worker: threading.Thread | None = None
        self._answer: Published | Exception | None = None
        self.trouble: StorageError | None = None
        self._quiet = QTimer(self, singleShot=True, interval=quiet)
        self._limit = QTimer(self, singleShot=True, interval=LIMIT)
        for timer in (self._quiet, self._limit):
            timer.timeout.connect(self.publish)
        self._written.connect(self._take)

    @property
    def state(self) -> Standing:
        """How the file stands."""
        if self._session.path is None:
            return Standing.NO_FILE
        if self.trouble is not None:
            return Standing.FAILED
        return Standing.UP_TO_DATE if self._session.file.state.up_to_date else Standing.BEHIND

    def note_change(self) -> None:
        """Something was committed: the file follows soon."""
        if self._session.path is not None:
            self._quiet.start()
            if not self._limit.isActive():
                self._limit.start(SYNCED_LIMIT if is_synced(self._session.path) else LIMIT)
        self.changed.emit()

    def publish(self) -> None:
        """Write the file now, unless it is up to date or being written."""
        if self._session.path is None or self._worker is not None:
            return
        self._quiet.stop()
        self._limit.stop()
        if self._session.file.state.up_to_date:
            return
        try:
            publication = self._session.file.publication()
        except StorageError as error:
            self._note_failure(error)
            return
        SHARING.begin()
        self._worker = threading.Thread(target=self._write, args=(publication,), name="publish")
        self._worker.start()

    def settle(self) -> None:
        """Wait for a write under way; the next begins with a change, `publish` or a failed write's
        second try."""
        self._quiet.stop()
        self._limit.stop()
        self._take()

    def _write(self, publication: Publication) -> None:
        """On the worker: write, leave the answer, and say so."""
        try:
            self._answer = publication.write()
        except Exception as error:  # noqa: BLE001 - raised again on the window's thread
            self._answer = error
        self._written.emit()

    def _take(self) -> None:
        if self._worker is None:
            return
        self._worker.join()
        answer, self._answer, self._worker = self._answer, None, None
        SHARING.end()
        if isinstance(answer, StorageError):
            self._note_failure(answer)
        elif isinstance(answer, Exception):
            raise answer
        elif answer is not None:
            self._note_written(answer)

    def _note_written(self, published: Published) -> None:
        self._session.file.took(published)
        self.trouble = None
        if published.conflict:
            self.conflicted.emit(published.target.path)
        if not self._session.file.state.up_to_date:
            self.note_change()
        self.changed.emit()

    def _note_failure(self, error: StorageError) -> None:
        is_news = self.trouble is None or self.trouble.code is not error.code
        self.trouble = error
        self._limit.start(LIMIT)
        if is_news:
            self.failed.emit(error)
        self.changed.emit()
