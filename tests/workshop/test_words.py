"""Every code has its words, and gaps are found where something is missing."""

import string

import pytest

from workshop.board import Board
from workshop.commands.facts import set_workshop
from workshop.commands.outputs import edit_output, link_output, unlink_output
from workshop.gaps import Gap, GapCode, gaps_of, is_gap
from workshop.records import Workshop
from workshop.rules import Refusal, RefusedError
from workshop.steps import StepName
from workshop.store.errors import Note, StorageError, Trouble
from workshop.vocabulary import Kind, Status
from workshop.words import (
    gap_text,
    kind_word,
    note_text,
    refusal_text,
    status_word,
    step_words,
    title_of,
    trouble_text,
)

PARAMS: dict[str, str | int] = {
    "ref": "O1",
    "parent": "O2",
    "outcome": "G1",
    "opportunity": "O2",
    "limit": 5,
    "length": 9,
    "kind": "metric",
    "detail": "M1",
    "field": "due",
}


def test_every_code_has_words() -> None:
    assert all(kind_word(kind) for kind in Kind)
    assert all(status_word(status) for status in Status)
    assert all(step_words(name) for name in StepName)
    assert all(gap_text(Gap(code, ("G1",))) for code in GapCode)


@pytest.mark.parametrize("code", list(Refusal))
def test_every_refusal_is_one_sentence(code: Refusal) -> None:
    params: dict[str, str | int] = dict(PARAMS)
    if code is Refusal.MAY_NOT_HANG_UNDER:
        params |= {"kind": "test", "parent": "outcome"}
    sentence = refusal_text(RefusedError(code, **params))
    assert sentence.endswith(".")
    assert all(field is None for _, field, _, _ in string.Formatter().parse(sentence))


@pytest.mark.parametrize("code", list(Trouble))
def test_every_trouble_is_one_sentence(code: Trouble) -> None:
    error = StorageError(code, path="a.whyboard", reason="it is cold", limit=64, version=9)
    sentence = trouble_text(error)
    assert sentence.endswith(".")
    assert all(field is None for _, field, _, _ in string.Formatter().parse(sentence))


@pytest.mark.parametrize("note", list(Note))
def test_every_note_is_a_sentence(note: Note) -> None:
    sentence = note_text(note, "other.whyboard")
    assert sentence.endswith(".")
    assert ("other.whyboard" in sentence) is (note is not Note.COPY_DAMAGED)


def test_a_workshop_without_a_title_still_has_a_name() -> None:
    assert title_of(Workshop(title="Kickoff")) == "Kickoff"
    assert title_of(Workshop())


def test_gaps_name_what_is_missing(small: Board) -> None:
    codes = [(gap.code, gap.refs) for gap in gaps_of(small)]
    assert codes == [
        (GapCode.NO_PROBLEM, ()),
        (GapCode.OUTPUT_WITHOUT_OUTCOME, ("P2",)),
        (GapCode.OUTCOME_WITHOUT_OUTPUT, ("G2",)),
    ]
    assert not gaps_of(Board())


def test_an_outcome_is_served_by_an_output_of_an_outcome_below_it(small: Board) -> None:
    upper, lower = small.by_ref["G1"], small.by_ref["G2"]
    board = small.applied(unlink_output(small, small.by_ref["P1"], upper).changes)
    assert ("G1",) in [gap.refs for gap in gaps_of(board)]
    board = board.applied(link_output(board, board.by_ref["P2"], lower).changes)
    refs = [gap.refs for gap in gaps_of(board)]
    assert ("G1",) not in refs
    assert ("G2",) not in refs


def test_outcomes_come_in_tree_order(small: Board) -> None:
    whole = [card for card in small.in_tree_order() if card.kind is Kind.OUTCOME]
    assert list(small.outcomes()) == whole
    assert len(whole) > 1


def test_a_written_problem_and_a_dropped_output_are_no_gaps(small: Board) -> None:
    board = small.applied(set_workshop(small, problem="Nobody answers in time").changes)
    dropped = edit_output(board, board.by_ref["P2"], status=Status.DROPPED)
    board = board.applied(dropped.changes)
    assert not is_gap(board, board.by_ref["P2"])
    assert [gap.refs for gap in gaps_of(board)] == [("G2",)]
