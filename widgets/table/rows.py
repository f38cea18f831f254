"""What one row of the output → outcome table shows, read from a board. Knows no Qt."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from workshop.applied import Applied
from workshop.board import Board
from workshop.gaps import is_gap
from workshop.records import Card, Contribution, Output
from workshop.vocabulary import Status
from workshop.words import status_word, text


class Column(IntEnum):
    """Columns of the table, from the left."""

    OUTPUT = 0
    OUTCOME = 1
    ASSUMPTION = 2
    OWNER = 3
    STATUS = 4


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an outcome: the outcome's identity, reference and text, and what we assume."""

    outcome: str
    ref: str
    text: str
    assumption: str


@dataclass(frozen=True, slots=True)
class Row:
    """An output as the table shows it; `solution` is the card it comes from."""

    output: str
    ref: str
    text: str
    solution: str | None
    origin: str
    links: tuple[Link, ...]
    owner: str
    status: Status
    is_gap: bool

    def words(self, column: Column) -> str:
        """The cell as plain text, for screen readers and search."""
        words = {
            Column.OUTPUT: " ".join(filter(None, (self.ref, self.text, self.origin))),
            Column.OUTCOME: ", ".join(f"{link.ref} {link.text}" for link in self.links),
            Column.ASSUMPTION: "\n".join(link.assumption for link in self.links),
            Column.OWNER: self.owner,
            Column.STATUS: status_word(self.status),
        }[column]
        return no_outcome() if column is Column.OUTCOME and self.is_gap else words


def heading(column: Column) -> str:
    """What stands above a column."""
    return {
        Column.OUTPUT: text("Output: what we make"),
        Column.OUTCOME: text("Outcome: what changes"),
        Column.ASSUMPTION: text("We assume"),
        Column.OWNER: text("Owner"),
        Column.STATUS: text("Status"),
    }[column]


def no_outcome() -> str:
    """What an output without an outcome is asked."""
    return text("No outcome yet. What should change because of it?")


def invitation() -> str:
    """What the row that is not there yet says."""
    return text("Type an output, then Tab to its outcome…")


def row_of(board: Board, output: str) -> Row:
    """The row of an output."""
    record = board.outputs[output]
    links = []
    for contribution in board.contributions_of(output):
        outcome = board.cards[contribution.outcome]
        links.append(Link(outcome.id, outcome.ref, outcome.text, contribution.assumption))
    return Row(
        output=output,
        ref=record.ref,
        text=record.text,
        solution=record.solution,
        origin=_origin(board, record.solution),
        links=tuple(links),
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


def outcomes_to_link(board: Board, output: str) -> list[Card]:
    """Outcomes this output is not linked to yet, in tree order."""
    linked = {link.outcome for link in board.contributions_of(output)}
    return [card for card in board.outcomes() if card.id not in linked]


def owners_to_offer(board: Board) -> list[str]:
    """People of the workshop, then other owners already named, without repeats."""
    owners = (output.owner for output in board.table_rows() if output.owner)
    return list(dict.fromkeys((*board.workshop.people, *owners)))


def _origin(board: Board, solution: str | None) -> str:
    if solution is None:
        return ""
    card = board.cards[solution]
    return text("from solution {ref} “{text}”").format(ref=card.ref, text=card.text)


def _outputs_showing(board: Board, row: str) -> Iterator[str]:
    record = board.record(row)
    if isinstance(record, Output):
        yield record.id
    elif isinstance(record, Contribution):
        yield record.output
    elif isinstance(record, Card):
        yield from (link.output for link in board.contributions_to(row))
        yield from (output.id for output in board.outputs_from(row))
