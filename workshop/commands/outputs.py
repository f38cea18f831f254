"""Commands on the output → outcome table: pure functions from a board to a step."""

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from workshop.board import Board, without
from workshop.commands.places import After, rank_among
from workshop.commands.removal import removed
from workshop.records import Contribution, Output, new_id
from workshop.rules import (
    Refusal,
    RefusedError,
    name_within_bounds,
    outcome_of,
    output_of,
    solution_of,
    text_within_bounds,
)
from workshop.steps import RowChange, Step, StepName
from workshop.vocabulary import OUTPUT_LETTER, Status


def add_output(
    board: Board,
    *,
    text: str = "",
    owner: str = "",
    status: Status = Status.PLANNED,
    solution: str | None = None,
    after: After = UNSET,
    output: str | None = None,
) -> Step:
    """Add a row; one that comes from a solution takes its text when it has none of its own.

    Raises:
        RefusedError: `solution` is not a solution, or a text is too long.
    """
    if solution is not None:
        text = text or solution_of(board, solution).text
    added = Output(
        id=output or new_id(),
        number=board.next_number(OUTPUT_LETTER),
        rank=rank_among(board.rows, after, lambda row: board.outputs[row].rank),
        text=text_within_bounds(text),
        owner=name_within_bounds(owner),
        status=status,
        solution=solution,
    )
    return Step(StepName.ADD_OUTPUT, (RowChange(None, added),), added.ref)


def edit_output(
    board: Board,
    output: str,
    *,
    text: str | UnsetType = UNSET,
    owner: str | UnsetType = UNSET,
    status: Status | UnsetType = UNSET,
    solution: str | UnsetType | None = UNSET,
) -> Step:
    """Change a row; UNSET leaves a field as it is."""
    before = output_of(board, output)
    after = before
    if not isinstance(text, UnsetType):
        after = replace(after, text=text_within_bounds(text))
    if not isinstance(owner, UnsetType):
        after = replace(after, owner=name_within_bounds(owner))
    if not isinstance(status, UnsetType):
        after = replace(after, status=status)
    if not isinstance(solution, UnsetType):
        if solution is not None:
            solution_of(board, solution)
        after = replace(after, solution=solution)
    return _changed(StepName.EDIT_OUTPUT, before, after)


def move_output(board: Board, output: str, *, after: After = UNSET) -> Step:
    """Move a row of the table after another one; None for the first place."""
    before = output_of(board, output)
    others = without(board.rows, output)
    rank = rank_among(others, after, lambda row: board.outputs[row].rank)
    moved = replace(before, rank=rank)
    same_place = board.applied([RowChange(before, moved)]).rows == board.rows
    return _changed(StepName.MOVE_OUTPUT, before, before if same_place else moved)


def delete_output(board: Board, output: str) -> Step:
    """Delete a row and its links to outcomes; its solution stays on the tree."""
    gone = output_of(board, output)
    rows = [*board.contributions_of(output), gone]
    return Step(StepName.DELETE_OUTPUT, tuple(removed(board, rows)), gone.ref)


def link_output(
    board: Board, output: str, outcome: str, *, assumption: str | UnsetType = UNSET
) -> Step:
    """Link an output to an outcome it contributes to, or change what an existing link assumes.

    Raises:
        RefusedError: one of the two is missing or is no outcome.
    """
    row, goal = output_of(board, output), outcome_of(board, outcome)
    text = UNSET if isinstance(assumption, UnsetType) else text_within_bounds(assumption)
    before = _link(board, row.id, goal.id)
    if before is not None:
        after = before if isinstance(text, UnsetType) else replace(before, assumption=text)
        changes = () if after == before else (RowChange(before, after),)
        return Step(StepName.LINK_OUTPUT, changes, row.ref)
    added = Contribution(
        id=new_id(),
        output=row.id,
        outcome=goal.id,
        rank=rank_among(
            board.links_from.get(row.id, ()), UNSET, lambda link: board.links[link].rank
        ),
        assumption="" if isinstance(text, UnsetType) else text,
    )
    return Step(StepName.LINK_OUTPUT, (RowChange(None, added),), row.ref)


def unlink_output(board: Board, output: str, outcome: str) -> Step:
    """Take the link between an output and an outcome away.

    Raises:
        RefusedError: there is no such link.
    """
    row, goal = output_of(board, output), outcome_of(board, outcome)
    link = _link(board, row.id, goal.id)
    if link is None:
        raise RefusedError(Refusal.NOT_LINKED, ref=row.ref, outcome=goal.ref)
    return Step(StepName.UNLINK_OUTPUT, tuple(removed(board, [link])), row.ref)


def _link(board: Board, output: str, outcome: str) -> Contribution | None:
    return next((c for c in board.contributions_of(output) if c.outcome == outcome), None)


def _changed(name: StepName, before: Output, after: Output) -> Step:
    changes = () if before == after else (RowChange(before, after),)
    return Step(name, changes, after.ref)
