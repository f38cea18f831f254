"""A drawing holds everything that is shown, from 0, 0 on."""

import pytest

from benchmarks.trees import board_with
from workshop.board import Board
from workshop.drawing.branches import SCREEN_DOWN, SCREEN_RIGHT, Arrangement
from workshop.drawing.faces import PAPER, FaceMaker
from workshop.drawing.layout import TreeLayout
from workshop.drawing.picture import drawing_of
from workshop.drawing.shapes import Drawing, Measure

BOTH = pytest.mark.parametrize("arrangement", Arrangement)


def draw(
    measure: Measure, board: Board, arrangement: Arrangement, top: str | None = None
) -> Drawing:
    faces = FaceMaker(measure, PAPER, str.title, "Write it down")
    spacing = SCREEN_DOWN if arrangement is Arrangement.TOP_DOWN else SCREEN_RIGHT
    layout = TreeLayout(lambda card: faces.size(board.cards[card]), arrangement, spacing)
    layout.rebuild(board)
    return drawing_of(board, layout, faces, top)


def check_corners(drawing: Drawing) -> None:
    assert min(box.x for box in drawing.boxes) == pytest.approx(0)
    assert min(box.y for box in drawing.boxes) == pytest.approx(0)
    assert max(box.x + box.face.width for box in drawing.boxes) == pytest.approx(drawing.width)
    assert max(box.y + box.face.height for box in drawing.boxes) == pytest.approx(drawing.height)
    for edge in drawing.edges:
        for x, y in edge.points:
            assert 0 <= x <= drawing.width
            assert 0 <= y <= drawing.height


@BOTH
def test_a_whole_board_is_drawn(measure: Measure, arrangement: Arrangement) -> None:
    board = board_with(80)
    drawing = draw(measure, board, arrangement)
    assert {box.card for box in drawing.boxes} == set(board.cards)
    assert {box.ref for box in drawing.boxes} == set(board.by_ref)
    assert len(drawing.edges) == 79
    check_corners(drawing)


@BOTH
def test_one_branch_is_drawn_alone(measure: Measure, arrangement: Arrangement) -> None:
    board = board_with(80)
    (root,) = board.children_of(None)
    for top in board.children_of(root):
        drawing = draw(measure, board, arrangement, top)
        inside = set(board.branch_of(top))
        assert {box.card for box in drawing.boxes} == inside
        assert {edge.child for edge in drawing.edges} == inside - {top}
        check_corners(drawing)


def test_an_empty_board_is_an_empty_drawing(measure: Measure) -> None:
    drawing = draw(measure, Board(), Arrangement.TOP_DOWN)
    assert drawing == Drawing((), (), 0, 0)
