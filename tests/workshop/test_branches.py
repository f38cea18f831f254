"""Commands on several cards: one step each, and its inverse takes it back."""

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from workshop.board import Board
from workshop.commands.branches import (
    delete_cards,
    delete_keeping_children,
    duplicate_cards,
    insert_parent,
    move_cards,
    set_kinds,
    tops_of,
)
from workshop.commands.pasting import paste_outline
from workshop.details import Metric
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


def test_siblings_pasted_together_get_one_kind(small: Board) -> None:
    text = "Too slow\nToo dear\n  Ask why\n    Five calls\n      Ten calls\nToo far"
    board = after(small, paste_outline(small, lines_of(text), parent=small.by_ref["O2"]))
    pasted = branches_of(board, board.children_of(board.by_ref["O2"]))
    assert [line.kind for line in pasted if line.level == 0] == [Kind.OPPORTUNITY] * 3


@pytest.mark.parametrize("parent", ["O2", "G2"])
def test_one_grandchild_decides_for_all_its_elders(small: Board, parent: str) -> None:
    text = "Too slow\nToo dear\n  Ask why\nToo far"
    board = after(small, paste_outline(small, lines_of(text), parent=small.by_ref[parent]))
    lines = branches_of(board, board.children_of(board.by_ref[parent]))
    assert len({line.kind for line in lines if line.level == 0}) == 1


DETAILED = """
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_card", "kind": "outcome", "text": "Employers renew"}
{"do": "add_card", "kind": "opportunity", "text": "I forget to answer", "parent": "G1"}
{"do": "add_card", "kind": "opportunity", "text": "CVs look the same", "parent": "G1"}
{"do": "add_card", "kind": "opportunity", "text": "Nobody calls back", "parent": "G2"}
{"do": "add_card", "kind": "solution", "text": "Reminders", "parent": "O1"}
{"do": "add_card", "kind": "test", "text": "9 of 15", "parent": "S1"}
{"do": "set_outcome_facts", "of": "G1", "owner_name": "Ada", "team": "Core"}
{"do": "add_metric", "of": "G1", "name": "Answered", "unit": "%", "target": 60}
{"do": "add_measurement", "of": "M1", "measured_on": "2026-10-01", "value": 12}
{"do": "add_measurement", "of": "M1", "measured_on": "2026-11-01", "value": 18}
{"do": "edit_metric", "ref": "M1", "target": 65, "reason": "Too easy"}
{"do": "set_opportunity_facts", "of": "O1", "is_target": true, "why_target": "Most often"}
{"do": "add_evidence", "of": "O1", "source": "Call 3", "quote": "I just forgot"}
{"do": "add_evidence", "of": "O1", "source": "Call 4", "quote": "It was lost"}
{"do": "set_test_facts", "of": "T1", "threshold": "9 of 15"}
{"do": "add_assumption", "of": "S1", "text": "People read reminders", "owner_name": "Bo"}
{"do": "add_review", "of": "A1", "held_on": "2026-11-02", "verdict": "validated"}
{"do": "also_helps", "solution": "S1", "opportunity": "O2"}
{"do": "also_helps", "solution": "S1", "opportunity": "O3"}
"""
_OWN_ROW = ("id", "owner", "number", "rank")


def everything(board: Board, top: str) -> list[object]:
    """What a branch says, down to the last detail, without identities and references."""
    said: list[object] = []
    for row in board.branch_of(top):
        card = board.cards[row]
        said.append((card.kind, card.text))
        for detail in board.below(row):
            fields = {name: v for name, v in asdict(detail).items() if name not in _OWN_ROW}
            said.append((detail.kind_name, fields))
    return said


def test_a_branch_that_is_cut_and_pasted_loses_nothing(
    board_from: Callable[[str], Board],
) -> None:
    board = board_from(DETAILED)
    top = board.by_ref["G1"]
    said, lines = everything(board, top), branches_of(board, [top])
    assert len(said) == 5 + 11
    cut = after(board, delete_cards(board, [top]))
    pasted = after(cut, paste_outline(cut, lines, parent=None))
    copy = pasted.children_of(None)[-1]
    assert everything(pasted, copy) == said
    assert {row.number for row in pasted.list_of(copy, Metric)} == {2}
    helped = pasted.supports_of(pasted.by_ref["S2"])
    assert {pasted.cards[link.opportunity].ref for link in helped} == {"O3", "O5"}
    assert not set(pasted.details) & {row.id for row in board.below(top)}


def test_copies_and_other_workshops_get_the_details_too(
    board_from: Callable[[str], Board],
) -> None:
    board = board_from(DETAILED)
    top = board.by_ref["G1"]
    twice = after(board, duplicate_cards(board, [top]))
    original, copy, _ = twice.children_of(None)
    assert everything(twice, copy) == everything(twice, original) == everything(board, top)
    sent = msgspec.json.decode(msgspec.json.encode(branches_of(board, [top])), type=list[Line])
    other = after(Board(), paste_outline(Board(), sent, parent=None))
    assert len(everything(other, other.children_of(None)[0])) == 5 + 11
    assert [person.name for person in other.people()] == ["Ada", "Bo"]
    helped = other.supports_of(other.by_ref["S1"])
    assert [other.cards[link.opportunity].text for link in helped] == ["CVs look the same"]


def test_a_solution_outside_still_helps_what_is_pasted(
    board_from: Callable[[str], Board],
) -> None:
    board = board_from(DETAILED)
    lines = branches_of(board, [board.by_ref["G2"]])
    cut = after(board, delete_cards(board, [board.by_ref["G2"]]))
    pasted = after(cut, paste_outline(cut, lines, parent=None))
    helped = {pasted.cards[link.opportunity].ref for link in pasted.supports_of(board.by_ref["S1"])}
    assert helped == {"O2", "O4"}


def test_nothing_is_pasted_where_it_would_lose_details(
    board_from: Callable[[str], Board],
) -> None:
    board = board_from(DETAILED)
    lines = branches_of(board, [board.by_ref["O1"]])
    with pytest.raises(RefusedError) as caught:
        paste_outline(board, lines, parent=board.by_ref["S1"])
    assert caught.value.code is Refusal.MAY_NOT_HANG_UNDER


TIED = (
    DETAILED
    + """{"do": "add_output", "text": "Reminders in the app", "solution": "S1"}
{"do": "link", "output": "P1", "outcome": "G1"}
{"do": "set_contribution_facts", "of": "P1>G1", "because": "Late answers lose people"}
{"do": "add_assumption", "of": "P1>G1", "text": "People have the app"}
{"do": "add_objective", "text": "Answer sooner"}
{"do": "add_key_result", "of": "J1", "text": "Answered", "reads": "M1"}
"""
)


def test_what_was_tied_to_a_branch_is_tied_to_it_again_once_it_is_pasted(
    board_from: Callable[[str], Board],
) -> None:
    board = board_from(TIED)
    top, output, result = rows(board, "G1", "P1", "K1")
    lines = branches_of(board, [top])
    cut = after(board, delete_cards(board, [top]))
    assert cut.outputs[output].solution is None
    assert not cut.contributions_of(output)
    pasted = after(cut, paste_outline(cut, lines, parent=None))
    copy = pasted.children_of(None)[-1]
    assert pasted.outputs[output].solution == pasted.by_ref["S2"]
    (link,) = pasted.contributions_of(output)
    assert link.outcome == copy
    said = [detail.kind_name for detail in pasted.below(link.id)]
    assert said == ["contribution_facts", "assumption"]
    (metric,) = pasted.list_of(copy, Metric)
    assert pasted.details[result] == replace(cut.details[result], reads=metric.id)


def test_copies_beside_the_original_take_nothing_that_is_tied_to_it(
    board_from: Callable[[str], Board],
) -> None:
    board = board_from(TIED)
    twice = after(board, duplicate_cards(board, [board.by_ref["G1"]]))
    assert (twice.outputs, twice.links) == (board.outputs, board.links)
    assert twice.details[board.by_ref["K1"]] == board.details[board.by_ref["K1"]]
    other = after(
        Board(), paste_outline(Board(), branches_of(board, board.children_of(None)), parent=None)
    )
    assert not other.outputs
    assert not other.links
