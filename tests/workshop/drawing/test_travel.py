"""Arrow keys lead where the eye expects, in both arrangements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.trees import board_with
from workshop.board import Board, board_of
from workshop.drawing.branches import SCREEN_DOWN, SCREEN_RIGHT, Arrangement
from workshop.drawing.layout import TreeLayout
from workshop.drawing.travel import Direction
from workshop.records import Card
from workshop.vocabulary import LETTER, Kind

KIND = {letter: kind for kind, letter in LETTER.items()}

#: An outcome with two opportunities: the first with a stack of solutions, the second with two
#: more opportunities; and a second tree.
TREE = {
    "G1": None,
    "O1": "G1",
    "S1": "O1",
    "T1": "S1",
    "T2": "S1",
    "S2": "O1",
    "O2": "G1",
    "O3": "O2",
    "O4": "O2",
    "O5": "O2",
    "G2": None,
}


def board() -> Board:
    return board_of(
        [
            Card(
                id=ref,
                kind=KIND[ref[0]],
                number=int(ref[1:]),
                parent=parent,
                rank=f"{at:03}",
            )
            for at, (ref, parent) in enumerate(TREE.items())
        ],
        {},
    )


def layout(arrangement: Arrangement) -> TreeLayout:
    spacing = SCREEN_DOWN if arrangement is Arrangement.TOP_DOWN else SCREEN_RIGHT
    made = TreeLayout(lambda _: (200.0, 54.0), arrangement, spacing)
    made.rebuild(board())
    return made


@pytest.mark.parametrize(
    ("start", "keys", "end"),
    [
        ("G1", "down", "O1"),
        ("O1", "up", "G1"),
        ("O1", "right", "O2"),
        ("O2", "left", "O1"),
        ("O2", "down", "O4"),
        ("O3", "right right", "O5"),
        ("O5", "left", "O4"),
        ("O1", "down", "S1"),
        ("S1", "up", "O1"),
        ("S1", "down down down", "S2"),
        ("S2", "up", "T2"),
        ("T2", "up up", "S1"),
        ("O3", "left right", "O3"),
        ("S1", "right", "O3"),
        ("G1", "right", "G2"),
        ("O2", "right", "G2"),
        ("G2", "left", "G1"),
    ],
)
def test_keys_follow_the_rows_of_a_tree_that_grows_down(start: str, keys: str, end: str) -> None:
    follow(layout(Arrangement.TOP_DOWN), start, keys, end)


@pytest.mark.parametrize(
    ("start", "keys", "end"),
    [
        ("G1", "down", "O1"),
        ("O1", "up", "G1"),
        ("O1", "left", "G1"),
        ("O1", "down", "O2"),
        ("O2", "up", "O1"),
        ("O1", "right", "S1"),
        ("S1", "left", "O1"),
        ("S1", "right", "T1"),
        ("T1", "down", "T2"),
        ("T2", "left left left", "G1"),
        ("S1", "down", "S2"),
        ("O2", "right", "O4"),
        ("O4", "up", "O3"),
        ("S2", "down", "O3"),
        ("O2", "down", "G2"),
        ("G2", "up", "O2"),
    ],
)
def test_keys_follow_the_columns_of_a_tree_that_grows_right(
    start: str, keys: str, end: str
) -> None:
    follow(layout(Arrangement.LEFT_TO_RIGHT), start, keys, end)


def follow(made: TreeLayout, start: str, keys: str, end: str) -> None:
    at: str | None = start
    for key in keys.split():
        assert at is not None
        at = made.neighbour(at, Direction(key))
    assert at == end


@pytest.mark.parametrize("arrangement", Arrangement)
def test_keys_stop_at_the_edge_of_the_drawing(arrangement: Arrangement) -> None:
    made = layout(arrangement)
    assert made.neighbour("G1", Direction.UP) is None
    assert made.neighbour("G1", Direction.LEFT) is None


@pytest.mark.parametrize("arrangement", Arrangement)
@pytest.mark.parametrize("direction", Direction)
@given(seed=st.integers(0, 50))
def test_a_key_never_leads_in_circles(
    arrangement: Arrangement, direction: Direction, seed: int
) -> None:
    some = board_with(40, seed)
    made = TreeLayout(lambda _: (200.0, 54.0), arrangement, SCREEN_RIGHT)
    made.rebuild(some)
    for start in some.cards:
        at: str | None = start
        visited: set[str] = set()
        while at is not None:
            assert at not in visited
            visited.add(at)
            at = made.neighbour(at, direction)


@pytest.mark.parametrize("arrangement", Arrangement)
def test_every_card_can_be_reached_by_keys(arrangement: Arrangement) -> None:
    some = board_with(80)
    made = TreeLayout(lambda _: (200.0, 54.0), arrangement, SCREEN_RIGHT)
    made.rebuild(some)
    waiting = list(some.children_of(None))
    reached = set(waiting)
    while waiting:
        card = waiting.pop()
        for direction in Direction:
            found = made.neighbour(card, direction)
            if found is not None and found not in reached:
                reached.add(found)
                waiting.append(found)
    assert reached == set(some.cards)


def test_kinds_of_the_example_are_allowed() -> None:
    assert {card.kind for card in board().cards.values()} == set(Kind)
