"""Who decides, delivers and advises, and the next dates, side by side."""

from collections.abc import Iterator
from typing import Final

from reportlab.platypus import Flowable

from exports.pdf.blocks import Columns, Heading
from exports.pdf.lines import shortened
from exports.pdf.look import SMALL, WIDTH, columns
from exports.pdf.metrics import metrics_in_order
from exports.pdf.prose import Prose, Span
from exports.pdf.timeline import ROOM, Stop, Timeline
from workshop.board import Board
from workshop.details import Assumption, Participant
from workshop.drawing.shapes import Weight
from workshop.language import text
from workshop.method import Part
from workshop.records import WORKSHOP_ID
from workshop.words.fields import code_word
from workshop.words.measures import way_words

#: Lines of names for each part.
_LINES: Final = 2


def who_and_when(board: Board) -> list[Flowable]:
    """The block; nothing while there are neither people with a part nor dates."""
    people = list(_people(board, columns(4)))
    width = columns(8) if people else WIDTH
    dates = _first_of(list(_dates(board)), int(width / ROOM))
    if not dates:
        return [Heading(text("Who"), level=1), *_people(board, WIDTH)] if people else []
    line = [Timeline(dates)]
    block = Columns([people, line], [columns(4), width]) if people else line[0]
    heading = text("Who and when") if people else text("When")
    return [Heading(heading, level=1), block]


def _first_of(stops: list[Stop], most: int) -> list[Stop]:
    """The next dates, in order; what is due is not pushed out by looks back, but for half."""
    stops = sorted(stops, key=lambda stop: (stop.day, stop.ref))
    due = [stop for stop in stops if stop.is_due]
    looks = [stop for stop in stops if not stop.is_due]
    room = max(most - len(due), most - most // 2)
    chosen = {*looks[:room], *due[: most - min(room, len(looks))]}
    return [stop for stop in stops if stop in chosen]


def _people(board: Board, width: float) -> Iterator[Prose]:
    people = board.list_of(WORKSHOP_ID, Participant)
    for part in Part:
        names = ", ".join(person.name for person in people if person.part is part)
        if names:
            head = code_word(part)
            words = shortened(f"{head} {names}", SMALL, width, _LINES)[0]
            rest = Span(words.removeprefix(head))
            yield Prose([Span(head, Weight.SEMIBOLD), rest], SMALL, after=3)


def _dates(board: Board) -> Iterator[Stop]:
    for _, metric in metrics_in_order(board):
        if metric.due is not None and not metric.is_guardrail:
            yield Stop(metric.due, metric.ref, way_words(metric) or metric.name, is_due=True)
    for detail in board.details.values():
        if isinstance(detail, Assumption) and detail.next_review is not None:
            yield Stop(detail.next_review, detail.ref, detail.text, is_due=False)
