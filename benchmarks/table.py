"""Frames, edits and arranging on the real table with a real session on disk.

    QT_QPA_PLATFORM=offscreen .venv/bin/python -m benchmarks.table [OUTPUTS...]

Prints medians and the 95th percentile in milliseconds, with the core count: on the clock, and of
the processor's time, which other programs on a busy machine lengthen less. A frame is counted from
the scroll to the end of the paint it causes; an edit from its key to the end of the paint, with
the commit.
"""

import gc
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.trees import board_with
from widgets.document import Document
from widgets.look.fonts import load_fonts
from widgets.look.look import Scheme, look_for
from widgets.table.arrangement import Arrangement, Filter, Grouping
from widgets.table.rows import Column
from widgets.table.table import OutputTable
from workshop.board import Board
from workshop.commands.details import add_detail, set_facts
from workshop.commands.outputs import OutputEdit, write_outputs
from workshop.details import ContributionFacts, Metric
from workshop.method import Confidence
from workshop.session import Session
from workshop.steps import RowChange, Step, StepName
from workshop.store.writer import open_writer
from workshop.vocabulary import Status

_OUTCOMES = 40
_OWNERS = ("Amara Diallo", "Joon Seo", "Priya Raman", "Tomasz Wójcik", "Lena Brandt", "")


def board_of_outputs(count: int, seed: int = 7) -> Board:
    """A tree and so many outputs: nine in ten linked, each with an assumption and a confidence."""
    chance = random.Random(seed)
    board = board_with(1_000)
    goals = [card.id for card in board.outcomes()][:_OUTCOMES]
    for goal in goals:
        fields: dict[str, object] = {"name": "Hires per 100 jobs", "baseline": 11, "target": 18}
        board = board.applied(add_detail(board, Metric, goal, fields).changes)
    texts = [card.text for card in board.in_tree_order()]
    edits = []
    for number in range(count):
        linked = chance.sample(goals, min(len(goals), chance.choice((1, 1, 1, 2))))
        edits.append(
            OutputEdit(
                text=f"{texts[number % len(texts)]} {number}",
                owner=chance.choice(_OWNERS),
                status=chance.choice(list(Status)),
                outcomes=tuple(linked) if chance.randrange(10) else (),
                assumptions={None: chance.choice(texts)},
                confidences={None: chance.choice(list(Confidence))},
            )
        )
    board = board.applied(write_outputs(board, edits).changes)
    link = board.contributions_of(board.rows[0])[0].id
    facts = {"behaviour": "they answer", "because": "it is seen"}
    return board.applied(set_facts(board, ContributionFacts, link, facts).changes)


def session_with(board: Board, home: Path) -> Session:
    """A session on disk that holds this board."""
    tables = (board.cards, board.outputs, board.links, board.details)
    changes = tuple(RowChange(None, record) for table in tables for record in table.values())
    return Session.create(home, open_writer, first=Step(StepName.CREATE_WORKSHOP, changes))


#: On the clock and of the processor's time, in milliseconds.
Taken = tuple[float, float]


def timed(times: int, act: Callable[[], None]) -> list[Taken]:
    """What each act took until everything it causes is painted."""
    taken = []
    for _ in range(times):
        start, busy = time.perf_counter(), time.process_time()
        act()
        QApplication.processEvents()
        clock, processor = time.perf_counter() - start, time.process_time() - busy
        taken.append((clock * 1000, processor * 1000))
    return taken


def report(what: str, taken: list[Taken]) -> None:
    said = []
    for name, values in zip(("clock", "processor"), zip(*taken, strict=True), strict=True):
        ordered = sorted(values)
        last = ordered[min(len(ordered) - 1, round(len(ordered) * 0.95))]
        said.append(f"{name}: median {statistics.median(ordered):6.1f}  p95 {last:6.1f}")
    print(f"  {what:<28} {'   '.join(said)}")


def measure(outputs: int) -> None:
    board = board_of_outputs(outputs)
    with tempfile.TemporaryDirectory() as folder:
        session = session_with(board, Path(folder))
        session.warm_up()
        print(f"{outputs} outputs")
        start = time.perf_counter()
        table = OutputTable(Document(session), look_for(Scheme.LIGHT))
        table.resize(1600, 1000)
        table.show()
        table.grid.setFocus()
        QApplication.processEvents()
        print(f"  made and painted in {(time.perf_counter() - start) * 1000:.1f} ms")
        gc.freeze()
        scroll(table)
        edit(table)
        arrange(table)
        session.discard()


def scroll(table: OutputTable) -> None:
    bar = table.grid.verticalScrollBar()
    report("wheel step down", timed(150, lambda: bar.setValue(bar.value() + 60)))
    report("wheel step up, back", timed(150, lambda: bar.setValue(bar.value() - 60)))
    page = table.grid.viewport().height()
    report("page down, all rows new", timed(60, lambda: bar.setValue(bar.value() + page)))
    report("page up, back", timed(60, lambda: bar.setValue(bar.value() - page)))
    report(
        "thumb dragged far", timed(60, lambda: bar.setValue((bar.value() * 7 + 90_001) % 200_000))
    )


def edit(table: OutputTable) -> None:
    grid = table.grid
    grid.go_to(grid.model().rowCount() // 2, Column.OUTPUT)
    QApplication.processEvents()
    letters, enters = [], []
    for _ in range(20):
        for _ in range(6):
            letters += timed(1, lambda: QTest.keyClick(focused(), Qt.Key.Key_A))
        enters += timed(1, lambda: QTest.keyClick(focused(), Qt.Key.Key_Return))
    report("a letter typed into a cell", letters)
    report("Enter: committed and painted", enters)
    report("arrow key", timed(60, lambda: QTest.keyClick(focused(), Qt.Key.Key_Down)))


def arrange(table: OutputTable) -> None:
    model = table.grid.model()
    assert hasattr(model, "arrange")
    plain = Arrangement()
    kinds = {
        "sorted by owner": replace(plain, sort_by="owner"),
        "filtered by a word": replace(plain, filter=Filter(words="inbox")),
        "grouped by outcome": replace(plain, group_by=Grouping.OUTCOME),
        "in their own order again": plain,
    }
    for what, arrangement in kinds.items():
        report(what, timed(5, partial(model.arrange, arrangement)))


def focused() -> object:
    return QApplication.focusWidget()


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    load_fonts()
    print(f"{os.cpu_count()} cores, {app.platformName()}")
    for outputs in map(int, sys.argv[1:] or ("300", "5000")):
        measure(outputs)


if __name__ == "__main__":
    main()
