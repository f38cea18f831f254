"""Whether an output leads to an outcome, and whether it has to."""

from workshop.board import Board
from workshop.details import Exemption
from workshop.vocabulary import Status


def is_gap(board: Board, output: str) -> bool:
    """True when this output can't answer “so that…?”.

    One that is dropped, or exempt for a reason, needs no answer.
    """
    if board.outputs[output].status is Status.DROPPED or board.links_from.get(output):
        return False
    return board.facts_of(output, Exemption) is None
