"""What is seen first: all that can be read."""

import pytest

from widgets.canvas.viewport import READABLE, WELL_READABLE, Rect, Viewport, at_start

_WIDTH, _HEIGHT = 1000.0, 600.0


def seen(view: Viewport) -> Rect:
    return view.seen(_WIDTH, _HEIGHT)


def holds(view: Viewport, rect: Rect) -> bool:
    x, y, width, height = seen(view)
    left, top, wide, tall = rect
    return x <= left and y <= top and left + wide <= x + width and top + tall <= y + height


def test_a_small_tree_is_seen_whole() -> None:
    extent = (0.0, 0.0, 1500.0, 700.0)
    assert holds(at_start(extent, (600, 0, 200, 90), _WIDTH, _HEIGHT), extent)


def test_a_high_tree_is_seen_from_its_top_on_as_wide_as_the_window() -> None:
    extent, top = (0.0, 0.0, 1300.0, 4000.0), (800.0, 0.0, 200.0, 90.0)
    view = at_start(extent, top, _WIDTH, _HEIGHT)
    assert READABLE < view.scale < WELL_READABLE
    assert holds(view, (0, 0, 1300, 700))


def test_a_slim_tree_is_no_larger_than_reads_well() -> None:
    extent, top = (0.0, 0.0, 300.0, 4000.0), (0.0, 0.0, 200.0, 90.0)
    assert at_start(extent, top, _WIDTH, _HEIGHT).scale == WELL_READABLE


@pytest.mark.parametrize("head", [0.0, 40.0])
def test_a_wide_tree_is_seen_around_its_top(head: float) -> None:
    extent, top = (0.0, 0.0, 90_000.0, 4000.0), (45_000.0, 0.0, 200.0, 90.0)
    view = at_start(extent, top, _WIDTH, _HEIGHT, head=head)
    assert view.scale == READABLE
    assert holds(view, top)
    x, _, width, _ = seen(view)
    assert x + width / 2 == pytest.approx(45_100)
    assert (top[1] - view.y) * view.scale >= head


def test_a_tree_that_grows_to_the_right_is_seen_around_the_middle_of_its_height() -> None:
    extent, top = (0.0, 0.0, 1200.0, 9000.0), (0.0, 4455.0, 200.0, 90.0)
    view = at_start(extent, top, _WIDTH, _HEIGHT)
    _, y, _, height = seen(view)
    assert y + height / 2 == pytest.approx(4500)
