"""The list under a field that offers what can be chosen. It never takes the keyboard."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from widgets.look.words import Label
from workshop.language import text

_ROW = 32
_MOST_ROWS = 8
_WIDEST = 480


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its key and what it says; `ref` is empty for what has no reference."""

    key: str
    says: str
    ref: str = ""

    @property
    def line(self) -> str:
        """What the list shows."""
        return f"{self.ref}   {self.says}" if self.ref else self.says

    def matches(self, typed: str) -> bool:
        """True when reference and text hold every typed word."""
        whole = f"{self.ref} {self.says}".casefold()
        return all(word in whole for word in typed.casefold().split())


class Suggestions(QFrame):
    """A small list on top of the window, below (or above) the field it belongs to.

    Signals:
        picked(str): the key of the choice that was clicked.
    """

    picked = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("suggestions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._choices: list[Choice] = []
        self._model = QStandardItemModel(self)
        self._list = QListView(self)
        self._list.setModel(self._model)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setUniformItemSizes(True)
        self._list.setAccessibleName(text("Suggestions"))
        self._list.clicked.connect(self._pick)
        self._nothing = Label(parent=self)
        self._nothing.setProperty("role", "soft")
        self._nothing.setWordWrap(True)
        self._nothing.setContentsMargins(8, 6, 8, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(0)
        layout.addWidget(self._list)
        layout.addWidget(self._nothing)
        self.hide()

    def offer(self, choices: Sequence[Choice], current: str | None, nothing: str) -> None:
        """Show these choices, one of them current; `nothing` is said when there are none."""
        self._choices = list(choices)
        self._model.clear()
        for choice in choices:
            item = QStandardItem(choice.line)
            item.setEditable(False)
            self._model.appendRow(item)
        self._nothing.setText(nothing)
        self._nothing.setVisible(not choices and bool(nothing))
        self._list.setVisible(bool(choices))
        keys = [choice.key for choice in choices]
        self._go_to(keys.index(current) if current in keys else -1)

    @property
    def current(self) -> Choice | None:
        """The choice that Enter takes."""
        row = self._list.currentIndex().row()
        return self._choices[row] if row >= 0 else None

    @property
    def is_empty(self) -> bool:
        """True when there is neither a choice nor anything to say."""
        return not self._choices and not self._nothing.text()

    def step(self, rows: int) -> None:
        """Move the current choice, from the last on to the first and back."""
        count, row = len(self._choices), self._list.currentIndex().row()
        if count and row < 0:
            self._go_to(0 if rows > 0 else count - 1)
        elif count:
            self._go_to((row + rows) % count)

    def show_at(self, field: QWidget) -> None:
        """Stand below a field of the same window, or above it where there is more room."""
        window = self._window
        content = self._list.sizeHintForColumn(0) + 24
        said = self._nothing.fontMetrics().horizontalAdvance(self._nothing.text()) + 28
        needed = content if self._choices else said
        wide = min(_WIDEST, max(field.width(), 240, needed), window.width() - 16)
        tall = min(_MOST_ROWS, len(self._choices)) * _ROW + 10
        if not self._choices:
            tall = max(_ROW + 10, self.heightForWidth(wide))
        place = field.mapTo(window, QPoint(0, field.height() + 4))
        if place.y() + tall > window.height():
            above = field.mapTo(window, QPoint(0, -4)).y() - tall
            place.setY(max(0, above))
        place.setX(max(8, min(place.x(), window.width() - wide - 8)))
        self.setGeometry(place.x(), place.y(), wide, tall)
        self.show()
        self.raise_()

    def _go_to(self, row: int) -> None:
        self._list.setCurrentIndex(self._model.index(row, 0) if row >= 0 else QModelIndex())

    def _pick(self, index: QModelIndex) -> None:
        self.picked.emit(self._choices[index.row()].key)
