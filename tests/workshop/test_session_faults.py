"""What a session does when the disk fails: the board stays what was last committed."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.workshop.store.samples import named_session, reopened
from workshop import session as session_module
from workshop.commands.cards import add_card, edit_card
from workshop.session import Session
from workshop.steps import Step
from workshop.store import working_copy
from workshop.store.connection import connect, storage_error
from workshop.store.errors import AlreadyOpenError, StorageError, Trouble
from workshop.store.journal import Entry
from workshop.store.values import Values
from workshop.store.vetting import check_file
from workshop.store.working_copy import WorkingCopy
from workshop.store.writer import SqlWriter, open_writer
from workshop.templates.beginning import step_from
from workshop.vocabulary import Kind
from workshop.words.codes import trouble_text

_LONG = "many words " * 5_000


def test_a_full_disk_fails_the_command_and_nothing_else(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    before = session.board
    connection = session._copy.connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StorageError) as caught:
        session.run(edit_card, before.by_ref["O1"], text=_LONG)
    assert caught.value.code is Trouble.DISK_FULL
    assert session.board is before
    assert session.seq == 7

    connection.execute("PRAGMA max_page_count=1000000")
    session.run(edit_card, before.by_ref["O1"], text=_LONG)
    board = session.board
    session.close()
    session = reopened(tmp_path)
    assert (session.board, session.seq) == (board, 8)
    session.close()


def test_a_draft_that_can_t_be_written_is_a_storage_error(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    connection = session._copy.connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StorageError):
        session.set_draft("O1", _LONG)
    assert session.draft("O1") is None
    session.close()


_BEYOND_THE_LIMIT = """
import resource, signal, sys
from pathlib import Path
from tests.workshop.store.samples import named_session
from workshop.commands.cards import edit_card
from workshop.store.errors import StorageError

folder = Path(sys.argv[1])
session = named_session(folder)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = sum(f.stat().st_size for f in session._copy.folder.glob("work.db-wal"))
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 8192, hard))
said = []
for text in ("words " * 9_000, "short"):
    try:
        session.run(edit_card, session.board.by_ref["O1"], text=text)
        said.append("kept")
    except StorageError as error:
        said.append(error.code.value)
    said.append(session.board.cards[session.board.by_ref["O1"]].text[:8])
    # There is room again.
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
session.close()
print(said)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a Unix matter")
def test_work_goes_on_by_itself_after_an_input_output_error(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _BEYOND_THE_LIMIT, str(tmp_path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "['stopped', 'I forget', 'kept', 'short']"
    board = check_file(tmp_path / "kickoff.whyboard").board
    assert board.cards[board.by_ref["O1"]].text == "short"


class _Uncertain:
    """A writer whose commit reaches the disk, or not, and then fails."""

    def __init__(self, connection: sqlite3.Connection, *, writes: bool) -> None:
        self._real = SqlWriter(connection)
        self._writes = writes

    def write(self, entry: Entry, step: Step, counters: Mapping[str, int]) -> None:
        if self._writes:
            self._real.write(entry, step, counters)
        raise StorageError(Trouble.STOPPED, reason="SQLITE_IOERR_FSYNC")


def _break(session: Session, *, writes: bool) -> None:
    """Have the next commit fail; afterwards the disk is sound."""
    session._ledger._writer = _Uncertain(session._copy.connection, writes=writes)


def test_a_commit_that_failed_but_reached_the_disk_counts(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    _break(session, writes=True)
    applied = session.run(add_card, kind=Kind.OUTCOME, text="There after all")
    assert (applied.changed, session.seq) == (True, 8)
    session.undo()
    assert session.seq == 9
    board = session.board
    session.close()
    assert check_file(tmp_path / "kickoff.whyboard").board == board


def test_a_commit_that_did_not_reach_the_disk_is_refused_whole(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    before = session.board
    _break(session, writes=False)
    with pytest.raises(StorageError):
        session.run(add_card, kind=Kind.OUTCOME, text="Never there")
    assert (session.board, session.seq) == (before, 7)
    assert session.run(add_card, kind=Kind.OUTCOME, text="Going on").seq == 8
    session.close()
    assert len(check_file(tmp_path / "kickoff.whyboard").journal) == 8


@pytest.mark.parametrize("change", ["command", "undo", "redo"])
def test_what_was_told_as_failed_is_taken_back_when_it_turns_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    session = named_session(tmp_path)
    if change == "redo":
        session.undo()
    before = session.board
    _break(session, writes=True)

    def still_broken(*_given: object) -> NoReturn:
        raise StorageError(Trouble.STOPPED, reason="SQLITE_CANTOPEN")

    with monkeypatch.context() as patch:
        patch.setattr(session_module, "reopened", still_broken)
        for _ in range(2):
            with pytest.raises(StorageError):
                _do(session, change)
        assert session.board is before
    assert session.run(edit_card, before.by_ref["O2"], text="Going on").changed
    assert set(session.board.cards) == set(before.cards)
    board = session.board
    session.close()
    assert check_file(tmp_path / "kickoff.whyboard").board.cards == board.cards


def _do(session: Session, change: str) -> None:
    if change == "command":
        session.run(add_card, kind=Kind.OUTCOME, text="Told as failed")
    elif change == "undo":
        session.undo()
    else:
        session.redo()


@pytest.fixture
def read_only(monkeypatch: pytest.MonkeyPatch) -> Callable[[Session], None]:
    """Makes the folder of a working copy one that can't be written, until `monkeypatch.undo`."""

    def refuse(*_given: Any) -> NoReturn:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    def unopened(_path: Path) -> NoReturn:
        raise StorageError(Trouble.STOPPED, reason="SQLITE_IOERR_LOCK")

    def made(session: Session) -> None:
        session._copy.connection.execute("PRAGMA query_only=ON")
        monkeypatch.setattr(working_copy, "connect", unopened)
        monkeypatch.setattr(working_copy, "rename_for_good", refuse)

    return made


def test_while_nothing_can_be_committed_all_before_can_be_read_and_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_only: Callable[[Session], None]
) -> None:
    session = named_session(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME, text="Last")
    before = session.board
    read_only(session)
    for change in ("command", "undo", "command"):
        with pytest.raises(StorageError):
            _do(session, change)
        assert (session.board, session.seq, session.is_stopped) == (before, 8, True)
    session.copies.save(tmp_path / "copy.whyboard")
    session.file.publish()
    for name in ("copy", "kickoff"):
        found = check_file(tmp_path / f"{name}.whyboard")
        assert (found.board, len(found.journal)) == (before, 8)
    (last,) = (card for card in before.cards.values() if card.text == "Last")
    assert session.past.about(last.id) == {8}
    monkeypatch.undo()
    session.undo()
    assert (session.seq, session.is_stopped) == (9, False)
    board = session.board
    session.close()
    assert check_file(tmp_path / "kickoff.whyboard").board == board


def test_a_disk_that_gives_back_less_than_it_took_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = named_session(tmp_path)
    older = session.image()
    session.run(add_card, kind=Kind.OUTCOME, text="Acknowledged")
    board = session.board

    def connect_to_older(path: Path) -> sqlite3.Connection:
        path.write_bytes(older)
        return connect(path)

    monkeypatch.setattr(working_copy, "connect", connect_to_older)
    _break(session, writes=False)
    with pytest.raises(StorageError):
        session.run(add_card, kind=Kind.OUTCOME, text="Never there")
    session.copies.save(tmp_path / "copy.whyboard")
    session.close()
    for name in ("copy", "kickoff"):
        assert check_file(tmp_path / f"{name}.whyboard").board == board


def test_half_typed_text_finds_that_nothing_can_be_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_only: Callable[[Session], None]
) -> None:
    session = named_session(tmp_path)
    read_only(session)
    for _ in range(2):
        with pytest.raises(StorageError):
            session.set_draft("O1", "half a thou")
        assert session.is_stopped
    monkeypatch.undo()
    session.set_draft("O1", "half a thought")
    assert (session.draft("O1"), session.is_stopped) == ("half a thought", False)
    session.close()


def test_a_working_copy_that_can_not_move_is_taken_up_when_it_can_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_only: Callable[[Session], None]
) -> None:
    session = named_session(tmp_path)
    before = session.board
    read_only(session)
    with pytest.raises(StorageError):
        session.name_file(tmp_path / "other.whyboard")
    assert (session.board, session.is_stopped) == (before, True)
    assert check_file(tmp_path / "other.whyboard").board == before
    with pytest.raises(StorageError):
        session.run(add_card, kind=Kind.OUTCOME)
    monkeypatch.undo()
    assert session.run(add_card, kind=Kind.OUTCOME).seq == 8
    with pytest.raises(AlreadyOpenError):
        WorkingCopy(session.folder, None)
    board = session.board
    session.close()
    assert check_file(tmp_path / "other.whyboard").board == board


def test_what_was_never_committed_is_not_copied_as_an_empty_workshop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_only: Callable[[Session], None]
) -> None:
    session = Session.create(tmp_path / "home", open_writer, first=step_from("sample"))
    template = session.board
    read_only(session)
    with pytest.raises(StorageError):
        session.copies.save(tmp_path / "copy.whyboard")
    assert not (tmp_path / "copy.whyboard").exists()
    monkeypatch.undo()
    session.copies.save(tmp_path / "copy.whyboard")
    assert check_file(tmp_path / "copy.whyboard").board == template
    session.close()


def test_a_past_that_can_not_be_read_is_none(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    row = session.board.by_ref["O1"]
    past = session.past
    session._copy.close_database()
    assert past.about(row) == frozenset()
    session.close()


def test_a_full_disk_costs_the_reserve_and_no_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = named_session(tmp_path)
    session.keep_reserve()
    reserve = tmp_path / "home" / "reserve"
    assert reserve.stat().st_size == 8 << 20
    full_at_first = session.is_disk_full
    real = SqlWriter.write

    def full(writer: SqlWriter, *given: Any) -> None:
        if reserve.exists():
            raise StorageError(Trouble.DISK_FULL, path="work.db")
        real(writer, *given)

    monkeypatch.setattr(SqlWriter, "write", full)
    assert session.run(add_card, kind=Kind.OUTCOME, text="On reserve").seq == 8
    full_then = session.is_disk_full
    monkeypatch.undo()
    session.keep_reserve()
    assert (full_at_first, full_then, session.is_disk_full) == (False, True, False)
    session.close()


def test_opening_is_worth_the_reserve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = named_session(tmp_path)
    session.keep_reserve()
    session.close()
    real = WorkingCopy.take

    def full(copy: WorkingCopy, image: bytes) -> None:
        if (tmp_path / "home" / "reserve").exists():
            raise StorageError(Trouble.DISK_FULL, path="work.db")
        real(copy, image)

    monkeypatch.setattr(WorkingCopy, "take", full)
    session = reopened(tmp_path)
    session.run(add_card, kind=Kind.OUTCOME)
    session.close()


def test_half_typed_text_is_worth_the_reserve(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = named_session(tmp_path)
    session.keep_reserve()
    real = Values.put

    def full(values: Values, key: str, value: object) -> bool:
        if (tmp_path / "home" / "reserve").exists():
            raise StorageError(Trouble.DISK_FULL, path="work.db")
        return real(values, key, value)

    monkeypatch.setattr(Values, "put", full)
    session.set_draft("O1", "half a thou")
    assert (session.draft("O1"), session.is_disk_full) == ("half a thou", True)
    session.close()


def test_another_fault_than_a_full_disk_does_not_cost_the_reserve(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = named_session(tmp_path)
    session.keep_reserve()

    def failing(_writer: SqlWriter, *_given: Any) -> NoReturn:
        raise StorageError(Trouble.WRITE_FAILED, path="work.db", reason="too big")

    monkeypatch.setattr(SqlWriter, "write", failing)
    with pytest.raises(StorageError):
        session.run(add_card, kind=Kind.OUTCOME)
    assert not session.is_disk_full
    session.close()


def test_looking_around_on_a_full_disk_is_no_error(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    connection = session._copy.connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages}")
    session.set_view_state("folded", [_LONG])
    assert session.view_state("folded") is None
    session.close()


def test_no_reserve_is_taken_from_a_disk_that_is_almost_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = named_session(tmp_path)
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=9 << 20))
    session.keep_reserve()
    assert not (tmp_path / "home" / "reserve").exists()
    assert session.is_disk_full
    session.close()


def test_a_disk_that_keeps_people_waiting_is_slow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = named_session(tmp_path)
    clock = iter(range(1_000))
    for _ in range(40):
        session.run(add_card, kind=Kind.OUTCOME)
    slow_at_first = session.is_disk_slow
    monkeypatch.setattr(time, "perf_counter", lambda: next(clock) * 0.06)
    for _ in range(3):
        session.run(add_card, kind=Kind.OUTCOME)
    assert (slow_at_first, session.is_disk_slow) == (False, True)
    session.close()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_BUSY", Trouble.OPEN_ELSEWHERE),
        ("SQLITE_FULL", Trouble.DISK_FULL),
        ("SQLITE_IOERR_FSYNC", Trouble.STOPPED),
        ("SQLITE_CORRUPT", Trouble.STOPPED),
        ("SQLITE_READONLY_DBMOVED", Trouble.STOPPED),
        ("SQLITE_CANTOPEN", Trouble.WRITE_FAILED),
    ],
)
def test_sqlite_s_errors_become_ours(name: str, code: Trouble) -> None:
    error = sqlite3.OperationalError("as SQLite says")
    error.sqlite_errorname = name
    ours = storage_error("kickoff.whyboard", error)
    assert ours.code is code
    assert "SQLITE" not in trouble_text(ours)


def test_a_template_that_can_t_be_committed_is_committed_later(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "home", open_writer, first=step_from("sample"))
    template = session.board
    connection = session._copy.connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StorageError):
        session.run(add_card, kind=Kind.OUTCOME, text="One more")
    assert session.board is template
    connection.execute("PRAGMA max_page_count=1000000")
    assert session.run(add_card, kind=Kind.OUTCOME, text="One more").seq == 2
    session.name_file(tmp_path / "kickoff.whyboard")
    assert check_file(tmp_path / "kickoff.whyboard").board == session.board
    session.close()
