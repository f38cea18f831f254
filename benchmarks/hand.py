"""A person at the window, for `benchmarks.canvas`: an act ends when what it causes is painted."""

from collections.abc import Callable
from itertools import count

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.window import Window
from widgets.look.measure import ScreenMeasure
from workshop.board import Board
from workshop.commands.cards import edit_card
from workshop.drawing.branches import SCREEN_DOWN, Arrangement
from workshop.drawing.faces import SCREEN, FaceMaker
from workshop.drawing.layout import TreeLayout
from workshop.gaps.finding import gaps_of
from workshop.values.days import today
from workshop.words.codes import kind_word


class Hand:
    """Works on the one open window, 1920 × 1080."""

    def __init__(self) -> None:
        (window,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, Window)]
        assert window.workshop is not None
        window.resize(1920, 1080)
        self._document = window.workshop.document
        self._canvas = window.workshop.workspace.canvas
        self._numbers = count()
        QApplication.processEvents()

    def begin(self) -> None:
        """Stand on the first card below the top, at 100 %, and open a new one beside it."""
        board = self._document.board
        self._card = board.children_of(board.children_of(None)[0])[0]
        self._canvas.zoom_to_100()
        self._canvas.select(self._card)
        self._canvas.setFocus()
        self._editor = self._canvas.focusProxy()
        self.enter()

    def type(self, words: str) -> None:
        QTest.keyClicks(self._editor, words)
        QApplication.processEvents()

    def enter(self) -> None:
        self._press(Qt.Key.Key_Return)

    def leave(self) -> None:
        self._press(Qt.Key.Key_Escape)
        self._canvas.select(self._card)

    def arrow(self) -> None:
        self._press(Qt.Key.Key_Right)

    def undo(self) -> None:
        self._document.undo()
        QApplication.processEvents()

    def redo(self) -> None:
        self._document.redo()
        QApplication.processEvents()

    def zoom_to(self, scale: float) -> None:
        """Show the first card in the middle, all faces in sight drawn once."""
        self._canvas.select(self._card)
        self._canvas.look_through(self._canvas.viewport.zoomed(scale, 960, 540))
        for _ in range(20):
            self._canvas.update()
            QApplication.processEvents()

    def pan(self) -> None:
        self._canvas.look_through(self._canvas.viewport.panned(-24, 0))
        QApplication.processEvents()

    def zoom(self) -> None:
        scale = self._canvas.scale * 1.02
        self._canvas.look_through(self._canvas.viewport.zoomed(scale, 960, 540))
        QApplication.processEvents()

    def parts(self) -> dict[str, Callable[[], object]]:
        """What happens in an edit, each part by itself."""
        board, session = self._document.board, self._document.session
        faces = FaceMaker(ScreenMeasure(), SCREEN, word_of=kind_word)
        shown = board
        layout = TreeLayout(
            lambda card: faces.size(shown.cards[card]), Arrangement.TOP_DOWN, SCREEN_DOWN
        )
        layout.rebuild(board)

        def edited() -> Board:
            return board.applied(edit_card(board, self._card, text=self._words()).changes)

        def lay_out() -> None:
            nonlocal shown
            shown = edited()
            layout.update(shown, {self._card})

        return {
            "board": edited,
            "board, and the text wrapped": lambda: faces.face(edited().cards[self._card]),
            "board, text and layout": lay_out,
            "board, rows and journal committed": lambda: session.run(
                edit_card, self._card, text=self._words()
            ),
            "paint": self._paint,
        }

    def whole_layout(self) -> None:
        self._canvas.scene.layout.rebuild(self._canvas.scene.board)

    def all_gaps(self) -> None:
        gaps_of(self._document.board, today())

    def wait(self, seconds: float) -> None:
        """Do nothing, and let Qt do nothing."""
        rest = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), rest.quit)
        rest.exec()

    def _words(self) -> str:
        number = next(self._numbers)
        return "An edit of as many words as people type" + f" and more, number {number}" * (
            number % 3
        )

    def _paint(self) -> None:
        self._canvas.update()
        QApplication.processEvents()

    def _press(self, key: Qt.Key) -> None:
        QTest.keyClick(self._editor, key)
        QApplication.processEvents()
