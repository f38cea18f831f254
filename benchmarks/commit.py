"""Medians of committing a command and of opening a file, at 1,000 and 10,000 cards.

Run by hand: `python -m benchmarks.commit`. Times in milliseconds. The last line of each size is for
a disk whose every sync takes 5 ms longer.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.trees import board_with
from tests.long.disk import Disk, can_watch, watched
from workshop.board import Board
from workshop.commands.cards import add_card, delete_card, edit_card
from workshop.session import Session
from workshop.steps import RowChange, Step, StepName
from workshop.store.writer import open_writer

_SIZES = (1_000, 10_000)
_OPENING = """
import sys, time
from pathlib import Path
from workshop.session import Session
def no_writer(connection):
    raise AssertionError("opening needs no writer")
start = time.perf_counter()
session = Session.open(Path(sys.argv[1]), Path(sys.argv[2]), no_writer)
print((time.perf_counter() - start) * 1000)
assert "sqlalchemy" not in sys.modules
session.close(publish=False)
"""


def main() -> None:
    """Print the medians."""
    for size in _SIZES:
        with tempfile.TemporaryDirectory() as folder:
            _measure(size, Path(folder))
        with tempfile.TemporaryDirectory() as folder:
            _measure_slow_disk(size, Path(folder))


def _measure(size: int, folder: Path) -> None:
    session = Session.create(folder / "home", open_writer, first=_creation(board_with(size)))
    _show(size, "first commit, of all cards", [_timed(session.warm_up)])
    file = folder / "large.whyboard"
    session.name_file(file)
    rows = list(session.board.cards)[: min(300, size)]
    edits = [_timed(partial(session.run, edit_card, row, text="x" * 40)) for row in rows]
    _show(size, "edit", edits)
    kind = session.board.cards[rows[0]].kind
    adds = [_timed(partial(session.run, add_card, kind=kind, text="new")) for _ in range(100)]
    _show(size, "add", adds)
    last = list(session.board.children_of(None))[-100:]
    _show(size, "delete", [_timed(partial(session.run, delete_card, row)) for row in last])
    _show(size, "undo", [_timed(session.undo) for _ in range(100)])
    _show(size, "image", [_timed(session.image) for _ in range(10)])
    _show(size, "publish", [_timed(session.file.publish) for _ in range(10)])
    session.close()
    _show(size, "open, new process", [_opening(file, folder / "home") for _ in range(5)])


def _measure_slow_disk(size: int, folder: Path) -> None:
    if not can_watch():
        print("This Python's SQLite can't be slowed down.")
        return
    with watched(Disk(folder, delay=0.005)):
        session = Session.create(folder / "home", open_writer, first=_creation(board_with(size)))
        session.warm_up()
        rows = list(session.board.cards)[:300]
        edits = [_timed(partial(session.run, edit_card, row, text="x" * 40)) for row in rows]
        session.discard()
    _show(size, "edit, 5 ms longer syncs", edits)


def _creation(board: Board) -> Step:
    records = (*board.cards.values(), *board.outputs.values(), *board.links.values())
    changes = tuple(RowChange(None, record) for record in records)
    return Step(StepName.CREATE_WORKSHOP, changes)


def _opening(file: Path, home: Path) -> float:
    command = [sys.executable, "-c", _OPENING, str(file), str(home)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout)


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def _show(size: int, what: str, times: list[float]) -> None:
    ordered = sorted(times)
    worst = ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)]
    print(f"{size:>7,} cards  {what:<28} {statistics.median(times):8.2f}   p99 {worst:8.2f}")


if __name__ == "__main__":
    main()
