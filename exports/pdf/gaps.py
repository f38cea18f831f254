"""The section with what the workshop still lacks, and room to write answers by hand."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reportlab.platypus import Flowable

from exports.pdf.blocks import Heading, RuledLines
from exports.pdf.grid import Row, grid
from exports.pdf.look import SMALL, SOFT, WIDTH
from exports.pdf.prose import Prose, Span
from exports.pdf.section import Handout, Section, ref_span
from workshop.board import Board
from workshop.drawing.shapes import Weight
from workshop.gaps.codes import Gap, GapCode, by_code
from workshop.language import text
from workshop.records import Card, Output
from workshop.words.gaps import group_text

_WIDTHS: Final = (24.0, WIDTH - 24 - 180, 110.0, 70.0)


def gap_lines(board: Board, gaps: Iterable[Gap]) -> list[list[Span]]:
    """Gaps as lines whose references are links: one alone as its sentence, several of a kind as
    their heading with the rows."""
    return [list(_line(board, code, group)) for code, group in by_code(gaps)]


def _line(board: Board, code: GapCode, gaps: Sequence[Gap]) -> Iterator[Span]:
    refs = gaps[0].refs if len(gaps) == 1 else tuple(dict.fromkeys(gap.refs[0] for gap in gaps))
    yield from _linked(board, group_text(code, gaps), refs)


def _linked(board: Board, sentence: str, refs: Iterable[str]) -> Iterator[Span]:
    rest = sentence
    for ref in refs:
        before, found, rest = rest.partition(ref)
        yield Span(before)
        record = board.record(board.by_ref[ref])
        if found and isinstance(record, Card | Output):
            yield ref_span(record)
        else:
            yield Span(found, Weight.SEMIBOLD)
    yield Span(rest)


def _story(handout: Handout) -> list[Flowable]:
    titles = (text("No."), text("Gap"), text("Who answers"), text("By"))
    rows = [
        Row(
            (
                Prose([Span(str(number), None, SOFT)], SMALL),
                Prose(line, SMALL),
                Prose("", SMALL),
                Prose("", SMALL),
            )
        )
        for number, line in enumerate(gap_lines(handout.board, handout.gaps), 1)
    ]
    story: list[Flowable] = [grid(titles, rows, _WIDTHS)] if rows else [_nothing(handout.board)]
    return [*story, Heading(text("Written in the room"), level=1), RuledLines()]


def _nothing(board: Board) -> Prose:
    if board.is_empty:
        return Prose(text("The workshop is still empty."), SMALL)
    return Prose(
        text("None found: every output says what it changes, every outcome has an output."), SMALL
    )


SECTION: Final = Section(
    key="gaps",
    title=text("Open questions and gaps"),
    lead=text("Found automatically when this document was made. Add your own below."),
    story=_story,
    joins=True,
    is_whole=True,
)
