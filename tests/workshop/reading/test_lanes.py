"""The logic model as it is read from a board, and the lines people draw in it."""

from collections.abc import Callable

import pytest

from workshop.board import Board
from workshop.commands.lanes import lead_to, stop_leading_to
from workshop.reading.lanes import Stage, lanes_of, stage_of
from workshop.rules import Refusal, RefusedError

SCRIPT = """
{"do": "add_card", "kind": "outcome", "text": "Revenue grows"}
{"do": "add_card", "kind": "outcome", "text": "Jobs are filled", "parent": "G1"}
{"do": "add_card", "kind": "outcome", "text": "Answers come in a day", "parent": "G2"}
{"do": "add_card", "kind": "outcome", "text": "Candidates recommend us"}
{"do": "add_output", "text": "Reminders"}
{"do": "add_output", "text": "Newsletter"}
{"do": "add_output", "text": "Retention job"}
{"do": "link", "output": "P1", "outcome": "G2"}
{"do": "set_exemption", "of": "P3", "reason": "compliance"}
{"do": "add_lane_item", "lane": "input", "text": "Two engineers"}
{"do": "add_lane_item", "lane": "activity", "text": "Weekly interviews"}
"""


@pytest.fixture
def board(board_from: Callable[[str], Board]) -> Board:
    return board_from(SCRIPT)


def refs(board: Board, stage: Stage) -> list[str]:
    return [stop.ref for stop in lanes_of(board)[stage]]


def gaps(board: Board) -> set[str]:
    return {stop.ref for stops in lanes_of(board).values() for stop in stops if stop.is_gap}


def test_every_row_stands_in_its_lane(board: Board) -> None:
    assert [refs(board, stage) for stage in Stage] == [
        ["I1"],
        ["I2"],
        ["P1", "P2", "P3"],
        ["G2", "G3", "G4"],
        ["G1"],
    ]
    for stage, stops in lanes_of(board).items():
        assert all(stage_of(board, stop.row) is stage for stop in stops)


def test_an_outcome_alone_is_impact_only_if_it_is_a_result_of_the_business(
    board: Board, board_from: Callable[[str], Board]
) -> None:
    of = '{"do": "set_outcome_facts", "of": "%s", "outcome_class": "%s"}'
    changed = board_from(SCRIPT + of % ("G4", "business") + "\n" + of % ("G1", "product"))
    assert refs(changed, Stage.IMPACT) == ["G4"]


def test_outcomes_lead_to_the_impact_above_them_however_far(board: Board) -> None:
    impact = board.by_ref["G1"]
    leads = {stop.ref: stop.leads_to for stop in lanes_of(board)[Stage.OUTCOMES]}
    assert leads == {"G2": (impact,), "G3": (impact,), "G4": ()}


def test_rows_that_lead_nowhere_are_gaps_but_not_what_needs_no_outcome(board: Board) -> None:
    assert gaps(board) == {"I1", "I2", "P2"}


@pytest.mark.parametrize(
    ("start", "end"), [("I1", "I2"), ("I1", "P1"), ("I2", "P2"), ("P2", "G1"), ("P2", "G4")]
)
def test_a_line_is_drawn_and_taken_away(board: Board, start: str, end: str) -> None:
    row, target = board.by_ref[start], board.by_ref[end]
    drawn = board.applied(lead_to(board, row, target).changes)
    assert gaps(drawn) == gaps(board) - {start}
    assert gaps(drawn.applied(stop_leading_to(drawn, row, target).changes)) == gaps(board)


@pytest.mark.parametrize(("start", "end"), [("I2", "I1"), ("I1", "G1"), ("G2", "G4"), ("P1", "P2")])
def test_a_line_that_means_nothing_is_refused(board: Board, start: str, end: str) -> None:
    with pytest.raises(RefusedError) as caught:
        lead_to(board, board.by_ref[start], board.by_ref[end])
    assert caught.value.code is Refusal.MAY_NOT_LEAD_TO


def test_the_same_line_twice_and_one_that_is_not_there_are_refused(board: Board) -> None:
    row, target = board.by_ref["I1"], board.by_ref["P1"]
    drawn = board.applied(lead_to(board, row, target).changes)
    with pytest.raises(RefusedError) as twice:
        lead_to(drawn, row, target)
    with pytest.raises(RefusedError) as absent:
        stop_leading_to(board, row, target)
    assert (twice.value.code, absent.value.code) == (Refusal.LEADS_ALREADY, Refusal.NO_SUCH_LINE)
