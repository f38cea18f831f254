"""How long wrapping and layout take for 1,000 and 10,000 cards: for all of them, and for one edit.

Run `python -m benchmarks.layout`; medians in milliseconds. Every character is six points wide, so
what is measured is our own work and no font's. `type one` measures a card's longer text, `move`
lays the tree out after it.
"""

import random
import statistics
import time
from collections.abc import Callable

from msgspec.structs import replace

from benchmarks.trees import board_with
from workshop.board import Board, board_of
from workshop.drawing.branches import SCREEN_DOWN, SCREEN_RIGHT, Arrangement
from workshop.drawing.faces import SCREEN, FaceMaker
from workshop.drawing.layout import TreeLayout
from workshop.drawing.shapes import TextStyle
from workshop.records import Card
from workshop.vocabulary import MAY_HANG_UNDER


class _SixPoints:
    def advance(self, text: str, style: TextStyle) -> float:
        return 6.0 * len(text)


def _median(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def _with_one_more(board: Board, chance: random.Random) -> tuple[Board, str]:
    above = chance.choice([c for c in board.cards.values() if MAY_HANG_UNDER[c.kind]])
    kind = MAY_HANG_UNDER[above.kind][-1]
    new = Card(id="f" * 32, kind=kind, number=99_999, parent=above.id, rank="zz")
    return board_of([*board.cards.values(), new], {}), new.id


def _measure(cards: int, arrangement: Arrangement) -> None:
    board = board_with(cards)
    chance = random.Random(1)
    wrap = _median(lambda: _all_sizes(board), 5)
    sizes = _all_sizes(board)
    sizes["f" * 32] = (208.0, 60.0)
    spacing = SCREEN_DOWN if arrangement is Arrangement.TOP_DOWN else SCREEN_RIGHT
    layout = TreeLayout(sizes.__getitem__, arrangement, spacing)
    full = _median(lambda: layout.rebuild(board), 15)
    one: list[float] = []
    for _ in range(20):
        more, new = _with_one_more(board, chance)
        start = time.perf_counter()
        layout.update(more, {new})
        one.append((time.perf_counter() - start) * 1000)
        layout.update(board, {new})
    faces = FaceMaker(_SixPoints(), SCREEN, str.title)
    wrapped: list[float] = []
    moved: list[float] = []
    for record in chance.sample(list(board.cards.values()), 50):
        longer = replace(record, text=f"{record.text} and what comes of it for all of them")
        start = time.perf_counter()
        sizes[record.id] = faces.size(longer, typed=True)
        wrapped.append((time.perf_counter() - start) * 1000)
        start = time.perf_counter()
        layout.update(board, {record.id})
        moved.append((time.perf_counter() - start) * 1000)
    seen: list[float] = []
    for card in chance.sample(list(board.cards), 50):
        x, y = layout.place(card)
        window = (x - 1600, y - 900, 3200, 1800)
        start = time.perf_counter()
        list(layout.visible(window))
        list(layout.edges_in(window))
        seen.append((time.perf_counter() - start) * 1000)
    print(
        f"{cards:>6} {arrangement.value:>13}  wrap all {wrap:6.1f}  full layout {full:6.1f}  "
        f"add one {statistics.median(one):.3f} (worst {max(one):.3f})  "
        f"type one {statistics.median(wrapped):.3f}, move {statistics.median(moved):.3f}  "
        f"window {statistics.median(seen):.3f} (worst {max(seen):.3f})"
    )


def _all_sizes(board: Board) -> dict[str, tuple[float, float]]:
    faces = FaceMaker(_SixPoints(), SCREEN, str.title)
    return {card: faces.size(record) for card, record in board.cards.items()}


if __name__ == "__main__":
    for cards in (1_000, 10_000):
        for arrangement in Arrangement:
            _measure(cards, arrangement)
