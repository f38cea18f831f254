"""What was done, in one line: values entered and assumptions judged."""

from datetime import date

import pytest

from tests.widgets.memory import board_from
from workshop.board import Board
from workshop.commands.judging import judge_assumption
from workshop.commands.values import DatedValue, enter_values
from workshop.method import ReviewVerdict
from workshop.past_words import step_text

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
