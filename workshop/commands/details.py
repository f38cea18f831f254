"""Commands on the method's details: one set for every kind. Pure functions from board to step."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Final

import msgspec
from msgspec import UNSET, inspect
from msgspec.structs import asdict

from workshop.board import Board, without
from workshop.commands.people import joining, renaming, require_new_name
from workshop.commands.places import After, rank_among
from workshop.commands.removal import removed
from workshop.details import (
    Detail,
    KeyResult,
    LaneItem,
    LaneLink,
    Metric,
    MetricVersion,
    Participant,
    own_fields,
)
from workshop.reading.lanes import may_lead
from workshop.reading.people import known_spelling, owner_of
from workshop.records import MAX_NAME, new_id
from workshop.rules import (
    Refusal,
    RefusedError,
    detail_of,
    may_be_read,
    name_within_bounds,
    require_owner,
    text_within_bounds,
)
from workshop.steps import RowChange, Step, StepName

#: Values by field name, as a form or a script gives them.
Fields = Mapping[str, object]


def add_detail(
    board: Board,
    kind: type[Detail],
    owner: str,
    fields: Fields,
    *,
    after: After = UNSET,
    detail: str | None = None,
) -> Step:
    """Add a detail to a row; `detail` fixes its identity. A new owner becomes a participant.

    Raises:
        RefusedError: the row can't have one, or a value is out of bounds.
    """
    require_owner(board, kind, owner)
    siblings = board.details_of.get(owner, ())
    added = _built(
        kind,
        {
            "id": detail or new_id(),
            "owner": owner,
            "number": board.next_number(kind.letter),
            "rank": rank_among(siblings, after, lambda row: board.details[row].rank),
        }
        | _cleaned(board, kind, fields),
    )
    if isinstance(added, Participant):
        require_new_name(board, added.name)
    _require_targets(board, None, added)
    changes = (RowChange(None, added), *joining(board, owner_of(added)))
    return Step(StepName.ADD_DETAIL, changes, added.ref)


def edit_detail(
    board: Board, detail: str, fields: Fields, *, reason: str = "", today: date | None = None
) -> Step:
    """Change fields of a detail. A metric keeps what it was when a `reason` is given.

    The rows that name a participant follow a new name; a new owner becomes a participant.

    Raises:
        RefusedError: a value is out of bounds.
    """
    before = detail_of(board, detail)
    kind = type(before)
    plain = asdict(before)
    after = _built(kind, plain | _cleaned(board, kind, fields))
    if after == before:
        return Step(StepName.EDIT_DETAIL, (), before.ref)
    _require_targets(board, before, after)
    changes = [RowChange(before, after)]
    if isinstance(before, Participant) and isinstance(after, Participant):
        require_new_name(board, after.name, before.id)
        changes += renaming(board, before, after)
    elif owner_of(after) != owner_of(before):
        changes += joining(board, owner_of(after))
    if isinstance(before, Metric) and reason:
        changes.append(RowChange(None, _version(board, before, reason, today)))
    return Step(StepName.EDIT_DETAIL, tuple(changes), after.ref)


def set_facts(board: Board, kind: type[Detail], owner: str, fields: Fields) -> Step:
    """Change the one detail of a kind that a row has at most one of, or give it one.

    Raises:
        RefusedError: the row can't have one, or a value is out of bounds.
    """
    known = board.facts_of(owner, kind)
    if known is not None:
        return edit_detail(board, known.id, fields)
    return add_detail(board, kind, owner, fields)


def move_detail(board: Board, detail: str, *, after: After = UNSET) -> Step:
    """Move a detail among those of its owner; None for the first place."""
    before = detail_of(board, detail)
    siblings = board.details_of[before.owner]
    others = without(siblings, detail)
    rank = rank_among(others, after, lambda row: board.details[row].rank)
    moved = _built(type(before), asdict(before) | {"rank": rank})
    same = board.applied([RowChange(before, moved)]).details_of[before.owner] == siblings
    return Step(StepName.MOVE_DETAIL, () if same else (RowChange(before, moved),), before.ref)


def delete_detail(board: Board, detail: str) -> Step:
    """Delete a detail with everything that belongs to it."""
    gone = detail_of(board, detail)
    return Step(StepName.DELETE_DETAIL, tuple(removed(board, [gone])), gone.ref)


#: What a metric is: when it changes, the earlier one is part of the story.
_DEFINING: Final = ("name", "unit", "baseline", "target", "due")


def defines_anew(was: Metric, field: str) -> bool:
    """Whether a change of this field makes another metric of one that said something there."""
    return field in _DEFINING and getattr(was, field) not in (None, "")


def defined_anew(was: Metric, fields: Fields) -> bool:
    """Whether these values make another metric of one that was defined."""
    return any(
        getattr(was, field) != value and defines_anew(was, field) for field, value in fields.items()
    )


def keep_version(board: Board, was: Metric, reason: str, today: date) -> Step:
    """Keep what a metric was before it was changed, and why it changed.

    Raises:
        RefusedError: the metric is gone, or the reason is too long.
    """
    require_owner(board, MetricVersion, was.id)
    kept = _version(board, was, reason, today)
    return Step(StepName.ADD_DETAIL, (RowChange(None, kept),), kept.ref)


def _require_targets(board: Board, before: Detail | None, after: Detail) -> None:
    """Refuse a line that may not lead where it leads, and a key result read from nothing."""
    if isinstance(after, KeyResult):
        is_new = not isinstance(before, KeyResult) or before.reads != after.reads
        if is_new and after.reads is not None and not may_be_read(board, after.reads):
            raise RefusedError(Refusal.BAD_VALUE, field="reads")
    elif isinstance(after, LaneLink):
        links = board.list_of(after.owner, LaneLink)
        if any(link.leads_to == after.leads_to for link in links if link.id != after.id):
            raise RefusedError(Refusal.LEADS_ALREADY)
        _require_lines(board, [after])
    elif isinstance(after, LaneItem) and isinstance(before, LaneItem) and before.lane != after.lane:
        lines = (row for row in board.details.values() if isinstance(row, LaneLink))
        moved = board.applied([RowChange(before, after)])
        _require_lines(moved, [line for line in lines if after.id in (line.owner, line.leads_to)])


def _require_lines(board: Board, lines: Iterable[LaneLink]) -> None:
    if not all(may_lead(board, line.owner, line.leads_to) for line in lines):
        raise RefusedError(Refusal.MAY_NOT_LEAD_TO)


@cache
def _cleaners(kind: type[Detail]) -> Mapping[str, Callable[[str], str]]:
    """How the text of each text field is cleaned: names on one line, texts on several."""
    cleaners: dict[str, Callable[[str], str]] = {}
    for field in own_fields(kind):
        if isinstance(field.type, inspect.StrType) and field.type.max_length is not None:
            is_name = field.type.max_length <= MAX_NAME
            cleaners[field.name] = name_within_bounds if is_name else text_within_bounds
    return cleaners


def _cleaned(board: Board, kind: type[Detail], fields: Fields) -> dict[str, object]:
    cleaners = _cleaners(kind)
    known = {field.name for field in own_fields(kind)}
    cleaned: dict[str, object] = {}
    for name, value in fields.items():
        if name not in known:
            raise RefusedError(Refusal.BAD_VALUE, field=name)
        clean = cleaners.get(name)
        cleaned[name] = clean(value) if clean is not None and isinstance(value, str) else value
        if name in kind.people and isinstance(value, str):
            cleaned[name] = known_spelling(board, name_within_bounds(value))
    return cleaned


def _built(kind: type[Detail], plain: dict[str, object]) -> Detail:
    try:
        return msgspec.convert({"kind": kind.kind_name} | plain, kind)
    except msgspec.ValidationError as error:
        field = str(error).rpartition("`$.")[2].rstrip("`") or str(error)
        raise RefusedError(Refusal.BAD_VALUE, field=field) from error


def _version(board: Board, metric: Metric, reason: str, today: date | None) -> MetricVersion:
    siblings = board.details_of.get(metric.id, ())
    return MetricVersion(
        id=new_id(),
        owner=metric.id,
        number=board.next_number(MetricVersion.letter),
        rank=rank_among(siblings, UNSET, lambda row: board.details[row].rank),
        name=metric.name,
        unit=metric.unit,
        unit_kind=metric.unit_kind,
        direction=metric.direction,
        baseline=metric.baseline,
        target=metric.target,
        due=metric.due,
        reason=text_within_bounds(reason),
        until=today,
    )
