"""Several commands as one step: each is made for the board that the one before leaves."""

from collections.abc import Callable, Iterable

from workshop.board import Board
from workshop.steps import Step, StepName, merged

#: Makes a step for the board as it is then.
Maker = Callable[[Board], Step]


def in_turn(board: Board, name: StepName, makers: Iterable[Maker]) -> Step:
    """One step out of several.

    Raises:
        RefusedError: one of them was refused; none counts then.
    """
    steps = []
    for make in makers:
        step = make(board)
        board = board.applied(step.changes)
        steps.append(step)
    ref = steps[0].ref if len(steps) == 1 else None
    return merged(name, steps, ref)
