"""Judging assumptions: what is written down, and when the group looks again."""

import datetime
from collections.abc import Callable

import pytest

from workshop.board import Board
from workshop.commands.details import edit_detail
from workshop.commands.judging import (
    answer_flat,
    judge_assumption,
    judge_link,
)
from workshop.details import Assumption, Review
from workshop.method import Answer, ReviewVerdict
from workshop.rules import RefusedError
from workshop.steps import Step, StepName

TODAY = datetime.date(2026, 12, 16)
SCRIPT = """
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_output", "text": "Reminders"}
{"do": "link", "output": "P1", "outcome": "G1"}
{"do": "add_assumption", "of": "G1", "text": "Late answers lose people", "owner_name": "Amara",
 "importance": 3, "review_every": 14, "next_review": "2026-12-16"}
""".replace(",\n ", ", ")


@pytest.fixture
def board(board_from: Callable[[str], Board]) -> Board:
    return board_from(SCRIPT)


def after(board: Board, step: Step) -> Board:
    changed = board.applied(step.changes)
    assert changed.applied(step.inverted().changes).details == board.details
    return changed


def assumption(board: Board, ref: str = "A1") -> Assumption:
    found = board.details[board.by_ref[ref]]
    assert isinstance(found, Assumption)
    return found


@pytest.mark.parametrize("verdict", [ReviewVerdict.VALIDATED, ReviewVerdict.OPEN])
def test_what_may_still_change_is_looked_at_again_by_its_rhythm(
    board: Board, verdict: ReviewVerdict
) -> None:
    step = judge_assumption(board, board.by_ref["A1"], verdict, held_on=TODAY, note="14 of 20")
    assert (step.name, step.ref) == (StepName.JUDGE_ASSUMPTION, "A1")
    judged = after(board, step)
    [review] = judged.list_of(judged.by_ref["A1"], Review)
    assert (review.held_on, review.verdict, review.note) == (TODAY, verdict, "14 of 20")
    assert assumption(judged).next_review == datetime.date(2026, 12, 30)


@pytest.mark.parametrize("verdict", [ReviewVerdict.INVALIDATED, ReviewVerdict.PIVOTED])
def test_what_is_settled_is_not_looked_at_again(board: Board, verdict: ReviewVerdict) -> None:
    judged = after(board, judge_assumption(board, board.by_ref["A1"], verdict, held_on=TODAY))
    assert assumption(judged).next_review is None


def test_a_pivot_makes_the_other_assumption(board: Board) -> None:
    step = judge_assumption(
        board,
        board.by_ref["A1"],
        ReviewVerdict.PIVOTED,
        held_on=TODAY,
        turned_to="Unclear answers lose people",
    )
    other = assumption(after(board, step), "A2")
    assert (other.text, other.owner) == ("Unclear answers lose people", board.by_ref["G1"])
    assert (other.owner_name, other.importance, other.evidence) == ("Amara", 3, 0)
    assert other.next_review == datetime.date(2026, 12, 30)


def test_a_day_may_be_given(board: Board) -> None:
    day = datetime.date(2027, 1, 15)
    step = judge_assumption(
        board, board.by_ref["A1"], ReviewVerdict.OPEN, held_on=TODAY, next_review=day
    )
    assert assumption(after(board, step)).next_review == day
    moved = edit_detail(board, board.by_ref["A1"], {"next_review": day})
    assert assumption(after(board, moved)) == assumption(after(board, step))


def test_a_link_without_an_assumption_gets_its_claim(board: Board) -> None:
    [link] = board.contributions_of(board.by_ref["P1"])
    step = judge_link(
        board, link.id, ReviewVerdict.INVALIDATED, claim="Reminders help", held_on=TODAY
    )
    judged = after(board, step)
    assert step.ref == "A2"
    assert assumption(judged, "A2").text == "Reminders help"
    assert [r.verdict for r in judged.list_of(judged.by_ref["A2"], Review)] == ["invalidated"]
    again = judge_link(judged, link.id, ReviewVerdict.OPEN, claim="Other", held_on=TODAY)
    assert "A3" not in after(judged, again).by_ref


def test_only_assumptions_are_judged(board: Board) -> None:
    judged = after(
        board, judge_assumption(board, board.by_ref["A1"], ReviewVerdict.OPEN, held_on=TODAY)
    )
    with pytest.raises(RefusedError):
        judge_assumption(judged, judged.by_ref["R1"], ReviewVerdict.OPEN, held_on=TODAY)


@pytest.mark.parametrize("answer", list(Answer))
def test_why_an_outcome_did_not_move_is_kept_with_the_look(board: Board, answer: Answer) -> None:
    link = board.contributions_of(board.by_ref["P1"])[0].id
    step = answer_flat(board, link, answer, claim="Reminders fill jobs", held_on=TODAY, note="Why")
    judged = after(board, step)
    [assumed] = judged.assumptions_of(link)
    [review] = judged.list_of(assumed.id, Review)
    assert (review.answer, review.held_on, review.note) == (answer, TODAY, "Why")
    is_wrong = review.verdict is ReviewVerdict.INVALIDATED
    assert is_wrong == (answer is Answer.CHANGES_NOTHING)
    assert (assumed.next_review is None) == is_wrong
