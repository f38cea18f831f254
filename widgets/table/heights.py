"""Heights of rows, measured only for the rows in sight: nobody waits for five thousand.

A row nobody has seen counts as a usual one until it comes into sight; then the rows around it keep
their places.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import QHeaderView, QTableView

#: As high as most rows, in pixels: a text with a note below it.
_USUAL: Final = 62
#: Of so few rows all are measured at once, so that the frame fits them exactly.
_FEW_ROWS: Final = 60
#: Each try measures a view full of rows at most.
_MOST_TRIES: Final = 8
#: When more rows than these have changed at once, those in sight are measured and no others.
_MANY_ROWS: Final = 100
#: Rows that are measured on the way may push the sought one out of sight so many times.
_MOST_SCROLLS: Final = 6


class RowHeights(QObject):
    """Keeps the rows of a grid as high as they need to be, whatever its model changes.

    Signals:
        changed(): all rows together have another height.
    """

    changed = Signal()

    def __init__(self, grid: QTableView, height_of: Callable[[int], int]) -> None:
        super().__init__(grid)
        self._grid = grid
        self._height_of = height_of
        self._is_fitting = False
        self._rows = grid.verticalHeader()
        self._rows.hide()
        self._rows.setMinimumSectionSize(1)
        self._rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._rows.setDefaultSectionSize(_USUAL)
        model = grid.model()
        model.dataChanged.connect(self._fit_changed)
        model.rowsInserted.connect(self._fit_inserted)
        model.rowsMoved.connect(self._fit_moved)
        model.rowsRemoved.connect(self.changed)

    @property
    def whole(self) -> int:
        """Height of all rows, in pixels; an estimate while some were never in sight."""
        return self._rows.length()

    def fit(self, first: int, beyond: int) -> None:
        """Measure these rows again."""
        before = self._rows.length()
        for row in range(first, min(beyond, self._rows.count())):
            tall = self._height_of(row)
            if self._rows.sectionSize(row) != tall:
                self._rows.resizeSection(row, tall)
        if self._rows.length() != before:
            self.changed.emit()

    def fit_all(self) -> None:
        """Measure all rows of a short table, those in sight of a long one."""
        # After a reset the grid still looks where the old rows were.
        self._grid.updateGeometries()
        if self._rows.count() <= _FEW_ROWS:
            self.fit(0, self._rows.count())
        else:
            self.fit_in_sight()
        self.changed.emit()

    def fit_in_sight(self, *, upwards: bool = False) -> None:
        """Measure the rows in sight; the first keeps its place, the last when going `upwards`."""
        if self._is_fitting:
            return
        self._is_fitting = True
        try:
            bar = self._grid.verticalScrollBar()
            if upwards:
                self._fit_upwards()
            elif 0 < bar.value() == bar.maximum():
                self._fit_end()
            else:
                self._fit_downwards(max(0, self._grid.rowAt(0)))
        finally:
            self._is_fitting = False

    def scroll(self, go: Callable[[], object]) -> None:
        """Scroll by `go`, and again while rows measured on the way push what it sought away."""
        bar = self._grid.verticalScrollBar()
        for _ in range(_MOST_SCROLLS):
            self._grid.updateGeometries()
            before = bar.value()
            go()
            self.fit_in_sight()
            if bar.value() == before:
                break

    def _fit_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if last.row() - first.row() > _MANY_ROWS:
            self.fit_all()
        else:
            self.fit(first.row(), last.row() + 1)

    def _fit_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.fit(first, last + 1)
        self.changed.emit()

    def _fit_moved(
        self, _from: QModelIndex, first: int, last: int, _to: QModelIndex, before: int
    ) -> None:
        self.fit(min(first, before), max(last + 1, before))

    def _fit_downwards(self, row: int) -> None:
        """From this row to the lower edge. None above it changes, so it keeps its place."""
        before = self._rows.length()
        room, count = self._grid.viewport().height(), self._rows.count()
        first = row
        while row < count and room >= 0:
            tall = self._height_of(row)
            if self._rows.sectionSize(row) != tall:
                self._rows.resizeSection(row, tall)
            # Of the first there may be nothing but its lower edge to see.
            room -= tall if row > first else 0
            row += 1
        if self._rows.length() != before:
            self.changed.emit()

    def _fit_end(self) -> None:
        """People at the end stay there: the last rows are measured until they fill the view."""
        bar = self._grid.verticalScrollBar()
        for _ in range(_MOST_TRIES):
            before = self._rows.length()
            self._fit_downwards(max(0, self._grid.rowAt(0)))
            self._grid.updateGeometries()
            bar.setValue(bar.maximum())
            if self._rows.length() == before:
                return

    def _fit_upwards(self) -> None:
        """From the lower edge up; what the rows grow by goes to where people came from."""
        grid, bar = self._grid, self._grid.verticalScrollBar()
        first = max(0, grid.rowAt(0))
        last = grid.rowAt(grid.viewport().height() - 1)
        last = self._rows.count() - 1 if last < 0 else last
        before = self._rows.sectionViewportPosition(last)
        self._fit_downwards(first)
        moved = self._rows.sectionViewportPosition(last) - before
        if moved:
            grid.updateGeometries()
            bar.setValue(bar.value() + moved)
            self._fit_downwards(max(0, grid.rowAt(0)))
