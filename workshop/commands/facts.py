"""Commands on the workshop's own facts: title, problem, team, date and people."""

import datetime

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from workshop.board import Board
from workshop.rules import name_within_bounds, people_within_bounds, text_within_bounds
from workshop.steps import RowChange, Step, StepName


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
    if not isinstance(people, UnsetType):
        after = replace(after, people=people_within_bounds(people))
    changes = () if before == after else (RowChange(before, after),)
    return Step(StepName.SET_WORKSHOP, changes)
