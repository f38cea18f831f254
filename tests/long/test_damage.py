"""Damaged and hostile files: noticed every time, without crash or hang, and almost all is saved."""

import hashlib
import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.long.sizes import patience, size
from workshop.board import Board
from workshop.commands.cards import add_card, edit_card
from workshop.commands.details import add_detail
from workshop.details import Evidence
from workshop.session import Session
from workshop.store.errors import StorageError
from workshop.store.salvage import salvaged
from workshop.store.soundness import require_sound_board
from workshop.store.vetting import SEAL_LENGTH, SEAL_MARK, check_file
from workshop.store.writer import open_writer
from workshop.templates.beginning import step_from
from workshop.vocabulary import Kind

_FILES = size(150, 5_000)
_PAGE = 4096

Damage = Callable[[bytearray, random.Random], None]


@pytest.fixture(scope="module")
def sound() -> Iterator[tuple[bytes, Board]]:
    """A workshop of some size with a long history: its file, and what it holds."""
    with tempfile.TemporaryDirectory() as folder:
        home, file = Path(folder) / "home", Path(folder) / "sound.whyboard"
        session = Session.create(home, open_writer, first=step_from("sample"))
        rng = random.Random(1)
        for number in range(60):
            cards = [c.id for c in session.board.cards.values() if c.kind is Kind.OPPORTUNITY]
            session.run(
                add_card,
                kind=Kind.OPPORTUNITY,
                parent=rng.choice([None, *cards]),
                text=f"{number} " + "some words " * rng.randrange(12),
            )
            session.run(add_detail, Evidence, rng.choice(cards), {"quote": f"“{number}”"})
            session.run(edit_card, rng.choice(cards), note="n" * rng.randrange(9_000))
        session.name_file(file)
        board = session.board
        session.close()
        yield file.read_bytes(), board


def _flip(content: bytearray, rng: random.Random) -> None:
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)


def _zero_sector(content: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(content) // 512) * 512
    content[at : at + 512] = bytes(512)


def _noise(content: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(content) // _PAGE) * _PAGE
    content[at : at + _PAGE] = rng.randbytes(_PAGE)


def _cut(content: bytearray, rng: random.Random) -> None:
    del content[rng.randrange(len(content)) :]


def _swap_pages(content: bytearray, rng: random.Random) -> None:
    one, two = (rng.randrange(1, len(content) // _PAGE) * _PAGE for _ in range(2))
    first, second = content[one : one + _PAGE], content[two : two + _PAGE]
    content[one : one + _PAGE], content[two : two + _PAGE] = second, first


def _grow(content: bytearray, rng: random.Random) -> None:
    content.extend(rng.randbytes(rng.randrange(1, 9_000)))


_DAMAGES: tuple[Damage, ...] = (_flip, _zero_sector, _noise, _cut, _swap_pages, _grow)


@pytest.mark.timeout(patience(120))
def test_every_damage_is_noticed_and_what_is_left_makes_a_sound_workshop(
    sound: tuple[bytes, Board], tmp_path: Path
) -> None:
    content, board = sound
    file = tmp_path / "damaged.whyboard"
    rng = random.Random(2)
    for number in range(_FILES):
        damaged = bytearray(content)
        _DAMAGES[number % len(_DAMAGES)](damaged, rng)
        if damaged == content:
            continue
        file.write_bytes(damaged)
        with pytest.raises(StorageError):
            check_file(file)
        # Saving what can be read takes longest: a third of the files is enough.
        if number % 3 == 0:
            found = salvaged(bytes(damaged))
            require_sound_board(found.board)
            assert len(found.board.cards) <= len(board.cards)


@pytest.mark.timeout(patience(120))
def test_a_flip_behind_a_fitting_seal_is_noticed_or_harmless(
    sound: tuple[bytes, Board], tmp_path: Path
) -> None:
    """A disk controller can't fit the seal, an attacker can: no crash, and rows stay sound."""
    content, _ = sound
    file = tmp_path / "crafted.whyboard"
    rng = random.Random(3)
    for _ in range(_FILES // 2):
        image = bytearray(content[:-SEAL_LENGTH])
        _flip(image, rng)
        file.write_bytes(bytes(image) + SEAL_MARK + hashlib.sha256(image).digest())
        try:
            require_sound_board(check_file(file).board)
        except StorageError:
            continue


def test_almost_every_row_is_saved_when_one_page_is_lost(sound: tuple[bytes, Board]) -> None:
    content, board = sound
    rows = [*board.cards.values(), *board.outputs.values(), *board.details.values()]
    pages = (len(content) - SEAL_LENGTH) // _PAGE
    saved = 0
    chosen = random.Random(4).sample(range(pages), size(20, pages))
    for page in chosen:
        damaged = bytearray(content)
        damaged[page * _PAGE : (page + 1) * _PAGE] = bytes(_PAGE)
        found = salvaged(bytes(damaged)).board
        saved += sum(found.record(row.id) is not None for row in rows)
    assert saved / (len(rows) * len(chosen)) >= 0.99


def test_every_row_is_saved_when_the_pages_of_its_table_are_whole(
    sound: tuple[bytes, Board],
) -> None:
    """The header, the schema, every index and the seal may be gone."""
    content, board = sound
    damaged = bytearray(content)
    damaged[:_PAGE] = bytes(_PAGE)
    for at in range(_PAGE, len(damaged), _PAGE):
        if damaged[at] not in (0x0D, 0x00) and damaged[at] in (0x02, 0x0A, 0x05):
            damaged[at : at + _PAGE] = bytes(_PAGE)
    found = salvaged(bytes(damaged)).board
    assert (found.cards, found.outputs, found.details) == (
        board.cards,
        board.outputs,
        board.details,
    )


BOMBS = {
    "recursive view": "CREATE VIEW bomb AS WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i+1"
    " FROM r) SELECT * FROM r",
    "trigger": "CREATE TRIGGER t AFTER INSERT ON command BEGIN DELETE FROM card; END",
    "extra table": "CREATE TABLE more (a)",
    "expression index": "CREATE INDEX odd ON card (abs(number))",
    "partial index": "CREATE INDEX odd ON card (number) WHERE number > 1",
    "virtual table": "CREATE VIRTUAL TABLE v USING fts5(a)",
}


@pytest.mark.parametrize("statement", BOMBS.values(), ids=BOMBS.keys())
def test_nothing_executable_in_a_file_is_ever_run(
    sound: tuple[bytes, Board], tmp_path: Path, statement: str
) -> None:
    content, _ = sound
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(content[:-SEAL_LENGTH])
    try:
        connection.execute(statement)
    except sqlite3.OperationalError as error:
        pytest.skip(str(error))
    image = connection.serialize()
    connection.close()
    file = tmp_path / "bomb.whyboard"
    file.write_bytes(image + SEAL_MARK + hashlib.sha256(image).digest())
    with pytest.raises(StorageError):
        Session.open(file, tmp_path / "home", open_writer)
    assert not (tmp_path / "home").exists()
