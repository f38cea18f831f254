"""Which copy is believed after a crash, an edit elsewhere, or both. Nothing is thrown away."""

import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from tests.workshop.store.samples import closed_file, named_session, new_session, reopened
from workshop.commands.cards import add_card
from workshop.session import Session
from workshop.store.errors import DamagedError, Note
from workshop.store.recovery import orphans
from workshop.store.salvage import salvaged
from workshop.store.vetting import check_file
from workshop.store.working_copy import bytes_of, forget_copies, put_away
from workshop.store.writer import open_writer
from workshop.vocabulary import Kind


def _crash(session: Session) -> None:
    """Let go without publishing, as a killed process does."""
    session._copy.close()


def _work_elsewhere(folder: Path, text: str) -> None:
    """Go on with the file on another machine."""
    session = Session.open(folder / "kickoff.whyboard", folder / "elsewhere", open_writer)
    session.run(add_card, kind=Kind.OUTCOME, text=text)
    session.close()


def _texts(session: Session) -> set[str]:
    return {card.text for card in session.board.cards.values()}


def test_commands_the_file_never_got_are_recovered(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME, text="Before the crash")
    session.undo()
    session.redo()
    board = session.board
    _crash(session)
    assert len(check_file(tmp_path / "kickoff.whyboard").journal) == 7

    session = reopened(tmp_path)
    assert (session.recovered, session.note) == (3, None)
    assert session.board == board
    assert not session.file.state.up_to_date
    session.close()
    assert check_file(tmp_path / "kickoff.whyboard").board == board
    assert orphans(tmp_path / "home") == []


def test_a_file_that_went_on_elsewhere_is_taken(tmp_path: Path) -> None:
    _crash(named_session(tmp_path))
    _work_elsewhere(tmp_path, "On the other laptop")
    session = reopened(tmp_path)
    assert "On the other laptop" in _texts(session)
    assert (session.recovered, session.note, session.file.state.up_to_date) == (0, None, True)
    session.close()


@pytest.mark.parametrize("has_changes", [False, True])
def test_what_was_half_typed_stays_when_the_file_went_on_elsewhere(
    tmp_path: Path, has_changes: bool
) -> None:
    session = named_session(tmp_path)
    if has_changes:
        session.run(add_card, kind=Kind.OUTCOME, text="Here")
    session.set_draft("canvas", "half a thou")
    _crash(session)
    _work_elsewhere(tmp_path, "On the other laptop")
    session = reopened(tmp_path)
    assert "On the other laptop" in _texts(session)
    assert session.draft("canvas") == "half a thou"
    session.run(add_card, kind=Kind.OUTCOME, text="Later")
    session.file.publish()
    assert b"half a thou" not in (tmp_path / "kickoff.whyboard").read_bytes()
    _crash(session)
    session = reopened(tmp_path)
    assert session.draft("canvas") == "half a thou"
    session.close()


def test_both_are_kept_when_both_went_on(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME, text="Here")
    here = session.board
    _crash(session)
    _work_elsewhere(tmp_path, "There")

    session = reopened(tmp_path)
    assert session.note is Note.DIVERGED
    assert "There" in _texts(session)
    assert "Here" not in _texts(session)
    assert session.kept is not None
    assert "recovered" in session.kept.name
    assert check_file(session.kept).board == here
    session.close()


def test_a_damaged_working_copy_is_set_aside(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    folder = session._copy.folder
    _crash(session)
    work = folder / "work.db"
    work.write_bytes(work.read_bytes()[:-9000])
    session = reopened(tmp_path)
    assert session.note is Note.COPY_DAMAGED
    assert len(session.board.cards) == 5
    session.run(add_card, kind=Kind.OUTCOME)
    session.close()
    assert not folder.exists()
    (left,) = orphans(tmp_path / "home")
    assert (left.folder, left.path) == (session.kept, tmp_path / "kickoff.whyboard")
    assert (left.title, left.is_damaged) == ("kickoff", True)
    with pytest.raises(DamagedError):
        Session.recover(left.folder, tmp_path / "home", open_writer)
    assert reopened(tmp_path).note is None


def test_what_is_in_the_log_of_a_damaged_copy_can_be_read(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME, text="In the log only")
    work = session._copy.database
    left = work.with_name("work.db-wal").read_bytes()
    assert b"In the log only" not in work.read_bytes()
    _crash(session)
    work.write_bytes(b"no database " * 1000)
    work.with_name("work.db-wal").write_bytes(left)
    session = reopened(tmp_path)
    assert session.kept is not None
    found = salvaged(bytes_of(session.kept))
    assert "In the log only" in {card.text for card in found.board.cards.values()}
    session.close()


@pytest.mark.parametrize("named", [True, False])
def test_a_damaged_copy_is_found_until_it_was_put_away(tmp_path: Path, named: bool) -> None:
    session = named_session(tmp_path) if named else new_session(tmp_path)
    work, doc_id = session._copy.database, session.doc_id
    _crash(session)
    (tmp_path / "kickoff.whyboard").unlink(missing_ok=True)
    content = bytearray(work.read_bytes())
    content[:100] = bytes(100)
    work.write_bytes(content)
    (left,) = orphans(tmp_path / "home")
    assert left.is_damaged
    assert len(salvaged(bytes_of(left.folder)).board.cards) == 5
    put_away(left.folder)
    assert orphans(tmp_path / "home") == []
    assert left.folder.is_dir()
    forget_copies(tmp_path / "home", doc_id)
    assert not left.folder.exists()


def test_a_copy_in_which_nothing_was_laid_out_is_no_damage(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    work = session._copy.database
    session.close()
    work.write_bytes(b"")
    assert orphans(tmp_path / "home") == []
    connection = sqlite3.connect(work)
    connection.execute("PRAGMA journal_mode=WAL").fetchall()
    connection.close()
    assert work.stat().st_size
    assert orphans(tmp_path / "home") == []


def test_a_copy_is_kept_while_its_file_is_not_the_one_it_published(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    (tmp_path / "kickoff.whyboard").write_text("from another program")
    session.close()
    (orphan,) = orphans(tmp_path / "home")
    assert orphan.commands == 7


@pytest.mark.parametrize("content", [b"", b"no database " * 1000])
def test_a_working_copy_that_is_no_database_is_set_aside(tmp_path: Path, content: bytes) -> None:
    session = named_session(tmp_path)
    work = session._copy.database
    _crash(session)
    work.write_bytes(content)
    session = reopened(tmp_path)
    assert session.note is Note.COPY_DAMAGED
    assert len(session.board.cards) == 5
    session.close()


def test_the_log_of_a_damaged_working_copy_never_reaches_the_file_s_contents(
    tmp_path: Path,
) -> None:
    session = named_session(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME, text="In the log only")
    work = session._copy.database
    log = work.with_name("work.db-wal")
    left = log.read_bytes()
    _crash(session)
    work.write_bytes(b"no database " * 1000)
    log.write_bytes(left)
    session = reopened(tmp_path)
    assert "In the log only" not in _texts(session)
    session.run(add_card, kind=Kind.OUTCOME, text="Going on")
    session.close()
    assert len(check_file(tmp_path / "kickoff.whyboard").journal) == 8


def test_the_same_file_at_two_places_has_two_working_copies(tmp_path: Path) -> None:
    first = named_session(tmp_path)
    (tmp_path / "other").mkdir()
    shutil.copy(tmp_path / "kickoff.whyboard", tmp_path / "other" / "kickoff.whyboard")
    second = Session.open(tmp_path / "other" / "kickoff.whyboard", tmp_path / "home", open_writer)
    second.run(add_card, kind=Kind.OUTCOME, text="Only there")
    assert "Only there" not in _texts(first)
    second.close()
    first.close()


def test_an_orphan_recovers_together_with_its_file(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME, text="Not published")
    _crash(session)
    (orphan,) = orphans(tmp_path / "home")
    assert orphan.path == tmp_path / "kickoff.whyboard"
    session = Session.recover(orphan.folder, tmp_path / "home", open_writer)
    assert (session.recovered, session.path) == (1, orphan.path)
    session.close()
    assert len(check_file(tmp_path / "kickoff.whyboard").journal) == 8


@pytest.mark.skipif(sys.platform == "win32", reason="not everybody may make links there")
def test_what_the_system_can_not_find_out_about_hides_no_orphan(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME, text="Not published")
    board = session.board
    _crash(session)
    nowhere = "n" * 300
    (tmp_path / "home" / "open" / f"{'a' * 32}-unnamed").symlink_to(nowhere)
    (tmp_path / "kickoff.whyboard").unlink()
    (tmp_path / "kickoff.whyboard").symlink_to(nowhere)
    (orphan,) = orphans(tmp_path / "home")
    session = Session.recover(orphan.folder, tmp_path / "home", open_writer)
    assert session.board == board
    session.close(publish=False)


def test_an_orphan_brings_back_a_file_that_was_deleted(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    _crash(session)
    file = tmp_path / "kickoff.whyboard"
    file.unlink()
    (orphan,) = orphans(tmp_path / "home")
    session = Session.recover(orphan.folder, tmp_path / "home", open_writer)
    assert not session.file.state.up_to_date
    session.close()
    assert len(check_file(file).board.cards) == 5


def test_an_orphan_never_replaces_a_file_that_can_t_be_believed(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    _crash(session)
    file = tmp_path / "kickoff.whyboard"
    file.write_bytes(file.read_bytes()[:9000])
    with pytest.raises(DamagedError):
        reopened(tmp_path)
    (orphan,) = orphans(tmp_path / "home")
    session = Session.recover(orphan.folder, tmp_path / "home", open_writer)
    published = session.file.publish()
    assert len(file.read_bytes()) == 9000
    assert published.conflict
    assert len(check_file(published.target.path).board.cards) == 5
    session.close()


def test_an_orphan_whose_drive_is_gone_has_no_file(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    session = new_session(tmp_path)
    session.name_file(stick / "kickoff.whyboard")
    _crash(session)
    shutil.rmtree(stick)
    (orphan,) = orphans(tmp_path / "home")
    session = Session.recover(orphan.folder, tmp_path / "home", open_writer)
    assert session.path is None
    session.name_file(tmp_path / "saved.whyboard")
    session.close()
    assert len(check_file(tmp_path / "saved.whyboard").board.cards) == 5


def test_a_copy_left_over_at_the_new_name_is_kept(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    session.copies.save(tmp_path / "copy.whyboard")
    session.run(add_card, kind=Kind.OUTCOME, text="Left over")
    _crash(session)
    session = Session.open(tmp_path / "copy.whyboard", tmp_path / "home", open_writer)
    session.name_file(tmp_path / "kickoff.whyboard", replacing=True)
    session.close()
    (orphan,) = orphans(tmp_path / "home")
    assert orphan.commands == 8
    session = Session.recover(orphan.folder, tmp_path / "home", open_writer)
    assert "Left over" in _texts(session)
    assert session.file.publish().conflict
    session.close()


def test_nothing_else_in_app_data_is_taken_for_a_working_copy(tmp_path: Path) -> None:
    closed_file(tmp_path)
    folder = tmp_path / "home" / "open"
    (folder / "notes").mkdir()
    (folder / ("a" * 32 + "-unnamed")).mkdir()
    junk = folder / ("b" * 32 + "-unnamed")
    junk.mkdir()
    (junk / "work.db").write_bytes(b"junk" * 1000)
    assert orphans(tmp_path / "home") == []
    assert orphans(tmp_path / "never used") == []


def test_an_orphan_is_not_taken_for_another_workshop_at_its_place(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME, text="Mine")
    _crash(session)
    other = Session.create(tmp_path / "other", open_writer)
    other.run(add_card, kind=Kind.OUTCOME, text="Theirs")
    other.name_file(tmp_path / "kickoff.whyboard", replacing=True)
    other.close()

    (left,) = orphans(tmp_path / "home")
    mine = Session.recover(left.folder, tmp_path / "home", open_writer)
    assert "Mine" in _texts(mine)
    assert "Theirs" not in _texts(mine)
    mine.close()
    theirs = check_file(tmp_path / "kickoff.whyboard").board
    assert [card.text for card in theirs.cards.values()] == ["Theirs"]
