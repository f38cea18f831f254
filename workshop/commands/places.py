"""Where a row goes among its siblings, as a fractional rank (so one move changes one row)."""

from collections.abc import Callable

from fractional_indexing import generate_key_between
from msgspec import UnsetType

from workshop.rules import Refusal, RefusedError

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
