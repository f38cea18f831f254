"""What rows must keep together, checked on whole boards and on single steps."""

from pathlib import Path

import pytest
from fractional_indexing import generate_key_between
from msgspec.structs import replace

from tests.workshop.store.samples import new_session
from workshop.board import Board, board_of
from workshop.commands.details import add_detail
from workshop.details import KeyResult, LaneItem, LaneLink, Objective
from workshop.records import WORKSHOP_ID, Card, Contribution, Record, Support, new_id
from workshop.rules import MAX_DEPTH
from workshop.steps import RowChange, Step, StepName
from workshop.store.soundness import UnsoundError, require_sound_board, require_sound_step
from workshop.vocabulary import Kind


@pytest.fixture
def board(tmp_path: Path) -> Board:
    session = new_session(tmp_path)
    board = session.board
    session.discard()
    return board


def _unsound(board: Board, before: Record | None, after: Record | None) -> None:
    """The change is found both by its step and on the whole board it leads to."""
    step = Step(StepName.EDIT_CARD, (RowChange(before, after),))
    changed = board.applied(step.changes)
    with pytest.raises(UnsoundError):
        require_sound_step(changed, step)
    if after is not None:
        with pytest.raises(UnsoundError):
            require_sound_board(changed)


def _card(board: Board, ref: str) -> Card:
    return board.cards[board.by_ref[ref]]


def _chain(levels: int) -> list[Record]:
    rank = generate_key_between(None, None)
    cards: list[Record] = []
    above: str | None = None
    for number in range(1, levels + 1):
        card = Card(id=new_id(), kind=Kind.OUTCOME, number=number, parent=above, rank=rank)
        cards.append(card)
        above = card.id
    return cards


def test_what_commands_make_is_sound(board: Board) -> None:
    require_sound_board(board)


def test_misplaced_cards_are_found(board: Board) -> None:
    test, outcome = _card(board, "T1"), _card(board, "G1")
    _unsound(board, test, replace(test, parent=outcome.id))
    _unsound(board, outcome, replace(outcome, parent=_card(board, "O1").id))


def test_a_kind_that_does_not_fit_its_children_or_links_is_found(board: Board) -> None:
    outcome, solution = _card(board, "G1"), _card(board, "S1")
    _unsound(board, outcome, replace(outcome, kind=Kind.SOLUTION, number=9))
    _unsound(board, outcome, replace(outcome, kind=Kind.OPPORTUNITY, number=9))
    _unsound(board, solution, replace(solution, kind=Kind.OPPORTUNITY, number=9))


def test_a_row_that_others_need_can_t_go(board: Board) -> None:
    for ref in ("G1", "O1", "S1"):
        _unsound(board, _card(board, ref), None)
    output = board.outputs[board.by_ref["P1"]]
    _unsound(board, output, None)


def test_a_second_link_between_the_same_two_is_found(board: Board) -> None:
    (link,) = board.links.values()
    _unsound(board, None, replace(link, id=new_id()))


def test_a_link_to_nothing_is_found(board: Board) -> None:
    (link,) = board.links.values()
    lost = Contribution(id=new_id(), output=link.output, outcome=new_id(), rank="a5")
    _unsound(board, None, lost)


def _support(board: Board, solution: str, opportunity: str, rank: str = "a0") -> Support:
    helper, helped = _card(board, solution).id, _card(board, opportunity).id
    return Support(id=new_id(), solution=helper, opportunity=helped, rank=rank)


def test_an_also_helps_link_between_the_wrong_cards_is_found(board: Board) -> None:
    require_sound_board(board.applied([RowChange(None, _support(board, "S1", "O2"))]))
    for solution, opportunity in (("S1", "G1"), ("T1", "O2"), ("O1", "O2"), ("S1", "O1")):
        _unsound(board, None, _support(board, solution, opportunity))
    _unsound(board, None, _support(board, "S1", "O2", rank="a10"))
    _unsound(board, None, replace(_support(board, "S1", "O2"), opportunity=new_id()))


def test_what_would_make_an_also_helps_link_meaningless_is_found(board: Board) -> None:
    link = _support(board, "S1", "O2")
    linked = board.applied([RowChange(None, link)])
    require_sound_board(linked)
    solution, helped, parent = (_card(board, ref) for ref in ("S1", "O2", "O1"))
    _unsound(linked, None, replace(link, id=new_id()))
    _unsound(linked, helped, None)
    _unsound(linked, helped, replace(helped, kind=Kind.OUTCOME, number=9))
    _unsound(linked, solution, replace(solution, parent=helped.id))
    _unsound(linked, parent, replace(parent, parent=helped.id))


def test_an_impossible_rank_or_a_reference_given_twice_is_found(board: Board) -> None:
    first, second = _card(board, "O1"), _card(board, "O2")
    _unsound(board, first, replace(first, rank="a10"))
    _unsound(board, None, replace(second, id=new_id()))


def test_trees_may_be_as_deep_as_the_rule_says_and_no_deeper() -> None:
    require_sound_board(board_of(_chain(MAX_DEPTH), {}))
    with pytest.raises(UnsoundError):
        require_sound_board(board_of(_chain(MAX_DEPTH + 1), {}))
    with pytest.raises(UnsoundError):
        require_sound_board(board_of(reversed(_chain(MAX_DEPTH + 50)), {}))


def test_a_branch_moved_too_deep_or_under_itself_is_found() -> None:
    chain = _chain(MAX_DEPTH)
    top = Card(id=new_id(), kind=Kind.OUTCOME, number=900, rank="a0")
    board = board_of([*chain, top], {})
    first, last = chain[0], chain[-1]
    assert isinstance(first, Card)
    assert isinstance(last, Card)
    _unsound(board, first, replace(first, parent=top.id))
    _unsound(board, first, replace(first, parent=last.id))


def test_details_that_point_at_nothing_are_found(board: Board) -> None:
    output = next(iter(board.outputs))
    item = add_detail(board, LaneItem, WORKSHOP_ID, {"lane": "input"})
    board = board.applied(item.changes)
    board = board.applied(add_detail(board, Objective, WORKSHOP_ID, {}).changes)
    for kind, owner, field in ((LaneLink, "I1", "leads_to"), (KeyResult, "J1", "reads")):
        step = add_detail(board, kind, board.by_ref[owner], {field: output})
        board = board.applied(step.changes)
        require_sound_step(board, step)
        pointer = step.changes[0].row
        assert isinstance(pointer, kind)
        _unsound(board, pointer, replace(pointer, **{field: new_id()}))
        _unsound(board, pointer, replace(pointer, **{field: WORKSHOP_ID}))
    board = board.applied([RowChange(link, None) for link in board.contributions_of(output)])
    _unsound(board, board.outputs[output], None)
