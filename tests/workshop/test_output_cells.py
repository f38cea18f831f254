"""Cells of the table as words and back, and writing many of them as one step."""

import datetime
from collections.abc import Callable

import pytest

from workshop.board import Board
from workshop.commands.cards import edit_card
from workshop.commands.details import add_detail
from workshop.commands.outputs import OutputEdit, delete_outputs, link_output, write_outputs
from workshop.details import ContributionFacts, Metric, OutputFacts
from workshop.method import Confidence
from workshop.output_cells import (
    READ_ONLY,
    Column,
    UnreadableError,
    cell_words,
    heading,
    with_cell,
)
from workshop.records import MAX_TEXT
from workshop.rules import RefusedError
from workshop.steps import StepName
from workshop.vocabulary import Status

NOW = datetime.date(2026, 11, 16)


def row(board: Board, ref: str) -> str:
    return board.by_ref[ref]


def written(board: Board, *edits: OutputEdit) -> Board:
    return board.applied(write_outputs(board, edits).changes)


def read(board: Board, output: str | None, cells: dict[Column, str]) -> OutputEdit:
    edit = OutputEdit(output=output)
    for column, words in cells.items():
        edit = with_cell(board, edit, column, words, NOW)
    return edit


@pytest.fixture
def linked(small: Board) -> Board:
    """P1 drives G1 and G2."""
    return small.applied(link_output(small, row(small, "P1"), row(small, "G2")).changes)


def test_every_column_has_a_heading() -> None:
    assert len({heading(column) for column in Column}) == len(Column)


def test_a_whole_row_of_words_is_one_new_output(small: Board) -> None:
    cells = {
        Column.OUTPUT: "Status page",
        Column.OUTCOME: "G1 whatever\nEmployers renew",
        Column.ASSUMPTION: "They leave because they hear nothing",
        Column.CONFIDENCE: "med",
        Column.DELIVERABLE: "Screens",
        Column.PLANNED: "1 200",
        Column.DELIVERED: "3",
        Column.DUE: "31 Mar 2027",
        Column.OWNER: "Joon",
        Column.STATUS: "in progress",
    }
    board = written(small, read(small, None, cells))
    added = board.rows[-1]
    shown = {column: cell_words(board, added, column) for column in cells}
    assert shown == cells | {
        Column.OUTCOME: "G1 More jobs are filled\nG2 Employers renew",
        Column.ASSUMPTION: "G1: They leave because they hear nothing\n"
        "G2: They leave because they hear nothing",
        Column.CONFIDENCE: "G1: Medium\nG2: Medium",
        Column.PLANNED: "1200",
        Column.STATUS: "In progress",
    }


def test_what_is_copied_from_a_row_and_pasted_there_changes_nothing(linked: Board) -> None:
    output = row(linked, "P1")
    cells = {c: cell_words(linked, output, c) for c in Column if c not in READ_ONLY}
    assert not write_outputs(linked, [read(linked, output, cells)]).changes


def test_words_can_be_about_one_of_several_outcomes(linked: Board) -> None:
    output = row(linked, "P1")
    cells = {Column.CONFIDENCE: "G2: high", Column.ASSUMPTION: "g2: Renewal follows"}
    board = written(linked, read(linked, output, cells))
    assert cell_words(board, output, Column.CONFIDENCE) == "G2: High"
    assert cell_words(board, output, Column.ASSUMPTION) == (
        "G1: Late answers lose people\nG2: Renewal follows"
    )


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (Column.STATUS, "soon"),
        (Column.CONFIDENCE, "very"),
        (Column.PLANNED, "many"),
        (Column.DUE, "some day"),
        (Column.OUTCOME, "G9 nothing like it"),
        (Column.OUTCOME, "O1 I forget to answer"),
        (Column.KNOW, "11 to 18"),
    ],
)
def test_words_that_mean_nothing_in_their_column(small: Board, column: Column, words: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(small, row(small, "P1"), {column: words})
    assert (caught.value.column, caught.value.words) == (column, words)


def test_no_words_clear_every_cell_that_can_stand_empty(linked: Board) -> None:
    output = row(linked, "P1")
    full = {
        Column.CONFIDENCE: "high",
        Column.PLANNED: "3",
        Column.DUE: "tomorrow",
        Column.OWNER: "Joon",
        Column.STATUS: "shipped",
    }
    board = written(linked, read(linked, output, full))
    empty = dict.fromkeys((*full, Column.OUTCOME, Column.ASSUMPTION), "")
    board = written(board, read(board, output, empty))
    shown = {column: cell_words(board, output, column) for column in empty}
    assert shown == empty | {Column.STATUS: "Planned"}


def test_clearing_what_is_empty_adds_no_detail(small: Board) -> None:
    edit = read(small, row(small, "P1"), {Column.CONFIDENCE: "", Column.DUE: ""})
    assert not write_outputs(small, [edit]).changes


def test_outcomes_that_stay_linked_keep_what_is_said_of_them(linked: Board) -> None:
    output = row(linked, "P1")
    board = written(linked, read(linked, output, {Column.OUTCOME: "G1"}))
    assert cell_words(board, output, Column.ASSUMPTION) == "Late answers lose people"


def test_many_edits_are_one_step_and_a_refused_one_writes_nothing(small: Board) -> None:
    edits = [OutputEdit(output=output, status=Status.SHIPPED) for output in small.rows]
    step = write_outputs(small, [*edits, OutputEdit(text="New")])
    assert step.name is StepName.EDIT_OUTPUT
    board = small.applied(step.changes)
    assert [o.status for o in board.table_rows()] == [Status.SHIPPED] * 2 + [Status.PLANNED]
    assert board.applied(step.inverted().changes).outputs == small.outputs
    with pytest.raises(RefusedError):
        write_outputs(small, [*edits, OutputEdit(text="x" * (MAX_TEXT + 1))])


def test_deleting_several_outputs_is_one_step(small: Board) -> None:
    step = delete_outputs(small, small.rows)
    assert small.applied(step.changes).rows == ()


def test_how_we_will_know_reads_the_metrics_without_guardrails(
    small: Board, board_from: Callable[[str], Board]
) -> None:
    goal = row(small, "G1")
    facts: dict[str, object] = {"name": "Hires", "baseline": 11, "target": 18, "due": NOW}
    board = small.applied(add_detail(small, Metric, goal, facts).changes)
    held = {"name": "Rating", "is_guardrail": True}
    board = board.applied(add_detail(board, Metric, goal, held).changes)
    assert cell_words(board, row(board, "P1"), Column.KNOW) == "Hires 11 → 18 by 16 Nov 2026"


def test_a_hypothesis_is_one_sentence_of_what_is_written(small: Board) -> None:
    link = small.contributions_of(row(small, "P1"))[0].id
    facts: dict[str, object] = {"behaviour": "they answer", "because": "nobody likes red"}
    board = small.applied(add_detail(small, ContributionFacts, link, facts).changes)
    assert cell_words(board, row(board, "P1"), Column.HYPOTHESIS) == (
        "so that they answer, because nobody likes red"
    )


def test_confidence_keeps_the_rest_of_the_hypothesis(small: Board) -> None:
    output = row(small, "P1")
    link = small.contributions_of(output)[0].id
    board = small.applied(add_detail(small, ContributionFacts, link, {"result": "Hires"}).changes)
    board = written(board, OutputEdit(output=output, confidences={None: Confidence.LOW}))
    facts = board.facts_of(link, ContributionFacts)
    assert facts is not None
    assert (facts.confidence, facts.result) == (Confidence.LOW, "Hires")


def test_facts_written_twice_are_one_detail(small: Board) -> None:
    output = row(small, "P1")
    board = written(small, OutputEdit(output=output, facts={"planned": 4}))
    board = written(board, OutputEdit(output=output, facts={"delivered": 3}))
    facts = board.facts_of(output, OutputFacts)
    assert facts is not None
    assert (facts.planned, facts.delivered) == (4, 3)


@pytest.mark.parametrize("words", ["G1; G2", "g1, G2", "G1 as said; G2 Employers renew", "G1\nG2"])
def test_all_outcomes_of_a_cell_are_linked(small: Board, words: str) -> None:
    edit = read(small, None, {Column.OUTCOME: words})
    assert edit.outcomes == (row(small, "G1"), row(small, "G2"))


def test_an_outcome_may_have_a_semicolon_in_its_text(small: Board) -> None:
    said = "Jobs are filled; G2 is no part of it"
    board = small.applied(edit_card(small, row(small, "G1"), text=said).changes)
    for words in (said, f"G1 {said}"):
        assert read(board, None, {Column.OUTCOME: words}).outcomes == (row(board, "G1"),)


def test_of_several_outcomes_the_unknown_ones_are_named(small: Board) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(small, None, {Column.OUTCOME: "G2; G9, G8"})
    assert caught.value.words == "G9; G8"
    assert caught.value.edit is not None
    assert caught.value.edit.outcomes == (row(small, "G2"),)
