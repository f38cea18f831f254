"""Cards say the few facts that stand behind them, and nothing when there are none."""

import pytest

from tests.widgets.memory import board_from
from workshop.board import Board
from workshop.drawing.faces import NO_FACTS, Facts
from workshop.drawing.shapes import Fact
from workshop.words.cards import cards_told_of, facts_on, spoken_facts

TREE = """\
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_card", "kind": "opportunity", "text": "I forget to reply", "parent": "G1"}
{"do": "add_card", "kind": "solution", "text": "Remind after a day", "parent": "O1"}
{"do": "add_card", "kind": "test", "text": "9 of 15 answer", "parent": "S1"}
"""


def board_with(*lines: str) -> Board:
    return board_from(TREE + "\n".join(lines))


def facts(board: Board, ref: str) -> Facts:
    return facts_on(board, board.cards[board.by_ref[ref]])


def said(board: Board, ref: str) -> list[tuple[Fact, str]]:
    return [(line.fact, line.words) for line in facts(board, ref).lines]


@pytest.mark.parametrize("ref", ["G1", "S1", "T1"])
def test_a_card_without_facts_says_nothing(ref: str) -> None:
    assert facts(board_with(), ref) == NO_FACTS


def test_an_outcome_says_its_class_its_metric_its_team_and_how_it_ended() -> None:
    board = board_with(
        '{"do": "set_outcome_facts", "of": "G1", "outcome_class": "product", '
        '"indicator": "leading", "team": "Growth team", "state": "missed", "owner_name": "Amara"}',
        '{"do": "add_metric", "of": "G1", "name": "Satisfaction", "is_guardrail": true}',
        '{"do": "add_metric", "of": "G1", "name": "Hires", "baseline": 11, "target": 18, '
        '"due": "2027-06-30"}',
    )
    shown = facts(board, "G1")
    assert (shown.heading, shown.aside) == ("Product outcome", "leading")
    assert said(board, "G1") == [
        (Fact.METRIC, "Hires · 11\u00a0→\u00a018 by 30\u00a0Jun\u00a02027"),
        (Fact.OWNER, "Amara · Growth team"),
        (Fact.STATE, "Missed"),
    ]


def test_a_second_metric_is_counted() -> None:
    board = board_with(
        '{"do": "add_metric", "of": "G1", "name": "Hires"}',
        '{"do": "add_metric", "of": "G1", "name": "Replies"}',
    )
    assert said(board, "G1") == [(Fact.METRIC, "Hires (+1)")]


def test_numbers_are_not_cut_off_behind_a_long_name() -> None:
    name = "Open jobs filled within thirty days by candidates we introduced"
    board = board_with(
        f'{{"do": "add_metric", "of": "G1", "name": "{name}", "baseline": 11, "target": 18}}'
    )
    assert said(board, "G1") == [(Fact.METRIC, name), (Fact.METRIC, "11\u00a0→\u00a018")]
    board = board_with(f'{{"do": "add_metric", "of": "G1", "name": "{name}"}}')
    assert said(board, "G1") == [(Fact.METRIC, name)]


@pytest.mark.parametrize(("count", "marks"), [(0, "○"), (1, "●"), (6, "●●●●●●"), (7, "● 7")])
def test_an_opportunity_is_a_guess_or_counts_its_evidence(count: int, marks: str) -> None:
    evidence = ['{"do": "add_evidence", "of": "O1", "quote": "Nobody wrote back"}'] * count
    assert facts(board_with(*evidence), "O1").marks == marks


def test_the_target_opportunity_stands_out_in_words_and_shape() -> None:
    board = board_with('{"do": "set_opportunity_facts", "of": "O1", "is_target": true}')
    assert facts(board, "O1") == Facts("Target opportunity", marks="○", stands_out=True)
    assert not facts(board_with(), "O1").stands_out


def test_a_solution_says_its_worst_risk_and_its_outputs() -> None:
    board = board_with(
        '{"do": "add_assumption", "of": "S1", "text": "Proven", "importance": 3, "evidence": 3}',
        '{"do": "add_assumption", "of": "S1", "text": "Minor", "importance": 1, "evidence": 0}',
        '{"do": "add_assumption", "of": "S1", "text": "They\\nread it", "importance": 3, '
        '"evidence": 0}',
        '{"do": "add_output", "text": "Reminders", "solution": "S1", "status": "shipped"}',
    )
    assert said(board, "S1") == [
        (Fact.RISK, "Risk A3: They read it"),
        (Fact.OUTPUTS, "Output P1 · shipped"),
    ]
    board = board_from(
        TREE
        + '{"do": "add_output", "text": "Reminders", "solution": "S1"}\n'
        + '{"do": "add_output", "text": "Digest", "solution": "S1"}\n'
    )
    assert said(board, "S1") == [(Fact.OUTPUTS, "Outputs P1, P2")]


def test_a_test_says_what_it_needs_what_it_got_and_what_that_means() -> None:
    board = board_with('{"do": "set_test_facts", "of": "T1", "threshold": "9 of 15"}')
    assert said(board, "T1") == [(Fact.STATE, "Needs 9 of 15")]
    due = '{"do": "set_test_facts", "of": "T1", "threshold": "9 of 15", "due": "2026-12-14"}'
    assert said(board_with(due), "T1") == [
        (Fact.STATE, "Needs 9 of 15 · due 14\u00a0Dec\u00a02026")
    ]
    board = board_with(
        '{"do": "set_test_facts", "of": "T1", "threshold": "9 of 15", "result": "4 of 15", '
        '"verdict": "invalidated"}'
    )
    assert said(board, "T1") == [
        (Fact.STATE, "Needs 9 of 15 · got 4 of 15"),
        (Fact.STATE, "Invalidated"),
    ]


def test_long_words_of_a_test_are_lines_of_their_own() -> None:
    board = board_with(
        '{"do": "set_test_facts", "of": "T1", "threshold": "9 of 15 answer the same day", '
        '"result": "11 of 15 answered the same day"}'
    )
    assert said(board, "T1") == [
        (Fact.STATE, "Needs 9 of 15 answer the same day"),
        (Fact.STATE, "Got 11 of 15 answered the same day"),
    ]


def test_marks_are_said_in_words() -> None:
    board = board_with('{"do": "set_opportunity_facts", "of": "O1", "is_target": true}')
    card = board.cards[board.by_ref["O1"]]
    assert spoken_facts(board, card) == ["target opportunity", "a guess"]
    board = board_with('{"do": "add_evidence", "of": "O1", "quote": "Nobody wrote back"}')
    assert spoken_facts(board, board.cards[board.by_ref["O1"]]) == ["1 piece of evidence"]


def test_a_row_is_told_of_by_the_card_that_shows_it() -> None:
    board = board_with(
        '{"do": "add_metric", "of": "G1", "name": "Hires"}',
        '{"do": "add_measurement", "of": "M1", "measured_on": "2026-12-01", "value": 3}',
        '{"do": "add_output", "text": "Reminders", "solution": "S1"}',
        '{"do": "add_output", "text": "Newsletter"}',
        '{"do": "add_decision", "text": "Go"}',
    )
    told = {ref: list(cards_told_of(board, board.by_ref[ref])) for ref in board.by_ref}
    card = board.by_ref.__getitem__
    assert told["O1"] == [card("O1")]
    assert told["M1"] == told["V1"] == [card("G1")]
    assert told["P1"] == [card("S1")]
    assert told["P2"] == told["D1"] == []
    assert list(cards_told_of(board, "0" * 31 + "9")) == []
