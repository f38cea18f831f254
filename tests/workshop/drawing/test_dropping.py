"""Dragged cards land where the mark says."""

import pytest

from workshop.board import Board, board_of
from workshop.drawing.branches import SCREEN_DOWN, SCREEN_RIGHT, Arrangement
from workshop.drawing.layout import TreeLayout
from workshop.records import Card
from workshop.vocabulary import LETTER

NOTHING: frozenset[str] = frozenset()
TREE = {
    "G1": None,
    "O1": "G1",
    "S1": "O1",
    "S2": "O1",
    "O2": "G1",
    "O3": "O2",
    "O4": "O2",
    "G2": None,
}


def board() -> Board:
    kinds = {letter: kind for kind, letter in LETTER.items()}
    return board_of(
        [
            Card(id=ref, kind=kinds[ref[0]], number=int(ref[1]), parent=parent, rank=f"{at:03}")
            for at, (ref, parent) in enumerate(TREE.items())
        ],
        {},
    )


def layout(arrangement: Arrangement) -> TreeLayout:
    spacing = SCREEN_DOWN if arrangement is Arrangement.TOP_DOWN else SCREEN_RIGHT
    made = TreeLayout(lambda _: (200.0, 60.0), arrangement, spacing)
    made.rebuild(board())
    return made


def drop(
    made: TreeLayout, card: str, across: float, down: float, moving: frozenset[str] = NOTHING
) -> tuple[str | None, str | None, bool] | None:
    """Drop at a point of a card, given in parts of its width and height."""
    x, y = made.place(card)
    width, height = made.size(card)
    target = made.drop_target(x + across * width, y + down * height, moving)
    return None if target is None else (target.parent, target.after, target.onto)


@pytest.mark.parametrize(
    ("card", "across", "down", "expected"),
    [
        ("O2", 0.5, 0.5, ("O2", "O4", True)),
        ("O3", 0.5, 0.9, ("O3", None, True)),
        ("O2", 0.1, 0.5, ("G1", "O1", False)),
        ("O1", 0.1, 0.5, ("G1", None, False)),
        ("O2", 0.9, 0.5, ("G1", "O2", False)),
        ("O2", 1.05, 0.5, ("G1", "O2", False)),
        ("S1", 0.5, 0.1, ("O1", None, False)),
        ("S1", 0.5, 0.9, ("O1", "S1", False)),
        ("S2", 0.1, 0.5, ("S2", None, True)),
        ("G2", 0.1, 0.5, (None, "G1", False)),
    ],
)
def test_a_drop_in_rows_goes_under_or_beside(
    card: str, across: float, down: float, expected: tuple[str | None, str | None, bool]
) -> None:
    assert drop(layout(Arrangement.TOP_DOWN), card, across, down) == expected


@pytest.mark.parametrize(
    ("card", "across", "down", "expected"),
    [
        ("O2", 0.1, 0.5, ("O2", "O4", True)),
        ("O2", 0.5, 0.1, ("G1", "O1", False)),
        ("O3", 0.5, 0.9, ("O2", "O3", False)),
        ("O3", 0.5, 1.1, ("O2", "O3", False)),
        ("G2", 0.5, 0.1, (None, "G1", False)),
    ],
)
def test_a_drop_in_columns_goes_under_or_beside(
    card: str, across: float, down: float, expected: tuple[str | None, str | None, bool]
) -> None:
    assert drop(layout(Arrangement.LEFT_TO_RIGHT), card, across, down) == expected


def test_moving_cards_are_no_places_for_themselves() -> None:
    made = layout(Arrangement.TOP_DOWN)
    assert drop(made, "O2", 0.5, 0.5, frozenset({"O2"})) is None
    assert drop(made, "G1", 0.5, 0.5, frozenset({"O2"})) == ("G1", "O1", True)
    assert drop(made, "O4", 0.1, 0.5, frozenset({"O3"})) == ("O2", None, False)


@pytest.mark.parametrize("moving", [{"O2"}, {"O2", "O3", "O4"}])
def test_below_a_moving_card_is_no_place_in_its_own_branch(moving: set[str]) -> None:
    made = layout(Arrangement.TOP_DOWN)
    assert drop(made, "O3", 0.5, 0.5, frozenset(moving)) is None
    assert drop(made, "O3", 0.1, 0.5, frozenset(moving)) is None


@pytest.mark.parametrize("arrangement", Arrangement)
def test_empty_space_means_a_tree_of_its_own(arrangement: Arrangement) -> None:
    made = layout(arrangement)
    _, _, width, height = made.extent()
    far = made.drop_target(width + 500, height + 500, NOTHING)
    near = made.drop_target(-500, -500, NOTHING)
    assert far is not None
    assert near is not None
    assert (far.parent, far.after, far.onto) == (None, "G2", False)
    assert (near.parent, near.after) == (None, None)


def test_the_mark_frames_the_parent_or_lies_in_the_gap() -> None:
    made = layout(Arrangement.TOP_DOWN)
    x, y = made.place("O2")
    onto = made.drop_target(x + 100, y + 30, NOTHING)
    assert onto is not None
    assert (onto.start, onto.end) == ((x, y), (x + 200, y + 60))
    beside = made.drop_target(x + 5, y + 30, NOTHING)
    assert beside is not None
    assert beside.start[0] == beside.end[0]
    assert x - SCREEN_DOWN.siblings < beside.start[0] < x
    assert (beside.start[1], beside.end[1]) == (y, y + 60)
