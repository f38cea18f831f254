"""Where the dotted curves of “also helps” run: from side to side, within the drawing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.board import Board
from workshop.commands.supports import support_opportunity
from workshop.drawing.bows import bows_among, curve_between, supports_at, with_bows
from workshop.drawing.branches import SCREEN_DOWN, SCREEN_RIGHT, Arrangement
from workshop.drawing.faces import PAPER, FaceMaker
from workshop.drawing.layout import Rect, TreeLayout
from workshop.drawing.picture import drawing_of
from workshop.drawing.shapes import Drawing, Measure
from workshop.scripting import template_step

SCRIPT = """\
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_card", "kind": "opportunity", "text": "I forget to answer", "parent": "G1"}
{"do": "add_card", "kind": "opportunity", "text": "CVs look the same", "parent": "G1"}
{"do": "add_card", "kind": "opportunity", "text": "Alone"}
{"do": "add_card", "kind": "solution", "text": "Reminders", "parent": "O1"}
{"do": "add_card", "kind": "solution", "text": "Drafted replies", "parent": "O1"}
{"do": "also_helps", "solution": "S1", "opportunity": "O2"}
{"do": "also_helps", "solution": "S1", "opportunity": "O3"}
{"do": "also_helps", "solution": "S2", "opportunity": "O2"}
"""

_PLACES = st.floats(-2000, 2000)
_SIZES = st.floats(10, 400)
RECTS = st.tuples(_PLACES, _PLACES, _SIZES, _SIZES)


@pytest.fixture
def board() -> Board:
    return Board().applied(template_step(SCRIPT.splitlines()).changes)


def draw(measure: Measure, board: Board, arrangement: Arrangement) -> Drawing:
    faces = FaceMaker(measure, PAPER, str.title, "Write it down")
    spacing = SCREEN_DOWN if arrangement is Arrangement.TOP_DOWN else SCREEN_RIGHT
    layout = TreeLayout(lambda card: faces.size(board.cards[card]), arrangement, spacing)
    layout.rebuild(board)
    return drawing_of(board, layout, faces)


def on_a_side(point: tuple[float, float], rect: Rect) -> bool:
    x, y, width, height = rect
    return point[0] in (x, x + width) and y <= point[1] <= y + height


@given(RECTS, RECTS)
def test_a_bow_leads_from_a_side_of_one_card_to_a_side_of_the_other(
    solution: Rect, opportunity: Rect
) -> None:
    start, bend, other_bend, end = curve_between(solution, opportunity)
    assert on_a_side(start, solution)
    assert on_a_side(end, opportunity)
    assert (bend[1], other_bend[1]) == (start[1], end[1])


@given(RECTS, RECTS)
def test_a_bow_never_starts_into_its_own_card(solution: Rect, opportunity: Rect) -> None:
    start, bend, other_bend, end = curve_between(solution, opportunity)
    for at, to, (left, _, width, _) in ((start, bend, solution), (end, other_bend, opportunity)):
        assert (to[0] >= at[0]) if at[0] == left + width else (to[0] <= at[0])


def test_sides_that_face_each_other_are_joined() -> None:
    left, right, below = (
        (0.0, 0.0, 100.0, 40.0),
        (200.0, 90.0, 100.0, 40.0),
        (30.0, 90.0, 90.0, 9.0),
    )
    assert [point[0] for point in curve_between(left, right)] == [100, 150, 150, 200]
    assert [point[0] for point in curve_between(right, left)] == [200, 150, 150, 100]
    start, bend, other_bend, end = curve_between(left, below)
    assert (start[0], end[0]) == (100, 120)
    assert bend[0] == other_bend[0] > 120


@pytest.mark.parametrize("arrangement", Arrangement)
def test_a_drawing_holds_its_bows(measure: Measure, board: Board, arrangement: Arrangement) -> None:
    plain = draw(measure, board, arrangement)
    drawing = with_bows(plain, board)
    assert (drawing.boxes, drawing.width, drawing.height) == (
        plain.boxes,
        plain.width,
        plain.height,
    )
    ends = {(board.cards[b.solution].ref, board.cards[b.opportunity].ref) for b in drawing.bows}
    assert ends == {("S1", "O2"), ("S1", "O3"), ("S2", "O2")}
    for bow in drawing.bows:
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in bow.curve)


def test_a_bow_needs_both_ends(board: Board) -> None:
    rects = {card: (0.0, 0.0, 10.0, 10.0) for card in board.cards if card != board.by_ref["O2"]}
    (bow,) = bows_among(board, rects)
    assert bow.opportunity == board.by_ref["O3"]


def test_links_are_found_once_from_the_cards_in_sight_alone(board: Board) -> None:
    row = board.by_ref
    assert supports_at(board, [row["G1"], row["O1"]]) == []
    assert len(supports_at(board, [row["O2"]])) == 2
    assert len(supports_at(board, [row["S1"], row["O2"], row["O3"]])) == 3
    bare = Board().applied(template_step(SCRIPT.splitlines()[:6]).changes)
    assert not supports_at(bare, bare.cards)
    assert not bows_among(bare, dict.fromkeys(bare.cards, (0.0, 0.0, 1.0, 1.0)))
    step = support_opportunity(bare, bare.by_ref["S1"], bare.by_ref["O2"])
    assert len(supports_at(bare.applied(step.changes), bare.cards)) == 1
