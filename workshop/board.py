"""The Board: an immutable snapshot of a whole workshop, indexed for everything that reads it.

Views, rules, exports and layout take a Board. A changed Board shares what the change did not
touch, so keeping an old one is cheap. Rules about what may change live in `workshop.rules`.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeVar

from immutables import Map, MapMutation
from msgspec import Struct

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


def board_of(records: Iterable[Record], counters: dict[str, int]) -> Board:
    """Build a board from stored rows in any order; `counters` may lag behind the rows."""
    records = tuple(records)
    cards = {r.id: r for r in records if isinstance(r, Card)}
    outputs = {r.id: r for r in records if isinstance(r, Output)}
    links = {r.id: r for r in records if isinstance(r, Contribution)}
    supports = {r.id: r for r in records if isinstance(r, Support)}
    details = {r.id: r for r in records if isinstance(r, Detail)}
    highest = dict(counters)
    named: list[Named] = [*cards.values(), *outputs.values(), *details.values()]
    for row in named:
        letter = _letter(row)
        highest[letter] = max(highest.get(letter, 0), row.number)
    return Board(
        workshop=next((r for r in records if isinstance(r, Workshop)), Workshop()),
        cards=Map(cards),
        outputs=Map(outputs),
        links=Map(links),
        supports=Map(supports),
        children=Map(_grouped((c.parent, c) for c in cards.values())),
        rows=tuple(o.id for o in sorted(outputs.values(), key=_order)),
        links_from=Map(_grouped((c.output, c) for c in links.values())),
        links_to=Map(_grouped((c.outcome, c) for c in links.values())),
        made_from=Map(_grouped((o.solution, o) for o in outputs.values())),
        supports_from=Map(_grouped((s.solution, s) for s in supports.values())),
        supports_to=Map(_grouped((s.opportunity, s) for s in supports.values())),
        details=Map(details),
        details_of=Map(_grouped((d.owner, d) for d in details.values())),
        by_ref=Map({row.ref: row.id for row in named}),
        counters=Map(highest),
    )


Named = Card | Output | Detail
_Ranked = Card | Output | Contribution | Support | Detail
K = TypeVar("K", bound=str | None)


def _order(record: _Ranked) -> tuple[str, str]:
    return record.rank, record.id


def _letter(record: Named) -> str:
    if isinstance(record, Card):
        return LETTER[record.kind]
    return OUTPUT_LETTER if isinstance(record, Output) else record.letter


def _grouped(pairs: Iterable[tuple[K, _Ranked]]) -> dict[K, Ids]:
    groups: dict[K, list[_Ranked]] = {}
    for key, record in pairs:
        groups.setdefault(key, []).append(record)
    return {key: tuple(r.id for r in sorted(group, key=_order)) for key, group in groups.items()}


class _Draft:
    """A board under change: the maps are mutated here and frozen once at the end."""

    def __init__(self, board: Board) -> None:
        self._workshop = board.workshop
        self._rows = board.rows
        self._cards = board.cards.mutate()
        self._outputs = board.outputs.mutate()
        self._links = board.links.mutate()
        self._supports = board.supports.mutate()
        self._children = board.children.mutate()
        self._links_from = board.links_from.mutate()
        self._links_to = board.links_to.mutate()
        self._made_from = board.made_from.mutate()
        self._supports_from = board.supports_from.mutate()
        self._supports_to = board.supports_to.mutate()
        self._details = board.details.mutate()
        self._details_of = board.details_of.mutate()
        self._by_ref = board.by_ref.mutate()
        self._counters = board.counters.mutate()

    def board(self) -> Board:
        return Board(
            workshop=self._workshop,
            cards=self._cards.finish(),
            outputs=self._outputs.finish(),
            links=self._links.finish(),
            supports=self._supports.finish(),
            children=self._children.finish(),
            rows=self._rows,
            links_from=self._links_from.finish(),
            links_to=self._links_to.finish(),
            made_from=self._made_from.finish(),
            supports_from=self._supports_from.finish(),
            supports_to=self._supports_to.finish(),
            details=self._details.finish(),
            details_of=self._details_of.finish(),
            by_ref=self._by_ref.finish(),
            counters=self._counters.finish(),
        )

    def take(self, change: RowChange) -> None:
        row = change.row
        if isinstance(row, Workshop):
            self._workshop = row
        elif isinstance(row, Card):
            self._take_card(_as(Card, change.before), _as(Card, change.after))
        elif isinstance(row, Output):
            self._take_output(_as(Output, change.before), _as(Output, change.after))
        elif isinstance(row, Detail):
            self._take_detail(_as(Detail, change.before), _as(Detail, change.after))
        elif isinstance(row, Contribution):
            self._take_link(_as(Contribution, change.before), _as(Contribution, change.after))
        else:
            self._take_support(_as(Support, change.before), _as(Support, change.after))

    def _take_card(self, before: Card | None, after: Card | None) -> None:
        _put(self._cards, before, after)
        self._name(before, after)
        if _place(before) != _place(after):
            _regroup(self._children, self._cards.__getitem__, _parent, before, after)

    def _take_output(self, before: Output | None, after: Output | None) -> None:
        _put(self._outputs, before, after)
        self._name(before, after)
        if _place(before) != _place(after):
            rows = without(self._rows, before.id) if before else self._rows
            self._rows = _with(rows, after, self._outputs.__getitem__) if after else rows
            _regroup(self._made_from, self._outputs.__getitem__, _solution, before, after)

    def _take_link(self, before: Contribution | None, after: Contribution | None) -> None:
        _put(self._links, before, after)
        if _place(before) != _place(after):
            row = self._links.__getitem__
            _regroup(self._links_from, row, lambda link: link.output, before, after)
            _regroup(self._links_to, row, lambda link: link.outcome, before, after)

    def _take_support(self, before: Support | None, after: Support | None) -> None:
        _put(self._supports, before, after)
        if _place(before) != _place(after):
            row = self._supports.__getitem__
            _regroup(self._supports_from, row, lambda link: link.solution, before, after)
            _regroup(self._supports_to, row, lambda link: link.opportunity, before, after)

    def _take_detail(self, before: Detail | None, after: Detail | None) -> None:
        _put(self._details, before, after)
        self._name(before, after)
        if _place(before) != _place(after):
            _regroup(self._details_of, self._details.__getitem__, _owner, before, after)

    def _name(self, before: Named | None, after: Named | None) -> None:
        renamed = before is not None and (after is None or after.ref != before.ref)
        # Another row may have taken the reference in the same step.
        if before is not None and renamed and self._by_ref.get(before.ref) == before.id:
            del self._by_ref[before.ref]
        if after is not None and (before is None or after.ref != before.ref):
            self._by_ref[after.ref] = after.id
            letter = _letter(after)
            self._counters[letter] = max(self._counters.get(letter, 0), after.number)


N = TypeVar("N", Card, Output, Contribution, Support, Detail)


def _as(kind: type[N], record: Record | None) -> N | None:
    if record is not None and not isinstance(record, kind):
        raise TypeError(f"a row cannot turn from one table into another: {record.id}")
    return record


def _parent(card: Card) -> str | None:
    return card.parent


def _solution(output: Output) -> str | None:
    return output.solution


def _owner(detail: Detail) -> str:
    return detail.owner


def _place(record: _Ranked | None) -> tuple[str | None, ...]:
    """What decides where a row stands in the indexes."""
    if record is None:
        return ()
    if isinstance(record, Card):
        return record.rank, record.parent
    if isinstance(record, Output):
        return record.rank, record.solution
    if isinstance(record, Contribution):
        return record.rank, record.output, record.outcome
    if isinstance(record, Detail):
        return record.rank, record.owner
    return record.rank, record.solution, record.opportunity


def _put(rows: MapMutation[str, N], before: N | None, after: N | None) -> None:
    if after is not None:
        rows[after.id] = after
    elif before is not None:
        del rows[before.id]


def _regroup(
    groups: "MapMutation[Any, Ids]",
    row: Callable[[str], N],
    key: Callable[[N], str | None],
    before: N | None,
    after: N | None,
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


def _with(ids: Ids, record: N, row: Callable[[str], N]) -> Ids:
    at: int = bisect_left(ids, _order(record), key=lambda other: _order(row(other)))
    return (*ids[:at], record.id, *ids[at:])
