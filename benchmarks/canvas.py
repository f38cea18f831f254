"""Key press to painted, and frames, on the real canvas with a real session on disk.

    QT_QPA_PLATFORM=offscreen .venv/bin/python -m benchmarks.canvas [CARDS...]

Prints medians and the 99th percentile in milliseconds, with the core count. A key press is counted
from the event to the end of the paint it causes; where it writes, the commit is included.
"""

import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.trees import board_with
from widgets.canvas.canvas import Canvas
from widgets.document import Document
from widgets.look.fonts import load_fonts
from widgets.look.look import Scheme, look_for
from workshop.board import Board
from workshop.session import Session
from workshop.steps import RowChange, Step, StepName
from workshop.store.writer import open_writer


def session_with(cards: int, home: Path) -> Session:
    """A session on disk that holds a tree of this many cards."""
    board = board_with(cards)
    changes = tuple(RowChange(None, card) for card in board.in_tree_order())
    return Session.create(home, open_writer, first=Step(StepName.CREATE_WORKSHOP, changes))


def timed(times: int, act: Callable[[], None]) -> list[float]:
    """Milliseconds of each act, until everything it causes is painted."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        QApplication.processEvents()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def report(what: str, taken: list[float]) -> None:
    ordered = sorted(taken)
    last = ordered[min(len(ordered) - 1, round(len(ordered) * 0.99))]
    print(f"  {what:<44} median {statistics.median(ordered):7.2f}   p99 {last:7.2f}")


def measure(cards: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = session_with(cards, Path(folder))
        start = time.perf_counter()
        session.warm_up()
        print(f"{cards} cards (first commit {(time.perf_counter() - start) * 1000:.0f} ms)")
        start = time.perf_counter()
        canvas = Canvas(Document(session), look_for(Scheme.LIGHT))
        canvas.resize(1920, 1080)
        canvas.show()
        QApplication.processEvents()
        print(f"  canvas made and painted in {(time.perf_counter() - start) * 1000:.1f} ms")
        gc.freeze()
        type_cards(canvas, session.board)
        travel(canvas)
        session.discard()


def type_cards(canvas: Canvas, board: Board) -> None:
    first = next(iter(board.children_of(board.children_of(None)[0])))
    canvas.zoom_to_100()
    canvas.select(first)
    canvas.setFocus()
    editor = canvas.focusProxy()

    def key(code: Qt.Key) -> Callable[[], None]:
        return lambda: QTest.keyClick(editor, code)

    report("Enter: open a new sibling", timed(1, key(Qt.Key.Key_Return)))
    letters, enters = [], []
    for _ in range(40):
        letters += timed(12, lambda: QTest.keyClick(editor, Qt.Key.Key_A))
        enters += timed(1, key(Qt.Key.Key_Return))
    report("a letter typed, card and tree follow", letters)
    report("Enter: commit the card, open the next", enters)
    canvas.cancel()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    report("undo", timed(20, lambda: void(canvas.document.undo())))
    report("redo", timed(20, lambda: void(canvas.document.redo())))


def travel(canvas: Canvas) -> None:
    editor = canvas.focusProxy()
    report("arrow key", timed(60, lambda: QTest.keyClick(editor, Qt.Key.Key_Right)))
    for scale in (1.0, 0.5, 0.25):
        canvas.look_through(canvas.viewport.zoomed(scale, 960, 540))
        QApplication.processEvents()
        report(
            f"pan frame at {scale:.0%}",
            timed(80, lambda: canvas.look_through(canvas.viewport.panned(-24, 0))),
        )
    canvas.look_through(canvas.viewport.zoomed(0.25, 960, 540))

    def zoom() -> None:
        canvas.look_through(canvas.viewport.zoomed(canvas.scale * 1.02, 960, 540))

    report("zoom frame, 25 to 100 %", timed(70, zoom))


def void(_: object) -> None:
    """Drop a result."""


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    load_fonts()
    print(f"{os.cpu_count()} cores, {app.platformName()}")
    for cards in map(int, sys.argv[1:] or ("100", "1000", "10000")):
        measure(cards)


if __name__ == "__main__":
    main()
