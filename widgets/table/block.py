"""Which cells of a grid are chosen, and which comes next, in the order they are shown."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QItemSelectionRange, QModelIndex, Qt
from PySide6.QtWidgets import QTableView

from widgets.table.rows import Column


class Block(Struct, frozen=True):
    """Cells of the table: rows and columns in the order they are shown."""

    rows: list[int]
    columns: list[Column]

    @property
    def is_one(self) -> bool:
        """True for a single cell."""
        return len(self.rows) == 1 and len(self.columns) == 1


def ranges_of(view: QTableView) -> list[QItemSelectionRange]:
    """The rectangles that are chosen."""
    chosen = view.selectionModel().selection()
    return [chosen.at(number) for number in range(chosen.count())]


def block_of(view: QTableView, shown: Sequence[Column]) -> Block:
    """All chosen cells as one rectangle; the current cell where none is chosen."""
    current, ranges = view.currentIndex(), ranges_of(view)
    rows = {row for each in ranges for row in range(each.top(), each.bottom() + 1)}
    columns = {c for each in ranges for c in range(each.left(), each.right() + 1)}
    chosen = [column for column in shown if column in columns]
    if not rows or not chosen:
        return Block([max(0, current.row())], [Column(max(0, current.column()))])
    return Block(sorted(rows), chosen)


def neighbour_of(view: QTableView, columns: Sequence[Column], *, forward: bool) -> QModelIndex:
    """The next cell after the current one, or before it, that can be edited; none at the end."""
    model, current, step = view.model(), view.currentIndex(), 1 if forward else -1
    count = len(columns)
    if not current.isValid() or Column(current.column()) not in columns:
        return QModelIndex()
    at = current.row() * count + columns.index(Column(current.column())) + step
    while 0 <= at < model.rowCount() * count:
        index = model.index(at // count, columns[at % count])
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            return index
        at += step
    return QModelIndex()
