"""A board read once for every rule: details by owner and kind, cards by kind; and the day."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, TypeVar, cast

from workshop.board import Board
from workshop.details import Assumption, Detail, OutcomeFacts
from workshop.gaps.codes import Gap, GapCode
from workshop.method import OutcomeState
from workshop.records import Card, Output
from workshop.vocabulary import Kind

D = TypeVar("D", bound=Detail)
_NONE: Sequence[Detail] = ()
#: So many rows are read without a pause.
_ROWS: Final = 250


class Reading:
    """What the rules look at, once it is read to the end.

    Cards without words are left out: there is nothing to ask yet.
    `outcomes` are the open ones; of one that is achieved, missed or dropped nothing is asked.
    `assumptions` are those of every row, by number.
    """

    def __init__(self, board: Board, today: datetime.date) -> None:
        self.board = board
        self.today = today
        self._details: dict[tuple[str, type[Detail]], list[Detail]] = defaultdict(list)
        self.assumptions: list[Assumption] = []
        self.outcomes: list[Card] = []
        self.opportunities: list[Card] = []
        self.solutions: list[Card] = []
        self.tests: list[Card] = []

    def read(self) -> Iterator[None]:
        """Read the board, with a pause after every few rows for callers who do other work, too."""
        for read in chain(self._read_details(), self._read_cards()):
            if read % _ROWS == 0:
                yield

    def _read_details(self) -> Iterator[int]:
        board = self.board
        for read, (owner, rows) in enumerate(board.details_of.items()):
            for row in rows:
                detail = board.details[row]
                self._details[owner, type(detail)].append(detail)
                if isinstance(detail, Assumption):
                    self.assumptions.append(detail)
            yield read
        self.assumptions.sort(key=lambda assumption: assumption.number)

    def _read_cards(self) -> Iterator[int]:
        cards = {
            Kind.OUTCOME: self.outcomes,
            Kind.OPPORTUNITY: self.opportunities,
            Kind.SOLUTION: self.solutions,
            Kind.TEST: self.tests,
        }
        for read, card in enumerate(self.board.in_tree_order()):
            if card.text and (card.kind is not Kind.OUTCOME or self.is_open(card.id)):
                cards[card.kind].append(card)
            yield read

    def all(self, owner: str, kind: type[D]) -> Sequence[D]:
        """Details of one kind that belong to a row, in order."""
        return cast("Sequence[D]", self._details.get((owner, kind), _NONE))

    def one(self, owner: str, kind: type[D]) -> D | None:
        """The one detail of a kind that a row has at most one of."""
        found = self.all(owner, kind)
        return found[0] if found else None

    def is_open(self, outcome: str) -> bool:
        """True until people say that an outcome is achieved, missed or dropped."""
        facts = self.one(outcome, OutcomeFacts)
        return facts is None or facts.state is OutcomeState.OPEN

    def outcomes_below(self, outcome: str) -> Iterator[Card]:
        """Outcomes under an outcome; only outcomes have any, so few cards are read."""
        for row in self.board.children_of(outcome):
            card = self.board.cards[row]
            if card.kind is Kind.OUTCOME:
                yield card
                yield from self.outcomes_below(row)


Rule = Callable[[Reading], Iterable[Gap]]


def gap_of(code: GapCode, *rows: Card | Output | Detail, day: datetime.date | None = None) -> Gap:
    """A gap about these rows."""
    return Gap(code, tuple(row.ref for row in rows), tuple(row.id for row in rows), day)
