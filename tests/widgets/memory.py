"""A workshop in memory for widget tests: applies steps and keeps undo stacks. Writes no file."""

import datetime
from collections.abc import Callable
from typing import Concatenate, Literal, ParamSpec

from workshop.applied import Applied
from workshop.board import Board
from workshop.past import Event
from workshop.rules import Refusal, RefusedError
from workshop.scripting import template_step
from workshop.steps import Done, Step, StepName

P = ParamSpec("P")

_EMPTY = Board()


class MemorySession:
    """Runs commands as an open workshop does; `names` lists what was committed, oldest first."""

    can_write = True

    def __init__(self, board: Board = _EMPTY) -> None:
        self._board = board
        self._seq = 0
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._view_state: dict[str, object] = {}
        self._drafts: dict[str, object] = {}
        self._past = MemoryPast(board)

    @property
    def board(self) -> Board:
        return self._board

    @property
    def seq(self) -> int:
        return self._seq

    @property
    def to_undo(self) -> Done | None:
        return self._done[-1] if self._done else None

    @property
    def to_redo(self) -> Done | None:
        return self._undone[-1] if self._undone else None

    @property
    def past(self) -> "MemoryPast":
        return self._past

    @property
    def names(self) -> list[StepName]:
        return [step.name for step in self._done]

    def run(
        self, command: Callable[Concatenate[Board, P], Step], *args: P.args, **kwargs: P.kwargs
    ) -> Applied:
        step = command(self._board, *args, **kwargs)
        if not step.is_empty:
            self._done.append(step)
            self._undone.clear()
        return self._take(step, "do")

    def undo(self) -> Applied:
        if not self._done:
            raise RefusedError(Refusal.NOTHING_TO_UNDO)
        step = self._done.pop()
        self._undone.append(step)
        return self._take(step.inverted(), "undo")

    def redo(self) -> Applied:
        if not self._undone:
            raise RefusedError(Refusal.NOTHING_TO_REDO)
        step = self._undone.pop()
        self._done.append(step)
        return self._take(step, "redo")

    def view_state(self, key: str) -> object:
        return self._view_state.get(key)

    def set_view_state(self, key: str, value: object) -> None:
        self._view_state[key] = value

    def draft(self, key: str) -> object:
        return self._drafts.get(key)

    def set_draft(self, key: str, value: object) -> None:
        self._drafts[key] = value

    def clear_draft(self, key: str) -> None:
        self._drafts.pop(key, None)

    def _take(self, step: Step, kind: Literal["do", "undo", "redo"]) -> Applied:
        before = self._board
        if not step.is_empty:
            self._board = before.applied(step.changes)
            self._seq += 1
            self._past.note(kind, step, self._board)
        return Applied(
            before=before,
            board=self._board,
            touched=step.touched,
            name=step.name,
            ref=step.ref,
            seq=self._seq,
            changed=not step.is_empty,
        )


class MemoryPast:
    """Remembers every board. A change is made every ten hours; undo is told as a change itself."""

    def __init__(self, board: Board) -> None:
        self._steps: list[Step] = []
        self._events: list[Event] = []
        self._boards = [board]

    def note(self, kind: Literal["do", "undo", "redo"], step: Step, board: Board) -> None:
        seq = len(self._boards)
        at = datetime.datetime(2026, 11, 16, tzinfo=datetime.UTC) + datetime.timedelta(
            hours=10 * seq
        )
        self._events.append(Event(seq, at, "Ana", kind, None, step.name, step.ref))
        self._steps.append(step)
        self._boards.append(board)

    def events(self) -> list[Event]:
        return list(self._events)

    def event(self, seq: int) -> Event:
        return self._events[seq - 1]

    def step(self, seq: int) -> Step:
        return self._steps[seq - 1]

    def about(self, row: str) -> frozenset[int]:
        return frozenset(n for n, step in enumerate(self._steps, 1) if row in step.touched)

    def board_at(self, seq: int) -> Board:
        return self._boards[seq]


def board_from(script: str) -> Board:
    """The board a script leads to, one JSON object a line."""
    return Board().applied(template_step(script.splitlines()).changes)
