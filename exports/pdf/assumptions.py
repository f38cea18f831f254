"""The section with everything the group assumes, the riskiest first."""

from collections.abc import Iterator
from typing import Final

from reportlab.platypus import Flowable

from exports.pdf.blocks import Heading
from exports.pdf.grid import Row, grid
from exports.pdf.look import ATTENTION, SMALL, SOFT, WIDTH
from exports.pdf.prose import Prose, Span
from exports.pdf.section import Handout, Section, detail_anchor, ref_span, text_or_none
from workshop.board import Board
from workshop.details import Assumption, Review
from workshop.drawing.shapes import Weight
from workshop.language import text
from workshop.records import Card, Output
from workshop.values.days import day_text
from workshop.words.assumptions import change_words
from workshop.words.fields import code_word

_MOST: Final = 3
_WIDTHS: Final = (28.0, WIDTH - 28 - 44 - 44 - 74 - 66 - 68, 44.0, 44.0, 74.0, 66.0, 68.0)


def riskiest_first(board: Board) -> list[Assumption]:
    """All assumptions: what matters most and is proven least comes first."""
    found = [detail for detail in board.details.values() if isinstance(detail, Assumption)]
    return sorted(found, key=lambda a: (a.evidence - a.importance, -a.importance, a.number))


def _story(handout: Handout) -> list[Flowable]:
    board = handout.board
    titles = (
        text("ID"),
        text("We assume that…"),
        text("Weight"),
        text("Proof"),
        text("Owner"),
        text("Review by"),
        text("State"),
    )
    found = riskiest_first(board)
    return [grid(titles, [_row(board, one) for one in found], _WIDTHS), *_learned(board, found)]


def _learned(board: Board, found: list[Assumption]) -> Iterator[Flowable]:
    """What reviews found, where somebody wrote it down."""
    reviews = [
        (one, review)
        for one in found
        for review in board.list_of(one.id, Review)
        if review.note or review.answer
    ]
    if reviews:
        yield Heading(text("What we learned"), level=1)
    for one, review in reviews:
        ref = Span(f"{one.ref}  ", Weight.SEMIBOLD, link=detail_anchor(one.ref))
        codes = (code for code in (review.verdict, review.answer) if code is not None)
        when = f"{day_text(review.held_on)}, {' · '.join(map(code_word, codes))}. "
        yield Prose([ref, Span(when, None, SOFT), Span(review.note)], SMALL, after=4)


def _row(board: Board, found: Assumption) -> Row:
    bearer = board.record(board.bearer_of(found.id))
    words = change_words(found)
    change = [Span(f"\n{words}", None, SOFT)] if words else []
    about = [Span("\n"), ref_span(bearer)] if isinstance(bearer, Card | Output) else []
    if found.assumption_type is not None:
        about.append(Span(f"  {code_word(found.assumption_type)}", None, SOFT))
    review = Span(day_text(found.next_review), Weight.SEMIBOLD) if found.next_review else None
    return Row(
        (
            Prose([Span(found.ref, Weight.SEMIBOLD)], SMALL, anchor=detail_anchor(found.ref)),
            Prose([text_or_none(found.text), *change, *about], SMALL),
            Prose(_dots(found.importance), SMALL),
            Prose(_dots(found.evidence), SMALL),
            Prose([text_or_none(found.owner_name)], SMALL),
            Prose([review or Span("–", None, ATTENTION)], SMALL),
            Prose(_state(board, found), SMALL),
        )
    )


def _state(board: Board, found: Assumption) -> str:
    reviews = board.list_of(found.id, Review)
    if not reviews:
        return text("not judged yet")
    last = max(reviews, key=lambda review: (review.held_on, review.rank))
    return "\n".join((code_word(last.verdict), day_text(last.held_on)))


def _dots(grade: int) -> str:
    return " ".join("●" * grade + "○" * (_MOST - grade))


SECTION: Final = Section(
    key="assumptions",
    title=text("Assumptions"),
    lead=text("Ordered by importance and lack of evidence. Review dates are promises."),
    story=_story,
    joins=True,
    needed=lambda board: bool(riskiest_first(board)),
)
