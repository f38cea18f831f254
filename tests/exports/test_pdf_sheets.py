"""Trees of every shape are spread over sheets without losing a card or becoming unreadable."""

from collections.abc import Callable

import pytest

from exports.pdf.drafting import FULL_SHRINK, REF_SHRINK, full_drafter, refs_drafter
from exports.pdf.sheets import Room, Sheet, sheets_of
from tests.exports import boards
from workshop.board import Board

MAKERS: dict[str, Callable[[], Board]] = {
    "kickoff": boards.kickoff,
    "forest": lambda: boards.forest(150, 0),
    "loose": lambda: boards.loose(90),
    "chain": lambda: boards.chain(60),
    "fan": lambda: boards.fan(70),
}
FULL_ROOM = Room(720, 420, FULL_SHRINK, note=44)
REF_ROOM = Room(720, 420, REF_SHRINK, note=24)


def _sheets(name: str) -> tuple[Board, list[Sheet]]:
    board = MAKERS[name]()
    return board, sheets_of(board, full_drafter(board, 150), FULL_ROOM)


@pytest.mark.parametrize("name", MAKERS)
def test_every_card_stands_on_a_sheet(name: str) -> None:
    board, sheets = _sheets(name)
    shown = {box.card for sheet in sheets for box in sheet.drawing.boxes}
    assert shown == set(board.cards)


@pytest.mark.parametrize("name", MAKERS)
def test_every_line_between_cards_is_drawn(name: str) -> None:
    board, sheets = _sheets(name)
    drawn = {(edge.parent, edge.child) for sheet in sheets for edge in sheet.drawing.edges}
    assert drawn == {(card.parent, card.id) for card in board.cards.values() if card.parent}


@pytest.mark.parametrize("name", MAKERS)
def test_every_sheet_fits_and_stays_readable(name: str) -> None:
    _, sheets = _sheets(name)
    for sheet in sheets:
        assert FULL_SHRINK <= sheet.scale <= 1
        assert sheet.drawing.width * sheet.scale <= FULL_ROOM.width + 0.01
        assert sheet.drawing.height * sheet.scale <= FULL_ROOM.height + 0.01


@pytest.mark.parametrize("name", MAKERS)
def test_a_branch_that_goes_on_starts_again_on_a_sheet(name: str) -> None:
    _, sheets = _sheets(name)
    heads = {head for sheet in sheets for head in sheet.heads}
    assert all(card in heads for sheet in sheets for card in sheet.ongoing)


def test_a_small_tree_stays_whole() -> None:
    board, sheets = _sheets("kickoff")
    assert len(sheets) == 1
    assert sheets[0].ongoing == ()
    assert sheets[0].heads == board.children_of(None)


def test_references_alone_need_fewer_sheets() -> None:
    board = MAKERS["forest"]()
    overview = sheets_of(board, refs_drafter(board), REF_ROOM)
    assert len(overview) <= 2
    assert {box.card for sheet in overview for box in sheet.drawing.boxes} == set(board.cards)


def test_no_cards_need_no_sheet() -> None:
    board = Board()
    assert sheets_of(board, full_drafter(board, 150), FULL_ROOM) == []
