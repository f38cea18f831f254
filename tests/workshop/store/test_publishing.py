"""The user's file is replaced whole, by us only, and never half."""

import errno
import os
import sys
import time
from pathlib import Path
from threading import Thread

import pytest
from msgspec.structs import replace

from tests.workshop.store.samples import closed_file, named_session, new_session, reopened
from workshop import files
from workshop.commands.cards import add_card
from workshop.files import stem_of
from workshop.session import Session
from workshop.store import publishing, working_copy
from workshop.store.errors import AlreadyOpenError, StorageError, Trouble, write_error
from workshop.store.publishing import Published, Target, sweep, target_at
from workshop.store.snapshots import forget_snapshots
from workshop.store.vetting import check_file
from workshop.store.writer import open_writer
from workshop.vocabulary import Kind


def _files(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir() if file.is_file()}


def test_publishing_tells_whether_the_file_is_up_to_date(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    named = session.file.state
    session.run(add_card, kind=Kind.OUTCOME)
    worked = session.file.state
    session.file.publish()
    again = session.file.state
    assert [state.up_to_date for state in (named, worked, again)] == [True, False, True]
    assert named.at is not None
    assert again.at is not None
    assert again.at > named.at
    session.close()


def test_a_worker_thread_can_write_the_file(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME, text="Published")
    publication = session.file.publication()
    session.run(add_card, kind=Kind.OUTCOME, text="Meanwhile")
    results: list[Published] = []
    worker = Thread(target=lambda: results.append(publication.write()))
    worker.start()
    worker.join()
    session.file.took(results[0])
    assert not session.file.state.up_to_date
    assert len(check_file(tmp_path / "kickoff.whyboard").journal) == 8
    session.close()
    assert len(check_file(tmp_path / "kickoff.whyboard").journal) == 9


def test_a_file_someone_else_changed_is_never_overwritten(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    file = tmp_path / "kickoff.whyboard"
    file.write_text("from another program")
    session.run(add_card, kind=Kind.OUTCOME, text="Mine")
    published = session.file.publish()
    kept = published.target.path
    assert file.read_text() == "from another program"
    assert (published.conflict, session.path) == (True, kept)
    assert kept.name.startswith("kickoff (conflict ")
    assert check_file(kept).board == session.board
    session.run(add_card, kind=Kind.OUTCOME, text="More")
    assert session.file.publish().target.path == kept
    assert len(_files(tmp_path)) == 2
    session.close()


def test_the_working_copy_follows_to_the_copy_beside_a_changed_file(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    other = Session.open(tmp_path / "kickoff.whyboard", tmp_path / "elsewhere", open_writer)
    other.run(add_card, kind=Kind.OUTCOME, text="Theirs")
    other.close()
    session.run(add_card, kind=Kind.OUTCOME, text="Mine")
    kept = session.file.publish().target.path
    with pytest.raises(AlreadyOpenError):
        Session.open(kept, tmp_path / "home", open_writer)
    theirs = Session.open(tmp_path / "kickoff.whyboard", tmp_path / "home", open_writer)
    assert (theirs.recovered, theirs.note) == (0, None)
    theirs.close()
    session.run(add_card, kind=Kind.OUTCOME, text="After the conflict")
    session._copy.close()
    session = Session.open(kept, tmp_path / "home", open_writer)
    assert session.recovered == 1
    session.undo()
    session.close()


def test_a_conflict_is_written_even_where_the_working_copy_can_not_follow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = named_session(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME, text="Mine")

    def refuse(_folder: Path, _new: Path) -> None:
        raise OSError(errno.EACCES, "held")

    monkeypatch.setattr(working_copy, "rename_for_good", refuse)
    with pytest.raises(StorageError):
        session.name_file(tmp_path / "other.whyboard")
    session.undo()
    session.redo()
    (tmp_path / "other.whyboard").write_text("from another program")
    kept = session.file.publish().target.path
    session.run(add_card, kind=Kind.OUTCOME, text="More")
    assert session.file.publish().target.path == kept
    session.close()
    assert len(check_file(kept).journal) == 11


def test_a_file_that_disappeared_is_written_again(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    file = tmp_path / "kickoff.whyboard"
    file.unlink()
    session.run(add_card, kind=Kind.OUTCOME)
    assert session.file.publish().target.path == file
    session.close()
    assert len(check_file(file).journal) == 8


def test_it_is_written_again_where_no_image_of_it_is_left_either(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    forget_snapshots(tmp_path / "home", session.doc_id)
    (tmp_path / "kickoff.whyboard").unlink()
    session.run(add_card, kind=Kind.OUTCOME, text="New")
    assert not session.file.publish().conflict
    assert check_file(tmp_path / "kickoff.whyboard").board == session.board
    session.close()


def test_looking_at_a_file_that_changed_underneath_makes_no_conflict(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    session.set_view_state("zoom", 2)
    (tmp_path / "kickoff.whyboard").write_text("from another program")
    session.close()
    assert _files(tmp_path) == {"kickoff.whyboard"}


def test_a_stick_that_was_pulled_is_noticed(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    target = target_at(tmp_path / "kickoff.whyboard")
    elsewhere = Target(target.path, target.device + 1, target.digest)
    before = target.path.read_bytes()
    with pytest.raises(StorageError) as caught:
        replace(session.file.publication(), target=elsewhere).write()
    assert caught.value.code is Trouble.VOLUME_GONE
    assert target.path.read_bytes() == before
    session.close()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, Trouble.DISK_FULL),
        (errno.EROFS, Trouble.NOT_WRITABLE),
        (errno.EACCES, Trouble.NOT_WRITABLE),
        (errno.EIO, Trouble.WRITE_FAILED),
    ],
)
def test_a_failed_write_leaves_the_old_file_and_no_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: Trouble
) -> None:
    session = named_session(tmp_path)
    file = tmp_path / "kickoff.whyboard"
    before = file.read_bytes()
    session.run(add_card, kind=Kind.OUTCOME, text="Safe in the working copy")

    def fail(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(StorageError) as caught:
            session.file.publish()
    assert caught.value.code is code
    assert file.read_bytes() == before
    assert _files(tmp_path) == {"kickoff.whyboard"}
    assert not session.file.state.up_to_date
    session.close()
    assert len(check_file(file).journal) == 8


def test_what_a_power_cut_might_take_back_is_not_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = named_session(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME, text="Written, not synced")

    def unsynced(_folder: Path) -> None:
        raise OSError(errno.EIO, "the folder can't be synced")

    with monkeypatch.context() as broken:
        broken.setattr(files, "sync_folder", unsynced)
        with pytest.raises(StorageError):
            session.file.publish()
    then = session.file.state
    session.file.publish()
    assert (then.up_to_date, session.file.state.up_to_date) == (False, True)
    session.close()


def test_a_close_that_can_t_publish_keeps_the_working_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = named_session(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME, text="Not lost")

    def full(target: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "replace_file", full)
        with pytest.raises(StorageError):
            session.close()
    session = reopened(tmp_path)
    assert session.recovered == 1
    session.close()


def test_a_missing_folder_is_told_before_the_name_is_taken(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    with pytest.raises(StorageError) as caught:
        session.name_file(tmp_path / "nowhere" / "kickoff.whyboard")
    assert caught.value.code is Trouble.FOLDER_MISSING
    (tmp_path / "a file").write_text("")
    with pytest.raises(StorageError):
        session.name_file(tmp_path / "a file" / "kickoff.whyboard")
    with pytest.raises(StorageError):
        session.copies.save(tmp_path / "nowhere" / "copy.whyboard")
    assert session.path is None
    session.close()


def test_app_data_that_can_t_be_made_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    with pytest.raises(StorageError) as caught:
        new_session(tmp_path)
    assert caught.value.code is not Trouble.STOPPED


def test_temporary_files_of_a_killed_process_are_swept(tmp_path: Path) -> None:
    file = closed_file(tmp_path)
    left = tmp_path / ".kickoff.whyboard.0123abcd.tmp"
    other = tmp_path / ".other.whyboard.0123abcd.tmp"
    left.write_bytes(b"half")
    other.write_bytes(b"half")
    session: Session = reopened(tmp_path)
    assert _files(tmp_path) == {file.name, other.name}
    session.close()


@pytest.mark.skipif(sys.platform == "win32", reason="names are counted in letters there")
@pytest.mark.parametrize("letter", ["k", "é", "漢", "\U0001f600"])
def test_the_longest_name_is_published_and_kept_beside(tmp_path: Path, letter: str) -> None:
    stem = letter * ((255 - len(".whyboard")) // len(letter.encode()))
    file = tmp_path / f"{stem}.whyboard"
    session = new_session(tmp_path)
    session.name_file(file)
    session.run(add_card, kind=Kind.OUTCOME, text="Ours")
    session.file.publish()
    assert check_file(file).board == session.board
    file.write_bytes(b"theirs")
    session.run(add_card, kind=Kind.OUTCOME, text="Ours again")
    assert session.file.publish().conflict
    assert session.path is not None
    assert session.path.name.startswith(letter)
    assert check_file(session.path).board == session.board
    assert file.read_bytes() == b"theirs"
    session.close()
    leftover = next(iter(tmp_path.glob("*conflict*"))).with_name(f".{stem_of(file)}.0badcafe.tmp")
    leftover.write_bytes(b"half")
    sweep(file)
    assert not leftover.exists()


def test_naming_a_file_sweeps_too(tmp_path: Path) -> None:
    left = tmp_path / ".kickoff.whyboard.0123abcd.tmp"
    left.write_bytes(b"half")
    named_session(tmp_path).close()
    assert _files(tmp_path) == {"kickoff.whyboard"}


@pytest.mark.skipif(sys.platform == "win32", reason="a Unix matter")
@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_a_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    session = named_session(tmp_path)
    file = tmp_path / "kickoff.whyboard"
    file.chmod(mode)
    session.run(add_card, kind=Kind.OUTCOME)
    session.file.publish()
    assert file.stat().st_mode & 0o777 == mode
    session.close()


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    closed_file(tmp_path)
    (tmp_path / "real").mkdir()
    real = tmp_path / "real" / "kickoff.whyboard"
    link = (tmp_path / "kickoff.whyboard").rename(real).parent.parent / "kickoff.whyboard"
    link.symlink_to(real)
    session = reopened(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME)
    session.close()
    assert link.is_symlink()
    assert len(check_file(real).journal) == 8


@pytest.mark.parametrize("is_there", [True, False])
def test_what_is_saved_to_a_symbolic_link_goes_to_its_file(tmp_path: Path, is_there: bool) -> None:
    (tmp_path / "real").mkdir()
    real = tmp_path / "real" / "kickoff.whyboard"
    if is_there:
        real.write_bytes(b"of no worth")
    link = tmp_path / "kickoff.whyboard"
    link.symlink_to(real)
    session = new_session(tmp_path)
    session.copies.save(link)
    assert (link.is_symlink(), check_file(real).board) == (True, session.board)
    session.name_file(link, replacing=True)
    session.run(add_card, kind=Kind.OUTCOME, text="Later")
    session.file.publish()
    assert session.path == real
    assert (link.is_symlink(), check_file(real).board) == (True, session.board)
    session.close()


def test_links_in_a_circle_are_a_storage_error(tmp_path: Path) -> None:
    link = tmp_path / "kickoff.whyboard"
    link.symlink_to(link)
    with pytest.raises(StorageError):
        reopened(tmp_path)
    session = new_session(tmp_path)
    with pytest.raises(StorageError):
        session.name_file(link)
    session.run(add_card, kind=Kind.OUTCOME, text="Still at work")
    session.close()


def _held(monkeypatch: pytest.MonkeyPatch, times: int) -> list[float]:
    """A Windows where a scanner holds the file for some tries; the pauses made."""
    pauses: list[float] = []
    tries = iter(range(times))
    replace_it = Path.replace

    def held(temporary: Path, target: Path) -> Path:
        if next(tries, None) is not None:
            raise PermissionError(errno.EACCES, "the file is used by another process")
        return replace_it(temporary, target)

    monkeypatch.setattr(files, "_IS_WINDOWS", True)
    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(time, "sleep", pauses.append)
    return pauses


def test_a_file_held_for_a_moment_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses = _held(monkeypatch, times=5)
    files.replace_file(tmp_path / "kickoff.whyboard", b"new")
    assert (tmp_path / "kickoff.whyboard").read_bytes() == b"new"
    assert len(pauses) == 5


def test_a_file_held_for_long_is_given_up_after_two_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses = _held(monkeypatch, times=100)
    with pytest.raises(files.HeldError) as caught:
        files.replace_file(tmp_path / "kickoff.whyboard", b"new")
    assert 1.5 < sum(pauses) < 2.5
    assert write_error("kickoff.whyboard", caught.value).code is Trouble.FILE_HELD
    assert list(tmp_path.iterdir()) == []


def test_what_another_program_holds_is_waited_for() -> None:
    error = PermissionError(errno.EACCES, "held")
    error.winerror = 32  # type: ignore[attr-defined,unused-ignore]
    assert write_error("kickoff.whyboard", error).code is Trouble.FILE_HELD
