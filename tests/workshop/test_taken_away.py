"""The working copy is deleted, moved or replaced while its workshop is open: nothing is lost."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workshop.store.samples import named_session, new_session
from workshop.commands.cards import add_card
from workshop.session import Session
from workshop.store.errors import AlreadyOpenError, StorageError, Trouble
from workshop.store.recovery import orphans
from workshop.store.vetting import check_file
from workshop.store.working_copy import WorkingCopy
from workshop.store.writer import open_writer
from workshop.vocabulary import Kind

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows lets nobody delete or move a file that is open"
)


def _everything(folder: Path) -> None:
    shutil.rmtree(folder.parent.parent)


def _the_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def _the_database(folder: Path) -> None:
    (folder / "work.db").unlink()


def _the_log(folder: Path) -> None:
    (folder / "work.db-wal").unlink()


def _the_lock(folder: Path) -> None:
    (folder / "lock.db").unlink()


def _moved(folder: Path) -> None:
    folder.parent.parent.rename(folder.parent.parent.with_name("old home"))


def _replaced(folder: Path) -> None:
    """As a backup does that is played back."""
    shutil.copytree(folder, folder.with_name("saved"))
    shutil.rmtree(folder)
    folder.with_name("saved").rename(folder)


def _all_but_an_old_log(folder: Path) -> None:
    log = folder / "work.db-wal"
    content = log.read_bytes()
    frames = (len(content) - 32) // (4096 + 24)
    _the_database(folder)
    _the_log(folder)
    log.write_bytes(content[: 32 + frames // 2 * (4096 + 24)])


TAKEN = (
    _everything,
    _the_folder,
    _the_database,
    _the_log,
    _the_lock,
    _moved,
    _replaced,
    _all_but_an_old_log,
)


def _edit(session: Session, words: str) -> None:
    session.run(add_card, kind=Kind.OUTCOME, text=words)


def _as_killed(session: Session, folder: Path) -> Session:
    """What the next start finds when the process is killed now."""
    shutil.copytree(folder / "home", folder / "next home")
    if session.path is not None:
        return Session.open(session.path, folder / "next home", open_writer)
    left = {orphan.folder.name: orphan.folder for orphan in orphans(folder / "next home")}
    return Session.recover(left[session.folder.name], folder / "next home", open_writer)


@pytest.mark.parametrize("begin", [new_session, named_session])
@pytest.mark.parametrize("take", TAKEN)
def test_a_change_after_it_is_kept_with_all_before(
    tmp_path: Path, begin: Callable[[Path], Session], take: Callable[[Path], None]
) -> None:
    session = begin(tmp_path)
    _edit(session, "Before")
    take(session.folder)
    _edit(session, "After")
    _edit(session, "Later")
    assert session.renewals == 1
    again = _as_killed(session, tmp_path)
    assert again.history() == session.history()
    assert again.board == session.board
    while session.to_undo:
        session.undo()
    again.close()
    session.close()


@pytest.mark.parametrize("take", [_everything, _the_log, _replaced])
def test_it_is_made_again_without_a_change(tmp_path: Path, take: Callable[[Path], None]) -> None:
    session = new_session(tmp_path)
    session.set_draft("canvas", "half a th")
    session.look_after()
    assert session.renewals == 0
    take(session.folder)
    session.look_after()
    session.look_after()
    assert session.renewals == 1
    again = _as_killed(session, tmp_path)
    assert again.board == session.board
    assert again.draft("canvas") == "half a th"
    again.close()
    session.close()


@pytest.mark.parametrize("take", [_the_folder, _the_lock])
def test_nobody_else_can_open_it_then(tmp_path: Path, take: Callable[[Path], None]) -> None:
    session = named_session(tmp_path)
    take(session.folder)
    session.look_after()
    with pytest.raises(AlreadyOpenError):
        Session.open(tmp_path / "kickoff.whyboard", tmp_path / "home", open_writer)
    session.close()
    Session.open(tmp_path / "kickoff.whyboard", tmp_path / "home", open_writer).close()


@pytest.mark.parametrize("take", [_the_folder, _the_log])
def test_closing_keeps_what_no_file_holds(tmp_path: Path, take: Callable[[Path], None]) -> None:
    session = new_session(tmp_path)
    take(session.folder)
    session.close()
    again = _as_killed(session, tmp_path)
    assert again.board == session.board
    again.close()


def test_a_workshop_can_be_named_after_it(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    _everything(session.folder)
    session.name_file(tmp_path / "kickoff.whyboard")
    _edit(session, "After")
    again = _as_killed(session, tmp_path)
    assert again.board == session.board
    again.close()
    session.close()
    assert check_file(tmp_path / "kickoff.whyboard").board == session.board


def test_what_was_put_in_its_place_is_kept_too(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    _replaced(session.folder)
    session.look_after()
    (left,) = orphans(tmp_path / "home")
    assert left.commands == 7
    session.close()


def test_where_it_can_not_be_made_again_nothing_new_is_taken_in(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    before = session.board
    _everything(session.folder)
    (tmp_path / "home").write_text("in the way")
    with pytest.raises(StorageError):
        session.look_after()
    with pytest.raises(StorageError):
        _edit(session, "Refused")
    assert session.board is before
    session.copies.save(tmp_path / "copy.whyboard")
    assert check_file(tmp_path / "copy.whyboard").board == before
    (tmp_path / "home").unlink()
    _edit(session, "After")
    again = _as_killed(session, tmp_path)
    assert again.board == session.board
    again.close()
    session.close()


@pytest.mark.parametrize("named", [True, False])
def test_another_process_that_has_the_place_is_left_alone(tmp_path: Path, named: bool) -> None:
    session = named_session(tmp_path) if named else new_session(tmp_path)
    _edit(session, "Before")
    _the_folder(session.folder)
    other = WorkingCopy(session.folder, session.path)
    other.start()
    with pytest.raises(StorageError) as caught:
        _edit(session, "Refused")
    assert caught.value.code is Trouble.OPEN_ELSEWHERE
    assert other.is_there
    other.close()
    _edit(session, "After")
    again = _as_killed(session, tmp_path)
    assert again.board == session.board
    again.close()
    session.close()


def test_closing_deletes_nothing_of_another_process(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    _the_folder(session.folder)
    other = WorkingCopy(session.folder, session.path)
    other.start()
    session.close()
    assert other.is_there
    other.remove()
