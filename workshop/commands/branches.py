"""Commands on several cards or on whole branches, each one step to undo."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import UNSET

from workshop.board import Board
from workshop.commands.cards import add_card, delete_card, edit_card, move_card
from workshop.commands.pasting import paste_outline
from workshop.commands.places import After
from workshop.commands.turns import Maker, in_turn
from workshop.outline import Line, branches_of
from workshop.records import new_id
from workshop.rules import Refusal, RefusedError, card_of
from workshop.steps import Step, StepName
from workshop.vocabulary import MAY_HANG_UNDER, Kind


def tops_of(board: Board, cards: Iterable[str]) -> list[str]:
    """Those of the cards that lie below no other of them, in tree order."""
    chosen = {card for card in cards if card in board.cards}
    tops = {card for card in chosen if chosen.isdisjoint(board.ancestors_of(card))}
    if len(tops) <= 1:
        return list(tops)
    return [card.id for card in board.in_tree_order() if card.id in tops]


def delete_cards(board: Board, cards: Iterable[str]) -> Step:
    """Delete cards with their branches."""
    return in_turn(
        board,
        StepName.DELETE_CARD,
        [_with(delete_card, card) for card in tops_of(board, cards)],
    )


def delete_keeping_children(board: Board, cards: Iterable[str]) -> Step:
    """Delete cards; their children take their places.

    Raises:
        RefusedError: a child may not hang under what the card hangs under.
    """
    chosen = [card.id for card in board.in_tree_order() if card.id in set(cards)]
    return in_turn(
        board, StepName.DELETE_CARD, [_with(_delete_alone, card) for card in reversed(chosen)]
    )


def move_cards(
    board: Board, cards: Iterable[str], *, parent: str | None, after: After = UNSET
) -> Step:
    """Move cards with their branches to one place, keeping their order.

    Raises:
        RefusedError: one of them may not hang there.
    """
    makers: list[Maker] = []
    place = after
    for card in tops_of(board, cards):
        makers.append(_moved_to(card, parent, place))
        place = card
    return in_turn(board, StepName.MOVE_CARD, makers)


def set_kinds(board: Board, cards: Iterable[str], *, kind: Kind) -> Step:
    """Make every one of the cards one of this kind.

    Raises:
        RefusedError: the kind fits one of them neither above nor below.
    """
    chosen = [card for card in cards if card in board.cards]
    return in_turn(board, StepName.EDIT_CARD, [_of_kind(card, kind) for card in chosen])


def insert_parent(board: Board, card: str, *, text: str = "", parent: str | None = None) -> Step:
    """Put a new card between a card and its parent; `parent` fixes the new one's identity.

    Raises:
        RefusedError: no kind may hang between the two.
    """
    below = card_of(board, card)
    kind = _kind_between(board, card)
    siblings = board.siblings_of(card)
    at = siblings.index(card)
    added = parent or new_id()
    step = in_turn(
        board,
        StepName.ADD_CARD,
        [
            lambda now: add_card(
                now,
                kind=kind,
                parent=below.parent,
                after=siblings[at - 1] if at > 0 else None,
                text=text,
                card=added,
            ),
            lambda now: move_card(now, card, parent=added),
        ],
    )
    return Step(step.name, step.changes, board.applied(step.changes).cards[added].ref)


def duplicate_cards(board: Board, cards: Iterable[str]) -> Step:
    """Copy cards with their branches, each copy behind its original."""
    makers: list[Maker] = []
    for card in tops_of(board, cards):
        lines = branches_of(board, [card])
        makers.append(_pasted(lines, board.cards[card].parent, card))
    return in_turn(board, StepName.ADD_CARD, makers)


def _with(command: Callable[[Board, str], Step], card: str) -> Maker:
    return lambda board: command(board, card)


def _moved_to(card: str, parent: str | None, after: After) -> Maker:
    return lambda board: move_card(board, card, parent=parent, after=after)


def _of_kind(card: str, kind: Kind) -> Maker:
    return lambda board: edit_card(board, card, kind=kind)


def _pasted(lines: Sequence[Line], parent: str | None, after: After) -> Maker:
    return lambda board: paste_outline(board, lines, parent=parent, after=after)


def _delete_alone(board: Board, card: str) -> Step:
    place = card
    makers: list[Maker] = []
    for child in board.children_of(card):
        makers.append(_moved_to(child, board.cards[card].parent, place))
        place = child
    makers.append(_with(delete_card, card))
    return in_turn(board, StepName.DELETE_CARD, makers)


def _kind_between(board: Board, card: str) -> Kind:
    below = board.cards[card]
    above = board.cards[below.parent].kind if below.parent is not None else None
    allowed = tuple(Kind) if above is None else MAY_HANG_UNDER[above]
    fitting = [kind for kind in allowed if below.kind in MAY_HANG_UNDER[kind]]
    if not fitting:
        raise RefusedError(Refusal.NOTHING_BETWEEN, ref=below.ref)
    return below.kind if below.kind in fitting else fitting[-1]
