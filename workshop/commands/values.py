"""Commands on many values of metrics at once: one step for a whole round of measuring."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from workshop.board import Board
from workshop.commands.details import add_detail, edit_detail
from workshop.details import Measurement
from workshop.steps import Step, StepName, merged


@dataclass(frozen=True, slots=True)
class DatedValue:
    """What a metric measured on a day."""

    metric: str
    measured_on: datetime.date
    value: float
    note: str = ""


def enter_values(board: Board, values: Sequence[DatedValue]) -> Step:
    """Add values to metrics; one for a day that has a value already takes its place.

    So a sheet that grows can be pasted again and again. A value without a note keeps the old one.

    Raises:
        RefusedError: a metric is gone, or a value or note is out of bounds.
    """
    steps: list[Step] = []
    for entered in values:
        step = _entered(board, entered)
        board = board.applied(step.changes)
        steps.append(step)
    return merged(StepName.ENTER_VALUES, steps)


def value_on(board: Board, metric: str, day: datetime.date) -> Measurement | None:
    """What a metric measured on that day, if it was measured."""
    values = board.list_of(metric, Measurement)
    return next((value for value in values if value.measured_on == day), None)


def _entered(board: Board, entered: DatedValue) -> Step:
    fields: dict[str, object] = {"measured_on": entered.measured_on, "value": entered.value}
    if entered.note:
        fields["note"] = entered.note
    known = value_on(board, entered.metric, entered.measured_on)
    if known is not None:
        return edit_detail(board, known.id, fields)
    return add_detail(board, Measurement, entered.metric, fields)
