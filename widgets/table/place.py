"""Where people are in the table, kept when its lines are sorted, grouped or filtered anew."""

from PySide6.QtWidgets import QTableView

from widgets.table.heights import RowHeights
from widgets.table.model import OutputModel
from widgets.table.rows import Column


class Place:
    """The current cell, and an output with its place on the screen: the current one's or, where
    none is current, that at the top."""

    def __init__(self, view: QTableView, model: OutputModel, heights: RowHeights) -> None:
        self._view = view
        self._model = model
        self._heights = heights
        self._current: str | None = None
        self._column = Column.OUTPUT
        self._seen: str | None = None
        self._top = 0

    def remember(self) -> None:
        """Look where people are."""
        index = self._view.currentIndex()
        self._current = self._model.output_at(index.row())
        self._column = Column(max(0, index.column()))
        row = index.row() if self._current is not None else self._first_in_sight()
        self._seen, self._top = self._model.output_at(row), self._view.rowViewportPosition(row)

    @property
    def cell(self) -> tuple[int, Column] | None:
        """Where the current cell stands now; None when there was none, or it is not shown."""
        row = self._row_of(self._current)
        return None if row is None else (row, self._column)

    def hold(self) -> None:
        """Scroll until the output that was in sight is where it was on the screen."""
        row, view = self._row_of(self._seen), self._view
        if row is None:
            return
        bar = view.verticalScrollBar()
        if self._top + view.rowHeight(row) <= 0 or self._top >= view.viewport().height():
            return
        self._heights.scroll(
            lambda: bar.setValue(bar.value() + view.rowViewportPosition(row) - self._top)
        )

    def _row_of(self, output: str | None) -> int | None:
        return None if output is None else self._model.place_of(output)

    def _first_in_sight(self) -> int:
        """The output at the top of what people scrolled to; -1 at the beginning of the table."""
        if self._view.verticalScrollBar().value() == 0:
            return -1
        row = self._view.rowAt(0)
        return row if self._model.output_at(row) is not None else row + 1
