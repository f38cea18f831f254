"""The gaps of a document for every view that shows some, found once people pause.

Looking through a large workshop takes longer than a frame may. So nobody looks on a key press: a
search starts when changes have rested, and goes on in slices between which keys are served.
"""

import datetime
import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from widgets.document import Document
from workshop.gaps.codes import Gap
from workshop.gaps.finding import in_order, search
from workshop.values import days

#: Milliseconds without a change before a search starts.
_REST = 200
#: Seconds of work before keys are served again.
_SLICE = 0.003


class GapsWatch(QObject):
    """Knows the gaps of a document as of its last rest.

    Signals:
        changed(): `gaps` are others than before.
    """

    changed = Signal()

    def __init__(
        self,
        document: Document,
        parent: QObject | None = None,
        *,
        today: Callable[[], datetime.date] = days.today,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._today = today
        self._gaps: tuple[Gap, ...] = ()
        self._searching: Iterator[Gap | None] = iter(())
        self._found: list[Gap] = []
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._start)
        self._between_keys = QTimer(self, interval=0)
        self._between_keys.timeout.connect(self._go_on)
        document.changed.connect(self._wait)
        self._wait()

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Every gap, what matters most first; none before the first search has ended."""
        return self._gaps

    def stop(self) -> None:
        """Search no more: the document is closed."""
        self._rest.stop()
        self._between_keys.stop()

    def _wait(self) -> None:
        self._between_keys.stop()
        self._rest.start()

    def _start(self) -> None:
        self._searching = search(self._document.board, self._today())
        self._found = []
        self._between_keys.start()

    def _go_on(self) -> None:
        until = time.perf_counter() + _SLICE
        for gap in self._searching:
            if gap is not None:
                self._found.append(gap)
            if time.perf_counter() > until:
                return
        self._between_keys.stop()
        gaps = in_order(self._found)
        if gaps != self._gaps:
            self._gaps = gaps
            self.changed.emit()
