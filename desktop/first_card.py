"""What the empty tree says of itself: how its first card is written. It takes no key and no click,
and goes as soon as a card is being written.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.first_question import FirstQuestion, stand_on
from widgets.canvas.canvas import Canvas
from widgets.document import Document
from widgets.look.words import Label
from workshop.language import text


class FirstCard(QWidget):
    """Words on the empty `canvas`, while nothing is asked there and no card is being written."""

    def __init__(self, document: Document, canvas: Canvas, question: FirstQuestion) -> None:
        super().__init__(canvas)
        self._document = document
        self._canvas = canvas
        self._question = question
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lay_out()
        document.changed.connect(self.follow)
        canvas.selected.connect(self.follow)
        question.left.connect(self.follow)
        canvas.installEventFilter(self)
        self.follow()

    def follow(self) -> None:
        """Stand there only while the tree is empty, can be written, and nothing else is."""
        is_taken = self._question.is_asked or self._canvas.is_editing
        has_cards = bool(self._document.board.cards)
        needed = self._document.can_write and not has_cards and not is_taken
        self.setVisible(needed)
        if needed:
            stand_on(self._canvas, self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the tree."""
        if watched is self._canvas and event.type() == QEvent.Type.Resize and not self.isHidden():
            stand_on(self._canvas, self)
        return False

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for words, role in (
            (text("Type the first outcome: what will have changed?"), "title"),
            (text("Tab goes on below it, Enter beside it. A list can be pasted as well."), "soft"),
        ):
            label = Label(words, self)
            label.setProperty("role", role)
            label.setWordWrap(True)
            column.addWidget(label)
