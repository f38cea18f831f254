"""Records as table rows and back. Knows columns, not SQL libraries or files."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

import msgspec

from workshop.records import (
    AnyRecord,
    Card,
    Contribution,
    InvalidRecordError,
    Output,
    Support,
    Workshop,
    from_image,
    validated,
)

_TABLES: Final[Mapping[type[AnyRecord], str]] = MappingProxyType(
    {
        Workshop: "workshop",
        Card: "card",
        Output: "output",
        Contribution: "contribution",
        Support: "support",
    }
)
#: The journalled tables.
JOURNALLED: Final = tuple(_TABLES.values())

_FROM_ROW: Final[Mapping[str, Callable[[dict[str, object]], AnyRecord]]] = MappingProxyType(
    {
        "workshop": partial(validated, Workshop),
        "card": partial(validated, Card),
        "output": partial(validated, Output),
        "contribution": partial(validated, Contribution),
        "support": partial(validated, Support),
    }
)
_FROM_IMAGE: Final[Mapping[str, Callable[[str], AnyRecord]]] = MappingProxyType(
    {
        "workshop": partial(from_image, Workshop),
        "card": partial(from_image, Card),
        "output": partial(from_image, Output),
        "contribution": partial(from_image, Contribution),
        "support": partial(from_image, Support),
    }
)


def table_of(record: AnyRecord) -> str:
    """Name of the table a record is a row of."""
    return _TABLES[type(record)]


def row_of(record: AnyRecord) -> dict[str, object]:
    """The record as column values; people as JSON, dates in ISO form."""
    row: dict[str, object] = msgspec.to_builtins(record)
    if isinstance(record, Workshop):
        row["people"] = msgspec.json.encode(record.people).decode()
    return row


def record_of(table: str, row: dict[str, object]) -> AnyRecord:
    """The record in a row of this table.

    Raises:
        InvalidRecordError: a value is out of bounds.
    """
    if table == "workshop":
        row = row | {"people": _people(row["people"])}
    return _FROM_ROW[table](row)


def record_in(table: str, image: str) -> AnyRecord:
    """The record in a journal image of a row of this table.

    Raises:
        InvalidRecordError: there is no such table, or the image is not a valid row of it.
    """
    if table not in _FROM_IMAGE:
        raise InvalidRecordError(table)
    return _FROM_IMAGE[table](image)


def _people(text: object) -> object:
    try:
        return msgspec.json.decode(str(text))
    except (msgspec.DecodeError, RecursionError) as error:
        raise InvalidRecordError(str(error)) from error
