"""The alignment doc: which sections it has, in which order, and how it becomes a file.

Each section is a module of its own; a new one joins the list here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, NextPageTemplate, PageBreak

from exports.pdf import (
    agreements,
    assumptions,
    cards,
    cover,
    gaps,
    metrics,
    one_page,
    signoff,
    table,
    tree,
)
from exports.pdf.blocks import Heading, height_of, lead
from exports.pdf.look import A4, WIDTH, Size
from exports.pdf.paper import UPRIGHT, WIDE, DraftCanvas, Paper, PaperCanvas
from exports.pdf.printing import printable_board, unsupported_on
from exports.pdf.section import Handout, Section, north_star
from workshop.board import Board
from workshop.files import replace_file
from workshop.gaps.finding import gaps_of
from workshop.values.days import today
from workshop.words.codes import title_of

SECTIONS: Final = (
    cover.SECTION,
    one_page.SECTION,
    tree.SECTION,
    table.SECTION,
    metrics.SECTION,
    assumptions.SECTION,
    agreements.SECTION,
    gaps.SECTION,
    cards.SECTION,
    signoff.SECTION,
)

#: Space above a section that follows another on its page, in points.
_APART: Final = 28.0

#: Most passes to settle page numbers; the first only looks for them, and the second is right unless
#: a number changes a line break.
_PASSES: Final = 4


@dataclass(frozen=True, slots=True)
class PdfResult:
    """What was written: the number of pages, and characters that no bundled face shows; those are
    printed as their code, such as ⟨U+1F9FF⟩."""

    pages: int
    unsupported: tuple[str, ...]


def write_pdf(board: Board, target: Path, *, day: date | None = None, size: Size = A4) -> PdfResult:
    """Write the alignment doc for paper of a size, replacing `target` whole.

    The same board always gives the same bytes for the same `day`, which decides what is overdue;
    it is today when None.

    Raises:
        OSError: the file can't be written.
    """
    content, pages = _document(printable_board(board), day or today(), size)
    replace_file(target, content)
    return PdfResult(pages, unsupported_on(board))


def _document(board: Board, day: date, size: Size) -> tuple[bytes, int]:
    sections = tuple(section for section in SECTIONS if section.needed(board))
    handout = Handout(board, day, gaps_of(board, day), size, sections)
    canvas, total = _pass(handout, DraftCanvas)
    for _ in range(_PASSES - 1):
        handout = replace(handout, pages=canvas.marks, total=total, wanted=set())
        canvas, total = _pass(handout, PaperCanvas)
        if canvas.marks == handout.pages and total == handout.total:
            break
    return canvas.content(), total


def _pass(handout: Handout, kind: type[PaperCanvas]) -> tuple[PaperCanvas, int]:
    """One run over all pages, and how many there are."""
    facts = handout.board.workshop
    paper = Paper(
        title=title_of(facts),
        author=facts.team,
        header=north_star(handout.board),
        day=handout.day,
        size=handout.size,
        total=handout.total,
    )
    paper.build(list(_story(handout)), canvasmaker=kind)
    canvas = paper.canv
    assert isinstance(canvas, PaperCanvas)
    return canvas, paper.page


def _story(handout: Handout) -> Iterator[Flowable]:
    before: Section | None = None
    for section in handout.sections:
        parts = [*_heads(section), *section.story(handout)]
        # A page that a section shares must stand the right way up, and is no cover.
        shares = before is not None and before.title is not None and before.wide == section.wide
        if before is None:
            # The first page is a cover by itself; what a very long title pushes off it is not.
            yield NextPageTemplate(UPRIGHT)
        elif not (section.joins and shares):
            yield NextPageTemplate(WIDE if section.wide else UPRIGHT)
            yield PageBreak()
        elif section.is_whole:
            yield CondPageBreak(min(_APART + height_of(parts, WIDTH), handout.size.room))
        yield from parts
        before = section


def _heads(section: Section) -> Iterator[Flowable]:
    if section.title is not None:
        yield Heading(section.title, anchor=section.anchor, before=_APART)
        if section.lead:
            yield lead(section.lead)
