"""What every step of review day is: a list of things to answer, and whether any are left."""

import datetime
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from widgets.document import Document
from widgets.keyboard import Questions
from widgets.look.words import Label
from workshop.language import text
from workshop.reading.review import ReviewDay

Today = Callable[[], datetime.date]


class ReviewStep(QWidget):
    """One step. A subclass shows what is due and writes the answers through the document.

    Signals:
        jump(str): people want to see this row where it lives.
        selected(str | None): the row a question is about.
        done(): the last question, in which people worked, is answered.
    """

    jump = Signal(str)
    selected = Signal(object)
    done = Signal()

    def __init__(self, title: str, document: Document, today: Today) -> None:
        super().__init__()
        self.title = title
        self.document = document
        self.today = today
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.nothing = label(text("Nothing is due here."), "soft")
        self.column.addWidget(self.nothing)
        self.questions = Questions(self)
        self.questions.setSpacing(12)
        self.column.addLayout(self.questions)
        self.column.addStretch(1)

    @property
    def count(self) -> int:
        """How many questions are left."""
        return self.questions.count()

    def show_day(self, day: ReviewDay) -> None:
        """Show what is due; what is being typed stays."""
        raise NotImplementedError

    def settle(self) -> None:
        """Say that nothing is due, if nothing is; the keyboard goes on to the next question."""
        self.nothing.setVisible(not self.count)
        if not self.questions.go_on():
            self.done.emit()

    def commit_pending(self) -> bool:
        """Write what is typed; False when it could not be written."""
        return True


class Question(QFrame):
    """A panel with a question in bold, a soft line below it, and what a subclass adds."""

    def __init__(self, title: str, line: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.title, self.line = label(title, "strong"), label(line, "soft")
        self.title.setProperty("role", "heading")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(22, 18, 22, 18)
        self.column.setSpacing(8)
        self.column.addWidget(self.title)
        self.column.addWidget(self.line)
        self.ask(title, line)

    def ask(self, title: str, line: str) -> None:
        """Put the question in other words."""
        self.title.setText(title)
        self.line.setText(line)
        self.line.setVisible(bool(line))
        self.setAccessibleName(f"{title} {line}".strip())


def label(words: str, role: str) -> QLabel:
    """Plain words that wrap to the room there is."""
    made = Label(words)
    made.setProperty("role", role)
    made.setWordWrap(True)
    made.setTextFormat(made.textFormat().PlainText)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made
