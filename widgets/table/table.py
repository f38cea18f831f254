"""The table view: heading, filter, the rows, and one line that says how far the document has come.

Composes `grid` and `model` and keeps how people arranged them with the document; decides no rule.
"""

import datetime
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from widgets.document import Document
from widgets.look.look import Look
from widgets.look.words import Label
from widgets.page import claim_height
from widgets.saying import say
from widgets.table.arrangement import TableState, state_of
from widgets.table.arranging import Arranging
from widgets.table.bar import FilterBar, TableBar
from widgets.table.bulk import unreadable_text
from widgets.table.column_menu import ColumnMenu
from widgets.table.drafts import CellDrafts
from widgets.table.grid import OutputGrid
from widgets.table.keys import Key
from widgets.table.model import OutputModel
from widgets.table.rows import Column, rows_touched
from widgets.table.summary import Tally
from widgets.table.work import CellWork
from workshop.applied import Applied
from workshop.language import text
from workshop.output_cells import UnreadableError
from workshop.values import days

#: Where the arrangement is kept with the document.
STATE_KEY = "table"
#: How long after a change the arrangement is kept, in milliseconds.
_KEEP_AFTER = 400
#: Higher than any screen.
_TALLEST = 8_000


class OutputTable(QWidget):
    """Outputs and the outcomes they drive.

    Signals:
        selected(str | None): the current output; None on the new row.
        several_chosen(): another block of cells is `chosen`.
        jump(str): people want to see this card or detail where it lives.
        details(str): people want to see and change everything about this output.
    """

    selected = Signal(object)
    several_chosen = Signal()
    jump = Signal(str)
    details = Signal(str)

    def __init__(
        self,
        document: Document,
        look: Look,
        parent: QWidget | None = None,
        *,
        today: Callable[[], datetime.date] = days.today,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._model = OutputModel(document, self, today=today)
        self._tally = Tally(document.board)
        self._bar = TableBar(self)
        self._filter = FilterBar(self)
        self._grid = OutputGrid(self._model, look, self)
        self.cells = CellWork(self._model, self._grid)
        self._drafts = CellDrafts(document, self._model, self._grid)
        self._arranging = Arranging(self._model, self._grid, self._bar, self._filter)
        self._told = Label(parent=self)
        self._again = QPushButton(text("Arrange again"), self)
        self._footer = Label(parent=self)
        self._frame = QFrame(self)
        self._keep_later = QTimer(self, singleShot=True, interval=_KEEP_AFTER)
        self._lay_out()
        self._connect()
        self._restore(state_of(document.session.view_state(STATE_KEY)))
        self.setFocusProxy(self._grid)
        self.setAccessibleName(text("Table of outputs"))

    @property
    def grid(self) -> OutputGrid:
        """The rows."""
        return self._grid

    @property
    def chosen(self) -> tuple[str, ...]:
        """The outputs of the chosen cells, in the order they are shown."""
        outputs = (self._model.output_at(row) for row in self._grid.block.rows)
        return tuple(output for output in outputs if output is not None)

    @property
    def told(self) -> str:
        """What was last said below the rows."""
        return self._told.text()

    @property
    def summary(self) -> str:
        """How far the table has come."""
        return self._footer.text()

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self._grid.set_look(look)

    def select_row(self, output: str) -> None:
        """Make an output current and bring it into sight, also one that the filter hides."""
        if self._model.place_of(output) is None and output in self._document.board.outputs:
            self._arranging.show_all()
        row = self._model.place_of(output)
        if row is not None:
            self._grid.go_to(row)

    def commit_pending(self) -> bool:
        """Write what stands in an open field; False when it could not be written."""
        if self._keep_later.isActive():
            self._keep()
        return self._grid.commit_pending()

    @property
    def has_draft(self) -> bool:
        """True when a crash interrupted typing in a cell."""
        return self._drafts.is_left

    def restore_draft(self) -> bool:
        """Go on with a cell that a crash interrupted; False when there is none."""
        return self._drafts.restore()

    # What keys and actions do -----------------------------------------------------------------

    def sort(self, column: Column | None = None) -> None:
        """Sort by a column (the current one): ascending, descending, in their own order again."""
        current = Column(max(0, self._grid.currentIndex().column()))
        self._arranging.sort(current if column is None else column)

    def toggle_filter(self) -> None:
        """Open the filter bar, or show all rows again."""
        self._arranging.toggle_filter()

    def group_next(self) -> None:
        """Group by outcome, by owner, by status, and not at all."""
        self._arranging.group_next()

    def arrange_again(self) -> None:
        """Filter, sort and group afresh what has changed meanwhile."""
        self._arranging.again()

    def choose_columns(self) -> None:
        """Open the column chooser."""
        button = self._bar.columns_button
        self._column_menu(None, button.mapToGlobal(button.rect().bottomLeft()))

    def show_details(self) -> None:
        """Show everything about the current output."""
        output = self._model.output_at(self._grid.currentIndex().row())
        if output is not None:
            self.details.emit(output)

    # How it is put together -------------------------------------------------------------------

    def _lay_out(self) -> None:
        for label, role, name in (
            (self._footer, "soft", text("Summary")),
            (self._told, "attention", text("Note")),
        ):
            label.setProperty("role", role)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAccessibleName(name)
        self._told.hide()
        self._again.setProperty("role", "quiet")
        self._again.setToolTip(text("Rows have changed since they were arranged"))
        self._again.hide()
        self._frame.setObjectName("tableFrame")
        self._frame.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self._bar)
        layout.addWidget(self._filter)
        layout.addWidget(self._frame, 1000)
        layout.addWidget(self._told)
        foot = QHBoxLayout()
        layout.addLayout(foot)
        layout.addStretch(1)
        foot.addWidget(self._footer, 1)
        foot.addWidget(self._again)

    def event(self, event: QEvent) -> bool:
        """Parts that wrap in less width, or are shown, need more height."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            claim_height(self)
        return super().event(event)

    def _connect(self) -> None:
        grid = self._grid
        grid.selected.connect(self.selected)
        grid.several_chosen.connect(self.several_chosen)
        grid.jump.connect(self.jump)
        grid.height_changed.connect(self._fit_frame)
        grid.asked.connect(self._do)
        grid.columns.chosen.connect(self._columns_changed)
        grid.header.menu_asked.connect(self._column_menu)
        grid.header.move_asked.connect(grid.columns.move)
        grid.header.widen_asked.connect(grid.columns.widen)
        grid.header.released.connect(self._share_again)
        self._bar.asked.connect(self._do)
        self.cells.said.connect(self._tell)
        self._bar.rows_pasted.connect(self.cells.paste_rows)
        self._again.clicked.connect(self.arrange_again)
        self._model.order_changed.connect(self._show_order)
        self._arranging.arranged.connect(self._keep_later.start)
        self._model.unreadable.connect(self._tell_unreadable)
        self._keep_later.timeout.connect(self._keep)
        self._document.changed.connect(self._follow)

    def _do(self, key: Key) -> None:
        does = {
            Key.COPY: self.cells.copy,
            Key.CUT: self.cells.cut,
            Key.PASTE: self.cells.paste,
            Key.FILL: self.cells.fill_down,
            Key.CLEAR: self.cells.clear,
            Key.UP: self.cells.move_up,
            Key.DOWN: self.cells.move_down,
            Key.SORT: self.sort,
            Key.FILTER: self.toggle_filter,
            Key.GROUP: self.group_next,
            Key.COLUMNS: self.choose_columns,
            Key.ARRANGE: self.arrange_again,
            Key.DETAILS: self.show_details,
        }
        does[key]()

    def _show_order(self) -> None:
        self._again.setVisible(self._model.is_stale)

    # Columns ----------------------------------------------------------------------------------

    def _column_menu(self, column: Column | None, place: QPoint) -> None:
        menu = ColumnMenu(self._grid.columns, column, self)
        menu.sort_chosen.connect(lambda by, down: self._arranging.sort_by(by, descending=down))
        menu.popup(place)

    def _share_again(self) -> None:
        """Once an edge was dragged, the other columns share what is left."""
        if self._grid.columns.widths:
            self._grid.columns.share()
            self._grid.refit()

    def _columns_changed(self) -> None:
        self._grid.refit()
        self._keep_later.start()

    # Keeping ----------------------------------------------------------------------------------

    def _restore(self, state: TableState) -> None:
        self._grid.columns.arrange(state)
        self._arranging.restore(state.arrangement)

    def _keep(self) -> None:
        self._keep_later.stop()
        columns = self._grid.columns
        state = TableState(
            shown=tuple(column.name.lower() for column in columns.shown),
            widths={column.name.lower(): wide for column, wide in columns.widths.items()},
            arrangement=self._model.arrangement,
        )
        self._document.session.set_view_state(STATE_KEY, msgspec.to_builtins(state))

    # Saying -----------------------------------------------------------------------------------

    def _tell_unreadable(self, error: UnreadableError) -> None:
        self._tell(unreadable_text(error))

    def _tell(self, sentence: str) -> None:
        """Say something below the rows until something else happens."""
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))
        if sentence:
            say(self, sentence)

    # Qt's own hooks ---------------------------------------------------------------------------

    def _fit_frame(self) -> None:
        tall = min(_TALLEST, self._grid.whole_height() + 2)
        if self._frame.maximumHeight() != tall:
            self._frame.setMaximumHeight(tall)

    def showEvent(self, event: QShowEvent) -> None:
        """Sum up what happened while nobody looked."""
        super().showEvent(event)
        self._sum_up()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the arrangement; what was said is past."""
        super().hideEvent(event)
        self._tell("")
        if self._keep_later.isActive():
            self._keep()

    def _follow(self, applied: Applied) -> None:
        self._tell("")
        gone = set(applied.before.rows).difference(applied.board.rows)
        self._tally.count(applied.board, rows_touched(applied) | gone)
        if self.isVisible():
            self._sum_up()
            self._arranging.show_count()

    def _sum_up(self) -> None:
        self._footer.setText(self._tally.summary(self._document.board))
