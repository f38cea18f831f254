"""The layout keeps order, never overlaps, and following a change equals starting afresh."""

import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from benchmarks.trees import board_with
from workshop.board import Board, board_of
from workshop.drawing.branches import (
    SCREEN_DOWN,
    SCREEN_RIGHT,
    Arrangement,
    Spacing,
)
from workshop.drawing.layout import Rect, TreeLayout
from workshop.drawing.shapes import Edge
from workshop.records import Card
from workshop.vocabulary import MAY_HANG_UNDER, Kind

#: About as tight as on paper.
TIGHT = Spacing(siblings=3, levels=20, stacked=4, indent=12, trees=8)
WAYS = [
    (Arrangement.TOP_DOWN, SCREEN_DOWN),
    (Arrangement.LEFT_TO_RIGHT, SCREEN_RIGHT),
    (Arrangement.LEFT_TO_RIGHT, TIGHT),
]
#: Where making what is laid out is most of the work, it is judged in all of them instead.
EACH_WAY = pytest.mark.parametrize("way", WAYS, ids=["down", "right", "tight"])
#: Some mistakes show on one board in two hundred: drawn evenly, cards are seldom met twice.
OFTEN = settings(max_examples=300)
Way = tuple[Arrangement, Spacing]
T = TypeVar("T")


class Dice:
    """Decides by bytes that Hypothesis drew at once: each choice by itself takes it far longer."""

    def __init__(self, rolls: bytes) -> None:
        self._rolls = iter(rolls)

    def pick(self, options: Sequence[T]) -> T:
        """One of these; the first when nothing is left to decide by."""
        return options[next(self._rolls, 0) % len(options)]


@dataclass
class Garden:
    """A board that grows and changes at random, with the sizes of its cards."""

    cards: dict[str, Card] = field(default_factory=dict)
    sizes: dict[str, tuple[float, float]] = field(default_factory=dict)
    folded: set[str] = field(default_factory=set)
    ever: int = 0

    @property
    def board(self) -> Board:
        return board_of(self.cards.values(), {})

    def layout(self, way: Way) -> TreeLayout:
        layout = TreeLayout(self.sizes.__getitem__, *way)
        layout.rebuild(self.board, frozenset(self.folded))
        return layout

    def layouts(self) -> Iterator[tuple[Way, TreeLayout]]:
        """Laid out in each way; a failure tells in which."""
        for way in WAYS:
            note(f"laid out in the way {way}")
            yield way, self.layout(way)

    def add(self, dice: Dice) -> set[str]:
        parent = dice.pick([None, *(c.id for c in self.cards.values() if MAY_HANG_UNDER[c.kind])])
        kinds = tuple(Kind) if parent is None else MAY_HANG_UNDER[self.cards[parent].kind]
        self.ever += 1
        new = Card(
            id=f"{self.ever:032x}",
            kind=dice.pick(kinds),
            number=self.ever,
            parent=parent,
            rank=dice.pick(["a", "b", "c"]) + str(self.ever),
        )
        self.cards[new.id] = new
        return self.resize(dice, new.id)

    def resize(self, dice: Dice, card: str | None = None) -> set[str]:
        card = card or dice.pick(list(self.cards))
        width = 232 if self.cards[card].kind in (Kind.OUTCOME, Kind.OPPORTUNITY) else 208
        self.sizes[card] = (width, dice.pick(range(2, 10)) * 18)
        return {card}

    def branch(self, card: str) -> set[str]:
        return set(self.board.branch_of(card))

    def delete(self, dice: Dice) -> set[str]:
        gone = self.branch(dice.pick(list(self.cards)))
        for card in gone:
            del self.cards[card]
        return gone

    def move(self, dice: Dice) -> set[str]:
        card = self.cards[dice.pick(list(self.cards))]
        own = self.branch(card.id)
        homes = [
            c.id
            for c in self.cards.values()
            if c.id not in own and card.kind in MAY_HANG_UNDER[c.kind]
        ]
        parent = dice.pick([None, *homes])
        self.cards[card.id] = Card(
            id=card.id,
            kind=card.kind,
            number=card.number,
            parent=parent,
            rank=dice.pick(["a", "b", "d"]) + str(card.number),
        )
        return {card.id}

    def turn(self, dice: Dice) -> set[str]:
        """Change the kind of a card without children."""
        inner = {c.parent for c in self.cards.values()}
        card = self.cards[dice.pick(list(self.cards))]
        if card.id in inner:
            return set()
        above = self.cards[card.parent].kind if card.parent else None
        kinds = tuple(Kind) if above is None else MAY_HANG_UNDER[above]
        self.cards[card.id] = Card(
            id=card.id,
            kind=dice.pick(kinds),
            number=card.number,
            parent=card.parent,
            rank=card.rank,
        )
        return self.resize(dice, card.id)

    def fold(self, dice: Dice) -> set[str]:
        self.folded ^= {dice.pick(list(self.cards))}
        return set()

    def change(self, dice: Dice) -> set[str]:
        verbs = (
            [self.add]
            if not self.cards
            else [
                self.add,
                self.add,
                self.add,
                self.delete,
                self.move,
                self.resize,
                self.turn,
                self.fold,
            ]
        )
        return dice.pick(verbs)(dice)


@st.composite
def gardens(draw: st.DrawFn, most: int = 40) -> Garden:
    garden = Garden()
    count = draw(st.integers(1, most))
    dice = Dice(draw(st.binary(min_size=4 * count + 4, max_size=4 * count + 4)))
    for _ in range(count):
        garden.add(dice)
    for _ in range(dice.pick(range(4))):
        garden.folded.add(dice.pick(sorted(garden.cards)))
    return garden


def shown(garden: Garden) -> Iterator[str]:
    board = garden.board
    for card in board.in_tree_order():
        if garden.folded.isdisjoint(board.ancestors_of(card.id)):
            yield card.id


def boxes(layout: TreeLayout, cards: list[str]) -> dict[str, Rect]:
    return {card: (*layout.place(card), *layout.size(card)) for card in cards}


def touching(one: Rect, other: Rect) -> bool:
    x, y, width, height = one
    left, top, wide, high = other
    return x <= left + wide and left <= x + width and y <= top + high and top <= y + height


@OFTEN
@given(garden=gardens())
def test_cards_never_overlap_and_stay_inside_the_extent(garden: Garden) -> None:
    for _way, layout in garden.layouts():
        placed = list(boxes(layout, list(shown(garden))).values())
        for at, one in enumerate(placed):
            assert not any(touching(one, other) for other in placed[:at])
        x, y, width, height = layout.extent()
        assert (x, y) == (0, 0)
        assert min(b[0] for b in placed) == pytest.approx(0)
        assert min(b[1] for b in placed) == pytest.approx(0)
        assert max(b[0] + b[2] for b in placed) == pytest.approx(width)
        assert max(b[1] + b[3] for b in placed) == pytest.approx(height)


@OFTEN
@given(garden=gardens())
def test_siblings_keep_the_order_people_gave_them(garden: Garden) -> None:
    for way, layout in garden.layouts():
        down = way[0] is Arrangement.TOP_DOWN
        kinds = {card.id: card.kind for card in garden.cards.values()}
        board = garden.board
        for parent in [None, *shown(garden)]:
            children = board.children_of(parent) if parent not in garden.folded else ()
            leaves = all(kinds[c] in (Kind.SOLUTION, Kind.TEST) for c in children)
            axis = 1 if not down or (leaves and parent is not None) else 0
            for one, following in pairwise(children):
                assert layout.place(one)[axis] < layout.place(following)[axis]
                if axis == 0:
                    assert layout.place(one)[1] == pytest.approx(layout.place(following)[1])


@OFTEN
@given(garden=gardens())
def test_no_edge_runs_through_a_card(garden: Garden) -> None:
    for _way, layout in garden.layouts():
        placed = boxes(layout, list(shown(garden)))
        for edge in layout.edges_in(layout.extent()):
            assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(edge.points))
            for start, end in pairwise(edge.points):
                stroke = (
                    min(start[0], end[0]) + 0.5,
                    min(start[1], end[1]) + 0.5,
                    abs(start[0] - end[0]) - 1,
                    abs(start[1] - end[1]) - 1,
                )
                if max(stroke[2:]) > 0:
                    assert not [card for card, box in placed.items() if _crosses(stroke, box)]


def _crosses(stroke: Rect, box: Rect) -> bool:
    x, y, width, height = stroke
    middle = (x - 0.5, y, 0, height) if width < 0 else (x, y - 0.5, width, 0)
    return touching(middle, box)


@OFTEN
@given(garden=gardens())
def test_edges_lead_from_each_parent_to_each_shown_child(garden: Garden) -> None:
    for _way, layout in garden.layouts():
        cards = list(shown(garden))
        placed = boxes(layout, cards)
        edges = list(layout.edges_in(layout.extent()))
        parents = {card: garden.cards[card].parent for card in cards}
        assert {(e.parent, e.child) for e in edges} == {(p, c) for c, p in parents.items() if p}
        assert len(edges) == len({e.child for e in edges})
        for edge in edges:
            assert touching((*edge.points[0], 0, 0), placed[edge.parent])
            assert touching((*edge.points[-1], 0, 0), placed[edge.child])


@EACH_WAY
@OFTEN
@given(garden=gardens(most=15), rolls=st.binary(min_size=72, max_size=216))
def test_following_changes_equals_starting_afresh(way: Way, garden: Garden, rolls: bytes) -> None:
    layout, dice = garden.layout(way), Dice(rolls)
    for _ in range(dice.pick(range(1, 13))):
        touched: set[str] = set()
        for _ in range(dice.pick(range(1, 4))):
            touched |= garden.change(dice)
        layout.update(garden.board, touched, frozenset(garden.folded))
        afresh = garden.layout(way)
        cards = list(shown(garden))
        assert {card for card in garden.cards if layout.shows(card)} == set(cards)
        for card in cards:
            assert layout.place(card) == pytest.approx(afresh.place(card), abs=1e-6)
            assert layout.size(card) == afresh.size(card)
            assert layout.subtree_extent(card) == pytest.approx(
                afresh.subtree_extent(card), abs=1e-6
            )
            assert layout.hidden(card) == afresh.hidden(card)
        assert layout.extent() == pytest.approx(afresh.extent(), abs=1e-6)
        # A window none of whose sides lies on a card's.
        _, _, width, height = afresh.extent()
        across, down = (dice.pick(range(10)) / 10 for _ in range(2))
        rect = (width * across + 0.123, height * down + 0.123, width * 0.1, height * 0.1)
        assert _seen(layout, rect) == _seen(afresh, rect)


@EACH_WAY
def test_a_window_shows_what_is_there_after_one_of_many_trees_grew(way: Way) -> None:
    garden = Garden()
    for number in range(60):
        card = Card(id=f"{number:032x}", kind=Kind.OUTCOME, number=number + 1, rank=f"a{number:02}")
        garden.cards[card.id], garden.sizes[card.id] = card, (232, 36)
    layout = garden.layout(way)
    first, *_, last = garden.cards
    assert _seen(layout, (*layout.place(last), 1, 1)) == ({last}, set())
    garden.sizes[first] = (1_000, 1_000)
    layout.update(garden.board, {first}, frozenset())
    assert _seen(layout, (*layout.place(last), 1, 1)) == ({last}, set())


def _seen(layout: TreeLayout, rect: Rect) -> tuple[set[str], set[tuple[str, str]]]:
    """The cards and the edges that a window has to draw."""
    cards = {card for card, _, _ in layout.visible(rect)}
    return cards, {(edge.parent, edge.child) for edge in layout.edges_in(rect)}


@OFTEN
@given(
    garden=gardens(),
    rect=st.tuples(
        st.integers(-300, 2500), st.integers(-300, 1500), st.integers(0, 900), st.integers(0, 700)
    ),
)
def test_what_is_visible_is_what_touches_the_window(garden: Garden, rect: Rect) -> None:
    for _way, layout in garden.layouts():
        placed = boxes(layout, list(shown(garden)))
        seen = list(layout.visible(rect))
        assert {card for card, _, _ in seen} == {c for c, b in placed.items() if touching(b, rect)}
        assert len(seen) == len({card for card, _, _ in seen})
        for card, x, y in seen:
            assert (x, y) == pytest.approx(placed[card][:2])
        order = [card for card, _, _ in seen]
        for at, card in enumerate(order):
            assert garden.cards[card].parent not in order[at:]


@OFTEN
@given(
    garden=gardens(),
    rect=st.tuples(
        st.integers(-300, 2500), st.integers(-300, 1500), st.integers(0, 900), st.integers(0, 700)
    ),
)
def test_edges_of_a_window_draw_all_it_shows(garden: Garden, rect: Rect) -> None:
    for _way, layout in garden.layouts():
        some = list(layout.edges_in(rect))
        for edge in layout.edges_in(layout.extent()):
            for x, y in _dots(edge):
                if touching((x, y, 0, 0), rect):
                    assert any(_covers(other, x, y) for other in some)


def _dots(edge: Edge) -> Iterator[tuple[float, float]]:
    for (x0, y0), (x1, y1) in pairwise(edge.points):
        for part in range(5):
            yield x0 + (x1 - x0) * part / 4, y0 + (y1 - y0) * part / 4


def _covers(edge: Edge, x: float, y: float) -> bool:
    return any(
        min(a[0], b[0]) - 0.01 <= x <= max(a[0], b[0]) + 0.01
        and min(a[1], b[1]) - 0.01 <= y <= max(a[1], b[1]) + 0.01
        for a, b in pairwise(edge.points)
    )


@OFTEN
@given(garden=gardens())
def test_every_card_is_found_under_its_middle(garden: Garden) -> None:
    for _way, layout in garden.layouts():
        for card, (x, y, width, height) in boxes(layout, list(shown(garden))).items():
            assert layout.card_at(x + width / 2, y + height / 2) == card
            assert layout.card_at(x - 1, y + height / 2) is None


def sized(board: Board) -> dict[str, tuple[float, float]]:
    return {
        card: (200.0, 36.0 + len(record.text) // 30 * 18) for card, record in board.cards.items()
    }


@EACH_WAY
def test_a_full_layout_merges_each_card_once(way: Way) -> None:
    board = board_with(300)
    layout = TreeLayout(sized(board).__getitem__, *way)
    layout.rebuild(board)
    assert layout.merges == 300


@EACH_WAY
def test_adding_a_card_merges_it_and_its_ancestors_only(way: Way) -> None:
    board = board_with(300)
    parent = max(board.cards, key=lambda c: len(list(board.ancestors_of(c))))
    while board.cards[parent].kind is Kind.TEST:
        parent = board.cards[parent].parent or ""
    ancestors = len(list(board.ancestors_of(parent)))
    assert ancestors > 2
    kind = MAY_HANG_UNDER[board.cards[parent].kind][-1]
    new = Card(id="f" * 32, kind=kind, number=999, parent=parent, rank="z")
    layout = TreeLayout(lambda _: (200.0, 54.0), *way)
    layout.rebuild(board)
    layout.merges = 0
    layout.update(board_of([*board.cards.values(), new], {}), {new.id})
    assert layout.merges == ancestors + 2


@EACH_WAY
def test_a_change_that_moves_nothing_merges_nothing(way: Way) -> None:
    board = board_with(100)
    layout = TreeLayout(sized(board).__getitem__, *way)
    layout.rebuild(board)
    layout.merges = 0
    layout.update(board, {next(iter(board.cards)), "not a card"})
    assert layout.merges == 0


def chain(length: int) -> Board:
    cards = [
        Card(
            id=f"{at:032x}",
            kind=Kind.OPPORTUNITY,
            number=at + 1,
            parent=f"{at - 1:032x}" if at else None,
            rank="a",
        )
        for at in range(length)
    ]
    return board_of(cards, {})


@EACH_WAY
def test_a_very_deep_tree_is_fine(way: Way) -> None:
    deep = TreeLayout(lambda _: (200.0, 54.0), *way)
    deep.rebuild(chain(1200))
    assert len(list(deep.visible(deep.extent()))) == 1200


@EACH_WAY
@pytest.mark.parametrize("under", ["a card", "the top level"])
def test_a_window_on_very_many_siblings_shows_its_own(way: Way, under: str) -> None:
    (root,) = chain(1).cards.values()
    parent = root.id if under == "a card" else None
    crowd = [
        Card(id=f"{at:032x}", kind=Kind.OPPORTUNITY, number=at, parent=parent, rank=f"{at:05}")
        for at in range(1, 3001)
    ]
    grandchild = Card(id="a" * 32, kind=Kind.SOLUTION, number=1, parent=crowd[999].id, rank="a")
    board = board_of([root, *crowd, grandchild], {})
    layout = TreeLayout(lambda card: (200.0, 40.0 + int(card[-1], 16)), *way)
    layout.rebuild(board)
    list(layout.visible(layout.extent()))
    gone = crowd[:500]
    layout.update(board_of([root, *crowd[500:], grandchild], {}), {card.id for card in gone})
    everything = list(layout.visible(layout.extent()))
    assert len(everything) == 2502
    x, y = layout.place(grandchild.id)
    window = (x - 500, y - 500, 1000, 1000)
    assert list(layout.visible(window)) == [
        (card, at, down)
        for card, at, down in everything
        if touching((at, down, *layout.size(card)), window)
    ]
    edges = list(layout.edges_in(window))
    assert grandchild.id in {edge.child for edge in edges}
    assert len(edges) < 40


@EACH_WAY
def test_folding_hides_and_counts_everything_below(way: Way) -> None:
    board = board_with(60)
    (top,) = board.children_of(None)
    layout = TreeLayout(sized(board).__getitem__, *way)
    layout.rebuild(board)
    layout.update(board, (), frozenset({top}))
    assert [card for card, _, _ in layout.visible(layout.extent())] == [top]
    assert layout.hidden(top) == 59
    assert layout.extent()[2:] == layout.size(top)
    layout.update(board, ())
    assert layout.hidden(top) == 0
    assert len(list(layout.visible(layout.extent()))) == 60
    with pytest.raises(KeyError):
        layout.place("nowhere")


def test_an_empty_board_has_no_extent() -> None:
    layout = TreeLayout(lambda _: (1.0, 1.0), *WAYS[0])
    layout.rebuild(Board())
    assert layout.extent() == (0, 0, 0, 0)
    assert list(layout.visible((0, 0, 100, 100))) == []
    assert layout.card_at(0, 0) is None


@pytest.mark.parametrize("is_on", [True, False])
def test_garbage_is_looked_for_after_a_layout_as_before(is_on: bool) -> None:
    seen: list[bool] = []

    def size_of(_card: str) -> tuple[float, float]:
        seen.append(gc.isenabled())
        if len(seen) == 3:
            raise KeyError
        return 100.0, 40.0

    was_on = gc.isenabled()
    try:
        (gc.enable if is_on else gc.disable)()
        layout = TreeLayout(size_of, Arrangement.TOP_DOWN, SCREEN_DOWN)
        with pytest.raises(KeyError):
            layout.rebuild(board_with(9))
        assert (seen, gc.isenabled()) == ([False] * 3, is_on)
        layout.rebuild(board_with(9))
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if was_on else gc.disable)()
