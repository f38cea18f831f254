"""The section with the output → outcome table, and the outcomes that no output serves."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import Flowable

from exports.pdf.blocks import Heading
from exports.pdf.grid import Row, grid
from exports.pdf.look import ATTENTION, ATTENTION_TINT, SMALL, SOFT, WIDTH
from exports.pdf.prose import Prose, Span
from exports.pdf.section import (
    Handout,
    Section,
    brief,
    detail_anchor,
    ref_span,
    row_anchor,
    text_or_none,
)
from workshop.board import Board
from workshop.details import ContributionFacts, Exemption, OutputFacts
from workshop.drawing.shapes import Weight
from workshop.gaps.finding import outcomes_without_output
from workshop.language import text
from workshop.reading.measures import metrics_of
from workshop.reading.tracing import is_gap
from workshop.records import Contribution, Output
from workshop.words.codes import status_word
from workshop.words.details import said_by
from workshop.words.fields import code_word, field_label
from workshop.words.measures import counted_words, way_line

_FIXED: Final = (26.0, 94.0, 17.0, 104.0, 62.0, 0.0, 56.0, 52.0)
_HYPOTHESIS: Final = (50.0, 116.0, 108.0, WIDTH - 50 - 116 - 108 - 98, 98.0)
_WIDTHS: Final = tuple(width or WIDTH - sum(_FIXED) for width in _FIXED)


def _story(handout: Handout) -> list[Flowable]:
    board = handout.board
    titles = (
        text("ID"),
        text("Output"),
        "",
        text("Outcome (so that…)"),
        text("Traces to"),
        text("What we assume"),
        text("Owner"),
        text("Status"),
    )
    rows = [row for output in board.table_rows() for row in _rows(board, output)]
    story: list[Flowable] = [grid(titles, rows, _WIDTHS)]
    unserved = outcomes_without_output(board)
    if unserved:
        story.append(Heading(text("Outcomes without an output"), level=1))
        story += [
            Prose([ref_span(outcome), Span("  "), brief(outcome.text)], SMALL, after=4)
            for outcome in unserved
        ]
    return [*story, *_hypotheses(board)]


def _rows(board: Board, output: Output) -> Iterator[Row]:
    """One row a contribution; what belongs to the output stands in the first."""
    gap = is_gap(board, output.id)
    links: Sequence[Contribution | None] = board.contributions_of(output.id) or [None]
    for at, link in enumerate(links):
        own = _own_cells(board, output) if at == 0 else [Prose("", SMALL)] * 5
        ref, name, trace, owner, status = own
        arrow = Prose([Span("→", None, SOFT)], SMALL)
        outcome, assumed = _link_cells(board, output, link, gap)
        yield Row(
            (ref, name, arrow, outcome, trace, assumed, owner, status),
            tint=ATTENTION_TINT if gap else None,
            joined=at > 0,
        )


def _own_cells(board: Board, output: Output) -> list[Prose]:
    return [
        Prose([Span(output.ref, Weight.SEMIBOLD)], SMALL, anchor=row_anchor(output.ref)),
        Prose(list(_name(board, output)), SMALL),
        Prose(list(_trace(board, output)), SMALL),
        Prose([text_or_none(output.owner)], SMALL),
        Prose(status_word(output.status), SMALL),
    ]


def _name(board: Board, output: Output) -> Iterator[Span]:
    """The output and, below it, what of it is delivered, how much and by when."""
    yield text_or_none(output.text)._replace(weight=Weight.SEMIBOLD)
    facts = board.facts_of(output.id, OutputFacts)
    for label, words in said_by(board, facts) if facts else ():
        yield Span(f"\n{label}: {words}" if words else f"\n{label}", None, SOFT)


def _link_cells(
    board: Board, output: Output, link: Contribution | None, gap: bool
) -> tuple[Prose, Prose]:
    if link is None:
        return Prose([_no_outcome(board, output, gap)], SMALL), Prose(
            list(_assumed(board, output.id)), SMALL
        )
    outcome = board.cards[link.outcome]
    spans = [ref_span(outcome), Span(" "), brief(outcome.text), *_how(board, link)]
    return Prose(spans, SMALL), Prose(list(_assumed(board, link.id, output.id)), SMALL)


def _no_outcome(board: Board, output: Output, gap: bool) -> Span:
    if gap:
        return Span(text("GAP · no outcome linked"), Weight.SEMIBOLD, ATTENTION)
    exemption = board.facts_of(output.id, Exemption)
    return Span("–" if exemption is None else code_word(exemption.reason), None, SOFT)


def _how(board: Board, link: Contribution) -> Iterator[Span]:
    """How we will know."""
    metrics = metrics_of(board, link.outcome)
    if metrics:
        lines = filter(None, (counted_words(metrics[0]), way_line(metrics[0])))
        yield Span("".join(f"\n{line}" for line in lines), None, SOFT)


def _hypotheses(board: Board) -> list[Flowable]:
    """What people do then, what comes of it, why, and how sure we are."""
    rows = [
        _hypothesis(board, output, link, facts)
        for output in board.table_rows()
        for link in board.contributions_of(output.id)
        if (facts := board.facts_of(link.id, ContributionFacts)) is not None
    ]
    if not rows:
        return []
    titles = (
        text("ID"),
        text("So that people…"),
        text("So that the result…"),
        text("Because"),
        text("How sure"),
    )
    heading = Heading(text("Why we believe it"), level=1)
    return [heading, grid(titles, rows, _HYPOTHESIS)]


def _hypothesis(board: Board, output: Output, link: Contribution, facts: ContributionFacts) -> Row:
    refs = [ref_span(output), Span(" → "), ref_span(board.cards[link.outcome])]
    told = {field_label(ContributionFacts, f) for f in ("behaviour", "result", "because")}
    sure = [
        f"{label}: {words}" if words else label
        for label, words in said_by(board, facts)
        if label not in told
    ]
    return Row(
        (
            Prose(refs, SMALL),
            Prose([text_or_none(facts.behaviour)], SMALL),
            Prose([text_or_none(facts.result)], SMALL),
            Prose([text_or_none(facts.because)], SMALL),
            Prose([text_or_none("\n".join(sure))], SMALL),
        )
    )


def _assumed(board: Board, *rows: str) -> Iterator[Span]:
    found = [assumption for row in rows for assumption in board.assumptions_of(row)]
    if not found:
        yield Span("–", None, SOFT)
    for at, assumption in enumerate(found):
        ref = f"{assumption.ref} "
        yield Span(f"\n{ref}" if at else ref, Weight.SEMIBOLD, link=detail_anchor(assumption.ref))
        yield brief(assumption.text)


def _trace(board: Board, output: Output) -> Iterator[Span]:
    """The way down the tree to the solution the output comes from, and what else that helps."""
    if output.solution is None:
        yield Span("–", None, SOFT)
        return
    way = [*reversed(tuple(board.ancestors_of(output.solution))), output.solution]
    for at, card in enumerate(way):
        if at:
            yield Span(" › ", None, SOFT)
        yield ref_span(board.cards[card])
    links = board.supports_of(output.solution)
    if links:
        yield Span("\n" + text("also helps"), None, SOFT)
    for link in links:
        yield Span(" ")
        yield ref_span(board.cards[link.opportunity])


SECTION: Final = Section(
    key="table",
    title=text("Outputs → outcomes"),
    lead=text("Each row must answer “so that…?” A row with a gap is not a commitment."),
    story=_story,
    needed=lambda board: bool(board.outputs),
)
