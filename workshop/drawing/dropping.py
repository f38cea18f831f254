"""Where dragged cards would land, and the mark that shows it.

Over the middle of a card they become its last children, near its edge its next or previous
siblings (in the gaps, too), over empty space a tree of their own. Whether the rules allow it is for
others to say.
"""

from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

from msgspec import Struct

from workshop.drawing.branches import Arrangement, Branch

#: Part of a card, at each end along its siblings, that means "beside" instead of "under".
_EDGE: Final = 0.25
#: How far from a card's edge its mark for "beside" is drawn, in points.
_AWAY: Final = 6.0
#: How near to a card a point must be to mean "beside this card".
_REACH: Final = 20.0
#: Length of the mark for a tree of its own.
_MARK: Final = 64.0

_Point = tuple[float, float]


class DropTarget(Struct, frozen=True):
    """A place in the tree: `parent` (None for the top level) and the sibling to come `after` (None
    for the first place). The mark is a line from `start` to `end`, or, when `onto` is true, a
    frame around the parent with those corners."""

    parent: str | None
    after: str | None
    onto: bool
    start: _Point
    end: _Point


def drop_target(
    root: Branch, point: _Point, moving: frozenset[str], arrangement: Arrangement
) -> DropTarget | None:
    """Where cards dropped at a point land; None over a moving card and over all below it."""
    found = _nearest(root, point, moving)
    if found is None:
        return _own_tree(root, point, moving, arrangement)
    branch, x, y, state = found
    if state is _Over.MOVING:
        return None
    parent = branch.parent
    assert parent is not None
    sideways = arrangement is Arrangement.TOP_DOWN and not parent.stacked
    part = (point[0] - x) / branch.width if sideways else (point[1] - y) / branch.height
    if state is _Over.CARD and _EDGE <= part <= 1 - _EDGE:
        after = _last_staying(branch.kids, moving)
        corner = (x + branch.width, y + branch.height)
        return DropTarget(branch.card, after, True, (x, y), corner)
    at = parent.kids.index(branch)
    before = part < 0.5
    after = _last_staying(parent.kids[: at if before else at + 1], moving)
    start, end = _mark(branch, x, y, sideways, before)
    return DropTarget(parent.card or None, after, False, start, end)


class _Over(Enum):
    """What lies under the point."""

    CARD = auto()
    MOVING = auto()
    GAP = auto()


def _nearest(
    root: Branch, point: _Point, moving: frozenset[str]
) -> tuple[Branch, float, float, _Over] | None:
    """The card nearest to the point, its corner, and what lies under the point; None when all are
    farther than the reach. Cards that move, and all below them, count only right under it."""
    best: tuple[Branch, float, float, _Over] | None = None
    limit = _REACH
    waiting = [(root, 0.0, 0.0, False)]
    while waiting:
        branch, x, y, moves = waiting.pop()
        for kid in branch.kids:
            kx, ky = x + kid.dx, y + kid.dy
            if _distance(point, kx + kid.x0, ky + kid.y0, kx + kid.x1, ky + kid.y1) > limit:
                continue
            kid_moves = moves or kid.card in moving
            distance = _distance(point, kx, ky, kx + kid.width, ky + kid.height)
            if distance == 0.0:
                return kid, kx, ky, _Over.MOVING if kid_moves else _Over.CARD
            if distance <= limit and not kid_moves:
                best, limit = (kid, kx, ky, _Over.GAP), distance
            waiting.append((kid, kx, ky, kid_moves))
    return best


def _distance(point: _Point, x0: float, y0: float, x1: float, y1: float) -> float:
    """The larger of the distances beside and above or below a rectangle; 0 inside."""
    x, y = point
    return max(x0 - x, x - x1, y0 - y, y - y1, 0.0)


def _last_staying(kids: Sequence[Branch], moving: frozenset[str]) -> str | None:
    return next((kid.card for kid in reversed(kids) if kid.card not in moving), None)


def _mark(
    branch: Branch, x: float, y: float, sideways: bool, before: bool
) -> tuple[_Point, _Point]:
    if sideways:
        at = x - _AWAY if before else x + branch.width + _AWAY
        return (at, y), (at, y + branch.height)
    at = y - _AWAY if before else y + branch.height + _AWAY
    return (x, at), (x + branch.width, at)


def _own_tree(
    root: Branch, point: _Point, moving: frozenset[str], arrangement: Arrangement
) -> DropTarget:
    """A place at the top level, after the trees whose middle lies before the point."""
    down = arrangement is Arrangement.TOP_DOWN
    before: list[Branch] = []
    for tree in root.kids:
        middle = tree.dx + (tree.x0 + tree.x1) / 2 if down else tree.dy + (tree.y0 + tree.y1) / 2
        if middle >= (point[0] if down else point[1]):
            break
        before.append(tree)
    if down:
        at = before[-1].dx + before[-1].x1 + _AWAY if before else -_AWAY
        start, end = (at, 0.0), (at, _MARK)
    else:
        at = before[-1].dy + before[-1].y1 + _AWAY if before else -_AWAY
        start, end = (0.0, at), (_MARK, at)
    return DropTarget(None, _last_staying(before, moving), False, start, end)
