"""Commands on the lanes of the logic model: pure functions from a board to a step."""

from workshop.board import Board
from workshop.commands.details import add_detail, delete_detail
from workshop.commands.outputs import link_output, unlink_output
from workshop.details import LaneLink
from workshop.reading.lanes import may_lead
from workshop.rules import Refusal, RefusedError
from workshop.steps import Step


def lead_to(board: Board, row: str, target: str) -> Step:
    """Draw a line from a row to one of a later lane; an output's is its link to an outcome.

    Raises:
        RefusedError: the row can't lead there, or already does.
    """
    if not may_lead(board, row, target):
        raise RefusedError(Refusal.MAY_NOT_LEAD_TO)
    if row in board.outputs:
        return link_output(board, row, target)
    return add_detail(board, LaneLink, row, {"leads_to": target})


def stop_leading_to(board: Board, row: str, target: str) -> Step:
    """Take the line between two rows away.

    Raises:
        RefusedError: there is none.
    """
    if row in board.outputs:
        return unlink_output(board, row, target)
    for link in board.list_of(row, LaneLink):
        if link.leads_to == target:
            return delete_detail(board, link.id)
    raise RefusedError(Refusal.NO_SUCH_LINE)
