"""The details of the method in people's words: every kind, every code, and the words of a field."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from workshop import details as d
from workshop import method as m
from workshop.language import text
from workshop.words.field_texts import FIELDS

_DETAILS: Final[Mapping[type[d.Detail], str]] = MappingProxyType(
    {
        d.Frame: text("Frame"),
        d.NotNow: text("Not now"),
        d.Decision: text("Decision"),
        d.Term: text("Term"),
        d.Participant: text("Participant"),
        d.OutcomeFacts: text("About the outcome"),
        d.Metric: text("Metric"),
        d.MetricVersion: text("Earlier version"),
        d.Measurement: text("Measurement"),
        d.Benchmark: text("Benchmark"),
        d.Proposal: text("Proposed target"),
        d.OpportunityFacts: text("About the opportunity"),
        d.Evidence: text("Evidence"),
        d.TestFacts: text("About the test"),
        d.OutputFacts: text("About the output"),
        d.Exemption: text("Exception"),
        d.ContributionFacts: text("Hypothesis"),
        d.Assumption: text("Assumption"),
        d.Review: text("Review"),
        d.LaneItem: text("Input or activity"),
        d.LaneLink: text("Leads to"),
        d.FeedbackLoop: text("Feedback loop"),
        d.Contract: text("Outcome contract"),
        d.Objective: text("Objective"),
        d.KeyResult: text("Key result"),
    }
)

# Nested by enum, because codes of two enums that are spelled alike are equal.
_CODES: Final[Mapping[type[StrEnum], Mapping[str, str]]] = MappingProxyType(
    {
        m.OutcomeClass: {
            m.OutcomeClass.BUSINESS: text("Business"),
            m.OutcomeClass.PRODUCT: text("Product"),
            m.OutcomeClass.TRACTION: text("Traction"),
            m.OutcomeClass.SENTIMENT: text("Sentiment"),
        },
        m.Indicator: {
            m.Indicator.LEADING: text("Leading"),
            m.Indicator.LAGGING: text("Lagging"),
        },
        m.Goal: {m.Goal.LEARNING: text("Learning"), m.Goal.PERFORMANCE: text("Performance")},
        m.OutcomeState: {
            m.OutcomeState.OPEN: text("Open"),
            m.OutcomeState.ACHIEVED: text("Achieved"),
            m.OutcomeState.MISSED: text("Missed"),
            m.OutcomeState.DROPPED: text("Dropped"),
        },
        m.UnitKind: {
            m.UnitKind.NUMBER: text("Number"),
            m.UnitKind.PERCENT: text("Percent"),
            m.UnitKind.MONEY: text("Money"),
            m.UnitKind.DURATION: text("Duration"),
            m.UnitKind.RATING: text("Rating"),
        },
        m.Direction: {m.Direction.UP: text("Higher"), m.Direction.DOWN: text("Lower")},
        m.Side: {m.Side.LEADERSHIP: text("Leadership"), m.Side.TEAM: text("Team")},
        m.EvidenceForm: {
            m.EvidenceForm.INTERVIEW: text("Interview"),
            m.EvidenceForm.SURVEY: text("Survey"),
            m.EvidenceForm.ANALYTICS: text("Analytics"),
            m.EvidenceForm.SUPPORT: text("Support"),
            m.EvidenceForm.OTHER: text("Other"),
        },
        m.AssumptionType: {
            m.AssumptionType.DESIRABILITY: text("Desirability"),
            m.AssumptionType.VIABILITY: text("Viability"),
            m.AssumptionType.FEASIBILITY: text("Feasibility"),
            m.AssumptionType.USABILITY: text("Usability"),
            m.AssumptionType.ETHICAL: text("Ethics"),
        },
        m.TestVerdict: {
            m.TestVerdict.VALIDATED: text("Validated"),
            m.TestVerdict.INVALIDATED: text("Invalidated"),
            m.TestVerdict.INCONCLUSIVE: text("Inconclusive"),
        },
        m.ReviewVerdict: {
            m.ReviewVerdict.OPEN: text("Still open"),
            m.ReviewVerdict.VALIDATED: text("Validated"),
            m.ReviewVerdict.INVALIDATED: text("Invalidated"),
            m.ReviewVerdict.PIVOTED: text("Pivot"),
        },
        m.Answer: {
            m.Answer.NOT_USED: text("Not used yet"),
            m.Answer.CHANGES_NOTHING: text("Used, and changes nothing"),
            m.Answer.WRONG_MEASURE: text("We measure the wrong thing"),
            m.Answer.NEEDS_TIME: text("Needs more time"),
        },
        m.ExemptionReason: {
            m.ExemptionReason.ROUTINE: text("Routine"),
            m.ExemptionReason.COMPLIANCE: text("Compliance"),
            m.ExemptionReason.PROVEN_LINK: text("Proven link"),
            m.ExemptionReason.NO_BASELINE: text("No baseline yet"),
        },
        m.Confidence: {
            m.Confidence.LOW: text("Low"),
            m.Confidence.MEDIUM: text("Medium"),
            m.Confidence.HIGH: text("High"),
        },
        m.Part: {
            m.Part.DECIDES: text("Decides"),
            m.Part.DELIVERS: text("Delivers"),
            m.Part.ADVISES: text("Advises"),
        },
        m.Lane: {m.Lane.INPUT: text("Input"), m.Lane.ACTIVITY: text("Activity")},
        m.KeyResultForm: {
            m.KeyResultForm.OUTCOME: text("Outcome"),
            m.KeyResultForm.OUTPUT: text("Output"),
            m.KeyResultForm.MILESTONE: text("Milestone"),
        },
    }
)


def detail_word(kind: type[d.Detail] | str) -> str:
    """A kind of detail, capitalised; given as a class or by its name."""
    return _DETAILS[_class(kind)]


def field_label(kind: type[d.Detail] | str, field: str) -> str:
    """What stands beside a field."""
    return FIELDS[_class(kind)][field][0]


def field_why(kind: type[d.Detail] | str, field: str) -> str:
    """Why this field matters to the group, in one line."""
    return FIELDS[_class(kind)][field][1]


def code_word(code: StrEnum) -> str:
    """A code of `workshop.method`, capitalised."""
    return _CODES[type(code)][code]


def _class(kind: type[d.Detail] | str) -> type[d.Detail]:
    return d.DETAILS[kind] if isinstance(kind, str) else kind


def why_anew() -> str:
    """Asks why a metric was changed."""
    return text("The metric changed. Why? The earlier one is kept with it.")


def learned_hint() -> str:
    """What stands in the empty field for that reason."""
    return text("What did we learn?")
