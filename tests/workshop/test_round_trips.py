"""Whatever people can say comes back the same: script → board → JSON → file → undo → redo."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect

from exports.formats.json import as_plain
from workshop.board import Board
from workshop.details import DETAILS, Detail, own_fields
from workshop.records import MAX_NAME
from workshop.rules import RefusedError
from workshop.scripting import parse, step_of, template_step
from workshop.session import Session
from workshop.store.vetting import check_file
from workshop.store.writer import open_writer
from workshop.values.text import clean_name, clean_text

#: Syncing a real disk proves nothing here.
_MEMORY = Path("/dev/shm")
#: Rows that details of every kind can belong to, and point at.
SCAFFOLD = [
    {"do": "add_card", "kind": "outcome", "text": "Jobs are filled"},
    {"do": "add_card", "kind": "opportunity", "text": "I forget", "parent": "G1"},
    {"do": "add_card", "kind": "solution", "text": "Reminders", "parent": "O1"},
    {"do": "add_card", "kind": "test", "text": "9 of 15", "parent": "S1"},
    {"do": "add_output", "text": "Reminders"},
    {"do": "link", "output": "P1", "outcome": "G1"},
    {"do": "add_metric", "of": "G1"},
    {"do": "add_assumption", "of": "O1"},
    {"do": "add_lane_item", "lane": "activity"},
    {"do": "add_objective"},
]
OWNERS = {
    "outcome": "G1",
    "opportunity": "O1",
    "solution": "S1",
    "test": "T1",
    "output": "P1",
    "contribution": "P1>G1",
    "metric": "M1",
    "assumption": "A1",
    "lane_item": "I1",
    "objective": "J1",
}

LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)
TEXTS = st.lists(LINES, max_size=3).map("\n".join)


def values_of(kind: inspect.Type) -> st.SearchStrategy[Any]:
    """Values a script may give to a field of this type."""
    if isinstance(kind, inspect.UnionType):
        return st.one_of([values_of(each) for each in kind.types])
    if isinstance(kind, inspect.StrType):
        is_name = kind.max_length is not None and kind.max_length <= MAX_NAME
        return LINES.map(clean_name) if is_name else TEXTS.map(clean_text)
    if isinstance(kind, inspect.EnumType):
        return st.sampled_from([code.value for code in kind.cls])
    if isinstance(kind, inspect.DateType):
        return st.dates().map(lambda day: day.isoformat())
    if isinstance(kind, inspect.FloatType):
        return st.floats(-1e15, 1e15).map(lambda value: value + 0.0)
    if isinstance(kind, inspect.IntType):
        return st.integers(kind.ge, kind.le)
    return {inspect.BoolType: st.booleans(), inspect.NoneType: st.none()}[type(kind)]


def fields_of(kind: type[Detail]) -> st.SearchStrategy[dict[str, Any]]:
    """All fields of a kind: a reference where the field points at a row."""
    return st.fixed_dictionaries(
        {
            field.name: st.just("P1") if field.name in kind.refers else values_of(field.type)
            for field in own_fields(kind)
        }
    )


@st.composite
def line_of(draw: st.DrawFn, kind: type[Detail]) -> dict[str, Any]:
    """One line that gives every field of a detail of a kind, somewhere it may belong."""
    line: dict[str, Any] = {"do": f"{'set' if kind.only_one else 'add'}_{kind.kind_name}"}
    owner = draw(st.sampled_from(kind.belongs_to))
    if owner != "workshop":
        line["of"] = OWNERS[owner]
    return line | draw(fields_of(kind))


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    """One line about a card, an output, a link or the workshop itself, with every field."""
    text, note, name = draw(TEXTS), draw(TEXTS), draw(LINES)
    return draw(
        st.sampled_from(
            [
                {"do": "add_card", "kind": "opportunity", "text": text, "note": note},
                {"do": "edit_card", "ref": "O1", "text": text, "note": note},
                {"do": "add_output", "text": text, "owner": name, "status": "shipped"},
                {"do": "edit_output", "ref": "P1", "text": text, "owner": name, "solution": "S1"},
                {"do": "link", "output": "P1", "outcome": "G1", "assumption": text},
                {"do": "set_workshop", "title": name, "problem": text, "team": name},
                {"do": "set_workshop", "held_on": "2026-11-16", "people": [name, text]},
                {"do": "unlink", "output": "P1", "outcome": "G1"},
                {"do": "delete_card", "ref": "O1"},
            ]
        )
    )


def told(board: Board) -> Any:
    """All that the JSON form says of a board, by reference and without order among owners."""
    plain = msgspec.json.decode(msgspec.json.encode(as_plain(board)))
    plain["details"] = {detail["ref"]: detail for detail in plain["details"]}
    return plain


def run(session: Session, line: dict[str, Any]) -> bool:
    """Run a line; False when it is refused."""
    parsed = parse(msgspec.json.encode(line))
    try:
        return session.run(lambda board: step_of(parsed, board)).changed
    except RefusedError:
        return False


@pytest.mark.parametrize("kind", DETAILS.values(), ids=list(DETAILS))
def test_every_field_of_every_detail_comes_back(kind: type[Detail]) -> None:
    @settings(max_examples=5)
    @given(st.lists(line_of(kind), min_size=1, max_size=3))
    def goes_round(lines: list[dict[str, Any]]) -> None:
        _goes_round(lines)

    goes_round()


@settings(max_examples=20)
@given(st.lists(rows(), min_size=1, max_size=4))
def test_cards_outputs_links_and_the_workshop_come_back(lines: list[dict[str, Any]]) -> None:
    _goes_round(lines)


def _goes_round(lines: list[dict[str, Any]]) -> None:
    folder = Path(tempfile.mkdtemp(dir=_MEMORY if _MEMORY.is_dir() else None))
    try:
        _goes_round_in(folder, lines)
    finally:
        shutil.rmtree(folder)


def _goes_round_in(folder: Path, lines: list[dict[str, Any]]) -> None:
    first = template_step(msgspec.json.encode(line).decode() for line in SCAFFOLD)
    session = Session.create(folder / "home", open_writer, first=first)
    states = [told(session.board)]
    for line in lines:
        if run(session, line):
            _says(session.board, line)
            states.append(told(session.board))
    file = folder / "kickoff.whyboard"
    session.name_file(file)
    board = session.board
    session.close()
    again = Session.open(file, folder / "home", open_writer)
    assert again.board == board
    for state in reversed(states[:-1]):
        assert told(again.undo().board) == state
    assert not again.to_undo
    while again.to_redo:
        again.redo()
    assert again.board == board
    again.close()
    assert check_file(file).board == board


def _says(board: Board, line: dict[str, Any]) -> None:
    """The newest detail of the line's kind says what the line gave, field by field."""
    do, _, name = line["do"].partition("_")
    kind = DETAILS.get(name)
    if kind is None:
        return
    said = [d for d in told(board)["details"].values() if d["kind"] == name]
    latest = max(said, key=lambda d: int(d["ref"].lstrip(kind.letter)))
    for field in own_fields(kind):
        value, given = latest[field.name], line[field.name]
        if field.name in kind.people:
            assert " ".join(value.split()).casefold() == " ".join(given.split()).casefold()
        else:
            assert value == given, (do, field.name)
