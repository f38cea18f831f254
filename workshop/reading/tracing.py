"""Whether an output leads to an outcome, whether it has to, and to which others it could."""

from workshop.board import Board
from workshop.details import Exemption
from workshop.records import Card
from workshop.vocabulary import Status


def is_gap(board: Board, output: str) -> bool:
    """True when this output can't answer “so that…?”.

    One that is dropped, or exempt for a reason, needs no answer.
    """
    if board.outputs[output].status is Status.DROPPED or board.links_from.get(output):
        return False
    return board.facts_of(output, Exemption) is None


def outcomes_to_link(board: Board, output: str) -> list[Card]:
    """Outcomes this output is not linked to yet, in tree order."""
    linked = {link.outcome for link in board.contributions_of(output)}
    return [card for card in board.outcomes() if card.id not in linked]
