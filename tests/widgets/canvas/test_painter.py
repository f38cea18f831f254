"""What the painter remembers between frames."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks.trees import board_with
from tests.widgets.memory import MemorySession
from widgets.canvas.canvas import Canvas
from widgets.document import Document
from widgets.look.look import Look


def test_it_keeps_no_more_faces_than_fill_two_windows(qtbot: QtBot, look: Look) -> None:
    canvas = Canvas(Document(MemorySession(board_with(200))), look)
    qtbot.addWidget(canvas)
    canvas.resize(600, 400)
    canvas.show()
    seen, most = set(), 0
    for card in canvas.scene.board.cards:
        canvas.zoom_to_100()
        canvas.select(card)
        for _ in range(2):
            canvas.update()
            QApplication.processEvents()
        kept = [pixmap for _, pixmap in canvas._painter._cached.values()]
        most = max(most, sum(pixmap.width() * pixmap.height() for pixmap in kept))
        seen |= set(canvas._painter._cached)
    window = canvas.width() * canvas.height() * canvas.devicePixelRatioF() ** 2
    assert most <= 2 * window
    assert len(seen) > 20 * len(canvas._painter._cached) / 10
    assert most > window
