"""How the value of a field is edited, shown in words and read back, told from its record's types.

One place for every kind of record: a new field needs nothing here. Knows no widget.
"""

import datetime
from collections.abc import Callable
from enum import Enum, StrEnum, auto
from functools import cache
from types import MappingProxyType
from typing import Final

from msgspec import Struct, inspect

from widgets.inspector.labels import label_of
from workshop import details as d
from workshop.board import Board
from workshop.details import Detail
from workshop.language import plural, text
from workshop.records import MAX_NAME, Card, Output, Record
from workshop.values.days import day_text, read_day
from workshop.values.quantities import Measured, number_text, read_number, unit_of, value_text
from workshop.vocabulary import Kind, Status
from workshop.words.codes import kind_word, status_word
from workshop.words.fields import code_word, detail_word
from workshop.words.measures import DOT, counted_words, way_words

#: More grades than these are a number.
_MOST_GRADES: Final = 4


class Sort(Enum):
    """What kind of editor a field has."""

    NAME = auto()
    TEXT = auto()
    NUMBER = auto()
    DAYS = auto()
    DAY = auto()
    CODE = auto()
    GRADE = auto()
    TICK = auto()
    ROW = auto()


class Described(Struct, frozen=True):
    """The sort of a field; whether it may be empty; its codes; its least and greatest number."""

    sort: Sort
    is_optional: bool = False
    codes: type[StrEnum] | None = None
    least: int = 0
    most: int = 0


@cache
def described(kind: type[Record], field: str) -> Described:
    """How a field of a record is edited."""
    struct = inspect.type_info(kind)
    assert isinstance(struct, inspect.StructType)
    (found,) = (known for known in struct.fields if known.name == field)
    types = found.type.types if isinstance(found.type, inspect.UnionType) else (found.type,)
    inner = [one for one in types if not isinstance(one, inspect.NoneType)]
    is_optional = len(inner) < len(types)
    if issubclass(kind, Detail) and field in kind.refers:
        return Described(Sort.ROW, is_optional)
    return _of_type(inner[0], is_optional)


def _of_type(known: inspect.Type, is_optional: bool) -> Described:
    if isinstance(known, inspect.EnumType):
        assert issubclass(known.cls, StrEnum)
        return Described(Sort.CODE, is_optional, codes=known.cls)
    if isinstance(known, inspect.IntType):
        least, most = known.ge or 0, known.le or 0
        sort = Sort.GRADE if most - least < _MOST_GRADES else Sort.DAYS
        return Described(sort, is_optional, least=least, most=most)
    if isinstance(known, inspect.StrType):
        is_name = known.max_length is not None and known.max_length <= MAX_NAME
        return Described(Sort.NAME if is_name else Sort.TEXT)
    plain = {
        inspect.BoolType: Sort.TICK,
        inspect.FloatType: Sort.NUMBER,
        inspect.DateType: Sort.DAY,
    }
    return Described(plain[type(known)], is_optional)


# Choices -------------------------------------------------------------------------------------

_PROOF: Final = (text("None"), text("Weak"), text("Fair"), text("Strong"))

#: What grades mean, by kind and field, from the lowest up.
_GRADES: Final = MappingProxyType(
    {
        (d.Evidence, "strength"): _PROOF[1:],
        (d.ContributionFacts, "strength"): (text("A little"), text("Some"), text("Most of it")),
        (d.Assumption, "importance"): (text("Little"), text("Much"), text("Everything")),
        (d.Assumption, "evidence"): _PROOF,
    }
)


@cache
def choices(kind: type[Record], field: str) -> tuple[tuple[str, object], ...]:
    """Words and values that a code or a grade can have; the empty one first where it may be."""
    how = described(kind, field)
    empty: list[tuple[str, object]] = [("–", None)] if how.is_optional else []
    if how.codes is not None:
        return (*empty, *((_code_word(code), code) for code in how.codes))
    words = _GRADES.get((kind, field))
    grades = range(how.least, how.most + 1)
    return (*empty, *zip(words or map(str, grades), grades, strict=True))


def _code_word(code: StrEnum) -> str:
    if isinstance(code, Kind):
        return kind_word(code)
    return status_word(code) if isinstance(code, Status) else code_word(code)


# Words ---------------------------------------------------------------------------------------


def measured_by(board: Board, record: Record | None) -> Measured | None:
    """What the numbers of a record are values of: a metric, or what it was; None for counts."""
    if isinstance(record, d.MetricVersion | d.Metric):
        return record
    metric = board.details.get(record.owner) if isinstance(record, Detail) else None
    return metric if isinstance(metric, d.Metric) else None


def typed_unit(board: Board, record: Record | None) -> str:
    """The unit people type at the numbers of a record; empty where there is none."""
    if isinstance(record, d.OutputFacts):
        return record.deliverable
    return unit_of(measured_by(board, record))


def shown(
    board: Board,
    kind: type[Record],
    field: str,
    value: object,
    measured: Measured | None = None,
) -> str:
    """A value in words, as what is `measured` writes it; empty for none."""
    if value is None:
        return ""
    if isinstance(value, float) and measured is not None:
        return value_text(value, measured)
    how = described(kind, field)
    if how.sort in (Sort.CODE, Sort.GRADE):
        return next((words for words, known in choices(kind, field) if known == value), "")
    if isinstance(value, bool):
        return label_of(kind, field) if value else ""
    if isinstance(value, datetime.date):
        return day_text(value)
    if how.sort is Sort.DAYS and isinstance(value, int):
        return plural("{count} day", "{count} days", value).format(count=number_text(value))
    if isinstance(value, float | int):
        return number_text(value)
    return row_words(board, str(value)) if how.sort is Sort.ROW else str(value)


def reader(
    board: Callable[[], Board],
    kind: type[Record],
    field: str,
    now: Callable[[], datetime.date],
    unit: Callable[[], str] = str,
) -> tuple[Callable[[str], object], str]:
    """What reads typed words as a value, and what to say when it raises ValueError.

    Numbers are read in the unit that its function says at that moment.
    """
    how = described(kind, field)
    if how.sort is Sort.DAY:
        complaint = text("Write a date like 2026-11-16.")
        return _optional(lambda words: read_day(words, now()), how), complaint
    if how.sort is Sort.NUMBER:
        complaint = text("Write a number, like 18 or 4.2.")
        return _optional(lambda words: read_number(words, unit()), how), complaint
    if how.sort is Sort.DAYS:
        complaint = text("Write a number of days from {least} to {most}.").format(
            least=number_text(how.least), most=number_text(how.most)
        )
        return _optional(lambda words: _days(words, how), how), complaint
    if how.sort is Sort.ROW:
        complaint = text("Nothing is called so: pick one from the list.")
        return _optional(lambda words: row_named(board(), kind, words), how), complaint
    return str, ""


def _optional(read: Callable[[str], object], how: Described) -> Callable[[str], object]:
    def read_or_none(words: str) -> object:
        if not words.strip() and how.is_optional:
            return None
        return read(words)

    return read_or_none


def _days(words: str, how: Described) -> int:
    value = read_number(words, "days")
    if value != int(value) or not how.least <= value <= how.most:
        raise ValueError(words)
    return int(value)


# Rows that a field can name --------------------------------------------------------------------


def rows_to_name(board: Board, kind: type[Record]) -> list[str]:
    """Identities of what a field of this kind may point at, in reading order."""
    outputs = [output.id for output in board.table_rows()]
    if kind is d.LaneLink:
        lanes = [row.id for row in board.details.values() if isinstance(row, d.LaneItem)]
        return [*lanes, *outputs]
    outcomes = [card.id for card in board.outcomes()]
    metrics = [m.id for card in outcomes for m in board.list_of(card, d.Metric)]
    return [*outcomes, *metrics, *outputs]


def row_words(board: Board, row: str) -> str:
    """Reference and words of a row, on one line."""
    record = board.record(row)
    if not isinstance(record, Card | Output | Detail):
        return ""
    words = getattr(record, "text", "") or getattr(record, "name", "")
    return f"{record.ref}  {' '.join(words.split())}".strip()


def row_named(board: Board, kind: type[Record], words: str) -> str:
    """The row that these words name: by its reference, or by any part of its words.

    Raises:
        ValueError: there is none.
    """
    wanted = " ".join(words.split()).casefold()
    rows = rows_to_name(board, kind)
    said = {row: " ".join(row_words(board, row).split()).casefold() for row in rows}
    for fits in (
        lambda known: known == wanted or known.split(" ")[0] == wanted,
        lambda known: wanted in known,
    ):
        found = next((row for row in rows if wanted and fits(said[row])), None)
        if found is not None:
            return found
    raise ValueError(words[:40])


# A detail in one line ----------------------------------------------------------------------------

#: Fields that tell one detail of a kind from another.
_TELLING: Final[dict[type[Detail], tuple[str, ...]]] = {
    d.Decision: ("text", "decided_on"),
    d.Participant: ("name", "part"),
    d.Measurement: ("measured_on", "value", "note"),
    d.Benchmark: ("peer", "value"),
    d.Proposal: ("side", "value", "is_agreed"),
    d.Evidence: ("form", "source", "quote"),
    d.Review: ("held_on", "verdict"),
    d.LaneItem: ("lane", "text"),
    d.Contract: ("measure", "trigger"),
    d.KeyResult: ("form", "text"),
}


def summary(board: Board, detail: Detail) -> str:
    """A detail in one line; what it is, for one that says nothing yet."""
    if isinstance(detail, d.Metric):
        words = _metric_words(detail)
    elif isinstance(detail, d.MetricVersion):
        words = _version_words(detail)
    else:
        kind = type(detail)
        names = _TELLING.get(kind) or _first_words(kind)
        by = measured_by(board, detail)
        parts = [shown(board, kind, name, getattr(detail, name), by) for name in names]
        words = DOT.join(" ".join(part.split()) for part in parts if part.strip())
    return words or text("New: {kind}").format(kind=detail_word(type(detail)))


def _metric_words(metric: d.Metric) -> str:
    return DOT.join(filter(None, (counted_words(metric), way_words(metric))))


def _version_words(version: d.MetricVersion) -> str:
    if version.baseline is None and version.target is None:
        return version.name
    way = text("{baseline} → {target}").format(
        baseline="" if version.baseline is None else value_text(version.baseline, version),
        target=value_text(version.target, version),
    )
    return f"{version.name}  {way.strip()}".strip()


@cache
def _first_words(kind: type[Detail]) -> tuple[str, ...]:
    own = [n for n in kind.__struct_fields__ if n not in {"id", "owner", "number", "rank"}]
    worded = [n for n in own if described(kind, n).sort in (Sort.NAME, Sort.TEXT, Sort.ROW)]
    return tuple(worded[:1])
