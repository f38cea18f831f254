"""How far back the history of a damaged workshop can be believed.

As far as every command is there with all its changes, and each change says what the rows were.
"""

from collections.abc import Mapping, Sequence

from workshop.board import Board, StaleStepError
from workshop.steps import FLOORS, RowChange, Step
from workshop.store.journal import BrokenOrderError, Entry, Stacks
from workshop.store.soundness import UnsoundError, require_sound_step


def believable(
    board: Board,
    entries: Mapping[int, Entry],
    changes: Mapping[int, tuple[int, RowChange]],
    last: int | None,
) -> tuple[Board, list[tuple[Entry, Step]]]:
    """The board at some moment and the commands that led from there to this one, oldest first.

    `entries` are commands by their number; `changes` are numbered on, each with its command. `last`
    is the number of the last change there was: without it nobody knows whether the newest command
    is all there.
    """
    past: list[tuple[Entry, Step]] = []
    boards = [board]
    number = max(changes, default=0)
    if number != last:
        return board, past
    for seq in range(max(entries, default=0), 0, -1):
        entry = entries.get(seq)
        own: list[RowChange] = []
        while number in changes and changes[number][0] == seq:
            own.append(changes[number][1])
            number -= 1
        # Where a change is missing nobody knows whose it was.
        is_whole = bool(own) and (number == 0 or number in changes)
        if entry is None or entry.name in FLOORS or not is_whole:
            break
        step = Step(entry.name, tuple(reversed(own)), entry.ref)
        earlier = _before(boards[-1], step)
        if earlier is None:
            break
        past.append((entry, step))
        boards.append(earlier)
    boards.reverse()
    past.reverse()
    start = _start_of_order([entry for entry, _ in past])
    return boards[start], past[start:]


def _before(board: Board, step: Step) -> Board | None:
    """The board before a step; None when the step can't have led here."""
    back = step.inverted()
    try:
        earlier = board.applied(back.changes)
        require_sound_step(earlier, back)
    except (StaleStepError, UnsoundError):
        return None
    return earlier


def _start_of_order(entries: Sequence[Entry]) -> int:
    """The first from which on every undo and redo inverts one that is there."""
    start = 0
    while True:
        stacks = Stacks()
        for place, entry in enumerate(entries[start:], start):
            try:
                stacks.note(entry)
            except BrokenOrderError:
                start = place + 1
                break
        else:
            return start
