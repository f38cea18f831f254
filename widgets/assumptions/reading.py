"""What the view says about each assumption, in people's words. Reads a board, writes nothing."""

import datetime
from dataclasses import dataclass

from workshop.board import Board
from workshop.details import Assumption, Review, TestFacts
from workshop.drawing.assumption_map import MapCard
from workshop.language import text
from workshop.reading.assumptions import linked_tests
from workshop.records import Card
from workshop.values.days import day_text, short_day_text
from workshop.values.text import in_brief
from workshop.words.assumptions import about_words, assumption_words, place_words
from workshop.words.fields import code_word

_DOT = " · "


@dataclass(frozen=True, slots=True)
class AssumptionReading:
    """One assumption in words; `shows_by` is when it was to show, `found` what its test says."""

    assumption: Assumption
    words: str
    type_word: str
    about: str
    verdict: str
    next_review: str
    shows_by: str
    found: str

    @property
    def row(self) -> str:
        """The assumption's identity."""
        return self.assumption.id

    @property
    def title(self) -> str:
        """Reference and text, cut where that is long."""
        return f"{self.assumption.ref} {in_brief(self.words)}"

    @property
    def due_line(self) -> str:
        """What its test found, when it is due, and who answers for it."""
        parts = [text("Review {day}").format(day=self.next_review)] if self.next_review else []
        if self.shows_by:
            parts.append(text("shows by {day}").format(day=self.shows_by))
        if self.assumption.owner_name:
            parts.append(self.assumption.owner_name)
        return " ".join(part for part in (self.found, _DOT.join(parts)) if part)

    @property
    def heard(self) -> str:
        """The assumption and its place, for a screen reader."""
        place = place_words(self.assumption.importance, self.assumption.evidence)
        heard = text("{title}: {place}.").format(title=self.title, place=place)
        if not self.next_review:
            return " ".join((heard, text("No review date yet.")))
        return " ".join((heard, text("Review {day}.").format(day=self.next_review)))

    def card(self) -> MapCard:
        """Its card on the map."""
        known = self.assumption
        return MapCard(known.id, known.ref, self.words, known.importance, known.evidence)


def readings_of(board: Board, today: datetime.date) -> list[AssumptionReading]:
    """Every assumption, in the order of their numbers."""
    found = [detail for detail in board.details.values() if isinstance(detail, Assumption)]
    return [_reading(board, known, today) for known in sorted(found, key=lambda a: a.number)]


def _reading(board: Board, assumption: Assumption, today: datetime.date) -> AssumptionReading:
    reviews = sorted(board.list_of(assumption.id, Review), key=lambda review: review.held_on)
    code, day, end = assumption.assumption_type, assumption.next_review, assumption.by_when
    verdict = ""
    if reviews:
        last = reviews[-1]
        verdict = text("{verdict} on {day}").format(
            verdict=code_word(last.verdict), day=short_day_text(last.held_on, today)
        )
    return AssumptionReading(
        assumption=assumption,
        words=assumption_words(assumption),
        type_word="" if code is None else code_word(code),
        about=about_words(board, assumption.owner),
        verdict=verdict,
        next_review="" if day is None else short_day_text(day, today),
        shows_by="" if end is None else short_day_text(end, today),
        found=_found(board, assumption.owner),
    )


def _found(board: Board, row: str) -> str:
    """What the first test with words says, and its result."""
    tests = linked_tests(board, row)
    if not tests:
        return text("No test yet.")
    test = next((t for t in tests if _result(board, t)), tests[0])
    says = text("Test {ref}: {words}.").format(ref=test.ref, words=in_brief(test.text).rstrip("."))
    result = in_brief(_result(board, test)).rstrip(".")
    found = text("Result: {result}.").format(result=result) if result else text("No result yet.")
    return f"{says} {found}"


def _result(board: Board, test: Card) -> str:
    facts = board.facts_of(test.id, TestFacts)
    return "" if facts is None else facts.result


def next_look(day: datetime.date | None) -> str:
    """When it comes up again."""
    return "" if day is None else text("Next look {day}.").format(day=day_text(day))
