"""The documented, versioned JSON form of a workshop: other programs build on it.

Everything is named by reference; parents come before children, siblings in order.
"""

from pathlib import Path
from typing import Final

import msgspec

from workshop.board import Board
from workshop.files import replace_file
from workshop.records import Card, Contribution, Output, Support

#: Version of the form; it grows when a field changes its meaning or goes away.
VERSION: Final = 1


def as_plain(board: Board) -> dict[str, object]:
    """The workshop as plain values, ready for JSON."""
    facts = board.workshop
    return {
        "format": "whyboard",
        "version": VERSION,
        "workshop": {
            "title": facts.title,
            "problem": facts.problem,
            "team": facts.team,
            "held_on": facts.held_on,
            "people": list(facts.people),
        },
        "cards": _cards(board),
        "outputs": [_output(board, output) for output in board.table_rows()],
        "links": [
            _link(board, link) for output in board.rows for link in board.contributions_of(output)
        ],
        "also_helps": [
            _support(board, link)
            for card in board.in_tree_order()
            for link in board.supports_of(card.id)
        ],
    }


def write_json(board: Board, target: Path) -> None:
    """Write the workshop as JSON, replacing `target` whole.

    Raises:
        OSError: the file can't be written.
    """
    text = msgspec.json.format(msgspec.json.encode(as_plain(board)), indent=2)
    replace_file(target, text + b"\n")


def _cards(board: Board) -> list[dict[str, object]]:
    positions = {
        card: at for siblings in board.children.values() for at, card in enumerate(siblings)
    }
    return [_card(board, card, positions[card.id]) for card in board.in_tree_order()]


def _card(board: Board, card: Card, position: int) -> dict[str, object]:
    return {
        "ref": card.ref,
        "kind": card.kind,
        "parent": board.cards[card.parent].ref if card.parent else None,
        "position": position,
        "text": card.text,
        "note": card.note,
    }


def _output(board: Board, output: Output) -> dict[str, object]:
    return {
        "ref": output.ref,
        "text": output.text,
        "owner": output.owner,
        "status": output.status,
        "solution": board.cards[output.solution].ref if output.solution else None,
    }


def _link(board: Board, link: Contribution) -> dict[str, object]:
    return {
        "output": board.outputs[link.output].ref,
        "outcome": board.cards[link.outcome].ref,
        "assumption": link.assumption,
    }


def _support(board: Board, link: Support) -> dict[str, object]:
    return {
        "solution": board.cards[link.solution].ref,
        "opportunity": board.cards[link.opportunity].ref,
    }
