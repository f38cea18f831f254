"""The logic model read from a board: inputs → activities → outputs → outcomes → impact.

Inputs and activities are details of the workshop; the other lanes are the table's and the tree's
own rows. What leads where is read here; what may lead where is said by `may_lead`.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct

from workshop.board import Board
from workshop.details import LaneItem, LaneLink, OutcomeFacts
from workshop.method import Lane, OutcomeClass
from workshop.reading.tracing import is_gap
from workshop.records import WORKSHOP_ID, Card, Output
from workshop.vocabulary import Kind


class Stage(StrEnum):
    """The lanes, from what a team puts in to what changes in the end."""

    INPUTS = "inputs"
    ACTIVITIES = "activities"
    OUTPUTS = "outputs"
    OUTCOMES = "outcomes"
    IMPACT = "impact"


class Stop(Struct, frozen=True):
    """A row in its lane. `leads_to` are rows of later lanes; `is_gap` when there should be one."""

    row: str
    ref: str
    text: str
    leads_to: tuple[str, ...]
    is_gap: bool


def lanes_of(board: Board) -> Mapping[Stage, tuple[Stop, ...]]:
    """Every lane with its rows, in the order people gave them."""
    items = board.list_of(WORKSHOP_ID, LaneItem)
    outcomes = tuple(board.outcomes())
    impact = {card.id for card in outcomes if is_impact(board, card)}
    return MappingProxyType(
        {
            Stage.INPUTS: tuple(_item(board, i) for i in items if i.lane is Lane.INPUT),
            Stage.ACTIVITIES: tuple(_item(board, i) for i in items if i.lane is Lane.ACTIVITY),
            Stage.OUTPUTS: tuple(_output(board, row) for row in board.table_rows()),
            Stage.OUTCOMES: tuple(
                _outcome(board, card, impact) for card in outcomes if card.id not in impact
            ),
            Stage.IMPACT: tuple(
                Stop(card.id, card.ref, card.text, (), is_gap=False)
                for card in outcomes
                if card.id in impact
            ),
        }
    )


def is_impact(board: Board, outcome: Card) -> bool:
    """An outcome the others work towards: at the top of its tree, and a result of the business or
    with outcomes below it."""
    if outcome.parent is not None:
        return False
    facts = board.facts_of(outcome.id, OutcomeFacts)
    if facts is not None and facts.outcome_class is not None:
        return facts.outcome_class is OutcomeClass.BUSINESS
    return any(board.cards[row].kind is Kind.OUTCOME for row in board.children_of(outcome.id))


def stage_of(board: Board, row: str) -> Stage | None:
    """The lane a row stands in; None for one that stands in none."""
    record = board.record(row)
    if isinstance(record, LaneItem):
        return Stage.INPUTS if record.lane is Lane.INPUT else Stage.ACTIVITIES
    if isinstance(record, Output):
        return Stage.OUTPUTS
    if isinstance(record, Card) and record.kind is Kind.OUTCOME:
        return Stage.IMPACT if is_impact(board, record) else Stage.OUTCOMES
    return None


def may_lead(board: Board, row: str, target: str) -> bool:
    """Whether people may draw a line from one row to the other, in the lanes.

    Inputs lead to activities and outputs, activities to outputs, outputs to outcomes of either
    lane. Where an outcome leads, the tree says.
    """
    start, end = stage_of(board, row), stage_of(board, target)
    return (start, end) in {
        (Stage.INPUTS, Stage.ACTIVITIES),
        (Stage.INPUTS, Stage.OUTPUTS),
        (Stage.ACTIVITIES, Stage.OUTPUTS),
        (Stage.OUTPUTS, Stage.OUTCOMES),
        (Stage.OUTPUTS, Stage.IMPACT),
    }


def _item(board: Board, item: LaneItem) -> Stop:
    leads = tuple(link.leads_to for link in board.list_of(item.id, LaneLink))
    return Stop(item.id, item.ref, item.text, leads, is_gap=not leads)


def _output(board: Board, output: Output) -> Stop:
    leads = tuple(link.outcome for link in board.contributions_of(output.id))
    return Stop(output.id, output.ref, output.text, leads, is_gap(board, output.id))


def _outcome(board: Board, outcome: Card, impact: set[str]) -> Stop:
    leads = tuple(row for row in board.ancestors_of(outcome.id) if row in impact)
    return Stop(outcome.id, outcome.ref, outcome.text, leads, is_gap=False)
