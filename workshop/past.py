"""The history of an open workshop, as far as views need to know. Free of SQLite.

Owns what one change of the past is and what can be asked about it; `workshop.words.past` says it in
people's words, the store reads it from the journal.
"""

import datetime
from collections.abc import Sequence
from typing import Literal, Protocol

from msgspec import Struct

from workshop.board import Board
from workshop.steps import Step, StepName


class Event(Struct, frozen=True):
    """One committed change. An undo or redo inverts the change numbered `target`; `at` is UTC."""

    seq: int
    at: datetime.datetime
    actor: str
    kind: Literal["do", "undo", "redo"]
    target: int | None
    name: StepName
    ref: str | None


class Past(Protocol):
    """Every change of a workshop, and what it was before each."""

    def events(self) -> Sequence[Event]:
        """Every change, oldest first."""

    def event(self, seq: int) -> Event:
        """The change with this number."""

    def step(self, seq: int) -> Step:
        """What a change did to the rows."""

    def about(self, row: str) -> frozenset[int]:
        """Numbers of the changes to a card or output, to its details and to its links."""

    def board_at(self, seq: int) -> Board:
        """The workshop after the change with this number; before the first change for 0.

        Raises:
            RefusedError: the history can't be believed that far back.
        """


def origin_of(past: Past, event: Event) -> Event:
    """What a person did in the first place; an undo or redo leads back to it."""
    while event.target is not None:
        event = past.event(event.target)
    return event


def seq_on(past: Past, day: datetime.date) -> int:
    """Number of the last change made on this day or before it, in local time; 0 for none."""
    found = 0
    for event in past.events():
        if event.at.astimezone().date() > day:
            break
        found = event.seq
    return found
