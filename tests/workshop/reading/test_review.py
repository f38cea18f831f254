"""Review day: what is due a month after the kickoff, and what the answers settle."""

import datetime
import json
from collections.abc import Iterable

import pytest

from tests.workshop.pasts import Told
from workshop.board import Board
from workshop.commands.details import add_detail, edit_detail
from workshop.commands.facts import set_workshop
from workshop.commands.going_back import go_back
from workshop.commands.judging import judge_link
from workshop.commands.outputs import edit_output
from workshop.commands.values import DatedValue, enter_values
from workshop.details import Assumption, Review
from workshop.method import Answer, ReviewVerdict
from workshop.reading.review import (
    board_at_kickoff,
    kickoff_of,
    last_verdict,
    review_day,
    shipping_days,
)
from workshop.scripting import template_step
from workshop.steps import Step
from workshop.vocabulary import Status
from workshop.words.reviews import answer_words, flat_title, link_claim

KICKOFF = datetime.date(2026, 11, 16)
SHIPPED = datetime.date(2026, 12, 2)
TODAY = datetime.date(2026, 12, 16)

SCRIPT = """
{"do": "set_workshop", "title": "Kickoff", "held_on": "2026-11-16"}
{"do": "add_card", "kind": "outcome", "text": "Grow revenue"}
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled", "parent": "G1"}
{"do": "add_metric", "of": "G2", "name": "Hires", "baseline": 11, "target": 18,
 "cadence": "monthly"}
{"do": "add_measurement", "of": "M1", "measured_on": "2026-11-12", "value": 14}
{"do": "add_output", "text": "Reply reminders", "status": "in progress"}
{"do": "add_output", "text": "Status page"}
{"do": "add_output", "text": "Retention job"}
{"do": "link", "output": "P1", "outcome": "G2"}
{"do": "link", "output": "P2", "outcome": "G2"}
{"do": "add_assumption", "of": "P1>G2", "text": "Late answers lose people",
 "next_review": "2026-12-22"}
{"do": "add_assumption", "of": "G2", "text": "Managers answer", "next_review": "2026-12-16"}
{"do": "set_exemption", "of": "P3", "reason": "no_baseline", "trigger_on": "2026-12-16"}
{"do": "set_outcome_facts", "of": "G1", "goal": "learning", "promote_when": "x",
 "promote_on": "2026-12-16"}
""".replace(",\n ", ", ")


def kickoff() -> Step:
    return template_step(SCRIPT.strip().splitlines())


@pytest.fixture
def board() -> Board:
    return Board().applied(kickoff().changes)


def then(board: Board, step: Step) -> Board:
    return board.applied(step.changes)


def shipped(board: Board) -> Board:
    return then(board, edit_output(board, board.by_ref["P1"], status=Status.SHIPPED))


def measured(board: Board, value: float, day: datetime.date = TODAY) -> Board:
    return then(board, enter_values(board, [DatedValue(board.by_ref["M1"], day, value)]))


def refs(rows: Iterable[object]) -> list[object]:
    return [getattr(row, "ref", None) for row in rows]


DAYS = {"P1": SHIPPED}


def days(board: Board) -> dict[str, datetime.date]:
    return {board.by_ref[ref]: day for ref, day in DAYS.items()}


def test_nothing_is_due_on_the_day_of_the_kickoff(board: Board) -> None:
    assert review_day(board, KICKOFF, {}).is_empty


def test_a_month_on_everything_due_comes_up(board: Board) -> None:
    due = review_day(shipped(board), TODAY, days(board))
    assert refs(due.values) == ["M1"]
    assert refs(due.assumptions) == ["A2"]
    assert refs(due.exempt) == ["P3"]
    assert refs(due.learning) == ["G1"]
    assert not due.flat
    assert not due.is_empty


def test_a_shipped_output_whose_outcome_did_not_move_is_asked_about(board: Board) -> None:
    board = measured(shipped(board), 14)
    [flat] = review_day(board, TODAY, days(board)).flat
    title = "P1 Reply reminders shipped on 2 Dec. G2 has not moved: 14 → 14."
    assert flat_title(flat, TODAY) == title
    words = [" ".join(answer_words(answer, board, flat)) for answer in Answer]
    assert words == [
        "It is not used yet. Look again on a date.",
        "It is used, and changes nothing. The link P1 → G2 was wrong. Judge assumption A1.",
        "We measure the wrong thing. Start version 2 of the metric, and say why.",
        "It needs more time. Results lag. Keep the date.",
    ]


def test_going_backwards_is_no_better(board: Board) -> None:
    board = measured(shipped(board), 12)
    [flat] = review_day(board, TODAY, days(board)).flat
    assert flat_title(flat, TODAY).endswith("G2 got no better: 14 → 12.")


def test_an_outcome_that_moved_is_not_asked_about(board: Board) -> None:
    assert not review_day(measured(shipped(board), 15), TODAY, days(board)).flat


def test_groundwork_is_not_expected_to_move_anything(board: Board) -> None:
    script = {"do": "set_contribution_facts", "of": "P1>G2", "is_enabler": True}
    lines = [*SCRIPT.strip().splitlines(), json.dumps(script)]
    board = measured(shipped(Board().applied(template_step(lines).changes)), 14)
    assert not review_day(board, TODAY, days(board)).flat


@pytest.mark.parametrize("verdict", [ReviewVerdict.OPEN, ReviewVerdict.INVALIDATED])
def test_an_answer_settles_it_until_the_next_value(board: Board, verdict: ReviewVerdict) -> None:
    board = measured(shipped(board), 14)
    [flat] = review_day(board, TODAY, days(board)).flat
    claim = link_claim(board, flat.link)
    assert claim == "“Reply reminders” moves “More jobs are filled”"
    step = judge_link(board, flat.link.id, verdict, claim=claim, held_on=TODAY)
    answered = then(board, step)
    assert not review_day(answered, TODAY, days(board)).flat
    assert last_verdict(answered, answered.by_ref["A1"]) is verdict
    later = datetime.date(2027, 1, 16)
    assert review_day(measured(answered, 14, later), later, days(board)).flat


def test_another_metric_settles_it_too(board: Board) -> None:
    board = measured(shipped(board), 14)
    step = edit_detail(
        board, board.by_ref["M1"], {"name": "Interviews"}, reason="too late", today=TODAY
    )
    assert not review_day(then(board, step), TODAY, days(board)).flat


def test_all_done_and_the_outcome_missed(board: Board) -> None:
    board = shipped(board)
    assert not review_day(board, TODAY, {}).missed
    done = then(board, edit_output(board, board.by_ref["P2"], status=Status.DROPPED))
    assert refs(review_day(done, TODAY, {}).missed) == ["G2"]
    assert not review_day(measured(done, 18), TODAY, {}).missed


def test_a_settled_assumption_is_not_due(board: Board) -> None:
    [assumption] = board.list_of(board.by_ref["G2"], Assumption)
    held = {"held_on": KICKOFF, "verdict": "invalidated"}
    judged = then(board, add_detail(board, Review, assumption.id, held))
    assert refs(review_day(board, TODAY, {}).assumptions) == [assumption.ref]
    assert not review_day(judged, TODAY, {}).assumptions


def test_the_past_tells_when_an_output_shipped(board: Board) -> None:
    row = board.by_ref["P1"]
    ship = edit_output(board, row, status=Status.SHIPPED)
    reworded = edit_output(then(board, ship), row, text="Reminders")
    past = Told([(KICKOFF, kickoff_again(board)), (SHIPPED, ship), (TODAY, reworded)])
    assert shipping_days(then(then(board, ship), reworded), past) == {row: SHIPPED}
    assert not shipping_days(board, past)


def kickoff_again(board: Board) -> Step:
    """The kickoff as one step with the rows of this very board."""
    return go_back(Board(), board)


def test_the_board_of_the_kickoff_is_that_of_its_evening(board: Board) -> None:
    before = datetime.date(2026, 11, 1)
    title = set_workshop(board, title="Hiring")
    ship = edit_output(then(board, title), board.by_ref["P1"], status=Status.SHIPPED)
    now = then(then(board, title), ship)
    past = Told([(before, kickoff_again(board)), (KICKOFF, title), (SHIPPED, ship)])
    assert board_at_kickoff(now, past) == then(board, title)
    undated = then(now, set_workshop(now, held_on=None))
    assert kickoff_of(undated, past) == before
    assert board_at_kickoff(undated, past) == board


def test_without_a_past_the_kickoff_is_as_it_is_now(board: Board) -> None:
    assert board_at_kickoff(board, Told([])) == board
    assert kickoff_of(Board(), Told([])) is None


def test_a_file_begun_after_the_kickoff_starts_with_what_it_first_held(board: Board) -> None:
    past = Told([(TODAY, kickoff_again(board))])
    assert board_at_kickoff(board, past) == board


def test_an_assumption_is_due_once_its_time_is_up(board: Board) -> None:
    [assumption] = board.list_of(board.by_ref["G2"], Assumption)
    ends = {"next_review": None, "by_when": datetime.date(2026, 12, 10)}
    claimed = then(board, edit_detail(board, assumption.id, ends))
    assert not review_day(claimed, datetime.date(2026, 12, 9), {}).assumptions
    assert refs(review_day(claimed, TODAY, {}).assumptions) == ["A2"]
    early = {"held_on": KICKOFF, "verdict": "open"}
    looked = then(claimed, add_detail(claimed, Review, assumption.id, early))
    assert refs(review_day(looked, TODAY, {}).assumptions) == ["A2"]
    late = {"held_on": TODAY, "verdict": "open"}
    looked = then(claimed, add_detail(claimed, Review, assumption.id, late))
    assert not review_day(looked, TODAY, {}).assumptions
