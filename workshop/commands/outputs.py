"""Commands on the output → outcome table: pure functions from a board to a step."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec import UNSET, Struct, UnsetType, field
from msgspec.structs import replace

from workshop.board import Board, without
from workshop.commands.details import add_detail, delete_detail, edit_detail, set_facts
from workshop.commands.people import joining
from workshop.commands.places import After, rank_among
from workshop.commands.removal import removed
from workshop.commands.turns import Maker, in_turn
from workshop.details import Assumption, ContributionFacts, Detail, OutputFacts
from workshop.method import Confidence
from workshop.reading.people import known_spelling
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

V = TypeVar("V")


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

    An owner nobody knows yet becomes a participant.

    Raises:
        RefusedError: `solution` is not a solution, or a text is too long.
    """
    if solution is not None:
        text = text or solution_of(board, solution).text
    owner = known_spelling(board, name_within_bounds(owner))
    added = Output(
        id=output or new_id(),
        number=board.next_number(OUTPUT_LETTER),
        rank=rank_among(board.rows, after, lambda row: board.outputs[row].rank),
        text=text_within_bounds(text),
        owner=owner,
        status=status,
        solution=solution,
    )
    changes = (RowChange(None, added), *joining(board, owner))
    return Step(StepName.ADD_OUTPUT, changes, added.ref)


def edit_output(
    board: Board,
    output: str,
    *,
    text: str | UnsetType = UNSET,
    owner: str | UnsetType = UNSET,
    status: Status | UnsetType = UNSET,
    solution: str | UnsetType | None = UNSET,
) -> Step:
    """Change a row; UNSET leaves a field as it is. A new owner becomes a participant."""
    before = after = output_of(board, output)
    if not isinstance(text, UnsetType):
        after = replace(after, text=text_within_bounds(text))
    if not isinstance(owner, UnsetType):
        after = replace(after, owner=known_spelling(board, name_within_bounds(owner)))
    if not isinstance(status, UnsetType):
        after = replace(after, status=status)
    if not isinstance(solution, UnsetType):
        if solution is not None:
            solution_of(board, solution)
        after = replace(after, solution=solution)
    changes = _changed(StepName.EDIT_OUTPUT, before, after).changes
    if after.owner != before.owner:
        changes += tuple(joining(board, after.owner))
    return Step(StepName.EDIT_OUTPUT, changes, after.ref)


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
    board: Board,
    output: str,
    outcome: str,
    *,
    assumption: str | UnsetType = UNSET,
    link: str | None = None,
) -> Step:
    """Link an output to an outcome it contributes to, or change what an existing link assumes.

    An `assumption` is the text of the link's first A row; none of it deletes that row. `link` fixes
    the identity of a new link.

    Raises:
        RefusedError: one of the two is missing or is no outcome; they are linked already and
            nothing is assumed.
    """
    row, goal = output_of(board, output), outcome_of(board, outcome)
    known = _link(board, row.id, goal.id)
    if known is not None:
        if isinstance(assumption, UnsetType):
            raise RefusedError(Refusal.LINKED_ALREADY, ref=row.ref, outcome=goal.ref)
        return Step(
            StepName.LINK_OUTPUT, _first_assumption(board, known, assumption).changes, row.ref
        )
    added = Contribution(
        id=link or new_id(),
        output=row.id,
        outcome=goal.id,
        rank=rank_among(
            board.links_from.get(row.id, ()), UNSET, lambda other: board.links[other].rank
        ),
    )
    changes: tuple[RowChange, ...] = (RowChange(None, added),)
    if not isinstance(assumption, UnsetType):
        changes += _first_assumption(board.applied(changes), added, assumption).changes
    return Step(StepName.LINK_OUTPUT, changes, row.ref)


def _first_assumption(board: Board, link: Contribution, text: str) -> Step:
    """What makes the first A row of a link say this."""
    text = text_within_bounds(text)
    first = next(iter(board.assumptions_of(link.id)), None)
    if first is None:
        nothing = Step(StepName.LINK_OUTPUT, ())
        return add_detail(board, Assumption, link.id, {"text": text}) if text else nothing
    if not text:
        return delete_detail(board, first.id)
    return edit_detail(board, first.id, {"text": text})


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


class OutputEdit(Struct, frozen=True, kw_only=True):
    """What is written to one row of the table at once; UNSET leaves a field as it is.

    Without an `output` a row is added at the end. `facts` are fields of `OutputFacts`. `outcomes`
    are all the outcomes it is linked to afterwards. What is said of its links goes by outcome;
    what stands under None goes to every link that is not named.
    """

    output: str | None = None
    text: str | UnsetType = UNSET
    owner: str | UnsetType = UNSET
    status: Status | UnsetType = UNSET
    facts: Mapping[str, object] = field(default_factory=dict)
    outcomes: tuple[str, ...] | UnsetType = UNSET
    assumptions: Mapping[str | None, str] = field(default_factory=dict)
    confidences: Mapping[str | None, Confidence | None] = field(default_factory=dict)


def write_outputs(board: Board, edits: Iterable[OutputEdit]) -> Step:
    """Write many cells of the table, and add rows, as one step.

    Raises:
        RefusedError: one of the values breaks a rule; then nothing is written.
    """
    makers = [maker for edit in edits for maker in _makers(edit)]
    return in_turn(board, StepName.EDIT_OUTPUT, makers)


def delete_outputs(board: Board, outputs: Iterable[str]) -> Step:
    """Delete rows and their links to outcomes."""

    def gone(output: str) -> Maker:
        return lambda board: delete_output(board, output)

    return in_turn(board, StepName.DELETE_OUTPUT, [gone(output) for output in outputs])


def _makers(edit: OutputEdit) -> Iterator[Maker]:
    output = edit.output or new_id()
    if edit.output is None:
        yield lambda board: add_output(board, output=output)
    yield lambda board: edit_output(
        board, output, text=edit.text, owner=edit.owner, status=edit.status
    )
    if edit.facts:
        yield lambda board: _said(board, OutputFacts, output, edit.facts)
    if not isinstance(edit.outcomes, UnsetType):
        outcomes = edit.outcomes
        yield lambda board: _linked_to(board, output, outcomes)
    if edit.assumptions:
        yield lambda board: _assumed(board, output, edit.assumptions)
    if edit.confidences:
        yield lambda board: _trusted(board, output, edit.confidences)


def _linked_to(board: Board, output: str, outcomes: tuple[str, ...]) -> Step:
    """Exactly these links; those that exist keep what is said about them."""
    before = {link.outcome for link in board.contributions_of(output)}

    def link(outcome: str) -> Maker:
        return lambda board: link_output(board, output, outcome)

    def unlink(outcome: str) -> Maker:
        return lambda board: unlink_output(board, output, outcome)

    makers = [unlink(outcome) for outcome in before.difference(outcomes)]
    makers += [link(outcome) for outcome in dict.fromkeys(outcomes) if outcome not in before]
    return in_turn(board, StepName.LINK_OUTPUT, makers)


def _assumed(board: Board, output: str, assumptions: Mapping[str | None, str]) -> Step:
    def assume(outcome: str, says: str) -> Maker:
        return lambda board: link_output(board, output, outcome, assumption=says)

    links = _by_outcome(board, output, assumptions)
    makers = [assume(link.outcome, says) for link, says in links]
    return in_turn(board, StepName.LINK_OUTPUT, makers)


def _trusted(
    board: Board, output: str, confidences: Mapping[str | None, Confidence | None]
) -> Step:
    def trust(link: str, confidence: Confidence | None) -> Maker:
        return lambda board: _said(board, ContributionFacts, link, {"confidence": confidence})

    links = _by_outcome(board, output, confidences)
    makers = [trust(link.id, confidence) for link, confidence in links]
    return in_turn(board, StepName.EDIT_DETAIL, makers)


def _said(board: Board, kind: type[Detail], owner: str, fields: Mapping[str, object]) -> Step:
    """As `set_facts`, but nothing is added to say nothing."""
    says_nothing = all(value in (None, "") for value in fields.values())
    if says_nothing and board.facts_of(owner, kind) is None:
        return Step(StepName.EDIT_DETAIL, ())
    return set_facts(board, kind, owner, fields)


def _by_outcome(
    board: Board, output: str, values: Mapping[str | None, V]
) -> Iterator[tuple[Contribution, V]]:
    """The links of an output that something is said of, with it."""
    for link in board.contributions_of(output):
        key = link.outcome if link.outcome in values else None
        if key in values:
            yield link, values[key]


def _link(board: Board, output: str, outcome: str) -> Contribution | None:
    return next((c for c in board.contributions_of(output) if c.outcome == outcome), None)


def _changed(name: StepName, before: Output, after: Output) -> Step:
    changes = () if before == after else (RowChange(before, after),)
    return Step(name, changes, after.ref)
