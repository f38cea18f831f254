"""What differs between two boards, told by the rows that people know."""

from collections.abc import Callable

from workshop.board import Board
from workshop.reading.differences import DifferenceTheme, Fate, differences_between
from workshop.scripting import parse, step_of
from workshop.words.differences import (
    difference_lines,
    difference_theme_word,
    difference_title,
    fate_word,
)

SCRIPT = """
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_card", "kind": "opportunity", "text": "I forget to answer", "parent": "G1"}
{"do": "add_card", "kind": "opportunity", "text": "Every CV looks the same", "parent": "G1"}
{"do": "add_card", "kind": "solution", "text": "Reminders", "parent": "O1"}
{"do": "add_metric", "of": "G1", "name": "Hires", "baseline": 11, "target": 18}
{"do": "add_output", "text": "Reminders in the app"}
{"do": "add_output", "text": "Newsletter"}
{"do": "add_assumption", "of": "G1", "text": "Late answers lose people"}
{"do": "add_not_now", "text": "An app for candidates"}
"""


def told(before: Board, after: Board) -> list[tuple[str, str, list[str]]]:
    return [
        (fate_word(d.fate), difference_title(d), difference_lines(before, after, d))
        for d in differences_between(before, after)
    ]


def changed(board: Board, *lines: str) -> Board:
    for line in lines:
        board = board.applied(step_of(parse(line), board).changes)
    return board


def test_nothing_differs_from_itself(board_from: Callable[[str], Board]) -> None:
    board = board_from(SCRIPT)
    assert not differences_between(board, board)


def test_a_month_of_changes_reads_in_order(board_from: Callable[[str], Board]) -> None:
    before = board_from(SCRIPT)
    after = changed(
        before,
        '{"do": "set_workshop", "problem": "Nobody answers"}',
        '{"do": "edit_card", "ref": "O1", "text": "I forget to answer in time"}',
        '{"do": "add_evidence", "of": "O1", "quote": "I always forget", "source": "Joon"}',
        '{"do": "delete_card", "ref": "O2"}',
        '{"do": "edit_output", "ref": "P1", "status": "shipped", "solution": "S1"}',
        '{"do": "link", "output": "P1", "outcome": "G1"}',
        '{"do": "add_output", "text": "Status page"}',
        '{"do": "edit_metric", "ref": "M1", "target": 20, "reason": "too easy"}',
        '{"do": "add_measurement", "of": "M1", "measured_on": "2026-12-12", "value": 14}',
        '{"do": "add_review", "of": "A1", "held_on": "2026-12-16", "verdict": "validated",'
        ' "note": "14 of 20"}',
        '{"do": "add_decision", "text": "Reminders first"}',
    )
    days = told(before, after)
    version = days.pop(6)
    assert days == [
        ("Changed", "The workshop", ["Problem: – → Nobody answers"]),
        ("New", "D1 Reminders first", []),
        (
            "Changed",
            "O1 I forget to answer in time",
            [
                "Text: I forget to answer → I forget to answer in time",
                "Evidence: Joon, I always forget",
            ],
        ),
        ("Gone", "O2 Every CV looks the same", []),
        (
            "Changed",
            "P1 Reminders in the app",
            ["Status: Planned → Shipped", "Comes from: – → S1", "Linked to G1"],
        ),
        ("New", "P3 Status page", []),
        (
            "Changed",
            "A1 Late answers lose people",
            ["Review: Validated on 16 Dec 2026: 14 of 20"],
        ),
    ]
    assert version[:2] == ("Changed", "M1 Hires")
    assert version[2][0] == "Target: 18 → 20"
    assert "Measurement: 14 on 12 Dec 2026" in version[2]
    assert any(line.startswith("Earlier version: Hires, 11, 18") for line in version[2])


def test_what_is_taken_away_is_told_with_its_row(board_from: Callable[[str], Board]) -> None:
    before = changed(
        board_from(SCRIPT),
        '{"do": "add_measurement", "of": "M1", "measured_on": "2026-12-12", "value": 14}',
        '{"do": "link", "output": "P1", "outcome": "G1"}',
    )
    after = changed(
        before,
        '{"do": "delete_measurement", "ref": "V1"}',
        '{"do": "unlink", "output": "P1", "outcome": "G1"}',
    )
    assert told(before, after) == [
        ("Changed", "P1 Reminders in the app", ["No longer linked to G1"]),
        ("Changed", "M1 Hires", ["Measurement taken away: 14 on 12 Dec 2026"]),
    ]


def test_a_card_that_went_takes_along_what_belongs_to_it(
    board_from: Callable[[str], Board],
) -> None:
    before = board_from(SCRIPT)
    after = changed(before, '{"do": "delete_card", "ref": "G1"}')
    gone = {d.row for d in differences_between(before, after) if d.fate is Fate.WENT}
    assert {getattr(row, "ref", "") for row in gone} == {"G1", "O1", "O2", "S1", "M1", "A1"}


def test_order_alone_is_not_worth_telling(board_from: Callable[[str], Board]) -> None:
    before = board_from(SCRIPT)
    after = changed(before, '{"do": "move_card", "ref": "O2", "after": null}')
    assert before != after
    assert not differences_between(before, after)
    elsewhere = changed(before, '{"do": "move_card", "ref": "O2", "parent": "O1"}')
    assert told(before, elsewhere) == [
        ("Changed", "O2 Every CV looks the same", ["Hangs under: G1 → O1"])
    ]


def test_themes_and_fates_have_words_of_their_own() -> None:
    assert len({difference_theme_word(theme) for theme in DifferenceTheme}) == len(DifferenceTheme)
    assert len({fate_word(fate) for fate in Fate}) == len(Fate)
