"""Invented boards of any size for the benchmarks: the same seed always grows the same tree."""

import random
from collections import deque

from workshop.board import Board, board_of
from workshop.records import Card
from workshop.vocabulary import LETTER, Kind

_WORDS = (
    *("candidates", "employers", "hear", "back", "after", "week", "first", "interview", "offer"),
    *("never", "know", "which", "answer", "they", "see", "job", "page", "before", "apply", "save"),
    *("mobile", "draft", "form", "reply", "too", "late", "team", "shared", "inbox", "reminder"),
    *("status", "clear", "next", "step", "worth", "time", "lost", "compare", "price", "trust"),
)

#: Chances of a child's kind, in per cent, below each kind; the rest is the second.
_CHILD = {
    Kind.OUTCOME: (Kind.OPPORTUNITY, 85, Kind.OUTCOME),
    Kind.OPPORTUNITY: (Kind.OPPORTUNITY, 55, Kind.SOLUTION),
    Kind.SOLUTION: (Kind.TEST, 100, Kind.TEST),
}


def board_with(cards: int, seed: int = 7) -> Board:
    """A board with this many cards in one tree: 4 to 14 words each, 3 to 6 children.

    Tests have no children, and about half of the solutions are left without.
    """
    chance = random.Random(seed)
    numbers = dict.fromkeys(Kind, 0)

    def card(kind: Kind, parent: str | None, place: int) -> Card:
        numbers[kind] += 1
        return Card(
            id=f"{chance.getrandbits(128):032x}",
            kind=kind,
            number=numbers[kind],
            parent=parent,
            rank=f"a{place}",
            text=" ".join(chance.choices(_WORDS, k=chance.randint(4, 14))).capitalize(),
        )

    grown = [card(Kind.OUTCOME, None, 0)]
    waiting = deque(grown)
    while len(grown) < cards:
        above = waiting.popleft()
        first, per_cent, second = _CHILD[above.kind]
        wanted = min(chance.randint(3, 6), cards - len(grown))
        for place in range(wanted):
            kind = first if chance.randrange(100) < per_cent else second
            child = card(kind, above.id, place)
            grown.append(child)
            if kind is not Kind.TEST and (
                kind is not Kind.SOLUTION or chance.randrange(2) or not waiting
            ):
                waiting.append(child)
    return board_of(grown, {LETTER[kind]: number for kind, number in numbers.items()})
