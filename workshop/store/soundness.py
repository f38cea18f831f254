"""Whether rows make sense together: what every file must keep, checked on reading and writing.

The same checks run on a file's rows when it is opened and on the rows a step touched before it is
committed, so that nothing is ever written that would be refused when read.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from fractional_indexing import FIError, validate_order_key

from workshop.board import Board
from workshop.details import Detail, KeyResult, LaneItem, LaneLink, Metric
from workshop.records import Card, Contribution, Output, Record, Support
from workshop.rules import MAX_DEPTH, needless_supports, owner_kind
from workshop.steps import RowChange, Step
from workshop.vocabulary import MAY_HANG_UNDER, Kind

#: What a detail may point at. Where a line may lead besides is checked when it is drawn.
_POINTED_AT: Final[dict[type[Detail], tuple[type[Record], ...]]] = {
    LaneLink: (LaneItem, Output),
    KeyResult: (Card, Output, Metric),
}


class UnsoundError(ValueError):
    """Rows contradict each other; the message says which."""


def require_sound_board(board: Board) -> None:
    """Check every row.

    Raises:
        UnsoundError: a rank, a place, a link or a reference is impossible.
    """
    _require_own_refs(board)
    # What hangs on a card is checked as a row of its own.
    for card in board.cards.values():
        _require_place(board, card)
    for output in board.outputs.values():
        _require_output(board, output)
    for link in board.links.values():
        _require_link(board, link)
    for support in board.supports.values():
        _require_support(board, support)
    for detail in board.details.values():
        _require_detail(board, detail)
    _require_levels(board)
    _require_needed_supports(board, {link.solution for link in board.supports.values()})


def require_sound_step(board: Board, step: Step) -> None:
    """Check what a step changed, on the board it led to.

    Raises:
        UnsoundError: as for a whole board.
    """
    _require_own_refs(board)
    for change in step.changes:
        _require_row(board, change.row.id)
    _require_no_pointer(board, {c.row.id for c in step.changes if c.after is None})
    placed = [change.row.id for change in step.changes if _has_new_place(change)]
    _require_depths(board, placed)
    linked = [c.after.solution for c in step.changes if isinstance(c.after, Support)]
    _require_needed_supports(board, (*placed, *linked))


def _require_row(board: Board, row: str) -> None:
    record = board.record(row)
    if record is None:
        _require_unused(board, row)
    elif isinstance(record, Card):
        _require_card(board, record)
    elif isinstance(record, Output):
        _require_output(board, record)
    elif isinstance(record, Contribution):
        _require_link(board, record)
    elif isinstance(record, Support):
        _require_support(board, record)
    elif isinstance(record, Detail):
        _require_detail(board, record)


def _has_new_place(change: RowChange) -> bool:
    before, after = change.before, change.after
    return isinstance(after, Card) and not (
        isinstance(before, Card) and before.parent == after.parent
    )


def _require_card(board: Board, card: Card) -> None:
    """Check a card and whether what hangs on it still can."""
    _require_place(board, card)
    for detail in board.list_of(card.id, Detail):
        _require_owner(board, detail)
    for child in board.children_of(card.id):
        if board.cards[child].kind not in MAY_HANG_UNDER[card.kind]:
            raise UnsoundError(f"{board.cards[child].ref} can't hang where it hangs")


def _require_place(board: Board, card: Card) -> None:
    """Check where a card hangs, and that only links that suit its kind lead to it."""
    _require_rank(card.rank)
    if card.parent is not None:
        parent = board.cards.get(card.parent)
        if parent is None or card.kind not in MAY_HANG_UNDER[parent.kind]:
            raise UnsoundError(f"{card.ref} can't hang where it hangs")
    if card.kind is not Kind.OUTCOME and board.links_to.get(card.id):
        raise UnsoundError(f"{card.ref} is no outcome, yet an output leads to it")
    if card.kind is not Kind.SOLUTION and board.made_from.get(card.id):
        raise UnsoundError(f"{card.ref} is no solution, yet an output comes from it")
    if card.kind is not Kind.SOLUTION and board.supports_from.get(card.id):
        raise UnsoundError(f"{card.ref} is no solution, yet it also helps an opportunity")
    if card.kind is not Kind.OPPORTUNITY and board.supports_to.get(card.id):
        raise UnsoundError(f"{card.ref} is no opportunity, yet a solution also helps it")


def _require_output(board: Board, output: Output) -> None:
    _require_rank(output.rank)
    if output.solution is not None:
        solution = board.cards.get(output.solution)
        if solution is None or solution.kind is not Kind.SOLUTION:
            raise UnsoundError(f"{output.ref} comes from something that is no solution")


def _require_link(board: Board, link: Contribution) -> None:
    _require_rank(link.rank)
    outcome = board.cards.get(link.outcome)
    if outcome is None or outcome.kind is not Kind.OUTCOME or link.output not in board.outputs:
        raise UnsoundError("a link does not lead from an output to an outcome")
    same = [other for other in board.contributions_of(link.output) if other.outcome == outcome.id]
    if len(same) > 1:
        raise UnsoundError(f"two links lead from one output to {outcome.ref}")


def _require_support(board: Board, link: Support) -> None:
    _require_rank(link.rank)
    solution, helped = board.cards.get(link.solution), board.cards.get(link.opportunity)
    if solution is None or solution.kind is not Kind.SOLUTION:
        raise UnsoundError("something that is no solution also helps an opportunity")
    if helped is None or helped.kind is not Kind.OPPORTUNITY:
        raise UnsoundError(f"{solution.ref} also helps something that is no opportunity")
    same = [other for other in board.supports_of(solution.id) if other.opportunity == helped.id]
    if len(same) > 1:
        raise UnsoundError(f"two links lead from {solution.ref} to {helped.ref}")


def _require_needed_supports(board: Board, cards: Iterable[str]) -> None:
    """Refuse links to what a solution hangs under; needs a tree without cycles."""
    for card in cards:
        for link in needless_supports(board, card, board.cards[card].parent):
            refs = board.cards[link.solution].ref, board.cards[link.opportunity].ref
            raise UnsoundError("{} hangs under {}, yet it also helps it".format(*refs))


def _require_detail(board: Board, detail: Detail) -> None:
    _require_rank(detail.rank)
    _require_owner(board, detail)
    if detail.only_one and len(board.list_of(detail.owner, type(detail))) > 1:
        raise UnsoundError(f"{detail.ref} is one of two where there may be one")
    if any(not isinstance(board.record(row), _POINTED_AT[type(detail)]) for row in _points(detail)):
        raise UnsoundError(f"{detail.ref} points at something that is not there")


def _require_owner(board: Board, detail: Detail) -> None:
    if owner_kind(board, detail.owner) not in detail.belongs_to:
        raise UnsoundError(f"{detail.ref} belongs to something that can't have it")


def _points(detail: Detail) -> list[str]:
    """The rows that a detail names besides its owner."""
    return [row for row in (getattr(detail, name) for name in detail.refers) if row is not None]


def _require_no_pointer(board: Board, gone: set[str]) -> None:
    if gone and any(gone.intersection(_points(row)) for row in board.details.values()):
        raise UnsoundError("something points at a row that is gone")


def _require_unused(board: Board, row: str) -> None:
    used = board.children.get(row) or board.links_from.get(row) or board.links_to.get(row)
    helps = board.supports_from.get(row) or board.supports_to.get(row)
    if used or helps or board.made_from.get(row) or board.details_of.get(row):
        raise UnsoundError("something refers to a row that is gone")


@lru_cache(maxsize=4_096)
def _require_rank(rank: str) -> None:
    try:
        validate_order_key(rank)
    except (FIError, IndexError) as error:
        raise UnsoundError(f"the order key {rank[:40]} is impossible") from error


def _require_own_refs(board: Board) -> None:
    if len(board.by_ref) != len(board.cards) + len(board.outputs) + len(board.details):
        raise UnsoundError("a reference is given twice")


def _require_levels(board: Board) -> None:
    """Refuse cycles and levels that are too deep, anywhere; each card is looked at once."""
    level = board.children_of(None)
    levels = reached = 0
    while level and levels <= MAX_DEPTH:
        levels += 1
        reached += len(level)
        level = tuple([child for card in level for child in board.children_of(card)])
    if levels > MAX_DEPTH or reached != len(board.cards):
        raise UnsoundError(f"the tree has a cycle or more than {MAX_DEPTH} levels")


def _require_depths(board: Board, rows: Iterable[str]) -> None:
    """Refuse cycles and levels that are too deep, above these cards and below them."""
    levels: dict[str | None, int] = {None: 0}
    below: set[str] = set()
    for row in rows:
        if row not in below:
            _climb(board, row, levels)
            _descend(board, row, levels, below)


def _climb(board: Board, card: str, levels: dict[str | None, int]) -> None:
    path: list[str] = []
    current: str | None = card
    while current is not None and current not in levels:
        if len(path) > MAX_DEPTH:
            raise UnsoundError(f"the tree has a cycle or more than {MAX_DEPTH} levels")
        path.append(current)
        current = board.cards[current].parent
    for row in reversed(path):
        levels[row] = levels[board.cards[row].parent] + 1


def _descend(board: Board, card: str, levels: dict[str | None, int], below: set[str]) -> None:
    for row in board.branch_of(card):
        below.add(row)
        levels[row] = levels[board.cards[row].parent] + 1
        if levels[row] > MAX_DEPTH:
            raise UnsoundError(f"the tree has more than {MAX_DEPTH} levels")
