"""A canvas on a workshop in memory, and hands for it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.front import bring_to_front
from tests.widgets.memory import MemorySession
from widgets.canvas.canvas import Canvas
from widgets.document import Document
from widgets.look.fonts import load_fonts
from widgets.look.look import Scheme, look_for
from workshop.board import Board
from workshop.scripting import template_step

TREE = """
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_card", "kind": "opportunity", "text": "I forget to answer", "parent": "G1"}
{"do": "add_card", "kind": "opportunity", "text": "CVs look the same", "parent": "G1"}
{"do": "add_card", "kind": "solution", "text": "Reminders", "parent": "O1"}
{"do": "add_card", "kind": "solution", "text": "Drafted replies", "parent": "O1"}
{"do": "add_card", "kind": "test", "text": "9 of 15 answer", "parent": "S1"}
"""


class Hands:
    """Works a canvas with keys and mouse, and reads back what is on the board."""

    def __init__(self, canvas: Canvas, session: MemorySession) -> None:
        self.canvas = canvas
        self.session = session
        self.refused: list[object] = []
        self.failed: list[object] = []
        canvas.document.refused.connect(self.refused.append)
        canvas.document.failed.connect(self.failed.append)

    @property
    def board(self) -> Board:
        return self.session.board

    def is_editing(self) -> bool:
        return self.canvas.is_editing

    def card(self, ref: str) -> str:
        return self.board.by_ref[ref]

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifiers or Qt.KeyboardModifier.NoModifier)

    def type(self, text: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, text)

    def at(self, ref: str, across: float = 0.5, down: float = 0.5) -> QPoint:
        """A pixel on a card, as shares of its width and height."""
        x, y, width, height = self.canvas.scene.rect(self.card(ref))
        left, top = self.canvas.viewport.to_screen(x + width * across, y + height * down)
        return QPoint(round(left), round(top))

    def click(self, at: QPoint) -> None:
        QTest.mouseClick(self.canvas, Qt.MouseButton.LeftButton, pos=at)

    def double_click(self, at: QPoint) -> None:
        QTest.mouseDClick(self.canvas, Qt.MouseButton.LeftButton, pos=at)

    def drag(self, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
        QTest.mousePress(self.canvas, Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 6):
            QTest.mouseMove(self.canvas, start + (end - start) * step / 5)
        if drop:
            QTest.mouseRelease(self.canvas, Qt.MouseButton.LeftButton, pos=end)

    def wheel(self, at: QPoint, notches: int, modifiers: Qt.KeyboardModifier) -> None:
        event = QWheelEvent(
            QPointF(at),
            QPointF(self.canvas.mapToGlobal(at)),
            QPoint(),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.canvas, event)

    def texts(self, parent: str | None) -> list[str]:
        card = self.card(parent) if parent is not None else None
        return [self.board.cards[child].text for child in self.board.children_of(card)]


@pytest.fixture
def hands_on(qtbot: QtBot) -> Callable[[str], Hands]:
    """Open a canvas on a script."""
    load_fonts()

    def open_on(script: str) -> Hands:
        step = template_step(script.strip().splitlines())
        session = MemorySession(Board().applied(step.changes))
        canvas = Canvas(Document(session), look_for(Scheme.LIGHT))
        canvas.document.setParent(canvas)
        qtbot.addWidget(canvas)
        canvas.resize(1100, 700)
        bring_to_front(qtbot, canvas)
        canvas.setFocus()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is canvas.focusProxy())
        return Hands(canvas, session)

    return open_on


@pytest.fixture
def hands(hands_on: Callable[[str], Hands]) -> Hands:
    """A canvas on a small tree."""
    return hands_on(TREE)
