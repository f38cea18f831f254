"""The history of a damaged workshop goes on as far back as it can be believed, and no farther."""

import random
from pathlib import Path

import pytest

from tests.workshop.store.samples import crafted, named_session
from workshop.board import Board
from workshop.commands.cards import add_card, delete_card, edit_card
from workshop.session import Session
from workshop.steps import StepName
from workshop.store.copies import saved_from, write_copy
from workshop.store.salvage import salvaged
from workshop.store.vetting import check_file
from workshop.store.writer import open_writer
from workshop.vocabulary import Kind

PAGE = 4096


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A workshop of twelve commands; the ninth is a deletion, undone and redone."""
    session = named_session(tmp_path)
    refs = session.board.by_ref
    session.run(edit_card, refs["G1"], text="People come back and stay")
    session.run(delete_card, refs["O2"])
    session.undo()
    session.redo()
    session.run(add_card, kind=Kind.OUTCOME, text="Last")
    session.close()
    return tmp_path / "kickoff.whyboard"


def _saved(file: Path) -> Session:
    """What was saved of a file, in a workshop of its own that passes every check."""
    found = salvaged(file.read_bytes())
    whole = file.with_name("whole.whyboard")
    write_copy(whole, saved_from(found, "Ben"))
    assert _rows(check_file(whole).board) == _rows(found.board)
    return Session.open(whole, file.parent / "new home", open_writer)


def _rows(board: Board) -> tuple[object, ...]:
    links = board.links, board.supports
    return board.workshop, board.cards, board.outputs, links, board.details


def _names(session: Session) -> list[StepName]:
    return [entry.name for entry in session.history()]


def test_where_the_journal_is_whole_everything_can_be_undone_but_the_beginning(file: Path) -> None:
    before = check_file(file)
    session = _saved(file)
    first, *rest = session.history()
    assert (first.name, first.actor) == (StepName.SAVE_WHAT_IS_LEFT, "Ben")
    assert first.at == rest[0].at
    assert [(e.at, e.actor, e.kind, e.name) for e in rest] == [
        (e.at, e.actor, e.kind, e.name) for e in before.journal
    ]
    assert _rows(session.board) == _rows(before.board)
    while session.to_undo:
        session.undo()
    assert session.board.is_empty
    while session.to_redo:
        session.redo()
    assert _rows(session.board) == _rows(before.board)
    session.close()


def test_it_is_another_document_that_gives_no_reference_again(file: Path) -> None:
    session = _saved(file)
    assert session.doc_id != salvaged(file.read_bytes()).doc_id
    session.run(add_card, kind=Kind.OPPORTUNITY, text="New")
    assert "O3" in session.board.by_ref
    session.close()


@pytest.mark.parametrize(
    ("lost", "kept"),
    [
        ("DELETE FROM command WHERE seq = 7", 5),
        ("UPDATE command SET actor = char(0), at = 'noon' WHERE seq = 8", 4),
        ("UPDATE change SET before = null WHERE command = 8", 4),
        # Nobody knows whether what is missing belonged to the ninth, which is undone and redone.
        ("DELETE FROM change WHERE command = 8", 1),
        ("UPDATE change SET after = '{' WHERE command = 8", 1),
        # What is redone must have been undone.
        ("DELETE FROM command WHERE seq = 10", 1),
        ("DELETE FROM command WHERE seq = 12", 0),
        ("DELETE FROM change", 0),
    ],
)
def test_it_goes_back_to_the_first_command_that_is_not_all_there(
    file: Path, lost: str, kept: int
) -> None:
    board = check_file(file).board
    crafted(file, "PRAGMA foreign_keys=OFF", lost)
    session = _saved(file)
    assert len(_names(session)) == kept + 1
    assert _rows(session.board) == _rows(board)
    for _ in range(kept):
        if session.to_undo:
            session.undo()
    session.close()


@pytest.mark.parametrize(
    "lost",
    [
        # The last row alone: undone without it, a branch would come back in part.
        ["UPDATE change SET after = '{', before = '{' WHERE n = (SELECT max(n) FROM change)"],
        # All of the newest command: what comes before it never led to the board there is.
        [
            "UPDATE change SET after = '{', before = '{' WHERE command = 13",
            "DELETE FROM command WHERE seq = 13",
        ],
        # What tells which row was the last.
        ["DROP INDEX ix_change_command"],
    ],
)
def test_the_newest_command_is_kept_whole_or_not_at_all(file: Path, lost: list[str]) -> None:
    session = Session.open(file, file.parent / "home", open_writer)
    step = session.run(delete_card, session.board.by_ref["G1"])
    assert len(step.touched) > 2
    session.close()
    board = check_file(file).board
    crafted(file, "PRAGMA foreign_keys=OFF", *lost)
    session = _saved(file)
    assert _names(session) == [StepName.SAVE_WHAT_IS_LEFT]
    assert board.workshop == session.board.workshop
    assert not session.to_undo
    session.close()


def test_an_undo_of_something_lost_is_no_history(file: Path) -> None:
    """Command ten takes the ninth back: without the ninth, it is where the past begins."""
    board = check_file(file).board
    crafted(file, "DELETE FROM command WHERE seq = 9")
    session = _saved(file)
    assert [entry.kind for entry in session.history()] == ["do", "do"]
    assert _rows(session.board) == _rows(board)
    session.close()


def test_what_was_before_a_workshop_was_created_is_not_gone_back_to(file: Path) -> None:
    crafted(file, f"UPDATE command SET name = '{StepName.CREATE_WORKSHOP}' WHERE seq = 7")
    session = _saved(file)
    assert len(_names(session)) == 6
    session.close()


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_lost_what_is_saved_is_a_sound_file(file: Path, seed: int) -> None:
    rng = random.Random(seed)
    content = bytearray(file.read_bytes())
    for _ in range(rng.randrange(1, 4)):
        at = rng.randrange(len(content))
        length = min(rng.choice((1, 64, 512, PAGE)), len(content) - at)
        content[at : at + length] = rng.randbytes(length)
    file.write_bytes(content)
    session = _saved(file)
    while session.to_undo:
        session.undo()
    session.close()
