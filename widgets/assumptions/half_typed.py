"""An assumption and notes that are being typed, kept so that a crash loses no word."""

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject

from widgets.assumptions.adding import AddLine
from widgets.assumptions.due import DuePanel
from widgets.document import Document
from widgets.drafts import DraftKeeper

#: Where the view keeps its draft.
DRAFT_KEY = "assumptions"


class _Draft(Struct, frozen=True):
    """The words of a new assumption, and what was learned about others, by their rows."""

    words: str = ""
    notes: dict[str, str] = {}


class HalfTyped(QObject):
    """Follows the line that adds an assumption and the notes of what is due."""

    def __init__(self, document: Document, adding: AddLine, due: DuePanel) -> None:
        super().__init__(adding)
        self._adding = adding
        self._due = due
        self._keeper = DraftKeeper(document, DRAFT_KEY, self._values, self)
        adding.words.textChanged.connect(self._follow)
        due.noted.connect(self._follow)

    def restore(self) -> bool:
        """Show what a crash interrupted; True when an assumption was being written."""
        try:
            draft = msgspec.convert(self._keeper.left, _Draft)
        except msgspec.ValidationError:
            return False
        for card in self._due.cards:
            card.note.setText(draft.notes.get(card.row, ""))
        self._adding.words.setText(draft.words)
        return bool(draft.words)

    def _follow(self) -> None:
        if self._values() is None:
            self._keeper.forget()
        else:
            self._keeper.typed()

    def _values(self) -> object:
        notes = {card.row: card.note.text() for card in self._due.cards if card.note.words}
        words = self._adding.words.text()
        return msgspec.to_builtins(_Draft(words, notes)) if words or notes else None
