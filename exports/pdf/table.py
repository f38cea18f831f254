"""The section with the output → outcome table, and the outcomes that no output serves."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import Flowable

from exports.pdf.blocks import Heading
from exports.pdf.grid import Row, grid
from exports.pdf.look import ATTENTION, ATTENTION_TINT, SMALL, SOFT, WIDTH
from exports.pdf.prose import Prose, Span
from exports.pdf.section import Handout, Section, assumed, ref_span, row_anchor, text_or_none
from workshop.board import Board
from workshop.drawing.shapes import Weight
from workshop.gaps import is_gap, outcomes_without_output
from workshop.records import Contribution, Output
from workshop.words import status_word, text

_FIXED: Final = (26.0, 94.0, 17.0, 104.0, 62.0, 0.0, 56.0, 52.0)
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
            Prose([ref_span(outcome), Span("  "), text_or_none(outcome.text)], SMALL, after=4)
            for outcome in unserved
        ]
    return story


def _rows(board: Board, output: Output) -> Iterator[Row]:
    """One row a contribution; what belongs to the output stands in the first."""
    gap = is_gap(board, output.id)
    links: Sequence[Contribution | None] = board.contributions_of(output.id) or [None]
    for at, link in enumerate(links):
        own = _own_cells(board, output) if at == 0 else [Prose("", SMALL)] * 5
        ref, name, trace, owner, status = own
        arrow = Prose([Span("→", None, SOFT)], SMALL)
        outcome, assumed = _link_cells(board, link, gap)
        yield Row(
            (ref, name, arrow, outcome, trace, assumed, owner, status),
            tint=ATTENTION_TINT if gap else None,
            joined=at > 0,
        )


def _own_cells(board: Board, output: Output) -> list[Prose]:
    return [
        Prose([Span(output.ref, Weight.SEMIBOLD)], SMALL, anchor=row_anchor(output.ref)),
        Prose([text_or_none(output.text)._replace(weight=Weight.SEMIBOLD)], SMALL),
        Prose(list(_trace(board, output)), SMALL),
        Prose([text_or_none(output.owner)], SMALL),
        Prose(status_word(output.status), SMALL),
    ]


def _link_cells(board: Board, link: Contribution | None, gap: bool) -> tuple[Prose, Prose]:
    if link is None:
        missing = Span("–", None, SOFT)
        if gap:
            missing = Span(text("GAP · no outcome linked"), Weight.SEMIBOLD, ATTENTION)
        return Prose([missing], SMALL), Prose([Span("–", None, SOFT)], SMALL)
    outcome = board.cards[link.outcome]
    spans = [ref_span(outcome), Span(" "), text_or_none(outcome.text)]
    return Prose(spans, SMALL), Prose([text_or_none(assumed(board, link))], SMALL)


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
