"""The step that asks for the values of metrics that are to be measured again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from widgets.document import Document
from widgets.lines import NO_VALUE, ValueLine, WordsLine, hint_line, say
from widgets.look.words import Label
from widgets.review.step import Question, ReviewStep, Today
from workshop.commands.values import DatedValue, enter_values
from workshop.details import Metric
from workshop.language import text
from workshop.reading.review import ReviewDay
from workshop.values.quantities import unit_of
from workshop.words.measures import goal_line, guardrail_line, now_line


class ValueQuestion(Question):
    """One metric: what it is, how it stood, a line for today's value and one for a note.

    Signals:
        entered(): a value is typed and shall be kept.
    """

    entered = Signal()

    def __init__(self, title: str, line: str, unit: str, parent: QWidget) -> None:
        super().__init__(title, line, parent)
        name = text("Value of {metric} today").format(metric=title)
        self.value = ValueLine(name, self, hint=text("Value today"))
        self.value.setFixedWidth(128)
        self.note = WordsLine(text("Note"), self, hint=text("Note, if there is one"))
        self.keep = QPushButton(text("Keep"), self)
        self.wrong = hint_line(self)
        row = QHBoxLayout()
        self.column.addLayout(row)
        row.setSpacing(8)
        row.addWidget(self.value)
        if unit:
            row.addWidget(Label(unit, self))
        row.addWidget(self.note, 1)
        row.addWidget(self.keep)
        self.column.addWidget(self.wrong)
        self.value.returnPressed.connect(self.entered)
        self.note.returnPressed.connect(self.entered)
        self.keep.clicked.connect(self.entered)
        self.value.textEdited.connect(self._look_again)

    def read(self) -> float | None:
        """The value; None while there is none, or none that can be understood."""
        say(self.wrong, "")
        try:
            return self.value.read()
        except ValueError:
            say(self.wrong, NO_VALUE)
            return None

    def _look_again(self) -> None:
        """What was said about a value goes once it is put right."""
        if not self.wrong.isHidden():
            self.read()


class ValuesStep(ReviewStep):
    """A question for every metric whose day has come."""

    def __init__(self, document: Document, today: Today) -> None:
        super().__init__(text("Values"), document, today)
        self.asked: dict[str, ValueQuestion] = {}

    def show_day(self, day: ReviewDay) -> None:
        """Ask for what is due; what is being typed stays."""
        board, due = self.document.board, {metric.id: metric for metric in day.values}
        for row in [row for row in self.asked if row not in due]:
            self.questions.take_away(self.asked.pop(row))
        for row, metric in due.items():
            outcome = board.cards[metric.owner]
            title = f"{outcome.ref} {outcome.text}"
            words = guardrail_line(metric) if metric.is_guardrail else goal_line(metric)
            name = metric.name if metric.is_guardrail else ""
            parts = (name, words, now_line(board, metric, day.day))
            line = "\n".join(part for part in parts if part)
            if row in self.asked:
                self.asked[row].ask(title, line)
            else:
                self._ask(metric, title, line)
        self.settle()

    def commit_pending(self) -> bool:
        """Keep every value that is typed, as one change; False when one can't be understood."""
        read = {row: question.read() for row, question in self.asked.items()}
        typed = [row for row, question in self.asked.items() if question.value.words]
        if any(read[row] is None for row in typed):
            return False
        values = [self._dated(row, value) for row, value in read.items() if value is not None]
        return not values or self.document.run(enter_values, values) is not None

    def _ask(self, metric: Metric, title: str, line: str) -> None:
        question = ValueQuestion(title, line, metric.unit, self)
        question.value.unit = unit_of(metric)
        question.entered.connect(lambda: self._keep(metric.id))
        self.asked[metric.id] = question
        self.questions.addWidget(question)

    def _keep(self, row: str) -> None:
        value = self.asked[row].read()
        if value is not None:
            self.document.run(enter_values, [self._dated(row, value)])

    def _dated(self, row: str, value: float) -> DatedValue:
        return DatedValue(row, self.today(), value, self.asked[row].note.words)
