"""The outcomes an output should change: each link with its hypothesis, and what it assumes."""

from PySide6.QtWidgets import QWidget

from widgets.inspector.box import Rows
from widgets.inspector.desk import Desk
from widgets.inspector.entries import EntryList
from widgets.inspector.finder import CardFinder
from widgets.inspector.layouts import LINK_SHEET, Sheet
from workshop.board import Board
from workshop.commands.outputs import link_output, unlink_output
from workshop.language import text
from workshop.reading.tracing import outcomes_to_link
from workshop.records import Card


class LinksView(EntryList):
    """The links of one output; a link can be added, unfolded and taken away."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, text("Outcomes it should change"), parent)
        self._finder = CardFinder(
            text("Link an outcome…"), text("Outcome to link"), self._unlinked, self
        )
        self._finder.found.connect(self._link)
        self.column.addWidget(self._finder)
        self.open()

    def find_owner(self, rows: Rows) -> str | None:
        """The output, if it is only one."""
        return rows[0] if len(rows) == 1 and rows[0] in self.desk.board.outputs else None

    def start(self, rows: Rows) -> None:
        """Show the links of another output."""
        self._finder.clear()
        super().start(rows)

    def ids(self, board: Board) -> list[str]:
        """The links, in the order they were made."""
        return [] if self.owner is None else list(board.links_from.get(self.owner, ()))

    def summary(self, row: str) -> str:
        """The outcome a link leads to."""
        outcome = self._outcome(row)
        return f"{outcome.ref}  {' '.join(outcome.text.split())}"

    def leads_to(self, row: str) -> str | None:
        """The outcome."""
        return self.desk.board.links[row].outcome

    def sheet(self) -> Sheet:
        """The hypothesis, and the assumptions behind it."""
        return LINK_SHEET

    def add(self, _after: str | None = None) -> None:
        """Let people name an outcome."""
        self._finder.setFocus()

    def delete(self, row: str) -> None:
        """Take a link away."""
        link = self.desk.board.links[row]
        self.desk.document.run(unlink_output, link.output, link.outcome)

    def _outcome(self, row: str) -> Card:
        board = self.desk.board
        return board.cards[board.links[row].outcome]

    def _unlinked(self) -> list[Card]:
        return [] if self.owner is None else outcomes_to_link(self.desk.board, self.owner)

    def _link(self, outcome: str) -> None:
        if self.owner is None:
            return
        if self.desk.document.run(link_output, self.owner, outcome) is not None:
            links = self.desk.board.contributions_of(self.owner)
            self.open_new(next(link.id for link in links if link.outcome == outcome))
