"""The section with what the group agreed on around its outcomes: bounds, decisions, words."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import Flowable

from exports.pdf.blocks import Columns, Heading, Panel
from exports.pdf.grid import Row, grid
from exports.pdf.look import ACCENT, SMALL, SOFT, WIDTH, columns
from exports.pdf.prose import Prose, Span
from exports.pdf.section import Handout, Section, brief, ref_span, text_or_none
from workshop.board import Board
from workshop.details import (
    Contract,
    Decision,
    Detail,
    Exemption,
    FeedbackLoop,
    Frame,
    KeyResult,
    LaneItem,
    LaneLink,
    NotNow,
    Objective,
    Term,
)
from workshop.drawing.shapes import Weight
from workshop.language import text
from workshop.records import WORKSHOP_ID, Card, Output
from workshop.values.days import day_text
from workshop.words.fields import code_word, field_label

#: Taller panels stand below each other: side by side they could not go on on the next page.
_TALLEST: Final = 200.0
_REF: Final = 30.0
_EXEMPT: Final = (_REF, 150.0, 90.0, WIDTH - _REF - 350, 110.0)
_DECIDED: Final = (_REF, 170.0, WIDTH - _REF - 320, 80.0, 70.0)
_LOOPS: Final = (_REF, 120.0, 80.0, 90.0, WIDTH - _REF - 290)
_CONTRACTS: Final = (_REF, 120.0, 110.0, WIDTH - _REF - 310, 80.0)
_RESULTS: Final = (_REF, WIDTH - _REF - 150, 80.0, 70.0)


def _story(handout: Handout) -> list[Flowable]:
    board = handout.board
    return [
        *_frame(board),
        *_not_now(board),
        *_exemptions(board),
        *_decisions(board),
        *_objectives(board),
        *_loops(board),
        *_contracts(board),
        *_inputs(board),
        *_terms(board),
    ]


def _frame(board: Board) -> Iterator[Flowable]:
    """From today to a better world, and within which bounds."""
    frame = board.facts_of(WORKSHOP_ID, Frame)
    if frame is None:
        return
    pairs = (("today", "better_world"), ("boundaries", "rules_of_play"))
    if frame.north_star:
        star = Prose([Span(frame.north_star, Weight.SEMIBOLD)], SMALL)
        yield Panel(field_label(Frame, "north_star"), [star], bar=ACCENT)
    for pair in pairs:
        said = [(field_label(Frame, name), getattr(frame, name)) for name in pair]
        panels = [Panel(label, [Prose(words, SMALL)]) for label, words in said if words]
        beside = Columns([[panel] for panel in panels], [columns(6)] * len(panels))
        if len(panels) > 1 and beside.wrap(WIDTH, 0)[1] <= _TALLEST:
            yield beside
        else:
            yield from panels


def _not_now(board: Board) -> Iterator[Flowable]:
    found = board.list_of(WORKSHOP_ID, NotNow)
    if found:
        yield Heading(text("Not now"), level=1)
        yield from (_line(item, item.text) for item in found)


def _exemptions(board: Board) -> Iterator[Flowable]:
    found = [
        (output, exemption)
        for output in board.table_rows()
        if (exemption := board.facts_of(output.id, Exemption)) is not None
    ]
    titles = (text("ID"), text("Output"), text("Needs no outcome"), text("Because"), text("Until"))
    yield from _table(
        text("Outputs that need no outcome"),
        titles,
        [
            _cells(
                output,
                brief(output.text).text,
                code_word(exemption.reason),
                "\n".join(filter(None, (exemption.why, exemption.evidence))),
                "\n".join(filter(None, (exemption.trigger, _day(exemption.trigger_on)))),
            )
            for output, exemption in found
        ],
        _EXEMPT,
    )


def _decisions(board: Board) -> Iterator[Flowable]:
    titles = (text("ID"), text("We decided"), text("Because"), text("Who"), text("When"))
    yield from _table(
        text("Decisions"),
        titles,
        [
            _cells(d, d.text, d.why, d.decided_by, _day(d.decided_on))
            for d in board.list_of(WORKSHOP_ID, Decision)
        ],
        _DECIDED,
    )


def _objectives(board: Board) -> Iterator[Flowable]:
    found = board.list_of(WORKSHOP_ID, Objective)
    if not found:
        return
    yield Heading(text("Objectives and key results"), level=1)
    for objective in found:
        yield _line(objective, objective.text)
        rows = [_result(board, result) for result in board.list_of(objective.id, KeyResult)]
        if rows:
            titles = (text("ID"), text("Key result"), text("Promises"), text("Read from"))
            yield grid(titles, rows, _RESULTS)


def _result(board: Board, result: KeyResult) -> Row:
    read = board.record(result.reads) if result.reads else None
    source = Span("–", None, SOFT)
    if isinstance(read, Card | Output):
        source = ref_span(read)
    elif isinstance(read, Detail):
        source = Span(read.ref)
    row = _cells(result, result.text, code_word(result.form), "")
    return Row((*row.cells[:-1], Prose([source], SMALL)))


def _loops(board: Board) -> Iterator[Flowable]:
    titles = (
        text("ID"),
        text("How we hear"),
        text("How often"),
        text("Who"),
        text("What we do then"),
    )
    yield from _table(
        text("Feedback loops"),
        titles,
        [
            _cells(outcome, loop.channel, loop.cadence, loop.owner_name, loop.adjustment)
            for outcome in board.outcomes()
            for loop in board.list_of(outcome.id, FeedbackLoop)
        ],
        _LOOPS,
    )


def _contracts(board: Board) -> Iterator[Flowable]:
    titles = (text("ID"), text("Measure"), text("Trigger"), text("Payment"), text("Who verifies"))
    rows = [
        _cells(
            outcome,
            contract.measure,
            contract.trigger,
            contract.payment,
            "\n".join(filter(None, (contract.verifier, _day(contract.signed_on)))),
        )
        for outcome in board.outcomes()
        for contract in board.list_of(outcome.id, Contract)
    ]
    yield from _table(text("Outcome contracts"), titles, rows, _CONTRACTS)
    if rows:
        note = text("Money on outcomes invites low targets: ask for the reasoning, not the number.")
        yield Prose([Span(note, None, SOFT)], SMALL, before=4)


def _inputs(board: Board) -> Iterator[Flowable]:
    found = board.list_of(WORKSHOP_ID, LaneItem)
    if not found:
        return
    yield Heading(text("Inputs and activities"), level=1)
    for item in found:
        leads = [board.record(link.leads_to) for link in board.list_of(item.id, LaneLink)]
        refs = ", ".join(str(getattr(row, "ref", "")) for row in leads if row is not None)
        after = f"  → {refs}" if refs else ""
        yield _line(item, f"{code_word(item.lane)}: {item.text}{after}")


def _terms(board: Board) -> Iterator[Flowable]:
    found = board.list_of(WORKSHOP_ID, Term)
    if found:
        yield Heading(text("What our words mean"), level=1)
        for term in found:
            spans = [Span(f"{term.term}  ", Weight.SEMIBOLD), text_or_none(term.meaning)]
            yield Prose(spans, SMALL, after=4)


def _table(
    heading: str, titles: Sequence[str], rows: Sequence[Row], widths: Sequence[float]
) -> Iterator[Flowable]:
    if rows:
        yield Heading(heading, level=1)
        yield grid(titles, rows, widths)


def _cells(row: Card | Output | Detail, *words: str) -> Row:
    ref = ref_span(row) if isinstance(row, Card | Output) else Span(row.ref, Weight.SEMIBOLD)
    return Row((Prose([ref], SMALL), *(Prose([text_or_none(said)], SMALL) for said in words)))


def _line(detail: Detail, words: str) -> Prose:
    return Prose([Span(f"{detail.ref}  ", Weight.SEMIBOLD), text_or_none(words)], SMALL, after=4)


def _day(day: datetime.date | None) -> str:
    return day_text(day) if day else ""


def _needed(board: Board) -> bool:
    kinds = (Frame, NotNow, Decision, Objective, FeedbackLoop, Contract, LaneItem, Term, Exemption)
    return any(isinstance(detail, kinds) for detail in board.details.values())


SECTION: Final = Section(
    key="agreements",
    title=text("What we agreed on"),
    lead=text("The bounds we work in, what we decided, and what our words mean."),
    story=_story,
    joins=True,
    needed=_needed,
)
