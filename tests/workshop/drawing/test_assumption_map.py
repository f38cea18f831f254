"""The map of assumptions: every card in its place, none over another, however many there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.drawing.assumption_map import (
    EVIDENCES,
    IMPORTANCES,
    AssumptionMap,
    MapBox,
    MapCard,
    MapMaker,
)
from workshop.drawing.shapes import TextStyle
from workshop.drawing.wrapping import Wrapper


class Mono:
    """Six points a letter."""

    def advance(self, text: str, style: TextStyle) -> float:
        return 6.0 * len(text)


def drawn(*grades: tuple[int, int], text: str = "some words here " * 4) -> AssumptionMap:
    cards = [
        MapCard(str(at), f"A{at}", text, importance, evidence)
        for at, (importance, evidence) in enumerate(grades)
    ]
    return MapMaker(Wrapper(Mono())).map_of(cards, 800.0, 600.0)


def inside(drawing: AssumptionMap, box: MapBox) -> bool:
    x, y, width, height = drawing.cell(box.importance, box.evidence)
    across = x <= box.x and box.x + box.width <= x + width
    return across and y <= box.y and box.y + box.height <= y + height


def overlap(one: MapBox, other: MapBox) -> bool:
    apart_x = one.x + one.width <= other.x or other.x + other.width <= one.x
    apart_y = one.y + one.height <= other.y or other.y + other.height <= one.y
    return not (apart_x or apart_y)


GRADES = st.tuples(st.sampled_from(IMPORTANCES), st.sampled_from(EVIDENCES))


@given(st.lists(GRADES, max_size=60))
def test_cards_lie_in_their_place_and_never_over_each_other(grades: list[tuple[int, int]]) -> None:
    drawing = drawn(*grades)
    boxes = drawing.boxes
    assert len(boxes) == len(grades)
    assert all(inside(drawing, box) for box in boxes)
    pairs = ((a, b) for at, a in enumerate(boxes) for b in boxes[at + 1 :])
    assert not any(overlap(a, b) for a, b in pairs)


def test_what_matters_most_has_the_upper_half_and_the_middle_parts_the_evidence() -> None:
    drawing = drawn((3, 0))
    assert drawing.middle == (400.0, 300.0)
    assert drawing.height == 600.0


def test_one_card_shows_all_of_its_words_and_many_show_fewer_lines() -> None:
    assert len(drawn((3, 0)).boxes[0].lines) == 3
    assert len(drawn(*[(3, 0)] * 6).boxes[0].lines) == 1


def test_the_map_grows_where_many_cards_meet() -> None:
    drawing = drawn(*[(2, 0)] * 100)
    assert drawing.height > 3000
    assert drawing.middle == (400.0, 300.0)


@pytest.mark.parametrize("importance", IMPORTANCES)
@pytest.mark.parametrize("evidence", EVIDENCES)
def test_a_place_is_found_by_any_point_in_it(importance: int, evidence: int) -> None:
    drawing = drawn()
    x, y, width, height = drawing.cell(importance, evidence)
    assert drawing.cell_at(x + 1, y + 1) == (importance, evidence)
    assert drawing.cell_at(x + width - 1, y + height - 1) == (importance, evidence)


def test_a_point_outside_belongs_to_the_nearest_place() -> None:
    assert drawn().cell_at(-50, 9999) == (1, 0)
    assert drawn().cell_at(9999, -50) == (3, 3)


def test_arrows_lead_to_the_nearest_card_straight_on() -> None:
    drawing = drawn((3, 0), (3, 1), (2, 0), (1, 3))
    first = drawing.boxes[0].row

    def beside(row: str, right: int, down: int) -> str | None:
        box = drawing.beside(row, right, down)
        return None if box is None else box.row

    assert beside(first, 1, 0) == "1"
    assert beside(first, 0, 1) == "2"
    assert beside(first, -1, 0) is None
    assert beside("3", 0, -1) is not None


def test_a_card_is_found_where_it_lies() -> None:
    drawing = drawn((3, 0))
    box = drawing.boxes[0]
    assert drawing.box_at(box.x + 1, box.y + 1) is box
    assert drawing.box_at(box.x - 2, box.y) is None


def test_words_from_right_to_left_are_told_as_such() -> None:
    line = drawn((3, 0), text="ההנחה שלנו").boxes[0].lines[0]
    assert line.text.startswith("A0 ")
