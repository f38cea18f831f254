"""Copies that are not published: without a past, for reading only; and leaving nothing behind."""

import os
import shutil
import struct
from pathlib import Path

import pytest

from tests.workshop.store.samples import closed_file, named_session, new_session, reopened
from workshop.applied import Runs
from workshop.commands.cards import add_card, delete_card, edit_card
from workshop.rules import Refusal, RefusedError
from workshop.session import Session
from workshop.store.errors import DamagedError, StorageError, Trouble
from workshop.store.reading import can_be_written, read_only, read_what_can_be_read
from workshop.store.recovery import orphans
from workshop.store.vetting import check_file
from workshop.store.writer import open_writer
from workshop.vocabulary import Kind


def test_a_copy_without_history_holds_no_text_that_was_deleted(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    session.run(edit_card, session.board.by_ref["T1"], text="Paul was fired for this")
    session.run(delete_card, session.board.by_ref["T1"])
    board = session.board
    copy = tmp_path / "copy.whyboard"
    session.copies.save_without_history(copy)
    session.file.publish()
    assert b"was fired" in (tmp_path / "kickoff.whyboard").read_bytes()
    assert b"was fired" not in copy.read_bytes()
    assert b"Ana" not in copy.read_bytes()
    contents = check_file(copy)
    assert contents.board == board
    assert (len(contents.journal), contents.stacks.to_undo) == (1, None)
    session.copies.save_without_history(tmp_path / "again.whyboard")
    again = check_file(tmp_path / "again.whyboard")
    assert len({session.doc_id, contents.doc_id, again.doc_id}) == 3
    session.close()
    other = Session.open(copy, tmp_path / "home", open_writer)
    assert other.run(add_card, kind=Kind.TEST).ref == "T2"
    other.close()


def test_a_copy_that_can_not_be_written_is_a_storage_error(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    with pytest.raises(StorageError):
        session.copies.save_without_history(tmp_path / "nowhere" / "copy.whyboard")
    session.close()


def test_every_trace_can_be_removed_but_the_file(tmp_path: Path) -> None:
    file = closed_file(tmp_path)
    shutil.copy(file, tmp_path / "other.whyboard")
    left = Session.open(tmp_path / "other.whyboard", tmp_path / "home", open_writer)
    left.run(add_card, kind=Kind.OUTCOME)
    left._copy.close()
    session = reopened(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME, text="In the file")
    session.set_draft("O1", "half")
    session.file.publish()
    session.forget()
    assert [path for path in (tmp_path / "home").rglob("*") if path.is_file()] == []
    assert len(check_file(file).journal) == 8


def test_nothing_is_removed_while_the_file_lacks_something(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME)
    with pytest.raises(StorageError) as caught:
        session.forget()
    assert caught.value.code is Trouble.NOT_IN_FILE
    session._copy.close()
    (orphan,) = orphans(tmp_path / "home")
    assert orphan.commands == 8
    unnamed = new_session(tmp_path / "unnamed")
    with pytest.raises(StorageError):
        unnamed.forget()
    unnamed.close()


def test_reading_changes_nothing_and_refuses_every_command(tmp_path: Path) -> None:
    file = closed_file(tmp_path)
    before = file.read_bytes()
    shutil.rmtree(tmp_path / "home")
    reader = read_only(file)
    runs: Runs = reader
    with pytest.raises(RefusedError) as refused:
        runs.run(add_card, kind=Kind.OUTCOME)
    assert refused.value.code is Refusal.READ_ONLY
    for change in (runs.undo, runs.redo):
        with pytest.raises(RefusedError):
            change()
    reader.set_view_state("zoom", 2)
    reader.set_draft("O1", "half")
    assert (reader.view_state("zoom"), reader.draft("O1")) == (2, None)
    assert len(reader.past.events()) == reader.seq == 7
    assert set(reader.past.board_at(1).by_ref) == {"G1"}
    reader.close()
    assert file.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"kickoff.whyboard"}


def test_a_damaged_file_is_not_read_as_if_it_were_sound(tmp_path: Path) -> None:
    file = closed_file(tmp_path)
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(DamagedError):
        read_only(file)


def test_a_newer_file_is_read_as_far_as_it_is_understood(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    board = session.board
    session.close()
    file = tmp_path / "kickoff.whyboard"
    content = bytearray(file.read_bytes())
    content[60:64] = struct.pack(">I", 99)
    file.write_bytes(content)
    reader = read_what_can_be_read(file)
    assert reader.board.cards == board.cards
    assert reader.past.events() == []
    reader.close()
    assert file.read_bytes() == content


def test_a_protected_file_is_not_to_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = closed_file(tmp_path)
    assert can_be_written(file)
    for protected in (file, tmp_path):
        monkeypatch.setattr(os, "access", lambda path, _mode, it=protected: path != it)
        assert not can_be_written(file)
