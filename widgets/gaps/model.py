"""Gaps as a tree of rows: themes, kinds of gap where there are many of one, and the gaps."""

from collections.abc import Iterator, Sequence
from enum import IntEnum, auto
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from workshop.board import Board
from workshop.details import Detail
from workshop.gaps.codes import Gap, GapCode, by_code, by_theme
from workshop.language import text
from workshop.records import Card, Output
from workshop.words.gaps import gap_text, gap_title, theme_word

Index = QModelIndex | QPersistentModelIndex

#: More gaps of one kind than these are one row that can be opened.
MANY: Final = 3
_GAP, _LEVEL, _ABOUT = (Qt.ItemDataRole.UserRole + n for n in range(3))


class Level(IntEnum):
    """What a row of the tree is."""

    THEME = auto()
    KIND = auto()
    GAP = auto()


class GapModel(QStandardItemModel):
    """The gaps of a board; the view asks by index."""

    def show_gaps(self, board: Board, gaps: Sequence[Gap]) -> None:
        """Show these gaps from now on."""
        self.clear()
        for theme, of_theme in by_theme(gaps):
            head = _item(theme_word(theme), Level.THEME)
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.appendRow(head)
            for code, of_code in by_code(of_theme):
                below = head
                if len(of_code) > MANY:
                    below = _kind(code, len(of_code))
                    head.appendRow(below)
                for gap in of_code:
                    below.appendRow(_gap(board, gap))

    def gap_at(self, index: Index) -> Gap | None:
        """The gap of a row; None for a heading."""
        found = index.data(_GAP)
        return found if isinstance(found, Gap) else None

    def gaps(self) -> Iterator[tuple[QModelIndex, Gap]]:
        """Every gap with its row, from the top."""
        waiting = [self.index(row, 0) for row in reversed(range(self.rowCount()))]
        while waiting:
            index = waiting.pop()
            gap = self.gap_at(index)
            if gap is not None:
                yield index, gap
            below = range(self.rowCount(index))
            waiting.extend(self.index(row, 0, index) for row in reversed(below))


def level_of(index: Index) -> Level:
    """What a row is."""
    return Level(index.data(_LEVEL))


def about_of(index: Index) -> str:
    """The text of the row that a gap is about; empty for none."""
    return str(index.data(_ABOUT) or "")


def _item(words: str, level: Level) -> QStandardItem:
    item = QStandardItem(words)
    item.setData(level, _LEVEL)
    item.setEditable(False)
    return item


def _kind(code: GapCode, count: int) -> QStandardItem:
    words = text("{heading} · {count}").format(heading=gap_title(code), count=count)
    return _item(words, Level.KIND)


def _gap(board: Board, gap: Gap) -> QStandardItem:
    item = _item(gap_text(gap), Level.GAP)
    item.setData(gap, _GAP)
    about = _about(board, gap)
    item.setData(about, _ABOUT)
    item.setData(f"{item.text()} {about}".strip(), Qt.ItemDataRole.AccessibleTextRole)
    return item


def _about(board: Board, gap: Gap) -> str:
    record = board.record(gap.rows[0]) if gap.rows else None
    if isinstance(record, Card | Output):
        said = record.text
    elif isinstance(record, Detail):
        said = str(getattr(record, "name", "") or getattr(record, "text", ""))
    else:
        return ""
    return " ".join(said.split())
