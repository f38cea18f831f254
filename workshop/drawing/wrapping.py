"""Breaking text into lines of a width, by a measure from outside.

Words separated by spaces are packed greedily from a cache of word widths. Scripts without spaces
break where Unicode's line breaking rules (UAX #14) allow it, words too wide for a line between
grapheme clusters (UAX #29). No fonts, no shaping, no hyphenation. Widths are in points.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate, islice
from math import inf
from typing import Final, NamedTuple

from uniseg.graphemecluster import grapheme_clusters
from uniseg.linebreak import line_break, line_break_units

from workshop.drawing.shapes import Measure, TextStyle

ELLIPSIS: Final = "…"

#: Characters of scripts that may break inside a "word": from Thai on, without the blocks of
#: punctuation, symbols, and Latin or Greek additions. Said by what they are not, which Python reads
#: in a fraction of the time.
UNSPACED: Final = re.compile("[^\x00-\u0dff\u1d00-\u2e7f]")
_MAYBE_RTL: Final = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_SPACES: Final = re.compile("[ \t]+")
#: Longest stretch handed to the grapheme rules at once; they read all they are given.
_STRETCH: Final = 48
#: A word of more characters than this is broken without asking whether it fits.
_LONG: Final = 400
#: Letters that take no more of a line one by one fit on it together, whatever neighbours do to
#: them.
_SURELY: Final = 0.9
#: How far a word is read to find where to break it: further than a line of a card goes.
_AHEAD: Final = 128
#: Most words whose width is remembered for one style.
_MOST_WORDS: Final = 20_000
#: Most lines of broken words that are remembered for one style.
_MOST_BROKEN: Final = 2_000


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


class _Widths(dict[str, float]):
    """Widths of texts in one style, each measured when first asked for.

    `strides` tells how far a word takes its line, with a space behind it; `broken` what goes on a
    line of a width, by how a text begins that is too wide for it.
    """

    def __init__(self, measure: Measure, style: TextStyle) -> None:
        self._measure, self._style = measure, style
        self.strides = _Strides(self.measured, self[" "])
        self.broken: dict[tuple[str, float], str] = {}

    def __missing__(self, text: str) -> float:
        wide = self[text] = self.measured(text)
        return wide

    def measured(self, text: str) -> float:
        """The width of a text, not remembered."""
        return self._measure.advance(text, self._style)


class _Strides(dict[str, float]):
    """Widths of words with a space behind; a long word has no end."""

    def __init__(self, measured: Callable[[str], float], space: float) -> None:
        self._measured, self._space = measured, space

    def __missing__(self, word: str) -> float:
        if len(word) > _LONG:
            return inf
        stride = self[word] = self._measured(word) + self._space
        return stride


class Wrapper:
    """Wraps text by one measure and remembers the widths of words."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._known: dict[TextStyle, _Widths] = {}
        self._style: TextStyle | None = None
        self._current: _Widths | None = None

    def wrap(self, text: str, style: TextStyle, width: float, most: int | None = None) -> Wrapped:
        """Break `text` into lines no wider than `width`, at newlines and where the words allow.

        With `most`, further lines are cut off and the last one ends in an ellipsis. Only a single
        grapheme cluster wider than `width` may stick out.
        """
        widths = self._widths(style)
        lines: list[WrappedLine] = []
        for paragraph in text.split("\n"):
            rtl = reads_from_right(paragraph)
            for line, wide in _lines(paragraph, widths, width):
                if most is not None and len(lines) == most:
                    lines[-1] = _shortened(lines[-1], widths, width)
                    return Wrapped(tuple(lines), True)
                lines.append(WrappedLine(line, wide, rtl))
        return Wrapped(tuple(lines), False)

    def count(self, text: str, style: TextStyle, width: float, most: int) -> int:
        """How many lines `wrap` makes, for a fraction of its price."""
        widths = self._widths(style)
        total = 0
        for paragraph in text.split("\n"):
            words = _words(paragraph)
            reach = _plain_reach(paragraph, words, widths, width)
            if reach is not None:
                total += len(_ends(reach, width + widths[" "]))
            else:
                lines = _careful_lines(words, widths, width)
                total += sum(1 for _ in islice(lines, most - total))
            if total >= most:
                return most
        return total

    def width(self, text: str, style: TextStyle) -> float:
        """Width of a text on one line, remembered."""
        return self._widths(style)[text]

    def _widths(self, style: TextStyle) -> _Widths:
        # Mostly it is the style of last time, and a style takes long to look up.
        widths = self._current if style is self._style else self._known.get(style)
        if widths is None or len(widths) + len(widths.strides) > _MOST_WORDS:
            widths = self._known[style] = _Widths(self._measure, style)
        self._style, self._current = style, widths
        return widths


def _lines(paragraph: str, widths: _Widths, width: float) -> Iterator[tuple[str, float]]:
    """Lines of one paragraph with their widths; at least one, which may be empty."""
    words = _words(paragraph)
    reach = _plain_reach(paragraph, words, widths, width)
    if reach is None:
        yield from _careful_lines(words, widths, width)
        return
    space, start, before = widths[" "], 0, 0.0
    for end in _ends(reach, width + space):
        yield " ".join(words[start:end]), reach[end - 1] - before - space
        start, before = end, reach[end - 1]


def _words(paragraph: str) -> list[str]:
    """What stands between the spaces."""
    if "  " in paragraph or "\t" in paragraph:
        paragraph = _SPACES.sub(" ", paragraph)
    return paragraph.strip(" ").split(" ")


def _plain_reach(
    paragraph: str, words: list[str], widths: _Widths, width: float
) -> list[float] | None:
    """How far each word reaches with a space behind it, all on one line; None where one of them may
    be broken, or must be."""
    if not paragraph.isascii() and UNSPACED.search(paragraph) is not None:
        return None
    strides = list(map(widths.strides.__getitem__, words))
    return None if max(strides) > width + widths[" "] else list(accumulate(strides))


def _ends(reach: list[float], room: float) -> list[int]:
    """Behind which words the lines end, when each holds as many as go into the room."""
    ends: list[int] = []
    end, before, last = 0, 0.0, len(reach)
    while end < last:
        end = bisect_right(reach, before + room, end)
        ends.append(end)
        before = reach[end - 1]
    return ends


def _careful_lines(words: list[str], widths: _Widths, width: float) -> Iterator[tuple[str, float]]:
    """Lines of words that may be broken themselves."""
    line, total = "", 0.0
    for word in words:
        gap = " " if line else ""
        for part in _parts(word, widths, width):
            wide = widths[part]
            longer = total + (widths[" "] if gap else 0.0) + wide
            if line and longer > width:
                yield line, total
                line, total = part, wide
            else:
                line, total = line + gap + part, longer
            gap = ""
    yield line, total


def _parts(word: str, widths: _Widths, width: float) -> Iterator[str]:
    """A word in parts between which a line may end, each fit for a line."""
    if not word or (UNSPACED.search(word) is None and _fits(word, widths, width)):
        yield word
        return
    start = 0
    while start < len(word):
        ahead = word[start : start + _AHEAD]
        part = widths.broken.get((ahead, width)) or _first_part(ahead, widths, width)
        yield part
        start += len(part)


def _first_part(ahead: str, widths: _Widths, width: float) -> str:
    """What comes before the first place where a line may end; as much as fits, if that is too wide.

    The latter takes long and is remembered: while people type on a word all but its end stays.
    """
    unit = ahead[: _end_of_unit(ahead)]
    if len(unit) < _AHEAD and widths[unit] <= width:
        return unit
    clusters = list(_clusters(unit))
    if len(unit) == _AHEAD and len(clusters) > 1:
        clusters.pop()  # It may go on.
    part, roughly = "", 0.0
    for cluster in clusters:
        roughly += widths[cluster]
        if part and roughly > _SURELY * width and widths.measured(part + cluster) > width:
            break
        part += cluster
    if len(widths.broken) > _MOST_BROKEN:
        widths.broken.clear()
    widths.broken[ahead, width] = part
    return part


def _fits(text: str, widths: _Widths, width: float) -> bool:
    return len(text) <= _LONG and widths[text] <= width


def _shortened(line: WrappedLine, widths: _Widths, width: float) -> WrappedLine:
    """The line with an ellipsis, and as much of its text as leaves room for it."""
    clusters = list(_clusters(line.text))
    while True:
        text = "".join(clusters).rstrip() + ELLIPSIS
        wide = widths.measured(text)
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


def _end_of_unit(text: str) -> int:
    """Where a line may end first."""
    for at in range(1, len(text)):
        if _may_part(text[at - 1], text[at]):
            return at
    return len(text)


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
