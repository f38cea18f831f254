"""What is being typed on a card, as the step it would become. Nothing is written until it is kept.

The canvas shows the board this step would lead to, so a card grows while it is typed; keeping it
runs the same command once. A new card and its first text are therefore one entry of the history.
"""

from typing import ClassVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from workshop.board import Board
from workshop.commands.branches import insert_parent
from workshop.commands.cards import add_card, edit_card
from workshop.commands.places import kind_below
from workshop.steps import Step
from workshop.vocabulary import Kind


class NewCard(Struct, frozen=True, tag="new"):
    """A card that does not exist yet, at the place where it was asked for."""

    card: str
    kind: Kind
    parent: str | None
    after: str | None

    is_new: ClassVar[bool] = True

    def step(self, board: Board, text: str) -> Step:
        """The card, added with this text."""
        return add_card(
            board,
            kind=self.kind,
            parent=self.parent,
            after=self.after,
            text=text,
            card=self.card,
        )

    def still_fits(self, board: Board) -> bool:
        """True while the place it was asked for exists."""
        beside = self.after is None or self.after in board.children_of(self.parent)
        return beside and (self.parent is None or self.parent in board.cards)


def indented(board: Board, edit: NewCard) -> NewCard:
    """The new card as the last child of the sibling before it; the first sibling stays.

    Raises:
        RefusedError: nothing may hang under that sibling.
    """
    if edit.after is None:
        return edit
    children = board.children_of(edit.after)
    kind = kind_below(board, edit.after)
    return replace(edit, kind=kind, parent=edit.after, after=children[-1] if children else None)


class NewParent(Struct, frozen=True, tag="parent"):
    """A card that does not exist yet, between a card and its parent."""

    card: str
    below: str

    is_new: ClassVar[bool] = True

    def step(self, board: Board, text: str) -> Step:
        """The card, put in between with this text."""
        return insert_parent(board, self.below, text=text, parent=self.card)

    def still_fits(self, board: Board) -> bool:
        """True while the card below exists."""
        return self.below in board.cards


class CardText(Struct, frozen=True, tag="text"):
    """New text for a card that exists."""

    card: str

    is_new: ClassVar[bool] = False

    def step(self, board: Board, text: str) -> Step:
        """The card with this text."""
        return edit_card(board, self.card, text=text)

    def still_fits(self, board: Board) -> bool:
        """True while the card exists."""
        return self.card in board.cards


Edit = NewCard | NewParent | CardText


class Draft(Struct, frozen=True):
    """An unfinished edit with what is typed so far, kept so that a crash loses no word."""

    edit: Edit
    text: str


def draft_values(draft: Draft) -> object:
    """The draft as plain values."""
    return msgspec.to_builtins(draft)


def draft_of(values: object) -> Draft | None:
    """Read a draft back; None for values that are not one."""
    try:
        return msgspec.convert(values, Draft)
    except msgspec.ValidationError:
        return None
