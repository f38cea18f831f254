"""Building blocks of a page: headings, panels, blocks side by side, lines to write on.

Flowables without any knowledge of boards. Lengths are in points.
"""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable

from exports.pdf.lines import colour_of
from exports.pdf.look import (
    BOTTOM,
    COLUMN,
    GUTTER,
    HEADING,
    LEAD,
    LINE,
    PANEL,
    SOFT,
    SUBHEADING,
)
from exports.pdf.prose import Prose, Span


class Heading(Prose):
    """A heading that stays with what follows; with an `anchor` it joins the viewer's outline."""

    def __init__(
        self, text: str, *, level: int = 0, anchor: str | None = None, before: float = 12
    ) -> None:
        style = HEADING if level == 0 else SUBHEADING
        super().__init__([Span(text)], style, anchor=anchor, before=before, after=2 + 2 * level)
        self.keepWithNext = True
        self.tag = f"H{level + 1}"
        self._text, self._level, self._outlined = text, level, anchor

    def draw(self) -> None:
        """Draw the text; enter it into the outline."""
        super().draw()
        if self._outlined:
            line = " ".join(self._text.split())
            self.canv.addOutlineEntry(line, self._outlined, self._level, closed=False)


def lead(text: str) -> Prose:
    """The soft sentence below a heading."""
    below = Prose([Span(text, None, SOFT)], LEAD, after=10)
    below.keepWithNext = True
    return below


class Panel(Flowable):
    """A tinted block with a small title; `bar` is a colour for its left edge. A tall one goes on on
    the next page."""

    PAD_X = 10.0
    PAD_Y = 9.0

    def __init__(
        self, title: str, content: Sequence[Flowable], *, tint: str = PANEL, bar: str | None = None
    ) -> None:
        super().__init__()
        self._head = [Prose([Span(title.upper(), None, SOFT)], COLUMN, after=3)] if title else []
        self._content = [*self._head, *content]
        self._tint, self._bar = tint, bar
        self.spaceAfter = GUTTER

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Set the content; returns the panel's size."""
        self.width = width
        self.height = height_of(self._content, width - 2 * self.PAD_X) + 2 * self.PAD_Y
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The panel in two; nothing when no more than its title fits."""
        head, tail = _divided(self._content, width - 2 * self.PAD_X, height - 2 * self.PAD_Y)
        if len(head) <= len(self._head) or not tail:
            return []
        return [Panel("", part, tint=self._tint, bar=self._bar) for part in (head, tail)]

    def stretch(self, height: float) -> None:
        """Make the panel as tall as its neighbour."""
        self.height = height

    def draw(self) -> None:
        """Draw the tint, the bar and the content from the top down."""
        canvas = self.canv
        canvas.setFillColor(colour_of(self._tint))
        canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        if self._bar:
            canvas.setFillColor(colour_of(self._bar))
            canvas.rect(0, 0, 3, self.height, stroke=0, fill=1)
        draw_down(canvas, self._content, self.PAD_X, self.height - self.PAD_Y)


class Columns(Flowable):
    """Blocks side by side, their tops level; panels become equally tall."""

    def __init__(self, blocks: Sequence[Sequence[Flowable]], widths: Sequence[float]) -> None:
        super().__init__()
        self._blocks, self._widths = blocks, widths
        self.spaceAfter = GUTTER

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Set every block; returns the size of all."""
        pairs = zip(self._blocks, self._widths, strict=True)
        self.width, self.height = width, max(height_of(block, own) for block, own in pairs)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the blocks from left to right."""
        x = 0.0
        for block, width in zip(self._blocks, self._widths, strict=True):
            if len(block) == 1 and isinstance(block[0], Panel):
                block[0].stretch(self.height)
            draw_down(self.canv, block, x, self.height)
            x += width + GUTTER


class RuledLines(Flowable):
    """Empty lines to write on by hand; the last thing on a page, they go on down to its end."""

    SPACING = 26.0
    LEAST = 6

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Size of the fewest lines worth having."""
        self.width, self.height = width, self.LEAST * self.SPACING
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines."""
        self.canv.setStrokeColor(colour_of(LINE))
        self.canv.setLineWidth(0.6)
        below = self.canv.absolutePosition(0, 0)[1] - BOTTOM
        for at in range(-int(below / self.SPACING), self.LEAST):
            self.canv.line(0, at * self.SPACING + 1, self.width, at * self.SPACING + 1)


def height_of(flowables: Sequence[Flowable], width: float) -> float:
    """Height of flowables below each other, with the space between them but not around them."""
    total = space = 0.0
    for at, flowable in enumerate(flowables):
        total += flowable.wrap(width, 1e6)[1]
        total += max(space, flowable.getSpaceBefore()) if at else 0.0
        space = flowable.getSpaceAfter()
    return total


def _divided(
    content: Sequence[Flowable], width: float, height: float
) -> tuple[list[Flowable], list[Flowable]]:
    """What fits into the height, and the rest; one of them may be cut in two."""
    for at, flowable in enumerate(content):
        if height_of(content[: at + 1], width) > height:
            above = height_of(content[: at + 1], width) - flowable.height
            parts = flowable.split(width, height - above)
            cut = [[part] for part in parts] if len(parts) > 1 else [[], [flowable]]
            return [*content[:at], *cut[0]], [*cut[1], *content[at + 1 :]]
    return list(content), []


def draw_down(canvas: Any, flowables: Sequence[Flowable], x: float, top: float) -> None:
    """Draw wrapped flowables below each other, starting at `top`."""
    space = 0.0
    for at, flowable in enumerate(flowables):
        top -= flowable.height + (max(space, flowable.getSpaceBefore()) if at else 0.0)
        flowable.drawOn(canvas, x, top)
        space = flowable.getSpaceAfter()
