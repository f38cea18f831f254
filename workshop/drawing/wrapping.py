"""Breaking text into lines of a width, by a measure from outside.

Words separated by spaces are packed greedily from a cache of word widths. Scripts without spaces
break where Unicode's line breaking rules (UAX #14) allow it, words too wide for a line between
grapheme clusters (UAX #29). No fonts, no shaping, no hyphenation. Widths are in points.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

from uniseg.graphemecluster import grapheme_clusters
from uniseg.linebreak import line_break, line_break_units

from workshop.drawing.shapes import Measure, TextStyle

ELLIPSIS: Final = "…"

#: Characters of scripts that may break inside a "word": from Thai on, without the blocks of
#: punctuation, symbols, and Latin or Greek additions.
_UNSPACED: Final = re.compile("[\u0e00-\u1cff\u2e80-\U0010ffff]")
_MAYBE_RTL: Final = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_SPACES: Final = re.compile("[ \t]+")
#: Longest stretch handed to the grapheme rules at once; they read all they are given.
_STRETCH: Final = 48
#: A word of more characters than this is broken without asking whether it fits.
_LONG: Final = 400
#: Most words whose width is remembered for one style.
_MOST_WORDS: Final = 20_000


class WrappedLine(NamedTuple):
    """One line; `width` in points; `rtl` says that its paragraph reads from right to left."""

    text: str
    width: float
    rtl: bool


class Wrapped(NamedTuple):
    """Lines from top to bottom; `cut` says that some text did not fit."""

    lines: tuple[WrappedLine, ...]
    cut: bool


def reads_from_right(paragraph: str) -> bool:
    """True when the first strong character is a right-to-left one (UAX #9, rules P2 and P3)."""
    if paragraph.isascii() or not _MAYBE_RTL.search(paragraph):
        return False
    for character in paragraph:
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            return False
        if direction in ("R", "AL"):
            return True
    return False


class Wrapper:
    """Wraps text by one measure and remembers the widths of words."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._known: dict[TextStyle, dict[str, float]] = {}
        self._style: TextStyle | None = None
        self._current: dict[str, float] = {}

    def wrap(self, text: str, style: TextStyle, width: float, most: int | None = None) -> Wrapped:
        """Break `text` into lines no wider than `width`, at newlines and where the words allow.

        With `most`, further lines are cut off and the last one ends in an ellipsis. Only a single
        grapheme cluster wider than `width` may stick out.
        """
        lines: list[WrappedLine] = []
        for paragraph in text.split("\n"):
            rtl = reads_from_right(paragraph)
            for line, wide in self._lines(paragraph, style, width):
                if most is not None and len(lines) == most:
                    lines[-1] = self._shortened(lines[-1], style, width)
                    return Wrapped(tuple(lines), True)
                lines.append(WrappedLine(line, wide, rtl))
        return Wrapped(tuple(lines), False)

    def width(self, text: str, style: TextStyle) -> float:
        """Width of a text on one line, remembered."""
        return self._advance(text, style, self._widths(style))

    def _widths(self, style: TextStyle) -> dict[str, float]:
        if style is self._style and len(self._current) <= _MOST_WORDS:
            return self._current
        widths = self._known.get(style)
        if widths is None or len(widths) > _MOST_WORDS:
            widths = self._known[style] = {}
        self._style, self._current = style, widths
        return widths

    def _advance(self, text: str, style: TextStyle, widths: dict[str, float]) -> float:
        known = widths.get(text)
        if known is None:
            known = widths[text] = self._measure.advance(text, style)
        return known

    def _lines(self, paragraph: str, style: TextStyle, width: float) -> Iterable[tuple[str, float]]:
        """Lines of one paragraph with their widths; at least one, which may be empty."""
        if "  " in paragraph or "\t" in paragraph:
            paragraph = _SPACES.sub(" ", paragraph)
        words = paragraph.strip(" ").split(" ")
        widths = self._widths(style)
        if paragraph.isascii() or _UNSPACED.search(paragraph) is None:
            lines = self._plain_lines(words, style, width, widths)
            if lines is not None:
                return lines
        return self._careful_lines(words, style, width, widths)

    def _plain_lines(
        self, words: list[str], style: TextStyle, width: float, widths: dict[str, float]
    ) -> list[tuple[str, float]] | None:
        """Lines of words that each fit a line; None as soon as one does not."""
        space = self._advance(" ", style, widths)
        lines: list[tuple[str, float]] = []
        start, total = 0, -space
        for at, word in enumerate(words):
            wide = widths.get(word)
            if wide is None:
                if len(word) > _LONG:
                    return None
                wide = self._advance(word, style, widths)
            if wide > width:
                return None
            longer = total + space + wide
            if longer > width and at > start:
                lines.append((" ".join(words[start:at]), total))
                start, total = at, wide
            else:
                total = longer
        lines.append((" ".join(words[start:]), total))
        return lines

    def _careful_lines(
        self, words: list[str], style: TextStyle, width: float, widths: dict[str, float]
    ) -> Iterator[tuple[str, float]]:
        """Lines of words that may be broken themselves."""
        space = self._advance(" ", style, widths)
        line, total = "", 0.0
        for word in words:
            gap = " " if line else ""
            for part in self._parts(word, style, width):
                wide = self._advance(part, style, widths)
                longer = total + (space if gap else 0.0) + wide
                if line and longer > width:
                    yield line, total
                    line, total = part, wide
                else:
                    line, total = line + gap + part, longer
                gap = ""
        yield line, total

    def _parts(self, word: str, style: TextStyle, width: float) -> Iterator[str]:
        """A word in parts between which a line may end, each fit for a line."""
        if not word or (_UNSPACED.search(word) is None and self._fits(word, style, width)):
            yield word
            return
        for unit in _units(word):
            if self._fits(unit, style, width):
                yield unit
                continue
            part = ""
            for cluster in _clusters(unit):
                if part and self._measure.advance(part + cluster, style) > width:
                    yield part
                    part = ""
                part += cluster
            yield part

    def _fits(self, text: str, style: TextStyle, width: float) -> bool:
        return len(text) <= _LONG and self._advance(text, style, self._widths(style)) <= width

    def _shortened(self, line: WrappedLine, style: TextStyle, width: float) -> WrappedLine:
        """The line with an ellipsis, and as much of its text as leaves room for it."""
        clusters = list(_clusters(line.text))
        while True:
            text = "".join(clusters).rstrip() + ELLIPSIS
            wide = self._measure.advance(text, style)
            if wide <= width or not clusters:
                return WrappedLine(text, wide, line.rtl)
            clusters.pop()


def _clusters(text: str) -> Iterator[str]:
    """Grapheme clusters from the start on, a stretch at a time."""
    if text.isascii():
        yield from text
        return
    start = 0
    while start < len(text):
        found = list(grapheme_clusters(text[start : start + _STRETCH]))
        if start + _STRETCH < len(text) and len(found) > 1:
            found.pop()
        yield from found
        start += sum(map(len, found))


def _units(word: str) -> Iterator[str]:
    """Parts of a word between which a line may end."""
    start = 0
    for at in range(1, len(word)):
        if _may_part(word[at - 1], word[at]):
            yield word[start:at]
            start = at
    yield word[start:]


_line_class = cache(line_break)
_parting: Final[dict[tuple[str, str], bool]] = {}


def _may_part(left: str, right: str) -> bool:
    """Whether a line may end between two characters.

    The rules are asked once per pair of line breaking classes: reading whole texts by them takes
    70 µs a character, and within a word all but a few rules look at neighbours only.
    """
    classes = _line_class(left), _line_class(right)
    known = _parting.get(classes)
    if known is None:
        within_a_word = list(line_break_units(f"a{left}{right}"))
        known = _parting[classes] = within_a_word[-1] == right
    return known
