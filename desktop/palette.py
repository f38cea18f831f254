"""The command palette: every action that is possible now, and every card and output, by typing.

Made from the table of actions; what counts as found in the workshop is `workshop.search`'s.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.actions import ENTRIES, Actions, keys_in_words
from workshop.board import Board
from workshop.records import Card, Output
from workshop.search import found
from workshop.words import text

#: Most rows of the workshop that are listed.
_MOST_ROWS = 50
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


@dataclass(frozen=True, slots=True)
class _Choice:
    words: str
    keys: str
    do: Callable[[], object]


class Palette(QFrame):
    """Floats near the top of a window until something is chosen, Esc, or a click elsewhere."""

    def __init__(
        self,
        actions: Actions,
        board: Board | None,
        go_to: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self._board = board
        self._go_to = go_to
        self._actions = list(_possible(actions))
        self._choices: list[_Choice] = []
        self.query = QLineEdit(self)
        self.query.setPlaceholderText(text("What do you want to do, or where to go?"))
        self.query.setAccessibleName(text("Command"))
        self.query.installEventFilter(self)
        self.query.textChanged.connect(self._list)
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda _item: self.choose())
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.query)
        column.addWidget(self.list)
        self._list("")

    def open_over(self, window: QWidget) -> None:
        """Show it near the top of a window."""
        width, height = min(560, window.width() - 48), min(420, window.height() - 120)
        self.resize(width, height)
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, 64)))
        self.show()
        self.query.setFocus()

    def choose(self) -> None:
        """Do what is marked."""
        at = self.list.currentRow()
        chosen = self._choices[at] if 0 <= at < len(self._choices) else None
        self.close()
        if chosen is not None:
            chosen.do()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move the mark, Enter chooses."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose()
            return True
        if event.key() in _MOVES:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8}
            at = self.list.currentRow() + step.get(Qt.Key(event.key()), -8)
            self.list.setCurrentRow(min(max(at, 0), self.list.count() - 1))
            return True
        return super().eventFilter(watched, event)

    def _list(self, query: str) -> None:
        words = query.casefold().split()
        fitting = [
            choice
            for choice in self._actions
            if all(word in choice.words.casefold() for word in words)
        ]
        self._choices = [*fitting, *self._rows(query)]
        self.list.clear()
        for choice in self._choices:
            item = QListWidgetItem(f"{choice.words}    {choice.keys}".rstrip())
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _rows(self, query: str) -> Iterator[_Choice]:
        if self._board is None:
            return
        for row in found(self._board, query)[:_MOST_ROWS]:
            record = self._board.record(row)
            if isinstance(record, Card | Output):
                words = f"{record.ref}  {' '.join(record.text.split())}"
                yield _Choice(words, "", partial(self._go_to, row))


def _possible(actions: Actions) -> Iterator[_Choice]:
    for entry in ENTRIES:
        action = actions[entry.id]
        if action.isEnabled() and entry.id != "palette":
            yield _Choice(entry.text, keys_in_words(entry), action.trigger)
