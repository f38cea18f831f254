"""Half-typed text, kept with the document every moment so that a crash loses no word."""

import contextlib
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from widgets.document import Document
from workshop.applied import StorageError

#: How long typed text may be missing from the draft, in milliseconds.
DRAFT_DELAY = 300
#: Where the table keeps its draft; asked for before there is a table.
TABLE_DRAFT = "table"


class DraftKeeper(QObject):
    """Keeps the draft of one view under its key; `values` gives what is typed, None for nothing."""

    def __init__(
        self, document: Document, key: str, values: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._key = key
        self._values = values
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_DELAY)
        self._timer.timeout.connect(self._save)

    @property
    def left(self) -> object:
        """What a crash left behind, as plain values; None when there is nothing."""
        return self._document.session.draft(self._key)

    def typed(self) -> None:
        """Something was typed: keep it within the delay, also while typing goes on."""
        if not self._timer.isActive():
            self._timer.start()

    def forget(self) -> None:
        """What was typed is written or dropped."""
        self._timer.stop()
        with contextlib.suppress(StorageError):
            self._document.session.clear_draft(self._key)

    def _save(self) -> None:
        values = self._values()
        if values is None:
            return
        try:
            self._document.session.set_draft(self._key, values)
        except StorageError as error:
            self._document.failed.emit(error)
