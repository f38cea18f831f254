"""The step about promises for now: outcomes missed, exceptions and learning goals that ended."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from widgets.document import Document
from widgets.review.step import Question, ReviewStep, Today
from workshop.commands.details import set_facts
from workshop.details import Exemption, OutcomeFacts
from workshop.language import text
from workshop.method import Goal, OutcomeState
from workshop.reading.review import ReviewDay
from workshop.records import Card, Output
from workshop.values.days import day_text

#: Days by which a promise is put off.
_LATER = 30
#: What people can do about a promise: words of a button and what it does.
Acts = tuple[tuple[str, Callable[[], object]], ...]
#: Title, soft line and buttons of a question.
Asked = tuple[str, str, Acts]
#: Why a row is asked about, and the row: an outcome may be missed and have learned.
Promise = tuple[str, str]


class PromisesStep(ReviewStep):
    """A question for every promise whose day has come."""

    def __init__(self, document: Document, today: Today) -> None:
        super().__init__(text("Promises"), document, today)
        self.asked: dict[Promise, Question] = {}

    def show_day(self, day: ReviewDay) -> None:
        """Ask about what has come due."""
        due: dict[Promise, Asked] = {}
        for outcome in day.missed:
            due["missed", outcome.id] = self._missed(outcome)
        for output in day.exempt:
            due["exempt", output.id] = self._exempt(output, day.day)
        for outcome in day.learning:
            due["learning", outcome.id] = self._learning(outcome, day.day)
        for promise in [promise for promise in self.asked if promise not in due]:
            self.questions.take_away(self.asked.pop(promise))
        for promise, (title, line, acts) in due.items():
            if promise in self.asked:
                self.asked[promise].ask(title, line)
            else:
                self._ask(promise, title, line, acts)
        self.settle()

    def _ask(self, promise: Promise, title: str, line: str, acts: Acts) -> None:
        question = Question(title, line, self)
        buttons = QHBoxLayout()
        question.column.addLayout(buttons)
        _fill(buttons, question, acts)
        self.asked[promise] = question
        self.questions.addWidget(question)

    def _missed(self, outcome: Card) -> Asked:
        title = text("All work for {ref} is done, and the target is not reached.").format(
            ref=f"{outcome.ref} {outcome.text}"
        )
        line = text("Shipped is not achieved. What do we do about it?")
        return (
            title,
            line,
            (
                (text("Make something else for it"), lambda: self.jump.emit(outcome.id)),
                (text("Call it missed"), lambda: self._set_state(outcome, OutcomeState.MISSED)),
                (text("Drop it"), lambda: self._set_state(outcome, OutcomeState.DROPPED)),
            ),
        )

    def _exempt(self, output: Output, day: date) -> Asked:
        exemption = self.document.board.facts_of(output.id, Exemption)
        title = text("{ref} needed no outcome until now. What should change because of it?")
        line = exemption.trigger if exemption is not None else ""
        later = day + timedelta(days=_LATER)
        return (
            title.format(ref=f"{output.ref} {output.text}"),
            line,
            (
                (text("Link an outcome"), lambda: self.jump.emit(output.id)),
                (
                    text("Ask again on {day}").format(day=day_text(later)),
                    lambda: self._put_off(output.id, Exemption, "trigger_on", later),
                ),
            ),
        )

    def _learning(self, outcome: Card, day: date) -> Asked:
        facts = self.document.board.facts_of(outcome.id, OutcomeFacts)
        title = text("Has {ref} taught us enough to promise a number?")
        line = facts.promote_when if facts is not None else ""
        later = day + timedelta(days=_LATER)
        return (
            title.format(ref=f"{outcome.ref} {outcome.text}"),
            line,
            (
                (text("Make it a performance goal"), lambda: self._promote(outcome)),
                (
                    text("Ask again on {day}").format(day=day_text(later)),
                    lambda: self._put_off(outcome.id, OutcomeFacts, "promote_on", later),
                ),
            ),
        )

    def _set_state(self, outcome: Card, state: OutcomeState) -> None:
        self.document.run(set_facts, OutcomeFacts, outcome.id, {"state": state})

    def _promote(self, outcome: Card) -> None:
        self.document.run(set_facts, OutcomeFacts, outcome.id, {"goal": Goal.PERFORMANCE})

    def _put_off(
        self, row: str, kind: type[Exemption | OutcomeFacts], field: str, day: date
    ) -> None:
        self.document.run(set_facts, kind, row, {field: day})


def _fill(row: QHBoxLayout, parent: QWidget, acts: Acts) -> None:
    row.setSpacing(8)
    for words, act in acts:
        button = QPushButton(words, parent)
        button.clicked.connect(act)
        row.addWidget(button)
    row.addStretch(1)
