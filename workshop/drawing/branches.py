"""One card with everything below it, and the two ways in which children hang on their card.

A branch knows its size, where its children sit relative to it, how far it reaches, and its outline:
per stretch of depth the nearest and the farthest place it needs among siblings (Reingold and
Tilford's contours, over free card sizes instead of rows). Merging a branch reads its children's
outlines and nothing deeper, so a change costs the changed card and its ancestors. Boards, folding
and painting are other modules' business. All lengths are in points.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import accumulate
from typing import Final, Protocol

from msgspec import Struct

from workshop.vocabulary import Kind

Floats = tuple[float, ...]


class Arrangement(StrEnum):
    """Which way the tree grows: down on screen, to the right on paper."""

    TOP_DOWN = "top down"
    LEFT_TO_RIGHT = "left to right"


class Spacing(Struct, frozen=True):
    """Free space between cards: among siblings, between a card and its children across the gap,
    between stacked cards, a stack's indent, and between whole trees."""

    siblings: float
    levels: float
    stacked: float
    indent: float
    trees: float


#: Spacings of the two arrangements on screen; paper brings its own.
SCREEN_DOWN: Final = Spacing(siblings=24, levels=40, stacked=16, indent=24, trees=64)
SCREEN_RIGHT: Final = Spacing(siblings=16, levels=56, stacked=24, indent=32, trees=48)


#: What a branch needs among its siblings, from its own corner on: near ends, near, far ends, far.
#: The near side holds `near[i]` up to the depth `near_ends[i]`. The far side likewise, but from the
#: deepest stretch to the first, so that the next sibling covers its end. The deepest end of both is
#: the branch's depth with half the gap below it. Never changed once a branch has it.
Outline = tuple[Floats, Floats, Floats, Floats]

#: Kinds by names of their own: Python looks a member of an enumeration up slowly.
_OUTCOME, _SOLUTION, _TEST = Kind.OUTCOME, Kind.SOLUTION, Kind.TEST

#: Up to this many children are looked at one by one.
_FEW: Final = 48


class Branch(Struct, eq=False):
    """A visible card and its visible children; `dx, dy` lead from the parent's corner to its own.

    `x0, y0, x1, y1` is the rectangle the whole branch covers, from its own top left corner;
    `reaches` is worked out when first asked for, and forgotten at each merge. A struct, because a
    large tree is thousands of them and msgspec makes one in a third of the time a class takes.
    """

    card: str
    kind: Kind | None
    width: float
    height: float
    x1: float
    y1: float
    outline: Outline
    parent: "Branch | None" = None
    kids: Sequence["Branch"] = ()
    stacked: bool = False
    dx: float = 0.0
    dy: float = 0.0
    x0: float = 0.0
    y0: float = 0.0
    reaches: tuple[list[float], list[float]] | None = None

    def corner(self) -> tuple[float, float]:
        """Top left corner of the branch's card, from that of its whole tree."""
        x = y = 0.0
        above: Branch | None = self
        while above is not None:
            x += above.dx
            y += above.dy
            above = above.parent
        return x, y

    def kids_within(self, low: float, high: float, sideways: bool) -> Sequence["Branch"]:
        """Children that may reach into a stretch along the line on which they stand.

        Few children are all returned; among many, the stretch is found by bisection.
        """
        if len(self.kids) <= _FEW:
            return self.kids
        if self.reaches is None:
            if sideways:
                ends = [kid.dx + kid.x1 for kid in self.kids]
                starts = [kid.dx + kid.x0 for kid in reversed(self.kids)]
            else:
                ends = [kid.dy + kid.y1 for kid in self.kids]
                starts = [kid.dy + kid.y0 for kid in reversed(self.kids)]
            self.reaches = list(accumulate(ends, max)), list(accumulate(starts, min))[::-1]
        ends, starts = self.reaches
        return self.kids[bisect_left(ends, low) : bisect_right(starts, high)]


class Grower(Protocol):
    """Grows a tree one way: merges a branch from its children, bottom up.

    `leaves` holds the outline of a childless card by its width and height.
    """

    leaves: "Leaves"

    def merge(self, branch: Branch) -> None:
        """Place the children relative to the branch and work out its reach and outline."""
        ...

    def merge_trees(self, root: Branch) -> None:
        """Place whole trees beside each other; the root itself has no size."""
        ...


class Leaves(dict[tuple[float, float], Outline]):
    """Outlines of childless cards, one per size, each worked out when first asked for."""

    def __init__(self, outline: Callable[[float, float], Outline]) -> None:
        self._outline = outline

    def __missing__(self, size: tuple[float, float]) -> Outline:
        made = self[size] = self._outline(*size)
        return made


class TopDown:
    """Children in a row below; solutions and tests alone are stacked below, indented."""

    def __init__(self, spacing: Spacing) -> None:
        self._spacing = spacing
        half = spacing.levels / 2
        self.leaves = Leaves(lambda width, height: _plain(width, height + half))

    def merge(self, branch: Branch) -> None:
        """See `Grower.merge`."""
        kids = branch.kids
        branch.stacked = False
        branch.reaches = None
        if not kids:
            branch.x0, branch.x1, branch.y1 = 0.0, branch.width, branch.height
            branch.outline = self.leaves[branch.width, branch.height]
            return
        if _are_leaves(kids):
            self._stack(branch)
            return
        half = self._spacing.levels / 2
        shift = branch.height + self._spacing.levels
        places, outline = _packed(kids, self._spacing.siblings, None)
        middle = (places[0] + kids[0].width / 2 + places[-1] + kids[-1].width / 2) / 2
        own = middle - branch.width / 2
        for kid, place in zip(kids, places, strict=True):
            kid.dx = place - own
            kid.dy = shift
        branch.outline = _headed(outline, branch.width, branch.height + half, shift, own)
        _, near, ends, far = branch.outline
        branch.x0, branch.x1, branch.y1 = min(near), max(far), ends[0] - half

    def _stack(self, branch: Branch) -> None:
        spacing = self._spacing
        branch.stacked = True
        y = branch.height + spacing.stacked
        right = branch.width
        for kid in branch.kids:
            kid.dx = spacing.indent - kid.x0
            kid.dy = y
            y += kid.y1 + spacing.stacked
            right = max(right, kid.dx + kid.x1)
        bottom = y - spacing.stacked
        branch.x0, branch.x1, branch.y1 = 0.0, right, bottom
        branch.outline = _plain(right, bottom + spacing.levels / 2)

    def merge_trees(self, root: Branch) -> None:
        """See `Grower.merge_trees`."""
        root.reaches = None
        x = root.y1 = 0.0
        for tree in root.kids:
            tree.dx, tree.dy = x - tree.x0, 0.0
            x += tree.x1 - tree.x0 + self._spacing.trees
            root.y1 = max(root.y1, tree.y1)
        root.x1 = max(0.0, x - self._spacing.trees)


class LeftToRight:
    """Children in a column to the right; an outcome stacks its children below, indented."""

    def __init__(self, spacing: Spacing) -> None:
        self._spacing = spacing
        half = spacing.levels / 2
        self.leaves = Leaves(lambda width, height: _plain(height, width + half))

    def merge(self, branch: Branch) -> None:
        """See `Grower.merge`."""
        kids = branch.kids
        branch.stacked = bool(kids) and branch.kind is _OUTCOME
        branch.reaches = None
        if not kids:
            branch.x1, branch.y0, branch.y1 = branch.width, 0.0, branch.height
            branch.outline = self.leaves[branch.width, branch.height]
            return
        spacing = self._spacing
        half = spacing.levels / 2
        if branch.stacked:
            shift, own = spacing.indent, 0.0
            end = max(branch.width + half - shift, 1.0)
            places, outline = _packed(kids, spacing.stacked, _plain(branch.height, end))
            branch.outline = _shifted(outline, shift)
        else:
            shift = branch.width + spacing.levels
            places, outline = _packed(kids, spacing.siblings, None)
            middle = (places[0] + kids[0].height / 2 + places[-1] + kids[-1].height / 2) / 2
            own = middle - branch.height / 2
            branch.outline = _headed(outline, branch.height, branch.width + half, shift, own)
        for kid, place in zip(kids, places, strict=True):
            kid.dx = shift
            kid.dy = place - own
        _, near, ends, far = branch.outline
        branch.y0, branch.y1, branch.x1 = min(near), max(far), ends[0] - half

    def merge_trees(self, root: Branch) -> None:
        """See `Grower.merge_trees`."""
        root.stacked = True
        root.reaches = None
        y = root.x1 = 0.0
        for tree in root.kids:
            tree.dx, tree.dy = 0.0, y - tree.y0
            y += tree.y1 - tree.y0 + self._spacing.trees
            root.x1 = max(root.x1, tree.x1)
        root.y1 = max(0.0, y - self._spacing.trees)


def grower(arrangement: Arrangement, spacing: Spacing) -> Grower:
    """What grows a tree in this arrangement."""
    if arrangement is Arrangement.TOP_DOWN:
        return TopDown(spacing)
    return LeftToRight(spacing)


def _are_leaves(kids: Sequence[Branch]) -> bool:
    """True for solutions and tests only."""
    for kid in kids:  # noqa: SIM110 - all() over a generator takes three times as long
        if kid.kind is not _SOLUTION and kid.kind is not _TEST:
            return False
    return True


def _plain(breadth: float, depth: float) -> Outline:
    """The outline of a rectangle."""
    ends = (depth,)
    return ends, (0.0,), ends, (breadth,)


def _packed(
    kids: Sequence[Branch], gap: float, before: Outline | None
) -> tuple[list[float], Outline]:
    """Place children one after the other, each as close as the outlines allow.

    Without anything `before` them the first child stands at 0. Returns their places and the outline
    of all (and of what was before), in the children's own depth: near from the first, far from the
    last, and beyond the reach of those whatever the deeper ones have.
    """
    places: list[float] = []
    rest = iter(kids)
    if before is None:
        before = next(rest).outline
        places.append(0.0)
    near_ends, near, far_ends, far = before
    for kid in rest:
        kid_near_ends, kid_near, kid_far_ends, kid_far = kid.outline
        # Down both sides at once, stretch by stretch, until one of them ends.
        i, j, last = len(far) - 1, 0, len(kid_near)
        left, right = far_ends[i], kid_near_ends[0]
        apart = far[i] - kid_near[0]
        while True:
            if left <= right:
                i -= 1
            if right <= left:
                j += 1
            if i < 0 or j == last:
                break
            left, right = far_ends[i], kid_near_ends[j]
            distance = far[i] - kid_near[j]
            if distance > apart:  # noqa: PLR1730 - calling max() doubles the time of this loop
                apart = distance
        place = apart + gap
        places.append(place)
        moved = (kid_far[0] + place,) if len(kid_far) == 1 else tuple([v + place for v in kid_far])
        if i >= 0:
            far_ends, far = far_ends[: i + 1] + kid_far_ends, far[: i + 1] + moved
            continue
        far_ends, far = kid_far_ends, moved
        if j < last:
            near_ends += kid_near_ends[j:]
            near += tuple([at + place for at in kid_near[j:]])
    return places, (near_ends, near, far_ends, far)


def _headed(outline: Outline, breadth: float, depth: float, shift: float, own: float) -> Outline:
    """The children's outline below a card of this breadth and depth that stands at `own`."""
    near_ends, near, far_ends, far = outline
    return (
        (depth, *[end + shift for end in near_ends]),
        (0.0, *[at - own for at in near]),
        (*[end + shift for end in far_ends], depth),
        (*[at - own for at in far], breadth),
    )


def _shifted(outline: Outline, shift: float) -> Outline:
    near_ends, near, far_ends, far = outline
    return (
        tuple([end + shift for end in near_ends]),
        near,
        tuple([end + shift for end in far_ends]),
        far,
    )
