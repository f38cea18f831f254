"""Which cards are chosen, and which one of them is the current one. Immutable, no Qt."""

from collections.abc import Container, Iterable

from msgspec import Struct

from workshop.board import Board


class Selection(Struct, frozen=True):
    """The cards that commands act on; `current` is one of `chosen`, or None with none chosen."""

    current: str | None = None
    chosen: frozenset[str] = frozenset()

    def toggled(self, card: str) -> "Selection":
        """With a card added, or taken out again."""
        if card not in self.chosen:
            return Selection(card, self.chosen | {card})
        rest = self.chosen - {card}
        current = self.current if self.current in rest else next(iter(sorted(rest)), None)
        return Selection(current, rest)

    def extended(self, card: str) -> "Selection":
        """With a card added, and made the current one."""
        return Selection(card, self.chosen | {card})

    def stretched(self, board: Board, card: str) -> "Selection":
        """With all siblings between the current card and this one, or just this one."""
        if self.current is None or self.current not in board.cards:
            return only(card)
        siblings = board.siblings_of(card)
        if self.current not in siblings:
            return self.extended(card)
        first, last = sorted((siblings.index(self.current), siblings.index(card)))
        return Selection(card, self.chosen | frozenset(siblings[first : last + 1]))

    def within(self, cards: Container[str]) -> "Selection":
        """Without cards that are gone."""
        left = frozenset(card for card in self.chosen if card in cards)
        if left == self.chosen:
            return self
        return Selection(self.current if self.current in left else None, left)


def only(card: str | None) -> Selection:
    """One card chosen, or none."""
    return Selection(card, frozenset() if card is None else frozenset({card}))


def all_of(cards: Iterable[str], current: str | None) -> Selection:
    """Several cards chosen; the current one stays if it is among them."""
    chosen = frozenset(cards)
    return Selection(current if current in chosen else next(iter(sorted(chosen)), None), chosen)
