"""Going back to an earlier board as one ordinary change, computed from the difference of the two.

Pure functions. Where earlier boards come from, the journal or a snapshot, is the store's business.
"""

from workshop.board import Board, changes_between
from workshop.steps import Step, StepName


def go_back(board: Board, earlier: Board) -> Step:
    """Make every row what it was on the earlier board; references stay used up."""
    return Step(StepName.GO_BACK, changes_between(board, earlier))
