"""Commands on several cards: one step each, and its inverse takes it back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.board import Board
from workshop.commands.branches import (
    delete_cards,
    delete_keeping_children,
    duplicate_cards,
    insert_parent,
    move_cards,
    paste_outline,
    set_kinds,
    tops_of,
)
from workshop.outline import Line, branches_of, lines_of
from workshop.rules import Refusal, RefusedError
from workshop.steps import Step
from workshop.vocabulary import MAY_HANG_UNDER, Kind


def after(board: Board, step: Step) -> Board:
    changed = board.applied(step.changes)
    back = changed.applied(step.inverted().changes)
    assert (back.cards, back.children, back.links) == (board.cards, board.children, board.links)
    return changed


def rows(board: Board, *refs: str) -> list[str]:
    return [board.by_ref[ref] for ref in refs]


def outline(board: Board, parent: str | None = None) -> list[tuple[int, str]]:
    tops = board.children_of(parent)
    return [(line.level, line.text) for line in branches_of(board, tops)]


def test_cards_below_chosen_cards_go_along_once(small: Board) -> None:
    assert tops_of(small, rows(small, "T1", "O2", "O1", "S1")) == rows(small, "O1", "O2")
    board = after(small, delete_cards(small, rows(small, "T1", "O2", "O1")))
    assert set(board.cards) == set(rows(small, "G1", "G2"))


def test_deleted_cards_leave_their_children_in_their_place(small: Board) -> None:
    narrow = Line(0, "When I am away", Kind.OPPORTUNITY)
    board = after(small, paste_outline(small, [narrow], parent=small.by_ref["O2"]))
    board = after(board, delete_keeping_children(board, rows(board, "O2")))
    texts = [board.cards[card].text for card in board.children_of(board.by_ref["G1"])]
    assert texts == ["Employers renew", "I forget to answer", "When I am away"]
    with pytest.raises(RefusedError):
        delete_keeping_children(small, rows(small, "O1"))


def test_several_cards_move_in_their_order(small: Board) -> None:
    chosen = rows(small, "S2", "S1")
    board = after(small, move_cards(small, chosen, parent=small.by_ref["O2"]))
    assert board.children_of(board.by_ref["O2"]) == tuple(rows(small, "S1", "S2"))


def test_several_cards_change_kind_together(small: Board) -> None:
    board = after(small, set_kinds(small, rows(small, "G2", "O2"), kind=Kind.OPPORTUNITY))
    assert set(board.by_ref) >= {"O1", "O2", "O3"}
    with pytest.raises(RefusedError):
        set_kinds(small, rows(small, "O2", "O1"), kind=Kind.OUTCOME)


@pytest.mark.parametrize(
    ("ref", "kind"),
    [
        ("G1", Kind.OUTCOME),
        ("G2", Kind.OUTCOME),
        ("O1", Kind.OPPORTUNITY),
        ("S1", Kind.OPPORTUNITY),
    ],
)
def test_a_parent_of_a_fitting_kind_goes_between(small: Board, ref: str, kind: Kind) -> None:
    card = small.by_ref[ref]
    step = insert_parent(small, card, text="between")
    board = after(small, step)
    between = board.cards[str(board.cards[card].parent)]
    assert (between.kind, between.text, between.ref) == (kind, "between", step.ref)
    assert between.parent == small.cards[card].parent
    place = small.siblings_of(card).index(card)
    assert board.siblings_of(between.id).index(between.id) == place


def test_nothing_stands_between_a_test_and_its_solution(small: Board) -> None:
    with pytest.raises(RefusedError) as caught:
        insert_parent(small, small.by_ref["T1"])
    assert caught.value.code is Refusal.NOTHING_BETWEEN


def test_copies_stand_behind_their_originals(small: Board) -> None:
    board = after(small, duplicate_cards(small, rows(small, "S1", "O2")))
    first, copy, second = board.children_of(board.by_ref["O1"])
    assert [first, second] == rows(small, "S1", "S2")
    assert outline(board, copy) == outline(board, first) == [(0, "9 of 15 answer the same day")]
    assert len(board.children_of(board.by_ref["G1"])) == 4


def test_pasted_text_takes_the_kinds_that_make_sense(small: Board) -> None:
    text = "I forget\n  Reminders\n    9 of 15\nCVs look the same"
    board = after(small, paste_outline(small, lines_of(text), parent=small.by_ref["G2"]))
    lines = branches_of(board, board.children_of(board.by_ref["G2"]))
    assert [(line.level, line.text, line.kind) for line in lines] == [
        (0, "I forget", Kind.OPPORTUNITY),
        (1, "Reminders", Kind.SOLUTION),
        (2, "9 of 15", Kind.TEST),
        (0, "CVs look the same", Kind.OPPORTUNITY),
    ]


def test_a_line_below_one_without_children_becomes_its_sibling(small: Board) -> None:
    text = "9 of 15\n  12 of 20"
    board = after(small, paste_outline(small, lines_of(text), parent=small.by_ref["S2"]))
    assert outline(board, board.by_ref["S2"]) == [(0, "9 of 15"), (0, "12 of 20")]


def test_nothing_can_be_pasted_under_a_test(small: Board) -> None:
    with pytest.raises(RefusedError) as caught:
        paste_outline(small, [Line(0, "x")], parent=small.by_ref["T1"])
    assert caught.value.code is Refusal.NO_CHILDREN


LINES = st.lists(
    st.builds(
        Line,
        level=st.integers(0, 6),
        text=st.sampled_from(["a", "b", "c"]),
        kind=st.none() | st.sampled_from(list(Kind)),
    ),
    max_size=25,
)


@given(LINES)
def test_every_outline_can_be_pasted_and_keeps_its_order(lines: list[Line]) -> None:
    board = after(Board(), paste_outline(Board(), lines, parent=None))
    assert [card.text for card in board.in_tree_order()] == [line.text for line in lines]
    for card in board.cards.values():
        if card.parent is not None:
            assert card.kind in MAY_HANG_UNDER[board.cards[card.parent].kind]
