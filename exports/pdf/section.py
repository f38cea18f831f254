"""What a section of the handout is, and what it is given: the board and where things are printed.

Names of anchors are made here, so that links and the places they lead to agree.
"""

import datetime
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from reportlab.platypus import Flowable

from exports.pdf.look import INK, REF_COLOUR, SOFT, Size
from exports.pdf.prose import Span
from workshop.board import Board
from workshop.details import Frame
from workshop.drawing.shapes import Weight
from workshop.gaps.codes import Gap
from workshop.language import text
from workshop.records import WORKSHOP_ID, Card, Contribution, Output
from workshop.values.text import in_brief

#: Most of another row's text in a table, in characters: some forty words.
_MOST_BRIEF: Final = 240

#: Where the problem and the list of people stand in full.
PROBLEM_ANCHOR: Final = "problem"
PEOPLE_ANCHOR: Final = "people"


R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Handout:
    """One workshop on its way to paper, as of a day; every text on the board is printable.

    `pages` maps anchors to page numbers as the pass before found them, empty in the first pass;
    `total` is the number of pages then. `sections` are those that this board needs, in order.
    `wanted` collects the anchors of texts that a section has shortened: a later one has them whole.
    `kept` holds what `once` has worked out.
    """

    board: Board
    day: datetime.date
    gaps: tuple[Gap, ...]
    size: Size
    sections: "Sequence[Section]" = ()
    pages: Mapping[str, int] = field(default_factory=dict)
    total: int = 0
    wanted: set[str] = field(default_factory=set)
    kept: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, key: Hashable, work: Callable[[], R]) -> R:
        """What comes out the same in every pass, worked out in the first."""
        if key not in self.kept:
            self.kept[key] = work()
        known: R = self.kept[key]
        return known

    def page_of(self, anchor: str) -> str:
        """Page number of an anchor as text; a number of usual width before it is known."""
        return str(self.pages.get(anchor, 10))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the handout. `title` None: no heading, not in the contents; such a page is a cover.

    `wide` turns its pages on their side; one that `joins` follows on the page before where there is
    room, one that `is_whole` only where all of it has. `story` makes its flowables for one pass.
    """

    key: str
    title: str | None
    story: Callable[[Handout], list[Flowable]]
    lead: str = ""
    wide: bool = False
    joins: bool = False
    is_whole: bool = False
    needed: Callable[[Board], bool] = lambda _board: True

    @property
    def anchor(self) -> str:
        """Where the section starts."""
        return f"section:{self.key}"


def card_anchor(ref: str) -> str:
    """Where a card stands on the tree."""
    return f"card:{ref}"


def full_anchor(ref: str) -> str:
    """Where a card's full text stands."""
    return f"full:{ref}"


def row_anchor(ref: str) -> str:
    """Where an output's row stands."""
    return f"row:{ref}"


def detail_anchor(ref: str) -> str:
    """Where a metric or an assumption stands in its table."""
    return f"detail:{ref}"


def ref_span(record: Card | Output) -> Span:
    """The reference, in its kind's colour, linked to the card or the row."""
    if isinstance(record, Output):
        return Span(record.ref, Weight.SEMIBOLD, INK, row_anchor(record.ref))
    return Span(record.ref, Weight.SEMIBOLD, REF_COLOUR[record.kind], card_anchor(record.ref))


def names_of(board: Board) -> str:
    """The participants' names on one line."""
    return " · ".join(person.name for person in board.people() if person.name)


def north_star(board: Board) -> str:
    """What the workshop works towards in the end, in one line; empty while nothing is written."""
    frame = board.facts_of(WORKSHOP_ID, Frame)
    words = "" if frame is None else " ".join(frame.north_star.split())
    return text("North star: {words}").format(words=words) if words else ""


def assumed(board: Board, link: Contribution) -> str:
    """What a link assumes, one assumption a line."""
    return "\n".join(assumption.text for assumption in board.assumptions_of(link.id))


def brief(text: str) -> Span:
    """What another row says, beside its reference: cut where it is long. Whole it stands there."""
    return text_or_none(text if len(text) <= _MOST_BRIEF else in_brief(text, _MOST_BRIEF))


def text_or_none(text: str) -> Span:
    """The text, or a dash where nothing is written yet."""
    return Span(text) if text else Span("–", None, SOFT)
