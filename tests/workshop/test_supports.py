"""The quiet link from a solution to a second opportunity: what it refuses and when it goes."""

import pytest

from exports.formats.json import as_plain
from workshop.board import Board
from workshop.commands import branches, cards
from workshop.commands.outputs import edit_output
from workshop.commands.supports import support_opportunity, unsupport_opportunity
from workshop.rules import Refusal, RefusedError
from workshop.scripting import parse, step_of, template_step
from workshop.steps import Step
from workshop.vocabulary import Kind


def after(board: Board, step: Step) -> Board:
    """The board after a step, having checked that its inverse leads back."""
    changed = board.applied(step.changes)
    back = changed.applied(step.inverted().changes)
    assert (back.cards, back.children) == (board.cards, board.children)
    assert (back.supports, back.supports_from, back.supports_to) == (
        board.supports,
        board.supports_from,
        board.supports_to,
    )
    return changed


def row(board: Board, ref: str) -> str:
    return board.by_ref[ref]


def helped(board: Board, ref: str) -> list[str]:
    return [board.cards[link.opportunity].ref for link in board.supports_of(row(board, ref))]


def refusal(board: Board, solution: str, opportunity: str) -> Refusal:
    with pytest.raises(RefusedError) as caught:
        support_opportunity(board, row(board, solution), row(board, opportunity))
    return caught.value.code


@pytest.fixture
def linked(small: Board) -> Board:
    """S1 hangs under O1 and also helps O2."""
    return after(small, support_opportunity(small, row(small, "S1"), row(small, "O2")))


def test_a_link_joins_a_solution_to_a_second_opportunity_and_moves_no_card(
    small: Board, linked: Board
) -> None:
    assert helped(linked, "S1") == ["O2"]
    helpers = [link.solution for link in linked.supports_for(row(linked, "O2"))]
    assert helpers == [row(linked, "S1")]
    assert (linked.cards, linked.children) == (small.cards, small.children)


def test_linking_twice_changes_nothing_and_links_keep_their_order(linked: Board) -> None:
    assert support_opportunity(linked, row(linked, "S1"), row(linked, "O2")).is_empty
    added = cards.add_card(linked, kind=Kind.OPPORTUNITY, text="third")
    board = after(linked, added)
    board = after(board, support_opportunity(board, row(board, "S1"), row(board, "O3")))
    assert helped(board, "S1") == ["O2", "O3"]


def test_only_solutions_help_only_opportunities_and_only_others(small: Board) -> None:
    assert refusal(small, "O2", "O1") is Refusal.NOT_A_SOLUTION
    assert refusal(small, "S1", "G1") is Refusal.NOT_AN_OPPORTUNITY
    assert refusal(small, "S1", "O1") is Refusal.HELPS_ALREADY
    step = cards.move_card(small, row(small, "O1"), parent=row(small, "O2"))
    assert refusal(after(small, step), "S1", "O2") is Refusal.HELPS_ALREADY


def test_a_link_can_be_taken_away_once(linked: Board) -> None:
    board = after(linked, unsupport_opportunity(linked, row(linked, "S1"), row(linked, "O2")))
    assert not board.supports
    with pytest.raises(RefusedError) as caught:
        unsupport_opportunity(board, row(board, "S1"), row(board, "O2"))
    assert caught.value.code is Refusal.NOT_HELPING


@pytest.mark.parametrize("ref", ["S1", "O1", "O2", "G1"])
def test_deleting_either_end_or_a_card_above_it_deletes_the_link(linked: Board, ref: str) -> None:
    board = after(linked, cards.delete_card(linked, row(linked, ref)))
    assert not board.supports
    assert not board.supports_from
    assert not board.supports_to


def test_a_linked_end_keeps_its_kind(linked: Board) -> None:
    for ref, kind, code in (
        ("O2", Kind.OUTCOME, Refusal.OPPORTUNITY_ALSO_HELPED),
        ("S1", Kind.TEST, Refusal.SOLUTION_ALSO_HELPS),
    ):
        alone = after(linked, cards.move_card(linked, row(linked, ref), parent=None))
        for child in alone.children_of(row(alone, ref)):
            alone = after(alone, cards.delete_card(alone, child))
        alone = after(alone, edit_output(alone, row(alone, "P1"), solution=None))
        with pytest.raises(RefusedError) as caught:
            cards.edit_card(alone, row(alone, ref), kind=kind)
        assert caught.value.code is code


@pytest.mark.parametrize("ref", ["S1", "O1"])
def test_moving_under_the_helped_opportunity_takes_the_link_along_in_one_step(
    linked: Board, ref: str
) -> None:
    step = cards.move_card(linked, row(linked, ref), parent=row(linked, "O2"))
    board = after(linked, step)
    assert not board.supports
    assert row(board, "O2") in board.ancestors_of(row(board, "S1"))


def test_several_cards_moved_there_lose_their_links_too(linked: Board) -> None:
    board = after(linked, support_opportunity(linked, row(linked, "S2"), row(linked, "O2")))
    both = [row(board, "S1"), row(board, "S2")]
    assert not after(board, branches.move_cards(board, both, parent=row(board, "O2"))).supports


def test_other_moves_keep_the_link(linked: Board) -> None:
    solution, opportunity = row(linked, "S1"), row(linked, "O1")
    for step in (
        cards.lower_card(linked, solution),
        cards.move_card(linked, solution, parent=None),
        cards.move_card(linked, row(linked, "O2"), parent=opportunity),
        branches.insert_parent(linked, solution),
    ):
        assert helped(after(linked, step), "S1") == ["O2"]


def test_a_copy_of_a_branch_has_no_links(linked: Board) -> None:
    board = after(linked, branches.duplicate_cards(linked, [row(linked, "O1"), row(linked, "O2")]))
    assert len(board.cards) > len(linked.cards)
    assert board.supports == linked.supports


def test_a_script_says_also_helps_and_the_json_form_lists_it(small: Board) -> None:
    line = parse('{"do": "also_helps", "solution": "S2", "opportunity": "o2"}')
    board = after(small, step_of(line, small))
    assert as_plain(board)["also_helps"] == [{"solution": "S2", "opportunity": "O2"}]
    line = parse('{"do": "not_helps", "solution": "S2", "opportunity": "O2"}')
    board = after(board, step_of(line, board))
    assert as_plain(board)["also_helps"] == []
    with pytest.raises(RefusedError):
        template_step(['{"do": "also_helps", "solution": "S1", "opportunity": "O1"}'])
