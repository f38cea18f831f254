"""Which columns stand where, and how wide: chosen widths, the others share what is left.

Widths are in pixels.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTableView

from widgets.table.arrangement import USUAL, TableState
from widgets.table.rows import Column

#: Parts of the width that columns share, and the least each needs, in pixels.
_SHARES: Final = {
    Column.OUTPUT: (30, 180),
    Column.OUTCOME: (28, 170),
    Column.KNOW: (18, 125),
    Column.ASSUMPTION: (18, 130),
    Column.CONFIDENCE: (8, 96),
    Column.HYPOTHESIS: (22, 160),
    Column.DELIVERABLE: (10, 104),
    Column.PLANNED: (7, 84),
    Column.DELIVERED: (7, 88),
    Column.DUE: (9, 104),
    Column.OWNER: (9, 84),
    Column.STATUS: (9, 84),
}
_LEAST, _MOST = 56, 1200


class Columns(QObject):
    """The columns of one grid; they fill its width.

    Signals:
        chosen(): people moved a column or gave it a width.
    """

    chosen = Signal()

    def __init__(self, grid: QTableView) -> None:
        super().__init__(grid)
        self._grid = grid
        self._header = header = grid.horizontalHeader()
        self._widths: dict[Column, int] = {}
        self._is_arranging = False
        self._shown: list[Column] = list(Column)
        header.setMinimumSectionSize(_LEAST)
        header.setMaximumSectionSize(_MOST)
        header.sectionMoved.connect(self._moved)
        header.sectionResized.connect(self._resized)

    @property
    def shown(self) -> list[Column]:
        """The shown columns, from the leading edge."""
        return list(self._shown)

    @property
    def widths(self) -> dict[Column, int]:
        """Widths that people have chosen."""
        return dict(self._widths)

    def arrange(self, state: TableState) -> None:
        """Show columns as they were kept."""
        self._widths = {
            column: wide for column in Column if (wide := state.widths.get(column.name.lower()))
        }
        self.show_only(state.columns)

    def show_only(self, columns: Sequence[Column]) -> None:
        """Show these columns in this order; the hidden ones stand behind them."""
        self._is_arranging = True
        hidden = [column for column in Column if column not in columns]
        for place, column in enumerate((*columns, *hidden)):
            self._header.moveSection(self._header.visualIndex(column), place)
            self._header.setSectionHidden(column, column in hidden)
        self._is_arranging = False
        self._look_again()
        self.share()

    def toggle(self, column: Column) -> None:
        """Show a hidden column where it usually stands, or hide a shown one."""
        columns = self.shown
        if column in columns:
            columns.remove(column)
        else:
            before = [each for each in columns if each < column]
            columns.insert(columns.index(before[-1]) + 1 if before else 0, column)
        self.show_only(columns)
        self.chosen.emit()

    def move(self, column: Column, step: int) -> None:
        """Move a column towards the leading (-1) or trailing (1) edge."""
        columns = self.shown
        at = columns.index(column)
        if 0 <= at + step < len(columns):
            columns.insert(at + step, columns.pop(at))
            self.show_only(columns)
            self.chosen.emit()

    def widen(self, column: Column, by: int) -> None:
        """Give a column another width; the others share the rest."""
        wide = self._header.sectionSize(column) + by
        self._header.resizeSection(column, max(_LEAST, min(_MOST, wide)))
        self.share()
        self.chosen.emit()

    def reset(self) -> None:
        """The usual columns with their usual widths."""
        self._widths.clear()
        self.show_only(USUAL)
        self.chosen.emit()

    def share(self) -> None:
        """Share what is left of the grid's width among the columns that have no chosen one."""
        shown = self.shown
        rest = self._grid.viewport().width() - sum(self._widths.get(column, 0) for column in shown)
        shares = _shared(rest, [column for column in shown if column not in self._widths])
        self._is_arranging = True
        for column in shown:
            wide = self._widths[column] if column in self._widths else shares[column]
            self._header.resizeSection(column, wide)
        self._is_arranging = False

    def _look_again(self) -> None:
        header = self._header
        visual = (Column(header.logicalIndex(place)) for place in range(header.count()))
        self._shown = [column for column in visual if not header.isSectionHidden(column)]

    def _moved(self) -> None:
        if not self._is_arranging:
            self._look_again()
            self.chosen.emit()

    def _resized(self, section: int, before: int, wide: int) -> None:
        if not self._is_arranging and before > 0 and wide > 0:
            self._widths[Column(section)] = wide
            self.chosen.emit()


def _shared(width: int, columns: Sequence[Column]) -> dict[Column, int]:
    """A width in shares; columns that would get too little get their least first."""
    widths: dict[Column, int] = {}
    while True:
        free = [column for column in columns if column not in widths]
        rest, parts = width - sum(widths.values()), sum(_SHARES[column][0] for column in free)
        short = [column for column in free if rest * _SHARES[column][0] // parts < _least(column)]
        if not short:
            break
        widths |= {column: _least(column) for column in short}
    for column in free:
        widths[column] = rest * _SHARES[column][0] // parts
        rest, parts = rest - widths[column], parts - _SHARES[column][0]
    return widths


def _least(column: Column) -> int:
    return _SHARES[column][1]
