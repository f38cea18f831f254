"""What stands behind an assumption, and which of them a month asks about. Changes nothing."""

import datetime

from workshop.board import Board
from workshop.details import Assumption
from workshop.reading.review import due_assumptions
from workshop.records import Card, Contribution, Output
from workshop.vocabulary import Kind


def linked_tests(board: Board, row: str) -> list[Card]:
    """The tests of what an assumption is about.

    Those of a card are the test itself or the tests below a solution; those of an output and of
    what it contributes are the tests of the solution that it comes from.
    """
    record = board.record(row)
    if isinstance(record, Contribution):
        record = board.outputs[record.output]
    if isinstance(record, Output):
        record = board.cards.get(record.solution or "")
    if not isinstance(record, Card):
        return []
    below = (board.cards[child] for child in board.children_of(record.id))
    return [test for test in (record, *below) if test.kind is Kind.TEST]


def due_this_month(board: Board, today: datetime.date) -> list[Assumption]:
    """Assumptions to be looked at by the end of this month, the longest waiting first."""
    return due_assumptions(board, end_of_month(today))


def end_of_month(day: datetime.date) -> datetime.date:
    """The last day of a day's month."""
    first = datetime.date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return first - datetime.timedelta(days=1)
