"""The command palette: every action that is possible now, and every card and output, by typing.

Made from the table of actions; what counts as found in the workshop is `workshop.search`'s.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from msgspec import Struct
from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.actions import ENTRIES, Actions, keys_in_words
from widgets.saying import say
from workshop.board import Board
from workshop.gaps.codes import Gap
from workshop.language import text
from workshop.records import Card, Output
from workshop.search import found

#: Most rows of the workshop that are listed.
_MOST_ROWS = 50
#: How far keys move the mark.
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
_KEYS = Qt.ItemDataRole.UserRole
_NO_FIT = 9
_WIDTH, _TALLEST = 560, 420


class _Choice(Struct, frozen=True):
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
        gaps: Iterable[Gap] = (),
        themes: Iterable[QAction] = (),
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self._board = board
        self._go_to = go_to
        self._gaps = tuple(gaps)
        self._actions = [*_possible(actions), *_themes(themes)]
        self._choices: list[_Choice] = []
        self._tallest = _TALLEST
        self.query = QLineEdit(self)
        self.query.setPlaceholderText(text("What do you want to do, or where to go?"))
        self.query.setAccessibleName(text("Command"))
        self.query.installEventFilter(self)
        self.query.textChanged.connect(self._list)
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Line(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(1)
        self.list.setAccessibleName(text("What fits"))
        self.list.currentTextChanged.connect(self._announce)
        self.list.itemClicked.connect(lambda _item: self.choose())
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.query)
        column.addWidget(self.list)
        self._list("")

    def open_over(self, window: QWidget) -> None:
        """Show it near the top of a window."""
        width = min(_WIDTH, window.width() - 48)
        self._tallest = min(_TALLEST, window.height() - 120)
        self.resize(width, self._tallest)
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, 64)))
        self.show()
        self._fit()
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
            at = self.list.currentRow() + _MOVES[Qt.Key(event.key())]
            self.list.setCurrentRow(min(max(at, 0), len(self._choices) - 1))
            return True
        return super().eventFilter(watched, event)

    def _announce(self, words: str) -> None:
        """Let screen readers say what is marked while the focus stays in the line."""
        if words and self.isVisible():
            say(self.query, words)

    def _list(self, query: str) -> None:
        ranked = [(rank(query, choice.words), choice) for choice in self._actions]
        fitting = sorted(
            ((at, choice) for at, choice in ranked if at is not None), key=lambda pair: pair[0]
        )
        rows = list(self._rows(query))
        named = [row for row in rows if row.words.casefold().split()[0] == query.strip().casefold()]
        rest = [row for row in rows if row not in named]
        self._choices = [*named, *(choice for _, choice in fitting), *rest]
        self.list.clear()
        for choice in self._choices:
            item = QListWidgetItem(choice.words)
            item.setData(_KEYS, choice.keys)
            self.list.addItem(item)
        if self._choices:
            self.list.setCurrentRow(0)
        else:
            self._say_that_nothing_fits()
        self._fit()

    def _say_that_nothing_fits(self) -> None:
        item = QListWidgetItem(text("Nothing here has these words."))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)
        self._announce(item.text())

    def _fit(self) -> None:
        """Be as tall as the list needs, within bounds."""
        around = self.height() - self.list.viewport().height()
        needed = self.list.sizeHintForRow(0) * self.list.count()
        if self.isVisible():
            self.resize(self.width(), min(self._tallest, around + max(needed, 0)))

    def _rows(self, query: str) -> Iterator[_Choice]:
        if self._board is None:
            return
        for row in found(self._board, query, self._gaps)[:_MOST_ROWS]:
            record = self._board.record(row)
            if isinstance(record, Card | Output):
                words = f"{record.ref}  {' '.join(record.text.split())}"
                yield _Choice(words, "", partial(self._go_to, row))


class _Line(QStyledItemDelegate):
    """A choice on the left, its keys on the right."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the words as any list does, then the keys."""
        super().paint(painter, option, index)
        keys = index.data(_KEYS)
        if keys:
            area: QRect = option.rect
            painter.setPen(option.palette.placeholderText().color())
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area.adjusted(0, 0, -12, 0), flags, keys)


def rank(query: str, words: str) -> int | None:
    """How well words fit a query, 0 best; None when they don't.

    Every word of the query must begin a word, stand inside one, or have its letters in one, in
    order; each of these fits less well than the one before.
    """
    parts = words.casefold().split()
    ranks = [min(_fit(asked, part) for part in parts) for asked in query.casefold().split()]
    return None if _NO_FIT in ranks else sum(ranks)


def _fit(asked: str, part: str) -> int:
    if part.startswith(asked):
        return 0
    if asked in part:
        return 1
    letters = iter(part)
    in_order = len(asked) > 1 and all(letter in letters for letter in asked)
    return 2 if in_order and part[0] == asked[0] else _NO_FIT


def _possible(actions: Actions) -> Iterator[_Choice]:
    for entry in ENTRIES:
        action = actions[entry.id]
        if action.isEnabled() and entry.id != "palette":
            words = action.text().partition("\t")[0]
            yield _Choice(words, keys_in_words(entry), action.trigger)


def _themes(themes: Iterable[QAction]) -> Iterator[_Choice]:
    for theme in themes:
        yield _Choice(text("Appearance: {theme}").format(theme=theme.text()), "", theme.trigger)
