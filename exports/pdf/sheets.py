"""Which cards go on which sheet, so that everything printed stays readable.

A forest that fits stays whole. Otherwise branches are packed onto sheets in their own order; one
too large for a sheet shows its upper levels, and what hangs below goes on on a later sheet, where
its head stands again. Draws nothing. Lengths are in points.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from msgspec.structs import replace

from exports.pdf.drafting import Drafter, beside
from workshop.board import Board
from workshop.drawing.bows import with_bows
from workshop.drawing.shapes import Drawing

#: Space between drawings that share a sheet.
_BESIDE: Final = 36.0


@dataclass(frozen=True, slots=True)
class Room:
    """What a sheet offers: its size, the smallest scale that stays readable, how much a card that
    goes on elsewhere needs beside it at full scale, and the largest scale."""

    width: float
    height: float
    smallest: float
    note: float = 0.0
    largest: float = 1.0

    def scale(self, width: float, height: float) -> float:
        """The largest scale at which a drawing of this size fits."""
        return min(self.largest, self.width / max(width, 1), self.height / max(height, 1))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawing at its scale. `heads` are the cards whose branches start here, `ongoing` those
    whose branches go on elsewhere."""

    drawing: Drawing
    scale: float
    heads: tuple[str, ...]
    ongoing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """Cards that stay together below their heads."""

    heads: tuple[str, ...]
    cards: tuple[str, ...]
    ongoing: tuple[str, ...] = ()

    def __add__(self, other: "_Part") -> "_Part":
        return _Part(
            self.heads + other.heads, self.cards + other.cards, self.ongoing + other.ongoing
        )


def sheets_of(board: Board, drafter: Drafter, room: Room, most: int | None = None) -> list[Sheet]:
    """The whole tree on as few sheets as its order allows; empty when there are no cards.

    Only the first `most` sheets are planned, for callers who ask no more than whether few suffice.
    """
    planner = _Planner(board, drafter, room)
    whole = _Part(board.children_of(None), tuple(card.id for card in board.in_tree_order()))
    if not whole.cards:
        return []
    if planner.fits(whole):
        return [planner.sheet([whole])]
    return list(islice(planner.sheets(whole.heads), most))


class _Planner:
    def __init__(self, board: Board, drafter: Drafter, room: Room) -> None:
        self._board, self._drafter, self._room = board, drafter, room
        self._most_area = room.width * room.height / room.smallest**2
        self._sizes: dict[_Part, tuple[float, float]] = {}

    def sheets(self, heads: tuple[str, ...]) -> Iterator[Sheet]:
        """Sheets for these branches, then for what did not fit on them."""
        for group in self._side_by_side(self._columns(heads)):
            yield self.sheet(group)

    def fits(self, part: _Part) -> bool:
        """Whether these cards are readable on one sheet."""
        area = 0.0
        for card in part.cards:
            area += self._drafter.area(card)
            if area > self._most_area:
                return False
        return self._readable([part])

    def sheet(self, parts: list[_Part]) -> Sheet:
        """The sheet with these parts beside each other."""
        drawing = with_bows(self._drawing(parts), self._board)
        scale = self._room.scale(drawing.width, drawing.height)
        heads = tuple(card for part in parts for card in part.heads)
        ongoing = tuple(card for part in parts for card in self._ongoing(part))
        return Sheet(drawing, scale, heads, ongoing)

    def _columns(self, heads: Iterable[str]) -> Iterator[_Part]:
        """Branches below each other, as many as fit; what goes on comes after all before it."""
        column: _Part | None = None
        waiting = deque(heads)
        while waiting:
            for part in self._parts(waiting.popleft()):
                waiting.extend(part.ongoing)
                if column and self.fits(column + part):
                    column += part
                    continue
                if column:
                    yield column
                column = part
        if column:
            yield column

    def _side_by_side(self, columns: Iterable[_Part]) -> Iterator[list[_Part]]:
        group: list[_Part] = []
        for column in columns:
            if group and not self._readable([*group, column]):
                yield group
                group = []
            group.append(column)
        yield group

    def _parts(self, head: str) -> Iterator[_Part]:
        """A branch whole, or as many of its upper levels as fit, or its children in portions."""
        whole = _Part((head,), tuple(self._board.branch_of(head)))
        if self.fits(whole):
            yield whole
            return
        upper = self._upper(head, 2)
        if not self.fits(upper):
            yield from self._portions(head)
            return
        levels = 3
        while self.fits(deeper := self._upper(head, levels)):
            upper, levels = deeper, levels + 1
        yield upper

    def _upper(self, head: str, levels: int) -> _Part:
        cards: list[str] = []
        row = [head]
        for _ in range(levels):
            cards += row
            row = [kid for card in row for kid in self._board.children_of(card)]
        last = dict.fromkeys(self._board.cards[card].parent for card in row)
        return _Part((head,), tuple(cards), tuple(card for card in last if card))

    def _portions(self, head: str) -> Iterator[_Part]:
        portion = start = _Part((head,), (head,))
        for kid in self._board.children_of(head):
            more = _Part((), (kid,), (kid,) if self._board.children_of(kid) else ())
            if portion is not start and not self.fits(portion + more):
                yield portion
                portion = start
            portion += more
        yield portion

    def _ongoing(self, part: _Part) -> tuple[str, ...]:
        """Cards that still have children elsewhere."""
        cards = set(part.cards)
        return tuple(
            card for card in part.ongoing if not cards.issuperset(self._board.children_of(card))
        )

    def _readable(self, parts: list[_Part]) -> bool:
        sizes = [self._size(part) for part in parts]
        width = sum(width for width, _ in sizes) + _BESIDE * (len(sizes) - 1)
        return self._room.scale(width, max(height for _, height in sizes)) >= self._room.smallest

    def _size(self, part: _Part) -> tuple[float, float]:
        """Width and height with its notes; asked for again with every neighbour that is tried."""
        if part not in self._sizes:
            width, height = self._drafter.size(part.cards)
            note = self._room.note if self._ongoing(part) else 0.0
            self._sizes[part] = width + note, height
        return self._sizes[part]

    def _drawing(self, parts: list[_Part]) -> Drawing:
        drawings = [
            replace(self._drafter.drawing(part.cards), width=self._size(part)[0]) for part in parts
        ]
        return beside(drawings, _BESIDE) if len(drawings) > 1 else drawings[0]
