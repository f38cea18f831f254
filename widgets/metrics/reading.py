"""What a panel says about a metric, in people's words. Reads a board, paints and writes nothing."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from workshop.applied import Applied
from workshop.board import Board
from workshop.details import Benchmark, Measurement, Metric, OutcomeFacts
from workshop.language import text
from workshop.reading.measures import Chart, Line, chart_of, measurements_of, metrics_of, story_of
from workshop.records import Card
from workshop.values.days import day_text
from workshop.values.quantities import value_text
from workshop.values.text import in_brief
from workshop.vocabulary import Kind
from workshop.words.codes import kind_word
from workshop.words.fields import code_word
from workshop.words.measures import (
    DOT,
    goal_line,
    guardrail_line,
    now_line,
    peer_line,
    role_word,
    story_line,
)

#: A story of more characters than this is told by the list of versions.
_MOST_STORY: Final = 240


@dataclass(frozen=True, slots=True)
class Point:
    """One value of the chart, in words for the eye and the ear."""

    day: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class ChartReading:
    """A chart with its words: one for each line, and its ends. Points are told when asked for."""

    chart: Chart
    words: tuple[str, ...]
    days: tuple[str, str]
    metric: Metric
    values: tuple[Measurement, ...]

    def point(self, at: int) -> Point:
        """One value in words; -1 is the last."""
        value = self.values[at]
        shown = value_text(value.value, self.metric)
        return Point(day_text(value.measured_on), shown, value.note)


@dataclass(frozen=True, slots=True)
class MetricReading:
    """A panel's words; `goal` is rich text, the rest is plain. `version` is 1 for a metric that
    never changed, and then has no `story`. `attention` asks for what is missing, or is empty."""

    metric: Metric
    kind: str
    title: str
    goal: str
    now: str
    version: int
    story: str
    attention: str
    chart: ChartReading | None

    @property
    def row(self) -> str:
        """The metric's identity."""
        return self.metric.id

    @property
    def heard(self) -> str:
        """Everything the panel says but its values, for a screen reader."""
        parts = (self.kind, self.title, self.metric.name, self.now, self.story, self.attention)
        return ". ".join(dict.fromkeys(part for part in parts if part))


@dataclass(frozen=True, slots=True)
class OutcomeReading:
    """An outcome that nobody has said how to measure."""

    outcome: Card

    @property
    def row(self) -> str:
        """The outcome's identity."""
        return self.outcome.id


Reading = MetricReading | OutcomeReading


def readings_of(
    board: Board, today: datetime.date, known: Mapping[str, Reading]
) -> Iterator[Reading]:
    """Every metric and every outcome without one, outcome by outcome in tree order.

    Metrics that are `known` to be as they were are not read anew.
    """
    for outcome in board.outcomes():
        if not metrics_of(board, outcome.id):
            yield OutcomeReading(outcome)
        for metric in board.list_of(outcome.id, Metric):
            yield known.get(metric.id) or _reading(board, outcome, metric, today)


def touched_metrics(applied: Applied) -> frozenset[str]:
    """Metrics whose panels may say something else after a change."""
    found: set[str] = set()
    for board in (applied.before, applied.board):
        for row in applied.touched:
            at = row
            while (detail := board.details.get(at)) is not None and not isinstance(detail, Metric):
                at = detail.owner
            found.add(at)
            found.update(metric.id for metric in board.list_of(at, Metric))
    return frozenset(found)


def _reading(board: Board, outcome: Card, metric: Metric, today: datetime.date) -> MetricReading:
    chart = _chart(board, metric)
    story = story_of(board, metric)
    peers = [peer_line(board, metric, peer) for peer in board.list_of(metric.id, Benchmark)]
    now = now_line(board, metric, today)
    is_measured = chart is not None
    return MetricReading(
        metric=metric,
        kind=_kind(board, outcome, metric),
        title=_title(outcome, metric),
        goal=_goal(metric),
        now=DOT.join((now, *peers) if is_measured else peers),
        version=story.number,
        story=in_brief(story_line(story), _MOST_STORY),
        attention="" if is_measured else now,
        chart=chart,
    )


def _kind(board: Board, outcome: Card, metric: Metric) -> str:
    if metric.is_guardrail:
        return DOT.join((outcome.ref, text("guardrail"))).upper()
    facts = board.facts_of(outcome.id, OutcomeFacts)
    parts = [outcome.ref]
    if facts is not None and facts.outcome_class is not None:
        parts.append(text("{kind} outcome").format(kind=code_word(facts.outcome_class)))
    else:
        parts.append(kind_word(Kind.OUTCOME))
    if facts is not None and facts.indicator is not None:
        parts.append(code_word(facts.indicator))
    return DOT.join(parts).upper()


def _title(outcome: Card, metric: Metric) -> str:
    if metric.is_guardrail:
        return in_brief(metric.name) or text("A guardrail without a name")
    return in_brief(outcome.text) or text("An outcome without words")


def _goal(metric: Metric) -> str:
    """What is counted and where it should go; the value to reach stands out."""
    line = escape(guardrail_line(metric) if metric.is_guardrail else goal_line(metric))
    if metric.baseline is not None:
        baseline = escape(value_text(metric.baseline, metric))
        line = line.replace(baseline, _whole(baseline))
    if metric.target is None:
        return line
    target = escape(value_text(metric.target, metric))
    before, found, after = line.rpartition(target)
    return f"{before}<b>{_whole(target)}</b>{after}" if found else line


def _whole(value: str) -> str:
    """A value that no line break parts; Qt breaks lines at narrow spaces too."""
    return value.replace(" ", "&nbsp;").replace("\u202f", "&nbsp;")


def _chart(board: Board, metric: Metric) -> ChartReading | None:
    chart = chart_of(board, metric)
    if chart is None:
        return None
    return ChartReading(
        chart=chart,
        words=tuple(_line_words(line, metric) for line in chart.lines),
        days=(day_text(chart.first), day_text(chart.last)),
        metric=metric,
        values=tuple(measurements_of(board, metric.id)),
    )


def _line_words(line: Line, metric: Metric) -> str:
    word = line.name or role_word(line.role)
    return text("{word} {value}").format(word=word, value=value_text(line.value, metric))
