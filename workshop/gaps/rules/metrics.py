"""What metrics still lack, and values in them that can't be meant."""

import re
from collections.abc import Iterator
from typing import Final

from workshop.details import Measurement, Metric, OutcomeFacts, Proposal
from workshop.gaps.codes import Gap, GapCode
from workshop.gaps.rules.reading import Reading, gap_of
from workshop.method import Goal, UnitKind
from workshop.reading.measures import Guard, guard_of, is_better
from workshop.records import Card

#: A rating's scale as people write it in the unit: 1–5, 0 to 10.
_SCALE: Final = re.compile(r"(\d+)\s*(?:-|–|\.\.|to|…)\s*(\d+)")
#: Changes in percent that can be meant.
_LEAST_CHANGE: Final = -100
_MOST_CHANGE: Final = 1000


def metrics(reading: Reading) -> Iterator[Gap]:
    """The metrics and guardrails of open outcomes."""
    for outcome in reading.outcomes:
        for metric in reading.all(outcome.id, Metric):
            yield from _slips(reading, outcome, metric)
            if metric.is_guardrail:
                yield from _guardrail(reading, outcome, metric)
            else:
                yield from _goal(reading, outcome, metric)
            yield from _maturity(reading, outcome, metric)
            yield from _agreement(reading, outcome, metric)


def _slips(reading: Reading, outcome: Card, metric: Metric) -> Iterator[Gap]:
    if metric.baseline is not None and metric.target is not None:
        if metric.is_guardrail:
            is_wrong = is_better(metric, metric.target, metric.baseline)
        else:
            is_wrong = not is_better(metric, metric.target, metric.baseline)
        if is_wrong:
            yield gap_of(GapCode.TARGET_ON_WRONG_SIDE, metric, outcome)
    measured = (measurement.value for measurement in reading.all(metric.id, Measurement))
    if any(not _can_be(metric, value) for value in (metric.baseline, metric.target, *measured)):
        yield gap_of(GapCode.IMPOSSIBLE_VALUE, metric, outcome)


def _can_be(metric: Metric, value: float | None) -> bool:
    """False for a value that the metric's unit rules out.

    A percentage below 0 or above 100 is a change, unless it starts as a share; and no change is a
    loss of more than all, or more than tenfold.
    """
    if value is None:
        return True
    if metric.unit_kind is UnitKind.DURATION:
        return value >= 0
    if metric.unit_kind is UnitKind.RATING:
        scale = _SCALE.search(metric.unit)
        return value >= 0 if scale is None else int(scale[1]) <= value <= int(scale[2])
    if metric.unit_kind is UnitKind.PERCENT:
        is_share = metric.baseline is not None and 0 <= metric.baseline <= 100
        return 0 <= value <= 100 if is_share else _LEAST_CHANGE <= value <= _MOST_CHANGE
    return True


def _goal(reading: Reading, outcome: Card, metric: Metric) -> Iterator[Gap]:
    """A learning goal needs no numbers yet; a metric that can't be measured yet no baseline."""
    facts = reading.one(outcome.id, OutcomeFacts)
    is_learning = facts is not None and facts.goal is Goal.LEARNING
    is_early = metric.measurable_from is not None and metric.measurable_from > reading.today
    if metric.baseline is None and not is_learning and not is_early:
        yield gap_of(GapCode.METRIC_WITHOUT_BASELINE, metric, outcome)
    if metric.target is None and not is_learning:
        yield gap_of(GapCode.METRIC_WITHOUT_TARGET, metric, outcome)
    if metric.due is None and not is_learning:
        yield gap_of(GapCode.METRIC_WITHOUT_DEADLINE, metric, outcome)
    if metric.due is not None and metric.due < reading.today:
        yield gap_of(GapCode.METRIC_OVERDUE, metric, outcome, day=metric.due)


def _guardrail(reading: Reading, outcome: Card, metric: Metric) -> Iterator[Gap]:
    if metric.target is None:
        yield gap_of(GapCode.GUARDRAIL_WITHOUT_LIMIT, metric, outcome)
    elif guard_of(reading.board, metric, reading.today) is Guard.BROKEN:
        yield gap_of(GapCode.GUARDRAIL_BROKEN, metric, outcome)


def _agreement(reading: Reading, outcome: Card, metric: Metric) -> Iterator[Gap]:
    """Leadership and team propose; one target is agreed on, and it is the metric's."""
    proposals = reading.all(metric.id, Proposal)
    agreed = [proposal.value for proposal in proposals if proposal.is_agreed]
    if len(proposals) > 1 and not agreed:
        yield gap_of(GapCode.TARGET_NOT_AGREED, metric, outcome)
    if agreed and metric.target not in agreed:
        yield gap_of(GapCode.AGREED_TARGET_DIFFERS, metric, outcome)


def _maturity(reading: Reading, outcome: Card, metric: Metric) -> Iterator[Gap]:
    days = [measurement.measured_on for measurement in reading.all(metric.id, Measurement)]
    if days and max(days) > reading.today:
        yield gap_of(GapCode.MEASURED_AHEAD, metric, outcome, day=max(days))
    if not metric.measured_by and not days:
        yield gap_of(GapCode.NOBODY_MEASURES, metric, outcome)
    start, due = metric.measurable_from, metric.due
    if start is not None and due is not None and start > due:
        yield gap_of(GapCode.MEASURABLE_TOO_LATE, metric, outcome)
