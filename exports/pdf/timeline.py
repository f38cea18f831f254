"""A line of dates for paper: what is looked at again, and what is due. Knows no board.

Lengths are in points.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from reportlab.platypus import Flowable

from exports.pdf.lines import colour_of, draw_line, shortened
from exports.pdf.look import ACCENT, INK, SMALL, SOFT, WHITE
from workshop.drawing.shapes import TextStyle, Weight
from workshop.values.days import day_text

_DAY: Final = TextStyle(SMALL.size, SMALL.leading, Weight.SEMIBOLD)
_NOTE: Final = TextStyle(7, 9)
#: Room for one date.
ROOM: Final = 74.0
_MARK: Final = 4.0


@dataclass(frozen=True, slots=True)
class Stop:
    """A date with the reference and a few words of what happens then; `is_due` is a promise to be
    kept, the others are looks back."""

    day: datetime.date
    ref: str
    words: str
    is_due: bool


class Timeline(Flowable):
    """Dates from left to right, evenly apart: squares are due, rings are looked at again."""

    def __init__(self, stops: Sequence[Stop]) -> None:
        super().__init__()
        self._stops = stops

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As wide as there is room, four lines high."""
        self.width, self.height = width, 52.0
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line, then every date on it."""
        canvas: Any = self.canv
        y = self.height - 20
        canvas.saveState()
        canvas.setStrokeColor(colour_of(INK))
        canvas.setLineWidth(0.8)
        canvas.line(0, y, self.width, y)
        for at, stop in enumerate(self._stops):
            x = _MARK + at * ROOM
            self._mark(x, y, is_due=stop.is_due)
            left = x - _MARK
            words = shortened(stop.words, _NOTE, ROOM - 8, 1)[0]
            with canvas.part("P"), canvas.ink():
                draw_line(canvas, (left, y + 9), day_text(stop.day), _DAY, INK)
                draw_line(canvas, (left, y - 14), stop.ref, _DAY, INK)
                draw_line(canvas, (left, y - 24), words, _NOTE, SOFT)
        canvas.restoreState()

    def _mark(self, x: float, y: float, *, is_due: bool) -> None:
        canvas: Any = self.canv
        if is_due:
            canvas.setFillColor(colour_of(ACCENT))
            canvas.rect(x - _MARK, y - _MARK, 2 * _MARK, 2 * _MARK, stroke=0, fill=1)
        else:
            canvas.setFillColor(colour_of(WHITE))
            canvas.circle(x, y, _MARK, stroke=1, fill=1)
