"""What one row of the output → outcome table shows, read from a board. Knows no Qt."""

import datetime
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from workshop.applied import Applied
from workshop.board import Board
from workshop.details import ContributionFacts, Detail, Exemption, Metric, OutputFacts
from workshop.language import text
from workshop.method import Confidence, ExemptionReason
from workshop.output_cells import (
    Column,
    cell_words,
    fact_words,
    heading,
    hypothesis_words,
    metric_words,
    no_outcome,
)
from workshop.reading.measures import metrics_of
from workshop.reading.tracing import is_gap
from workshop.records import Card, Contribution, Output
from workshop.values.days import day_text, short_day_text
from workshop.vocabulary import Kind, Status
from workshop.words.codes import status_word
from workshop.words.fields import code_word
from workshop.words.measures import held

__all__ = ["Column", "heading"]


class Assumed(Struct, frozen=True):
    """An assumption about a link: its identity, reference, text and when it is looked at again."""

    id: str
    ref: str
    text: str
    review: str


class Link(Struct, frozen=True):
    """A link to an outcome: both identities, the outcome's reference and text, what is said."""

    id: str
    outcome: str
    ref: str
    text: str
    assumptions: tuple[Assumed, ...]
    confidence: Confidence | None
    hypothesis: str

    @property
    def assumption(self) -> str:
        """The assumption that is edited in the cell."""
        return self.assumptions[0].text if self.assumptions else ""


class Known(Struct, frozen=True):
    """How we'll know: what a metric of an outcome is to do, and by when."""

    outcome: str
    says: str
    by: str
    due: datetime.date | None


class Row(Struct, frozen=True, eq=False):
    """An output as the table shows it; `solution` is the card it comes from.

    `exemption` says why it needs no outcome, `facts` holds what it delivers. A row is read anew
    when it may have changed, so it equals itself alone.
    """

    output: str
    ref: str
    text: str
    solution: str | None
    origin: str
    exemption: str
    reason: ExemptionReason | None
    links: tuple[Link, ...]
    known: tuple[Known, ...]
    facts: OutputFacts | None
    owner: str
    status: Status
    is_gap: bool

    def fact(self, column: Column) -> str:
        """A field of the row's facts as words."""
        return fact_words(self.facts, column)


def spoken(board: Board, row: Row, column: Column) -> str:
    """The cell as a screen reader says it, and search finds it."""
    if column is Column.OUTPUT:
        return " ".join(filter(None, (row.ref, row.text, row.origin, row.exemption)))
    if column is Column.OUTCOME:
        if row.is_gap:
            return no_outcome()
        return ", ".join(f"{link.ref} {link.text}" for link in row.links)
    if column is Column.ASSUMPTION:
        said = (a for link in row.links for a in link.assumptions)
        return "\n".join(". ".join(filter(None, (a.text, a.review))) for a in said)
    if column is Column.KNOW:
        return "\n".join(" ".join(filter(None, (known.says, known.by))) for known in row.known)
    return cell_words(board, row.output, column)


@lru_cache(maxsize=10_000)
def haystack(row: Row) -> str:
    """Every word of a row, case folded, for filtering."""
    words = [row.ref, row.text, row.origin, row.exemption, row.owner, status_word(row.status)]
    words += [row.facts.deliverable if row.facts else "", *(known.says for known in row.known)]
    for link in row.links:
        words += [link.ref, link.text, link.hypothesis]
        words += [f"{assumed.ref} {assumed.text}" for assumed in link.assumptions]
    return " ".join(words).casefold()


def invitation() -> str:
    """What the row that is not there yet says."""
    return text("Type an output, then Tab to its outcome…")


def row_of(board: Board, output: str, now: datetime.date) -> Row:
    """The row of an output."""
    record = board.outputs[output]
    links = tuple(_link(board, link, now) for link in board.contributions_of(output))
    facts = board.facts_of(output, OutputFacts)
    exemption = board.facts_of(output, Exemption)
    return Row(
        output=output,
        ref=record.ref,
        text=record.text,
        solution=record.solution,
        origin=_origin(board, record.solution),
        exemption=_exemption(exemption),
        reason=None if exemption is None else exemption.reason,
        links=links,
        known=_known(board, links, facts),
        facts=facts,
        owner=record.owner,
        status=record.status,
        is_gap=is_gap(board, output),
    )


def rows_touched(applied: Applied) -> set[str]:
    """Outputs whose row may look different after a change."""
    found: set[str] = set()
    for touched in applied.touched:
        for board in (applied.before, applied.board):
            found.update(_outputs_showing(board, touched))
    return found & set(applied.board.outputs)


def _link(board: Board, link: Contribution, now: datetime.date) -> Link:
    outcome = board.cards[link.outcome]
    facts = board.facts_of(link.id, ContributionFacts)
    return Link(
        id=link.id,
        outcome=outcome.id,
        ref=outcome.ref,
        text=outcome.text,
        assumptions=_assumed(board, link, now),
        confidence=None if facts is None else facts.confidence,
        hypothesis=hypothesis_words(facts),
    )


def _assumed(board: Board, link: Contribution, now: datetime.date) -> tuple[Assumed, ...]:
    return tuple(
        Assumed(row.id, row.ref, row.text, _review(row.next_review, now))
        for row in board.assumptions_of(link.id)
    )


def _review(day: datetime.date | None, now: datetime.date) -> str:
    return "" if day is None else text("review {day}").format(day=short_day_text(day, now))


def _known(board: Board, links: tuple[Link, ...], facts: OutputFacts | None) -> tuple[Known, ...]:
    """What tells that the outcomes came about; of an output without one, that it is done."""
    if not links:
        if facts is None or facts.due is None:
            return ()
        says = text("Done by {day}").format(day=day_text(facts.due))
        return (Known("", says, "", facts.due),)
    outcomes = dict.fromkeys(link.outcome for link in links)
    return tuple(_known_by(metric) for each in outcomes for metric in metrics_of(board, each))


def _known_by(metric: Metric) -> Known:
    counted, way, by = metric_words(metric)
    # A value stays on one line with its unit.
    says = " ".join(filter(None, (counted, held(way))))
    return Known(metric.owner, says, by, metric.due)


def _origin(board: Board, solution: str | None) -> str:
    if solution is None:
        return ""
    card = board.cards[solution]
    return text("from solution {ref} “{text}”").format(ref=card.ref, text=card.text)


def _exemption(exemption: Exemption | None) -> str:
    """Why no outcome is needed, and what ends that."""
    if exemption is None:
        return ""
    says = text("{reason}: no outcome needed").format(reason=code_word(exemption.reason))
    until = exemption.trigger
    if exemption.trigger_on is not None:
        until = " ".join(filter(None, (until, day_text(exemption.trigger_on))))
    if until:
        says = text("{reason}: no outcome needed until “{trigger}”").format(
            reason=code_word(exemption.reason), trigger=until
        )
    return f"{says}. {exemption.why}" if exemption.why else says


def _outputs_showing(board: Board, row: str) -> Iterator[str]:
    record = board.record(row)
    if isinstance(record, Detail):
        row = board.bearer_of(row)
        record = board.record(row)
    if isinstance(record, Output):
        yield record.id
    elif isinstance(record, Contribution):
        yield record.output
    elif isinstance(record, Card):
        if record.kind is Kind.OUTCOME:
            yield from (link.output for link in board.contributions_to(row))
        yield from (output.id for output in board.outputs_from(row))
