"""The Board: an immutable snapshot of a whole workshop, indexed for everything that reads it.

Views, rules, exports and layout take a Board. A changed Board shares what the change did not
touch, so keeping an old one is cheap. Rules about what may change live in `workshop.rules`.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final, TypeVar

from immutables import Map, MapMutation
from msgspec import Struct
from msgspec.structs import replace

from workshop.details import Assumption, Detail, Participant
from workshop.records import (
    WORKSHOP_ID,
    Card,
    Contribution,
    Output,
    Record,
    Support,
    Workshop,
)
from workshop.steps import RowChange
from workshop.vocabulary import LETTER, OUTPUT_LETTER, Kind

Ids = tuple[str, ...]
D = TypeVar("D", bound=Detail)
_NONE: Final[Ids] = ()


class StaleStepError(RuntimeError):
    """A row is not what the step expects it to be; nothing was applied."""


class Board(Struct, frozen=True):
    """A workshop at one moment.

    `children` maps a card's identity (None for the top level) to its children in the order people
    gave them; `rows` are the outputs in table order. `links_from` maps an output, `links_to` an
    outcome to contributions; `made_from` maps a solution to the outputs that come from it.
    `supports_from` maps a solution, `supports_to` an opportunity that it also helps, to supports.
    `details_of` maps any row to the details that belong to it, in order.
    `counters` holds the highest number ever given for each reference letter.
    """

    workshop: Workshop = Workshop()
    cards: Map[str, Card] = Map()
    outputs: Map[str, Output] = Map()
    links: Map[str, Contribution] = Map()
    supports: Map[str, Support] = Map()
    children: Map[str | None, Ids] = Map()
    rows: Ids = ()
    links_from: Map[str, Ids] = Map()
    links_to: Map[str, Ids] = Map()
    made_from: Map[str | None, Ids] = Map()
    supports_from: Map[str, Ids] = Map()
    supports_to: Map[str, Ids] = Map()
    details: Map[str, Detail] = Map()
    details_of: Map[str, Ids] = Map()
    by_ref: Map[str, str] = Map()
    counters: Map[str, int] = Map()

    @property
    def is_empty(self) -> bool:
        """True when there is neither a card nor an output."""
        return not self.cards and not self.outputs

    def children_of(self, card: str | None) -> Ids:
        """Children of a card, or the top-level cards for None, in order."""
        return self.children.get(card, _NONE)

    def siblings_of(self, card: str) -> Ids:
        """The card and its siblings, in order."""
        return self.children_of(self.cards[card].parent)

    def ancestors_of(self, card: str) -> Iterator[str]:
        """Parent, grandparent and so on, nearest first."""
        above = self.cards[card].parent
        while above is not None:
            yield above
            above = self.cards[above].parent

    def branch_of(self, card: str) -> Iterator[str]:
        """The card and everything below it, parents before children, siblings in order."""
        stack = [card]
        while stack:
            current = stack.pop()
            yield current
            stack.extend(reversed(self.children_of(current)))

    def in_tree_order(self) -> Iterator[Card]:
        """Every card, parents before children, siblings in order."""
        for top in self.children_of(None):
            for card in self.branch_of(top):
                yield self.cards[card]

    def table_rows(self) -> Iterator[Output]:
        """Every output in table order."""
        return (self.outputs[row] for row in self.rows)

    def contributions_of(self, output: str) -> list[Contribution]:
        """Links of an output, in the order they were made."""
        return [self.links[link] for link in self.links_from.get(output, _NONE)]

    def contributions_to(self, outcome: str) -> list[Contribution]:
        """Links that lead to an outcome."""
        return [self.links[link] for link in self.links_to.get(outcome, _NONE)]

    def outputs_from(self, solution: str) -> list[Output]:
        """Outputs that come from a solution."""
        return [self.outputs[row] for row in self.made_from.get(solution, _NONE)]

    def supports_of(self, solution: str) -> list[Support]:
        """Links of a solution to the opportunities it also helps, in the order they were made."""
        return [self.supports[link] for link in self.supports_from.get(solution, _NONE)]

    def supports_for(self, opportunity: str) -> list[Support]:
        """Links of the solutions that also help an opportunity."""
        return [self.supports[link] for link in self.supports_to.get(opportunity, _NONE)]

    def list_of(self, owner: str, kind: type[D]) -> list[D]:
        """Details of one kind that belong to a row, in order."""
        details = (self.details[row] for row in self.details_of.get(owner, _NONE))
        return [detail for detail in details if isinstance(detail, kind)]

    def facts_of(self, owner: str, kind: type[D]) -> D | None:
        """The one detail of a kind that a row has at most one of."""
        return next(iter(self.list_of(owner, kind)), None)

    def people(self) -> list[Participant]:
        """The workshop's participants, in order."""
        return self.list_of(WORKSHOP_ID, Participant)

    def assumptions_of(self, row: str) -> list[Assumption]:
        """What is assumed about a card, an output or a link, in order."""
        return self.list_of(row, Assumption)

    def below(self, owner: str) -> Iterator[Detail]:
        """Every detail of a row, and theirs: owners before what belongs to them."""
        waiting = list(self.details_of.get(owner, _NONE))
        for row in waiting:
            yield self.details[row]
            waiting.extend(self.details_of.get(row, _NONE))

    def bearer_of(self, row: str) -> str:
        """The card, output or workshop that a row finally belongs to; a link is its output's.

        Raises:
            KeyError: there is no such row.
        """
        while (detail := self.details.get(row)) is not None:
            row = detail.owner
        if row in self.links:
            return self.links[row].output
        if row in self.supports:
            return self.supports[row].solution
        if self.record(row) is None:
            raise KeyError(row)
        return row

    def outcomes(self) -> Iterator[Card]:
        """Every outcome, in tree order; outcomes hang under outcomes only, so few are read."""
        waiting = list(reversed(self.children_of(None)))
        while waiting:
            card = self.cards[waiting.pop()]
            if card.kind is Kind.OUTCOME:
                yield card
                waiting.extend(reversed(self.children_of(card.id)))

    def record(self, row: str) -> Record | None:
        """The row with this identity, whatever it is."""
        if row == WORKSHOP_ID:
            return self.workshop
        named = self.cards.get(row) or self.outputs.get(row) or self.details.get(row)
        return named or self.links.get(row) or self.supports.get(row)

    def next_number(self, letter: str) -> int:
        """The number a new reference with this letter gets; references are never reused."""
        return self.counters.get(letter, 0) + 1

    def applied(self, changes: Iterable[RowChange]) -> "Board":
        """The board after these changes.

        Raises:
            StaleStepError: a row is not what a change says it was.
        """
        changes = tuple(changes)
        for change in changes:
            if self.record(change.row.id) != change.before:
                raise StaleStepError(change.row.id)
        draft = _Draft(self)
        for change in changes:
            draft.take(change)
        return draft.board()


def board_of(records: Iterable[Record], counters: Mapping[str, int]) -> Board:
    """Build a board from stored rows in any order; `counters` may lag behind the rows."""
    workshop: Workshop | None = None
    kept: dict[_Table, dict[str, Record]] = {table: {} for table in _TABLES.values()}
    refs: dict[str, str] = {}
    highest = dict(counters)
    for record in records:
        if isinstance(record, Workshop):
            workshop = workshop or record
            continue
        kept[_table_of(record)][record.id] = record
        if isinstance(record, Named):
            letter = _letter(record)
            highest[letter] = max(highest.get(letter, 0), record.number)
            refs[record.ref] = record.id
    maps: dict[str, Map[Any, Any]] = {table.rows: Map(rows) for table, rows in kept.items()}
    for table, rows in kept.items():
        for name, key in table.groups.items():
            maps[name] = Map(_grouped(rows.values(), key))
    return Board(
        workshop=workshop or Workshop(),
        rows=tuple(o.id for o in sorted(kept[_TABLES[Output]].values(), key=_order)),
        by_ref=Map(refs),
        counters=Map(highest),
        **maps,
    )


def changes_between(before: Board, after: Board) -> tuple[RowChange, ...]:
    """What turns one board into the other: every row that differs, once."""
    rows = dict.fromkeys([*_rows(before), *_rows(after)])
    changes = (RowChange(before.record(row), after.record(row)) for row in rows)
    return tuple(change for change in changes if change.before != change.after)


def _rows(board: Board) -> Iterator[str]:
    yield board.workshop.id
    for table in _TABLES.values():
        yield from getattr(board, table.rows)


class _Table:
    """Where a board keeps the rows of one table: `rows` names its map of them by identity.

    `groups` names the maps that group them, each with what it groups by; `place` decides where a
    row stands in those.
    """

    def __init__(self, rows: str, **groups: str) -> None:
        self.rows = rows
        self.groups = {name: attrgetter(field) for name, field in groups.items()}
        self.place = attrgetter("rank", *groups.values())


_TABLES: Final[Mapping[type[Record], _Table]] = MappingProxyType(
    {
        Card: _Table("cards", children="parent"),
        Output: _Table("outputs", made_from="solution"),
        Contribution: _Table("links", links_from="output", links_to="outcome"),
        Support: _Table("supports", supports_from="solution", supports_to="opportunity"),
        Detail: _Table("details", details_of="owner"),
    }
)
Named = Card | Output | Detail
_order = attrgetter("rank", "id")


def _table_of(record: Record) -> _Table:
    return _TABLES[Detail if isinstance(record, Detail) else type(record)]


def _letter(record: Named) -> str:
    if isinstance(record, Card):
        return LETTER[record.kind]
    return OUTPUT_LETTER if isinstance(record, Output) else record.letter


def _grouped(
    records: Iterable[Record], key: Callable[[Record], str | None]
) -> dict[str | None, Ids]:
    groups: dict[str | None, list[Record]] = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return {key: tuple(r.id for r in sorted(group, key=_order)) for key, group in groups.items()}


class _Draft:
    """A board under change: the maps that change are mutated here and frozen once at the end."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._workshop = board.workshop
        self._rows = board.rows
        self._changing: dict[str, MapMutation[str | None, Any]] = {}

    def board(self) -> Board:
        maps = {name: changing.finish() for name, changing in self._changing.items()}
        return replace(self._board, workshop=self._workshop, rows=self._rows, **maps)

    def take(self, change: RowChange) -> None:
        row, before, after = change.row, change.before, change.after
        if isinstance(row, Workshop):
            self._workshop = row
            return
        table = _table_of(row)
        if before is not None and _table_of(before) is not table:
            raise TypeError(f"a row cannot turn from one table into another: {row.id}")
        rows = self._map(table.rows)
        if after is None:
            del rows[row.id]
        else:
            rows[row.id] = after
        if isinstance(row, Named):
            self._name(before, row, is_there=after is not None)
        self._place(table, before, after)

    def _map(self, name: str) -> "MapMutation[str | None, Any]":
        if name not in self._changing:
            self._changing[name] = getattr(self._board, name).mutate()
        return self._changing[name]

    def _name(self, before: Record | None, row: Named, *, is_there: bool) -> None:
        """Keep a row findable by its reference, and its number from being given again."""
        refs = self._map("by_ref")
        old = before.ref if isinstance(before, Named) else None
        new = row.ref if is_there else None
        # Another row may have taken the reference in the same step.
        if old is not None and old != new and refs.get(old) == row.id:
            del refs[old]
        if new is not None and new != old:
            refs[new] = row.id
            counters, letter = self._map("counters"), _letter(row)
            counters[letter] = max(counters.get(letter, 0), row.number)

    def _place(self, table: _Table, before: Record | None, after: Record | None) -> None:
        """Move a row to where it stands now in the maps that group its table."""
        if before is not None and after is not None and table.place(before) == table.place(after):
            return
        row = self._map(table.rows).__getitem__
        if table is _TABLES[Output]:
            rows = self._rows if before is None else without(self._rows, before.id)
            self._rows = rows if after is None else _with(rows, after, row)
        for name, key in table.groups.items():
            _regroup(self._map(name), row, key, before, after)


def _regroup(
    groups: "MapMutation[str | None, Ids]",
    row: Callable[[str], Record],
    key: Callable[[Record], str | None],
    before: Record | None,
    after: Record | None,
) -> None:
    """Take a row out of its old group and put it, in order, into its new one."""
    if before is not None:
        rest = without(groups.get(key(before), _NONE), before.id)
        if rest:
            groups[key(before)] = rest
        else:
            groups.pop(key(before), None)
    if after is not None:
        groups[key(after)] = _with(groups.get(key(after), _NONE), after, row)


def without(ids: Ids, gone: str) -> Ids:
    """The identities but one."""
    return tuple(row for row in ids if row != gone)


def _with(ids: Ids, record: Record, row: Callable[[str], Record]) -> Ids:
    at: int = bisect_left(ids, _order(record), key=lambda other: _order(row(other)))
    return (*ids[:at], record.id, *ids[at:])
