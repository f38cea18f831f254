"""Cards are marked where something is amiss, not where a question is open."""

import datetime

from tests.widgets.memory import board_from
from workshop.board import Board
from workshop.commands.cards import delete_card
from workshop.gaps.codes import Gap, GapCode
from workshop.gaps.finding import gaps_of
from workshop.gaps.marks import marks_on_cards

TODAY = datetime.date(2026, 11, 23)
TREE = """\
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_card", "kind": "outcome", "text": "Employers renew"}
{"do": "add_card", "kind": "opportunity", "text": "I forget to reply", "parent": "G1"}
{"do": "add_output", "text": "Reminders"}
{"do": "link", "output": "P1", "outcome": "G1"}
"""


def marked(board: Board) -> dict[str, list[GapCode]]:
    marks = marks_on_cards(board, gaps_of(board, TODAY))
    return {board.cards[card].ref: [gap.code for gap in gaps] for card, gaps in marks.items()}


def test_an_outcome_without_an_output_is_marked_and_tells_its_other_gaps() -> None:
    found = marked(board_from(TREE))
    assert found.keys() == {"G2"}
    assert found["G2"][0] is GapCode.OUTCOME_WITHOUT_OUTPUT
    assert GapCode.OUTCOME_WITHOUT_METRIC in found["G2"]


def test_what_is_amiss_with_a_detail_marks_its_card() -> None:
    metric = '{"do": "add_metric", "of": "G1", "name": "Hires", "baseline": 18, "target": 11}'
    assert GapCode.TARGET_ON_WRONG_SIDE in marked(board_from(TREE + metric))["G1"]


def test_gaps_of_what_is_gone_mark_nothing() -> None:
    board = board_from(TREE)
    gaps = gaps_of(board, TODAY)
    less = board.applied(delete_card(board, board.by_ref["G2"]).changes)
    assert not marks_on_cards(less, gaps)
    assert not marks_on_cards(board, [Gap(GapCode.NO_PROBLEM)])
