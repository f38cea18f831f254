"""The method's details: records that each belong to one row and say more about it.

One mechanism serves them all: a detail has an owner, a number and a rank; its class says what may
own it and whether an owner has several. Codes are in `workshop.method`.
"""

import datetime
import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, ClassVar, Final, get_args

from msgspec import Meta, inspect

from workshop.method import (
    Answer,
    AssumptionType,
    Confidence,
    Direction,
    EvidenceForm,
    ExemptionReason,
    Goal,
    Indicator,
    KeyResultForm,
    Lane,
    OutcomeClass,
    OutcomeState,
    Part,
    ReviewVerdict,
    Side,
    TestVerdict,
    UnitKind,
)
from workshop.records import Id, Name, Number, Rank, Record, Text
from workshop.vocabulary import Kind

Day = datetime.date | None
#: A number people enter; never infinite.
Value = Annotated[float, Meta(ge=-1e15, le=1e15)]
#: One to three: weak to strong, minor to vital.
Grade = Annotated[int, Meta(ge=1, le=3)]
#: None to three: no proof to strong proof.
Proof = Annotated[int, Meta(ge=0, le=3)]
#: Days between reviews.
Days = Annotated[int, Meta(ge=1, le=3650)]

#: Owners that are no cards, by the names their tables have.
WORKSHOP: Final = "workshop"
OUTPUT: Final = "output"
CONTRIBUTION: Final = "contribution"


def _tag(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Detail(Record, frozen=True, kw_only=True, tag_field="kind", tag=_tag):
    """A row that belongs to another one. Its `kind`, in the file and in scripts, is its class.

    `letter` starts its reference; `belongs_to` names what may own it: kinds of cards, tables, or
    names of other details. Of a detail that is `only_one`, an owner has at most one. `refers` names
    the fields that hold other rows' identities, `people` those that hold a person's name: of them
    `owner_name` makes a new name a participant.
    """

    kind_name: ClassVar[str]
    letter: ClassVar[str]
    belongs_to: ClassVar[tuple[str, ...]]
    only_one: ClassVar[bool] = False
    refers: ClassVar[tuple[str, ...]] = ()
    people: ClassVar[tuple[str, ...]] = ()

    owner: Id
    number: Number
    rank: Rank

    def __init_subclass__(cls) -> None:
        cls.kind_name = _tag(cls.__name__)

    @property
    def ref(self) -> str:
        """What people say aloud and the handout prints, e.g. `M2`."""
        return f"{self.letter}{self.number}"


class Frame(Detail, frozen=True, kw_only=True):
    """What the workshop is about, beyond its problem: where from, where to, within which bounds."""

    letter = "Q"
    belongs_to = (WORKSHOP,)
    only_one = True

    today: Text = ""
    better_world: Text = ""
    north_star: Text = ""
    boundaries: Text = ""
    rules_of_play: Text = ""


class NotNow(Detail, frozen=True, kw_only=True):
    """Something the group will not do now."""

    letter = "X"
    belongs_to = (WORKSHOP,)

    text: Text = ""


class Decision(Detail, frozen=True, kw_only=True):
    """Something the group decided, and why."""

    letter = "D"
    belongs_to = (WORKSHOP,)
    people = ("decided_by",)

    text: Text = ""
    why: Text = ""
    decided_by: Name = ""
    decided_on: Day = None


class Term(Detail, frozen=True, kw_only=True):
    """A word of the glossary."""

    letter = "Y"
    belongs_to = (WORKSHOP,)

    term: Name = ""
    meaning: Text = ""


class Participant(Detail, frozen=True, kw_only=True):
    """One of the workshop's people, and what they do in the decision."""

    letter = "H"
    belongs_to = (WORKSHOP,)

    name: Name = ""
    part: Part = Part.DELIVERS


class OutcomeFacts(Detail, frozen=True, kw_only=True):
    """How an outcome is meant, which team and person own it, and how it stands.

    `promote_when` and `promote_on` say when a learning goal becomes a performance goal. The four
    checks are the answers of the self-check, in its order.
    """

    letter = "U"
    belongs_to = (Kind.OUTCOME,)
    only_one = True
    people = ("owner_name",)

    outcome_class: OutcomeClass | None = None
    indicator: Indicator | None = None
    goal: Goal | None = None
    promote_when: Text = ""
    promote_on: Day = None
    team: Name = ""
    owner_name: Name = ""
    team_decides: bool = False
    value_moment: Text = ""
    is_proxy: bool = False
    is_achievable: bool = False
    is_relevant: bool = False
    check_1: Text = ""
    check_2: Text = ""
    check_3: Text = ""
    check_4: Text = ""
    scope_narrow: Text = ""
    scope_wide: Text = ""
    state: OutcomeState = OutcomeState.OPEN


class Metric(Detail, frozen=True, kw_only=True):
    """How an outcome is measured; of a guardrail, `target` is the value that must hold.

    `confidence` is how far people trust the number to mean what it says.
    """

    letter = "M"
    belongs_to = (Kind.OUTCOME,)
    people = ("measured_by",)

    name: Name = ""
    unit: Name = ""
    unit_kind: UnitKind = UnitKind.NUMBER
    direction: Direction = Direction.UP
    baseline: Value | None = None
    target: Value | None = None
    due: Day = None
    source: Text = ""
    cadence: Name = ""
    measured_by: Name = ""
    measurable_from: Day = None
    confidence: Confidence | None = None
    is_guardrail: bool = False


class MetricVersion(Detail, frozen=True, kw_only=True):
    """What a metric was before it was changed, until when, and why it changed."""

    letter = "Z"
    belongs_to = ("metric",)

    name: Name = ""
    unit: Name = ""
    unit_kind: UnitKind = UnitKind.NUMBER
    direction: Direction = Direction.UP
    baseline: Value | None = None
    target: Value | None = None
    due: Day = None
    reason: Text = ""
    until: Day = None


class Measurement(Detail, frozen=True, kw_only=True):
    """A value of a metric on a day."""

    letter = "V"
    belongs_to = ("metric",)

    measured_on: datetime.date
    value: Value
    note: Text = ""


class Benchmark(Detail, frozen=True, kw_only=True):
    """What somebody else reaches."""

    letter = "B"
    belongs_to = ("metric",)

    peer: Name = ""
    value: Value | None = None
    source: Text = ""
    published_on: Day = None


class Proposal(Detail, frozen=True, kw_only=True):
    """A target that one side proposes, with what it knows and the other does not."""

    letter = "N"
    belongs_to = ("metric",)

    side: Side = Side.TEAM
    value: Value | None = None
    context: Text = ""
    is_agreed: bool = False


class OpportunityFacts(Detail, frozen=True, kw_only=True):
    """Whether an opportunity is the target, and why this one."""

    letter = "OF"
    belongs_to = (Kind.OPPORTUNITY,)
    only_one = True

    is_target: bool = False
    why_target: Text = ""


class Evidence(Detail, frozen=True, kw_only=True):
    """Something that shows an opportunity to be real."""

    letter = "E"
    belongs_to = (Kind.OPPORTUNITY,)

    form: EvidenceForm = EvidenceForm.INTERVIEW
    source: Name = ""
    gathered_on: Day = None
    quote: Text = ""
    strength: Grade = 2


class TestFacts(Detail, frozen=True, kw_only=True):
    """What number would convince the group, agreed before, and what the test showed."""

    __test__ = False
    letter = "TF"
    belongs_to = (Kind.TEST,)
    only_one = True

    assumption_type: AssumptionType | None = None
    threshold: Text = ""
    agreed_on: Day = None
    due: Day = None
    result: Text = ""
    verdict: TestVerdict | None = None
    next_step: Text = ""


class OutputFacts(Detail, frozen=True, kw_only=True):
    """What an output delivers, how much of it, and by when."""

    letter = "PF"
    belongs_to = (OUTPUT,)
    only_one = True

    deliverable: Name = ""
    planned: Value | None = None
    delivered: Value | None = None
    due: Day = None


class Exemption(Detail, frozen=True, kw_only=True):
    """Why an output needs no outcome, on what evidence, and what ends that."""

    letter = "W"
    belongs_to = (OUTPUT,)
    only_one = True

    reason: ExemptionReason = ExemptionReason.ROUTINE
    why: Text = ""
    evidence: Text = ""
    trigger: Text = ""
    trigger_on: Day = None


class ContributionFacts(Detail, frozen=True, kw_only=True):
    """The hypothesis of a link: so that people behave so, so that the result moves, because…"""

    letter = "CF"
    belongs_to = (CONTRIBUTION,)
    only_one = True

    behaviour: Text = ""
    result: Text = ""
    because: Text = ""
    confidence: Confidence | None = None
    strength: Grade | None = None
    is_enabler: bool = False


class Assumption(Detail, frozen=True, kw_only=True):
    """We assume that X will change Y by Z: how much hangs on it, and how well it is proven.

    X is the text, Y what it `changes`, Z the day `by_when`.
    """

    letter = "A"
    belongs_to = (*Kind, OUTPUT, CONTRIBUTION)
    people = ("owner_name",)

    text: Text = ""
    changes: Text = ""
    assumption_type: AssumptionType | None = None
    importance: Grade = 2
    evidence: Proof = 0
    by_when: Day = None
    owner_name: Name = ""
    review_every: Days = 30
    next_review: Day = None


class Review(Detail, frozen=True, kw_only=True):
    """A look back at an assumption; `answer` says why an outcome behind a link did not move."""

    letter = "R"
    belongs_to = ("assumption",)

    held_on: datetime.date
    verdict: ReviewVerdict
    answer: Answer | None = None
    note: Text = ""


class LaneItem(Detail, frozen=True, kw_only=True):
    """An input or an activity of the logic model."""

    letter = "I"
    belongs_to = (WORKSHOP,)

    lane: Lane
    text: Text = ""


class LaneLink(Detail, frozen=True, kw_only=True):
    """What an input or activity leads to: the identity of an activity or an output."""

    letter = "L"
    belongs_to = ("lane_item",)
    refers = ("leads_to",)

    leads_to: Id


class FeedbackLoop(Detail, frozen=True, kw_only=True):
    """How a team hears whether an outcome moves, and what it does then."""

    letter = "F"
    belongs_to = (Kind.OUTCOME,)
    people = ("owner_name",)

    channel: Name = ""
    cadence: Name = ""
    owner_name: Name = ""
    adjustment: Text = ""


class Contract(Detail, frozen=True, kw_only=True):
    """What is paid when an outcome is reached. Money on outcomes invites sandbagging."""

    letter = "C"
    belongs_to = (Kind.OUTCOME,)
    people = ("verifier",)

    measure: Text = ""
    trigger: Text = ""
    payment: Text = ""
    verifier: Name = ""
    signed_on: Day = None


class Objective(Detail, frozen=True, kw_only=True):
    """An objective of the OKR reading."""

    letter = "J"
    belongs_to = (WORKSHOP,)

    text: Text = ""


class KeyResult(Detail, frozen=True, kw_only=True):
    """A key result: words, and the metric, outcome or output it is read from, if one."""

    letter = "K"
    belongs_to = ("objective",)
    refers = ("reads",)

    text: Text = ""
    form: KeyResultForm = KeyResultForm.OUTCOME
    reads: Id | None = None


#: Every kind of detail.
AnyDetail = (
    Frame
    | NotNow
    | Decision
    | Term
    | Participant
    | OutcomeFacts
    | Metric
    | MetricVersion
    | Measurement
    | Benchmark
    | Proposal
    | OpportunityFacts
    | Evidence
    | TestFacts
    | OutputFacts
    | Exemption
    | ContributionFacts
    | Assumption
    | Review
    | LaneItem
    | LaneLink
    | FeedbackLoop
    | Contract
    | Objective
    | KeyResult
)

#: Kinds of detail by their names, in the order of the method.
DETAILS: Final[Mapping[str, type[Detail]]] = MappingProxyType(
    {kind.kind_name: kind for kind in get_args(AnyDetail)}
)


@cache
def own_fields(kind: type[Detail]) -> tuple[inspect.Field, ...]:
    """The fields of a kind that people fill in."""
    described = inspect.type_info(kind)
    assert isinstance(described, inspect.StructType)
    shared = Detail.__struct_fields__
    return tuple(field for field in described.fields if field.name not in shared)
