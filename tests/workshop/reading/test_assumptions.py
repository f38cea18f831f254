"""What stands behind an assumption, and which ones a month asks about."""

from datetime import date

import pytest

from tests.widgets.memory import board_from
from workshop.reading.assumptions import due_this_month, end_of_month, linked_tests

SCRIPT = """\
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_card", "kind": "opportunity", "text": "I forget to reply", "parent": "G1"}
{"do": "add_card", "kind": "solution", "text": "Remind after a day", "parent": "O1"}
{"do": "add_card", "kind": "test", "text": "Of 20, 12 reply", "parent": "S1"}
{"do": "add_output", "text": "Reminders", "solution": "S1"}
{"do": "link", "output": "P1", "outcome": "G1"}
{"do": "add_output", "text": "Newsletter"}
{"do": "add_assumption", "of": "G1", "text": "a", "next_review": "2026-11-30"}
{"do": "add_assumption", "of": "G1", "text": "b", "next_review": "2026-12-01"}
{"do": "add_assumption", "of": "G1", "text": "c", "next_review": "2026-09-01"}
"""


@pytest.mark.parametrize(
    ("ref", "tests"), [("T1", ["T1"]), ("S1", ["T1"]), ("P1", ["T1"]), ("G1", []), ("P2", [])]
)
def test_tests_are_found_on_the_card_below_it_and_through_its_output(
    ref: str, tests: list[str]
) -> None:
    board = board_from(SCRIPT)
    assert [test.ref for test in linked_tests(board, board.by_ref[ref])] == tests


def test_a_link_has_the_tests_of_its_output() -> None:
    board = board_from(SCRIPT)
    link = board.links_from[board.by_ref["P1"]][0]
    assert [test.ref for test in linked_tests(board, link)] == ["T1"]


def test_a_month_asks_about_what_is_due_until_its_last_day() -> None:
    board = board_from(SCRIPT)
    assert [due.ref for due in due_this_month(board, date(2026, 11, 16))] == ["A3", "A1"]


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 11, 16), date(2026, 11, 30)),
        (date(2026, 12, 31), date(2026, 12, 31)),
        (date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_months_end_on_their_last_day(day: date, last: date) -> None:
    assert end_of_month(day) == last
