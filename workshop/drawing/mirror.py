"""A layout as a mirror shows it, for people who read from right to left.

Owns the one place where left and right change places: whatever asks a mirrored layout asks and is
answered in mirrored points, so neither the growing of trees nor a pen knows of it. Every card is
mirrored as a whole; what stands on it is its face's business.
"""

from collections.abc import Iterator

from workshop.drawing.bows import curve_between
from workshop.drawing.dropping import DropTarget
from workshop.drawing.layout import Rect, TreeLayout
from workshop.drawing.shapes import Curve, Edge
from workshop.drawing.travel import Direction

_OPPOSITE = {Direction.LEFT: Direction.RIGHT, Direction.RIGHT: Direction.LEFT}


class MirroredLayout(TreeLayout):
    """The places of all visible cards, x counted from right to left and negated."""

    def extent(self) -> Rect:
        """See `TreeLayout.extent`."""
        return flipped(super().extent())

    def place(self, card: str) -> tuple[float, float]:
        """See `TreeLayout.place`."""
        x, y = super().place(card)
        return -x - self.size(card)[0], y

    def subtree_extent(self, card: str) -> Rect:
        """See `TreeLayout.subtree_extent`."""
        return flipped(super().subtree_extent(card))

    def visible(self, rect: Rect) -> Iterator[tuple[str, float, float]]:
        """See `TreeLayout.visible`."""
        for card, x, y in super().visible(flipped(rect)):
            yield card, -x - self.size(card)[0], y

    def blocks(self, rect: Rect, smallest: float) -> Iterator[tuple[str, Rect]]:
        """See `TreeLayout.blocks`."""
        for card, block in super().blocks(flipped(rect), smallest):
            yield card, flipped(block)

    def edges_in(self, rect: Rect) -> Iterator[Edge]:
        """See `TreeLayout.edges_in`."""
        for edge in super().edges_in(flipped(rect)):
            yield Edge(edge.parent, edge.child, tuple((-x, y) for x, y in edge.points))

    def neighbour(self, card: str, direction: Direction) -> str | None:
        """See `TreeLayout.neighbour`: left and right are what people see."""
        return super().neighbour(card, _OPPOSITE.get(direction, direction))

    def drop_target(self, x: float, y: float, moving: frozenset[str]) -> DropTarget | None:
        """See `TreeLayout.drop_target`."""
        target = super().drop_target(-x, y, moving)
        if target is None:
            return None
        (x0, y0), (x1, y1) = target.start, target.end
        start, end = (min(-x0, -x1), y0), (max(-x0, -x1), y1)
        return DropTarget(target.parent, target.after, target.onto, start, end)


def mirrored_curve(solution: Rect, opportunity: Rect) -> Curve:
    """The bow between two cards of a mirrored layout."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve_between(flipped(solution), flipped(opportunity))
    return (-x0, y0), (-x1, y1), (-x2, y2), (-x3, y3)


def flipped(rect: Rect) -> Rect:
    """A rectangle on the other side of the line x = 0."""
    x, y, width, height = rect
    return -x - width, y, width, height
