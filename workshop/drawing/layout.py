"""Where every card stands: the tree layout, kept up to date change by change.

Owns the visible branches of one board and answers what lies where. It never reorders what people
ordered, never lets cards overlap, and after a change merges only the changed cards and their
ancestors. It takes card sizes from outside and paints nothing; travelling by arrow keys and
dropping are in `travel` and `dropping`. All lengths are in points, x to the right, y down.
"""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from workshop.board import Board
from workshop.drawing.branches import Arrangement, Branch, Spacing, grower
from workshop.drawing.dropping import DropTarget, drop_target
from workshop.drawing.lines import Window, Wiring
from workshop.drawing.shapes import Edge
from workshop.drawing.travel import Direction, neighbour

#: x, y, width, height.
Rect = tuple[float, float, float, float]
SizeOf = Callable[[str], tuple[float, float]]


class TreeLayout:
    """The places of all visible cards of a board; whole trees stand one after the other.

    `size_of` gives a card's width and height and must not change until the card is touched.
    `merges` counts the branches merged so far: the work done.
    """

    def __init__(self, size_of: SizeOf, arrangement: Arrangement, spacing: Spacing) -> None:
        self.arrangement = arrangement
        self.spacing = spacing
        self.merges = 0
        self._size_of = size_of
        self._grower = grower(arrangement, spacing)
        self._wiring = Wiring(arrangement, spacing)
        self._board = Board()
        self._folded: frozenset[str] = frozenset()
        self._root = self._ground()
        self._branches: dict[str, Branch] = {}
        self._hidden: dict[str, int] = {}

    # Keeping up with the board

    def rebuild(self, board: Board, folded: frozenset[str] = frozenset()) -> None:
        """Lay out the whole board; cards in `folded` hide everything below them."""
        self._board, self._folded = board, folded
        self._root = self._ground()
        self._branches = {}
        self._hidden = {}
        with _uncollected():
            grown = self._grow(self._root, board.children_of(None))
            merge = self._grower.merge
            for branch in reversed(grown):
                if branch.kids:
                    merge(branch)
        self.merges += len(grown)
        self._grower.merge_trees(self._root)

    def update(
        self, board: Board, touched: Iterable[str], folded: frozenset[str] = frozenset()
    ) -> bool:
        """Follow a change of the board or of what is folded; False when all stands as before.

        `touched` names every card that was added, deleted, moved, resized or changed its kind;
        rows that are not cards are ignored. The result is the same as after `rebuild`.
        """
        suspects = self._suspects(board, touched, folded)
        self._forget_hidden(board, suspects)
        self._board, self._folded = board, folded
        changed: list[Branch] = []
        loose: list[Branch] = []
        for card in suspects:
            branch = self._root if card is None else self._branches.get(card)
            if branch is not None and (card is None or card in board.cards):
                self._refresh(branch, card, changed, loose)
        for branch in loose:
            if branch.parent is None:
                self._drop(branch)
        self._merge_up(changed)
        return bool(changed)

    def _suspects(
        self, board: Board, touched: Iterable[str], folded: frozenset[str]
    ) -> dict[str | None, None]:
        """Cards that may look different now: the touched ones, their old and their new parents."""
        suspects: dict[str | None, None] = dict.fromkeys(folded ^ self._folded)
        for card in touched:
            for known in (self._board.cards.get(card), board.cards.get(card)):
                if known is not None:
                    suspects[card] = None
                    suspects[known.parent] = None
        return suspects

    def _forget_hidden(self, board: Board, suspects: Iterable[str | None]) -> None:
        if not self._hidden:
            return
        seen: set[str] = set()
        for source in (self._board, board):
            for card in suspects:
                above = card
                while above is not None and above in source.cards:
                    if (known := above) in seen:
                        break
                    seen.add(known)
                    self._hidden.pop(known, None)
                    above = source.cards[known].parent
            seen.clear()

    def _shown_below(self, card: str | None) -> tuple[str, ...]:
        return () if card in self._folded else self._board.children_of(card)

    def _ground(self) -> Branch:
        """What whole trees stand on."""
        return Branch("", None, 0.0, 0.0, 0.0, 0.0, self._grower.leaves[0.0, 0.0])

    def _grow(self, parent: Branch, ids: Iterable[str]) -> list[Branch]:
        """Hang these cards under a branch, with all they show; returns the new ones, top first.

        A branch that stands elsewhere is taken over as it is.
        """
        branches, cards, children = self._branches, self._board.cards, self._board.children
        size_of, leaves, folded = self._size_of, self._grower.leaves, self._folded
        grown: list[Branch] = []
        waiting: list[tuple[Branch, Iterable[str]]] = [(parent, ids)]
        for above, below in waiting:
            kids: list[Branch] = []
            above.kids = kids
            for card in below:
                kid = branches.get(card)
                if kid is None:
                    size = width, height = size_of(card)
                    kind, outline = cards[card].kind, leaves[size]
                    kid = Branch(card, kind, width, height, width, height, outline, above)
                    branches[card] = kid
                    grown.append(kid)
                    shown = children.get(card)
                    if shown is not None and card not in folded:
                        waiting.append((kid, shown))
                else:
                    kid.parent = above
                kids.append(kid)
        return grown

    def _refresh(
        self, branch: Branch, card: str | None, changed: list[Branch], loose: list[Branch]
    ) -> None:
        """Bring one branch's size, kind and children up to date."""
        before = branch.kids
        ids = self._shown_below(card)
        if len(ids) != len(before) or any(k.card != i for k, i in zip(before, ids, strict=True)):
            changed.extend(self._grow(branch, ids))
            staying = set(ids)
            for kid in before:
                if kid.parent is branch and kid.card not in staying:
                    kid.parent = None
                    loose.append(kid)
            changed.append(branch)
        if card is None:
            return
        size, kind = self._size_of(card), self._board.cards[card].kind
        if (branch.width, branch.height) != size or branch.kind is not kind:
            branch.width, branch.height = size
            branch.kind = kind
            changed.append(branch)

    def _drop(self, branch: Branch) -> None:
        gone = [branch]
        while gone:
            one = gone.pop()
            if self._branches.get(one.card) is one:
                del self._branches[one.card]
            gone.extend(kid for kid in one.kids if kid.parent is one)

    def _merge_up(self, changed: Iterable[Branch]) -> None:
        """Merge the changed branches and their ancestors, deepest first."""
        depth = {self._root: 0}
        for branch in changed:
            if branch is not self._root and self._branches.get(branch.card) is not branch:
                continue
            path: list[Branch] = []
            above: Branch | None = branch
            while above is not None and above not in depth:
                path.append(above)
                above = above.parent
            below = depth[above] if above is not None else 0
            for one in reversed(path):
                below += 1
                depth[one] = below
        for branch in sorted(depth, key=depth.__getitem__, reverse=True):
            if branch is not self._root:
                self._grower.merge(branch)
                self.merges += 1
        self._grower.merge_trees(self._root)

    # What stands where

    def shows(self, card: str) -> bool:
        """True when the card is on the drawing: it exists and nothing above it is folded."""
        return card in self._branches

    def place(self, card: str) -> tuple[float, float]:
        """Top left corner of a shown card.

        Raises:
            KeyError: the card is not shown.
        """
        return self._branches[card].corner()

    def size(self, card: str) -> tuple[float, float]:
        """Width and height of a shown card.

        Raises:
            KeyError: the card is not shown.
        """
        branch = self._branches[card]
        return branch.width, branch.height

    def extent(self) -> Rect:
        """The rectangle that holds everything."""
        root = self._root
        return root.x0, root.y0, root.x1 - root.x0, root.y1 - root.y0

    def subtree_extent(self, card: str) -> Rect:
        """The rectangle that holds a shown card and everything shown below it.

        Raises:
            KeyError: the card is not shown.
        """
        branch = self._branches[card]
        x, y = branch.corner()
        return x + branch.x0, y + branch.y0, branch.x1 - branch.x0, branch.y1 - branch.y0

    def hidden(self, card: str) -> int:
        """How many cards are folded away below this one."""
        if card not in self._folded:
            return 0
        count = self._hidden.get(card)
        if count is None:
            count = sum(1 for _ in self._board.branch_of(card)) - 1
            self._hidden[card] = count
        return count

    def visible(self, rect: Rect) -> Iterator[tuple[str, float, float]]:
        """Cards that touch a rectangle with their corners, parents before children."""
        left, top, right, bottom = window = _window(rect)
        for branch, x, y in self._descend(window):
            if (
                x <= right
                and y <= bottom
                and x + branch.width >= left
                and y + branch.height >= top
                and branch.parent is not None
            ):
                yield branch.card, x, y

    def blocks(self, rect: Rect, smallest: float) -> Iterator[tuple[str, Rect]]:
        """What touches a rectangle, seen from far away: cards with their rectangles, and instead of
        a branch that is smaller than `smallest` both ways, its top card with the branch's."""
        left, top, right, bottom = _window(rect)
        waiting = [(self._root, 0.0, 0.0)]
        while waiting:
            branch, x, y = waiting.pop()
            wide, tall = branch.x1 - branch.x0, branch.y1 - branch.y0
            if wide < smallest and tall < smallest and branch.parent is not None:
                yield branch.card, (x + branch.x0, y + branch.y0, wide, tall)
                continue
            if branch.parent is not None:
                yield branch.card, (x, y, branch.width, branch.height)
            for kid in branch.kids:
                at, down = x + kid.dx, y + kid.dy
                beside = at + kid.x0 > right or at + kid.x1 < left
                if not beside and down + kid.y0 <= bottom and down + kid.y1 >= top:
                    waiting.append((kid, at, down))

    def edges_in(self, rect: Rect) -> Iterator[Edge]:
        """Edges that touch a rectangle, judged by their bounding boxes."""
        window = _window(rect)
        for branch, x, y in self._descend(window):
            if branch.kids and branch.parent is not None:
                yield from self._wiring.edges(branch, x, y, window)

    def _descend(self, window: Window) -> Iterator[tuple[Branch, float, float]]:
        """Branches whose extent touches the window, from the root down."""
        left, top, right, bottom = window
        down_rows = self.arrangement is Arrangement.TOP_DOWN
        waiting = [(self._root, 0.0, 0.0)]
        while waiting:
            here = waiting.pop()
            yield here
            branch, x, y = here
            if down_rows and not branch.stacked:
                kids = branch.kids_within(left - x, right - x, sideways=True)
            else:
                kids = branch.kids_within(top - y, bottom - y, sideways=False)
            for kid in reversed(kids):
                at, down = x + kid.dx, y + kid.dy
                if (
                    at + kid.x0 <= right
                    and at + kid.x1 >= left
                    and down + kid.y0 <= bottom
                    and down + kid.y1 >= top
                ):
                    waiting.append((kid, at, down))

    def card_at(self, x: float, y: float) -> str | None:
        """The card under a point."""
        return next((card for card, _, _ in self.visible((x, y, 0.0, 0.0))), None)

    def neighbour(self, card: str, direction: Direction) -> str | None:
        """The card an arrow key leads to from a shown card; see `travel`.

        Raises:
            KeyError: the card is not shown.
        """
        found = neighbour(self._root, self._branches[card], direction, self.arrangement)
        return None if found is None else found.card

    def drop_target(self, x: float, y: float, moving: frozenset[str]) -> DropTarget | None:
        """Where cards in `moving` would land when dropped at a point; see `dropping`."""
        return drop_target(self._root, (x, y), moving, self.arrangement)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Meanwhile thousands of branches are made and none is garbage: looking for some among them
    takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _window(rect: Rect) -> Window:
    x, y, width, height = rect
    return x, y, x + width, y + height
