"""Which rows the table shows, and in what order: filtered, sorted, in groups. Knows no Qt.

Arranging never touches the order the document keeps; it is view state.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

import msgspec
from msgspec import Struct

from widgets.table.rows import Column, Row, haystack
from workshop.board import Board
from workshop.language import text
from workshop.method import Confidence
from workshop.vocabulary import Status
from workshop.words.codes import status_word

#: Columns that are shown until people choose.
USUAL: Final = (
    Column.OUTPUT,
    Column.OUTCOME,
    Column.KNOW,
    Column.ASSUMPTION,
    Column.CONFIDENCE,
    Column.OWNER,
    Column.STATUS,
)


class Grouping(StrEnum):
    """What rows can be grouped by."""

    NOTHING = "nothing"
    OUTCOME = "outcome"
    OWNER = "owner"
    STATUS = "status"


class Filter(Struct, frozen=True):
    """Which rows are shown: those with all these words, of this owner and status, or gaps only."""

    words: str = ""
    owner: str = ""
    status: str = ""
    gaps_only: bool = False

    @property
    def is_on(self) -> bool:
        """True when it may hide something."""
        return self != Filter()

    def lets_through(self, row: Row) -> bool:
        """Whether a row is shown."""
        if self.gaps_only and not row.is_gap:
            return False
        if self.owner and row.owner.casefold() != self.owner.casefold():
            return False
        if self.status and row.status.value != self.status:
            return False
        sought = self.words.casefold().split()
        if not sought:
            return True
        words = haystack(row)
        return all(word in words for word in sought)


class Arrangement(Struct, frozen=True):
    """Filter, order and groups. `sort_by` names a column, `folded` the keys of groups."""

    filter: Filter = Filter()
    sort_by: str = ""
    descending: bool = False
    group_by: Grouping = Grouping.NOTHING
    folded: tuple[str, ...] = ()

    @property
    def sorted_by(self) -> Column | None:
        """The column rows are sorted by; None for the order the document keeps."""
        return column_named(self.sort_by)

    @property
    def is_plain(self) -> bool:
        """True when all rows stand in the order the document keeps."""
        grouped = self.group_by is not Grouping.NOTHING
        return self.sorted_by is None and not grouped and not self.filter.is_on

    @property
    def keeps_order(self) -> bool:
        """True when rows stand in the order the document keeps, though some may be hidden."""
        return self.sorted_by is None and self.group_by is Grouping.NOTHING


class TableState(Struct, frozen=True):
    """How people have arranged the table: shown columns from the left, their widths, and rows."""

    shown: tuple[str, ...] = tuple(column.name.lower() for column in USUAL)
    widths: dict[str, int] = {}
    arrangement: Arrangement = Arrangement()

    @property
    def columns(self) -> list[Column]:
        """The shown columns, from the left; the output always is one of them."""
        known = [column for name in self.shown if (column := column_named(name)) is not None]
        columns = list(dict.fromkeys(known))
        return columns if Column.OUTPUT in columns else [Column.OUTPUT, *columns]


def column_named(name: str) -> Column | None:
    """The column with this name in view state; None for one that is unknown."""
    return Column.__members__.get(name.upper())


def state_of(values: object) -> TableState:
    """Read view state back; what is unknown is as usual."""
    try:
        return msgspec.convert(values, TableState)
    except msgspec.ValidationError:
        return TableState()


class Line(NamedTuple):
    """A line of the table: an output, or the heading of a group when there is none."""

    output: str | None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of rows; `ref` is empty for one that is no card's."""

    key: str
    ref: str
    says: str
    count: int


@dataclass(frozen=True, slots=True)
class Arranged:
    """The lines of the table with the groups they belong to, and how many outputs are in it."""

    lines: tuple[Line, ...]
    groups: Mapping[str, Group]
    outputs: int


RowOf = Callable[[str], Row]


def arranged(board: Board, arrangement: Arrangement, row_of: RowOf) -> Arranged:
    """The lines of the table, arranged afresh."""
    if arrangement.is_plain:
        return Arranged(tuple(Line(output) for output in board.rows), {}, len(board.rows))
    rows = [row_of(output) for output in board.rows]
    rows = [row for row in rows if arrangement.filter.lets_through(row)]
    column = arrangement.sorted_by
    if column is not None:
        rows = _sorted(rows, column, descending=arrangement.descending)
    if arrangement.group_by is Grouping.NOTHING:
        return Arranged(tuple(Line(row.output) for row in rows), {}, len(rows))
    return _grouped(board, arrangement, rows)


def place_in(arrangement: Arrangement, row: Row) -> tuple[object, ...]:
    """What decides where a row stands; when it changes, the rows are no longer as arranged."""
    column = arrangement.sorted_by
    value = None if column is None else _VALUES[column](row)
    groups = tuple(_group_keys(arrangement.group_by, row))
    return arrangement.filter.lets_through(row), value, groups


def _sorted(rows: Sequence[Row], column: Column, *, descending: bool) -> list[Row]:
    """Rows by a column; those that have nothing there stand last in either direction."""
    value_of = _VALUES[column]
    valued = [(value, row) for row in rows if (value := value_of(row)) is not None]
    without = [row for row in rows if value_of(row) is None]
    valued.sort(key=lambda pair: pair[0], reverse=descending)
    return [row for _, row in valued] + without


def _grouped(board: Board, arrangement: Arrangement, rows: Sequence[Row]) -> Arranged:
    members: dict[str, list[Row]] = {}
    for row in rows:
        for key in _group_keys(arrangement.group_by, row):
            members.setdefault(key, []).append(row)
    folded = frozenset(arrangement.folded)
    groups: dict[str, Group] = {}
    lines: list[Line] = []
    for key in _group_order(board, arrangement.group_by, members):
        ref, says = _group_words(board, arrangement.group_by, key)
        groups[key] = Group(key, ref, says, len(members[key]))
        lines.append(Line(None, key))
        if key not in folded:
            lines += [Line(row.output, key) for row in members[key]]
    return Arranged(tuple(lines), groups, len(rows))


def _group_keys(by: Grouping, row: Row) -> Iterable[str]:
    """The groups a row stands in: one for each of its outcomes."""
    if by is Grouping.OUTCOME:
        return [link.outcome for link in row.links] or [""]
    if by is Grouping.OWNER:
        return [row.owner.casefold()]
    return [row.status.value] if by is Grouping.STATUS else []


def _group_order(board: Board, by: Grouping, keys: Iterable[str]) -> Iterator[str]:
    """Outcomes as on the tree, statuses as they follow, owners by name; what lacks one last."""
    there = set(keys)
    if by is Grouping.OUTCOME:
        ordered = [card.id for card in board.outcomes()]
    elif by is Grouping.STATUS:
        ordered = [status.value for status in Status]
    else:
        ordered = sorted(there - {""})
    yield from (key for key in ordered if key in there)
    if "" in there:
        yield ""


def _group_words(board: Board, by: Grouping, key: str) -> tuple[str, str]:
    """Reference and words of a group."""
    if by is Grouping.OUTCOME:
        if not key:
            return "", text("No outcome")
        card = board.cards[key]
        return card.ref, card.text
    if by is Grouping.STATUS:
        return "", status_word(Status(key))
    named = (output.owner for output in board.table_rows() if output.owner.casefold() == key)
    return "", next(named, "") or text("No owner")


def _day(day: datetime.date | None) -> int | None:
    return None if day is None else day.toordinal()


def _word(words: str) -> str | None:
    return words.casefold() or None


def _confidence(row: Row) -> int | None:
    said = [list(Confidence).index(link.confidence) for link in row.links if link.confidence]
    return min(said, default=None)


#: What rows are sorted by in each column; None where there is nothing.
_VALUES: Final[Mapping[Column, Callable[[Row], str | float | None]]] = {
    Column.OUTPUT: lambda row: _word(row.text),
    Column.OUTCOME: lambda row: _word(" ".join(link.text for link in row.links)),
    Column.KNOW: lambda row: min(
        (known.due.toordinal() for known in row.known if known.due), default=None
    ),
    Column.ASSUMPTION: lambda row: _word(" ".join(link.assumption for link in row.links)),
    Column.CONFIDENCE: _confidence,
    Column.HYPOTHESIS: lambda row: _word(" ".join(link.hypothesis for link in row.links)),
    Column.DELIVERABLE: lambda row: _word(row.fact(Column.DELIVERABLE)),
    Column.PLANNED: lambda row: row.facts.planned if row.facts else None,
    Column.DELIVERED: lambda row: row.facts.delivered if row.facts else None,
    Column.DUE: lambda row: _day(row.facts.due) if row.facts else None,
    Column.OWNER: lambda row: _word(row.owner),
    Column.STATUS: lambda row: list(Status).index(row.status),
}
