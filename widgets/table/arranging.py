"""How people arrange rows: headings, buttons and the filter bar on one side, the model on another.

Each change arranges afresh, once what is being typed is written.
"""

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from widgets.table.arrangement import Arrangement, Filter, Grouping
from widgets.table.bar import FilterBar, TableBar
from widgets.table.grid import OutputGrid
from widgets.table.model import OutputModel
from widgets.table.rows import Column
from workshop.language import text
from workshop.output_cells import owners_known


class Arranging(QObject):
    """The arrangement of one table.

    Signals:
        arranged(): people have chosen another arrangement.
    """

    arranged = Signal()

    def __init__(
        self, model: OutputModel, grid: OutputGrid, bar: TableBar, filters: FilterBar
    ) -> None:
        super().__init__(grid)
        self._model = model
        self._grid = grid
        self._bar = bar
        self._filter = filters
        grid.fold_asked.connect(self._toggle_group)
        grid.header.sort_asked.connect(self.sort)
        bar.grouped.connect(self._group)
        filters.filtered.connect(self._filter_by)
        filters.closed.connect(self._close_filter)
        filters.left.connect(grid.setFocus)
        model.order_changed.connect(self._show)

    def sort(self, column: Column) -> None:
        """Sort by a column: ascending, then descending, then in their own order again."""
        now = self._model.arrangement
        if now.sorted_by is not column:
            self.sort_by(column, descending=False)
        elif not now.descending:
            self.sort_by(column, descending=True)
        else:
            self.sort_by(None, descending=False)

    def sort_by(self, column: Column | None, *, descending: bool) -> None:
        """Sort by a column; None for the order the document keeps."""
        name = "" if column is None else column.name.lower()
        self._arrange(replace(self._model.arrangement, sort_by=name, descending=descending))

    def toggle_filter(self) -> None:
        """Open the filter bar, or show all rows again."""
        if self._filter.isHidden():
            self._open_filter()
            self._filter.start()
        else:
            self._close_filter()

    def group_next(self) -> None:
        """Group by outcome, by owner, by status, and not at all."""
        order = list(Grouping)
        at = order.index(self._model.arrangement.group_by)
        self._group(order[(at + 1) % len(order)])

    def again(self) -> None:
        """Arrange what has changed meanwhile as everything else is."""
        self._arrange(self._model.arrangement)

    def show_all(self) -> None:
        """Hide no row, neither by the filter nor in a folded group."""
        self._filter.hide()
        self._arrange(replace(self._model.arrangement, filter=Filter(), folded=()))

    def restore(self, arrangement: Arrangement) -> None:
        """Arrange as it was when the document was closed."""
        if arrangement != Arrangement():
            self._model.arrange(arrangement)
        if arrangement.filter.is_on:
            self._open_filter()
        self._show()

    def show_count(self) -> None:
        """Say how many rows the filter shows."""
        if not self._filter.isHidden():
            shown, count = self._model.outputs_shown, len(self._model.document.board.rows)
            self._filter.show_count(text("{shown} of {count}").format(shown=shown, count=count))

    def _arrange(self, arrangement: Arrangement) -> None:
        if self._grid.commit_pending():
            self._model.arrange(arrangement)
            self.arranged.emit()

    def _group(self, by: Grouping) -> None:
        self._arrange(replace(self._model.arrangement, group_by=by, folded=()))

    def _filter_by(self, chosen: Filter) -> None:
        self._arrange(replace(self._model.arrangement, filter=chosen))

    def _toggle_group(self, key: str) -> None:
        now = self._model.arrangement
        folded = tuple(each for each in now.folded if each != key)
        self._arrange(replace(now, folded=folded if key in now.folded else (*folded, key)))
        row = self._model.heading_of(key)
        if row is not None:
            self._grid.go_to(row)

    def _open_filter(self) -> None:
        owners = owners_known(self._model.document.board)
        self._filter.show_filter(self._model.arrangement.filter, owners)
        self._filter.show()
        self._show()

    def _close_filter(self) -> None:
        self._filter.hide()
        self._filter_by(Filter())
        self._grid.setFocus()

    def _show(self) -> None:
        now = self._model.arrangement
        self._grid.header.show_sorted(now.sorted_by, descending=now.descending)
        self._bar.show_grouping(now.group_by)
        self._bar.show_filtering(on=not self._filter.isHidden())
        self.show_count()
