"""What the measurements of a metric say: where it stands, whether it moves, when to look again.

Numbers and dates only; `workshop.words.measures` says them. Nothing here is a score.
"""

import datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct

from workshop.board import Board
from workshop.details import (
    Benchmark,
    Measurement,
    Metric,
    MetricVersion,
    OutcomeFacts,
)
from workshop.method import Direction, OutcomeState
from workshop.values.rhythms import next_day

#: A guardrail is near when less than this share of the room it had at the start is left.
_NEAR: Final = 0.25
#: Where the start is not known, the room is this share of the value that must hold.
_USUAL_ROOM: Final = 0.1
#: Empty share above and below what a chart shows.
_MARGIN: Final = 0.08


class Guard(StrEnum):
    """How a guardrail stands."""

    UNKNOWN = "unknown"
    HOLDS = "holds"
    NEAR = "near"
    BROKEN = "broken"


class Role(StrEnum):
    """What a line across a chart stands for."""

    BASELINE = "baseline"
    TARGET = "target"
    GUARDRAIL = "guardrail"
    BENCHMARK = "benchmark"


class Movement(Struct, frozen=True):
    """The value that counted on a day and the latest since; `better` by the metric's direction."""

    before: float
    after: float
    better: bool


class Story(Struct, frozen=True):
    """How a metric came to be what it is: `number` counts its versions, this one included.

    `names` are the different names it had, oldest first; `reason` is that of the last change.
    """

    number: int
    names: tuple[str, ...]
    reason: str


class Line(Struct, frozen=True):
    """A value across a chart; `name` says whose it is where there may be several."""

    role: Role
    value: float
    name: str = ""


class Chart(Struct, frozen=True):
    """All a small chart shows, in values and dates: its points, its lines and what must fit.

    `low` < `high` and `first` < `last` always.
    """

    points: tuple[tuple[datetime.date, float], ...]
    lines: tuple[Line, ...]
    low: float
    high: float
    first: datetime.date
    last: datetime.date

    def along(self, day: datetime.date) -> float:
        """Where a day stands between `first` (0) and `last` (1)."""
        return (day - self.first).days / (self.last - self.first).days

    def up(self, value: float) -> float:
        """Where a value stands between `low` (0) and `high` (1)."""
        return (value - self.low) / (self.high - self.low)


class Smart(Struct, frozen=True):
    """The five flags of an outcome: three read from its data, two ticked by people."""

    specific: bool
    measurable: bool
    achievable: bool
    relevant: bool
    time_bound: bool


def metrics_of(board: Board, outcome: str) -> list[Metric]:
    """The metrics that say whether an outcome is reached, in order."""
    return [metric for metric in board.list_of(outcome, Metric) if not metric.is_guardrail]


def is_open(board: Board, outcome: str) -> bool:
    """True until people say that an outcome is achieved, missed or dropped."""
    facts = board.facts_of(outcome, OutcomeFacts)
    return facts is None or facts.state is OutcomeState.OPEN


def measurements_of(board: Board, metric: str) -> list[Measurement]:
    """What was measured, oldest first; of one day, what was entered last comes last."""
    return sorted(board.list_of(metric, Measurement), key=lambda m: m.measured_on)


def latest(board: Board, metric: str, by: datetime.date | None = None) -> Measurement | None:
    """The last measurement; with a day, the last that counts by then: nothing is now before its
    day."""
    known = board.list_of(metric, Measurement)
    counted = (m for m in known if by is None or m.measured_on <= by)
    return max(counted, key=_day_and_rank, default=None)


def next_look(
    board: Board, metric: Metric, by: datetime.date | None = None
) -> datetime.date | None:
    """When the next value is due by the metric's cadence; None when nothing says so.

    With a day, by the values that count by then.

    Before the first measurement, the day from which it can be measured.
    """
    now = latest(board, metric.id, by)
    if now is None:
        return metric.measurable_from
    return next_day(metric.cadence, now.measured_on)


def is_value_due(board: Board, metric: Metric, today: datetime.date) -> bool:
    """True when a value should be entered: by cadence, at the due date, or for the first time."""
    if not is_open(board, metric.owner):
        return False
    now, look = latest(board, metric.id, today), next_look(board, metric, today)
    if now is None:
        return look is None or look <= today
    if look is not None and look <= today:
        return True
    return metric.due is not None and now.measured_on < metric.due <= today


def movement_since(board: Board, metric: Metric, day: datetime.date) -> Movement | None:
    """How the value moved since a day; None while nothing was measured after it.

    Without a value on or before the day, the baseline counts.
    """
    measured = measurements_of(board, metric.id)
    after = [m.value for m in measured if m.measured_on > day]
    before = [m.value for m in measured if m.measured_on <= day]
    start = before[-1] if before else metric.baseline
    if not after or start is None:
        return None
    return Movement(start, after[-1], is_better(metric, after[-1], start))


def is_better(metric: Metric, value: float, than: float) -> bool:
    """True when a value is on the good side of another one."""
    return value > than if metric.direction is Direction.UP else value < than


def guard_of(board: Board, metric: Metric, by: datetime.date | None = None) -> Guard:
    """How a guardrail stands by its latest value; `target` is the value that must hold."""
    now = latest(board, metric.id, by)
    if now is None or metric.target is None:
        return Guard.UNKNOWN
    left = now.value - metric.target
    if metric.direction is Direction.DOWN:
        left = -left
    if left < 0:
        return Guard.BROKEN
    room = abs(metric.target) * _USUAL_ROOM
    if metric.baseline is not None and is_better(metric, metric.baseline, metric.target):
        room = abs(metric.baseline - metric.target)
    return Guard.NEAR if left < room * _NEAR else Guard.HOLDS


def lead_over(board: Board, benchmark: Benchmark) -> float | None:
    """How far we are ahead of a peer, in the metric's unit; negative is behind.

    Without a measurement, by the baseline; None when there is no value to compare.
    """
    metric = board.details[benchmark.owner]
    assert isinstance(metric, Metric)
    now = latest(board, metric.id)
    ours = now.value if now is not None else metric.baseline
    if ours is None or benchmark.value is None:
        return None
    ahead = ours - benchmark.value
    return ahead if metric.direction is Direction.UP else -ahead


def story_of(board: Board, metric: Metric) -> Story:
    """The versions of a metric."""
    versions = versions_of(board, metric.id)
    names: list[str] = []
    for name in (*(version.name for version in versions), metric.name):
        if name and (not names or name != names[-1]):
            names.append(name)
    return Story(len(versions) + 1, tuple(names), versions[-1].reason if versions else "")


def versions_of(board: Board, metric: str) -> list[MetricVersion]:
    """What a metric was before, oldest first."""
    never = datetime.date.min
    return sorted(board.list_of(metric, MetricVersion), key=lambda v: v.until or never)


def chart_of(board: Board, metric: Metric) -> Chart | None:
    """What a chart of this metric shows; None while there is nothing to draw.

    Time runs from the first measurement to the last, or to the due date when that is later.
    """
    measured = measurements_of(board, metric.id)
    if not measured:
        return None
    points = tuple((m.measured_on, m.value) for m in measured)
    lines = tuple(_lines(board, metric))
    values = [value for _, value in points] + [line.value for line in lines]
    low, high = min(values), max(values)
    margin = (high - low) * _MARGIN or abs(high) * _MARGIN or 1.0
    first, last = points[0][0], max(points[-1][0], metric.due or points[-1][0])
    if first == last:
        first, last = _around(first)
    return Chart(points, lines, low - margin, high + margin, first, last)


def _around(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """A day and one beside it, where the calendar has one."""
    one = datetime.timedelta(days=1)
    return (day - one, day) if day > datetime.date.min else (day, day + one)


def _lines(board: Board, metric: Metric) -> list[Line]:
    lines: list[Line] = []
    if metric.baseline is not None:
        lines.append(Line(Role.BASELINE, metric.baseline))
    if metric.target is not None:
        role = Role.GUARDRAIL if metric.is_guardrail else Role.TARGET
        lines.append(Line(role, metric.target))
    peers = board.list_of(metric.id, Benchmark)
    lines += [Line(Role.BENCHMARK, p.value, p.peer) for p in peers if p.value is not None]
    return lines


def smart_of(board: Board, outcome: str) -> Smart:
    """The flags of an outcome.

    Specific: its words are counted by a named metric. Measurable: that goes from a baseline to a
    target. Time-bound: that has a day. The rest people tick.
    """
    metrics = metrics_of(board, outcome)
    facts = board.facts_of(outcome, OutcomeFacts)
    return Smart(
        specific=bool(board.cards[outcome].text) and any(m.name for m in metrics),
        measurable=any(m.baseline is not None and m.target is not None for m in metrics),
        achievable=facts is not None and facts.is_achievable,
        relevant=facts is not None and facts.is_relevant,
        time_bound=any(m.due is not None for m in metrics),
    )


def _day_and_rank(measurement: Measurement) -> tuple[datetime.date, str]:
    return measurement.measured_on, measurement.rank
