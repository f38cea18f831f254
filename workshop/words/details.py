"""What a detail says, field by field, in people's words: for the handout and for lists."""

import datetime
from collections.abc import Iterator
from enum import StrEnum

from workshop.board import Board
from workshop.details import Detail, Metric, own_fields
from workshop.language import text
from workshop.values.days import day_text
from workshop.values.quantities import number_text, value_text
from workshop.words.fields import code_word, field_label


def said_by(board: Board, detail: Detail) -> Iterator[tuple[str, str]]:
    """Label and words of every field that is filled; a tick has a label alone."""
    for field in own_fields(type(detail)):
        value = getattr(detail, field.name)
        if value is None or value is False or value == "":
            continue
        words = _words(board, detail, field.name, value)
        if words is not None:
            yield field_label(type(detail), field.name), words


def _words(board: Board, detail: Detail, name: str, value: object) -> str | None:
    if value is True:
        return ""
    if isinstance(value, StrEnum):
        return code_word(value)
    if isinstance(value, datetime.date):
        return day_text(value)
    if isinstance(value, int | float):
        return _number(board, detail, name, value)
    if name in detail.refers:
        row = board.record(str(value))
        return str(getattr(row, "ref", "")) or None
    return str(value)


def _number(board: Board, detail: Detail, name: str, value: float) -> str:
    """A value of a metric has the metric's unit; a grade is out of three."""
    metric = detail if isinstance(detail, Metric) else board.details.get(detail.owner)
    if name in ("strength", "importance", "evidence"):
        return text("{grade} of 3").format(grade=int(value))
    return value_text(value, metric) if isinstance(metric, Metric) else number_text(value)
