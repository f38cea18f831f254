"""What can still be read of damaged files: rows are kept, and never put together wrongly."""

import datetime
import random
from pathlib import Path

import pytest

from tests.workshop.store.samples import closed_file, crafted, named_session
from workshop.board import Board
from workshop.commands.cards import edit_card
from workshop.commands.details import add_detail
from workshop.details import Evidence, Measurement, Metric
from workshop.session import Session
from workshop.store.salvage import salvaged
from workshop.store.soundness import require_sound_board
from workshop.store.vetting import SEAL_LENGTH
from workshop.store.writer import open_writer
from workshop.templates.beginning import step_from

PAGE = 4096


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The sample workshop's file, with details and a text that fills several pages."""
    session = Session.create(tmp_path / "home", open_writer, first=step_from("sample"))
    refs = session.board.by_ref
    session.run(edit_card, refs["O1"], note="A long story. " * 2_000)
    session.run(add_detail, Metric, refs["G1"], {"name": "Returns"})
    session.run(add_detail, Evidence, refs["O1"], {"quote": "“I forgot”"})
    session.name_file(tmp_path / "sample.whyboard")
    session.close()
    return tmp_path / "sample.whyboard"


def _board(file: Path) -> Board:
    session = Session.open(file, file.parent / "home", open_writer)
    board = session.board
    session.close()
    return board


def _doc_id(file: Path) -> str:
    session = Session.open(file, file.parent / "home", open_writer)
    session.close()
    return session.doc_id


@pytest.mark.parametrize("value", ["../../escape", "*", "A" * 32, ""])
def test_an_identity_that_leads_out_of_a_folder_is_not_read(file: Path, value: str) -> None:
    crafted(file, f"UPDATE meta SET value='{value}' WHERE key='doc_id'")
    found = salvaged(file.read_bytes())
    assert (found.doc_id, found.saved > 20) == (None, True)


def _same(found: Board, board: Board) -> bool:
    return _rows(found) == _rows(board)


def _rows(board: Board) -> tuple[object, ...]:
    links = board.links, board.supports
    return board.workshop, board.cards, board.outputs, links, board.details


def test_a_sound_file_is_read_whole(file: Path) -> None:
    board = _board(file)
    found = salvaged(file.read_bytes())
    assert _same(found.board, board)
    assert found.saved == found.known > 20
    assert found.doc_id == _doc_id(file)


def test_nothing_depends_on_the_first_page_or_on_the_seal(file: Path) -> None:
    board = _board(file)
    content = file.read_bytes()
    assert _same(salvaged(b"\0" * PAGE + content[PAGE:-SEAL_LENGTH]).board, board)


def test_rows_on_a_page_that_is_gone_come_back_from_the_journal(file: Path) -> None:
    board = _board(file)
    content = bytearray(file.read_bytes())
    card = next(iter(board.cards.values()))
    at = content.index(card.text.encode())
    start = at // PAGE * PAGE
    assert start > 0
    content[start : start + PAGE] = bytes(PAGE)
    found = salvaged(bytes(content))
    assert len(found.board.cards) == len(board.cards)


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_left_of_a_file_makes_a_sound_workshop(file: Path, seed: int) -> None:
    rng = random.Random(seed)
    content = bytearray(file.read_bytes())
    for _ in range(rng.randrange(1, 6)):
        at = rng.randrange(len(content))
        length = min(rng.choice((1, 512, PAGE)), len(content) - at)
        content[at : at + length] = rng.randbytes(length)
    del content[rng.randrange(PAGE, len(content)) :]
    found = salvaged(bytes(content))
    require_sound_board(found.board)
    assert found.saved <= found.known


def test_what_hung_under_something_lost_stands_alone(tmp_path: Path) -> None:
    file = closed_file(tmp_path)
    crafted(
        file,
        "DELETE FROM change",
        "DELETE FROM card WHERE kind = 'outcome'",
        "DELETE FROM card WHERE kind = 'solution'",
    )
    found = salvaged(file.read_bytes())
    assert {card.parent for card in found.board.cards.values()} == {None}
    assert len(found.board.cards) == 3
    assert not found.board.links
    (output,) = found.board.outputs.values()
    assert output.solution is None
    assert (found.saved, found.known) == (4, 6)


def test_details_of_details_are_saved(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "home", open_writer, first=step_from("sample"))
    goal = session.board.by_ref["G1"]
    session.run(add_detail, Metric, goal, {"name": "Returns"})
    metric = session.board.list_of(goal, Metric)[-1]
    session.run(
        add_detail,
        Measurement,
        metric.id,
        {"value": 3.0, "measured_on": datetime.date(2026, 11, 1)},
    )
    session.name_file(tmp_path / "deep.whyboard")
    found = salvaged((tmp_path / "deep.whyboard").read_bytes())
    assert found.board.details == session.board.details
    session.close()


def test_the_newest_state_is_saved_in_whatever_order_it_is_found(tmp_path: Path) -> None:
    session = named_session(tmp_path)
    for words in ("Older", "Newest"):
        session.run(edit_card, session.board.by_ref["T1"], text=words)
    session.close()
    file = tmp_path / "kickoff.whyboard"
    crafted(file, "UPDATE change SET n = -n", "DELETE FROM card WHERE kind = 'test'")
    board = salvaged(file.read_bytes()).board
    assert board.cards[board.by_ref["T1"]].text == "Newest"


def test_a_row_of_its_table_is_believed_before_the_journal(tmp_path: Path) -> None:
    file = closed_file(tmp_path)
    crafted(file, "UPDATE card SET text = 'As it was last' WHERE kind = 'test'")
    board = salvaged(file.read_bytes()).board
    assert board.cards[board.by_ref["T1"]].text == "As it was last"


def test_a_journal_that_names_another_row_is_not_believed(tmp_path: Path) -> None:
    file = closed_file(tmp_path)
    board = _board(file)
    crafted(file, "UPDATE change SET row_id = replace(row_id, 'a', 'b')")
    assert salvaged(file.read_bytes()).board.cards == board.cards


def test_cards_in_a_circle_are_taken_apart(tmp_path: Path) -> None:
    file = closed_file(tmp_path)
    first, second = "kind='opportunity' AND number=1", "kind='opportunity' AND number=2"
    crafted(
        file,
        "DELETE FROM change",
        f"UPDATE card SET parent=(SELECT id FROM card WHERE {second}) WHERE {first}",
        f"UPDATE card SET parent=(SELECT id FROM card WHERE {first}) WHERE {second}",
    )
    board = salvaged(file.read_bytes()).board
    require_sound_board(board)
    assert len(board.cards) == 5


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"\x0d" * 9_000, b"\xff" * 9_000])
def test_something_else_holds_nothing(content: bytes) -> None:
    assert salvaged(content).saved == salvaged(content).known == 0
