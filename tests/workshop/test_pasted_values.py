"""Values pasted from a spreadsheet, in the shapes people have them, and values entered at once."""

from datetime import date

import pytest

from tests.widgets.memory import MemorySession, board_from
from workshop.board import Board
from workshop.commands.values import DatedValue, enter_values, value_on
from workshop.details import Measurement
from workshop.pasted_values import PastedValues, PasteTrouble, read_values
from workshop.rules import RefusedError
from workshop.steps import StepName

NOW = date(2026, 11, 16)
SCRIPT = """\
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_card", "kind": "outcome", "text": "Employers renew", "parent": "G1"}
{"do": "add_metric", "of": "G1", "name": "Hires per 100 jobs"}
{"do": "add_metric", "of": "G1", "name": "Satisfaction", "is_guardrail": true}
{"do": "add_metric", "of": "G2", "name": "Renewals"}
{"do": "add_measurement", "of": "M1", "measured_on": "2026-10-12", "value": 12, "note": "fair"}
"""


@pytest.fixture
def board() -> Board:
    return board_from(SCRIPT)


def read(board: Board, words: str, metric: str | None = "M1") -> PastedValues:
    return read_values(board, words, board.by_ref[metric] if metric else None, NOW)


def found(board: Board, pasted: PastedValues) -> list[tuple[str, date, float, str]]:
    refs = {row: ref for ref, row in board.by_ref.items()}
    return [(refs[v.metric], v.measured_on, v.value, v.note) for v in pasted.values]


@pytest.mark.parametrize(
    "words",
    [
        "2026-11-01\t14.5\n2026-11-08\t15",
        "2026-11-01;14,5\n2026-11-08;15",
        "2026-11-01,14.5\n2026-11-08,15",
        '"1 Nov 2026","14,5"\n"8 Nov 2026","15"',
        "Date;Hires\n01.11.2026;14,5\n08.11.2026;15",
        "\n 2026-11-01 \t 14.5 \r\n\t\n2026-11-08\t15\n",
    ],
)
def test_a_day_and_a_value_belong_to_the_chosen_metric(board: Board, words: str) -> None:
    pasted = read(board, words)
    assert pasted.unread == []
    assert found(board, pasted) == [
        ("M1", date(2026, 11, 1), 14.5, ""),
        ("M1", date(2026, 11, 8), 15.0, ""),
    ]


def test_the_first_column_may_name_the_metric(board: Board) -> None:
    words = "m1;1 Nov 2026;14;after the fair\nRENEWALS;1 Nov 2026;54 %\nG2;2 Nov 2026;55"
    assert found(board, read(board, words, None)) == [
        ("M1", date(2026, 11, 1), 14.0, "after the fair"),
        ("M3", date(2026, 11, 1), 54.0, ""),
        ("M3", date(2026, 11, 2), 55.0, ""),
    ]


def test_a_heading_may_name_a_metric_for_each_column(board: Board) -> None:
    words = "Week\tHires per 100 jobs\tWeather\tM2\n1 Nov 2026\t14\train\t4.4\n8 Nov 2026\t\t\t4.3"
    assert found(board, read(board, words, None)) == [
        ("M1", date(2026, 11, 1), 14.0, ""),
        ("M2", date(2026, 11, 1), 4.4, ""),
        ("M2", date(2026, 11, 8), 4.3, ""),
    ]


@pytest.mark.parametrize(
    ("words", "metric", "trouble"),
    [
        ("2026-11-01;14\nM9;2026-11-01;7", "M1", PasteTrouble.UNKNOWN_METRIC),
        ("2026-11-01;14", None, PasteTrouble.NO_METRIC),
        ("2026-11-01;14\nsoon;14", "M1", PasteTrouble.NO_DAY),
        ("12/35/2026;14", "M1", PasteTrouble.NO_DAY),
        ("2026-11-01;many", "M1", PasteTrouble.NO_VALUE),
        ("2026-11-01", "M1", PasteTrouble.NO_VALUE),
        ("2026-11-01,14,5", "M1", PasteTrouble.TWO_NUMBERS),
    ],
)
def test_what_is_unclear_is_told_row_by_row(
    board: Board, words: str, metric: str | None, trouble: PasteTrouble
) -> None:
    unread = read(board, words, metric).unread
    assert [(row.row, row.trouble) for row in unread] == [(words.count("\n") + 1, trouble)]


def test_a_metric_whose_name_two_have_must_be_told_by_its_reference(board: Board) -> None:
    twice = board_from(SCRIPT + '{"do": "add_metric", "of": "G2", "name": "Renewals"}\n')
    assert found(twice, read(twice, "Renewals;1 Nov 2026;54", None)) == []
    assert len(found(twice, read(twice, "M4;1 Nov 2026;54", None))) == 1


def test_nonsense_never_fails(board: Board) -> None:
    assert read(board, "").values == []
    assert read(board, '"' + "x" * 200_000).values == []
    assert read(board, "\x00;\u202e;😀\n\t\t\n;;;").values == []


def test_many_values_are_one_step_and_one_undo(board: Board) -> None:
    session = MemorySession(board)
    metric = board.by_ref["M1"]
    days = [DatedValue(metric, date(2026, 11, day), float(day)) for day in range(1, 11)]
    session.run(enter_values, days)
    assert session.names == [StepName.ENTER_VALUES]
    assert len(session.board.list_of(metric, Measurement)) == 11
    session.undo()
    assert len(session.board.list_of(metric, Measurement)) == 1


def test_a_value_takes_the_place_of_that_day_s_and_keeps_its_note(board: Board) -> None:
    session = MemorySession(board)
    metric = board.by_ref["M1"]
    session.run(enter_values, [DatedValue(metric, date(2026, 10, 12), 12.5)])
    value = value_on(session.board, metric, date(2026, 10, 12))
    assert value is not None
    assert (value.value, value.note) == (12.5, "fair")
    assert len(session.board.list_of(metric, Measurement)) == 1


def test_two_values_of_one_day_in_one_paste_leave_the_last(board: Board) -> None:
    session = MemorySession(board)
    metric = board.by_ref["M1"]
    twice = [DatedValue(metric, NOW, 1.0), DatedValue(metric, NOW, 2.0, "counted again")]
    session.run(enter_values, twice)
    value = value_on(session.board, metric, NOW)
    assert value is not None
    assert (value.value, value.note) == (2.0, "counted again")


def test_a_value_out_of_bounds_writes_none_of_them(board: Board) -> None:
    session = MemorySession(board)
    metric = board.by_ref["M1"]
    with pytest.raises(RefusedError):
        session.run(enter_values, [DatedValue(metric, NOW, 1.0), DatedValue(metric, NOW, 1e30)])
    assert session.board is board


def test_values_are_read_in_the_unit_of_their_metric() -> None:
    script = SCRIPT.replace('"Renewals"', '"Renewals", "unit": "M€", "unit_kind": "money"')
    board = board_from(script)
    cells = "M3\t2026-11-01\tM€ 4.9\nM3\t2026-11-08\t6.2 M€\nM3\t2026-11-15\t50 %"
    pasted = read(board, cells)
    assert [value.value for value in pasted.values] == [4.9, 6.2]
    assert [unread.trouble for unread in pasted.unread] == [PasteTrouble.NO_VALUE]
