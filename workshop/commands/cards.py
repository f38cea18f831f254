"""Commands on the tree: pure functions from a board to a step."""

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from workshop.board import Board, without
from workshop.commands.places import After, rank_among
from workshop.commands.removal import removed
from workshop.records import Card, new_id
from workshop.rules import (
    card_of,
    needless_supports,
    require_depth,
    require_new_kind,
    require_no_cycle,
    require_place,
    text_within_bounds,
)
from workshop.steps import RowChange, Step, StepName
from workshop.vocabulary import LETTER, Kind


def add_card(
    board: Board,
    *,
    kind: Kind,
    parent: str | None = None,
    text: str = "",
    note: str = "",
    after: After = UNSET,
    card: str | None = None,
) -> Step:
    """Add a card under `parent` (None: at the top level); `card` fixes its identity.

    Raises:
        RefusedError: it may not hang there, or the text is too long.
    """
    require_place(board, kind, parent)
    require_depth(board, parent, 1)
    added = Card(
        id=card or new_id(),
        kind=kind,
        number=board.next_number(LETTER[kind]),
        parent=parent,
        rank=rank_among(board.children_of(parent), after, lambda row: board.cards[row].rank),
        text=text_within_bounds(text),
        note=text_within_bounds(note),
    )
    return Step(StepName.ADD_CARD, (RowChange(None, added),), added.ref)


def edit_card(
    board: Board,
    card: str,
    *,
    text: str | UnsetType = UNSET,
    note: str | UnsetType = UNSET,
    kind: Kind | UnsetType = UNSET,
) -> Step:
    """Change what a card says or is; UNSET leaves a field as it is.

    A change of kind takes a new reference.

    Raises:
        RefusedError: the new kind fits neither place nor children, or it has outputs.
    """
    before = card_of(board, card)
    after = before
    if not isinstance(text, UnsetType):
        after = replace(after, text=text_within_bounds(text))
    if not isinstance(note, UnsetType):
        after = replace(after, note=text_within_bounds(note))
    if not isinstance(kind, UnsetType) and kind is not before.kind:
        require_new_kind(board, before, kind)
        after = replace(after, kind=kind, number=board.next_number(LETTER[kind]))
    return _changed(StepName.EDIT_CARD, before, after)


def move_card(
    board: Board,
    card: str,
    *,
    parent: str | UnsetType | None = UNSET,
    after: After = UNSET,
) -> Step:
    """Move a card, with its branch, to another place; `parent` UNSET keeps the parent.

    Links to opportunities that the branch hangs under from now on go away.

    Raises:
        RefusedError: it may not hang there, or there is below itself.
    """
    before = card_of(board, card)
    target = before.parent if isinstance(parent, UnsetType) else parent
    require_no_cycle(board, card, target)
    require_place(board, before.kind, target)
    if target != before.parent:
        require_depth(board, target, _levels(board, card))
    siblings = board.children_of(target)
    others = without(siblings, card)
    if target == before.parent and _already_there(siblings, others, card, after):
        return Step(StepName.MOVE_CARD, (), before.ref)
    rank = rank_among(others, after, lambda row: board.cards[row].rank)
    links = () if target == before.parent else needless_supports(board, card, target)
    moved = RowChange(before, replace(before, parent=target, rank=rank))
    changes = (*(RowChange(link, None) for link in links), moved)
    return Step(StepName.MOVE_CARD, changes if moved.before != moved.after else (), before.ref)


def raise_card(board: Board, card: str) -> Step:
    """Move a card one place towards the first of its siblings; the first stays."""
    siblings = board.siblings_of(card_of(board, card).id)
    at = siblings.index(card)
    return move_card(board, card, after=siblings[at - 2] if at >= 2 else None)


def lower_card(board: Board, card: str) -> Step:
    """Move a card one place towards the last of its siblings; the last stays."""
    siblings = board.siblings_of(card_of(board, card).id)
    at = siblings.index(card)
    return move_card(board, card, after=siblings[min(at + 1, len(siblings) - 1)])


def indent_card(board: Board, card: str) -> Step:
    """Hang a card, as the last child, under the sibling before it; the first stays.

    Raises:
        RefusedError: it may not hang there.
    """
    siblings = board.siblings_of(card_of(board, card).id)
    at = siblings.index(card)
    if at == 0:
        return Step(StepName.MOVE_CARD, (), board.cards[card].ref)
    return move_card(board, card, parent=siblings[at - 1])


def outdent_card(board: Board, card: str) -> Step:
    """Hang a card beside its parent, right after it; one at the top level stays.

    Raises:
        RefusedError: it may not hang there.
    """
    parent = card_of(board, card).parent
    if parent is None:
        return Step(StepName.MOVE_CARD, (), board.cards[card].ref)
    return move_card(board, card, parent=board.cards[parent].parent, after=parent)


def delete_card(board: Board, card: str) -> Step:
    """Delete a card with its branch, links and details; outputs stay, without their solution."""
    top = card_of(board, card)
    branch = tuple(board.branch_of(card))
    detached = [
        RowChange(output, replace(output, solution=None))
        for row in branch
        for output in board.outputs_from(row)
    ]
    links = [link for row in branch for link in board.contributions_to(row)]
    helps = [link for row in branch for link in board.supports_of(row)]
    helps += [link for row in branch for link in board.supports_for(row)]
    cards = (board.cards[row] for row in reversed(branch))
    gone = removed(board, [*links, *helps, *cards])
    return Step(StepName.DELETE_CARD, (*detached, *gone), top.ref)


def _changed(name: StepName, before: Card, after: Card) -> Step:
    changes = () if before == after else (RowChange(before, after),)
    return Step(name, changes, after.ref)


def _already_there(
    siblings: tuple[str, ...], others: tuple[str, ...], card: str, after: After
) -> bool:
    at = siblings.index(card)
    if after is UNSET:
        return at == len(others)
    if after is None:
        return at == 0
    return after == card or (at > 0 and siblings[at - 1] == after)


def _levels(board: Board, card: str) -> int:
    """Levels of a branch, counted from 1 for a card without children."""
    deepest, stack = 1, [(card, 1)]
    while stack:
        current, level = stack.pop()
        deepest = max(deepest, level)
        stack.extend((child, level + 1) for child in board.children_of(current))
    return deepest
