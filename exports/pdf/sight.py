"""The line of sight: what we deliver, so that what changes, and how we will know."""

from typing import Final

from reportlab.platypus import Flowable

from exports.pdf.blocks import Heading
from exports.pdf.excerpts import listed, short_item
from exports.pdf.grid import PAD, Row, grid
from exports.pdf.lines import shortened
from exports.pdf.look import SMALL, WIDTH
from exports.pdf.prose import Prose, Span
from exports.pdf.section import Handout, assumed, text_or_none
from workshop.board import Board
from workshop.details import Metric
from workshop.drawing.shapes import Weight
from workshop.language import text
from workshop.reading.measures import metrics_of
from workshop.records import Contribution, Output
from workshop.values.quantities import value_text
from workshop.vocabulary import Status
from workshop.words.measures import counted_words

_ASSUMED: Final = (150.0, 150.0, WIDTH - 370, 70.0)
_MEASURED: Final = (118.0, 112.0, WIDTH - 390, 40.0, 50.0, 70.0)


def line_of_sight(handout: Handout, most_rows: int, lines: int) -> list[Flowable]:
    """The table of links, at most so many rows; nothing where there is none."""
    board = handout.board
    links = [
        (output, link)
        for output in board.table_rows()
        if output.status is not Status.DROPPED
        for link in board.contributions_of(output.id)
    ]
    if not links:
        return []
    measured = any(metrics_of(board, link.outcome) for _, link in links)
    titles = [text("We deliver"), text("So that")]
    titles += [text("Measured by"), text("From"), text("To")] if measured else [text("We assume")]
    widths = _MEASURED if measured else _ASSUMED
    row_of = _measured_row if measured else _assumed_row
    rows = [row_of(board, output, link, lines) for output, link in links[:most_rows]]
    rest = [Prose("", SMALL)] * len(links)
    more = listed(handout, rest, most_rows, SMALL, "section:table")[most_rows:]
    heading = Heading(text("Line of sight"), level=1)
    return [heading, grid([*titles, text("Owner")], rows, widths), *more]


def _measured_row(board: Board, output: Output, link: Contribution, lines: int) -> Row:
    what, so_that, measured, start, end, owner = (width - 2 * PAD for width in _MEASURED)
    metric: Metric | None = next(iter(metrics_of(board, link.outcome)), None)
    name = counted_words(metric) if metric else ""
    values = (metric.baseline, metric.target) if metric else (None, None)
    said = [value_text(value, metric) if metric else "–" for value in values]
    return Row(
        (
            short_item(output, SMALL, what, lines),
            short_item(board.cards[link.outcome], SMALL, so_that, lines),
            Prose([text_or_none(shortened(name, SMALL, measured, lines)[0])], SMALL),
            Prose(shortened(said[0], SMALL, start, lines)[0], SMALL),
            Prose([Span(shortened(said[1], SMALL, end, lines)[0], Weight.SEMIBOLD)], SMALL),
            Prose([text_or_none(shortened(output.owner, SMALL, owner, lines)[0])], SMALL),
        )
    )


def _assumed_row(board: Board, output: Output, link: Contribution, lines: int) -> Row:
    what, so_that, why, owner = (width - 2 * PAD for width in _ASSUMED)
    return Row(
        (
            short_item(output, SMALL, what, lines),
            short_item(board.cards[link.outcome], SMALL, so_that, lines),
            Prose([text_or_none(shortened(assumed(board, link), SMALL, why, lines)[0])], SMALL),
            Prose([text_or_none(shortened(output.owner, SMALL, owner, lines)[0])], SMALL),
        )
    )
