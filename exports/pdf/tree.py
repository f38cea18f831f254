"""The section with the opportunity-solution tree: whole on one page, or an overview and branches.

Places pictures on pages; `sheets` decides what goes on which, `pen` draws.
"""

from typing import Final

from reportlab.platypus import Flowable, PageBreak

from exports.pdf.blocks import Heading
from exports.pdf.drafting import CARD_WIDTHS, FULL_SHRINK, REF_SHRINK, full_drafter, refs_drafter
from exports.pdf.lines import shortened
from exports.pdf.look import (
    HEADING,
    LEAD,
    LINK,
    SMALL,
    SOFT,
    SUBHEADING,
    Size,
)
from exports.pdf.pen import NOTE_ROOM, Note, Picture
from exports.pdf.prose import Prose, Span
from exports.pdf.section import Handout, Section, card_anchor, full_anchor
from exports.pdf.sheets import Room, Sheet, sheets_of
from workshop.board import Board
from workshop.language import plural, text

#: What the heading of the section, and that of a sheet, take at the top of a page.
_SECTION_HEAD: Final = HEADING.leading + 2 + LEAD.leading + 10 + 12
_SHEET_HEAD: Final = SUBHEADING.leading + 4 + 20
#: Most branches that a sheet names.
_NAMED: Final = 12


def _only_room(size: Size) -> Room:
    width, height = size.wide
    return Room(width, height - _SECTION_HEAD, FULL_SHRINK, note=NOTE_ROOM)


def _overview_room(size: Size) -> Room:
    width, height = size.wide
    return Room(width, height - _SECTION_HEAD, REF_SHRINK, note=24)


def _sheet_room(size: Size) -> Room:
    width, height = size.wide
    return Room(width, height - _SHEET_HEAD, FULL_SHRINK, note=NOTE_ROOM)


def _story(handout: Handout) -> list[Flowable]:
    board = handout.board
    if not is_spread(handout):
        bar, (only,) = _on_one(handout)
        return [_picture(only, bar, {})]
    story = _overview(handout)
    room = _sheet_room(handout.size)
    bar, sheets = handout.once(room, lambda: _best(board, room))
    starts: dict[str, str] = {}
    for number, sheet in enumerate(sheets):
        for head in sheet.heads:
            starts.setdefault(head, _anchor(number))
    for number, sheet in enumerate(sheets):
        notes = {
            card: _note(handout, starts[card])
            for card in sheet.ongoing
            if starts[card] != _anchor(number)
        }
        heading = Heading(_name(board, sheet, room.width), level=1, anchor=_anchor(number))
        came = _came_from(handout, sheet, number)
        story += [PageBreak(), heading, *came, _picture(sheet, bar, notes)]
    return story


def _came_from(handout: Handout, sheet: Sheet, number: int) -> list[Flowable]:
    """On which pages the branches of a sheet stand first, where that is not here."""
    cards = handout.board.cards
    here = handout.page_of(_anchor(number))
    pages = {
        page: card_anchor(cards[head].ref)
        for head in sheet.heads
        if (page := handout.page_of(card_anchor(cards[head].ref))) != here
    }
    if not pages:
        return []
    spans = [Span(plural("Goes on from page", "Goes on from pages", len(pages)), None, SOFT)]
    for at, (page, anchor) in enumerate(pages.items()):
        spans += [Span(", " if at else " ", None, SOFT), Span(page, None, LINK, anchor)]
    line = Prose(spans, SMALL, after=3)
    line.keepWithNext = True
    return [line]


def is_spread(handout: Handout) -> bool:
    """Whether the tree takes several pages."""
    return len(_on_one(handout)[1]) > 1


def _on_one(handout: Handout) -> tuple[float, list[Sheet]]:
    """The tree on one page; two sheets where that is not enough."""
    room = _only_room(handout.size)
    return handout.once(room, lambda: _best(handout.board, room, most=2))


def _best(board: Board, room: Room, most: int | None = None) -> tuple[float, list[Sheet]]:
    """The sheets with the width of cards that needs fewest of them and shrinks them least; no more
    than `most` are planned."""
    drafters = [full_drafter(board, width) for width in CARD_WIDTHS]
    plans = [(drafter.bar, sheets_of(board, drafter, room, most)) for drafter in drafters]
    return min(plans, key=lambda plan: (len(plan[1]), -sum(sheet.scale for sheet in plan[1])))


def _anchor(number: int) -> str:
    return f"sheet:{number}"


def _note(handout: Handout, anchor: str) -> Note:
    return Note(text("page {page}").format(page=handout.page_of(anchor)), anchor)


def _picture(sheet: Sheet, bar: float, notes: dict[str, Note]) -> Picture:
    return Picture(
        sheet.drawing,
        sheet.scale,
        bar=bar,
        anchor_of=full_anchor,
        place_of=card_anchor,
        notes=notes,
    )


def _overview(handout: Handout) -> list[Flowable]:
    room = _overview_room(handout.size)
    bar, sheets = handout.once(room, lambda: _in_refs(handout.board, room))
    story: list[Flowable] = []
    for sheet in sheets:
        picture = Picture(sheet.drawing, sheet.scale, bar=bar, anchor_of=card_anchor)
        story += [PageBreak(), picture] if story else [picture]
    return story


def _in_refs(board: Board, room: Room) -> tuple[float, list[Sheet]]:
    drafter = refs_drafter(board)
    return drafter.bar, sheets_of(board, drafter, room)


def _name(board: Board, sheet: Sheet, width: float) -> str:
    """The way from the top to the one card a sheet starts with, or the cards it starts with."""
    drawn = {box.card for box in sheet.drawing.boxes}
    heads = [
        head
        for head in map(board.cards.__getitem__, dict.fromkeys(sheet.heads))
        if head.parent not in drawn
    ]
    if len(heads) > 1:
        refs = ", ".join(head.ref for head in heads[:_NAMED])
        name = text("Branches {refs}").format(refs=refs)
        if len(heads) > _NAMED:
            name += " " + text("and {count} more").format(count=len(heads) - _NAMED)
    else:
        (head,) = heads
        above = [board.cards[card].ref for card in board.ancestors_of(head.id)]
        way = " › ".join([*reversed(above), head.ref])
        name = f"{way}  {' '.join(head.text.split())}"
    return shortened(name, SUBHEADING, width)[0]


SECTION: Final = Section(
    key="tree",
    title=text("Opportunity-solution tree"),
    lead=text(
        "Read left to right: outcomes, opportunities in customers’ words, solutions, tests. "
        "Tap a card to read all of it."
    ),
    story=_story,
    wide=True,
    needed=lambda board: bool(board.cards),
)
