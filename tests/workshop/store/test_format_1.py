"""Files of format 1, made by the version that wrote them, open as if nothing had happened."""

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workshop.store.samples import seal_over
from workshop.board import Board
from workshop.commands.cards import add_card
from workshop.details import Assumption
from workshop.method import Part
from workshop.rules import RefusedError
from workshop.session import Session
from workshop.steps import StepName
from workshop.store.errors import DamagedError, NotAWorkshopError
from workshop.store.recovery import orphans
from workshop.store.salvage import salvaged
from workshop.store.schema import USER_VERSION
from workshop.store.snapshots import snapshots_of
from workshop.store.vetting import check_file
from workshop.store.working_copy import folder_for
from workshop.store.writer import open_writer
from workshop.vocabulary import Kind

FORMATS = Path(__file__).with_name("formats")
HISTORY = FORMATS / "1-history.whyboard"
SAMPLE = FORMATS / "1-sample.whyboard"
#: A working copy of `HISTORY` with two commands that the file does not hold.
WORK = FORMATS / "1-work.db"


#: Two indexes on the same pages.
CONTRADICTION = (
    "UPDATE sqlite_schema SET rootpage=(SELECT rootpage FROM sqlite_schema"
    " WHERE name='sqlite_autoindex_draft_1') WHERE name='ix_output_solution'"
)


def copied(file: Path, folder: Path) -> Path:
    there = folder / "old.whyboard"
    shutil.copy(file, there)
    return there


def opened(file: Path) -> Session:
    return Session.open(file, file.parent / "home", open_writer, actor="Ben")


def left_over(file: Path) -> Path:
    """Lay the old working copy where a crash would have left it; its folder."""
    doc_id = check_file(file).doc_id
    folder = folder_for(file.parent / "home", doc_id, file)
    folder.mkdir(parents=True)
    shutil.copy(WORK, folder / "work.db")
    return folder


def people(board: Board) -> list[str]:
    return [person.name for person in board.people()]


def assumed(board: Board) -> dict[str, list[str]]:
    return {
        f"{board.outputs[link.output].ref}>{board.cards[link.outcome].ref}": [
            assumption.text for assumption in board.assumptions_of(link.id)
        ]
        for link in board.links.values()
    }


def test_people_owners_and_assumptions_become_rows(tmp_path: Path) -> None:
    session = opened(copied(HISTORY, tmp_path))
    board = session.board
    assert people(board) == ["Joon Seo", "Amara Diallo", "Priya Raman", "Łukasz Żak", "Mei Tanaka"]
    assert [person.part for person in board.people()][:2] == [Part.DECIDES, Part.DELIVERS]
    assert [output.owner for output in board.table_rows()] == [
        "Amara Diallo",
        "Łukasz Żak",
        "Łukasz Żak",
    ]
    assert assumed(board) == {
        "P1>G1": ["They read it on the day", "A letter is enough"],
        "P2>G1": ["Nobody finds it again 🙂 שלום"],
    }
    owned = {a.owner_name for a in board.details.values() if isinstance(a, Assumption)}
    assert owned == {"", "Mei Tanaka"}
    session.close()


def test_the_sample_of_before_keeps_everything(tmp_path: Path) -> None:
    board = check_file(copied(SAMPLE, tmp_path)).board
    assert people(board) == [
        "Amara Diallo",
        "Joon Seo",
        "Priya Raman",
        "Tomasz Wójcik",
        "Lena Brandt",
    ]
    assert assumed(board)["P1>G2"] == ["Late replies are the main cause of drop-out"]
    assert len(board.cards) == 17
    assert board.workshop.title == "Hiring marketplace kickoff"


def test_history_stays_and_ends_with_one_command_below_which_nothing_is_undone(
    tmp_path: Path,
) -> None:
    session = opened(copied(HISTORY, tmp_path))
    history = session.history()
    assert [entry.seq for entry in history] == list(range(1, 31))
    assert history[0].actor == "Ana"
    assert [entry.kind for entry in history[3:5]] == ["undo", "redo"]
    assert history[-1].name is StepName.BRING_UP_TO_DATE
    assert not session.to_undo
    assert not session.to_redo
    board = session.board
    session.run(add_card, kind=Kind.OUTCOME, text="More")
    assert session.undo().board.cards == board.cards
    with pytest.raises(RefusedError):
        session.undo()
    session.close()


def test_a_change_to_what_is_gone_alone_is_no_change_any_more(tmp_path: Path) -> None:
    session = opened(copied(HISTORY, tmp_path))
    rows = session._copy.connection.execute('SELECT count(*), sum("before" IS "after") FROM change')
    (changes, idle) = rows.fetchone()
    assert (changes > 20, idle) == (True, 0)
    session.close()


def test_only_looking_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = copied(HISTORY, tmp_path)
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    opened(file).close()
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    assert not orphans(tmp_path / "home")


def test_the_next_publication_writes_the_new_format_and_the_original_is_kept(
    tmp_path: Path,
) -> None:
    file = copied(HISTORY, tmp_path)
    session = opened(file)
    session.run(add_card, kind=Kind.OUTCOME, text="More")
    assert file.read_bytes() == HISTORY.read_bytes()
    session.file.publish()
    board = session.board
    session.close()
    assert int.from_bytes(file.read_bytes()[60:64], "big") == USER_VERSION
    assert check_file(file).board == board
    kept = snapshots_of(tmp_path / "home", session.doc_id)
    assert HISTORY.read_bytes() in [snapshot.file.read_bytes() for snapshot in kept]
    again = opened(file)
    assert (again.board, again.seq, again.recovered) == (board, 31, 0)
    again.undo()
    assert not again.to_undo
    again.close()


def test_what_a_crash_left_after_opening_an_old_file_is_recovered(tmp_path: Path) -> None:
    file = copied(HISTORY, tmp_path)
    session = opened(file)
    session.run(add_card, kind=Kind.OUTCOME, text="More")
    board = session.board
    session._copy.close()
    again = opened(file)
    assert (again.board, again.recovered, again.kept) == (board, 1, None)
    again.close()
    assert check_file(file).board == board


def test_a_working_copy_of_the_old_format_goes_on_with_what_the_file_lacks(
    tmp_path: Path,
) -> None:
    file = copied(HISTORY, tmp_path)
    left_over(file)
    session = opened(file)
    assert (session.recovered, session.kept) == (2, None)
    assert people(session.board)[-1] == "Mei Tanaka"
    assert "Noor" in people(session.board)
    assert assumed(session.board)["P3>G1"] == ["Unpublished"]
    assert not session.file.state.up_to_date
    (kept,) = snapshots_of(tmp_path / "home", session.doc_id)
    assert check_file(kept.file).board.workshop == session.board.workshop
    session.close()
    assert "Noor" in people(check_file(file).board)


def test_an_old_working_copy_without_its_file_is_recovered(tmp_path: Path) -> None:
    file = copied(HISTORY, tmp_path)
    folder = left_over(file)
    (folder / "path").write_bytes(str(file).encode())
    file.unlink()
    (orphan,) = orphans(tmp_path / "home")
    session = Session.recover(orphan.folder, tmp_path / "home", open_writer)
    assert "Noor" in people(session.board)
    session.copies.save(tmp_path / "saved.whyboard")
    session.discard()
    assert check_file(tmp_path / "saved.whyboard").board == session.board


#: Opens an old file and ends, as if killed, before the n-th time something is made durable.
_DYING = """
import os, sys
from pathlib import Path
import workshop.files
from workshop.session import Session

def open_writer(connection):
    # Most of the processes end before they write: importing what does takes as long as all else.
    from workshop.store.writer import open_writer
    return open_writer(connection)

left = int(sys.argv[3])
def counted(real):
    def call(*arguments):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return real(*arguments)
    return call
os.fsync = counted(os.fsync)
Path.replace = counted(Path.replace)
Path.unlink = counted(Path.unlink)
Session.open(Path(sys.argv[1]), Path(sys.argv[2]), open_writer)
os._exit(0)
"""


# Some twenty processes, each of which has a limit of its own.
@pytest.mark.timeout(300)
def test_dying_at_any_moment_of_the_migration_loses_nothing(tmp_path: Path) -> None:
    wanted: set[str] = set()
    for moment in range(100):
        folder = tmp_path / str(moment)
        folder.mkdir()
        file = copied(HISTORY, folder)
        left_over(file)
        command = [sys.executable, "-c", _DYING, str(file), str(folder / "home"), str(moment)]
        code = subprocess.run(command, check=False, timeout=50).returncode
        assert file.read_bytes() == HISTORY.read_bytes()
        session = opened(file)
        assert (session.recovered, session.note) == (2, None)
        wanted.add(repr((people(session.board), assumed(session.board))))
        session.close()
        if code == 0:
            break
        assert code == 9
    else:
        pytest.fail("the migration never came to its end")
    assert len(wanted) == 1
    assert moment > 5


def test_a_damaged_file_of_the_old_format_is_refused_in_a_sentence(tmp_path: Path) -> None:
    image = HISTORY.read_bytes()[:-40]
    crafted = {
        "UPDATE workshop SET people='[1]'": DamagedError,
        "UPDATE workshop SET people='['": DamagedError,
        "UPDATE change SET after='{' WHERE row_table='workshop'": DamagedError,
        "UPDATE card SET kind='epic'": DamagedError,
        CONTRADICTION: DamagedError,
        "CREATE TABLE extra (id TEXT)": NotAWorkshopError,
    }
    for statement, error in crafted.items():
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.deserialize(image)
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(statement)
        file = tmp_path / "old.whyboard"
        seal_over(file, connection.serialize())
        connection.close()
        with pytest.raises(error) as refused:
            check_file(file)
        assert refused.value.params["path"] == str(file)


def test_what_is_left_of_an_old_file_without_its_first_page_is_salvaged() -> None:
    board = check_file(HISTORY).board
    found = salvaged(bytes(4096) + HISTORY.read_bytes()[4096:]).board
    assert (found.workshop, found.cards, found.links) == (board.workshop, board.cards, board.links)


def test_the_fixtures_are_what_the_old_version_wrote() -> None:
    for file in (HISTORY, SAMPLE):
        content = file.read_bytes()
        assert int.from_bytes(content[60:64], "big") == 1
        assert hashlib.sha256(content[:-40]).digest() == content[-32:]
