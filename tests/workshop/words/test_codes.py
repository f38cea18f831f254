"""Every code has its words."""

import string

import pytest

from workshop.records import Workshop
from workshop.rules import Refusal, RefusedError
from workshop.steps import StepName
from workshop.store.errors import Note, StorageError, Trouble
from workshop.vocabulary import Kind, Status
from workshop.words.codes import (
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
    "name": "Amara Diallo",
}


def test_every_code_has_words() -> None:
    assert all(kind_word(kind) for kind in Kind)
    assert all(status_word(status) for status in Status)
    assert all(step_words(name) for name in StepName)


@pytest.mark.parametrize("code", list(Refusal))
def test_every_refusal_is_one_sentence(code: Refusal) -> None:
    params: dict[str, str | int] = dict(PARAMS)
    if code is Refusal.MAY_NOT_HANG_UNDER:
        params |= {"kind": "test", "parent": "outcome"}
    if code is Refusal.HAS_DETAILS:
        params |= {"kind": "outcome", "what": "metric"}
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
