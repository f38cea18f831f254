"""One change to the fields of one row or of several: what every form of the window writes."""

import datetime

import pytest

from tests.widgets.memory import board_from
from workshop.board import Board
from workshop.commands.details import defines_anew, keep_version
from workshop.commands.fields import Like, record_of, set_fields, value_of
from workshop.details import Evidence, Metric, MetricVersion, OutcomeFacts
from workshop.method import Indicator, OutcomeClass
from workshop.records import WORKSHOP_ID, Card, Output, Workshop
from workshop.rules import RefusedError
from workshop.steps import StepName
from workshop.vocabulary import Status

SCRIPT = """\
{"do": "add_card", "kind": "outcome", "text": "Grow revenue"}
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_card", "kind": "opportunity", "text": "I forget to reply"}
{"do": "add_output", "text": "Reminders"}
{"do": "add_output", "text": "Checklist"}
{"do": "set_outcome_facts", "of": "G1", "outcome_class": "business"}
{"do": "add_metric", "of": "G1", "name": "Satisfaction", "is_guardrail": true}
{"do": "add_metric", "of": "G1", "name": "Revenue", "target": 10}
"""
COUNTED: Like = (("is_guardrail", False),)


@pytest.fixture
def board() -> Board:
    return board_from(SCRIPT)


def rows(board: Board, *refs: str) -> tuple[str, ...]:
    return tuple(board.by_ref[ref] for ref in refs)


def test_facts_of_several_cards_change_in_one_step(board: Board) -> None:
    both = rows(board, "G1", "G2")
    step = set_fields(board, both, OutcomeFacts, {"indicator": Indicator.LEADING})
    after = board.applied(step.changes)
    assert len(step.changes) == 2
    for row in both:
        assert value_of(after, row, OutcomeFacts, "indicator") is Indicator.LEADING
    assert value_of(after, both[0], OutcomeFacts, "outcome_class") is OutcomeClass.BUSINESS
    assert after.applied(step.inverted().changes).details == board.details


def test_several_outputs_change_under_the_name_of_their_change(board: Board) -> None:
    step = set_fields(board, rows(board, "P1", "P2"), Output, {"status": Status.SHIPPED})
    assert step.name is StepName.EDIT_OUTPUT
    assert {o.status for o in board.applied(step.changes).outputs.values()} == {Status.SHIPPED}


def test_the_metric_meant_is_the_first_of_its_sort(board: Board) -> None:
    (row,) = rows(board, "G1")
    found = record_of(board, row, Metric, COUNTED)
    assert isinstance(found, Metric)
    assert found.name == "Revenue"
    step = set_fields(board, [row], Metric, {"target": 12.0}, COUNTED)
    assert value_of(board.applied(step.changes), row, Metric, "target", COUNTED) == 12


def test_a_detail_that_is_not_there_comes_with_its_first_value(board: Board) -> None:
    (row,) = rows(board, "G2")
    assert value_of(board, row, Metric, "name", COUNTED) == ""
    step = set_fields(board, [row], Metric, {"name": "Hires"}, COUNTED)
    assert step.name is StepName.ADD_DETAIL
    after = board.applied(step.changes)
    assert [metric.name for metric in after.list_of(row, Metric)] == ["Hires"]


def test_an_empty_value_makes_no_detail(board: Board) -> None:
    (row,) = rows(board, "G2")
    assert set_fields(board, [row], OutcomeFacts, {"team": ""}).is_empty


def test_the_workshop_is_written_too(board: Board) -> None:
    step = set_fields(board, [WORKSHOP_ID], Workshop, {"title": "Kickoff"})
    assert board.applied(step.changes).workshop.title == "Kickoff"


def test_nothing_is_written_when_one_of_them_refuses(board: Board) -> None:
    with pytest.raises(RefusedError):
        set_fields(board, rows(board, "G1", "O1"), OutcomeFacts, {"team": "Growth"})
    with pytest.raises(RefusedError):
        set_fields(board, rows(board, "G1"), Card, {"text": "x" * 70_000})


def test_an_entry_of_a_list_is_meant_by_its_own_identity(board: Board) -> None:
    (row,) = rows(board, "M2")
    step = set_fields(board, [row], Metric, {"name": "Income"})
    assert step.ref == "M2"
    assert record_of(board, row, Evidence) is None


def test_what_a_metric_was_is_kept_with_the_reason(board: Board) -> None:
    was = board.details[rows(board, "M2")[0]]
    assert isinstance(was, Metric)
    board = board.applied(set_fields(board, [was.id], Metric, {"name": "Margin"}).changes)
    day = datetime.date(2026, 11, 27)
    board = board.applied(keep_version(board, was, "Revenue was bought", day).changes)
    (kept,) = board.list_of(was.id, MetricVersion)
    assert (kept.name, kept.target, kept.until) == ("Revenue", 10, day)
    assert kept.reason == "Revenue was bought"


def test_filling_a_blank_makes_no_other_metric_of_it(board: Board) -> None:
    was = board.details[rows(board, "M2")[0]]
    assert isinstance(was, Metric)
    assert [defines_anew(was, f) for f in ("name", "target", "baseline", "source")] == [
        True,
        True,
        False,
        False,
    ]
