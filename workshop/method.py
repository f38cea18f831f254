"""Codes of the method's details: classes, indicators, verdicts and the like.

As in `workshop.vocabulary`, nothing people read is here.
"""

from enum import StrEnum
from typing import Final


class OutcomeClass(StrEnum):
    """What an outcome changes (Seiden's and Torres's classes of outcomes)."""

    BUSINESS = "business"
    PRODUCT = "product"
    TRACTION = "traction"
    SENTIMENT = "sentiment"


class Indicator(StrEnum):
    """Whether an outcome moves before the result it serves, or after it."""

    LEADING = "leading"
    LAGGING = "lagging"


class Goal(StrEnum):
    """Whether a team is to learn what works, or to reach a number (Torres)."""

    LEARNING = "learning"
    PERFORMANCE = "performance"


class OutcomeState(StrEnum):
    """How an outcome stands. Its outputs having shipped does not make it achieved."""

    OPEN = "open"
    ACHIEVED = "achieved"
    MISSED = "missed"
    DROPPED = "dropped"


class UnitKind(StrEnum):
    """How a metric's values are written."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DURATION = "duration"
    RATING = "rating"


class Direction(StrEnum):
    """Which way a metric should go."""

    UP = "up"
    DOWN = "down"


class Side(StrEnum):
    """Who proposes a target."""

    LEADERSHIP = "leadership"
    TEAM = "team"


class EvidenceForm(StrEnum):
    """Where a piece of evidence comes from."""

    INTERVIEW = "interview"
    SURVEY = "survey"
    ANALYTICS = "analytics"
    SUPPORT = "support"
    OTHER = "other"


class AssumptionType(StrEnum):
    """What has to be true (Torres's five kinds of assumptions)."""

    DESIRABILITY = "desirability"
    VIABILITY = "viability"
    FEASIBILITY = "feasibility"
    USABILITY = "usability"
    ETHICAL = "ethical"


class TestVerdict(StrEnum):
    """What a test showed."""

    __test__ = False

    VALIDATED = "validated"
    INVALIDATED = "invalidated"
    INCONCLUSIVE = "inconclusive"


class ReviewVerdict(StrEnum):
    """What a review of an assumption found; a pivot turns to another one, open decides nothing."""

    OPEN = "open"
    VALIDATED = "validated"
    INVALIDATED = "invalidated"
    PIVOTED = "pivoted"


#: Verdicts after which there is nothing more to look at.
SETTLED: Final = frozenset({ReviewVerdict.INVALIDATED, ReviewVerdict.PIVOTED})


class Answer(StrEnum):
    """Why an output shipped and its outcome did not move, what is most often true first."""

    NOT_USED = "not_used"
    CHANGES_NOTHING = "changes_nothing"
    WRONG_MEASURE = "wrong_measure"
    NEEDS_TIME = "needs_time"


class ExemptionReason(StrEnum):
    """Why an output needs no outcome."""

    ROUTINE = "routine"
    COMPLIANCE = "compliance"
    PROVEN_LINK = "proven_link"
    NO_BASELINE = "no_baseline"


class Confidence(StrEnum):
    """How sure people are that an output moves an outcome."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Part(StrEnum):
    """What a participant does in the decision."""

    DECIDES = "decides"
    DELIVERS = "delivers"
    ADVISES = "advises"


class Lane(StrEnum):
    """Lanes of the logic model that hold nothing else: outputs and outcomes fill the others."""

    INPUT = "input"
    ACTIVITY = "activity"


class KeyResultForm(StrEnum):
    """What a key result promises."""

    OUTCOME = "outcome"
    OUTPUT = "output"
    MILESTONE = "milestone"
