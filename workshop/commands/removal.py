"""What goes along when a row goes: its details, theirs, and what only pointed at it."""

from collections.abc import Iterable

from msgspec.structs import replace

from workshop.board import Board
from workshop.details import KeyResult, LaneLink
from workshop.records import Record
from workshop.steps import RowChange


def removed(board: Board, rows: Iterable[Record]) -> list[RowChange]:
    """Changes that delete these rows with everything that belongs to them."""
    gone: dict[str, Record] = {}
    for row in rows:
        for detail in reversed(tuple(board.below(row.id))):
            gone.setdefault(detail.id, detail)
        gone.setdefault(row.id, row)
    changes = [RowChange(row, None) for row in gone.values()]
    return [*_let_go(board, gone), *changes]


def _let_go(board: Board, gone: dict[str, Record]) -> list[RowChange]:
    """Details elsewhere that point at one of these rows: they go too, or point at nothing."""
    changes: list[RowChange] = []
    for detail in board.details.values():
        if detail.id in gone:
            continue
        if isinstance(detail, LaneLink) and detail.leads_to in gone:
            changes.append(RowChange(detail, None))
        elif isinstance(detail, KeyResult) and detail.reads in gone:
            changes.append(RowChange(detail, replace(detail, reads=None)))
    return changes
