"""The step that asks what became of the assumptions whose day has come."""

import datetime

from widgets.assumptions.due import DueCard
from widgets.assumptions.reading import AssumptionReading, readings_of
from widgets.document import Document
from widgets.review.step import ReviewStep, Today
from workshop.commands.judging import judge_assumption
from workshop.language import text
from workshop.method import ReviewVerdict
from workshop.reading.review import ReviewDay


class AssumptionsStep(ReviewStep):
    """A card for every assumption to be judged."""

    def __init__(self, document: Document, today: Today) -> None:
        super().__init__(text("Assumptions"), document, today)
        self.asked: dict[str, DueCard] = {}

    def show_day(self, day: ReviewDay) -> None:
        """Ask about what is due; what is being typed stays."""
        readings = self._readings(day.day)
        due = {assumption.id: readings[assumption.id] for assumption in day.assumptions}
        for row in [row for row in self.asked if row not in due]:
            self.questions.take_away(self.asked.pop(row))
        for row, reading in due.items():
            if row in self.asked:
                self.asked[row].show_reading(reading)
            else:
                self._ask(reading)
        self.settle()

    def _readings(self, day: datetime.date) -> dict[str, AssumptionReading]:
        return {reading.row: reading for reading in readings_of(self.document.board, day)}

    def _ask(self, reading: AssumptionReading) -> None:
        card = DueCard(reading, self)
        card.judged.connect(self._judge)
        self.asked[reading.row] = card
        self.questions.addWidget(card)

    def _judge(self, row: str, verdict: ReviewVerdict, note: str) -> None:
        self.document.run(judge_assumption, row, verdict, held_on=self.today(), note=note)
