"""Commands on the quiet links that join a solution to a second opportunity it also helps.

Such a link moves no card and is no second parent: a solution hangs in one place.
"""

from msgspec import UNSET

from workshop.board import Board
from workshop.commands.places import rank_among
from workshop.records import Support, new_id
from workshop.rules import Refusal, RefusedError, opportunity_of, solution_of
from workshop.steps import RowChange, Step, StepName


def support_opportunity(board: Board, solution: str, opportunity: str) -> Step:
    """Say that a solution also helps an opportunity; nothing changes when that is said already.

    Raises:
        RefusedError: one of the two is missing or of another kind, or the solution hangs under
            the opportunity.
    """
    helper, helped = solution_of(board, solution), opportunity_of(board, opportunity)
    if opportunity in board.ancestors_of(solution):
        raise RefusedError(Refusal.HELPS_ALREADY, ref=helper.ref, opportunity=helped.ref)
    if _support(board, solution, opportunity) is not None:
        return Step(StepName.SUPPORT_OPPORTUNITY, (), helper.ref)
    siblings = board.supports_from.get(solution, ())
    added = Support(
        id=new_id(),
        solution=solution,
        opportunity=opportunity,
        rank=rank_among(siblings, UNSET, lambda link: board.supports[link].rank),
    )
    return Step(StepName.SUPPORT_OPPORTUNITY, (RowChange(None, added),), helper.ref)


def unsupport_opportunity(board: Board, solution: str, opportunity: str) -> Step:
    """Take the link between a solution and an opportunity it also helps away.

    Raises:
        RefusedError: there is no such link.
    """
    helper, helped = solution_of(board, solution), opportunity_of(board, opportunity)
    link = _support(board, solution, opportunity)
    if link is None:
        raise RefusedError(Refusal.NOT_HELPING, ref=helper.ref, opportunity=helped.ref)
    return Step(StepName.UNSUPPORT_OPPORTUNITY, (RowChange(link, None),), helper.ref)


def _support(board: Board, solution: str, opportunity: str) -> Support | None:
    links = board.supports_of(solution)
    return next((link for link in links if link.opportunity == opportunity), None)
