"""Script lines for the method's details, made from their records so that nothing is written twice.

For every kind `add_…`, `edit_…` and `delete_…`; for a kind that a row has at most one of, `set_…`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import cast

import msgspec
from msgspec import UNSET, Struct, UnsetType, inspect

from workshop.board import Board
from workshop.commands.details import add_detail, delete_detail, edit_detail, set_facts
from workshop.details import DETAILS, Detail, own_fields
from workshop.records import WORKSHOP_ID
from workshop.steps import Step

RowOf = Callable[[Board, str], str]
Maker = Callable[[Struct, Board, RowOf], Step]


def detail_lines(base: type[Struct]) -> Mapping[type[Struct], Maker]:
    """Line classes below `base`, each with what makes a step of it."""
    made: dict[type[Struct], Maker] = {}
    for name, kind in DETAILS.items():
        if kind.only_one:
            made[_line(base, f"set_{name}", kind, owner=True, partial=True)] = _setting(kind)
        else:
            made[_line(base, f"add_{name}", kind, owner=True, partial=False)] = _adding(kind)
            made[_line(base, f"edit_{name}", kind, owner=False, partial=True)] = _editing(kind)
        made[_bare(base, f"delete_{name}")] = _deleting(kind)
    return MappingProxyType(made)


def _line(
    base: type[Struct], do: str, kind: type[Detail], *, owner: bool, partial: bool
) -> type[Struct]:
    """A line with the fields of a kind; `partial` makes all of them optional."""
    types = _types(kind)
    fields: list[tuple[str, object] | tuple[str, object, object]] = []
    is_of_workshop = kind.belongs_to == ("workshop",)
    if not owner:
        fields.append(("ref", str))
    elif not is_of_workshop:
        fields.append(("of", str))
    if do == "edit_metric":
        fields.append(("reason", str, ""))
    for field in own_fields(kind):
        declared = _ref(field) if field.name in kind.refers else types[field.name]
        if field.required and not partial:
            fields.append((field.name, declared))
        else:
            fields.append((field.name, declared | UnsetType, UNSET))
    # Required fields come first, as in any signature.
    fields.sort(key=len)
    return _struct(base, do, fields)


@cache
def _types(kind: type[Detail]) -> Mapping[str, type]:
    return {field.name: field.type for field in msgspec.structs.fields(kind)}


def _ref(field: inspect.Field) -> type:
    """References are words in a script; null where the field may point at nothing."""
    return str if field.required else cast("type", str | None)


def _bare(base: type[Struct], do: str) -> type[Struct]:
    return _struct(base, do, [("ref", str)])


def _struct(base: type[Struct], do: str, fields: Sequence[tuple[object, ...]]) -> type[Struct]:
    name = "".join(part.capitalize() for part in do.split("_"))
    return msgspec.defstruct(
        name,
        cast("list[tuple[str, type]]", fields),
        bases=(base,),
        tag=do,
        frozen=True,
        forbid_unknown_fields=True,
    )


def _setting(kind: type[Detail]) -> Maker:
    return lambda line, board, row_of: set_facts(
        board, kind, _owner(line, board, row_of), _fields(line, kind, board, row_of)
    )


def _adding(kind: type[Detail]) -> Maker:
    return lambda line, board, row_of: add_detail(
        board, kind, _owner(line, board, row_of), _fields(line, kind, board, row_of)
    )


def _editing(kind: type[Detail]) -> Maker:
    return lambda line, board, row_of: edit_detail(
        board,
        row_of(board, _text(line, "ref")),
        _fields(line, kind, board, row_of),
        reason=_text(line, "reason"),
        today=datetime.now().astimezone().date(),
    )


def _deleting(_kind: type[Detail]) -> Maker:
    return lambda line, board, row_of: delete_detail(board, row_of(board, _text(line, "ref")))


def _owner(line: Struct, board: Board, row_of: RowOf) -> str:
    of = _text(line, "of")
    return row_of(board, of) if of else WORKSHOP_ID


def _text(line: Struct, name: str) -> str:
    return str(getattr(line, name, ""))


def _fields(line: Struct, kind: type[Detail], board: Board, row_of: RowOf) -> dict[str, object]:
    given: dict[str, object] = {}
    for field in own_fields(kind):
        value = getattr(line, field.name)
        if value is not UNSET:
            is_ref = field.name in kind.refers and isinstance(value, str)
            given[field.name] = row_of(board, value) if is_ref else value
    return given
