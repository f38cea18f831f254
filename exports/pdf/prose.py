"""Prose: text of several weights, colours and links, broken into lines; a ReportLab flowable.

Takes plain text only: there is no markup, so nothing people type can be taken for any. Knows no
boards. Text must be printable (`shaping.printable`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from reportlab.platypus import Flowable

from exports.pdf.lines import draw_line, width_of
from exports.pdf.look import INK
from exports.pdf.shaping import clusters
from workshop.drawing.shapes import TextStyle, Weight
from workshop.drawing.wrapping import UNSPACED, Wrapper, reads_from_right
from workshop.values.days import HOLD, held_days
from workshop.values.quantities import held_values

_SPACES: Final = re.compile("[ \t]+")


class Span(NamedTuple):
    """A stretch of text; `weight` None keeps the style's; `link` names an anchor to lead to."""

    text: str
    weight: Weight | None = None
    colour: str = INK
    link: str = ""


class Part(NamedTuple):
    """Neighbouring text of one span on a line."""

    span: Span
    text: str
    width: float


class Line(NamedTuple):
    """A line of one paragraph; `rtl` when the paragraph reads from right to left."""

    parts: tuple[Part, ...]
    width: float
    rtl: bool


class _OneEach:
    """A measure by which every line holds one unit that must stay together."""

    def advance(self, text: str, style: TextStyle) -> float:
        return float(len(text) > 0)


_PROBE: Final = TextStyle(1, 1)


class Prose(Flowable):
    """Text in one size. `anchor` names the place for links; None when nothing leads here.

    Spans stand in the order of their paragraph, each read as its own text does.

    A split leaves at least two lines on each side, so that none stands alone on a page. `tag` is
    what it is in the document's structure.
    """

    tag = "P"

    def __init__(
        self,
        spans: Iterable[Span] | str,
        style: TextStyle,
        *,
        anchor: str | None = None,
        before: float = 0.0,
        after: float = 0.0,
        lines: Sequence[Line] | None = None,
    ) -> None:
        super().__init__()
        self.style = style
        self._spans = [Span(spans)] if isinstance(spans, str) else list(spans)
        self._anchor = anchor
        self._lines = lines
        self._set_for = 0.0
        self._is_part = lines is not None
        self.spaceBefore = before
        self.spaceAfter = after

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Break the lines for this width; returns what the text takes, in points."""
        if self._lines is None or (self._set_for != width and not self._is_part):
            self._lines = tuple(self._broken(width))
            self._set_for = width
        self.width, self.height = width, len(self._lines) * self.style.leading
        return self.width, self.height

    @property
    def lines(self) -> Sequence[Line]:
        """The lines as they were last broken; none before that."""
        return self._lines or ()

    def split(self, width: float, height: float) -> list[Flowable]:
        """Two texts, the first no taller than `height`; empty when not even two lines fit."""
        self.wrap(width, height)
        assert self._lines is not None
        fit = int((height + 0.01) / self.style.leading)
        total = len(self._lines)
        if fit >= total:
            return [self]
        if total - fit == 1:
            fit -= 1
        if fit < min(2, total):
            return []
        lines = self._lines
        head = Prose(
            (),
            self.style,
            anchor=self._anchor,
            before=self.spaceBefore,
            lines=lines[:fit],
        )
        tail = Prose((), self.style, after=self.spaceAfter, lines=lines[fit:])
        return [head, tail]

    def draw(self) -> None:
        """Draw the lines from the top down, with their links."""
        assert self._lines is not None
        canvas: Any = self.canv
        if self._anchor:
            canvas.bookmarkHorizontal(self._anchor, 0, self.height + 12)
        y = self.height - (self.style.leading + 0.727 * self.style.size) / 2
        with canvas.part(self.tag):
            for line in self._lines:
                self._draw_line(canvas, y, line)
                y -= self.style.leading

    def _draw_line(self, canvas: Any, y: float, line: Line) -> None:
        x = self.width - line.width if line.rtl else 0.0
        for part in reversed(line.parts) if line.rtl else line.parts:
            if part.span.link:
                size = self.style.size
                box = (x - 1, y - 0.3 * size, x + part.width + 1, y + 0.95 * size)
                with canvas.part("Link"):
                    self._draw_part(canvas, (x, y), part)
                    canvas.link(part.text, part.span.link, box)
            else:
                self._draw_part(canvas, (x, y), part)
            x += part.width

    def _draw_part(self, canvas: Any, place: tuple[float, float], part: Part) -> None:
        if not part.text:
            return
        rtl = reads_from_right(part.span.text)
        with canvas.ink():
            colour = part.span.colour
            draw_line(canvas, place, part.text, self._styled(part.span), colour, rtl=rtl)

    def _styled(self, span: Span) -> TextStyle:
        if span.weight is None or span.weight is self.style.weight:
            return self.style
        return TextStyle(self.style.size, self.style.leading, span.weight)

    def _broken(self, width: float) -> Iterator[Line]:
        for paragraph in _paragraphs(self._spans):
            yield from self._packed(paragraph, width)

    def _packed(self, paragraph: list[Span], width: float) -> Iterator[Line]:
        rtl = self._reads_from_right(paragraph)
        line: list[Part] = []
        total = 0.0
        for gap, word in self._words(paragraph, width):
            wide = sum(part.width for part in word)
            before = gap.width if gap and line else 0.0
            if line and total + before + wide > width + 0.001:
                # Read aloud or copied, the last word of a line is none with the first of the next.
                ended = [*line, gap] if gap and not rtl else line
                yield Line(_joined(ended, rtl), total, rtl)
                line, total, before = [], 0.0, 0.0
            elif gap and line:
                line.append(gap)
            line += word
            total += before + wide
        yield Line(_joined(line, rtl), total, rtl)

    def _reads_from_right(self, paragraph: list[Span]) -> bool:
        return reads_from_right("".join(span.text for span in paragraph))

    def _words(
        self, paragraph: list[Span], width: float
    ) -> Iterator[tuple[Part | None, list[Part]]]:
        """What must stay together, each with the space before it."""
        for gap, word in self._spaced(paragraph, width):
            wide = sum(part.width for part in word)
            if wide <= width and not any(UNSPACED.search(part.text) for part in word):
                yield gap, word
                continue
            space = gap
            for part in word:
                for unit in self._units(part, width):
                    yield space, [unit]
                    space = None

    def _spaced(
        self, paragraph: list[Span], width: float
    ) -> Iterator[tuple[Part | None, list[Part]]]:
        """What no blank parts, and the blank before it."""
        gap: Part | None = None
        word: list[Part] = []
        for span in paragraph:
            for at, chunk in enumerate(self._chunks(span, width)):
                if at:
                    if word:
                        yield gap, word
                    gap, word = self._part(span, " "), []
                if chunk.text:
                    word.append(chunk)
        if word:
            yield gap, word

    def _chunks(self, span: Span, width: float) -> Iterator[Part]:
        """What stands between the blanks; those that hold are drawn as any other, and hold nothing
        that is wider than a line."""
        for chunk in held_values(held_days(_SPACES.sub(" ", span.text))).split(" "):
            whole = self._part(span, chunk.replace(HOLD, " "))
            if HOLD in chunk and whole.width > width:
                yield from (self._part(span, part) for part in chunk.split(HOLD))
            else:
                yield whole

    def _units(self, part: Part, width: float) -> Iterator[Part]:
        for line in Wrapper(_OneEach()).wrap(part.text, _PROBE, 1.0).lines:
            unit = line.text
            whole = self._part(part.span, unit)
            if whole.width <= width:
                yield whole
            else:
                yield from (self._part(part.span, cluster) for cluster in clusters(unit))

    def _part(self, span: Span, text: str) -> Part:
        return Part(span, text, width_of(text, self._styled(span)))


class Facts(Prose):
    """Short facts side by side, always from left to right: none in another script moves others."""

    def __init__(
        self, facts: Iterable[str], style: TextStyle, colour: str, *, before: float = 0.0
    ) -> None:
        dot = Span(" · ", None, colour)
        spans = [span for fact in facts for span in (dot, Span(fact, None, colour))]
        super().__init__(spans[1:], style, before=before)

    def _reads_from_right(self, _paragraph: list[Span]) -> bool:
        return False


def _paragraphs(spans: list[Span]) -> Iterator[list[Span]]:
    paragraph: list[Span] = []
    for span in spans:
        first, *rest = span.text.split("\n")
        paragraph.append(span._replace(text=first))
        for line in rest:
            yield paragraph
            paragraph = [span._replace(text=line)]
    yield paragraph


def _joined(parts: list[Part], rtl: bool) -> tuple[Part, ...]:
    """Neighbours of one span as one part, so that they are shaped and drawn together.

    A blank at the edge of a span that reads against its line stands alone: within the span it
    would go to the other side.
    """
    joined: list[Part] = []
    for at, part in enumerate(parts):
        last = joined[-1] if joined else None
        is_edge = part.text == " " and (at + 1 == len(parts) or parts[at + 1].span is not part.span)
        is_against = reads_from_right(part.span.text) is not rtl
        keeps_apart = is_against and (is_edge or (last is not None and last.text == " "))
        if last is not None and last.span is part.span and not keeps_apart:
            joined[-1] = Part(last.span, last.text + part.text, last.width + part.width)
        else:
            joined.append(part)
    return tuple(joined)
