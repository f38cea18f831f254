"""The method's words as codes: kinds, statuses, references, and what may hang under what.

Owns nothing people read: `workshop.words.codes` turns these codes into text.
"""

from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Kind(StrEnum):
    """Kind of a card on the opportunity-solution tree (Teresa Torres)."""

    OUTCOME = "outcome"
    OPPORTUNITY = "opportunity"
    SOLUTION = "solution"
    TEST = "test"


class Status(StrEnum):
    """How far an output has come. Shipped says nothing about its outcome."""

    PLANNED = "planned"
    IN_PROGRESS = "in progress"
    SHIPPED = "shipped"
    DROPPED = "dropped"


#: Letter of an output's reference.
OUTPUT_LETTER: Final = "P"

#: Letter of a card's reference. Outcomes take G (goal): O belongs to opportunities.
LETTER: Final = MappingProxyType(
    {Kind.OUTCOME: "G", Kind.OPPORTUNITY: "O", Kind.SOLUTION: "S", Kind.TEST: "T"}
)

#: Kinds that may hang under a card of the key's kind; any kind may stand without a parent.
MAY_HANG_UNDER: Final = MappingProxyType(
    {
        Kind.OUTCOME: (Kind.OUTCOME, Kind.OPPORTUNITY),
        Kind.OPPORTUNITY: (Kind.OPPORTUNITY, Kind.SOLUTION),
        Kind.SOLUTION: (Kind.TEST,),
        Kind.TEST: (),
    }
)


def usual_child(parent: Kind) -> Kind | None:
    """Kind a new child of `parent` most likely has; None when nothing may hang under it."""
    allowed = MAY_HANG_UNDER[parent]
    return allowed[-1] if allowed else None
