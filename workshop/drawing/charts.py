"""The small chart of a metric, laid out: where its points, lines and words stand, in points.

What it shows is `workshop.reading.measures.Chart`. Time runs to the right at its true pace. Lines
are told apart by their stroke and their word, so that the chart reads in black and white. Nothing
here paints; values and days arrive in words.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from workshop.drawing.shapes import Measure, TextStyle
from workshop.reading.measures import Chart, Role

#: How the words of a chart are set.
WORDS: Final = TextStyle(size=11.0, leading=14.0)

#: Room above and below the plot, for half a dot and half a word, and between plot and words.
_EDGE: Final = 8.0
_GAP: Final = 8.0
#: Height kept for the days below the plot.
_FOOT: Final = 20.0
#: Room between two words on one line.
_APART: Final = 12.0
#: Words take at most this share of the width.
_MOST_WORDS: Final = 0.45
#: Dots at this distance can still be told apart.
_DENSE: Final = 9.0


@dataclass(frozen=True, slots=True)
class LevelLine:
    """A line across the plot at `y`, and its words, whose middle stands at `words_y`."""

    role: Role
    y: float
    words: str
    words_y: float


@dataclass(frozen=True, slots=True)
class DayWord:
    """Words below the plot, from their left end."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart at its size. The plot runs from 0 to `right` and from 0 to `bottom`.

    `points` are the values' places, `ticks` where a month, a quarter or a year begins.
    """

    right: float
    bottom: float
    points: tuple[tuple[float, float], ...]
    levels: tuple[LevelLine, ...]
    ticks: tuple[float, ...]
    days: tuple[DayWord, ...]
    is_dense: bool

    @property
    def words_x(self) -> float:
        """Where the words at the lines' ends begin."""
        return self.right + _GAP

    def nearest(self, x: float) -> int:
        """Which point stands nearest to a place across."""
        return min(range(len(self.points)), key=lambda at: abs(self.points[at][0] - x))


def plot_of(
    chart: Chart,
    words: Sequence[str],
    days: tuple[str, str],
    size: tuple[float, float],
    measure: Measure,
) -> Plot:
    """Lay a chart out in a width and a height.

    `words` stand at the ends of its lines, one for each; `days` are its first and last, in words.
    """
    width, height = size
    widest = max((measure.advance(said, WORDS) for said in words), default=0.0)
    right = max(width * (1 - _MOST_WORDS), width - widest - _GAP)
    bottom = height - _FOOT

    def across(day: datetime.date) -> float:
        return _EDGE / 2 + chart.along(day) * (right - _EDGE)

    def down(value: float) -> float:
        return _EDGE + (1 - chart.up(value)) * (bottom - 2 * _EDGE)

    points = tuple((across(day), down(value)) for day, value in chart.points)
    heights = [down(line.value) for line in chart.lines]
    middles = spread(heights, WORDS.leading, WORDS.leading / 2, height - WORDS.leading / 2)
    levels = tuple(
        LevelLine(line.role, y, said, words_y)
        for line, y, said, words_y in zip(chart.lines, heights, words, middles, strict=True)
    )
    return Plot(
        right=right,
        bottom=bottom,
        points=points,
        levels=levels,
        ticks=tuple(across(day) for day in _beginnings(chart.first, chart.last)),
        days=_days(days, right, measure),
        is_dense=any(after[0] - before[0] < _DENSE for before, after in pairwise(points)),
    )


def spread(places: Sequence[float], apart: float, low: float, high: float) -> tuple[float, ...]:
    """Places moved as little as keeps them `apart`, in their order, within bounds.

    Where there is not room for all of them, they leave the upper bound rather than overlap.
    """
    order = sorted(range(len(places)), key=lambda at: places[at])
    moved = dict.fromkeys(order, 0.0)
    floor = high - apart * (len(order) - 1)
    for number, at in enumerate(order):
        moved[at] = min(max(places[at], low), max(floor + apart * number, low))
    for before, at in pairwise(order):
        moved[at] = max(moved[at], moved[before] + apart)
    return tuple(moved[at] for at in range(len(places)))


def _beginnings(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """First days of months, quarters or years, whichever are few enough to be told apart."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = 1 if months <= 24 else 3 if months <= 72 else 12
    for month in range(first.year * 12 + first.month, last.year * 12 + last.month):
        if month % step == 0:
            yield datetime.date(month // 12, month % 12 + 1, 1)


def _days(days: tuple[str, str], right: float, measure: Measure) -> tuple[DayWord, ...]:
    first, last = days
    widths = [measure.advance(words, WORDS) for words in days]
    starts, ends = DayWord(0.0, first), DayWord(right - widths[1], last)
    return (starts, ends) if sum(widths) + _APART <= right else (starts,)
