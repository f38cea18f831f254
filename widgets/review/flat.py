"""The step that asks why an output shipped and its outcome did not move."""

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from widgets.document import Document
from widgets.lines import NO_DAY, DayLine, WordsLine, hint_line, say
from widgets.review.step import Question, ReviewStep, Today, label
from workshop.commands.details import edit_detail
from workshop.commands.judging import answer_flat
from workshop.language import text
from workshop.method import Answer
from workshop.reading.review import Flat, ReviewDay
from workshop.words.reviews import answer_words, flat_title, link_claim

#: Days until the next look, unless people say another.
_USUAL = 30
Key = tuple[str, str]


class AnswerButton(QPushButton):
    """An answer in bold, and what follows from it; as wide as the panel."""

    def __init__(self, first: str, then: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "answer")
        self.setCheckable(True)
        self.setAccessibleName(f"{first} {then}".strip())
        self.setMinimumHeight(44)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(6)
        strong = label(first, "strong")
        strong.setWordWrap(False)
        strong.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        row.addWidget(strong)
        row.addWidget(label(then, "soft"), 1)


class FlatQuestion(Question):
    """One link that did not hold: four answers, and what the chosen one needs.

    Signals:
        answered(Answer): the answer is complete.
    """

    answered = Signal(object)

    def __init__(self, title: str, today: Today, parent: QWidget) -> None:
        super().__init__(title, text("Which of these is nearest?"), parent)
        self.answers: dict[Answer, AnswerButton] = {}
        self._chosen: Answer | None = None
        self.why = WordsLine(text("Why?"), self, hint=text("Why do we think so?"))
        self.name = WordsLine(text("New name of the metric"), self)
        self.day = DayLine(text("Day of the next look"), today, self)
        self.day.setFixedWidth(144)
        self.keep = QPushButton(text("Keep this answer"), self)
        self.keep.setProperty("role", "primary")
        self.wrong = hint_line(self)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(8)
        self.column.addSpacing(6)
        self.column.addLayout(self._buttons)
        self._more = QWidget(self)
        self._lay_out_more()
        self.keep.clicked.connect(self._finish)
        for line in (self.why, self.name, self.day):
            line.returnPressed.connect(self._finish)
            line.textEdited.connect(lambda: self.complain(""))

    def offer(self, answer: Answer, first: str, then: str) -> None:
        """Offer an answer; the chosen one asks for the little it needs."""
        known = self.answers.get(answer)
        if known is None:
            button = self.answers[answer] = AnswerButton(first, then, self)
            button.clicked.connect(lambda: self.choose(answer))
            self._buttons.addWidget(button)

    def choose(self, answer: Answer) -> None:
        """Ask for what this answer needs: a reason always, a day or a new name where it matters."""
        self._chosen = answer
        for known, button in self.answers.items():
            button.setChecked(known is answer)
        is_measure, looks_again = answer is Answer.WRONG_MEASURE, answer in _LOOKS_AGAIN
        self.name.setVisible(is_measure)
        self.day.setVisible(looks_again)
        self._more.show()
        self.why.setFocus()

    def complain(self, sentence: str) -> None:
        """Say what is missing; nothing for an empty sentence."""
        say(self.wrong, sentence)

    def _lay_out_more(self) -> None:
        row = QHBoxLayout()
        column = QVBoxLayout(self._more)
        column.setContentsMargins(0, 4, 0, 0)
        column.addLayout(row)
        column.addWidget(self.wrong)
        row.setSpacing(8)
        for part in (self.name, self.why, self.day, self.keep):
            row.addWidget(part, 1 if part is self.why else 0)
        self._more.hide()
        self.column.addWidget(self._more)

    def _finish(self) -> None:
        if self._chosen is not None:
            self.answered.emit(self._chosen)


#: Answers after which people look at the same link again.
_LOOKS_AGAIN = frozenset({Answer.NOT_USED, Answer.NEEDS_TIME})


class FlatStep(ReviewStep):
    """A question for every link whose output shipped and whose outcome is flat."""

    def __init__(self, document: Document, today: Today) -> None:
        super().__init__(text("Shipped, but flat"), document, today)
        self.asked: dict[Key, FlatQuestion] = {}
        self._flats: dict[Key, Flat] = {}

    def show_day(self, day: ReviewDay) -> None:
        """Ask about what is flat; what is being typed stays."""
        board = self.document.board
        self._flats = {(flat.link.id, flat.metric.id): flat for flat in day.flat}
        for key in [key for key in self.asked if key not in self._flats]:
            self.questions.take_away(self.asked.pop(key))
        for key, flat in self._flats.items():
            question = self.asked.get(key)
            if question is None:
                question = self._ask(key, flat)
            question.ask(flat_title(flat, day.day), text("Which of these is nearest?"))
            for answer in Answer:
                question.offer(answer, *answer_words(answer, board, flat))
        self.settle()

    def _ask(self, key: Key, flat: Flat) -> FlatQuestion:
        question = FlatQuestion("", self.today, self)
        question.name.setText(flat.metric.name)
        question.day.show_day(self.today() + timedelta(days=_USUAL))
        question.answered.connect(lambda answer: self._answer(key, answer))
        self.asked[key] = question
        self.questions.addWidget(question)
        return question

    def _answer(self, key: Key, answer: Answer) -> None:
        question, flat = self.asked[key], self._flats[key]
        question.complain("")
        if answer is Answer.WRONG_MEASURE:
            self._start_version(question, flat)
            return
        day = None
        if answer in _LOOKS_AGAIN:
            try:
                day = question.day.read()
            except ValueError:
                question.complain(NO_DAY)
                return
        self.document.run(
            answer_flat,
            flat.link.id,
            answer,
            claim=link_claim(self.document.board, flat.link),
            held_on=self.today(),
            note=question.why.words,
            next_review=day,
        )

    def _start_version(self, question: FlatQuestion, flat: Flat) -> None:
        if not question.why.words:
            question.complain(text("Say why: the next group will ask."))
            question.why.setFocus()
            return
        if question.name.words == flat.metric.name:
            question.complain(text("Say what you will measure instead."))
            question.name.setFocus()
            return
        self.document.run(
            edit_detail,
            flat.metric.id,
            {"name": question.name.words},
            reason=question.why.words,
            today=self.today(),
        )
