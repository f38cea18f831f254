"""What a workshop still lacks, found by the program. Never a score, never a refusal.

One place for the window, the handout and `whyboard check`; `workshop.words` says a gap in words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workshop.board import Board
from workshop.records import Card
from workshop.vocabulary import Kind, Status


class GapCode(StrEnum):
    """Kinds of gap, in the order in which they are listed."""

    NO_PROBLEM = "no_problem"
    OUTPUT_WITHOUT_OUTCOME = "output_without_outcome"
    OUTCOME_WITHOUT_OUTPUT = "outcome_without_output"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing; `refs` name the cards and rows it is about."""

    code: GapCode
    refs: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


def gaps_of(board: Board) -> tuple[Gap, ...]:
    """Every gap, ordered by kind and then as the document reads."""
    return tuple(_gaps(board))


def is_gap(board: Board, output: str) -> bool:
    """True when this output can't answer “so that…?”. A dropped one needs no answer."""
    dropped = board.outputs[output].status is Status.DROPPED
    return not dropped and not board.links_from.get(output)


def _gaps(board: Board) -> Iterator[Gap]:
    if not board.workshop.problem and not board.is_empty:
        yield Gap(GapCode.NO_PROBLEM)
    for output in board.table_rows():
        if is_gap(board, output.id):
            yield Gap(GapCode.OUTPUT_WITHOUT_OUTCOME, (output.ref,), (output.id,))
    for outcome in outcomes_without_output(board):
        yield Gap(GapCode.OUTCOME_WITHOUT_OUTPUT, (outcome.ref,), (outcome.id,))


def outcomes_without_output(board: Board) -> list[Card]:
    """Outcomes that no output contributes to, not even through an outcome below them."""
    served = _served(board)
    return [outcome for outcome in board.outcomes() if outcome.id not in served]


def _served(board: Board) -> frozenset[str]:
    served: set[str] = set()
    for outcome in board.links_to:
        current: str | None = outcome
        while current is not None and current not in served:
            card = board.cards[current]
            if card.kind is not Kind.OUTCOME:
                break
            served.add(current)
            current = card.parent
    return frozenset(served)
