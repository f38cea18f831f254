"""A session: commands are committed before they are seen, undo survives, files are kept whole."""

import datetime
import os
from pathlib import Path
from typing import NoReturn

import pytest

from tests.workshop.store.samples import closed_file, named_session, new_session, reopened
from workshop.applied import Runs
from workshop.board import Board
from workshop.commands.cards import add_card, delete_card, edit_card
from workshop.commands.outputs import add_output, delete_output
from workshop.records import Card
from workshop.rules import Refusal, RefusedError
from workshop.session import Session
from workshop.steps import RowChange, Step, StepName
from workshop.store.errors import AlreadyOpenError, StorageError, Trouble
from workshop.store.recovery import orphans
from workshop.store.soundness import UnsoundError
from workshop.store.vetting import check_file
from workshop.store.writer import open_writer
from workshop.templates.beginning import step_from
from workshop.vocabulary import Kind


def _no_writer(connection: object) -> NoReturn:
    raise AssertionError("the writer is not needed yet")


def _names(session: Session) -> tuple[StepName | None, StepName | None]:
    undo, redo = session.to_undo, session.to_redo
    return (None if undo is None else undo.name), (None if redo is None else redo.name)


def test_views_can_take_a_session(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    runs: Runs = session
    assert runs.board is session.board
    session.close()


def test_a_command_is_committed_and_says_what_it_touched(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    before = session.board
    applied = session.run(edit_card, before.by_ref["O2"], text="I lose my place")
    assert applied.before is before
    assert applied.board is session.board
    assert applied.touched == {before.by_ref["O2"]}
    assert (applied.name, applied.ref, applied.seq) == (StepName.EDIT_CARD, "O2", 8)
    assert applied.changed
    session.close()


def test_a_command_that_changes_nothing_commits_nothing(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    applied = session.run(edit_card, session.board.by_ref["O2"], text="I can't find it")
    assert (applied.changed, applied.seq, applied.board) == (False, 7, session.board)
    assert len(session.history()) == 7
    session.close()


def test_a_refused_command_writes_nothing(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    before = session.board
    with pytest.raises(RefusedError):
        session.run(add_card, kind=Kind.TEST, parent=before.by_ref["G1"])
    assert session.board is before
    assert session.seq == 7
    session.close()


def test_a_step_that_no_file_could_hold_is_never_written(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    test, outcome = session.board.by_ref["T1"], session.board.by_ref["G1"]

    def misplace(board: Board) -> Step:
        card = board.cards[test]
        fields = {name: getattr(card, name) for name in Card.__struct_fields__}
        return Step(StepName.MOVE_CARD, (RowChange(card, Card(**fields | {"parent": outcome})),))

    with pytest.raises(UnsoundError):
        session.run(misplace)
    assert session.seq == 7
    session.close()


def test_a_template_is_shown_before_anything_is_written(tmp_path: Path) -> None:
    first = step_from("sample")
    session = Session.create(tmp_path / "home", _no_writer, first=first)
    assert len(session.board.cards) > 10
    assert (session.seq, session.to_undo) == (0, None)
    session.close()
    assert orphans(tmp_path / "home") == []


def test_a_template_is_the_first_command_and_the_floor_of_undo(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "home", open_writer, first=step_from("sample"))
    template = session.board
    session.run(add_card, kind=Kind.OUTCOME, text="One more")
    assert [entry.name for entry in session.history()] == [
        StepName.CREATE_WORKSHOP,
        StepName.ADD_CARD,
    ]
    session.undo()
    assert session.board.cards == template.cards
    assert not session.to_undo
    with pytest.raises(RefusedError) as refused:
        session.undo()
    assert refused.value.code is Refusal.NOTHING_TO_UNDO
    session.close()


def test_undo_and_redo_survive_a_restart(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    full = session.board
    session.run(delete_card, full.by_ref["G1"])
    session.undo()
    session.run(delete_output, full.by_ref["P1"])
    session.undo()
    session.undo()
    session.close()

    session = reopened(tmp_path)
    assert _names(session) == (StepName.ADD_OUTPUT, StepName.LINK_OUTPUT)
    session.redo()
    assert _names(session) == (StepName.LINK_OUTPUT, StepName.DELETE_OUTPUT)
    assert (session.board.cards, session.board.outputs) == (full.cards, full.outputs)
    assert session.board.links == full.links
    while session.to_undo:
        session.undo()
    assert session.board.is_empty
    while session.to_redo:
        session.redo()
    assert session.board.cards == full.cards
    assert not session.board.outputs
    with pytest.raises(RefusedError) as refused:
        session.redo()
    assert refused.value.code is Refusal.NOTHING_TO_REDO
    session.close()
    check_file(tmp_path / "kickoff.whyboard")


def test_a_new_command_forgets_what_could_be_redone(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    session.undo()
    session.run(add_card, kind=Kind.OUTCOME, text="Another way")
    assert session.to_redo is None
    session.close()


def test_references_are_never_given_again(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME)
    session.undo()
    session.close()
    session = reopened(tmp_path)
    assert session.run(add_card, kind=Kind.OUTCOME).ref == "G3"
    session.close()


def test_references_of_a_template_are_never_given_again(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "home", open_writer, first=step_from("sample"))
    rows = sorted(session.board.rows, key=lambda row: session.board.outputs[row].number)
    highest = session.board.outputs[rows[-1]].number
    session.run(delete_output, rows[-1])
    session.name_file(tmp_path / "kickoff.whyboard")
    session.close()
    session = reopened(tmp_path)
    assert session.run(add_output, text="New").ref == f"P{highest + 1}"
    session.close()


def test_undo_refuses_when_the_rows_are_not_what_the_journal_says(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    journal = session._ledger
    session.run(edit_card, session.board.by_ref["O2"], text="First")
    wrong = journal.to_undo
    session.run(edit_card, session.board.by_ref["O2"], text="Second")
    before = session.board
    assert wrong is not None
    with pytest.raises(RefusedError) as refused:
        session._invert("undo", wrong, Refusal.NOTHING_TO_UNDO)
    assert refused.value.code is Refusal.STALE
    assert session.board is before
    session.close()


def test_the_history_tells_who_did_what_when(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    session.undo()
    last = session.history()[-1]
    assert (last.seq, last.kind, last.target, last.ref) == (8, "undo", 7, "P1")
    assert (last.name, last.actor) == (StepName.LINK_OUTPUT, "Ana")
    assert last.at.endswith("+00:00")
    session.close()


def test_a_second_window_is_told_at_once(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    with pytest.raises(AlreadyOpenError) as caught:
        reopened(tmp_path)
    assert caught.value.code is Trouble.OPEN_ELSEWHERE
    session.run(add_card, kind=Kind.OUTCOME)
    session.close()
    reopened(tmp_path).close()


def test_view_state_is_kept_but_is_no_command(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    session.set_view_state("zoom", 1.5)
    session.set_view_state("folded", ["a", "b"])
    assert session.seq == 7
    assert session.file.state.up_to_date
    session.close()
    session = reopened(tmp_path)
    assert session.view_state("zoom") == 1.5
    assert session.view_state("folded") == ["a", "b"]
    assert session.view_state("columns") is None
    session.close()


def test_a_draft_survives_a_crash_but_is_never_published(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    session.set_draft("O1", {"text": "half a thou"})
    session.set_draft("O2", "gone")
    session.clear_draft("O2")
    assert session.draft("O1") == {"text": "half a thou"}
    session.file.publish()
    session.copies.save(tmp_path / "copy.whyboard")
    for file in ("kickoff.whyboard", "copy.whyboard"):
        content = (tmp_path / file).read_bytes()
        assert b"half a thou" not in content
        assert check_file(tmp_path / file).board == session.board
    session._copy.close()

    session = reopened(tmp_path)
    assert session.draft("O1") == {"text": "half a thou"}
    assert session.draft("O1") == {"text": "half a thou"}
    session.close()


def test_a_draft_that_was_cleared_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    session.set_draft("O1", "a very private half-typed thought " * 500)
    session.clear_draft("O1")
    session.file.publish()
    assert b"private half-typed" not in (tmp_path / "kickoff.whyboard").read_bytes()
    session.close()


def test_a_workshop_without_a_file_waits_in_app_data(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    board = session.board
    last = datetime.datetime.fromisoformat(session.history()[-1].at).timestamp()
    assert session.path is None
    with pytest.raises(StorageError) as caught:
        session.file.publish()
    assert caught.value.code is Trouble.NO_FILE_YET
    assert orphans(tmp_path / "home") == []
    session.close()

    assert orphans(tmp_path / "home")
    # Looking at it has touched its database.
    os.utime(next((tmp_path / "home").rglob("work.db")), (0, 0))
    (orphan,) = orphans(tmp_path / "home")
    assert (orphan.path, orphan.commands) == (None, 7)
    assert orphan.modified == last
    session = Session.recover(orphan.folder, tmp_path / "home", open_writer)
    assert session.board == board
    session.name_file(tmp_path / "found.whyboard")
    session.close()
    assert orphans(tmp_path / "home") == []
    assert check_file(tmp_path / "found.whyboard").board == board


def test_discarding_leaves_nothing_behind(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    session.discard()
    assert list((tmp_path / "home" / "open").iterdir()) == []


def test_naming_moves_the_working_copy_and_undo_with_it(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    session.name_file(tmp_path / "first.whyboard")
    session.run(add_card, kind=Kind.OUTCOME, text="After naming")
    session.name_file(tmp_path / "second.whyboard")
    assert session.path == tmp_path / "second.whyboard"
    session.undo()
    session.undo()
    assert session.seq == 10
    assert len(list((tmp_path / "home" / "open").iterdir())) == 1
    session.close()
    assert len(check_file(tmp_path / "first.whyboard").journal) == 7
    assert len(check_file(tmp_path / "second.whyboard").journal) == 10


def test_the_past_is_read_from_wherever_the_working_copy_is(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    past = session.past
    step, earlier = past.step(2), past.board_at(3)
    session.name_file(tmp_path / "kickoff.whyboard")
    assert past.step(2) == step
    assert past.board_at(3) == earlier
    assert past.about(step.changes[0].row.id) >= {2}
    session._copy.close_database()
    assert past.step(2).is_empty
    with pytest.raises(RefusedError) as refused:
        past.board_at(3)
    assert refused.value.code is Refusal.UNREADABLE_PAST
    session._copy.close()


def test_naming_does_not_replace_another_file_unasked(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    other = tmp_path / "other.whyboard"
    other.write_text("precious")
    with pytest.raises(StorageError) as caught:
        session.name_file(other)
    assert caught.value.code is Trouble.FILE_EXISTS
    assert (other.read_text(), session.path) == ("precious", None)
    session.name_file(other, replacing=True)
    assert check_file(other).board == session.board
    session.close()


def test_saving_over_a_file_that_is_open_elsewhere_is_refused(tmp_path: Path) -> None:
    first = named_session(tmp_path)
    first.copies.save(tmp_path / "copy.whyboard")
    second = Session.open(tmp_path / "copy.whyboard", tmp_path / "home", open_writer)
    with pytest.raises(AlreadyOpenError):
        second.name_file(tmp_path / "kickoff.whyboard", replacing=True)
    second.run(add_card, kind=Kind.OUTCOME)
    assert second.path == tmp_path / "copy.whyboard"
    second.close()
    first.close()


def test_opening_can_create(tmp_path: Path) -> None:
    file = tmp_path / "new.whyboard"
    session = Session.open(file, tmp_path / "home", open_writer, create_if_absent=True)
    assert session.board.is_empty
    session.close()
    assert check_file(file).board.is_empty


def test_opening_and_closing_does_not_touch_the_file(tmp_path: Path) -> None:
    file = closed_file(tmp_path)
    before = (file.read_bytes(), file.stat().st_mtime_ns, file.stat().st_ino)
    session = Session.open(file, tmp_path / "home", _no_writer)
    assert (session.recovered, session.note) == (0, None)
    session.close()
    assert (file.read_bytes(), file.stat().st_mtime_ns, file.stat().st_ino) == before
