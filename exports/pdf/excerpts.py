"""Lists that keep to a few lines and say where the rest is: for pages that must not grow."""

from collections.abc import Sequence

from exports.pdf.lines import shortened, width_of
from exports.pdf.look import LINK
from exports.pdf.prose import Prose, Span
from exports.pdf.section import Handout, ref_span
from workshop.drawing.shapes import TextStyle
from workshop.language import text
from workshop.records import Card, Output


def excerpt(
    handout: Handout, words: str, style: TextStyle, width: float, lines: int, anchor: str
) -> Prose:
    """A text of at most so many lines and, when cut, where all of it stands."""
    shown, cut = shortened(words, style, width, lines)
    if not cut:
        return Prose(words, style)
    return Prose([Span(f"{shown}\n"), elsewhere(handout, anchor)], style)


def elsewhere(handout: Handout, anchor: str) -> Span:
    """Where a shortened text stands whole; a later section prints it there."""
    handout.wanted.add(anchor)
    where = text("All of it: page {page}").format(page=handout.page_of(anchor))
    return Span(where, None, LINK, anchor)


def short_item(record: Card | Output, style: TextStyle, width: float, lines: int) -> Prose:
    """Reference and text of a card or an output, at most so many lines."""
    ref = ref_span(record)
    room = width - width_of(f"{ref.text}  ", style) - 3
    shown = shortened(record.text, style, room, lines)[0]
    return Prose([ref, Span("  "), Span(" ".join(shown.split("\n")))], style, after=2.5)


def listed(
    handout: Handout, items: Sequence[Prose], most: int, style: TextStyle, anchor: str
) -> list[Prose]:
    """The first items and, when there are more, how many and where."""
    if len(items) <= most:
        return list(items)
    words = text("and {count} more, page {page}").format(
        count=len(items) - most, page=handout.page_of(anchor)
    )
    return [*items[:most], Prose([Span(words, None, LINK, anchor)], style, before=3)]
