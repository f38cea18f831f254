"""The opportunities a solution also helps: a list, and a field that finds another one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.document import Document
from widgets.inspector.finder import CardFinder
from widgets.inspector.links import Destination, LinkList
from workshop.board import Board
from workshop.commands.supports import support_opportunity, unsupport_opportunity
from workshop.language import text
from workshop.records import Card
from workshop.vocabulary import Kind


class AlsoHelps(QWidget):
    """Shows and edits the links of one solution to other opportunities.

    Signals:
        chosen(str): people want to go to this opportunity.
    """

    chosen = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._solution = ""
        self._links = LinkList(text("Also helps"), self, can_remove=True)
        self._field = CardFinder(
            text("Also helps another opportunity…"),
            text("Opportunity it also helps"),
            lambda: _others(document.board, self._solution),
            self,
        )
        self._field.found.connect(self._add)
        self._links.chosen.connect(self.chosen)
        self._links.removed.connect(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._links)
        column.addWidget(self._field)

    def show_card(self, card: Card) -> None:
        """Show the links of this card; nothing at all when it is no solution."""
        self.setVisible(card.kind is Kind.SOLUTION)
        if card.id != self._solution:
            self._solution = card.id
            self._field.clear()
        board = self._document.board
        helped = [board.cards[link.opportunity] for link in board.supports_of(card.id)]
        self._links.show_links([Destination(row.id, row.ref, row.text) for row in helped])

    def _add(self, opportunity: str) -> None:
        self._document.run(support_opportunity, self._solution, opportunity)

    def _remove(self, opportunity: str) -> None:
        self._document.run(unsupport_opportunity, self._solution, opportunity)


def _others(board: Board, solution: str) -> list[Card]:
    if solution not in board.cards:
        return []
    helped = {link.opportunity for link in board.supports_of(solution)}
    helped.update(board.ancestors_of(solution))
    cards = board.in_tree_order()
    return [card for card in cards if card.kind is Kind.OPPORTUNITY and card.id not in helped]
