"""Where people work and which row they are on there; the details follow them.

Knows the parts of one workspace. It selects nothing in them.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.table_place import TablePlace
from widgets.canvas.canvas import Canvas
from widgets.document import Document
from widgets.inspector.inspector import Inspector
from workshop.applied import Applied


class Attention(QObject):
    """Follows the focus and the selection through tree, table and pages.

    Signals:
        moved(): people stand on another card of the tree, or came back to it.
        came(QWidget): the keyboard has come into the tree or the table.
    """

    moved = Signal()
    came = Signal(QWidget)

    def __init__(
        self, document: Document, canvas: Canvas, table: TablePlace, details: Inspector
    ) -> None:
        super().__init__(details)
        self._document = document
        self._canvas = canvas
        self._table = table
        self._details = details
        self._output: str | None = None
        self._on_page: str | None = None
        #: Where people stood or wrote last, for when they stand on a row that is not there yet.
        self._last: str | None = None
        #: The tree or the table, or None for a page.
        self._followed: QWidget | None = canvas
        self._is_held = False
        self._catching_up = QTimer(self, singleShot=True, interval=0)
        self._catching_up.timeout.connect(self._catch_up)
        canvas.selected.connect(self._follow_selection)
        table.selected.connect(self._follow_table)
        table.several_chosen.connect(self._catching_up.start)
        document.changed.connect(self._note_written)
        application().focusChanged.connect(self._follow_focus)

    @property
    def row(self) -> str | None:
        """The row people are on, in the part they work in; none there: the one they came from."""
        if self._followed is None:
            return self._on_page
        if self._followed is self._table:
            return self._last if self._output is None else self._output
        return self._canvas.current

    def follow_page(self, row: str | None) -> None:
        """People stand on this row of a page."""
        if not self._is_held:
            self._on_page = row
            self._follow_in(None)

    @contextmanager
    def kept(self, part: Callable[[], QWidget]) -> Iterator[None]:
        """While this lasts, a part is opened: people stay on their row, wherever it lands."""
        row = self.row
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False
        opened = part()
        self._on_page = self._last = row
        self._output = row if row in self._document.board.outputs else None
        self._follow_in(opened if opened in (self._canvas, self._table) else None)

    def stop(self) -> None:
        """Follow nothing any more: the document is closed."""
        application().focusChanged.disconnect(self._follow_focus)
        self._catching_up.stop()

    def _follow_selection(self) -> None:
        """Another card is current: people went there, or a change made elsewhere chose it."""
        if self._canvas.isVisible() and not holds(self._table, QApplication.focusWidget()):
            self._follow_canvas()
        else:
            self.moved.emit()

    def _follow_canvas(self) -> None:
        current = self._canvas.current
        if current is None or self._is_there(current):
            self._last = current
        self._follow_in(self._canvas)
        self.moved.emit()

    def _follow_table(self, output: str | None) -> None:
        if not self._is_held:
            self._output = self._last = output
            self._follow_in(self._table)

    def _note_written(self, applied: Applied) -> None:
        written = applied.board.by_ref.get(applied.ref or "", "")
        if self._is_here(written) and applied.before.record(written) is None:
            self._last = written
        self._catching_up.start()

    def _is_here(self, row: str | None) -> bool:
        """Whether a row exists and lives in the part people work in."""
        board = self._document.board
        return row in (board.outputs if self._followed is self._table else board.cards)

    def _is_there(self, row: str | None) -> bool:
        return row is not None and self._document.board.record(row) is not None

    def _follow_in(self, part: QWidget | None) -> None:
        if not self._is_held:
            self._followed = part
            self._catching_up.start()

    def _follow_focus(self, _before: QWidget | None, focus: QWidget | None) -> None:
        """The part people work in decides what the details are about."""
        if holds(self._canvas, focus):
            self.came.emit(self._canvas)
            self._follow_canvas()
        elif holds(self._table, focus):
            self.came.emit(self._table)
            self._follow_in(self._table)

    def _catch_up(self) -> None:
        """Show details of what is current, once the event that made it so is over.

        A row that is being typed for the first time has none yet: they stay with the one before.
        """
        row = self.row
        if row is not None and not self._is_there(row):
            row = self._last
            if not self._is_there(row):
                return
        rows = () if row is None else self._chosen_with(row)
        if not self._details.is_about(rows):
            self._details.show_rows(rows)

    def _chosen_with(self, row: str) -> tuple[str, ...]:
        """The row, and the cards or outputs that are chosen with it."""
        chosen: Iterable[str] = ()
        if self._followed is self._canvas:
            chosen = self._canvas.selection.chosen
        elif self._followed is self._table:
            chosen = self._table.chosen
        return (row, *sorted(set(chosen) - {row})) if row in chosen else (row,)


def application() -> QApplication:
    """The running application."""
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    return running


def holds(pane: QWidget, focus: QWidget | None) -> bool:
    """Whether the keyboard is in a part or in something within it."""
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))
