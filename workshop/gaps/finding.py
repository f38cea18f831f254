"""What a workshop still lacks, found by the program. Never a score, never a refusal.

One place for the window, the handout and `whyboard check`; `workshop.words.gaps` says a gap in
words. Rules by theme are in `workshop.gaps.rules`; here are those of the links between outputs and
outcomes, and the order of the list.

The list stays calm by four rules. Nothing is asked of an empty workshop, of a card without words,
of an outcome that is closed or of an output that is dropped. What concerns the whole (boundaries,
who decides, the target opportunity) is asked only once the workshop has come that far: there are
outputs to commit to, or solutions to choose between. A row is asked its next question only: an
outcome for a metric before a baseline, a guardrail or an owner, a link for its hypothesis once its
outcome is measured, an assumption for a date before an owner. And what people excused (a reason why
an output needs no outcome, a learning goal, a metric not yet measurable) is not asked.
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import Final

from workshop.board import Board
from workshop.details import (
    Assumption,
    ContributionFacts,
    Exemption,
    Metric,
    OutputFacts,
)
from workshop.gaps.codes import Gap, GapCode
from workshop.gaps.rules.assumptions import assumptions, key_results
from workshop.gaps.rules.metrics import metrics
from workshop.gaps.rules.opportunities import evidence, solutions, targets, tests
from workshop.gaps.rules.outcomes import contracts, leading, meant, measured
from workshop.gaps.rules.purpose import purpose
from workshop.gaps.rules.reading import Reading, Rule, gap_of
from workshop.method import ExemptionReason
from workshop.reading.measures import is_open
from workshop.reading.tracing import is_gap
from workshop.records import Card, Contribution, Output
from workshop.vocabulary import Kind, Status

_PLACES: Final = {code: place for place, code in enumerate(GapCode)}


def gaps_of(board: Board, today: datetime.date) -> tuple[Gap, ...]:
    """Every gap on a day, what matters most first and then as the document reads."""
    return in_order(gap for gap in search(board, today) if gap is not None)


def search(board: Board, today: datetime.date) -> Iterator[Gap | None]:
    """Every gap on a day, rule by rule, for callers who do other work in between.

    First the board is read: then there are pauses, but no gaps.
    """
    reading = Reading(board, today)
    yield from reading.read()
    for rule in _RULES:
        yield from rule(reading)


def in_order(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """What a search found: what matters most first, and then as the document reads."""
    return tuple(sorted(gaps, key=lambda gap: _PLACES[gap.code]))


def outcomes_without_output(board: Board) -> list[Card]:
    """Open outcomes that no output contributes to, not even through an outcome below them."""
    served = _served(board)
    open_ones = (card for card in board.outcomes() if card.id not in served)
    return [card for card in open_ones if is_open(board, card.id)]


def _served(board: Board) -> frozenset[str]:
    served: set[str] = set()
    for outcome, links in board.links_to.items():
        if all(_is_dropped(board, board.links[link]) for link in links):
            continue
        current: str | None = outcome
        while current is not None and current not in served:
            card = board.cards[current]
            if card.kind is not Kind.OUTCOME:
                break
            served.add(current)
            current = card.parent
    return frozenset(served)


def _is_dropped(board: Board, link: Contribution) -> bool:
    return board.outputs[link.output].status is Status.DROPPED


def _orphans(reading: Reading) -> Iterator[Gap]:
    board = reading.board
    for output in board.table_rows():
        if is_gap(board, output.id):
            yield gap_of(GapCode.OUTPUT_WITHOUT_OUTCOME, output)
    if board.rows:
        for outcome in outcomes_without_output(board):
            yield gap_of(GapCode.OUTCOME_WITHOUT_OUTPUT, outcome)


def _outputs(reading: Reading) -> Iterator[Gap]:
    for output in reading.board.table_rows():
        if output.status is not Status.DROPPED:
            yield from _exemption(reading, output)
            yield from _links(reading, output)
            facts = reading.one(output.id, OutputFacts)
            due = None if facts is None else facts.due
            if due is not None and due < reading.today and output.status is not Status.SHIPPED:
                yield gap_of(GapCode.OUTPUT_OVERDUE, output, day=due)


def _exemption(reading: Reading, output: Output) -> Iterator[Gap]:
    """An exemption for lack of a baseline ends some day; a proven link has its proof.

    Linked to an outcome, an output needs no exemption, and it is asked nothing about it.
    """
    exemption = reading.one(output.id, Exemption)
    if exemption is None or reading.board.links_from.get(output.id):
        return
    if exemption.trigger_on is not None and exemption.trigger_on <= reading.today:
        yield gap_of(GapCode.EXEMPTION_DUE, output, day=exemption.trigger_on)
    elif exemption.reason is ExemptionReason.NO_BASELINE and not (
        exemption.trigger or exemption.trigger_on
    ):
        yield gap_of(GapCode.EXEMPTION_WITHOUT_TRIGGER, output)
    if exemption.reason is ExemptionReason.PROVEN_LINK and not exemption.evidence:
        yield gap_of(GapCode.EXEMPTION_WITHOUT_PROOF, output)


def _links(reading: Reading, output: Output) -> Iterator[Gap]:
    board = reading.board
    for link in board.contributions_of(output.id):
        outcome = board.cards[link.outcome]
        facts = reading.one(link.id, ContributionFacts)
        if not reading.is_open(outcome.id):
            if facts is not None and facts.is_enabler:
                yield gap_of(GapCode.ENABLER_WITHOUT_OUTCOME, output, outcome)
            continue
        said = facts is not None and (facts.behaviour or facts.result or facts.because)
        is_measured = reading.all(outcome.id, Metric)
        if is_measured and not said and not reading.all(link.id, Assumption):
            yield gap_of(GapCode.LINK_WITHOUT_HYPOTHESIS, output, outcome)


_RULES: Final[tuple[Rule, ...]] = (
    purpose,
    _orphans,
    _outputs,
    measured,
    meant,
    leading,
    contracts,
    metrics,
    targets,
    evidence,
    solutions,
    tests,
    assumptions,
    key_results,
)
