"""People: owners become participants, names are matched, and a new name is everybody's."""

from collections.abc import Callable

import pytest

from workshop.board import Board
from workshop.commands.details import add_detail, delete_detail, edit_detail, set_facts
from workshop.commands.facts import set_workshop
from workshop.commands.outputs import add_output, edit_output
from workshop.details import Assumption, Decision, OutcomeFacts, Participant
from workshop.method import Part
from workshop.reading.people import participant_named
from workshop.records import WORKSHOP_ID
from workshop.rules import Refusal, RefusedError
from workshop.steps import Step

SCRIPT = """
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_participant", "name": "Amara Diallo", "part": "decides"}
{"do": "add_not_now", "text": "Mobile"}
{"do": "add_participant", "name": "Joon Seo"}
{"do": "add_output", "text": "Reminders", "owner": "Amara Diallo"}
"""


@pytest.fixture
def board(board_from: Callable[[str], Board]) -> Board:
    return board_from(SCRIPT)


def after(board: Board, step: Step) -> Board:
    changed = board.applied(step.changes)
    back = changed.applied(step.inverted().changes)
    assert (back.details, back.outputs) == (board.details, board.outputs)
    return changed


def names(board: Board) -> list[str]:
    return [person.name for person in board.people()]


def owner(board: Board, ref: str = "P1") -> str:
    return board.outputs[board.by_ref[ref]].owner


def test_a_new_owner_joins_in_the_same_step(board: Board) -> None:
    board = after(board, add_output(board, text="Page", owner="Mei"))
    board = after(board, edit_output(board, board.by_ref["P1"], owner="Priya"))
    facts = {"owner_name": "Lena"}
    board = after(board, set_facts(board, OutcomeFacts, board.by_ref["G1"], facts))
    assumed = {"text": "Late", "owner_name": "Tom"}
    board = after(board, add_detail(board, Assumption, board.by_ref["G1"], assumed))
    assert names(board) == ["Amara Diallo", "Joon Seo", "Mei", "Priya", "Lena", "Tom"]


def test_a_known_name_is_spelled_as_it_is_known(board: Board) -> None:
    board = after(board, edit_output(board, board.by_ref["P1"], owner=" joon  SEO "))
    assert owner(board) == "Joon Seo"
    assert names(board) == ["Amara Diallo", "Joon Seo"]
    decided = {"text": "Reminders first", "decided_by": "amara diallo"}
    board = after(board, add_detail(board, Decision, WORKSHOP_ID, decided))
    [decision] = board.list_of(WORKSHOP_ID, Decision)
    assert decision.decided_by == "Amara Diallo"


def test_whoever_decided_or_measures_need_not_take_part(board: Board) -> None:
    board = after(board, add_detail(board, Decision, WORKSHOP_ID, {"decided_by": "The board"}))
    assert names(board) == ["Amara Diallo", "Joon Seo"]


def test_a_new_name_reaches_what_meant_the_old_one(board: Board) -> None:
    board = after(board, add_detail(board, Decision, WORKSHOP_ID, {"decided_by": "Amara Diallo"}))
    step = edit_detail(board, board.by_ref["H1"], {"name": "Amara Diallo-Roux"})
    board = after(board, step)
    assert owner(board) == "Amara Diallo-Roux"
    assert board.list_of(WORKSHOP_ID, Decision)[0].decided_by == "Amara Diallo-Roux"
    assert names(board) == ["Amara Diallo-Roux", "Joon Seo"]


def test_who_leaves_stays_readable_and_does_not_come_back_by_another_edit(board: Board) -> None:
    board = after(board, delete_detail(board, board.by_ref["H1"]))
    board = after(board, edit_output(board, board.by_ref["P1"], text="Nudges"))
    assert owner(board) == "Amara Diallo"
    assert names(board) == ["Joon Seo"]


def test_there_are_no_two_of_one_name(board: Board) -> None:
    with pytest.raises(RefusedError) as refused:
        add_detail(board, Participant, WORKSHOP_ID, {"name": "joon seo"})
    assert refused.value.code is Refusal.KNOWN_ALREADY
    with pytest.raises(RefusedError) as refused:
        edit_detail(board, board.by_ref["H1"], {"name": "Joon  Seo"})
    assert refused.value.code is Refusal.KNOWN_ALREADY


def test_people_set_by_name_keep_their_part_and_take_the_order_given(board: Board) -> None:
    step = set_workshop(board, people=("Mei", "joon seo", "Amara Diallo"))
    changed = after(board, step)
    assert names(changed) == ["Mei", "joon seo", "Amara Diallo"]
    assert [person.part for person in changed.people()] == [
        Part.DELIVERS,
        Part.DELIVERS,
        Part.DECIDES,
    ]
    assert changed.by_ref["H1"] == board.by_ref["H1"]
    assert set_workshop(changed, people=("Mei", "joon seo", "Amara Diallo")).is_empty
    fewer = after(changed, set_workshop(changed, people=("Amara Diallo",)))
    assert names(fewer) == ["Amara Diallo"]
    assert owner(fewer) == "Amara Diallo"


def test_nobody_has_no_name(board: Board) -> None:
    board = after(board, add_detail(board, Participant, WORKSHOP_ID, {}))
    board = after(board, add_detail(board, Participant, WORKSHOP_ID, {}))
    assert participant_named(board, " ") is None
    board = after(board, edit_detail(board, board.by_ref["H3"], {"name": "Mei"}))
    assert names(board) == ["Amara Diallo", "Joon Seo", "Mei", ""]
