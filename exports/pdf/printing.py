"""The board as paper can show it: every text cleaned, and what no face shows spelled as a code."""

from collections.abc import Iterator
from typing import TypeVar

from immutables import Map
from msgspec.structs import replace

from exports.pdf.shaping import printable, unsupported_in
from workshop.board import Board
from workshop.details import Detail, own_fields
from workshop.records import Card, Output, Workshop


def printable_board(board: Board) -> Board:
    """The same board with printable texts."""
    return replace(
        board,
        workshop=_facts(board.workshop),
        cards=_changed(board.cards, {row: _card(card) for row, card in board.cards.items()}),
        outputs=_changed(board.outputs, {row: _output(o) for row, o in board.outputs.items()}),
        details=_changed(board.details, {row: _detail(d) for row, d in board.details.items()}),
    )


def unsupported_on(board: Board) -> tuple[str, ...]:
    """Characters that no bundled face shows, each once, in the order of the document."""
    return tuple(dict.fromkeys(c for words in _texts(board) for c in unsupported_in(words)))


def _texts(board: Board) -> Iterator[str]:
    facts = board.workshop
    yield from (facts.title, facts.team, facts.problem)
    for card in board.in_tree_order():
        yield from (card.text, card.note)
    for output in board.table_rows():
        yield from (output.text, output.owner)
    for detail in board.details.values():
        yield from _words_of(detail).values()


R = TypeVar("R", Card, Output, Detail)


def _changed(rows: Map[str, R], cleaned: dict[str, R]) -> Map[str, R]:
    return rows.update({row: record for row, record in cleaned.items() if record != rows[row]})


def _line(name: str) -> str:
    return " ".join(printable(name).split())


def _facts(facts: Workshop) -> Workshop:
    return replace(
        facts,
        title=_line(facts.title),
        problem=printable(facts.problem),
        team=_line(facts.team),
    )


def _card(card: Card) -> Card:
    return replace(card, text=printable(card.text), note=printable(card.note))


def _output(output: Output) -> Output:
    return replace(output, text=printable(output.text), owner=_line(output.owner))


def _detail(detail: Detail) -> Detail:
    cleaned = {name: printable(words) for name, words in _words_of(detail).items()}
    return replace(detail, **cleaned)


def _words_of(detail: Detail) -> dict[str, str]:
    """The texts people wrote, by field: codes and identities are none."""
    names = (field.name for field in own_fields(type(detail)) if field.name not in detail.refers)
    values = ((name, getattr(detail, name)) for name in names)
    return {name: words for name, words in values if type(words) is str}
