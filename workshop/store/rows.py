"""Records as table rows and back. Knows columns, not SQL libraries or files."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from workshop.details import AnyDetail, Detail
from workshop.records import (
    Card,
    Contribution,
    InvalidRecordError,
    Output,
    Record,
    Support,
    Workshop,
    from_image,
    validated,
)

#: Tables whose columns are the fields of their records.
_KINDS: Final[Mapping[str, type[Record]]] = MappingProxyType(
    {
        "workshop": Workshop,
        "card": Card,
        "output": Output,
        "contribution": Contribution,
        "support": Support,
    }
)
_TABLES: Final = {kind: table for table, kind in _KINDS.items()}
#: One table holds every kind of detail: what they share in columns, the rest as JSON.
_DETAIL: Final = "detail"
_SHARED: Final = ("id", "kind", "owner", "number", "rank")
#: The journalled tables.
JOURNALLED: Final = (*_KINDS, _DETAIL)


def table_of(record: Record) -> str:
    """Name of the table a record is a row of."""
    return _DETAIL if isinstance(record, Detail) else _TABLES[type(record)]


def row_of(record: Record) -> dict[str, object]:
    """The record as column values; a detail's fields as JSON, dates in ISO form."""
    row: dict[str, object] = msgspec.to_builtins(record)
    if isinstance(record, Detail):
        fields = {name: row.pop(name) for name in list(row) if name not in _SHARED}
        row["fields"] = msgspec.json.encode(fields).decode()
    return row


def record_of(table: str, row: dict[str, object]) -> Record:
    """The record in a row of this table.

    Raises:
        InvalidRecordError: a value is out of bounds.
    """
    if table == _DETAIL:
        return _detail_of(row)
    return validated(_KINDS[table], row)


def record_in(table: str, image: str) -> Record:
    """The record in a journal image of a row of this table.

    Raises:
        InvalidRecordError: there is no such table, or the image is not a valid row of it.
    """
    if table == _DETAIL:
        return _checked_detail(_json(image))
    if table not in _KINDS:
        raise InvalidRecordError(table)
    return from_image(_KINDS[table], image)


def _detail_of(row: dict[str, object]) -> Detail:
    fields = _json(row["fields"])
    shared = {name: row[name] for name in _SHARED}
    if not isinstance(fields, dict) or not fields.keys().isdisjoint(shared):
        raise InvalidRecordError("a detail's fields are not fields")
    return _checked_detail(shared | fields)


def _checked_detail(plain: object) -> Detail:
    try:
        detail: Detail = msgspec.convert(plain, AnyDetail)
    except msgspec.ValidationError as error:
        raise InvalidRecordError(str(error)) from error
    return detail


def _json(text: object) -> object:
    try:
        return msgspec.json.decode(str(text))
    except (msgspec.DecodeError, RecursionError) as error:
        raise InvalidRecordError(str(error)) from error
