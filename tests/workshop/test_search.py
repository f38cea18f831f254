"""Rows are found by words, reference or kind, and their words replaced in one step."""

import datetime
from collections.abc import Callable

import pytest

from workshop.board import Board
from workshop.commands.cards import delete_card, edit_card
from workshop.commands.replacing import replace_text
from workshop.gaps.finding import gaps_of
from workshop.search import found

BuildBoard = Callable[[str], Board]


@pytest.mark.parametrize(
    ("query", "refs"),
    [
        ("o1", ["O1"]),
        ("FORGET", ["O1"]),
        ("answer forget", ["O1"]),
        ("reminders", ["S1", "P1"]),
        ("solution", ["S1", "S2"]),
        ("p2", ["P2"]),
        ("zzz", []),
        ("   ", []),
    ],
)
def test_rows_are_found_in_the_order_of_the_document(
    small: Board, query: str, refs: list[str]
) -> None:
    assert found(small, query) == [small.by_ref[ref] for ref in refs]


def test_accents_do_not_matter(small: Board) -> None:
    step = edit_card(small, small.by_ref["O1"], text="Zoë vergisst zu antworten")
    board = small.applied(step.changes)
    assert found(board, "zoe") == [board.by_ref["O1"]]


def test_replacing_is_one_step_and_takes_no_pattern(small: Board) -> None:
    rows = [small.by_ref["S1"], small.by_ref["P1"], small.by_ref["O1"]]
    board = small.applied(replace_text(small, rows, old="reminders", new=r"\1 nudges").changes)
    assert board.cards[small.by_ref["S1"]].text == r"\1 nudges"
    assert board.outputs[small.by_ref["P1"]].text == r"\1 nudges in the app"
    assert replace_text(small, rows, old=".*", new="x").is_empty


METHOD = """
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_card", "kind": "outcome", "text": "Employers renew"}
{"do": "set_outcome_facts", "of": "G1", "team": "Amara's team", "indicator": "leading"}
{"do": "add_metric", "of": "G1", "name": "Hires"}
{"do": "add_measurement", "of": "M1", "measured_on": "2026-11-12", "value": 14, "note": "holidays"}
{"do": "add_output", "text": "Reminders", "owner": "Joon"}
{"do": "link", "output": "P1", "outcome": "G1"}
{"do": "add_assumption", "of": "P1>G1", "text": "Late answers lose people", "owner_name": "Zoë"}
{"do": "add_decision", "text": "Hires first"}
"""


@pytest.mark.parametrize(
    ("query", "refs"),
    [
        ("amara", ["G1"]),
        ("joon", ["P1"]),
        ("zoe", ["P1"]),
        ("hires", ["G1"]),
        ("late answers", ["P1"]),
        ("leading", ["G1"]),
        ("holidays filled", ["G1"]),
        ("assumption", ["P1"]),
        ("m1", ["G1"]),
        ("V1", ["G1"]),
        ("a1", ["P1"]),
        ("d1", []),
        ("leading renew", []),
    ],
)
def test_a_row_is_found_by_what_belongs_to_it(
    board_from: BuildBoard, query: str, refs: list[str]
) -> None:
    board = board_from(METHOD)
    assert found(board, query) == [board.by_ref[ref] for ref in refs]


@pytest.mark.parametrize(
    ("query", "refs"),
    [
        ("gap", ["G1", "G2", "P1"]),
        ("gap renew", ["G2"]),
        ("without output", ["G2"]),
        ("without metric", ["G1", "G2"]),
        ("gap baseline", ["G1"]),
        ("metric", ["G1"]),
    ],
)
def test_rows_are_found_by_what_they_lack(
    board_from: BuildBoard, query: str, refs: list[str]
) -> None:
    board = board_from(METHOD)
    gaps = gaps_of(board, datetime.date(2026, 11, 16))
    assert found(board, query, gaps) == [board.by_ref[ref] for ref in refs]


def test_gaps_of_rows_that_are_gone_are_passed_over(board_from: BuildBoard) -> None:
    board = board_from(METHOD)
    gaps = gaps_of(board, datetime.date(2026, 11, 16))
    smaller = board.applied(delete_card(board, board.by_ref["G2"]).changes)
    assert found(smaller, "gap", gaps) == [board.by_ref[ref] for ref in ("G1", "P1")]
