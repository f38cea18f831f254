"""Whatever people fill in, every rule of the method can read it and say what it finds."""

import datetime
from pathlib import Path

import pytest
from msgspec import inspect

from exports.formats.ics import write_ics
from tests.workshop.test_details import needed, owner_of
from workshop.board import Board
from workshop.commands.details import add_detail
from workshop.details import DETAILS, Benchmark, Detail, Metric, own_fields
from workshop.gaps.finding import gaps_of
from workshop.reading.differences import differences_between
from workshop.reading.measures import (
    Guard,
    chart_of,
    guard_of,
    lead_over,
    smart_of,
    story_of,
)
from workshop.reading.review import review_day
from workshop.reading.upcoming import upcoming
from workshop.search import found
from workshop.words.differences import difference_lines, difference_title
from workshop.words.gaps import gap_text
from workshop.words.measures import (
    benchmark_line,
    goal_line,
    guardrail_line,
    now_line,
    story_line,
)
from workshop.words.upcoming import upcoming_note, upcoming_text

TODAY = datetime.date(2026, 11, 16)
DAYS = (datetime.date.min, datetime.date.max, TODAY)
TEXTS = ("", "🙂 {ref} שלום % monthly", "word " * 400)
NUMBERS = (-1e15, 1e15, 0.0)


def filled(board: Board, kind: type[Detail], at: int) -> dict[str, object]:
    """Values for every field: the first, last or usual ones of its type."""
    values = needed(board, kind)
    for field in own_fields(kind):
        value = _value(field.type, at)
        if value is not None and field.name not in kind.refers:
            values[field.name] = value
    return values


def _value(described: inspect.Type, at: int) -> object:
    if isinstance(described, inspect.UnionType):
        return next(filter(None, (_value(part, at) for part in described.types)), None)
    if isinstance(described, inspect.DateType):
        return DAYS[at]
    if isinstance(described, inspect.FloatType):
        return NUMBERS[at]
    if isinstance(described, inspect.IntType):
        return (described.ge, described.le, described.ge)[at]
    if isinstance(described, inspect.BoolType):
        return at != 1
    if isinstance(described, inspect.EnumType):
        return list(described.cls)[min(at, len(described.cls) - 1)]
    assert isinstance(described, inspect.StrType | inspect.NoneType)
    if isinstance(described, inspect.NoneType):
        return None
    return TEXTS[at][: described.max_length or 0].strip()


@pytest.mark.parametrize("at", range(3), ids=["first", "last", "usual"])
@pytest.mark.parametrize("kind", DETAILS.values(), ids=list(DETAILS))
def test_every_rule_reads_every_detail(
    small: Board, kind: type[Detail], at: int, tmp_path: Path
) -> None:
    board, owner = owner_of(small, kind)
    step = add_detail(board, kind, owner, filled(board, kind, at))
    board = board.applied(step.changes)
    for day in DAYS:
        gaps = gaps_of(board, day)
        assert all(gap_text(gap) for gap in gaps)
        assert {row for gap in gaps for row in gap.rows} <= {*board.cards, *board.outputs} | {
            *board.details
        }
        assert review_day(board, day, dict.fromkeys(board.rows, day)).day == day
        said = [upcoming_text(date) + upcoming_note(board, date) for date in upcoming(board, day)]
        assert all(said)
        write_ics(board, tmp_path / "dates.ics", day=day)
    for difference in differences_between(small, board):
        lines = difference_lines(small, board, difference)
        assert difference_title(difference)
        assert all(lines)
    bearer = board.bearer_of(board.by_ref[str(step.ref)])
    shown = bearer in board.cards or bearer in board.outputs
    assert found(board, str(step.ref)) == ([bearer] if shown else [])


@pytest.mark.parametrize("value", [-1e15, 1e15, 0])
@pytest.mark.parametrize("day", DAYS)
def test_every_line_and_chart_of_an_odd_metric(
    small: Board, value: float, day: datetime.date
) -> None:
    board = small
    for at in range(3):
        fields = filled(board, Metric, at)
        board = board.applied(add_detail(board, Metric, board.by_ref["G1"], fields).changes)
        metric = board.list_of(board.by_ref["G1"], Metric)[-1]
        for kind in (DETAILS["measurement"], Benchmark, DETAILS["metric_version"]):
            more = filled(board, kind, at) | ({"value": value} if kind.letter in "VB" else {})
            if kind.letter == "V":
                more["measured_on"] = day
            board = board.applied(add_detail(board, kind, metric.id, more).changes)
        chart = chart_of(board, metric)
        assert chart is not None
        assert chart.low < chart.high
        assert chart.first < chart.last
        assert (guard_of(board, metric) is Guard.UNKNOWN) is (metric.target is None)
        [benchmark] = board.list_of(metric.id, Benchmark)
        assert lead_over(board, benchmark) == 0 or benchmark.value is None
        assert all(0 <= chart.up(value) <= 1 for _, value in chart.points)
        assert all(0 <= chart.along(day) <= 1 for day, _ in chart.points)
        assert "\n" not in goal_line(metric) + guardrail_line(metric)
        assert now_line(board, metric, TODAY)
        assert benchmark_line(metric, benchmark)
        assert story_line(story_of(board, metric)) or not metric.name
    assert smart_of(board, board.by_ref["G1"]).time_bound
