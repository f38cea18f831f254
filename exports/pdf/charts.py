"""Small charts for paper: how values went, and how far it is from a baseline to a target.

Flowables that get numbers and draw; they know no board. Dots, ticks and dashes carry what colour
repeats, so that black and white loses nothing. Lengths are in points.
"""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, Final

from reportlab.platypus import Flowable

from exports.pdf.lines import colour_of
from exports.pdf.look import ACCENT, ATTENTION, INK, LINE, SOFT
from exports.pdf.tags import described
from workshop.language import text
from workshop.reading.measures import Chart, Role
from workshop.values.days import day_text
from workshop.values.quantities import number_text

_DOT: Final = 2.0
_TALL: Final = 20.0


@contextmanager
def _figure(chart: Flowable, words: str) -> Iterator[None]:
    """What is drawn meanwhile is a picture that these words stand for."""
    canvas: Any = chart.canv
    (left, bottom), (right, top) = (
        canvas.absolutePosition(x, y) for x, y in ((0, 0), (chart.width, chart.height))
    )
    box = f"/A<</O/Layout/BBox[{left:.1f} {bottom:.1f} {right:.1f} {top:.1f}]>>"
    with canvas.part("Figure", described(words) + box), canvas.ink():
        yield


class Sparkline(Flowable):
    """The measurements of a metric over time; the target is dotted, a guardrail dashed."""

    def __init__(self, chart: Chart, width: float, height: float = _TALL) -> None:
        super().__init__()
        self._chart = chart
        self.width, self.height = width, height

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Size of the chart."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines across, then the values."""
        with _figure(self, self._words()):
            for line in self._chart.lines:
                if line.role is not Role.BASELINE:
                    self._draw_across(line.value, line.role)
            self._draw_values(self._chart.points)

    def _words(self) -> str:
        said = (f"{day_text(day)}: {number_text(value)}" for day, value in self._chart.points)
        return text("Measured: {values}").format(values=", ".join(said))

    def _draw_across(self, value: float, role: Role) -> None:
        canvas = self.canv
        y = self._y(value)
        canvas.saveState()
        canvas.setStrokeColor(colour_of(ATTENTION if role is Role.GUARDRAIL else SOFT))
        canvas.setLineWidth(0.8)
        canvas.setDash([3, 2] if role is Role.GUARDRAIL else [1, 1.5])
        canvas.line(0, y, self.width, y)
        canvas.restoreState()

    def _draw_values(self, points: Sequence[tuple[datetime.date, float]]) -> None:
        canvas = self.canv
        places = [(self._x(day), self._y(value)) for day, value in points]
        canvas.saveState()
        canvas.setStrokeColor(colour_of(INK))
        canvas.setFillColor(colour_of(INK))
        canvas.setLineWidth(1.1)
        for (x1, y1), (x2, y2) in pairwise(places):
            canvas.line(x1, y1, x2, y2)
        x, y = places[-1]
        canvas.circle(x, y, _DOT, stroke=0, fill=1)
        canvas.restoreState()

    def _x(self, day: datetime.date) -> float:
        return _DOT + self._chart.along(day) * (self.width - 2 * _DOT)

    def _y(self, value: float) -> float:
        return _DOT + self._chart.up(value) * (self.height - 2 * _DOT)


class Journey(Flowable):
    """The way from a baseline (dot) to a target (tick), and how far it is done (the dark bar)."""

    _BAR = 6.0

    def __init__(self, baseline: float, target: float, now: float | None, width: float) -> None:
        super().__init__()
        self._values = (baseline, target, baseline if now is None else now)
        self.width, self.height = width, 14.0

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Size of the bar with its marks."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the bar, what is done of it, and both marks."""
        baseline, target, now = map(number_text, self._values)
        words = text("Baseline {baseline}, target {target}, now {now}")
        with _figure(self, words.format(baseline=baseline, target=target, now=now)):
            self._draw()

    def _draw(self) -> None:
        canvas = self.canv
        baseline, target, now = (self._x(value) for value in self._values)
        middle = self.height / 2
        canvas.saveState()
        canvas.setFillColor(colour_of(LINE))
        canvas.rect(0, middle - self._BAR / 2, self.width, self._BAR, stroke=0, fill=1)
        canvas.setFillColor(colour_of(ACCENT))
        left, right = sorted((baseline, now))
        canvas.rect(left, middle - self._BAR / 2, right - left, self._BAR, stroke=0, fill=1)
        canvas.setFillColor(colour_of(INK))
        canvas.circle(baseline, middle, 2.6, stroke=0, fill=1)
        canvas.setStrokeColor(colour_of(INK))
        canvas.setLineWidth(1.6)
        canvas.line(target, 1, target, self.height - 1)
        canvas.restoreState()

    def _x(self, value: float) -> float:
        """All three marks fit; the way there keeps a tenth of the width free at both ends."""
        low, high = min(self._values), max(self._values)
        share = (value - low) / (high - low) if high > low else 0.5
        return self.width * (0.1 + 0.8 * share)
