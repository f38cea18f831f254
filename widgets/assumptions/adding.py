"""The line in which an assumption is written down, about a card or an output."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets.lines import WordsLine, hint_line, say
from widgets.look.words import Label
from workshop.language import text

#: A row's identity and its words.
About = tuple[str, str]


class AddLine(QFrame):
    """Asks what is assumed, and about what.

    Signals:
        sent(str, str): the words of an assumption, and the row it is about.
        given_up(): people have nothing more to add.
    """

    sent = Signal(str, str)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.words = WordsLine(text("We assume that"), self, hint=text("… will change … by …"))
        self.about = QComboBox(self)
        self.about.setAccessibleName(text("What it is about"))
        self.about.setMinimumHeight(32)
        self.about.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.about.setMinimumContentsLength(14)
        add = QPushButton(text("Add"), self)
        add.setProperty("role", "primary")
        add.clicked.connect(self._send)
        done = QPushButton(text("Done"), self)
        done.setProperty("role", "quiet")
        done.clicked.connect(self.given_up)
        self._hint = hint_line(self)
        first, second = QHBoxLayout(), QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self._hint)
        first.setSpacing(8)
        first.addWidget(Label(text("We assume that"), self))
        first.addWidget(self.words, 1)
        second.setSpacing(8)
        second.addWidget(Label(text("about"), self))
        second.addWidget(self.about, 1)
        second.addWidget(done)
        second.addWidget(add)
        self.setFocusProxy(self.words)

    def offer(self, rows: Sequence[About], chosen: str | None) -> None:
        """Offer these rows; one stays chosen unless another should be."""
        kept = chosen or self.about.currentData()
        self.about.clear()
        for row, words in rows:
            self.about.addItem(" ".join(words.split()), row)
        at = self.about.findData(kept)
        self.about.setCurrentIndex(max(at, 0))

    def start(self) -> None:
        """Begin with an empty line."""
        self.words.clear()
        say(self._hint, "")
        self.words.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds, Esc is done."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._send()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _send(self) -> None:
        row = self.about.currentData()
        if not self.words.words:
            say(self._hint, text("Say what you assume: what will change, and by what?"))
            self.words.setFocus()
        elif row is None:
            say(self._hint, text("Add a card or an output first, then say what you assume of it."))
        else:
            say(self._hint, "")
            self.sent.emit(self.words.words, row)
