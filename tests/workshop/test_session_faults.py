"""What a session does when the disk fails: the board stays what was last committed."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workshop.store.samples import named_session, reopened
from workshop.commands.cards import add_card, edit_card
from workshop.session import Session
from workshop.store.connection import storage_error
from workshop.store.errors import StorageError, Trouble
from workshop.store.vetting import check_file
from workshop.store.writer import open_writer
from workshop.templates.catalog import step_from
from workshop.vocabulary import Kind

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
codes = []
for text in ("words " * 9_000, "short"):
    try:
        session.run(edit_card, session.board.by_ref["O1"], text=text)
    except StorageError as error:
        codes.append(error.code.value)
    # There is room again, but nobody knows what became of the first attempt.
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
print(codes, session.seq, session.board.cards[session.board.by_ref["O1"]].text)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a Unix matter")
def test_an_input_output_error_stops_the_session_until_it_is_reopened(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _BEYOND_THE_LIMIT, str(tmp_path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "['stopped', 'stopped'] 7 I forget what I did"
    session = reopened(tmp_path)
    assert session.seq in (7, 8)
    session.run(add_card, kind=Kind.OUTCOME, text="Going on")
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
    assert storage_error("kickoff.whyboard", error).code is code


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
