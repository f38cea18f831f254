"""The documented, versioned JSON form of a workshop: other programs build on it.

Everything is named by reference; parents come before children, siblings in order.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from workshop.board import Board
from workshop.details import Detail, own_fields
from workshop.files import replace_file
from workshop.records import WORKSHOP_ID, Card, Contribution, Output, Support

#: Version of the form; it grows when a field changes its meaning or goes away.
VERSION: Final = 2


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
        "details": [_detail(board, detail) for detail in _details(board)],
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
    }


def _support(board: Board, link: Support) -> dict[str, object]:
    return {
        "solution": board.cards[link.solution].ref,
        "opportunity": board.cards[link.opportunity].ref,
    }


def _details(board: Board) -> Iterator[Detail]:
    """Every detail, owners before what belongs to them, in the order of the document."""
    links = [link.id for row in board.rows for link in board.contributions_of(row)]
    cards = [card.id for card in board.in_tree_order()]
    for owner in (WORKSHOP_ID, *cards, *board.rows, *links):
        yield from board.below(owner)


def _detail(board: Board, detail: Detail) -> dict[str, object]:
    plain: dict[str, object] = {"ref": detail.ref, "kind": detail.kind_name}
    plain["of"] = _name_of(board, detail.owner)
    for field in own_fields(type(detail)):
        value = getattr(detail, field.name)
        plain[field.name] = _name_of(board, value) if field.name in detail.refers else value
    return plain


def _name_of(board: Board, row: str | None) -> str | None:
    """The reference of a row as scripts write it; None for the workshop and for nothing."""
    record = board.record(row) if row is not None and row != WORKSHOP_ID else None
    if isinstance(record, Contribution):
        return f"{board.outputs[record.output].ref}>{board.cards[record.outcome].ref}"
    return record.ref if isinstance(record, Card | Output | Detail) else None
