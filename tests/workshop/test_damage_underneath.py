"""The disk gives back something else than was written to an open workshop: no file takes it."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workshop.store.samples import named_session, reopened
from workshop.commands.cards import add_card
from workshop.rules import RefusedError
from workshop.session import Session
from workshop.store.connection import in_memory
from workshop.store.errors import DamagedError, Note, StorageError
from workshop.store.vetting import check_file
from workshop.vocabulary import Kind
from workshop.words.codes import copy_trouble_text


def _cut_short(database: Path) -> None:
    os.truncate(database, database.stat().st_size // 2)


def _emptied(database: Path) -> None:
    length = database.stat().st_size // 2
    with database.open("r+b") as file:
        file.seek(length)
        file.write(bytes(length))


def _overwritten(database: Path) -> None:
    length = database.stat().st_size // 2
    with database.open("r+b") as file:
        file.seek(length)
        file.write(os.urandom(length))


def _a_page_emptied(database: Path) -> None:
    page = database.read_bytes().find(b"Weekly summary") // 4096
    with database.open("r+b") as file:
        file.seek(page * 4096)
        file.write(bytes(4096))


def _first_page_of(table: str) -> Callable[[Path], None]:
    def harm(database: Path) -> None:
        image = bytearray(database.read_bytes())
        image[18] = image[19] = 1
        with contextlib.closing(in_memory(bytes(image))) as look:
            root = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
            ((page,),) = look.execute(root, (table,)).fetchall()
        with database.open("r+b") as file:
            file.seek((page - 1) * 4096)
            file.write(bytes(4096))

    return harm


HARM = (_cut_short, _emptied, _overwritten, _a_page_emptied)


def damaged(folder: Path, harm: Callable[[Path], None]) -> Session:
    """An open workshop with a change that its file lacks, whose database was harmed."""
    named_session(folder).close()
    session = reopened(folder)
    session.run(add_card, kind=Kind.OUTCOME, text="Only here")
    session._copy.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    harm(session._copy.database)
    # What SQLite knows by heart would hide it.
    session._copy.connection.execute("PRAGMA shrink_memory")
    return session


@pytest.mark.parametrize("harm", HARM)
def test_a_sound_file_is_never_replaced_by_a_damaged_one(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    session = damaged(tmp_path, harm)
    before = (tmp_path / "kickoff.whyboard").read_bytes()
    for write in (
        session.file.publish,
        lambda: session.copies.save(tmp_path / "copy.whyboard"),
        lambda: session.name_file(tmp_path / "other.whyboard"),
        session.close,
    ):
        with pytest.raises(DamagedError):
            write()
    assert [file.name for file in tmp_path.glob("*.whyboard")] == ["kickoff.whyboard"]
    assert (tmp_path / "kickoff.whyboard").read_bytes() == before
    again = reopened(tmp_path)
    assert again.note is Note.COPY_DAMAGED
    assert again.kept is not None
    again.close()


def test_a_change_that_finds_it_is_refused_in_a_sentence(tmp_path: Path) -> None:
    session = damaged(tmp_path, _first_page_of("command"))
    before = session.board
    for _ in range(2):
        with pytest.raises(DamagedError) as refused:
            session.run(add_card, kind=Kind.OUTCOME, text="Refused")
        assert copy_trouble_text(refused.value) == (
            "Whyboard's copy on this laptop is damaged: the disk does not give back what was "
            "written."
        )
        assert session.board is before
    with pytest.raises(DamagedError):
        session.close()


@pytest.mark.parametrize("table", ["card", "change", "command", "counter", "draft", "view_state"])
def test_whatever_is_harmed_nothing_worse_than_a_storage_error_comes_of_it(
    tmp_path: Path, table: str
) -> None:
    session = damaged(tmp_path, _first_page_of(table))
    for act in (
        lambda: session.run(add_card, kind=Kind.OUTCOME),
        lambda: session.set_draft("canvas", "half a th"),
        session.undo,
        lambda: session.run(add_card, kind=Kind.OUTCOME),
        session.file.publish,
        session.close,
    ):
        with contextlib.suppress(StorageError, RefusedError):
            act()
    session.copies.save_what_is_left(tmp_path / "left.whyboard")
    assert check_file(tmp_path / "left.whyboard").board == session.board
    assert len(check_file(tmp_path / "kickoff.whyboard").journal) == 7


@pytest.mark.parametrize("harm", HARM)
def test_all_that_is_on_the_board_can_be_saved(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    session = damaged(tmp_path, harm)
    session.copies.save_what_is_left(tmp_path / "left.whyboard")
    saved = check_file(tmp_path / "left.whyboard").board
    assert saved == session.board
    with pytest.raises(DamagedError):
        session.close()


def test_the_history_that_is_left_is_saved_with_it(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    session.copies.save_what_is_left(tmp_path / "left.whyboard")
    names = [entry.name for entry in check_file(tmp_path / "left.whyboard").journal]
    assert names[1:] == [entry.name for entry in session.history()][-len(names) + 1 :]
    assert len(names) > 3
    session.close()
