"""The section with the metrics: how they went, where they should go, and how they came to be."""

import datetime
from collections.abc import Iterator
from typing import Final

from reportlab.platypus import Flowable

from exports.pdf.blocks import Heading
from exports.pdf.charts import Journey, Sparkline
from exports.pdf.grid import PAD, Cell, Row, grid
from exports.pdf.look import ATTENTION, INK, SMALL, SOFT, WIDTH
from exports.pdf.prose import Prose, Span
from exports.pdf.section import Handout, Section, brief, detail_anchor, ref_span, text_or_none
from workshop.board import Board
from workshop.details import Benchmark, Metric, MetricVersion, OutcomeFacts, Proposal
from workshop.drawing.shapes import Weight
from workshop.language import text
from workshop.reading.measures import (
    Guard,
    chart_of,
    guard_of,
    latest,
    measurements_of,
    versions_of,
)
from workshop.records import Card
from workshop.values.days import day_text
from workshop.values.quantities import value_text
from workshop.words.details import said_by
from workshop.words.fields import code_word, field_label
from workshop.words.measures import counted_words, due_words, guard_word, peer_line, way_words

_WIDTHS: Final = (26.0, WIDTH - 26 - 72 - 84 - 100 - 64, 72.0, 84.0, 100.0, 64.0)
#: Fields that say how a metric is measured.
_SOURCES: Final = ("source", "cadence", "measured_by", "measurable_from")
_MEASURING: Final = (26.0, WIDTH - 26 - 240, 76.0, 84.0, 80.0)
_STORY: Final = (26.0, 150.0, 110.0, 70.0, WIDTH - 356)
_TALKS: Final = (26.0, 70.0, 60.0, WIDTH - 216, 60.0)


def metrics_in_order(board: Board) -> Iterator[tuple[Card, Metric]]:
    """Every metric with its outcome, as the tree reads; guardrails follow what they guard."""
    for outcome in board.outcomes():
        metrics = board.list_of(outcome.id, Metric)
        for metric in sorted(metrics, key=lambda metric: metric.is_guardrail):
            yield outcome, metric


def _story(handout: Handout) -> list[Flowable]:
    board = handout.board
    titles = (
        text("ID"),
        text("Metric"),
        text("Measured"),
        text("Baseline → target"),
        "",
        text("Role"),
    )
    rows = [_row(handout, outcome, metric) for outcome, metric in metrics_in_order(board)]
    story: list[Flowable] = [grid(titles, rows, _WIDTHS)]
    story += [*_measuring(board), *_versions(board), *_talks(board)]
    return [*story, *_benchmarks(board), *_notes(board)]


def _row(handout: Handout, outcome: Card, metric: Metric) -> Row:
    board, day = handout.board, handout.day
    name = Span(counted_words(metric) or text("not named yet"), Weight.SEMIBOLD)
    helped = brief(outcome.text)._replace(colour=SOFT)
    spans = [name, Span("\n"), ref_span(outcome), Span(" "), helped]
    return Row(
        (
            Prose([Span(metric.ref, Weight.SEMIBOLD)], SMALL, anchor=detail_anchor(metric.ref)),
            Prose(spans, SMALL),
            _measured(board, metric),
            _journey(board, metric, day),
            Prose(list(_goal(metric)), SMALL),
            Prose(list(_role(board, outcome, metric, day)), SMALL),
        )
    )


def _measured(board: Board, metric: Metric) -> Cell:
    chart = chart_of(board, metric)
    if chart is None:
        return Prose([Span(text("not measured yet"), None, SOFT)], SMALL)
    return Sparkline(chart, _WIDTHS[2] - 2 * PAD)


def _journey(board: Board, metric: Metric, day: datetime.date) -> Cell:
    now = latest(board, metric.id, day)
    if metric.is_guardrail or metric.baseline is None or metric.target is None:
        words = (
            "" if now is None else text("now {value}").format(value=value_text(now.value, metric))
        )
        return Prose([Span(words, None, SOFT)], SMALL)
    value = None if now is None else now.value
    return Journey(metric.baseline, metric.target, value, _WIDTHS[3] - 2 * PAD)


def _goal(metric: Metric) -> Iterator[Span]:
    way = way_words(metric)
    yield Span(way, Weight.SEMIBOLD) if way else Span(text("no target yet"), None, ATTENTION)
    if by := due_words(metric):
        yield Span(f"\n{by}", None, SOFT)


def _role(board: Board, outcome: Card, metric: Metric, day: datetime.date) -> Iterator[Span]:
    if metric.is_guardrail:
        guard = guard_of(board, metric, day)
        is_amiss = guard in (Guard.NEAR, Guard.BROKEN)
        yield Span(text("Guardrail"), Weight.SEMIBOLD, ATTENTION if is_amiss else INK)
        if guard is not Guard.UNKNOWN:
            yield Span(f"\n{guard_word(guard)}", None, ATTENTION if is_amiss else SOFT)
        return
    facts = board.facts_of(outcome.id, OutcomeFacts)
    codes = (facts.outcome_class, facts.indicator, facts.goal) if facts else ()
    yield Span("\n".join(code_word(code) for code in codes if code is not None), None, SOFT)


def _measuring(board: Board) -> Iterator[Flowable]:
    """Where the values come from, how often, from whom and from when."""
    rows = []
    for _, metric in metrics_in_order(board):
        said = dict(said_by(board, metric))
        words = [said.get(field_label(Metric, field), "") for field in _SOURCES]
        if any(words):
            cells = (Prose([text_or_none(word)], SMALL) for word in words)
            rows.append(Row((Prose([_link_to(metric)], SMALL), *cells)))
    if rows:
        yield Heading(text("How we measure"), level=1)
        titles = (text("ID"), *(field_label(Metric, field) for field in _SOURCES))
        yield grid(titles, rows, _MEASURING)


def _versions(board: Board) -> Iterator[Flowable]:
    rows = [
        _version(metric, version)
        for _, metric in metrics_in_order(board)
        for version in versions_of(board, metric.id)
    ]
    if rows:
        yield Heading(text("How we came to these metrics"), level=1)
        titles = (text("ID"), text("It was"), text("Target then"), text("Until"), text("Why not"))
        yield grid(titles, rows, _STORY)


def _version(metric: Metric, version: MetricVersion) -> Row:
    ways = (version.baseline, version.target)
    target = " → ".join(value_text(value, metric) for value in ways if value is not None)
    until = day_text(version.until) if version.until else ""
    return Row(
        (
            Prose([_link_to(metric)], SMALL),
            Prose([text_or_none(" ".join(filter(None, (version.name, version.unit))))], SMALL),
            Prose([text_or_none(target)], SMALL),
            Prose([text_or_none(until)], SMALL),
            Prose([text_or_none(version.reason)], SMALL),
        )
    )


def _talks(board: Board) -> Iterator[Flowable]:
    rows = [
        _proposal(metric, proposal)
        for _, metric in metrics_in_order(board)
        for proposal in board.list_of(metric.id, Proposal)
    ]
    if rows:
        yield Heading(text("How the targets were agreed"), level=1)
        titles = (text("ID"), text("Side"), text("Target"), text("What it knows"), "")
        yield grid(titles, rows, _TALKS)


def _proposal(metric: Metric, proposal: Proposal) -> Row:
    agreed = Span(text("agreed"), Weight.SEMIBOLD) if proposal.is_agreed else Span("")
    return Row(
        (
            Prose([_link_to(metric)], SMALL),
            Prose(code_word(proposal.side), SMALL),
            Prose(value_text(proposal.value, metric), SMALL),
            Prose([text_or_none(proposal.context)], SMALL),
            Prose([agreed], SMALL),
        )
    )


def _benchmarks(board: Board) -> Iterator[Flowable]:
    lines = [
        [_link_to(metric), Span(f"  {peer_line(board, metric, benchmark)}")]
        for _, metric in metrics_in_order(board)
        for benchmark in board.list_of(metric.id, Benchmark)
    ]
    if lines:
        yield Heading(text("What others reach"), level=1)
        yield from (Prose(spans, SMALL, after=4) for spans in lines)


def _notes(board: Board) -> Iterator[Flowable]:
    """What was noted beside a value; values without a note are in the charts."""
    lines = [
        [
            _link_to(metric),
            Span(f"  {day_text(m.measured_on)}: {value_text(m.value, metric)}. {m.note}"),
        ]
        for _, metric in metrics_in_order(board)
        for m in measurements_of(board, metric.id)
        if m.note
    ]
    if lines:
        yield Heading(text("What was noted"), level=1)
        yield from (Prose(spans, SMALL, after=4) for spans in lines)


def _link_to(metric: Metric) -> Span:
    return Span(metric.ref, Weight.SEMIBOLD, link=detail_anchor(metric.ref))


SECTION: Final = Section(
    key="metrics",
    title=text("Metrics"),
    lead=text(
        "Measured: the values so far, the last with a dot; dotted line: target, dashed: guardrail. "
        "Bar: from the baseline (dot) to the target (tick), dark as far as we are."
    ),
    story=_story,
    joins=True,
    needed=lambda board: any(True for _ in metrics_in_order(board)),
)
