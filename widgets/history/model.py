"""The changes of a workshop as rows of a list, newest first, under a row for each day."""

import datetime
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workshop.board import Board
from workshop.language import text
from workshop.past import Event, Past
from workshop.values.days import day_text
from workshop.words.past import event_text

#: What a row holds: the change, or None for a day.
EVENT: Final = Qt.ItemDataRole.UserRole + 1

_Row = Event | datetime.date
_Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


class HistoryModel(QAbstractListModel):
    """Words are made for the rows that are looked at; a long history costs no time."""

    def __init__(self, today: Callable[[], datetime.date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._past: Past | None = None
        self._board: Board | None = None
        self._rows: list[_Row] = []
        self._words: dict[int, str] = {}

    def show(self, past: Past, board: Board, only: frozenset[int] | None = None) -> None:
        """Show the changes; `only` those with these numbers. The board names other rows."""
        self.beginResetModel()
        self._past, self._board = past, board
        self._rows = []
        day: datetime.date | None = None
        for event in reversed(past.events()):
            if only is not None and event.seq not in only:
                continue
            its_day = event.at.astimezone().date()
            if its_day != day:
                day = its_day
                self._rows.append(day)
            self._rows.append(event)
        self.endResetModel()

    @property
    def count(self) -> int:
        """How many changes are shown."""
        return sum(isinstance(row, Event) for row in self._rows)

    def place_of(self, seq: int) -> int | None:
        """The row of a change; None when it is not shown."""
        found = (n for n, row in enumerate(self._rows) if isinstance(row, Event) and row.seq == seq)
        return next(found, None)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Changes and days."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row; a screen reader gets time and name with them."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == EVENT:
            return row if isinstance(row, Event) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.words_of(row) if isinstance(row, Event) else self._day_words(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if isinstance(row, Event):
                return " ".join(filter(None, (time_text(row), row.actor, self.words_of(row))))
            return self._day_words(row)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Days can't be chosen."""
        if isinstance(self._rows[index.row()], Event):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def words_of(self, event: Event) -> str:
        """What somebody did."""
        assert self._past is not None
        if event.seq not in self._words:
            self._words[event.seq] = event_text(self._past, event, self._board)
        return self._words[event.seq]

    def _day_words(self, day: datetime.date) -> str:
        if day == self._today():
            return text("Today")
        return day_text(day)


def time_text(event: Event) -> str:
    """When a change was made, on the clock of this machine."""
    return f"{event.at.astimezone():%H:%M}"
