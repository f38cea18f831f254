"""What the details panel costs when another card is chosen, and when several are.

Run `python -m benchmarks.details`; processor time in milliseconds on a tree of 1,000 cards, events
and painting included. The first card of a kind builds its panel; the others use it again.
"""

import os
import statistics
import time
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QApplication

from benchmarks.trees import board_with
from tests.widgets.memory import MemorySession
from widgets.document import Document
from widgets.inspector.inspector import Inspector
from widgets.look.fonts import load_fonts
from widgets.look.look import Appearance, Scheme
from workshop.board import Board
from workshop.vocabulary import Kind


def _times(work: Callable[[str], None], rows: Sequence[str]) -> list[float]:
    taken = []
    for row in rows:
        start = time.process_time()
        work(row)
        QApplication.processEvents()
        taken.append((time.process_time() - start) * 1000)
    return taken


def _print(what: str, taken: list[float]) -> None:
    median, worst = statistics.median(taken), max(taken)
    p95 = sorted(taken)[int(len(taken) * 0.95)]
    print(f"{what:<40} median {median:5.1f}   p95 {p95:5.1f}   most {worst:5.1f} ms")


def _of_kind(board: Board, kind: Kind) -> list[str]:
    return [card.id for card in board.in_tree_order() if card.kind is kind][:100]


def main() -> None:
    """Print every figure."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    load_fonts()
    look = Appearance(Scheme.LIGHT).look
    document = Document(MemorySession(board_with(1000)))
    board = document.board
    panel = Inspector(document, look)
    panel.resize(300, 700)
    panel.show()
    application.processEvents()
    for kind in Kind:
        rows = _of_kind(board, kind)
        _print(f"first {kind.value}, building its panel", _times(panel.show_row, rows[:1]))
        _print(f"along {len(rows)} of kind {kind.value}", _times(panel.show_row, rows))
    reading = [card.id for card in board.in_tree_order()][:100]
    _print("along 100 cards as the tree reads", _times(panel.show_row, reading))
    everything = tuple(board.cards)
    _print("all 1,000 at once", _times(lambda _row: panel.show_rows(everything), reading[:10]))


if __name__ == "__main__":
    main()
