"""The last section: every card with all its text and notes, and whatever pages before shortened."""

from collections.abc import Iterator
from typing import Final

from reportlab.platypus import Flowable

from exports.pdf.blocks import Heading
from exports.pdf.grid import Row, grid
from exports.pdf.look import BODY, SMALL, SOFT, WIDTH
from exports.pdf.prose import Prose, Span
from exports.pdf.section import (
    PEOPLE_ANCHOR,
    PROBLEM_ANCHOR,
    Handout,
    Section,
    card_anchor,
    full_anchor,
    names_of,
    ref_span,
    text_or_none,
)
from exports.pdf.tree import is_spread
from workshop.board import Board
from workshop.details import Assumption, Contract, Detail, FeedbackLoop, Metric
from workshop.drawing.shapes import Weight
from workshop.language import text
from workshop.records import Card
from workshop.values.days import HOLD
from workshop.words.codes import kind_word
from workshop.words.details import said_by
from workshop.words.fields import detail_word

_WIDTHS: Final = (34.0, 68.0, WIDTH - 102)
_PAGE: Final = 36.0

#: Details that have tables of their own.
_ELSEWHERE: Final = (Metric, Assumption, FeedbackLoop, Contract)

#: Shorter fields of a detail, in characters, stand beside each other.
_SHORT: Final = 28
#: Shorter ones are not broken.
_TINY: Final = 12
#: Shorter texts, in characters, stand whole on every page that shows them when there are no cards.
_LONG: Final = 300


def _story(handout: Handout) -> list[Flowable]:
    board = handout.board
    story: list[Flowable] = []
    if board.cards:
        story.append(_cards(handout))
    if board.workshop.problem and (PROBLEM_ANCHOR in handout.wanted or not story):
        story.append(Heading(text("The problem"), level=1, anchor=PROBLEM_ANCHOR))
        story.append(Prose(board.workshop.problem, BODY))
    names = names_of(board)
    if names and (PEOPLE_ANCHOR in handout.wanted or not story):
        story.append(Heading(text("In the room"), level=1, anchor=PEOPLE_ANCHOR))
        story.append(Prose(names, BODY))
    return story


def _cards(handout: Handout) -> Flowable:
    """Every card and, where the tree takes several pages, on which of them it stands."""
    board = handout.board
    titles, widths = [text("ID"), text("Kind"), text("Text and notes")], list(_WIDTHS)
    pages = is_spread(handout)
    if pages:
        titles.append(text("Page"))
        widths[-1] -= _PAGE
        widths.append(_PAGE)
    rows = []
    for card in board.in_tree_order():
        cells = [
            Prose([ref_span(card)], SMALL, anchor=full_anchor(card.ref)),
            Prose([Span(kind_word(card.kind), None, SOFT)], SMALL),
            Prose(list(_words(board, card)), SMALL),
        ]
        if pages:
            cells.append(Prose(handout.page_of(card_anchor(card.ref)), SMALL))
        rows.append(Row(cells))
    return grid(titles, rows, widths)


def _words(board: Board, card: Card) -> Iterator[Span]:
    yield text_or_none(card.text)
    if card.note:
        yield Span(f"\n{card.note}", None, SOFT)
    outputs = board.outputs_from(card.id)
    helped = [board.cards[link.opportunity] for link in board.supports_of(card.id)]
    helpers = [board.cards[link.solution] for link in board.supports_for(card.id)]
    for heading, records in (
        (text("Also helps"), helped),
        (text("Also helped by"), helpers),
        (text("Outputs:"), outputs),
    ):
        if records:
            yield Span(f"\n{heading}", None, SOFT)
            for record in records:
                yield Span(" ")
                yield ref_span(record)
    for detail in board.list_of(card.id, Detail):
        if not isinstance(detail, _ELSEWHERE):
            yield from _said(board, detail)


def _said(board: Board, detail: Detail) -> Iterator[Span]:
    """All a detail says: its short fields on one line, each of its texts on one of its own."""
    said = list(said_by(board, detail))
    if not said:
        return
    word = detail_word(type(detail))
    # People name what there may be several of.
    yield Span(f"\n{word}" if detail.only_one else f"\n{word} {detail.ref}", Weight.SEMIBOLD, SOFT)
    for label, words in sorted(said, key=lambda pair: len(pair[1]) > _SHORT):
        yield Span("\n" if len(words) > _SHORT else f"{HOLD}· ", None, SOFT)
        is_tiny = len(words) <= _TINY
        colon = "" if label.endswith("?") else ":"
        yield Span(f"{label}{colon}{HOLD if is_tiny else ' '}" if words else label, None, SOFT)
        yield Span(words.replace(" ", HOLD) if is_tiny else words)


def _needed(board: Board) -> bool:
    is_long = len(board.workshop.problem) > _LONG or len(names_of(board)) > _LONG
    return bool(board.cards) or is_long


SECTION: Final = Section(
    key="full",
    title=text("Everything in full"),
    lead=text("Tap a reference to see the card on the tree."),
    story=_story,
    needed=_needed,
)
