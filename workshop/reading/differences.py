"""What differs between two boards, as a group would tell it: what came, what went, what changed.

A difference is about one row that people know by its reference: a card, an output, a metric, an
assumption, something of the workshop as a whole. What belongs to such a row (its evidence, its
measurements, its reviews, its links) is told with it. `workshop.words.differences` says it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from workshop.board import Board, changes_between
from workshop.details import Assumption, Detail, Metric
from workshop.records import WORKSHOP_ID, Card, Contribution, Output, Record, Support, Workshop
from workshop.steps import RowChange
from workshop.vocabulary import Kind


class DifferenceTheme(StrEnum):
    """What differences are about, in the order in which they are told."""

    WORKSHOP = "workshop"
    CARDS = "cards"
    OUTPUTS = "outputs"
    METRICS = "metrics"
    ASSUMPTIONS = "assumptions"


class Fate(StrEnum):
    """What became of a row between the two boards."""

    CAME = "came"
    CHANGED = "changed"
    WENT = "went"


#: A change of nothing but these is a change of order, which nobody asks about.
_ORDER: Final = frozenset({"rank", "number"})


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one row. `changes` are those of the row and of all that belongs to it.

    `row` is the row as it is afterwards, or as it was when it is gone. Its own change comes first.
    """

    theme: DifferenceTheme
    fate: Fate
    row: Card | Output | Detail | Workshop
    changes: tuple[RowChange, ...]


def differences_between(before: Board, after: Board) -> list[Difference]:
    """Every difference: by theme, then by kind and number."""
    groups: dict[str, list[RowChange]] = {}
    for change in changes_between(before, after):
        if not _is_order(change):
            groups.setdefault(_subject(before, after, change.row), []).append(change)
    found = [_difference(before, after, row, changes) for row, changes in groups.items()]
    return sorted(found, key=_place)


def _difference(before: Board, after: Board, row: str, changes: Sequence[RowChange]) -> Difference:
    was, now = before.record(row), after.record(row)
    fate = Fate.CHANGED if was and now else Fate.CAME if now else Fate.WENT
    record = now or was
    assert isinstance(record, Card | Output | Detail | Workshop)
    own = [change for change in changes if change.row.id == row]
    others = sorted((c for c in changes if c.row.id != row), key=_told_after)
    return Difference(_theme(record), fate, record, (*own, *others))


def _place(difference: Difference) -> tuple[int, int, str, int]:
    row, theme = difference.row, list(DifferenceTheme).index(difference.theme)
    if isinstance(row, Workshop):
        return theme, 0, "", 0
    kind = 1 + list(Kind).index(row.kind) if isinstance(row, Card) else 1
    return theme, kind, row.ref.rstrip("0123456789"), row.number


def _told_after(change: RowChange) -> tuple[str, int, str]:
    row = change.row
    number = row.number if isinstance(row, Detail) else 0
    return type(row).__name__, number, getattr(row, "rank", "")


def _subject(before: Board, after: Board, row: Record) -> str:
    """The row a change is told with."""
    if isinstance(row, Contribution):
        return row.output
    if isinstance(row, Support):
        return row.solution
    if not isinstance(row, Detail) or isinstance(row, Metric | Assumption):
        return row.id
    if row.owner == WORKSHOP_ID:
        return row.id
    owner = after.record(row.owner) or before.record(row.owner)
    return row.id if owner is None else _subject(before, after, owner)


def _theme(record: Record) -> DifferenceTheme:
    if isinstance(record, Card):
        return DifferenceTheme.CARDS
    if isinstance(record, Output):
        return DifferenceTheme.OUTPUTS
    if isinstance(record, Metric):
        return DifferenceTheme.METRICS
    if isinstance(record, Assumption):
        return DifferenceTheme.ASSUMPTIONS
    return DifferenceTheme.WORKSHOP


def changed_fields(change: RowChange) -> list[str]:
    """Names of the fields that a change fills otherwise; all that are filled, for a new row."""
    before, after = change.before, change.after
    if before is None or after is None:
        return []
    names = type(after).__struct_fields__
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def _is_order(change: RowChange) -> bool:
    changed = changed_fields(change)
    return bool(changed) and _ORDER.issuperset(changed)
