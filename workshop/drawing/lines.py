"""The lines between cards: which corners an edge turns at, and which edges a window touches.

Every edge starts with the trunk it shares with its siblings, so shared stretches coincide and
overlapping strokes look like one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from workshop.drawing.branches import Arrangement, Branch, Spacing
from workshop.drawing.shapes import Edge

Points = tuple[tuple[float, float], ...]

#: Left, top, right, bottom.
Window = tuple[float, float, float, float]


class Wiring:
    """Draws the edges of one arrangement."""

    def __init__(self, arrangement: Arrangement, spacing: Spacing) -> None:
        self._down = arrangement is Arrangement.TOP_DOWN
        self._spacing = spacing

    def edges(self, branch: Branch, x: float, y: float, window: Window) -> Iterator[Edge]:
        """Edges from a card at x, y to its children, enough of them to draw what the window shows.

        The first and the last child's edges cover what all share, so other children count only
        when their own ends lie within the window's stretch.
        """
        left, top, right, bottom = window
        for kid in self._needed(branch, x, y, window):
            points = self.points(branch, kid, x, y)
            (x0, y0), (x1, y1) = points[0], points[-1]
            if (
                min(x0, x1) <= right
                and max(x0, x1) >= left
                and min(y0, y1) <= bottom
                and max(y0, y1) >= top
            ):
                yield Edge(branch.card, kid.card, points)

    def _needed(self, branch: Branch, x: float, y: float, window: Window) -> Iterable[Branch]:
        kids = branch.kids
        if len(kids) <= 2:
            return kids
        if self._down and not branch.stacked:
            ends, low, high = _middle_across, window[0] - x, window[2] - x
        else:
            ends, low, high = _middle_down, window[1] - y, window[3] - y
        first = bisect_left(kids, low, lo=1, hi=len(kids) - 1, key=ends)
        last = bisect_right(kids, high, lo=first, hi=len(kids) - 1, key=ends)
        return [kids[0], *kids[first:last], kids[-1]]

    def points(self, branch: Branch, kid: Branch, x: float, y: float) -> Points:
        """Corners of the edge from a card at x, y to one of its children."""
        if branch.stacked:
            trunk = x + self._spacing.indent / 2
            level = y + kid.dy + kid.height / 2
            return (trunk, y + branch.height), (trunk, level), (x + kid.dx, level)
        half = self._spacing.levels / 2
        if self._down:
            trunk, end = x + branch.width / 2, x + kid.dx + kid.width / 2
            start, stop = y + branch.height, y + kid.dy
            if abs(trunk - end) < 0.01:
                return (trunk, start), (trunk, stop)
            bar = start + half
            return (trunk, start), (trunk, bar), (end, bar), (end, stop)
        trunk, end = y + branch.height / 2, y + kid.dy + kid.height / 2
        start, stop = x + branch.width, x + kid.dx
        if abs(trunk - end) < 0.01:
            return (start, trunk), (stop, trunk)
        bar = start + half
        return (start, trunk), (bar, trunk), (bar, end), (stop, end)


def _middle_across(kid: Branch) -> float:
    return kid.dx + kid.width / 2


def _middle_down(kid: Branch) -> float:
    return kid.dy + kid.height / 2
