"""What a metric's measurements say, in numbers and in one line each."""

import datetime
import json
from collections.abc import Callable

import pytest
from bidi import algorithm
from msgspec.structs import replace

from workshop.board import Board
from workshop.commands.details import edit_detail
from workshop.details import Benchmark, Metric
from workshop.method import UnitKind
from workshop.reading.measures import (
    Guard,
    Line,
    Movement,
    Role,
    chart_of,
    guard_of,
    is_value_due,
    latest,
    lead_over,
    measurements_of,
    metrics_of,
    movement_since,
    next_look,
    smart_of,
    story_of,
)
from workshop.words.measures import (
    benchmark_line,
    counted_words,
    goal_line,
    guard_word,
    guardrail_line,
    now_line,
    peer_line,
    role_word,
    story_line,
)

BuildBoard = Callable[[str], Board]
TODAY = datetime.date(2026, 11, 20)

MARKET = """
{"do": "add_card", "kind": "outcome", "text": "More open jobs are filled"}
{"do": "add_metric", "of": "G1", "name": "Hires", "unit": "per 100 open jobs", "baseline": 11,
 "target": 18, "due": "2027-06-30", "cadence": "monthly", "measured_by": "Amara"}
{"do": "add_metric", "of": "G1", "name": "Satisfaction", "unit": "1–5", "unit_kind": "rating",
 "baseline": 4.7, "target": 4.2, "is_guardrail": true}
{"do": "add_measurement", "of": "M1", "measured_on": "2026-11-12", "value": 14}
{"do": "add_measurement", "of": "M1", "measured_on": "2026-08-12", "value": 11}
{"do": "add_measurement", "of": "M1", "measured_on": "2026-10-12", "value": 13}
{"do": "add_measurement", "of": "M2", "measured_on": "2026-11-12", "value": 4.4}
{"do": "add_benchmark", "of": "M2", "peer": "peers", "value": 4.1, "source": "trade survey",
 "published_on": "2026-03-01"}
"""


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def market(board_from: BuildBoard) -> Board:
    return board_from(MARKET.replace(",\n ", ", "))


def metric(board: Board, ref: str = "M1") -> Metric:
    found = board.details[board.by_ref[ref]]
    assert isinstance(found, Metric)
    return found


def with_line(board_from: BuildBoard, **line: object) -> Board:
    return board_from(MARKET.replace(",\n ", ", ") + json.dumps(line))


def changed(board: Board, ref: str = "M1", **fields: object) -> Board:
    return board.applied(edit_detail(board, board.by_ref[ref], fields).changes)


def test_a_guardrail_is_no_goal(market: Board) -> None:
    outcome = market.by_ref["G1"]
    assert [m.ref for m in metrics_of(market, outcome)] == ["M1"]


def test_measurements_are_read_by_day(market: Board) -> None:
    assert [m.value for m in measurements_of(market, metric(market).id)] == [11, 13, 14]
    last = latest(market, metric(market).id)
    assert last is not None
    assert last.value == 14


def test_of_two_values_on_a_day_the_later_entry_counts(board_from: BuildBoard) -> None:
    board = with_line(board_from, do="add_measurement", of="M1", measured_on="2026-11-12", value=15)
    last = latest(board, metric(board).id)
    assert last is not None
    assert last.value == 15


def test_the_next_look_follows_the_cadence(market: Board) -> None:
    assert next_look(market, metric(market)) == day("2026-12-12")
    assert not is_value_due(market, metric(market), day("2026-12-11"))
    assert is_value_due(market, metric(market), day("2026-12-12"))
    assert next_look(market, metric(market, "M2")) is None
    assert not is_value_due(market, metric(market, "M2"), day("2030-01-01"))


def test_a_value_is_due_once_it_can_be_measured(board_from: BuildBoard) -> None:
    board = with_line(
        board_from, do="add_metric", of="G1", name="Renewals", measurable_from="2027-02-01"
    )
    assert not is_value_due(board, metric(board, "M3"), day("2027-01-31"))
    assert is_value_due(board, metric(board, "M3"), day("2027-02-01"))
    anytime = changed(board, "M3", measurable_from=None)
    assert is_value_due(anytime, metric(anytime, "M3"), TODAY)


def test_a_value_is_due_at_the_due_date_and_never_for_a_closed_outcome(
    board_from: BuildBoard, market: Board
) -> None:
    board = changed(market, cadence="")
    assert not is_value_due(board, metric(board), day("2027-06-29"))
    assert is_value_due(board, metric(board), day("2027-06-30"))
    closed = with_line(board_from, do="set_outcome_facts", of="G1", state="achieved")
    assert not is_value_due(closed, metric(closed), day("2027-06-30"))


def test_movement_compares_with_what_counted_on_the_day(market: Board) -> None:
    hires = metric(market)
    assert movement_since(market, hires, day("2026-10-20")) == Movement(13, 14, better=True)
    assert movement_since(market, hires, day("2026-08-01")) == Movement(11, 14, better=True)
    assert movement_since(market, hires, day("2026-11-12")) is None
    fewer = changed(market, direction="down")
    moved = movement_since(fewer, metric(fewer), day("2026-10-20"))
    assert moved == Movement(13, 14, better=False)


@pytest.mark.parametrize(
    ("value", "guard"),
    [
        (4.6, Guard.HOLDS),
        (4.4, Guard.HOLDS),
        (4.3, Guard.NEAR),
        (4.2, Guard.NEAR),
        (4.1, Guard.BROKEN),
    ],
)
def test_a_guardrail_holds_is_near_or_broken(market: Board, value: float, guard: Guard) -> None:
    [measured] = measurements_of(market, metric(market, "M2").id)
    board = market.applied(edit_detail(market, measured.id, {"value": value}).changes)
    assert guard_of(board, metric(board, "M2")) is guard


def test_a_guardrail_that_must_stay_below(market: Board) -> None:
    board = changed(market, "M2", direction="down", target=4.5, baseline=None)
    assert guard_of(board, metric(board, "M2")) is Guard.NEAR
    board = changed(board, "M2", target=4.3)
    assert guard_of(board, metric(board, "M2")) is Guard.BROKEN
    board = changed(board, "M2", target=None)
    assert guard_of(board, metric(board, "M2")) is Guard.UNKNOWN


def test_the_lead_over_a_peer_has_the_sign_of_good_news(market: Board) -> None:
    benchmark = market.details[market.by_ref["B1"]]
    assert isinstance(benchmark, Benchmark)
    assert lead_over(market, benchmark) == pytest.approx(0.3)
    fewer = changed(market, "M2", direction="down")
    assert lead_over(fewer, benchmark) == pytest.approx(-0.3)


def test_the_story_names_what_was_counted_and_the_last_reason(market: Board) -> None:
    assert story_line(story_of(market, metric(market))) == ""
    board = market
    for name, reason in (("Qualified", "many, few of them fit"), ("Filled jobs", "nobody hired")):
        edit = edit_detail(board, board.by_ref["M1"], {"name": name}, reason=reason, today=TODAY)
        board = board.applied(edit.changes)
    story = story_of(board, metric(board))
    assert story.number == 3
    assert story_line(story) == "Hires → Qualified → Filled jobs: “nobody hired”"


def test_a_chart_holds_every_point_and_line(market: Board) -> None:
    chart = chart_of(market, metric(market))
    assert chart is not None
    assert [value for _, value in chart.points] == [11, 13, 14]
    assert chart.lines == (Line(Role.BASELINE, 11), Line(Role.TARGET, 18))
    assert chart.low < 11
    assert chart.high > 18
    assert (chart.first, chart.last) == (day("2026-08-12"), day("2027-06-30"))
    guard = chart_of(market, metric(market, "M2"))
    assert guard is not None
    assert Line(Role.GUARDRAIL, 4.2) in guard.lines
    assert Line(Role.BENCHMARK, 4.1, "peers") in guard.lines
    assert guard.first < guard.last


def test_a_chart_of_one_value_has_a_height_and_a_width(board_from: BuildBoard) -> None:
    board = board_from(
        '{"do": "add_card", "kind": "outcome"}\n'
        '{"do": "add_metric", "of": "G1"}\n'
        '{"do": "add_measurement", "of": "M1", "measured_on": "2026-11-12", "value": 0}'
    )
    chart = chart_of(board, metric(board))
    assert chart is not None
    assert chart.low < 0 < chart.high
    assert chart.first < chart.last


def test_nothing_to_draw_without_a_value(board_from: BuildBoard) -> None:
    board = with_line(board_from, do="add_metric", of="G1", name="Renewals")
    assert chart_of(board, metric(board, "M3")) is None


def test_smart_reads_three_flags_and_takes_two_from_people(
    board_from: BuildBoard, market: Board
) -> None:
    smart = smart_of(market, market.by_ref["G1"])
    assert (smart.specific, smart.measurable, smart.time_bound) == (True, True, True)
    assert (smart.achievable, smart.relevant) == (False, False)
    board = changed(market, target=None, due=None)
    smart = smart_of(board, board.by_ref["G1"])
    assert (smart.specific, smart.measurable, smart.time_bound) == (True, False, False)
    board = with_line(board_from, do="set_outcome_facts", of="G1", is_relevant=True)
    assert smart_of(board, board.by_ref["G1"]).relevant


def test_lines_read_as_on_the_card(market: Board) -> None:
    hires, guard = metric(market), metric(market, "M2")
    assert goal_line(hires) == "Hires per 100 open jobs · 11 → 18 by 30 Jun 2027"
    assert now_line(market, hires, TODAY) == "Now 14 on 12 Nov · next look 12 Dec · Amara"
    assert guardrail_line(guard) == "Rating 1–5 · must stay above 4.2"
    assert goal_line(guard) == "Satisfaction · must stay above 4.2"
    benchmark = market.list_of(guard.id, Benchmark)[0]
    assert benchmark_line(guard, benchmark) == "peers 4.1 (trade survey, 2026)"
    dated = replace(benchmark, source="trade survey 2026")
    assert benchmark_line(guard, dated) == "peers 4.1 (trade survey 2026)"
    short = replace(guard, unit="h", unit_kind=UnitKind.DURATION)
    assert guardrail_line(short) == "must stay above 4.2 h"
    assert now_line(market, guard, TODAY) == "Now 4.4 on 12 Nov · holds"
    assert len({guard_word(state) for state in Guard}) == len(Guard)
    assert len({role_word(role) for role in Role}) == len(Role)


def visible(shown: object) -> str:
    return str(shown).replace("\u200e", "")


def test_a_way_keeps_its_direction_behind_a_name_that_is_read_from_the_right(
    market: Board,
) -> None:
    named = replace(metric(market), name="שיעור מענה 📈", unit="")
    line = goal_line(named)
    assert line.startswith(named.name)
    assert visible(algorithm.get_display(line)).startswith("11 → 18 by 30 Jun 2027 · ")
    broken = line[line.index("by ") + 3 :]
    assert visible(algorithm.get_display(broken, base_dir="R")) == "30 Jun 2027"


def test_a_guardrail_says_how_it_stands(board_from: BuildBoard) -> None:
    for value, standing in ((4.9, "holds"), (4.21, "close to the limit"), (3, "broken")):
        board = with_line(
            board_from, do="add_measurement", of="M2", measured_on="2026-11-12", value=value
        )
        assert f" on 12 Nov · {standing}" in now_line(board, metric(board, "M2"), TODAY)


def test_lines_leave_out_what_is_not_known(board_from: BuildBoard) -> None:
    board = board_from(
        '{"do": "add_card", "kind": "outcome"}\n{"do": "add_metric", "of": "G1"}\n'
        '{"do": "add_metric", "of": "G1", "name": "Hires a month", "unit": "hires", "target": 3,'
        ' "measurable_from": "2027-02-01", "measured_by": "Joon"}'
    )
    bare, hires = metric(board), metric(board, "M2")
    assert goal_line(bare) == ""
    assert now_line(board, bare, TODAY) == "No measurement yet. Who can tell us, and from when?"
    assert counted_words(hires) == "Hires a month"
    assert goal_line(hires) == "Hires a month · – → 3"
    assert now_line(board, hires, TODAY) == "No measurement yet · from 1 Feb 2027 · Joon"


def test_a_value_is_not_now_before_its_day(board_from: BuildBoard) -> None:
    ahead = with_line(board_from, do="add_measurement", of="M1", measured_on="2026-12-31", value=17)
    hires = metric(ahead)
    assert now_line(ahead, hires, TODAY) == "Now 14 on 12 Nov · next look 12 Dec · Amara"
    assert now_line(ahead, hires, day("2026-12-31")).startswith("Now 17 on 31 Dec")
    assert latest(ahead, hires.id, day("2026-08-11")) is None
    assert is_value_due(ahead, hires, day("2026-12-12"))
    broken = with_line(board_from, do="add_measurement", of="M2", measured_on="2026-12-31", value=1)
    assert guard_of(broken, metric(broken, "M2"), TODAY) is not Guard.BROKEN
    assert guard_of(broken, metric(broken, "M2"), day("2026-12-31")) is Guard.BROKEN


def test_a_peer_is_told_with_how_far_we_are_from_it(market: Board) -> None:
    [benchmark] = [row for row in market.details.values() if isinstance(row, Benchmark)]
    metric = market.details[benchmark.owner]
    assert isinstance(metric, Metric)
    line = peer_line(market, metric, benchmark)
    assert line == benchmark_line(metric, benchmark) + " · we are 0.3 ahead"
    level = replace(benchmark, value=4.4)
    assert peer_line(market, metric, level).endswith("we are level")
    assert peer_line(market, metric, replace(benchmark, value=9.0)).endswith(" behind")
