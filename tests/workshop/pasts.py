"""A past without a store, for the rules that ask about one."""

import datetime
from collections.abc import Iterable, Sequence

from workshop.board import Board
from workshop.past import Event
from workshop.steps import Step


class Told:
    """A `Past` told as steps, each with the day on which it was taken (at noon)."""

    def __init__(self, steps: Iterable[tuple[datetime.date, Step]]) -> None:
        self._steps = list(steps)

    def events(self) -> Sequence[Event]:
        return [self.event(seq) for seq in range(1, len(self._steps) + 1)]

    def event(self, seq: int) -> Event:
        day, step = self._steps[seq - 1]
        noon = datetime.datetime.combine(day, datetime.time(12)).astimezone()
        return Event(seq, noon, "", "do", None, step.name, step.ref)

    def step(self, seq: int) -> Step:
        return self._steps[seq - 1][1]

    def about(self, row: str) -> frozenset[int]:
        steps = enumerate(self._steps, 1)
        return frozenset(seq for seq, (_, step) in steps if row in step.touched)

    def board_at(self, seq: int) -> Board:
        board = Board()
        for _, step in self._steps[:seq]:
            board = board.applied(step.changes)
        return board
