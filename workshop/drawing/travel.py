"""Where an arrow key leads: first along the tree's own lines, else to the nearest card that way.

Along a row or column the arrows visit siblings, across it they lead to the parent and to the child
that lies straightest ahead; within a stack they read it like an outline.
"""

from enum import StrEnum
from heapq import heappop, heappush
from itertools import count

from workshop.drawing.branches import Arrangement, Branch


class Direction(StrEnum):
    """The four arrow keys, in space."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


#: Sideways distance counts this much more than distance straight ahead.
_SIDEWAYS = 3.0

_Box = tuple[float, float, float, float]


def neighbour(
    root: Branch, branch: Branch, direction: Direction, arrangement: Arrangement
) -> Branch | None:
    """The branch whose card an arrow key leads to; None at the edge of the drawing."""
    along_tree = _along_tree(branch, direction, arrangement)
    return along_tree if along_tree is not None else _nearest(root, branch, direction)


def _along_tree(branch: Branch, direction: Direction, arrangement: Arrangement) -> Branch | None:
    parent = branch.parent
    in_stack = parent is not None and parent.stacked
    if in_stack or branch.stacked:
        found = _in_outline(branch, direction, in_stack, arrangement)
        if found is not None or in_stack:
            return found
    down = arrangement is Arrangement.TOP_DOWN
    if direction is (Direction.UP if down else Direction.LEFT):
        return _card_above(branch)
    if direction is (Direction.DOWN if down else Direction.RIGHT):
        return None if branch.stacked else _child_ahead(branch, down)
    if direction is (Direction.LEFT if down else Direction.UP):
        return _sibling(branch, -1)
    return _sibling(branch, 1)


def _in_outline(
    branch: Branch, direction: Direction, in_stack: bool, arrangement: Arrangement
) -> Branch | None:
    """One step through a stack: down and up read it, to the right of a row leads its children."""
    if direction is Direction.DOWN:
        if branch.stacked:
            return branch.kids[0]
        return _sibling(branch, 1) or _after_stack(branch)
    if direction is Direction.UP and in_stack:
        before = _sibling(branch, -1)
        return _card_above(branch) if before is None else _last_in_stack(before)
    if arrangement is Arrangement.LEFT_TO_RIGHT:
        if direction is Direction.RIGHT and not branch.stacked:
            return _child_ahead(branch, down=False)
        if direction is Direction.LEFT and in_stack:
            return _card_above(branch)
    return None


def _after_stack(branch: Branch) -> Branch | None:
    """What follows below the end of a nested stack."""
    above = branch.parent
    while above is not None and above.parent is not None and above.parent.stacked:
        after = _sibling(above, 1)
        if after is not None:
            return after
        above = above.parent
    return None


def _last_in_stack(branch: Branch) -> Branch:
    while branch.stacked:
        branch = branch.kids[-1]
    return branch


def _card_above(branch: Branch) -> Branch | None:
    parent = branch.parent
    return parent if parent is not None and parent.parent is not None else None


def _sibling(branch: Branch, step: int) -> Branch | None:
    parent = branch.parent
    if parent is None:
        return None
    at = parent.kids.index(branch) + step
    return parent.kids[at] if 0 <= at < len(parent.kids) else None


def _child_ahead(branch: Branch, down: bool) -> Branch | None:
    """The child whose middle lies closest to the card's own middle."""
    if down:
        middle = branch.width / 2
        return min(branch.kids, key=lambda kid: abs(kid.dx + kid.width / 2 - middle), default=None)
    middle = branch.height / 2
    return min(branch.kids, key=lambda kid: abs(kid.dy + kid.height / 2 - middle), default=None)


def _nearest(root: Branch, branch: Branch, direction: Direction) -> Branch | None:
    """The nearest card ahead that is neither above nor below this one in the tree.

    Best first over whole branches, so that far ones are never opened.
    """
    x, y = branch.corner()
    home = (x, y, x + branch.width, y + branch.height)
    order = count()
    queue: list[tuple[float, int, bool, Branch, float, float]] = []
    heappush(queue, (0.0, next(order), False, root, 0.0, 0.0))
    while queue:
        _, _, is_card, here, at, down = heappop(queue)
        if is_card:
            return here
        if here is branch:
            continue
        if here.parent is not None and not _is_above(here, branch):
            own = (at, down, at + here.width, down + here.height)
            if _is_ahead(home, own, direction):
                cost = _cost(home, own, direction)
                heappush(queue, (cost, next(order), True, here, at, down))
        for kid in here.kids:
            kx, ky = at + kid.dx, down + kid.dy
            reach = (kx + kid.x0, ky + kid.y0, kx + kid.x1, ky + kid.y1)
            if _may_be_ahead(home, reach, direction):
                cost = _cost(home, reach, direction)
                heappush(queue, (cost, next(order), False, kid, kx, ky))
    return None


def _is_above(other: Branch, branch: Branch) -> bool:
    above = branch.parent
    while above is not None and above is not other:
        above = above.parent
    return above is other


def _turned(box: _Box, direction: Direction) -> _Box:
    """The box as seen when looking along +x: start ahead, start aside, end ahead, end aside."""
    x0, y0, x1, y1 = box
    if direction is Direction.RIGHT:
        return x0, y0, x1, y1
    if direction is Direction.LEFT:
        return -x1, y0, -x0, y1
    if direction is Direction.DOWN:
        return y0, x0, y1, x1
    return -y1, x0, -y0, x1


def _is_ahead(home: _Box, box: _Box, direction: Direction) -> bool:
    """Ahead means: the middle lies beyond our far edge, and not farther aside than ahead."""
    _, low, end, high = _turned(home, direction)
    start, box_low, stop, box_high = _turned(box, direction)
    return (start + stop) / 2 > end and max(box_low - high, low - box_high) <= start - end


def _may_be_ahead(home: _Box, reach: _Box, direction: Direction) -> bool:
    return _turned(reach, direction)[2] > _turned(home, direction)[2]


def _cost(home: _Box, box: _Box, direction: Direction) -> float:
    """Distance ahead plus weighted distance aside, both between nearest edges."""
    _, low, end, high = _turned(home, direction)
    start, box_low, _, box_high = _turned(box, direction)
    return max(0.0, start - end) + _SIDEWAYS * max(0.0, box_low - high, low - box_high)
