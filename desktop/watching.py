"""Sees every two seconds that the working copy is still there, and has it made again.

A clean-up program, another person or a mistake may delete or move the app-data folder; SQLite goes
on writing to files that have no name any more and that end with the process.
"""

from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from workshop.session import Session
from workshop.store.errors import StorageError

#: Milliseconds between two looks, and for which it is news that the copy is there again.
PAUSE: Final = 2_000
_NEWS: Final = 60_000


class Watch(QObject):
    """Watches over one session from `start` to `stop`.

    Signals:
        lost(StorageError): it was taken away, and can't be made again for this reason.
        changed(): `is_safe` or `is_news` has changed.
    """

    lost = Signal(object)
    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._renewals = session.renewals
        self._trouble: StorageError | None = None
        self._timer = QTimer(self, interval=PAUSE, timerType=Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        self._news = QTimer(self, singleShot=True, interval=_NEWS)
        self._news.timeout.connect(self.changed)

    @property
    def is_safe(self) -> bool:
        """Whether the work is kept on this laptop, as far as was seen."""
        return self._trouble is None

    @property
    def is_news(self) -> bool:
        """Whether it was missing a little while ago."""
        return self._news.isActive()

    def start(self) -> None:
        """Look from now on."""
        self._timer.start()

    def stop(self) -> None:
        """The session is closed."""
        self._timer.stop()
        self._news.stop()

    def look(self) -> bool:
        """Look now, also at what a commit has found; False when it is gone for good."""
        try:
            self._session.look_after()
        except StorageError as error:
            is_news = self._trouble is None or self._trouble.code is not error.code
            self._trouble = error
            if is_news:
                self.lost.emit(error)
                self.changed.emit()
            return False
        if self._trouble is not None or self._renewals != self._session.renewals:
            self._trouble, self._renewals = None, self._session.renewals
            self._news.start()
            self.changed.emit()
        return True
