"""The days on which a workshop is looked at again: what a calendar should remind people of."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workshop.board import Board
from workshop.details import Assumption, Exemption, Metric, OutcomeFacts, OutputFacts, TestFacts
from workshop.method import SETTLED, Goal
from workshop.reading.measures import is_open, latest, next_look
from workshop.reading.review import last_verdict
from workshop.records import Card, Output
from workshop.vocabulary import Kind, Status


class Occasion(StrEnum):
    """What a day is for."""

    VALUE = "value"
    TARGET = "target"
    REVIEW = "review"
    PROOF = "proof"
    TEST = "test"
    OUTPUT = "output"
    EXEMPTION = "exemption"
    LEARNING = "learning"


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A day, what it is for, and the card, output or detail it is about."""

    day: datetime.date
    occasion: Occasion
    row: Card | Output | Metric | Assumption


def upcoming(board: Board, today: datetime.date) -> list[Upcoming]:
    """Every day that is still to come, the next one first; today counts."""
    found = (*_of_outcomes(board), *_of_tests(board), *_of_outputs(board), *_of_reviews(board))
    ahead = (date for date in found if date.day >= today)
    return sorted(
        ahead, key=lambda date: (date.day, list(Occasion).index(date.occasion), _ref(date))
    )


def _ref(date: Upcoming) -> tuple[str, int]:
    return date.row.ref.rstrip("0123456789"), date.row.number


def _of_outcomes(board: Board) -> Iterator[Upcoming]:
    for outcome in board.outcomes():
        if not is_open(board, outcome.id):
            continue
        facts = board.facts_of(outcome.id, OutcomeFacts)
        if facts is not None and facts.goal is Goal.LEARNING and facts.promote_on is not None:
            yield Upcoming(facts.promote_on, Occasion.LEARNING, outcome)
        for metric in board.list_of(outcome.id, Metric):
            yield from _of_metric(board, metric)


def _of_metric(board: Board, metric: Metric) -> Iterator[Upcoming]:
    """The due date, and the next value where it is not asked for on that very day."""
    look = next_look(board, metric)
    if metric.due is not None and not metric.is_guardrail:
        yield Upcoming(metric.due, Occasion.TARGET, metric)
        now = latest(board, metric.id)
        if look == metric.due or (now is not None and now.measured_on >= metric.due):
            return
    if look is not None:
        yield Upcoming(look, Occasion.VALUE, metric)


def _of_tests(board: Board) -> Iterator[Upcoming]:
    for card in board.cards.values():
        if card.kind is Kind.TEST:
            facts = board.facts_of(card.id, TestFacts)
            if facts is not None and facts.due is not None and facts.verdict is None:
                yield Upcoming(facts.due, Occasion.TEST, card)


def _of_outputs(board: Board) -> Iterator[Upcoming]:
    for output in board.table_rows():
        if output.status is Status.DROPPED:
            continue
        facts = board.facts_of(output.id, OutputFacts)
        if facts is not None and facts.due is not None and output.status is not Status.SHIPPED:
            yield Upcoming(facts.due, Occasion.OUTPUT, output)
        exemption = board.facts_of(output.id, Exemption)
        ends = None if exemption is None else exemption.trigger_on
        if ends is not None and not board.links_from.get(output.id):
            yield Upcoming(ends, Occasion.EXEMPTION, output)


def _of_reviews(board: Board) -> Iterator[Upcoming]:
    for row in board.details.values():
        if isinstance(row, Assumption) and row.next_review is not None:
            yield Upcoming(row.next_review, Occasion.REVIEW, row)
        if isinstance(row, Assumption) and row.by_when is not None:
            is_settled = last_verdict(board, row.id) in SETTLED
            if row.by_when != row.next_review and not is_settled:
                yield Upcoming(row.by_when, Occasion.PROOF, row)
