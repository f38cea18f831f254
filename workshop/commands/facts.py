"""Commands on the workshop's own facts: title, problem, team and date; its people by name."""

import datetime
from collections.abc import Iterator

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from workshop.board import Board
from workshop.commands.details import add_detail, delete_detail, edit_detail, move_detail
from workshop.details import Participant
from workshop.reading.people import participant_named
from workshop.records import WORKSHOP_ID
from workshop.rules import name_within_bounds, people_within_bounds, text_within_bounds
from workshop.steps import RowChange, Step, StepName, merged
from workshop.values.text import name_key


def set_workshop(
    board: Board,
    *,
    title: str | UnsetType = UNSET,
    problem: str | UnsetType = UNSET,
    team: str | UnsetType = UNSET,
    held_on: datetime.date | UnsetType | None = UNSET,
    people: tuple[str, ...] | UnsetType = UNSET,
) -> Step:
    """Change the facts on the cover; UNSET leaves one as it is.

    `people` are the participants by name, in order: those that stay keep what is known of them.

    Raises:
        RefusedError: a text is too long or there are too many people.
    """
    before = after = board.workshop
    if not isinstance(title, UnsetType):
        after = replace(after, title=name_within_bounds(title))
    if not isinstance(problem, UnsetType):
        after = replace(after, problem=text_within_bounds(problem))
    if not isinstance(team, UnsetType):
        after = replace(after, team=name_within_bounds(team))
    if not isinstance(held_on, UnsetType):
        after = replace(after, held_on=held_on)
    facts = Step(StepName.SET_WORKSHOP, () if before == after else (RowChange(before, after),))
    if isinstance(people, UnsetType):
        return facts
    return merged(StepName.SET_WORKSHOP, (facts, *_people_steps(board, people)))


def _people_steps(board: Board, names: tuple[str, ...]) -> Iterator[Step]:
    """Steps, each on the board the one before left, that make these the participants."""
    wanted = people_within_bounds(names)
    staying = {name_key(name) for name in wanted}
    for person in board.people():
        if name_key(person.name) in staying:
            staying.remove(name_key(person.name))
        else:
            step = delete_detail(board, person.id)
            board = board.applied(step.changes)
            yield step
    last: str | None = None
    for name in wanted:
        for step in _seated(board, name, last):
            board = board.applied(step.changes)
            yield step
        seated = participant_named(board, name)
        last = None if seated is None else seated.id


def _seated(board: Board, name: str, last: str | None) -> Iterator[Step]:
    """What makes a participant of this name and spelling come right after another one."""
    known = participant_named(board, name)
    people = [person.id for person in board.people()]
    at = 0 if last is None else people.index(last) + 1
    if known is None:
        after = UNSET if at == len(people) else last
        yield add_detail(board, Participant, WORKSHOP_ID, {"name": name}, after=after)
        return
    if known.name != name:
        step = edit_detail(board, known.id, {"name": name})
        board = board.applied(step.changes)
        yield step
    if people[at] != known.id:
        yield move_detail(board, known.id, after=last)
