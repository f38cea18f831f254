"""The columns of the output → outcome table, and their cells as plain words and back.

What people copy to a spreadsheet and paste from one is written and read here. Lays nothing out.
"""

import datetime
import re
from collections.abc import Mapping
from enum import IntEnum, StrEnum
from typing import Final, TypeVar

from msgspec.structs import replace

from workshop.board import Board
from workshop.commands.outputs import OutputEdit
from workshop.details import ContributionFacts, Metric, OutputFacts
from workshop.language import text
from workshop.method import Confidence
from workshop.reading.measures import metrics_of
from workshop.records import Card, Contribution
from workshop.values.days import day_text, read_day
from workshop.values.quantities import number_text, read_number
from workshop.vocabulary import Kind, Status
from workshop.words.codes import status_word
from workshop.words.fields import code_word
from workshop.words.measures import counted_words, way_words

C = TypeVar("C", bound=StrEnum)


class Column(IntEnum):
    """Columns of the table, in the order they have until people choose another."""

    OUTPUT = 0
    OUTCOME = 1
    KNOW = 2
    ASSUMPTION = 3
    CONFIDENCE = 4
    HYPOTHESIS = 5
    DELIVERABLE = 6
    PLANNED = 7
    DELIVERED = 8
    DUE = 9
    OWNER = 10
    STATUS = 11


#: Columns that are read here and written elsewhere.
READ_ONLY: Final = frozenset({Column.KNOW, Column.HYPOTHESIS})
#: Columns that hold a field of `OutputFacts`.
FACTS: Final = {
    Column.DELIVERABLE: "deliverable",
    Column.PLANNED: "planned",
    Column.DELIVERED: "delivered",
    Column.DUE: "due",
}
_REF: Final = re.compile(r"([A-Za-z]+\d+)\b[:\s]*")
#: Between outcomes in a line; a comma only before a reference.
_BETWEEN: Final = re.compile(r";|,(?=\s*[A-Za-z]+\d+\b)")
_ABOUT: Final = re.compile(r"^\s*([A-Za-z]+\d+):[ \t]*", re.MULTILINE)


class UnreadableError(ValueError):
    """Words that mean nothing in their column; `edit` writes what else the cell says, if any."""

    def __init__(self, column: Column, words: str, edit: OutputEdit | None = None) -> None:
        super().__init__(words)
        self.column = column
        self.words = words
        self.edit = edit


def heading(column: Column) -> str:
    """What stands above a column."""
    return {
        Column.OUTPUT: text("Output: what we make"),
        Column.OUTCOME: text("Outcome: what changes"),
        Column.KNOW: text("How we’ll know"),
        Column.ASSUMPTION: text("We assume"),
        Column.CONFIDENCE: text("Confidence"),
        Column.HYPOTHESIS: text("Hypothesis"),
        Column.DELIVERABLE: text("Deliverable"),
        Column.PLANNED: text("Planned"),
        Column.DELIVERED: text("Delivered"),
        Column.DUE: text("Due"),
        Column.OWNER: text("Owner"),
        Column.STATUS: text("Status"),
    }[column]


# A board's cells as words -------------------------------------------------------------------------


def no_outcome() -> str:
    """What an output without an outcome is asked."""
    return text("No outcome yet. What should change because of it?")


def cell_words(board: Board, output: str, column: Column) -> str:
    """The cell as a spreadsheet gets it; several values stand on lines of their own."""
    record = board.outputs[output]
    if column is Column.OUTPUT:
        return record.text
    if column is Column.OWNER:
        return record.owner
    if column is Column.STATUS:
        return status_word(record.status)
    if column in FACTS:
        return fact_words(board.facts_of(output, OutputFacts), column)
    return _link_words(board, board.contributions_of(output), column)


def fact_words(facts: OutputFacts | None, column: Column) -> str:
    """A field of `OutputFacts` as words; empty for none."""
    value = None if facts is None else getattr(facts, FACTS[column])
    if isinstance(value, datetime.date):
        return day_text(value)
    if isinstance(value, float | int):
        return number_text(value)
    return str(value or "")


def metric_words(metric: Metric) -> tuple[str, str, str]:
    """What a metric counts, from where to where, e.g. `11 → 18`, and by when."""
    by = "" if metric.due is None else text("by {day}").format(day=day_text(metric.due))
    return counted_words(metric), way_words(metric), by


def hypothesis_words(facts: ContributionFacts | None) -> str:
    """So that people behave so, so that the result moves, because…; as far as it is written."""
    if facts is None:
        return ""
    parts = (
        text("so that {behaviour}").format(behaviour=facts.behaviour) if facts.behaviour else "",
        text("so that {result}").format(result=facts.result) if facts.result else "",
        text("because {reason}").format(reason=facts.because) if facts.because else "",
    )
    return ", ".join(filter(None, parts))


def assumed(board: Board, link: str) -> str:
    """What a link assumes first, in words: what its cell shows and changes."""
    return next((assumption.text for assumption in board.assumptions_of(link)), "")


def _link_words(board: Board, links: list[Contribution], column: Column) -> str:
    outcomes = [board.cards[link.outcome] for link in links]
    if column is Column.OUTCOME:
        return "\n".join(f"{card.ref} {card.text}" for card in outcomes)
    if column is Column.KNOW:
        metrics = [metric for card in outcomes for metric in metrics_of(board, card.id)]
        return "\n".join(" ".join(filter(None, metric_words(metric))) for metric in metrics)
    says = [_said_of(board, link, column) for link in links]
    if len(links) == 1:
        return says[0]
    told = zip(outcomes, says, strict=True)
    return "\n".join(f"{card.ref}: {words}" for card, words in told if words)


def _said_of(board: Board, link: Contribution, column: Column) -> str:
    if column is Column.ASSUMPTION:
        return assumed(board, link.id)
    facts = board.facts_of(link.id, ContributionFacts)
    if column is Column.HYPOTHESIS:
        return hypothesis_words(facts)
    return code_word(facts.confidence) if facts is not None and facts.confidence else ""


# Words as what is written to a cell ---------------------------------------------------------------


def with_cell(
    board: Board, edit: OutputEdit, column: Column, words: str, now: datetime.date
) -> OutputEdit:
    """The edit, writing these words to a column as well. No words clear the cell.

    Raises:
        UnreadableError: the words mean nothing in this column.
    """
    if column is Column.OUTPUT:
        return replace(edit, text=words)
    if column is Column.OWNER:
        return replace(edit, owner=known_owner(board, words))
    if column is Column.STATUS:
        return replace(edit, status=_status(words))
    if column is Column.OUTCOME:
        return _with_outcomes(board, edit, words)
    if column is Column.ASSUMPTION:
        return replace(edit, assumptions=_by_outcome(board, words))
    if column is Column.CONFIDENCE:
        return replace(edit, confidences=_confidences(board, words))
    if column in FACTS:
        fact = _fact(column, words, now, _deliverable(board, edit))
        return replace(edit, facts={**edit.facts, FACTS[column]: fact})
    raise UnreadableError(column, words)


def known_owner(board: Board, name: str) -> str:
    """The name as it is spelt already, if somebody is called so."""
    typed = name.strip().casefold()
    return next((known for known in owners_known(board) if known.casefold() == typed), name)


def owners_known(board: Board) -> list[str]:
    """People of the workshop, then other owners already named, without repeats."""
    people = [person.name for person in board.people() if person.name]
    owners = (output.owner for output in board.table_rows() if output.owner)
    return list(dict.fromkeys((*people, *owners)))


def _status(words: str) -> Status:
    if not words.strip():
        return Status.PLANNED
    said = {status: status_word(status) for status in Status}
    return _one_of(said, Column.STATUS, words)


def _confidences(board: Board, words: str) -> dict[str | None, Confidence | None]:
    said = {confidence: code_word(confidence) for confidence in Confidence}
    return {
        outcome: _one_of(said, Column.CONFIDENCE, part) if part else None
        for outcome, part in _by_outcome(board, words).items()
    }


def _one_of(said: Mapping[C, str], column: Column, words: str) -> C:
    """The one code that is called so, or begins so."""
    typed = words.strip().casefold()
    exact = [code for code, word in said.items() if typed in (word.casefold(), code.value)]
    begins = [code for code, word in said.items() if word.casefold().startswith(typed)]
    found = exact or begins
    if len(found) != 1:
        raise UnreadableError(column, words)
    return found[0]


def _deliverable(board: Board, edit: OutputEdit) -> str:
    """What the output is counted in."""
    known = board.facts_of(edit.output, OutputFacts) if edit.output else None
    return str(edit.facts.get("deliverable", known.deliverable if known is not None else ""))


def _fact(column: Column, words: str, now: datetime.date, unit: str) -> object:
    if column is Column.DELIVERABLE:
        return words
    if not words.strip():
        return None
    try:
        return read_day(words, now) if column is Column.DUE else read_number(words, unit)
    except ValueError as error:
        raise UnreadableError(column, words) from error


def _with_outcomes(board: Board, edit: OutputEdit, words: str) -> OutputEdit:
    """Outcomes by reference or by their whole text, one a line or set apart by semicolons.

    Raises:
        UnreadableError: some of the words name none; its edit links the others.
    """
    by_text = {card.text.casefold(): card for card in board.outcomes()}
    lines = filter(None, map(str.strip, words.splitlines()))
    parts = [part for line in lines for part in _parts(board, by_text, line)]
    found = {part: _outcome(board, by_text, part) for part in parts}
    linked = tuple(dict.fromkeys(row for row in found.values() if row is not None))
    edit = replace(edit, outcomes=linked) if linked or not parts else edit
    unknown = [part for part, row in found.items() if row is None]
    if unknown:
        raise UnreadableError(Column.OUTCOME, "; ".join(unknown), edit if linked else None)
    return edit


def _parts(board: Board, by_text: Mapping[str, Card], line: str) -> list[str]:
    """What a line names one by one; an outcome's own text may hold a semicolon or a comma."""
    named = _REF.match(line)
    row = board.by_ref.get(named[1].upper(), "") if named is not None else ""
    own = board.cards[row].text if _is_outcome(board, row) else None
    rest = line[named.end() :] if named is not None else line
    if line.casefold() in by_text or (own is not None and rest.casefold() == own.casefold()):
        return [line]
    return list(filter(None, map(str.strip, _BETWEEN.split(line))))


def _outcome(board: Board, by_text: Mapping[str, Card], words: str) -> str | None:
    named = _REF.match(words)
    if named is not None:
        row = board.by_ref.get(named[1].upper(), "")
        if _is_outcome(board, row):
            return row
    card = by_text.get(words.casefold())
    return None if card is None else card.id


def _is_outcome(board: Board, row: str) -> bool:
    card = board.cards.get(row)
    return card is not None and card.kind is Kind.OUTCOME


def _by_outcome(board: Board, words: str) -> dict[str | None, str]:
    """What is said of each outcome: `G2: …` begins what is said of G2, else it is said of all."""
    found: dict[str | None, str] = {}
    parts = _ABOUT.split(words)
    if parts[0].strip() or len(parts) == 1:
        found[None] = parts[0].strip()
    for ref, says in zip(parts[1::2], parts[2::2], strict=True):
        row = board.by_ref.get(ref.upper(), "")
        if not _is_outcome(board, row):
            return {None: words}
        found[row] = says.strip()
    return found
