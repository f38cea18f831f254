"""The section that says everything that matters on exactly one page.

What does not fit is shortened, with the page where all of it stands: the page never grows.
"""

from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace
from reportlab.platypus import Flowable

from exports.pdf.blocks import Columns, Heading, Panel, height_of
from exports.pdf.drafting import REF_SHRINK, Drafter, refs_drafter
from exports.pdf.excerpts import excerpt, listed, short_item
from exports.pdf.gaps import gap_lines
from exports.pdf.lines import shortened
from exports.pdf.look import (
    ACCENT,
    ATTENTION,
    ATTENTION_TINT,
    HEADING,
    LEAD,
    SMALL,
    SUBHEADING,
    WIDTH,
    columns,
)
from exports.pdf.pen import Picture, hidden_room
from exports.pdf.prose import Prose
from exports.pdf.section import PROBLEM_ANCHOR, Handout, Section, card_anchor
from exports.pdf.sheets import Room, sheets_of
from exports.pdf.sight import line_of_sight
from exports.pdf.who_when import who_and_when
from workshop.board import Board
from workshop.details import NotNow
from workshop.drawing.shapes import Drawing
from workshop.language import text
from workshop.reading.tracing import is_gap
from workshop.records import WORKSHOP_ID
from workshop.vocabulary import Status

#: What the heading of the section takes.
_HEAD: Final = HEADING.leading + 2 + LEAD.leading + 10 + 2
_TREE_HEAD: Final = 12 + SUBHEADING.leading + 4
#: Least height that a large tree at a glance is worth, and the most that texts give up for it.
_LEAST_TREE: Final = 100.0
_MOST_WANTED: Final = 140.0
#: How much a small tree grows.
_LARGEST: Final = 1.5


@dataclass(frozen=True, slots=True)
class _Limits:
    """How much of everything is shown: items of a list, lines of a text, rows of the table."""

    items: int
    lines: int
    problem: int
    rows: int


_LIMITS: Final = (
    _Limits(items=8, lines=4, problem=12, rows=12),
    _Limits(items=6, lines=2, problem=8, rows=8),
    _Limits(items=5, lines=2, problem=6, rows=6),
    _Limits(items=4, lines=1, problem=5, rows=5),
    _Limits(items=3, lines=1, problem=3, rows=3),
)


def _story(handout: Handout) -> list[Flowable]:
    story: list[Flowable] = []
    left = 0.0
    wanted = min(_MOST_WANTED, _needed_by(handout))
    for limits in _LIMITS:
        sight = line_of_sight(handout, limits.rows, limits.lines)
        story = [*_panels(handout, limits), *sight, *who_and_when(handout.board)]
        left = handout.size.room - _HEAD - height_of(story, WIDTH) - _TREE_HEAD
        if left >= wanted:
            break
    return [*story, *_glance(handout, left)]


def _panels(handout: Handout, limits: _Limits) -> list[Flowable]:
    board = handout.board
    half, inner = columns(6), columns(6) - 2 * Panel.PAD_X
    problem = excerpt(handout, board.workshop.problem, SMALL, inner, limits.problem, PROBLEM_ANCHOR)
    outcomes = [
        short_item(card, SMALL, inner, limits.lines)
        for card in sorted(board.outcomes(), key=lambda card: _depth(board, card.id))
    ]
    upper: list[tuple[str, list[Prose], str]] = []
    if board.workshop.problem:
        upper.append((text("Why"), [problem], ACCENT))
    if outcomes:
        more = listed(handout, outcomes, limits.items, SMALL, "section:full")
        upper.append((text("What changes"), more, ACCENT))
    story: list[Flowable] = []
    if upper:
        blocks = [[Panel(title, content, bar=bar)] for title, content, bar in upper]
        story.append(Columns(blocks, [half] * len(blocks) if len(blocks) > 1 else [WIDTH]))
    return [*story, *_decisions(handout, limits)]


def _decisions(handout: Handout, limits: _Limits) -> list[Flowable]:
    """What we make, what not now, and what is still to be decided, side by side."""
    board = handout.board
    # An output that can't answer “so that…?” is still to be decided, not committed.
    committed = [
        output
        for output in board.table_rows()
        if output.status is not Status.DROPPED and not is_gap(board, output.id)
    ]
    not_now = board.list_of(WORKSHOP_ID, NotNow)
    dropped = [output for output in board.table_rows() if output.status is Status.DROPPED]
    count = sum(map(bool, (committed, not_now or dropped, handout.gaps)))
    if not count:
        return []
    width = columns(12 // count)
    inner = width - 2 * Panel.PAD_X
    blocks: list[list[Flowable]] = []
    if committed:
        items = [short_item(output, SMALL, inner, limits.lines) for output in committed]
        content = listed(handout, items, limits.items, SMALL, "section:table")
        blocks.append([Panel(text("Committed outputs"), content)])
    if not_now or dropped:
        items = [
            Prose(shortened(said.text, SMALL, inner, limits.lines)[0], SMALL, after=2.5)
            for said in not_now
        ]
        items += [short_item(output, SMALL, inner, limits.lines) for output in dropped]
        where = "section:agreements" if not_now else "section:table"
        content = listed(handout, items, limits.items, SMALL, where)
        blocks.append([Panel(text("Not now"), content)])
    if handout.gaps:
        items = [Prose(line, SMALL, after=2.5) for line in gap_lines(board, handout.gaps)]
        content = listed(handout, items, limits.items, SMALL, "section:gaps")
        panel = Panel(text("Decide next"), content, tint=ATTENTION_TINT, bar=ATTENTION)
        blocks.append([panel])
    return [Columns(blocks, [width] * len(blocks))]


def _glance(handout: Handout, height: float) -> list[Flowable]:
    """The tree with references only; its lowest levels are folded away until the rest fits."""
    board = handout.board
    if not board.cards or height < min(_LEAST_TREE, _needed_by(handout)):
        return []
    drafter = _drafter(handout)
    room = Room(WIDTH, height, REF_SHRINK, largest=_LARGEST)
    drawing, scale = handout.once(room, lambda: _shallow(board, drafter, room))
    if drawing is None:
        return []
    picture = Picture(drawing, scale, bar=drafter.bar, anchor_of=card_anchor)
    return [Heading(text("The tree at a glance"), level=1), picture]


def _drafter(handout: Handout) -> Drafter:
    return handout.once("refs", lambda: refs_drafter(handout.board))


def _needed_by(handout: Handout) -> float:
    """The least height at which the whole tree is readable."""
    cards = [card.id for card in handout.board.in_tree_order()]
    return handout.once("height", lambda: REF_SHRINK * _drafter(handout).size(cards)[1])


def _shallow(board: Board, drafter: Drafter, room: Room) -> tuple[Drawing | None, float]:
    sheets = sheets_of(board, drafter, room, most=2)
    if len(sheets) == 1:
        return sheets[0].drawing, sheets[0].scale
    everything = [card.id for card in board.in_tree_order()]
    depths = {card: _depth(board, card) for card in everything}
    for level in range(max(depths.values()) - 1, -1, -1):
        folded = frozenset(card for card, depth in depths.items() if depth == level)
        drawing = drafter.drawing(everything, folded)
        wide = replace(drawing, width=drawing.width + hidden_room(999))
        scale = room.scale(wide.width, wide.height)
        if scale >= room.smallest:
            return wide, scale
    return None, 1.0


def _depth(board: Board, card: str) -> int:
    return sum(1 for _ in board.ancestors_of(card))


SECTION: Final = Section(
    key="one_page",
    title=text("On one page"),
    lead=text("What we are changing, why, and what is still open."),
    story=_story,
    needed=lambda board: not board.is_empty,
)
