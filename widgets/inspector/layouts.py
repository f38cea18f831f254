"""Which fields each panel shows first and which it folds away: one table for every kind.

Cards, outputs, the workshop and every detail are laid out here and nowhere else. Fields of a detail
that the table does not name come last among the folded ones, so that none can be forgotten.
"""

from collections.abc import Iterator, Mapping
from enum import Enum, auto
from functools import cache
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from workshop import details as d
from workshop.commands.fields import Like
from workshop.details import Detail, own_fields
from workshop.language import text
from workshop.records import Card, Output, Record, Workshop
from workshop.vocabulary import Kind


class Of(Struct, frozen=True):
    """Where values stand: in the row itself, or in its first detail of a kind that is `like` so."""

    kind: type[Record]
    like: Like = ()

    def key(self, field: str) -> str:
        """A field of it by name, for words that are not written yet."""
        return ".".join((self.kind.__name__, *map(str, self.like), field))


class Line(Struct, frozen=True):
    """Fields side by side. `labels` say something else here than the field's own."""

    of: Of
    fields: tuple[str, ...]
    labels: tuple[tuple[str, str], ...] = ()
    #: For one row only: nobody gives several the same words.
    is_own: bool = False
    #: What stands above says it all: the label is for screen readers only.
    is_bare: bool = False


class ListOf(Struct, frozen=True):
    """Details of one kind: those of the row, or of a detail of it."""

    kind: type[Detail]
    of: Of | None = None
    is_open: bool = False
    #: Not shown while there is none: entries come about elsewhere.
    hides_empty: bool = False


class Extra(Enum):
    """Parts that show links between rows, or something read from the data."""

    KIND = auto()
    SMART = auto()
    KEEP_VERSION = auto()
    DRIVEN_BY = auto()
    MADE_FROM = auto()
    MAKE_OUTPUT = auto()
    ALSO_HELPS = auto()
    HELPED_BY = auto()
    ORIGIN = auto()
    LINKS = auto()
    WARNING = auto()
    CAUTION = auto()


class Group(Struct, frozen=True):
    """Parts that are folded away under a heading. Built when they are first shown."""

    heading: str
    parts: tuple["Part", ...]


Part = Line | ListOf | Group | Extra
Sheet = tuple[Part, ...]


def _lines(of: Of, *rows: str) -> tuple[Line, ...]:
    """A line for each row of field names."""
    return tuple(Line(of, tuple(row.split())) for row in rows)


_CARD: Final = Of(Card)
_OUTPUT: Final = Of(Output)
_WORKSHOP: Final = Of(Workshop)
_FRAME: Final = Of(d.Frame)
_OUTCOME: Final = Of(d.OutcomeFacts)
_METRIC: Final = Of(d.Metric, (("is_guardrail", False),))
_GUARDRAIL: Final = Of(d.Metric, (("is_guardrail", True),))
_TARGET: Final = Of(d.OpportunityFacts)
_TEST: Final = Of(d.TestFacts)
_MADE: Final = Of(d.OutputFacts)

_TEXT: Final = Line(
    _CARD, ("text",), (("text", text("Text of the card")),), is_own=True, is_bare=True
)
_NOTE: Final = Group(text("Note"), (Line(_CARD, ("note",), is_bare=True),))
_ASSUMPTIONS: Final = ListOf(d.Assumption)

WORKSHOP_SHEET: Final[Sheet] = (
    *_lines(_WORKSHOP, "title", "problem", "team held_on"),
    ListOf(d.Participant),
    Group(
        text("Where to, within which bounds"),
        (
            *_lines(_FRAME, "today", "better_world", "north_star", "boundaries", "rules_of_play"),
            ListOf(d.NotNow),
        ),
    ),
    ListOf(d.Decision),
    ListOf(d.Term),
    ListOf(d.Objective),
    ListOf(d.LaneItem),
)

CARD_SHEETS: Final[Mapping[Kind, Sheet]] = MappingProxyType(
    {
        Kind.OUTCOME: (
            Extra.KIND,
            _TEXT,
            *_lines(_OUTCOME, "outcome_class indicator"),
            Line(_METRIC, ("name",), (("name", text("Metric")),)),
            *_lines(_METRIC, "baseline target due"),
            Extra.KEEP_VERSION,
            Line(
                _GUARDRAIL,
                ("name", "target"),
                (("name", text("Must not get worse")), ("target", text("Holds at"))),
            ),
            *_lines(_OUTCOME, "owner_name team", "team_decides"),
            Extra.DRIVEN_BY,
            ListOf(d.MetricVersion, _METRIC, is_open=True, hides_empty=True),
            ListOf(d.Metric),
            Group(
                text("Goal and state"), _lines(_OUTCOME, "state goal", "promote_when", "promote_on")
            ),
            Group(text("Moment of value"), _lines(_OUTCOME, "value_moment", "is_proxy")),
            Group(
                text("Is it SMART?"),
                (Extra.SMART, *_lines(_OUTCOME, "is_achievable", "is_relevant")),
            ),
            Group(
                text("Four questions to ask"),
                _lines(_OUTCOME, "check_1", "check_2", "check_3", "check_4"),
            ),
            Group(text("Scope ladder"), _lines(_OUTCOME, "scope_narrow", "scope_wide")),
            _ASSUMPTIONS,
            ListOf(d.FeedbackLoop),
            ListOf(d.Contract),
            _NOTE,
        ),
        Kind.OPPORTUNITY: (
            Extra.KIND,
            _TEXT,
            ListOf(d.Evidence, is_open=True),
            *_lines(_TARGET, "is_target", "why_target"),
            Extra.HELPED_BY,
            _ASSUMPTIONS,
            _NOTE,
        ),
        Kind.SOLUTION: (
            Extra.KIND,
            _TEXT,
            ListOf(d.Assumption, is_open=True),
            Extra.MADE_FROM,
            Extra.MAKE_OUTPUT,
            Extra.ALSO_HELPS,
            _NOTE,
        ),
        Kind.TEST: (
            Extra.KIND,
            _TEXT,
            *_lines(_TEST, "assumption_type", "threshold", "agreed_on due", "result", "verdict"),
            *_lines(_TEST, "next_step"),
            _ASSUMPTIONS,
            _NOTE,
        ),
    }
)

OUTPUT_SHEET: Final[Sheet] = (
    Line(_OUTPUT, ("text",), (("text", text("Text of the output")),), is_own=True, is_bare=True),
    *_lines(_OUTPUT, "owner status"),
    *_lines(_MADE, "due"),
    Extra.ORIGIN,
    Extra.LINKS,
    Extra.WARNING,
    Group(text("What is delivered"), _lines(_MADE, "deliverable", "planned delivered")),
    ListOf(d.Exemption),
    _ASSUMPTIONS,
)

LINK_SHEET: Final[Sheet] = (
    *_lines(Of(d.ContributionFacts), "behaviour", "result", "because", "confidence strength"),
    *_lines(Of(d.ContributionFacts), "is_enabler"),
    _ASSUMPTIONS,
)

#: Fields of a detail in a list: those that are shown at once, and those under “More”.
_DETAILS: Final[Mapping[type[Detail], tuple[tuple[str, ...], tuple[str, ...]]]] = MappingProxyType(
    {
        d.Participant: (("name part",), ()),
        d.Decision: (("text", "why", "decided_by decided_on"), ()),
        d.Metric: (
            ("name", "baseline target due", "is_guardrail"),
            (
                "unit",
                "unit_kind direction",
                "source",
                "measured_by cadence",
                "measurable_from confidence",
            ),
        ),
        d.MetricVersion: (
            ("name", "baseline target due", "reason"),
            ("unit unit_kind", "direction", "until"),
        ),
        d.Measurement: (("measured_on value", "note"), ()),
        d.Benchmark: (("peer value", "source"), ("published_on",)),
        d.Proposal: (("side value", "context", "is_agreed"), ()),
        d.Evidence: (("form gathered_on", "source", "quote", "strength"), ()),
        d.Assumption: (
            ("text", "importance evidence", "owner_name"),
            ("changes by_when", "assumption_type", "review_every next_review"),
        ),
        d.Exemption: (("reason", "why", "trigger trigger_on"), ("evidence",)),
        d.Review: (("held_on verdict", "note"), ("answer",)),
        d.FeedbackLoop: (("channel", "cadence owner_name", "adjustment"), ()),
        d.Contract: (("measure", "trigger", "payment"), ("verifier signed_on",)),
        d.KeyResult: (("text", "form", "reads"), ()),
    }
)

#: What is said below the first fields of a detail.
_SAID_IN: Final[Mapping[type[Detail], tuple[Extra, ...]]] = MappingProxyType(
    {d.Metric: (Extra.KEEP_VERSION,), d.Contract: (Extra.CAUTION,)}
)

_LISTS_IN: Final[Mapping[type[Detail], tuple[type[Detail], ...]]] = MappingProxyType(
    {
        d.Metric: (d.Measurement, d.MetricVersion, d.Benchmark, d.Proposal),
        d.Assumption: (d.Review,),
        d.LaneItem: (d.LaneLink,),
        d.Objective: (d.KeyResult,),
    }
)


def detail_sheet(kind: type[Detail]) -> Sheet:
    """The layout of a detail in a list, with the lists it has itself."""
    names = [field.name for field in own_fields(kind)]
    first, more = _DETAILS.get(kind, (tuple(names), ()))
    named = {name for row in (*first, *more) for name in row.split()}
    more = (*more, *(name for name in names if name not in named))
    of = Of(kind)
    folded = (Group(text("More"), _lines(of, *more)),) if more else ()
    said = _SAID_IN.get(kind, ())
    lists = (ListOf(inner) for inner in _LISTS_IN.get(kind, ()))
    if len(names) == 1:
        return (Line(of, (names[0],), is_bare=True), *lists)
    return (*_lines(of, *first), *said, *folded, *lists)


@cache
def shared_sheet(sheets: tuple[Sheet, ...]) -> Sheet:
    """What several rows can be given at once: the fields all their layouts have, but no lists."""
    shared = [part for part in sheets[0] if all(part in other for other in sheets[1:])]
    return tuple(_without_lists(shared))


def _without_lists(parts: list[Part]) -> Iterator[Part]:
    for part in parts:
        if isinstance(part, Group):
            inner = tuple(_without_lists(list(part.parts)))
            if inner:
                yield Group(part.heading, inner)
        elif part is Extra.KIND or (isinstance(part, Line) and not part.is_own):
            yield part
