"""Each file operation of saving, publishing, opening and migrating is made to fail once.

A failure costs at most the command it hits: that is refused whole, the same command works when it
is tried again, and every file stays sound.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.long.disk import Disk, can_watch, watched
from tests.long.sizes import patience
from workshop.commands.cards import add_card, edit_card
from workshop.session import Session
from workshop.store.errors import StorageError
from workshop.store.vetting import check_file
from workshop.store.writer import open_writer
from workshop.vocabulary import Kind

pytestmark = [
    pytest.mark.skipif(not can_watch(), reason="SQLite is built into this Python"),
    pytest.mark.timeout(patience(240)),
]
OLD = Path(__file__).parents[1] / "workshop" / "store" / "formats" / "1-sample.whyboard"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as made:
        yield Path(made).resolve()


def _twice(step: Callable[[], object]) -> None:
    """Do something; once more when the disk failed."""
    try:
        step()
    except StorageError:
        step()


def _sitting(file: Path, home: Path, said: list[str]) -> None:
    """Open, work, publish and close; every text that was acknowledged is in `said`."""
    opened: list[Session] = []

    def open_it() -> None:
        opened.append(Session.open(file, home, open_writer, create_if_absent=True))

    _twice(open_it)
    session = opened[-1]
    for number in range(2):
        words = f"{len(said)}" + "x" * 3_000 * number
        _twice(lambda it=words: session.run(add_card, kind=Kind.OUTCOME, text=it))  # type: ignore[misc]
        said.append(words)
        if number == 0:
            _twice(session.file.publish)
    _twice(session.undo)
    _twice(session.redo)
    try:
        session.close()
    except StorageError:
        # The working copy stays and is found when the file is opened again.
        assert session.folder.is_dir()


def _require_all(file: Path, home: Path, said: list[str], at: int) -> None:
    session = Session.open(file, home, open_writer)
    board = session.board
    session.close()
    texts = [card.text for card in board.in_tree_order() if card.text in said]
    assert sorted(texts) == sorted(said), f"operation {at}"
    assert check_file(file).board == board, f"operation {at}"
    assert not list(file.parent.glob(".*.tmp")), f"operation {at}"


@pytest.mark.parametrize(
    ("begins", "full"),
    [("new", False), ("again", False), ("again", True), ("old format", False)],
)
def test_a_failing_operation_costs_nothing(folder: Path, begins: str, full: bool) -> None:
    begun, at, more = _begun(folder, begins), 0, True
    while more:
        root, file, home, said = begun.again()
        disk = Disk(root, failing=at, full=full)
        with watched(disk):
            _sitting(file, home, said)
        more = disk.failed is not None
        _require_all(file, home, said, at)
        at += 1
    assert at > 20


@pytest.mark.parametrize(("lost", "full"), [("", False), ("work.db", True)])
def test_a_working_copy_is_made_again_whatever_fails(folder: Path, lost: str, full: bool) -> None:
    begun, at, more = _begun(folder, "again"), 0, True
    while more:
        root, file, home, said = begun.again()
        disk = Disk(root, full=full)
        with watched(disk):
            session = Session.open(file, home, open_writer)
            session.run(add_card, kind=Kind.OUTCOME, text="Before")
            # Not by functions that are watched.
            subprocess.run(["rm", "-rf", str(session.folder / lost)], check=True)
            disk.failing = len(disk.ops) + at
            _twice(session.look_after)
            more, disk.failing = disk.failed is not None, None
            shutil.copytree(home, root / "killed")
            session.run(add_card, kind=Kind.OUTCOME, text="After")
            session.close()
        assert not list((home / "open").iterdir()), f"operation {at}"
        _require_all(file, home, [*said, "Before", "After"], at)
        again = Session.open(file, root / "killed", open_writer)
        assert {"Before"} <= {card.text for card in again.board.cards.values()}
        again.close()
        at += 1
    assert at > 8


@dataclass(frozen=True)
class _Beginning:
    """A folder as it is before a sitting, and the texts its file holds.

    It always stands in the same place: a working copy knows where its file is.
    """

    root: Path
    said: list[str]

    @property
    def kept(self) -> Path:
        return self.root.with_name("begun")

    def again(self) -> tuple[Path, Path, Path, list[str]]:
        """The folder as it was, its file and its app-data, and the texts."""
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self.kept, self.root)
        return self.root, self.root / "kickoff.whyboard", self.root / "home", list(self.said)


def _begun(folder: Path, begins: str) -> _Beginning:
    begun = _Beginning(folder / "root", [])
    begun.root.mkdir()
    file, home = begun.root / "kickoff.whyboard", begun.root / "home"
    if begins == "again":
        session = Session.open(file, home, open_writer, create_if_absent=True)
        session.run(add_card, kind=Kind.OUTCOME, text="0")
        begun.said.append("0")
        session.run(edit_card, session.board.by_ref["G1"], note="Left behind")
        session._copy.close()
    elif begins == "old format":
        shutil.copy(OLD, file)
    begun.root.rename(begun.kept)
    return begun
