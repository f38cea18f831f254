"""Medians of finding every gap after an edit: 1,000 and 10,000 cards, 300 outputs, full details.

Run by hand: `python -m benchmarks.gaps`. Milliseconds of processor time: what the wall clock shows
while nothing else runs.
"""

import datetime
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import count

from msgspec.structs import replace

from benchmarks.trees import board_with
from workshop import details as d
from workshop.board import Board
from workshop.gaps.finding import gaps_of
from workshop.method import Indicator, OutcomeClass
from workshop.records import Card, Contribution, Output, Record, new_id
from workshop.steps import RowChange
from workshop.vocabulary import Kind

_TODAY = datetime.date(2026, 11, 16)
_OUTPUTS = 300
_OUTCOMES = 40
_ROUNDS = 31
_LATER = _TODAY + datetime.timedelta(days=30)


def main() -> None:
    """Print the medians."""
    print(f"{os.cpu_count()} cores")
    for size in (1_000, 10_000):
        board = board_with(size - _OUTCOMES)
        board = board.applied(RowChange(None, row) for row in _outcomes(board))
        board = board.applied(RowChange(None, row) for row in _outputs(board))
        board = board.applied(RowChange(None, row) for row in _details(board))
        outcomes = sum(card.kind is Kind.OUTCOME for card in board.cards.values())
        print(
            f"{size:>7,} cards ({outcomes} outcomes), {len(board.outputs)} outputs,"
            f" {len(board.details):,} details, {len(gaps_of(board, _TODAY)):,} gaps:"
            f" {statistics.median(_times(board)):6.1f}"
        )


def _times(board: Board) -> Iterator[float]:
    cards = list(board.cards.values())
    for place in range(_ROUNDS):
        card = cards[place * 7 % len(cards)]
        edited = board.applied([RowChange(card, replace(card, text=f"Edited {place}"))])
        start = time.process_time()
        gaps_of(edited, _TODAY)
        yield (time.process_time() - start) * 1000


def _outcomes(board: Board) -> Iterator[Record]:
    [top] = board.children_of(None)
    for number in range(_OUTCOMES):
        yield Card(
            id=new_id(),
            kind=Kind.OUTCOME,
            number=1_000 + number,
            parent=top,
            rank=f"b{number:02}",
            text="More open jobs are filled",
        )


def _outputs(board: Board) -> Iterator[Record]:
    chance = random.Random(3)
    outcomes = [card for card in board.cards.values() if card.kind is Kind.OUTCOME]
    solutions = [card.id for card in board.cards.values() if card.kind is Kind.SOLUTION]
    for number in range(1, _OUTPUTS + 1):
        made_from = chance.choice(solutions) if chance.random() < 0.4 else None
        output = Output(
            id=new_id(), number=number, rank=f"a{number:04}", text="Page", solution=made_from
        )
        yield output
        for outcome in chance.sample(outcomes, min(chance.randrange(3), len(outcomes))):
            yield Contribution(id=new_id(), output=output.id, outcome=outcome.id, rank="a")


def _details(board: Board) -> Iterator[d.Detail]:
    """What a thorough group writes down: about three details for each card and output."""
    chance, numbers = random.Random(5), count(1)

    def shared(owner: str) -> dict[str, object]:
        number = next(numbers)
        return {"id": new_id(), "owner": owner, "number": number, "rank": f"a{number:06}"}

    for card in board.cards.values():
        yield from _PER_KIND[card.kind](card, shared, chance)
    for output in board.outputs.values():
        yield d.OutputFacts(**shared(output.id), deliverable="page", planned=3, due=_LATER)
        if not board.links_from.get(output.id) and chance.random() < 0.5:
            yield d.Exemption(**shared(output.id), why="The law")
    for link in board.links.values():
        yield d.ContributionFacts(**shared(link.id), because="it helps")
        yield d.Assumption(**shared(link.id), text="It helps", next_review=_LATER)


Shared = Callable[[str], dict[str, object]]


def _of_outcome(card: Card, shared: Shared, chance: random.Random) -> Iterator[d.Detail]:
    yield d.OutcomeFacts(
        **shared(card.id),
        outcome_class=chance.choice(list(OutcomeClass)),
        indicator=chance.choice(list(Indicator)),
        team="Growth",
    )
    for is_guardrail in (False, True):
        metric = d.Metric(
            **shared(card.id),
            name="Hires",
            baseline=None if chance.random() < 0.1 else 11.0,
            target=10.0 if is_guardrail else 18.0,
            due=_LATER,
            cadence="monthly",
            measured_by="Amara",
            is_guardrail=is_guardrail,
        )
        yield metric
        for month in range(1, 7):
            day = datetime.date(2026, month, 12)
            yield d.Measurement(**shared(metric.id), measured_on=day, value=11.0 + month)
        yield d.Benchmark(**shared(metric.id), peer="peers", value=14.0)


def _of_opportunity(card: Card, shared: Shared, chance: random.Random) -> Iterator[d.Detail]:
    for _ in range(chance.randrange(4)):
        yield d.Evidence(**shared(card.id), quote="I forget")
    if chance.random() < 0.3:
        yield d.OpportunityFacts(**shared(card.id))


def _of_solution(card: Card, shared: Shared, chance: random.Random) -> Iterator[d.Detail]:
    for _ in range(chance.randrange(3)):
        assumption = d.Assumption(
            **shared(card.id), text="It is wanted", owner_name="Joon", next_review=_LATER
        )
        yield assumption


def _of_test(card: Card, shared: Shared, _chance: random.Random) -> Iterator[d.Detail]:
    yield d.TestFacts(**shared(card.id), threshold="9 of 15", agreed_on=_TODAY)


_PER_KIND: dict[Kind, Callable[[Card, Shared, random.Random], Iterator[d.Detail]]] = {
    Kind.OUTCOME: _of_outcome,
    Kind.OPPORTUNITY: _of_opportunity,
    Kind.SOLUTION: _of_solution,
    Kind.TEST: _of_test,
}


if __name__ == "__main__":
    main()
