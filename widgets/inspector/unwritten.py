"""Words typed into fields and not written: half-typed, or refused. None of them is ever lost.

They are kept for the row they were typed for, wherever people go meanwhile, and as a draft that
survives a crash.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from widgets.document import Document
from widgets.drafts import DraftKeeper
from workshop.board import Board

#: Where the panel keeps its draft.
DRAFT_KEY = "inspector"


class Unwritten(QObject):
    """Typed words by the rows and the field they are for."""

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._draft = DraftKeeper(document, DRAFT_KEY, lambda: dict(self._words), self)
        self._words = _known(self._draft.left, document.board)

    def words(self, rows: Sequence[str], field: str) -> str | None:
        """What was typed into a field for these rows; None when there is nothing."""
        return self._words.get(_key(rows, field)) if self._words else None

    def keep(self, rows: Sequence[str], field: str, words: str) -> None:
        """Keep what is typed."""
        key = _key(rows, field)
        self._words.pop(key, None)
        self._words[key] = words
        self._draft.typed()

    def drop(self, rows: Sequence[str], field: str) -> None:
        """Forget what is written by now, or was given up."""
        if self._words and self._words.pop(_key(rows, field), None) is not None:
            if self._words:
                self._draft.typed()
            else:
                self._draft.forget()

    def rows(self, board: Board) -> list[str]:
        """The rows something was typed about that is not written, the last one last."""
        named = map(_rows_of, self._words)
        return [row for rows in named for row in rows if board.record(row) is not None]


def _key(rows: Sequence[str], field: str) -> str:
    return f"{','.join(rows)}/{field}"


def _known(draft: object, board: Board) -> dict[str, str]:
    """The words of a draft that still have a row to go to."""
    if not isinstance(draft, dict):
        return {}
    return {
        key: words
        for key, words in draft.items()
        if isinstance(words, str) and any(board.record(row) for row in _rows_of(key))
    }


def _rows_of(key: str) -> list[str]:
    return key.partition("/")[0].split(",")
