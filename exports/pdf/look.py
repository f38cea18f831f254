"""Sizes, type and colours of the handout: lengths in points, colours from the paper palette."""

from dataclasses import dataclass
from typing import Final

from reportlab.lib import pagesizes
from reportlab.lib.units import mm

from workshop.drawing.palette import PAPER
from workshop.drawing.shapes import TextStyle, Weight
from workshop.vocabulary import Kind

#: At the least: all sizes of paper share the width of text, so that tables are the same on each.
SIDE: Final = 18 * mm
TOP: Final = 20 * mm
#: Pages on their side are short of height: the tree gets all there is.
WIDE_TOP: Final = 14 * mm
BOTTOM: Final = 18 * mm
#: From the top edge of a page to the line that stands there.
HEADER: Final = 10 * mm
GUTTER: Final = 12.0

#: Width that text may fill on an upright page.
WIDTH: Final = pagesizes.A4[0] - 2 * SIDE


@dataclass(frozen=True, slots=True)
class Size:
    """A size of paper, upright."""

    width: float
    height: float

    @property
    def side(self) -> float:
        """From the edges to the text, on both sides of an upright page."""
        return (self.width - WIDTH) / 2

    @property
    def room(self) -> float:
        """Height that text may fill on an upright page."""
        return self.height - TOP - BOTTOM

    @property
    def wide(self) -> tuple[float, float]:
        """Width and height that may be filled on a page that lies on its side."""
        return self.height - 2 * SIDE, self.width - WIDE_TOP - BOTTOM


A4: Final = Size(*pagesizes.A4)
LETTER: Final = Size(*pagesizes.LETTER)

#: Smallest print, in points: what a group can still read on paper.
SMALLEST: Final = 6.0

HEADING: Final = TextStyle(20, 24, Weight.BOLD)
SUBHEADING: Final = TextStyle(11, 15, Weight.SEMIBOLD)
LEAD: Final = TextStyle(11, 15.5)
BODY: Final = TextStyle(9.5, 13.5)
SMALL: Final = TextStyle(8, 11)
COLUMN: Final = TextStyle(7, 9, Weight.SEMIBOLD)
FOOT: Final = TextStyle(7, 9)

INK: Final = PAPER.ink
SOFT: Final = PAPER.soft
LINE: Final = PAPER.line
ACCENT: Final = PAPER.accent
LINK: Final = PAPER.accent_text
#: The band on the cover.
COVER: Final = PAPER.ink
WHITE: Final = PAPER.on_accent
ATTENTION: Final = PAPER.attention
ATTENTION_TINT: Final = PAPER.attention_tint
#: Behind panels: the accent, barely there.
PANEL: Final = "#F3F5FB"

#: Colours of references in text; an outcome's label is white, for it stands on its card.
REF_COLOUR: Final = {kind: look.label for kind, look in PAPER.cards.items()} | {
    Kind.OUTCOME: PAPER.accent_text
}


def columns(count: int) -> float:
    """Width of so many of the page's twelve columns with the gutters between them."""
    one = (WIDTH - 11 * GUTTER) / 12
    return count * one + (count - 1) * GUTTER
