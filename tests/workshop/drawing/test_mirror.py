"""A mirrored layout is the plain one seen in a mirror, whatever is asked of it."""

import pytest

from benchmarks.trees import board_with
from workshop.drawing.bows import curve_between
from workshop.drawing.branches import SCREEN_DOWN, SCREEN_RIGHT, Arrangement, Spacing
from workshop.drawing.layout import TreeLayout
from workshop.drawing.mirror import MirroredLayout, flipped, mirrored_curve
from workshop.drawing.travel import Direction

WAYS = [(Arrangement.TOP_DOWN, SCREEN_DOWN), (Arrangement.LEFT_TO_RIGHT, SCREEN_RIGHT)]
BOTH = pytest.mark.parametrize("way", WAYS, ids=["down", "aside"])
Way = tuple[Arrangement, Spacing]

BOARD = board_with(60)
SIZES = {card: (180.0 + at % 3 * 20, 40.0 + at % 5 * 9) for at, card in enumerate(BOARD.cards)}
WINDOW = (-900.0, 60.0, 700.0, 400.0)


def grown(way: Way) -> tuple[TreeLayout, MirroredLayout]:
    plain = TreeLayout(SIZES.__getitem__, *way)
    mirrored = MirroredLayout(SIZES.__getitem__, *way)
    plain.rebuild(BOARD)
    mirrored.rebuild(BOARD)
    return plain, mirrored


@BOTH
def test_every_card_stands_on_the_other_side(way: Way) -> None:
    plain, mirrored = grown(way)
    for card in BOARD.cards:
        x, y = plain.place(card)
        assert mirrored.place(card) == (-x - SIZES[card][0], y)
        assert mirrored.subtree_extent(card) == flipped(plain.subtree_extent(card))
    assert mirrored.extent() == flipped(plain.extent())


@BOTH
def test_a_window_shows_what_the_mirrored_window_shows(way: Way) -> None:
    plain, mirrored = grown(way)
    seen = {card: (x, y) for card, x, y in mirrored.visible(WINDOW)}
    assert seen
    assert seen.keys() == {card for card, _, _ in plain.visible(flipped(WINDOW))}
    assert all(mirrored.place(card) == at for card, at in seen.items())
    edges = {(edge.parent, edge.child): edge.points for edge in mirrored.edges_in(WINDOW)}
    assert edges
    for edge in plain.edges_in(flipped(WINDOW)):
        assert edges.pop((edge.parent, edge.child)) == tuple((-x, y) for x, y in edge.points)
    assert not edges
    blocks = [(card, flipped(rect)) for card, rect in plain.blocks(flipped(WINDOW), 300.0)]
    assert list(mirrored.blocks(WINDOW, 300.0)) == blocks


@BOTH
def test_a_point_hits_the_card_people_see_there(way: Way) -> None:
    _, mirrored = grown(way)
    for card in BOARD.cards:
        x, y = mirrored.place(card)
        assert mirrored.card_at(x + 1, y + 1) == card


@BOTH
def test_arrow_keys_lead_where_they_point(way: Way) -> None:
    plain, mirrored = grown(way)
    for card in BOARD.cards:
        left = mirrored.neighbour(card, Direction.LEFT)
        assert left == plain.neighbour(card, Direction.RIGHT)
        assert mirrored.neighbour(card, Direction.RIGHT) == plain.neighbour(card, Direction.LEFT)
        assert mirrored.neighbour(card, Direction.DOWN) == plain.neighbour(card, Direction.DOWN)


@BOTH
def test_a_drop_lands_where_the_mark_is(way: Way) -> None:
    plain, mirrored = grown(way)
    first, second = list(BOARD.cards)[1:3]
    x, y = mirrored.place(second)
    width, height = SIZES[second]
    for across in (0.1, 0.5, 0.9):
        point = (x + width * across, y + height * across)
        found = mirrored.drop_target(*point, frozenset({first}))
        other = plain.drop_target(-point[0], point[1], frozenset({first}))
        assert found is not None
        assert other is not None
        assert (found.parent, found.after, found.onto) == (other.parent, other.after, other.onto)
        assert x - 20 <= found.start[0] <= found.end[0] <= x + width + 20


def test_a_bow_swings_out_where_no_trunk_runs() -> None:
    above, below = (0.0, 0.0, 200.0, 40.0), (20.0, 100.0, 200.0, 40.0)
    plain = curve_between(flipped(above), flipped(below))
    assert mirrored_curve(above, below) == tuple((-x, y) for x, y in plain)
