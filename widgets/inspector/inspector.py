"""The panel beside the views: the selected card or output, or the workshop itself.

Chooses the panel and hands changes on; each panel shows and writes its own record.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from widgets.cover.panel import WorkshopPanel
from widgets.document import Document
from widgets.inspector.card import CardPanel
from widgets.inspector.output import OutputPanel
from widgets.look.look import Look
from workshop.words import text

_WIDTH = 300


class Inspector(QFrame):
    """Shows one row, or the workshop when none is selected.

    Signals:
        jump(str): people want to go to this card or output.
    """

    jump = Signal(str)

    def __init__(self, document: Document, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAccessibleName(text("Details"))
        self._document = document
        self._row: str | None = None
        self._card = CardPanel(document, look, self)
        self._output = OutputPanel(document, self)
        self._workshop = WorkshopPanel(document, self)
        self._pages = QStackedWidget(self)
        for panel in (self._workshop, self._card, self._output):
            self._pages.addWidget(_scrolling(panel))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._card.jump.connect(self.jump)
        self._output.jump.connect(self.jump)
        document.changed.connect(self._follow)
        self.setMinimumWidth(_WIDTH - 20)
        self.show_row(None)

    @property
    def row(self) -> str | None:
        """The card or output that is shown; None for the workshop."""
        return self._row

    def sizeHint(self) -> QSize:
        """300 pixels wide."""
        return QSize(_WIDTH, 600)

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self._card.set_look(look)

    def show_row(self, row: str | None) -> None:
        """Show a card or an output, or the workshop for None; what was typed is written first."""
        self.commit_pending()
        self._show(row)

    def commit_pending(self) -> bool:
        """Write what is typed into the panel in sight; False when some of it could not be."""
        written = [field.commit() for field in self._panel().fields]
        return all(written)

    def _show(self, row: str | None) -> None:
        board = self._document.board
        if row is not None and row in board.cards:
            self._row = row
            self._card.start(row)
            self._pages.setCurrentIndex(1)
        elif row is not None and row in board.outputs:
            self._row = row
            self._output.start(row)
            self._pages.setCurrentIndex(2)
        else:
            self._row = None
            self._workshop.start()
            self._pages.setCurrentIndex(0)

    def _follow(self) -> None:
        board = self._document.board
        gone = self._row is not None and board.record(self._row) is None
        if gone:
            self._forget_typing()
            self._show(None)
        else:
            self._panel().refresh()

    def _forget_typing(self) -> None:
        """What is typed about a row that is gone has no place to be written to."""
        for field in self._panel().fields:
            field.restore()

    def _panel(self) -> WorkshopPanel | CardPanel | OutputPanel:
        return (self._workshop, self._card, self._output)[self._pages.currentIndex()]


def _scrolling(panel: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName("panel")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(panel)
    return area
