"""What opportunities, solutions and their tests still lack (Torres's continuous discovery)."""

import re
from collections.abc import Iterator
from typing import Final

from workshop.details import Assumption, Evidence, OpportunityFacts, TestFacts
from workshop.gaps.codes import Gap, GapCode
from workshop.gaps.rules.reading import Reading, gap_of
from workshop.records import Card
from workshop.vocabulary import Kind, Status

#: Solutions to compare, so that the question is never “whether or not”.
_ENOUGH: Final = 3
_NUMBER: Final = re.compile(r"\d")


def targets(reading: Reading) -> Iterator[Gap]:
    """One target at a time; asked for once solutions are proposed for several opportunities."""
    marked = [(card, reading.one(card.id, OpportunityFacts)) for card in reading.opportunities]
    chosen = [(card, facts) for card, facts in marked if facts is not None and facts.is_target]
    if len(chosen) > 1:
        yield gap_of(GapCode.SEVERAL_TARGETS, *(card for card, _ in chosen))
    if not chosen and len(marked) > 1 and reading.solutions:
        yield Gap(GapCode.NO_TARGET)
    for card, facts in chosen:
        if not facts.why_target:
            yield gap_of(GapCode.TARGET_WITHOUT_REASON, card)
        if _solutions_for(reading, card) < _ENOUGH:
            yield gap_of(GapCode.FEW_SOLUTIONS, card)


def evidence(reading: Reading) -> Iterator[Gap]:
    """An opportunity is a guess until something shows it; a need has more than one part."""
    board = reading.board
    for card in reading.opportunities:
        if not reading.all(card.id, Evidence):
            yield gap_of(GapCode.OPPORTUNITY_WITHOUT_EVIDENCE, card)
        children = board.children_of(card.id)
        if len(children) == 1 and board.cards[children[0]].kind is Kind.OPPORTUNITY:
            yield gap_of(GapCode.OPPORTUNITY_WITH_ONE_CHILD, card)


def solutions(reading: Reading) -> Iterator[Gap]:
    """A solution answers a need that is not split further, and is tested before it is made."""
    board = reading.board
    split = {card.parent for card in reading.opportunities if card.parent is not None}
    for card in reading.solutions:
        if card.parent in split:
            yield gap_of(GapCode.SOLUTION_ABOVE_LEAF, card, board.cards[card.parent])
        made = [o for o in board.outputs_from(card.id) if o.status is not Status.DROPPED]
        tried = board.children_of(card.id) or reading.all(card.id, Assumption)
        if made and not tried:
            yield gap_of(GapCode.SOLUTION_UNTESTED, card, made[0])


def tests(reading: Reading) -> Iterator[Gap]:
    """A test names its number, on the card or beside it, before there is a result."""
    for card in reading.tests:
        facts = reading.one(card.id, TestFacts)
        if not _NUMBER.search(card.text + (facts.threshold if facts is not None else "")):
            yield gap_of(GapCode.TEST_WITHOUT_NUMBER, card)
        elif facts is not None and facts.result and facts.agreed_on is None:
            yield gap_of(GapCode.TEST_AGREED_LATE, card)
        due = None if facts is None or facts.verdict or facts.result else facts.due
        if due is not None and due < reading.today:
            yield gap_of(GapCode.TEST_OVERDUE, card, day=due)


def _solutions_for(reading: Reading, opportunity: Card) -> int:
    """How many solutions hang in the branch of an opportunity, or help it from elsewhere."""
    found: set[str] = set()
    for row in reading.board.branch_of(opportunity.id):
        if reading.board.cards[row].kind is Kind.SOLUTION:
            found.add(row)
        found.update(link.solution for link in reading.board.supports_for(row))
    return len(found)
