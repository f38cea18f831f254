"""A line that finds a card by a few letters: pick one, or Enter takes the first that fits."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from workshop.records import Card


class CardFinder(QLineEdit):
    """Offers cards while people type.

    Signals:
        found(str): the card that was picked.
    """

    found = Signal(str)

    def __init__(
        self,
        invites: str,
        name: str,
        offered: Callable[[], Sequence[Card]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._offered = offered
        self.setMinimumHeight(34)
        self.setPlaceholderText(invites)
        self.setAccessibleName(name)
        self._choices = QStringListModel(self)
        completer = QCompleter(self._choices, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        # Queued: the completer writes what was picked into the field after it has told so.
        completer.activated.connect(self._take_picked, Qt.ConnectionType.QueuedConnection)
        self.setCompleter(completer)
        self.returnPressed.connect(lambda: self._take(self.text()))
        self.textEdited.connect(self._offer)

    def _offer(self) -> None:
        self._choices.setStringList([_words(card) for card in self._offered()])

    def _take_picked(self, words: str) -> None:
        self._take(words)
        self.clear()

    def _take(self, words: str) -> None:
        """The card that was picked, or the first that the typed words name."""
        wanted = words.casefold().strip()
        cards = self._offered() if wanted else ()
        found = next((card for card in cards if wanted in _words(card).casefold()), None)
        if found is not None:
            self.clear()
            self.found.emit(found.id)


def _words(card: Card) -> str:
    return f"{card.ref}  {' '.join(card.text.split())}"
