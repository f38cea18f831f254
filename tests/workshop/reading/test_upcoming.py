"""The days to come: what they are for, and what is no longer asked."""

import datetime
from collections.abc import Callable

import pytest

from workshop.board import Board
from workshop.reading.upcoming import upcoming
from workshop.scripting import parse, step_of
from workshop.words.upcoming import upcoming_note, upcoming_text

TODAY = datetime.date(2026, 11, 16)
SCRIPT = """
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_card", "kind": "solution", "text": "Reminders"}
{"do": "add_card", "kind": "test", "text": "9 of 15 answer", "parent": "S1"}
{"do": "set_outcome_facts", "of": "G1", "goal": "learning", "promote_when": "we know why",
 "promote_on": "2027-01-10"}
{"do": "add_metric", "of": "G1", "name": "Hires", "baseline": 11, "target": 18,
 "due": "2027-06-30", "cadence": "monthly", "measured_by": "Amara"}
{"do": "add_measurement", "of": "M1", "measured_on": "2026-11-12", "value": 14}
{"do": "add_assumption", "of": "G1", "text": "Late answers lose people", "owner_name": "Joon",
 "next_review": "2026-12-22"}
{"do": "set_test_facts", "of": "T1", "threshold": "9 of 15", "due": "2026-12-01"}
{"do": "add_output", "text": "Reminders in the app", "owner": "Lena"}
{"do": "set_output_facts", "of": "P1", "due": "2026-11-16"}
{"do": "set_exemption", "of": "P1", "reason": "no_baseline", "trigger": "first version out",
 "trigger_on": "2027-02-01"}
""".replace(",\n ", ", ")


@pytest.fixture
def board(board_from: Callable[[str], Board]) -> Board:
    return board_from(SCRIPT)


def told(board: Board, today: datetime.date = TODAY) -> list[tuple[str, str]]:
    return [(date.day.isoformat(), upcoming_text(date)) for date in upcoming(board, today)]


def changed(board: Board, *lines: str) -> Board:
    for line in lines:
        board = board.applied(step_of(parse(line), board).changes)
    return board


def test_every_day_to_come_is_told_in_order(board: Board) -> None:
    assert told(board) == [
        ("2026-11-16", "P1 Reminders in the app: due"),
        ("2026-12-01", "T1 9 of 15 answer: what did the test show?"),
        ("2026-12-12", "M1 Hires: enter the value"),
        ("2026-12-22", "A1 Late answers lose people: does it still hold?"),
        ("2027-01-10", "G1 More jobs are filled: do we know enough to promise a number?"),
        ("2027-02-01", "P1 Reminders in the app: what should change because of it?"),
        ("2027-06-30", "M1 Hires: the target is due"),
    ]


def test_days_that_have_passed_are_not_told(board: Board) -> None:
    assert [day for day, _ in told(board, datetime.date(2027, 2, 1))] == [
        "2027-02-01",
        "2027-06-30",
    ]


@pytest.mark.parametrize(
    ("line", "ref"),
    [
        ('{"do": "set_outcome_facts", "of": "G1", "state": "achieved"}', "M1"),
        ('{"do": "set_outcome_facts", "of": "G1", "goal": "performance"}', "G1"),
        ('{"do": "set_test_facts", "of": "T1", "verdict": "validated"}', "T1"),
        ('{"do": "edit_assumption", "ref": "A1", "next_review": null}', "A1"),
        ('{"do": "edit_output", "ref": "P1", "status": "dropped"}', "P1"),
    ],
)
def test_what_is_settled_is_not_told(board: Board, line: str, ref: str) -> None:
    assert any(words.startswith(ref) for _, words in told(board))
    assert not any(words.startswith(ref) for _, words in told(changed(board, line)))


def test_a_linked_or_shipped_output_is_asked_nothing(board: Board) -> None:
    done = changed(
        board,
        '{"do": "edit_output", "ref": "P1", "status": "shipped"}',
        '{"do": "link", "output": "P1", "outcome": "G1"}',
    )
    assert not any(words.startswith("P1") for _, words in told(done))


def test_a_value_on_the_day_of_the_target_is_asked_for_once(board: Board) -> None:
    line = '{"do": "add_measurement", "of": "M1", "measured_on": "2027-05-30", "value": 17}'
    hires = [d for d, words in told(changed(board, line)) if words.startswith("M1")]
    assert hires == ["2027-06-30"]


def test_notes_help_to_be_ready(board: Board) -> None:
    notes = {date.occasion.value: upcoming_note(board, date) for date in upcoming(board, TODAY)}
    assert notes == {
        "output": "first version out\nOwner: Lena",
        "test": "",
        "value": "G1 More jobs are filled\nHires · 11 → 18 by 30 Jun 2027\nMeasured by: Amara",
        "review": "Owner: Joon",
        "learning": "we know why",
        "exemption": "first version out\nOwner: Lena",
        "target": "G1 More jobs are filled\nHires · 11 → 18 by 30 Jun 2027\nMeasured by: Amara",
    }


def test_a_long_text_is_told_in_one_line(board: Board) -> None:
    words = "word " * 400
    line = f'{{"do": "edit_assumption", "ref": "A1", "text": "{words}\\nmore"}}'
    [said] = [w for _, w in told(changed(board, line)) if w.startswith("A1")]
    assert said.endswith("…: does it still hold?")
    assert len(said) < 120
    bare = changed(board, '{"do": "edit_assumption", "ref": "A1", "text": ""}')
    assert ("2026-12-22", "A1: does it still hold?") in told(bare)


def test_the_day_by_which_an_assumption_shows_is_told_until_it_is_settled(board: Board) -> None:
    claimed = changed(board, '{"do": "edit_assumption", "ref": "A1", "by_when": "2027-03-01"}')
    told_then = ("2027-03-01", "A1 Late answers lose people: has it shown?")
    assert told_then in told(claimed)
    held = '{"do": "add_review", "of": "A1", "held_on": "2026-12-01", "verdict": "%s"}'
    assert told_then in told(changed(claimed, held % "validated"))
    assert told_then not in told(changed(claimed, held % "invalidated"))
    same = changed(claimed, '{"do": "edit_assumption", "ref": "A1", "next_review": "2027-03-01"}')
    assert [d for d, words in told(same) if words.startswith("A1")] == ["2027-03-01"]
