"""Rows are found by words, reference or kind, and their words replaced in one step."""

import pytest

from workshop.board import Board
from workshop.commands.cards import edit_card
from workshop.search import found, replace_text


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
