"""What a metric is and how it stands, in one line each, as cards, views and the handout show it."""

import datetime
import unicodedata
from typing import Final

from workshop.board import Board
from workshop.details import Benchmark, Metric
from workshop.language import text
from workshop.method import Direction, UnitKind
from workshop.reading.measures import Guard, Role, Story, guard_of, latest, lead_over, next_look
from workshop.values.days import HOLD, day_text, short_day_text
from workshop.values.quantities import value_text
from workshop.words.fields import code_word

#: Between the facts of a line.
DOT: Final = " · "
#: Unseen, and read from the left (UAX #9, LRM): numbers behind a name that is read from the right
#: would change places.
_FROM_LEFT: Final = "\u200e"
_FROM_RIGHT: Final = ("R", "AL")

_ROLES: Final = {
    Role.BASELINE: text("baseline"),
    Role.TARGET: text("target"),
    Role.GUARDRAIL: text("guardrail"),
    Role.BENCHMARK: text("peers"),
}

_GUARDS: Final = {
    Guard.UNKNOWN: text("not measured yet"),
    Guard.HOLDS: text("holds"),
    Guard.NEAR: text("close to the limit"),
    Guard.BROKEN: text("broken"),
}


def held(words: str) -> str:
    """Words at which no line breaks, as a value with its unit."""
    return words.replace(" ", HOLD)


def loosened(words: str) -> str:
    """Held words that may break before an arrow, for where they fit no line; a value never does."""
    return words.replace(f"{HOLD}→", " →")


def role_word(role: Role) -> str:
    """What a line across a chart is."""
    return _ROLES[role]


def guard_word(guard: Guard) -> str:
    """How a guardrail stands."""
    return _GUARDS[guard]


def counted_words(metric: Metric) -> str:
    """What is counted, with its unit: Hires per 100 open jobs."""
    is_said = metric.unit.casefold() in metric.name.casefold()
    if metric.unit_kind is not UnitKind.NUMBER or is_said or not metric.name:
        return metric.name or metric.unit
    return f"{metric.name} {metric.unit}"


def way_words(metric: Metric) -> str:
    """Where from, where to: 11 → 18, or what must hold; empty while no value is known."""
    if metric.is_guardrail:
        return _limit_words(metric)
    if metric.baseline is None and metric.target is None:
        return ""
    baseline, target = value_text(metric.baseline, metric), value_text(metric.target, metric)
    way = text("{baseline} → {target}").format(baseline=baseline, target=target)
    return _from_left(way, metric)


def due_words(metric: Metric) -> str:
    """By when: by 30 Jun 2027; empty without a day, and for what must hold all the time."""
    if metric.due is None or metric.is_guardrail:
        return ""
    return text("by {day}").format(day=_from_left(day_text(metric.due), metric))


def way_line(metric: Metric) -> str:
    """11 → 18 by 30 Jun 2027."""
    return " ".join(filter(None, (way_words(metric), due_words(metric))))


def goal_line(metric: Metric) -> str:
    """Hires per 100 open jobs · 11 → 18 by 30 Jun 2027."""
    return DOT.join(filter(None, (counted_words(metric), way_line(metric))))


def guardrail_line(metric: Metric) -> str:
    """Rating 1–5 · must stay above 4.2; units that stand at the value are not said twice."""
    unit = metric.unit if metric.unit_kind is UnitKind.NUMBER else ""
    if metric.unit_kind is UnitKind.RATING:
        unit = f"{code_word(metric.unit_kind)} {metric.unit}".strip()
    return DOT.join(filter(None, (unit, way_words(metric))))


def now_line(board: Board, metric: Metric, today: datetime.date) -> str:
    """Now 14 on 12 Nov · next look 12 Dec · Amara; of a guardrail also how it stands."""
    now, look = latest(board, metric.id, today), next_look(board, metric, today)
    if now is None and not metric.measured_by and look is None:
        return text("No measurement yet. Who can tell us, and from when?")
    parts = []
    if now is None:
        parts.append(text("No measurement yet"))
    else:
        value, day = value_text(now.value, metric), short_day_text(now.measured_on, today)
        parts.append(text("Now {value} on {day}").format(value=value, day=day))
        if metric.is_guardrail and metric.target is not None:
            parts.append(guard_word(guard_of(board, metric, today)))
    if look is not None:
        words = text("from {day}") if now is None else text("next look {day}")
        parts.append(words.format(day=short_day_text(look, today)))
    return DOT.join((*parts, metric.measured_by) if metric.measured_by else parts)


def benchmark_line(metric: Metric, benchmark: Benchmark) -> str:
    """Peers 4.1 (trade survey, 2026)."""
    year = str(benchmark.published_on.year) if benchmark.published_on is not None else ""
    if year in benchmark.source:
        year = ""
    where = ", ".join(filter(None, (benchmark.source, year)))
    words = text("{peer} {value}").format(
        peer=benchmark.peer or text("peers"), value=value_text(benchmark.value, metric)
    )
    return text("{words} ({where})").format(words=words, where=where) if where else words


def peer_line(board: Board, metric: Metric, benchmark: Benchmark) -> str:
    """As `benchmark_line`, with how far we are from the peer: · we are 0.3 ahead."""
    line, lead = benchmark_line(metric, benchmark), lead_over(board, benchmark)
    if lead is None:
        return line
    words = text("we are {gap} ahead") if lead > 0 else text("we are {gap} behind")
    if not round(lead, 4):
        words = text("we are level")
    return DOT.join((line, words.format(gap=value_text(abs(lead), metric))))


def story_line(story: Story) -> str:
    """applications → hires: “applications rose and nobody was hired”; empty for a first version."""
    if story.number == 1:
        return ""
    names = " → ".join(story.names)
    if not story.reason:
        return names
    return text("{names}: “{reason}”").format(names=names, reason=story.reason)


def _from_left(words: str, metric: Metric) -> str:
    """Words that stay in their order on a line with the metric's name."""
    name = counted_words(metric)
    if name.isascii():
        return words
    from_right = any(unicodedata.bidirectional(each) in _FROM_RIGHT for each in name)
    return _FROM_LEFT + words if from_right else words


def _limit_words(metric: Metric) -> str:
    if metric.target is None:
        return ""
    words = (
        text("must stay above {value}")
        if metric.direction is Direction.UP
        else text("must stay below {value}")
    )
    return words.format(value=value_text(metric.target, metric))
