"""Review day: what is due when a workshop is opened again, a month after its kickoff say.

Owns which questions come up on a day; `workshop.words.reviews` asks them, `workshop.commands` write
the answers down, and `workshop.reading.differences` says what changed since. No clock here: the day
is an argument, and when an output shipped is read from the past (`shipping_days`).
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workshop.board import Board
from workshop.details import (
    Assumption,
    ContributionFacts,
    Exemption,
    Metric,
    MetricVersion,
    OutcomeFacts,
    Review,
)
from workshop.method import SETTLED, Goal, ReviewVerdict
from workshop.past import Event, Past, seq_on
from workshop.reading.measures import (
    Movement,
    is_better,
    is_open,
    is_value_due,
    latest,
    metrics_of,
    movement_since,
)
from workshop.records import Card, Contribution, Output
from workshop.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Flat:
    """A link whose output shipped and whose outcome did not get better since."""

    output: Output
    outcome: Card
    link: Contribution
    metric: Metric
    shipped_on: datetime.date
    movement: Movement


@dataclass(frozen=True, slots=True)
class ReviewDay:
    """What is due on a day, in the order in which a group goes through it.

    `values` are metrics to measure; `missed` are outcomes all of whose outputs are done while the
    target is not reached; `exempt` are outputs whose exemption ends; `learning` are learning goals
    that were to become performance goals.
    """

    day: datetime.date
    values: tuple[Metric, ...]
    flat: tuple[Flat, ...]
    assumptions: tuple[Assumption, ...]
    missed: tuple[Card, ...]
    exempt: tuple[Output, ...]
    learning: tuple[Card, ...]

    @property
    def is_empty(self) -> bool:
        """True when nothing is due."""
        due = (self.values, self.flat, self.assumptions, self.missed, self.exempt, self.learning)
        return not any(due)


def review_day(board: Board, day: datetime.date, shipped: Mapping[str, datetime.date]) -> ReviewDay:
    """What is due on a day; `shipped` are the days on which outputs were shipped.

    An output that shipped on no known day counts from the kickoff.
    """
    outcomes = [card for card in board.outcomes() if is_open(board, card.id)]
    metrics = [metric for card in outcomes for metric in board.list_of(card.id, Metric)]
    return ReviewDay(
        day,
        values=tuple(m for m in metrics if is_value_due(board, m, day)),
        flat=tuple(_flat(board, day, shipped)),
        assumptions=tuple(due_assumptions(board, day)),
        missed=tuple(card for card in outcomes if _is_missed(board, card, day)),
        exempt=tuple(o for o in board.table_rows() if _has_ended(board, o, day)),
        learning=tuple(card for card in outcomes if _has_learned(board, card, day)),
    )


def due_assumptions(board: Board, day: datetime.date) -> list[Assumption]:
    """Assumptions that wait for a look by a day, the longest first; no settled ones."""
    known = (row for row in board.details.values() if isinstance(row, Assumption))
    due = [(since, row) for row in known if (since := _due_since(board, row)) and since <= day]
    waiting = ((since, row) for since, row in due if last_verdict(board, row.id) not in SETTLED)
    # What has waited longest comes first, then what matters most.
    ordered = sorted(waiting, key=lambda pair: (pair[0], -pair[1].importance, pair[1].number))
    return [row for _, row in ordered]


def last_verdict(board: Board, assumption: str) -> ReviewVerdict | None:
    """What the last look at an assumption found."""
    held = board.list_of(assumption, Review)
    return max(held, key=lambda review: review.held_on).verdict if held else None


def kickoff_of(board: Board, past: Past) -> datetime.date | None:
    """The day of the kickoff: the one on the cover, or that of the first change."""
    if board.workshop.held_on is not None:
        return board.workshop.held_on
    first = next(iter(past.events()), None)
    return None if first is None else _local(first)


def board_at_kickoff(board: Board, past: Past) -> Board:
    """The workshop as the kickoff left it, in the evening of its day.

    A file from before the kickoff, or one without a past, starts with what it first held.

    Raises:
        RefusedError: the history can't be believed that far back.
    """
    kickoff, events = kickoff_of(board, past), past.events()
    if kickoff is None or not events:
        return board
    return past.board_at(seq_on(past, kickoff) or events[0].seq)


def shipping_days(board: Board, past: Past) -> Mapping[str, datetime.date]:
    """The days on which the outputs that are shipped now were set so."""
    days: dict[str, datetime.date] = {}
    for output in board.table_rows():
        if output.status is Status.SHIPPED:
            for seq in sorted(past.about(output.id), reverse=True):
                if _ships(past, seq, output.id):
                    days[output.id] = _local(past.event(seq))
                    break
    return days


def _ships(past: Past, seq: int, output: str) -> bool:
    for change in past.step(seq).changes:
        after, before = change.after, change.before
        if isinstance(after, Output) and after.id == output and after.status is Status.SHIPPED:
            return not isinstance(before, Output) or before.status is not Status.SHIPPED
    return False


def _local(event: Event) -> datetime.date:
    return event.at.astimezone().date()


def _flat(board: Board, day: datetime.date, shipped: Mapping[str, datetime.date]) -> Iterator[Flat]:
    for output in board.table_rows():
        since = shipped.get(output.id, board.workshop.held_on)
        if output.status is not Status.SHIPPED or since is None or since > day:
            continue
        for link in board.contributions_of(output.id):
            if _should_move(board, link):
                yield from _flat_metrics(board, output, link, since)


def _should_move(board: Board, link: Contribution) -> bool:
    """Groundwork moves nothing by itself, and a closed outcome is not waited for."""
    facts = board.facts_of(link.id, ContributionFacts)
    return is_open(board, link.outcome) and not (facts is not None and facts.is_enabler)


def _flat_metrics(
    board: Board, output: Output, link: Contribution, since: datetime.date
) -> Iterator[Flat]:
    for metric in metrics_of(board, link.outcome):
        movement = movement_since(board, metric, since)
        if movement is not None and not movement.better and not _is_answered(board, link, metric):
            yield Flat(output, board.cards[link.outcome], link, metric, since, movement)


def _is_answered(board: Board, link: Contribution, metric: Metric) -> bool:
    """True when the group answered for the latest value: it judged the link, or a new version."""
    now = latest(board, metric.id)
    assert now is not None
    judged = (
        review.held_on
        for assumption in board.list_of(link.id, Assumption)
        for review in board.list_of(assumption.id, Review)
        if review.verdict is not ReviewVerdict.VALIDATED
    )
    versions = (v.until for v in board.list_of(metric.id, MetricVersion) if v.until is not None)
    return any(answered >= now.measured_on for answered in (*judged, *versions))


def _due_since(board: Board, assumption: Assumption) -> datetime.date | None:
    """The day from which an assumption waits for a look: its next one, or when it was to show."""
    end = assumption.by_when
    held = board.list_of(assumption.id, Review)
    if end is not None and any(review.held_on >= end for review in held):
        end = None
    return min(filter(None, (assumption.next_review, end)), default=None)


def _is_missed(board: Board, outcome: Card, day: datetime.date) -> bool:
    outputs = [board.outputs[link.output] for link in board.contributions_to(outcome.id)]
    alive = [output for output in outputs if output.status is not Status.DROPPED]
    if not alive or any(output.status is not Status.SHIPPED for output in alive):
        return False
    return any(_falls_short(board, metric, day) for metric in metrics_of(board, outcome.id))


def _falls_short(board: Board, metric: Metric, day: datetime.date) -> bool:
    now = latest(board, metric.id, day)
    if now is None or metric.target is None:
        return False
    return is_better(metric, metric.target, now.value)


def _has_ended(board: Board, output: Output, day: datetime.date) -> bool:
    exemption = board.facts_of(output.id, Exemption)
    if exemption is None or exemption.trigger_on is None or output.status is Status.DROPPED:
        return False
    return exemption.trigger_on <= day and not board.links_from.get(output.id)


def _has_learned(board: Board, outcome: Card, day: datetime.date) -> bool:
    facts = board.facts_of(outcome.id, OutcomeFacts)
    if facts is None or facts.goal is not Goal.LEARNING or facts.promote_on is None:
        return False
    return facts.promote_on <= day
