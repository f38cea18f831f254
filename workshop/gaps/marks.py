"""Which gaps mark a card on the tree: those that contradict what the card says, not every question.

A young tree has a question open on almost every card, and a mark on every card marks none. So a
card is marked by what is amiss; the other gaps of a marked card are told with it.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from workshop.board import Board
from workshop.gaps.codes import Gap, GapCode

_AMISS: Final = frozenset(
    {
        GapCode.OUTCOME_WITHOUT_OUTPUT,
        GapCode.BUSINESS_WITHOUT_PRODUCT,
        GapCode.SENTIMENT_WITHOUT_BEHAVIOUR,
        GapCode.LEARNING_DUE,
        GapCode.GUARDRAIL_BROKEN,
        GapCode.TARGET_ON_WRONG_SIDE,
        GapCode.IMPOSSIBLE_VALUE,
        GapCode.METRIC_OVERDUE,
        GapCode.MEASURABLE_TOO_LATE,
        GapCode.SEVERAL_TARGETS,
        GapCode.SOLUTION_ABOVE_LEAF,
        GapCode.TEST_AGREED_LATE,
        GapCode.LEAPS_UNTESTED,
        GapCode.ASSUMPTION_OVERDUE,
    }
)


def marks_on_cards(board: Board, gaps: Iterable[Gap]) -> Mapping[str, tuple[Gap, ...]]:
    """The gaps of every card that has one which marks it, in their order.

    Gaps may be those of an earlier board: what is gone since is left out.
    """
    borne = [(gap, _card_of(board, gap)) for gap in gaps]
    marked = {card for gap, card in borne if gap.code in _AMISS}
    by_card: dict[str, list[Gap]] = {}
    for gap, card in borne:
        if card is not None and card in marked:
            by_card.setdefault(card, []).append(gap)
    return {card: tuple(found) for card, found in by_card.items()}


def _card_of(board: Board, gap: Gap) -> str | None:
    """The card that bears what a gap is about first, if one does."""
    row = gap.rows[0] if gap.rows else None
    if row is None or row in board.cards:
        return row
    if board.record(row) is None:
        return None
    bearer = board.bearer_of(row)
    return bearer if bearer in board.cards else None
