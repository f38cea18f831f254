"""Going back to an earlier board as one ordinary change, computed from the difference of the two.

Pure functions. Where earlier boards come from, the journal or a snapshot, is the store's business.
"""

from collections.abc import Iterator, Mapping

from workshop.board import Board
from workshop.records import Record
from workshop.steps import RowChange, Step, StepName


def go_back(board: Board, earlier: Board) -> Step:
    """Make every row what it was on the earlier board; references stay used up."""
    return Step(StepName.GO_BACK, changes_between(board, earlier))


def changes_between(before: Board, after: Board) -> tuple[RowChange, ...]:
    """What turns one board into the other: every row that differs, once."""
    rows = dict.fromkeys([*_rows(before), *_rows(after)])
    changes = (RowChange(before.record(row), after.record(row)) for row in rows)
    return tuple(change for change in changes if change.before != change.after)


def _rows(board: Board) -> Iterator[str]:
    yield board.workshop.id
    tables: tuple[Mapping[str, Record], ...] = (
        board.cards,
        board.outputs,
        board.links,
        board.supports,
        board.details,
    )
    for table in tables:
        yield from table
