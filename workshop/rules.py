"""What a workshop refuses, because it would make the data meaningless. Each rule lives here once.

What the method merely advises never blocks; it is a gap (`workshop.gaps.finding`).
"""

from enum import StrEnum

from workshop.board import Board
from workshop.details import CONTRIBUTION, OUTPUT, WORKSHOP, Detail, Metric
from workshop.records import (
    MAX_NAME,
    MAX_PEOPLE,
    MAX_TEXT,
    WORKSHOP_ID,
    Card,
    Contribution,
    Output,
    Support,
)
from workshop.values.text import clean_name, clean_text, name_key
from workshop.vocabulary import MAY_HANG_UNDER, Kind

#: Most levels of a tree: far beyond what a group can read, and safe for every reader of it.
MAX_DEPTH = 200


class Refusal(StrEnum):
    """Why a command was refused; `workshop.words.codes` turns it into one sentence."""

    UNKNOWN_REF = "unknown_ref"
    NOT_A_CARD = "not_a_card"
    NOT_AN_OUTPUT = "not_an_output"
    NOT_AN_OUTCOME = "not_an_outcome"
    NOT_A_SOLUTION = "not_a_solution"
    NOT_AN_OPPORTUNITY = "not_an_opportunity"
    NOT_A_DETAIL = "not_a_detail"
    MAY_NOT_BELONG_TO = "may_not_belong_to"
    ONLY_ONE = "only_one"
    HAS_DETAILS = "has_details"
    BAD_VALUE = "bad_value"
    NOT_A_SIBLING = "not_a_sibling"
    MAY_NOT_HANG_UNDER = "may_not_hang_under"
    NO_CHILDREN = "no_children"
    NOTHING_BETWEEN = "nothing_between"
    UNDER_ITSELF = "under_itself"
    TOO_DEEP = "too_deep"
    OUTCOME_HAS_OUTPUTS = "outcome_has_outputs"
    SOLUTION_HAS_OUTPUTS = "solution_has_outputs"
    SOLUTION_ALSO_HELPS = "solution_also_helps"
    OPPORTUNITY_ALSO_HELPED = "opportunity_also_helped"
    HELPS_ALREADY = "helps_already"
    NOT_LINKED = "not_linked"
    NOT_HELPING = "not_helping"
    MAY_NOT_LEAD_TO = "may_not_lead_to"
    LEADS_ALREADY = "leads_already"
    NO_SUCH_LINE = "no_such_line"
    TEXT_TOO_LONG = "text_too_long"
    LINKED_ALREADY = "linked_already"
    KNOWN_ALREADY = "known_already"
    TOO_MANY_PEOPLE = "too_many_people"
    NOTHING_TO_UNDO = "nothing_to_undo"
    NOTHING_TO_REDO = "nothing_to_redo"
    STALE = "stale"
    READ_ONLY = "read_only"
    UNREADABLE_PAST = "unreadable_past"


class RefusedError(Exception):
    """A command broke a rule; nothing was changed. `params` fill the sentence in `words`."""

    def __init__(self, code: Refusal, **params: str | int) -> None:
        super().__init__(code.value)
        self.code = code
        self.params = params


def card_of(board: Board, row: str) -> Card:
    """The card with this identity, or a refusal."""
    card = board.cards.get(row)
    if card is None:
        raise RefusedError(Refusal.NOT_A_CARD, ref=_ref(board, row))
    return card


def output_of(board: Board, row: str) -> Output:
    """The output with this identity, or a refusal."""
    output = board.outputs.get(row)
    if output is None:
        raise RefusedError(Refusal.NOT_AN_OUTPUT, ref=_ref(board, row))
    return output


def outcome_of(board: Board, row: str) -> Card:
    """The outcome with this identity, or a refusal: only outcomes answer “so that…?”."""
    card = board.cards.get(row)
    if card is None or card.kind is not Kind.OUTCOME:
        raise RefusedError(Refusal.NOT_AN_OUTCOME, ref=_ref(board, row))
    return card


def solution_of(board: Board, row: str) -> Card:
    """The solution with this identity, or a refusal."""
    card = board.cards.get(row)
    if card is None or card.kind is not Kind.SOLUTION:
        raise RefusedError(Refusal.NOT_A_SOLUTION, ref=_ref(board, row))
    return card


def opportunity_of(board: Board, row: str) -> Card:
    """The opportunity with this identity, or a refusal: only opportunities can be helped."""
    card = board.cards.get(row)
    if card is None or card.kind is not Kind.OPPORTUNITY:
        raise RefusedError(Refusal.NOT_AN_OPPORTUNITY, ref=_ref(board, row))
    return card


def needless_supports(board: Board, card: str, parent: str | None) -> list[Support]:
    """Links of a branch's solutions to opportunities that they hang under, if it is at `parent`.

    A solution helps what it hangs under anyway.
    """
    if parent is None or not board.supports:
        return []
    return [
        link
        for opportunity in (parent, *board.ancestors_of(parent))
        for link in board.supports_for(opportunity)
        if card == link.solution or card in board.ancestors_of(link.solution)
    ]


def require_place(board: Board, kind: Kind, parent: str | None) -> None:
    """Refuse a card of `kind` under `parent` if nothing like it may hang there."""
    if parent is None:
        return
    above = card_of(board, parent)
    if kind not in MAY_HANG_UNDER[above.kind]:
        raise RefusedError(
            Refusal.MAY_NOT_HANG_UNDER, kind=kind.value, parent=above.kind.value, ref=above.ref
        )


def require_no_cycle(board: Board, card: str, parent: str | None) -> None:
    """Refuse to hang a card under itself or under its own branch."""
    if parent is None:
        return
    if parent == card or card in board.ancestors_of(parent):
        moved, below = board.cards[card], board.cards[parent]
        raise RefusedError(Refusal.UNDER_ITSELF, ref=moved.ref, parent=below.ref)


def require_depth(board: Board, parent: str | None, levels: int) -> None:
    """Refuse a branch of so many levels under `parent` when the tree would grow too deep."""
    above = 0 if parent is None else 1 + sum(1 for _ in board.ancestors_of(parent))
    if above + levels > MAX_DEPTH:
        raise RefusedError(Refusal.TOO_DEEP, limit=MAX_DEPTH)


def require_new_kind(board: Board, card: Card, kind: Kind) -> None:
    """Refuse a change of kind that its place, its children or its links rule out."""
    require_place(board, kind, card.parent)
    for child in board.children_of(card.id):
        below = board.cards[child]
        if below.kind not in MAY_HANG_UNDER[kind]:
            raise RefusedError(
                Refusal.MAY_NOT_HANG_UNDER,
                kind=below.kind.value,
                parent=kind.value,
                ref=below.ref,
            )
    for detail in board.list_of(card.id, Detail):
        if kind not in detail.belongs_to:
            raise RefusedError(
                Refusal.HAS_DETAILS,
                ref=card.ref,
                detail=detail.ref,
                what=detail.kind_name,
                kind=card.kind.value,
            )
    if board.links_to.get(card.id):
        raise RefusedError(Refusal.OUTCOME_HAS_OUTPUTS, ref=card.ref)
    if board.made_from.get(card.id):
        raise RefusedError(Refusal.SOLUTION_HAS_OUTPUTS, ref=card.ref)
    if board.supports_from.get(card.id):
        raise RefusedError(Refusal.SOLUTION_ALSO_HELPS, ref=card.ref)
    if board.supports_to.get(card.id):
        raise RefusedError(Refusal.OPPORTUNITY_ALSO_HELPED, ref=card.ref)


def owner_kind(board: Board, row: str) -> str | None:
    """What a row is, as `Detail.belongs_to` names it; None when there is no such row."""
    if row == WORKSHOP_ID:
        return WORKSHOP
    record = board.record(row)
    if isinstance(record, Card):
        return record.kind
    if isinstance(record, Output):
        return OUTPUT
    if isinstance(record, Contribution):
        return CONTRIBUTION
    return record.kind_name if isinstance(record, Detail) else None


def may_be_read(board: Board, row: str) -> bool:
    """Whether a key result can be read from this row: an outcome, an output or a metric."""
    record = board.record(row)
    return isinstance(record, Output | Metric) or (
        isinstance(record, Card) and record.kind is Kind.OUTCOME
    )


def detail_of(board: Board, row: str) -> Detail:
    """The detail with this identity, or a refusal."""
    detail = board.details.get(row)
    if detail is None:
        raise RefusedError(Refusal.NOT_A_DETAIL, ref=_ref(board, row))
    return detail


def require_owner(board: Board, kind: type[Detail], owner: str) -> None:
    """Refuse a detail where its kind means nothing, or a second one of a kind that is only one."""
    if owner_kind(board, owner) not in kind.belongs_to:
        raise RefusedError(Refusal.MAY_NOT_BELONG_TO, kind=kind.kind_name, ref=_ref(board, owner))
    if kind.only_one and board.facts_of(owner, kind) is not None:
        raise RefusedError(Refusal.ONLY_ONE, kind=kind.kind_name, ref=_ref(board, owner))


def text_within_bounds(text: str) -> str:
    """The text, cleaned; refused when it is longer than a card can hold."""
    cleaned = clean_text(text)
    if len(cleaned) > MAX_TEXT:
        raise RefusedError(Refusal.TEXT_TOO_LONG, length=len(cleaned), limit=MAX_TEXT)
    return cleaned


def name_within_bounds(name: str) -> str:
    """The name, cleaned to one line; refused when it is too long."""
    cleaned = clean_name(name)
    if len(cleaned) > MAX_NAME:
        raise RefusedError(Refusal.TEXT_TOO_LONG, length=len(cleaned), limit=MAX_NAME)
    return cleaned


def people_within_bounds(people: tuple[str, ...]) -> tuple[str, ...]:
    """The participants, cleaned, without blanks and repeats, in the order given."""
    names: dict[str, str] = {}
    for name in filter(None, map(name_within_bounds, people)):
        names.setdefault(name_key(name), name)
    if len(names) > MAX_PEOPLE:
        raise RefusedError(Refusal.TOO_MANY_PEOPLE, limit=MAX_PEOPLE)
    return tuple(names.values())


def _ref(board: Board, row: str) -> str:
    record = board.record(row)
    if isinstance(record, Contribution):
        return _ref(board, record.output)
    return record.ref if isinstance(record, Card | Output | Detail) else "?"
