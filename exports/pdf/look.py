"""Sizes, type and colours of the handout: lengths in points, colours from the paper palette."""

from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from workshop.drawing.palette import PAPER
from workshop.drawing.shapes import TextStyle, Weight
from workshop.vocabulary import Kind

PAGE_WIDTH: Final = A4[0]
PAGE_HEIGHT: Final = A4[1]
SIDE: Final = 18 * mm
TOP: Final = 20 * mm
#: Pages on their side are short of height: the tree gets all there is.
WIDE_TOP: Final = 14 * mm
BOTTOM: Final = 18 * mm
#: From the top edge of a page to the line that stands there.
HEADER: Final = 10 * mm
GUTTER: Final = 12.0

#: Width and height that text may fill on an upright page and on one lying on its side.
WIDTH: Final = PAGE_WIDTH - 2 * SIDE
HEIGHT: Final = PAGE_HEIGHT - TOP - BOTTOM
WIDE_WIDTH: Final = PAGE_HEIGHT - 2 * SIDE
WIDE_HEIGHT: Final = PAGE_WIDTH - WIDE_TOP - BOTTOM

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
