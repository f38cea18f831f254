"""What was done, in one line: values entered and assumptions judged."""

from datetime import date

import pytest

from tests.widgets.memory import board_from
from workshop.board import Board
from workshop.commands.cards import edit_card
from workshop.commands.details import add_detail, delete_detail, set_facts
from workshop.commands.judging import judge_assumption
from workshop.commands.values import DatedValue, enter_values
from workshop.details import DETAILS, LaneLink, Metric, OutputFacts
from workshop.method import ReviewVerdict
from workshop.rules import Refusal, RefusedError
from workshop.steps import Step
from workshop.vocabulary import Kind
from workshop.words.codes import refusal_text
from workshop.words.past import step_text

TODAY = date(2026, 11, 16)


@pytest.fixture
def board() -> Board:
    return board_from(
        """\
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_metric", "of": "G1", "name": "Hires"}
{"do": "add_assumption", "of": "G1", "text": "Late answers hurt"}
"""
    )


def test_values_are_counted(board: Board) -> None:
    metric = board.by_ref["M1"]
    days = [DatedValue(metric, date(2026, 11, day), 1.0) for day in (1, 2)]
    assert step_text(enter_values(board, days)) == "Entered 2 values"
    assert step_text(enter_values(board, days[:1])) == "Entered 1 value"


def test_a_verdict_is_told(board: Board) -> None:
    step = judge_assumption(board, board.by_ref["A1"], ReviewVerdict.PIVOTED, held_on=TODAY)
    assert step_text(step) == "Judged A1: pivot"


LANES = """\
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_output", "text": "Reminders"}
{"do": "add_output", "text": "Pages"}
{"do": "add_lane_item", "lane": "input", "text": "Two developers"}
"""


def test_what_has_no_name_of_its_own_is_told_of_its_row() -> None:
    board = board_from(LANES)
    told = []

    def run(step: Step) -> None:
        nonlocal board
        board = board.applied(step.changes)
        told.append(step_text(step, board))

    run(add_detail(board, LaneLink, board.by_ref["I1"], {"leads_to": board.by_ref["P2"]}))
    run(delete_detail(board, board.by_ref["L1"]))
    output = board.by_ref["P2"]
    run(set_facts(board, OutputFacts, output, {"deliverable": "pages", "planned": 3.0}))
    run(set_facts(board, OutputFacts, output, {"due": "2027-03-31"}))
    facts = board.facts_of(output, OutputFacts)
    assert facts is not None
    run(delete_detail(board, facts.id))
    assert told == [
        "I1 leads to P2",
        "I1 no longer leads to P2",
        "P2: deliverable, planned filled in",
        "P2: due day changed",
        "P2: details taken away",
    ]


def test_a_row_that_is_gone_is_named_as_far_as_the_step_knows_it(board: Board) -> None:
    step = add_detail(board, Metric, board.by_ref["G1"], {"name": "Renewals"})
    assert step_text(step, board) == step_text(step) == "Added metric M2 “Renewals”"


@pytest.mark.parametrize(
    ("ref", "kind", "said"),
    [
        ("G1", Kind.OPPORTUNITY, "G1 has a metric, so it stays an outcome."),
        ("O1", Kind.OUTCOME, "O1 has evidence, so it stays an opportunity."),
    ],
)
def test_a_card_that_keeps_its_kind_says_why(ref: str, kind: Kind, said: str) -> None:
    board = board_from(
        """\
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_metric", "of": "G1", "name": "Hires"}
{"do": "add_card", "kind": "opportunity", "text": "Answers are late"}
{"do": "add_evidence", "of": "O1", "quote": "I waited"}
"""
    )
    with pytest.raises(RefusedError) as caught:
        edit_card(board, board.by_ref[ref], kind=kind)
    assert refusal_text(caught.value) == said


def test_every_detail_of_a_card_can_be_named_where_it_holds_a_kind() -> None:
    for detail in DETAILS.values():
        for kind in Kind:
            if kind in detail.belongs_to:
                refused = RefusedError(
                    Refusal.HAS_DETAILS, ref="X1", detail="Y1", what=detail.kind_name, kind=kind
                )
                assert refusal_text(refused).startswith("X1 has ")
