"""The chart of a metric: time at its true pace, and words that never overlap."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.drawing.charts import WORDS, Plot, plot_of, spread
from workshop.drawing.shapes import TextStyle
from workshop.reading.measures import Chart, Line, Role

SIZE = (400.0, 116.0)


class Mono:
    """Six points a letter."""

    def advance(self, text: str, style: TextStyle) -> float:
        return 6.0 * len(text)


def plotted(
    points: tuple[tuple[date, float], ...], *lines: Line, until: date | None = None
) -> Plot:
    values = [value for _, value in points] + [line.value for line in lines]
    chart = Chart(
        points=points,
        lines=lines,
        low=min(values) - 1,
        high=max(values) + 1,
        first=points[0][0],
        last=until or points[-1][0],
    )
    words = [f"{line.role} {line.value}" for line in lines]
    return plot_of(chart, words, ("first", "last"), SIZE, Mono())


def test_time_runs_at_its_true_pace() -> None:
    start = date(2026, 1, 1)
    plot = plotted(tuple((start + timedelta(days=days), 1.0) for days in (0, 10, 40)))
    a, b, c = (x for x, _ in plot.points)
    assert (c - b) == pytest.approx(3 * (b - a))


def test_the_target_is_above_the_baseline_and_the_axis_reaches_the_day_it_is_due() -> None:
    line, due = Line(Role.TARGET, 18.0), date(2027, 1, 1)
    plot = plotted(((date(2026, 1, 1), 11.0),), line, Line(Role.BASELINE, 11.0), until=due)
    target, baseline = plot.levels
    assert target.y < baseline.y == pytest.approx(plot.points[0][1])
    assert plot.points[0][0] < 10 < plot.right < SIZE[0]
    assert len(plot.ticks) == 12


@given(st.lists(st.floats(0, 100), min_size=1, max_size=6))
def test_words_keep_their_distance_their_order_and_their_bounds(places: list[float]) -> None:
    moved = spread(places, 14, 7, 109)
    ordered = sorted(range(len(places)), key=lambda at: places[at])
    found = [moved[at] for at in ordered]
    assert all(after - before >= 14 - 1e-6 for before, after in pairwise(found))
    assert found[0] >= 7
    assert found[-1] <= 109 + 1e-6


def test_words_that_have_room_stay_at_their_lines() -> None:
    assert spread([20.0, 80.0], 14, 7, 109) == (20.0, 80.0)


def test_words_of_equal_values_stand_one_below_the_other() -> None:
    same = tuple(Line(role, 5.0) for role in Role)
    plot = plotted(((date(2026, 1, 1), 5.0), (date(2026, 2, 1), 5.0)), *same)
    places = sorted(level.words_y for level in plot.levels)
    assert all(b - a >= WORDS.leading - 1e-6 for a, b in pairwise(places))


def test_long_words_leave_the_plot_its_share() -> None:
    line = Line(Role.BENCHMARK, 3.0)
    chart = Chart(((date(2026, 1, 1), 1.0),), (line,), 0.0, 4.0, date(2026, 1, 1), date(2026, 1, 2))
    plot = plot_of(chart, ["w" * 400], ("a" * 90, "b" * 90), SIZE, Mono())
    assert plot.right >= SIZE[0] / 2
    assert [day.words for day in plot.days] == ["a" * 90]


def test_the_nearest_point_is_found() -> None:
    start = date(2026, 1, 1)
    plot = plotted(tuple((start + timedelta(days=days), 1.0) for days in (0, 10, 40)))
    assert [plot.nearest(x) for x in (-5, plot.points[1][0] + 3, 9999)] == [0, 1, 2]


def test_points_that_stand_close_are_dense() -> None:
    start = date(2026, 1, 1)
    points = tuple((start + timedelta(days=day), float(day)) for day in range(200))
    assert plotted(points).is_dense
    assert not plotted(points[::50]).is_dense
