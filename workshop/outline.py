"""Outlines: a tree as indented lines, the form in which branches travel between programs.

Reads what people paste (indented text, bullets, headings, spreadsheet cells) and writes
tab-indented text. Which kinds the lines become is decided in `workshop.commands.branches`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import cast

from msgspec import Struct

from workshop.board import Board
from workshop.details import AnyDetail, KeyResult
from workshop.records import Contribution, Id
from workshop.vocabulary import Kind

#: Most lines that are taken from one paste.
MAX_LINES = 20_000

_BULLET = re.compile(r"(?:[-*+•◦▪‣–—]|\d{1,3}[.)]|[a-zA-Z][.)]|\[[ xX]?\])\s+")
_HEADING = re.compile(r"(#{1,6})\s+")
_TAB_WIDTH = 4


class Line(Struct, frozen=True):
    """One card of an outline; `level` counts from 0. Pasted text has no `kind`.

    The identities are those of the rows copied: `card` owns the `details`, owners before what
    belongs to them. The rest is what else was tied to it: `outputs` made from it; `links` to it,
    with their `hypotheses`; key results with what they read of it (`readers`); and the pairs of a
    solution and an opportunity it also `helps`.
    """

    level: int
    text: str
    kind: Kind | None = None
    note: str = ""
    card: Id | None = None
    details: tuple[AnyDetail, ...] = ()
    outputs: tuple[Id, ...] = ()
    links: tuple[Contribution, ...] = ()
    hypotheses: tuple[AnyDetail, ...] = ()
    readers: tuple[tuple[Id, Id], ...] = ()
    helps: tuple[tuple[Id, Id], ...] = ()


def lines_of(text: str) -> list[Line]:
    """Read pasted text; levels come from indentation, headings or spreadsheet columns."""
    rows = [row.rstrip() for row in text.splitlines() if row.strip()][:MAX_LINES]
    if any("\t" in row.strip() for row in rows):
        return list(_from_cells(rows))
    return list(_from_indents(rows))


def text_of(lines: Iterable[Line]) -> str:
    """The outline as tab-indented text, one line a card."""
    return "\n".join("\t" * line.level + " ".join(line.text.split()) for line in lines)


def branches_of(board: Board, tops: Iterable[str]) -> list[Line]:
    """Whole branches of a board as an outline, with everything that belongs to their cards."""
    lines = []
    results = [row for row in board.details.values() if isinstance(row, KeyResult)]
    for top in tops:
        levels = {top: 0}
        for row in board.branch_of(top):
            level = levels[row]
            lines.append(_line_of(board, row, level, results))
            levels.update(dict.fromkeys(board.children_of(row), level + 1))
    return lines


def _line_of(board: Board, row: str, level: int, results: Iterable[KeyResult]) -> Line:
    card, details = board.cards[row], _below(board, row)
    supports = (*board.supports_of(row), *board.supports_for(row))
    links = tuple(board.contributions_to(row))
    own = {row, *(detail.id for detail in details)}
    return Line(
        level,
        card.text,
        card.kind,
        card.note,
        row,
        details,
        outputs=tuple(output.id for output in board.outputs_from(row)),
        links=links,
        hypotheses=tuple(detail for link in links for detail in _below(board, link.id)),
        readers=tuple((it.id, it.reads) for it in results if it.reads in own and it.reads),
        helps=tuple((link.solution, link.opportunity) for link in supports),
    )


def _below(board: Board, row: str) -> tuple[AnyDetail, ...]:
    return tuple(cast("Iterable[AnyDetail]", board.below(row)))


def _from_cells(rows: Iterable[str]) -> Iterator[Line]:
    """Columns are levels; a cell that repeats the one above it is the same card."""
    path: list[str] = []
    for row in rows:
        cells = [cell.strip().strip('"') for cell in row.split("\t")]
        for level, cell in enumerate(cells):
            if not cell or (level < len(path) and path[level] == cell):
                continue
            path = [*path[:level], *[""] * (level - len(path)), cell]
            yield Line(level, cell)


def _from_indents(rows: Iterable[str]) -> Iterator[Line]:
    indents: list[int] = []
    heading = 0
    for row in rows:
        body = row.lstrip()
        if found := _HEADING.match(body):
            heading = len(found[1])
            indents = []
            yield Line(heading - 1, body[found.end() :])
            continue
        indent = len(row.expandtabs(_TAB_WIDTH)) - len(body.expandtabs(_TAB_WIDTH))
        while indents and indents[-1] >= indent:
            indents.pop()
        yield Line(heading + len(indents), _without_bullets(body))
        indents.append(indent)


def _without_bullets(body: str) -> str:
    """The text behind a bullet and a check box, or the line as it is when nothing follows."""
    rest = body
    while found := _BULLET.match(rest):
        rest = rest[found.end() :]
    return rest or body
