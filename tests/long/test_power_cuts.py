"""The power goes between any two writes: nothing that was acknowledged is lost."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.long.disk import Disk, Op, can_watch, watched
from tests.long.platter import Platter, lay_out
from tests.long.sizes import patience, size
from workshop.commands.cards import add_card, delete_card, edit_card
from workshop.session import Session
from workshop.store.vetting import check_file
from workshop.store.writer import open_writer
from workshop.vocabulary import Kind

pytestmark = pytest.mark.skipif(not can_watch(), reason="SQLite is built into this Python")
_CUTS = size(300, 20_000)


def _work(root: Path, disk: Disk, seed: int) -> None:
    """Two sittings on one file; every promise is noted as the commands and the file's commands."""
    rng = random.Random(seed)
    file, home = root / "kickoff.whyboard", root / "home"
    published = 0
    for _ in range(2):
        session = Session.open(file, home, open_writer, create_if_absent=True)
        disk.note((session.seq, published))
        for _ in range(60):
            _run_something(session, rng)
            disk.note((session.seq, published))
            if rng.random() < 0.15:
                session.file.publish()
                published = session.seq
                disk.note((session.seq, published))
        session.close()
        published = session.seq
        disk.note((published, published))


def _run_something(session: Session, rng: random.Random) -> None:
    cards = list(session.board.cards)
    choice = rng.random()
    if choice < 0.6 or len(cards) < 3:
        session.run(add_card, kind=Kind.OUTCOME, text="x" * rng.randrange(9_000))
    elif choice < 0.8:
        session.run(edit_card, rng.choice(cards), text=str(rng.random()))
    elif choice < 0.9:
        session.run(delete_card, rng.choice(cards))
    else:
        session.undo()


def _promised(ops: list[Op]) -> tuple[int, int]:
    notes = [op.note for op in ops if op.do == "note"]
    last = notes[-1] if notes else (-1, -1)
    assert isinstance(last, tuple)
    return last


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: syncing the real disk proves nothing here."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as folder:
        yield Path(folder).resolve() / "disk"


@pytest.mark.timeout(patience(240))
def test_no_acknowledged_command_is_lost(root: Path) -> None:
    root.mkdir()
    disk = Disk(root)
    with watched(disk):
        _work(root, disk, seed=7)
    after_notes = [n + 1 for n, op in enumerate(disk.ops) if op.do == "note"]
    assert {"write", "sync", "sync_folder", "rename"} <= {op.do for op in disk.ops}
    rng = random.Random(1)
    # Four in ten come right after something was promised.
    cuts = sorted(
        rng.choice(after_notes) if rng.random() < 0.4 else rng.randint(0, len(disk.ops))
        for _ in range(_CUTS)
    )
    platter, done = Platter(), 0
    for cut in cuts:
        for op in disk.ops[done:cut]:
            platter.take(op)
        done = cut
        lay_out(root, platter.after_a_cut(rng))
        _require_promises(root, *_promised(disk.ops[:cut]))


def _require_promises(root: Path, committed: int, published: int) -> None:
    file, home = root / "kickoff.whyboard", root / "home"
    if committed >= 0:
        assert len(check_file(file).journal) >= max(published, 0)
    session = Session.open(file, home, open_writer, create_if_absent=committed < 0)
    assert committed <= session.seq <= max(committed, 0) + 1
    board = session.board
    session.close()
    assert check_file(file).board == board
    assert not list(root.glob(".*.tmp"))


def test_the_simulated_disk_loses_what_was_not_synced() -> None:
    """A disk that forgets nothing would prove nothing."""
    rng = random.Random(3)
    platter = Platter()
    platter.take(Op("create", "/d/a"))
    platter.take(Op("write", "/d/a", 0, b"x" * 2_000))
    states = [platter.after_a_cut(rng).get("/d/a") for _ in range(50)]
    assert None in states
    assert any(state is not None and state != b"x" * 2_000 for state in states)
    for op in (Op("sync", "/d/a"), Op("sync_folder", "/d"), Op("rename", "/d/a", to="/d/b")):
        platter.take(op)
    kept = {frozenset(platter.after_a_cut(rng)) for _ in range(50)}
    assert kept == {frozenset({"/d/a"}), frozenset({"/d/b"})}
    platter.take(Op("sync_folder", "/d"))
    assert {frozenset(platter.after_a_cut(rng)) for _ in range(50)} == {frozenset({"/d/b"})}
