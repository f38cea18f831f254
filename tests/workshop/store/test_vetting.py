"""Files that are no workshop, damaged, newer or hostile: one clear error each, file untouched."""

import struct
from pathlib import Path

import pytest

from tests.workshop.store.samples import closed_file, crafted, named_session, seal_over
from workshop.commands.details import add_detail
from workshop.details import NotNow
from workshop.records import WORKSHOP_ID
from workshop.session import Session
from workshop.store.errors import (
    DamagedError,
    NotAWorkshopError,
    StorageError,
    TooNewError,
    Trouble,
)
from workshop.store.schema import USER_VERSION
from workshop.store.vetting import MAX_MEGABYTES, SEAL_LENGTH, check_file
from workshop.store.writer import open_writer


def _refused(file: Path) -> StorageError:
    """What opening says; the file and the app-data must stay as they were."""
    before = file.read_bytes()
    with pytest.raises(StorageError) as caught:
        Session.open(file, file.parent / "home", open_writer)
    assert file.read_bytes() == before
    assert str(file) in str(caught.value)
    folder = file.parent / "home" / "open"
    assert not folder.exists() or not list(folder.iterdir())
    return caught.value


def test_a_sound_file_passes_every_check(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    contents = check_file(tmp_path / "kickoff.whyboard")
    assert contents.board == session.board
    assert contents.doc_id == session.doc_id
    assert len(contents.journal) == session.seq == 7
    session.close()


def test_the_history_of_details_is_checked_too(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    session.run(add_detail, NotNow, WORKSHOP_ID, {"text": "Later"})
    session.close()
    file = tmp_path / "kickoff.whyboard"
    assert len(check_file(file).board.list_of(WORKSHOP_ID, NotNow)) == 1
    crafted(file, "UPDATE detail SET fields = replace(fields, 'Later', 'Never')")
    with pytest.raises(DamagedError):
        check_file(file)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        Session.open(tmp_path / "none.whyboard", tmp_path / "home", open_writer)
    assert caught.value.code is Trouble.FILE_NOT_FOUND


def test_a_folder_is_not_readable(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        Session.open(tmp_path, tmp_path / "home", open_writer)
    assert caught.value.code is Trouble.NOT_READABLE


@pytest.mark.parametrize("content", [b"", b"SQLite", b"Dear all,\n" * 100, b"\0" * 4096])
def test_something_else_is_not_a_workshop(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.whyboard"
    file.write_bytes(content)
    assert isinstance(_refused(file), NotAWorkshopError)


def test_another_application_s_database_is_not_a_workshop(tmp_path: Path) -> None:
    file = closed_file(tmp_path)
    crafted(file, "PRAGMA application_id=1234")
    assert _refused(file).code is Trouble.NOT_A_WORKSHOP


def test_a_newer_format_is_refused_before_its_seal_is_read(tmp_path: Path) -> None:
    file = closed_file(tmp_path)
    content = bytearray(file.read_bytes())
    content[60:64] = struct.pack(">I", USER_VERSION + 1)
    file.write_bytes(content[:-SEAL_LENGTH])
    error = _refused(file)
    assert isinstance(error, TooNewError)
    assert error.params["version"] == USER_VERSION + 1


def test_a_huge_file_is_refused_by_its_size(tmp_path: Path) -> None:
    file = tmp_path / "huge.whyboard"
    with file.open("wb") as sparse:
        sparse.truncate((MAX_MEGABYTES << 20) + 1)
    with pytest.raises(NotAWorkshopError) as caught:
        check_file(file)
    assert caught.value.code is Trouble.TOO_LARGE


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_truncated_file_is_damaged(tmp_path: Path, part: float) -> None:
    file = closed_file(tmp_path)
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * part)])
    error = _refused(file)
    assert isinstance(error, DamagedError)
    assert error.code is Trouble.TRUNCATED


@pytest.mark.parametrize("cut", [1, 33, 40])
def test_a_file_without_its_whole_seal_is_damaged(tmp_path: Path, cut: int) -> None:
    file = closed_file(tmp_path)
    file.write_bytes(file.read_bytes()[:-cut])
    assert _refused(file).code is Trouble.SEAL_MISSING


def test_every_flipped_byte_is_noticed(tmp_path: Path) -> None:
    file = closed_file(tmp_path)
    content = file.read_bytes()
    for at in range(0, len(content), 397):
        changed = bytearray(content)
        changed[at] ^= 0x10
        file.write_bytes(changed)
        with pytest.raises(StorageError):
            check_file(file)


def test_bytes_appended_to_a_file_are_noticed(tmp_path: Path) -> None:
    file = closed_file(tmp_path)
    content = file.read_bytes()
    file.write_bytes(content[:-SEAL_LENGTH] + b"x" * 4096 + content[-SEAL_LENGTH:])
    assert _refused(file).code is Trouble.SEAL_BROKEN
    seal_over(file, content[:-SEAL_LENGTH] + b"x" * 4096)
    assert _refused(file).code is Trouble.SEAL_BROKEN


def test_pages_that_contradict_each_other_are_found_behind_a_fitting_seal(
    tmp_path: Path,
) -> None:
    file = closed_file(tmp_path)
    crafted(
        file,
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_schema SET rootpage=(SELECT rootpage FROM sqlite_schema"
        " WHERE name='sqlite_autoindex_draft_1') WHERE name='ix_output_solution'",
    )
    assert isinstance(_refused(file), DamagedError)


G1 = "(SELECT id FROM card WHERE kind='outcome')"
HOSTILE = {
    "trigger": "CREATE TRIGGER t AFTER INSERT ON card BEGIN DELETE FROM card; END",
    "view": "CREATE VIEW v AS SELECT 1",
    "doc id as a path": "UPDATE meta SET value='../../escape' WHERE key='doc_id'",
    "no doc id": "DELETE FROM meta",
    "unknown kind": "UPDATE card SET kind='epic' WHERE kind='test'",
    "huge number": "UPDATE card SET number=99999999 WHERE kind='test'",
    "odd id": "UPDATE contribution SET id='../x'",
    "impossible rank": "UPDATE card SET rank='a00' WHERE kind='test'",
    "odd rank": "UPDATE card SET rank='' WHERE kind='test'",
    "control characters": "UPDATE card SET text='a' || char(0) || 'b' WHERE kind='test'",
    "too long": "UPDATE card SET text=hex(zeroblob(40000)) WHERE kind='test'",
    "fields not JSON": "UPDATE detail SET fields='['",
    "text not text": "UPDATE detail SET fields='{\"text\":1}'",
    "no date": "UPDATE workshop SET held_on='tomorrow'",
    "no workshop": "DELETE FROM workshop",
    "two workshops": (
        "INSERT INTO workshop VALUES ('11111111111111111111111111111111','','','',NULL)"
    ),
    "parent missing": "UPDATE card SET parent='11111111111111111111111111111111' WHERE kind='test'",
    "own parent": "UPDATE card SET parent=id WHERE kind='outcome'",
    "misplaced": f"UPDATE card SET parent={G1} WHERE kind='test'",
    "same reference": "UPDATE card SET number=1 WHERE kind='opportunity'",
    "link to no outcome": (
        "UPDATE contribution SET outcome=(SELECT id FROM card WHERE kind='test')"
    ),
    "output of no solution": f"UPDATE output SET solution={G1}",
    "unknown command": "UPDATE command SET name='run_shell' WHERE seq=2",
    "odd command id": "UPDATE command SET uid='x' WHERE seq=2",
    "undo of nothing": "UPDATE command SET kind='undo', target=1 WHERE seq=3",
    "odd moment": "UPDATE command SET at='yesterday' WHERE seq=3",
    "odd counter": "INSERT INTO counter VALUES ('XX', 3)",
}


@pytest.mark.parametrize("statement", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_crafted_file_with_a_fitting_seal_is_refused(tmp_path: Path, statement: str) -> None:
    file = closed_file(tmp_path)
    crafted(file, statement)
    assert isinstance(_refused(file), NotAWorkshopError | DamagedError)


def test_commands_numbered_with_a_gap_are_refused(tmp_path: Path) -> None:
    file = closed_file(tmp_path)
    crafted(
        file,
        "UPDATE command SET seq = 70 WHERE seq = 7",
        "UPDATE change SET command = 70 WHERE command = 7",
    )
    assert isinstance(_refused(file), DamagedError)


def test_a_cycle_is_refused(tmp_path: Path) -> None:
    file = closed_file(tmp_path)
    first, second = "kind='opportunity' AND number=1", "kind='opportunity' AND number=2"
    crafted(
        file,
        f"UPDATE card SET parent=(SELECT id FROM card WHERE {second}) WHERE {first}",
        f"UPDATE card SET parent=(SELECT id FROM card WHERE {first}) WHERE {second}",
    )
    assert isinstance(_refused(file), DamagedError)


def test_a_database_that_is_no_workshop_but_sealed_is_refused(tmp_path: Path) -> None:
    file = closed_file(tmp_path)
    crafted(file, "DROP TABLE contribution")
    assert _refused(file).code is Trouble.NOT_A_WORKSHOP
    image = bytearray(file.read_bytes()[:-SEAL_LENGTH])
    image[100:4096] = b"\xff" * 3996
    seal_over(file, bytes(image))
    assert isinstance(_refused(file), DamagedError)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE card SET text='changed behind the journal' WHERE kind='test'",
        "UPDATE change SET before='{}' WHERE before IS NOT NULL",
        "DELETE FROM change WHERE n=2",
        "UPDATE change SET row_table='sqlite_schema' WHERE n=2",
        "UPDATE change SET after=replace(after, 'Weekly', 'Daily')",
    ],
)
def test_a_history_that_does_not_lead_to_the_contents_is_found(
    tmp_path: Path, statement: str
) -> None:
    session = named_session(tmp_path)
    session.undo()
    session.redo()
    session.close()
    file = tmp_path / "kickoff.whyboard"
    crafted(file, statement)
    with pytest.raises(DamagedError):
        check_file(file)
