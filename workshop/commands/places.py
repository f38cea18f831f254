"""Where a new or moved row goes, and which kind a new card takes there.

A place among siblings is a fractional rank, so that one move changes one row.
"""

from collections.abc import Callable

from fractional_indexing import generate_key_between
from msgspec import UnsetType

from workshop.board import Board
from workshop.rules import Refusal, RefusedError
from workshop.vocabulary import Kind, usual_child

#: After which sibling: UNSET for the last place, None for the first.
After = str | UnsetType | None


def rank_among(siblings: tuple[str, ...], after: After, rank_of: Callable[[str], str]) -> str:
    """Rank of a new row after `after`; `siblings` in order, without the row itself.

    Raises:
        RefusedError: `after` is not one of the siblings.
    """
    if isinstance(after, UnsetType):
        at = len(siblings)
    elif after is None:
        at = 0
    elif after in siblings:
        at = siblings.index(after) + 1
    else:
        raise RefusedError(Refusal.NOT_A_SIBLING)
    before = rank_of(siblings[at - 1]) if at > 0 else None
    behind = rank_of(siblings[at]) if at < len(siblings) else None
    rank: str = generate_key_between(before, behind)
    return rank


def kind_beside(board: Board, card: str | None) -> Kind:
    """The kind a new sibling takes: that of the card beside it; the first card is an outcome."""
    return board.cards[card].kind if card is not None else Kind.OUTCOME


def kind_below(board: Board, card: str) -> Kind:
    """The kind a new child takes: that of the last child, else the usual one.

    Raises:
        RefusedError: nothing may hang under a card of this kind.
    """
    children = board.children_of(card)
    if children:
        return board.cards[children[-1]].kind
    kind = usual_child(board.cards[card].kind)
    if kind is None:
        raise RefusedError(Refusal.NO_CHILDREN)
    return kind
