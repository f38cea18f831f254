"""One change to the same fields of one row or of several, whatever they are: what a form writes.

A form says where its values stand: in the row itself, or in a detail of it. A detail that is not
there yet is added with the first value it is given.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

import msgspec

from workshop.board import Board
from workshop.commands.cards import edit_card
from workshop.commands.details import add_detail, edit_detail
from workshop.commands.facts import set_workshop
from workshop.commands.outputs import edit_output
from workshop.details import Detail
from workshop.records import Card, Output, Record, Workshop
from workshop.steps import Step, StepName, merged

#: Values that a detail must have to be the one meant, where a row has several of its kind.
Like = tuple[tuple[str, object], ...]

_EDIT: Final[Mapping[type[Record], Any]] = {Card: edit_card, Output: edit_output}


def record_of(board: Board, row: str, kind: type[Record], like: Like = ()) -> Record | None:
    """The row itself if it is of this kind, else its first detail of this kind; None for none."""
    record = board.record(row)
    if isinstance(record, kind):
        return record
    if not issubclass(kind, Detail):
        return None
    details = board.list_of(row, kind)
    return next((detail for detail in details if _is_like(detail, like)), None)


def value_of(board: Board, row: str, kind: type[Record], field: str, like: Like = ()) -> object:
    """What stands in a field; what it would start with where there is no such record."""
    record = record_of(board, row, kind, like)
    return starting_value(kind, field) if record is None else getattr(record, field)


@cache
def starting_value(kind: type[Record], field: str) -> object:
    """What a field of a new record holds; None for one that must be given."""
    (found,) = (known for known in msgspec.structs.fields(kind) if known.name == field)
    return None if found.default is msgspec.NODEFAULT else found.default


def set_fields(
    board: Board,
    rows: Sequence[str],
    kind: type[Record],
    fields: Mapping[str, object],
    like: Like = (),
) -> Step:
    """Change the same fields of several rows, or of one, in one step.

    Raises:
        RefusedError: a value is out of bounds, or one of the rows can't have it.
    """
    steps: list[Step] = []
    for row in rows:
        step = _set(board, row, kind, fields, like)
        board = board.applied(step.changes)
        steps.append(step)
    if len(steps) == 1:
        return steps[0]
    names = {step.name for step in steps if not step.is_empty}
    return merged(names.pop() if len(names) == 1 else StepName.EDIT_DETAIL, steps)


def _set(
    board: Board, row: str, kind: type[Record], fields: Mapping[str, object], like: Like
) -> Step:
    given: dict[str, Any] = dict(fields)
    if kind is Workshop:
        return set_workshop(board, **given)
    if not issubclass(kind, Detail):
        step: Step = _EDIT[kind](board, row, **given)
        return step
    known = record_of(board, row, kind, like)
    if known is not None:
        return edit_detail(board, known.id, given)
    if all(value == starting_value(kind, name) for name, value in given.items()):
        return Step(StepName.EDIT_DETAIL, ())
    return add_detail(board, kind, row, dict(like) | given)


def _is_like(detail: Detail, like: Like) -> bool:
    return all(getattr(detail, name) == value for name, value in like)
