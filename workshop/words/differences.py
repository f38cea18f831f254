"""Differences between two boards in people's words: a heading and a few lines for each row."""

import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from workshop.board import Board
from workshop.details import Detail, Measurement, Metric, Review, own_fields
from workshop.language import text
from workshop.reading.differences import Difference, DifferenceTheme, Fate, changed_fields
from workshop.records import Card, Contribution, Output, Record, Support, Workshop
from workshop.steps import RowChange
from workshop.values.days import day_text
from workshop.values.quantities import number_text, value_text
from workshop.vocabulary import Kind, Status
from workshop.words.codes import kind_word, status_word
from workshop.words.fields import code_word, detail_word, field_label

#: Most characters of a text that are quoted.
_QUOTED: Final = 80

_THEMES: Final = MappingProxyType(
    {
        DifferenceTheme.WORKSHOP: text("The workshop"),
        DifferenceTheme.CARDS: text("The tree"),
        DifferenceTheme.OUTPUTS: text("Outputs"),
        DifferenceTheme.METRICS: text("Metrics"),
        DifferenceTheme.ASSUMPTIONS: text("Assumptions"),
    }
)

_FATES: Final = MappingProxyType(
    {Fate.CAME: text("New"), Fate.CHANGED: text("Changed"), Fate.WENT: text("Gone")}
)

#: Fields of rows that are no details.
_FIELDS: Final = MappingProxyType(
    {
        "title": text("Title"),
        "problem": text("Problem"),
        "team": text("Team"),
        "held_on": text("Date"),
        "people": text("People"),
        "kind": text("Kind"),
        "parent": text("Hangs under"),
        "text": text("Text"),
        "note": text("Note"),
        "owner": text("Owner"),
        "status": text("Status"),
        "solution": text("Comes from"),
        "assumption": text("We assume that"),
    }
)

#: Fields that say where a row is, not what people wrote.
_PLACES: Final = frozenset({"id", "rank", "number", "output", "outcome", "opportunity"})


def difference_theme_word(theme: DifferenceTheme) -> str:
    """A theme as a heading."""
    return _THEMES[theme]


def fate_word(fate: Fate) -> str:
    """What became of a row, in a word."""
    return _FATES[fate]


def difference_title(difference: Difference) -> str:
    """The row a difference is about: P1 Reply reminders."""
    row = difference.row
    if isinstance(row, Workshop):
        return text("The workshop")
    words = getattr(row, "text", "") or getattr(row, "name", "") or getattr(row, "term", "")
    if not words and isinstance(row, Detail):
        words = detail_word(type(row))
    return f"{row.ref} {_short(words)}".strip()


def difference_lines(before: Board, after: Board, difference: Difference) -> list[str]:
    """What changed about the row, a line for each thing; none for one that came bare or went."""
    if difference.fate is Fate.WENT:
        return []
    lines: list[str] = []
    for change in difference.changes:
        if change.row.id == difference.row.id:
            lines += _field_lines(before, after, change)
        else:
            lines += _part_lines(before, after, change)
    return lines


def _field_lines(before: Board, after: Board, change: RowChange) -> list[str]:
    was, now = change.before, change.after
    if was is None or now is None:
        return []
    lines = []
    for name in changed_fields(change):
        if name not in _PLACES and not (isinstance(now, Detail) and name == "owner"):
            label = field_label(type(now), name) if isinstance(now, Detail) else _FIELDS[name]
            line = text("{field}: {old} → {new}").format(
                field=label, old=_said(before, was, name), new=_said(after, now, name)
            )
            lines.append(line)
    return lines


def _part_lines(before: Board, after: Board, change: RowChange) -> list[str]:
    """What became of something that belongs to the row: a value, a review, a link."""
    row = change.row
    if change.before is not None and change.after is not None:
        return _field_lines(before, after, change)
    is_new = change.before is None
    if isinstance(row, Contribution | Support):
        to = row.outcome if isinstance(row, Contribution) else row.opportunity
        words = text("Linked to {to}") if is_new else text("No longer linked to {to}")
        return [words.format(to=_ref(after, to) or _ref(before, to))]
    if isinstance(row, Detail):
        words = text("{part}: {gist}") if is_new else text("{part} taken away: {gist}")
        gist = _gist(after if is_new else before, row)
        return [words.format(part=detail_word(type(row)), gist=gist)]
    return []


def _gist(board: Board, detail: Detail) -> str:
    """What a detail says, in short: all that is filled in, the first texts of it at least."""
    if isinstance(detail, Measurement):
        metric = board.details.get(detail.owner)
        value = value_text(detail.value, metric) if isinstance(metric, Metric) else ""
        return text("{value} on {day}").format(value=value, day=day_text(detail.measured_on))
    if isinstance(detail, Review):
        verdict, day = code_word(detail.verdict), day_text(detail.held_on)
        words = text("{verdict} on {day}").format(verdict=verdict, day=day)
        return f"{words}: {_short(detail.note)}" if detail.note else words
    filled = [
        _said(board, detail, field.name)
        for field in own_fields(type(detail))
        if getattr(detail, field.name) != field.default
    ]
    return ", ".join(filled) or text("not filled in yet")


def _said(board: Board, record: Record, name: str) -> str:
    """A field's value as people read it; a dash for none."""
    value = getattr(record, name)
    if value is None or value in ("", ()):
        return "–"
    if isinstance(value, bool):
        return text("yes") if value else text("no")
    if isinstance(value, float | int):
        return value_text(value, record) if isinstance(record, Metric) else number_text(value)
    if isinstance(value, datetime.date):
        return day_text(value)
    if isinstance(value, StrEnum):
        return _code(value)
    if isinstance(value, tuple):
        return _short(", ".join(value))
    ref = _ref(board, str(value))
    return ref or _short(str(value))


def _code(code: StrEnum) -> str:
    if isinstance(code, Kind):
        return kind_word(code)
    return status_word(code) if isinstance(code, Status) else code_word(code)


def _ref(board: Board, row: str) -> str:
    record = board.record(row)
    return record.ref if isinstance(record, Card | Output | Detail) else ""


def _short(said: str) -> str:
    line = " ".join(said.split())
    return line if len(line) <= _QUOTED else line[: _QUOTED - 1].rstrip() + "…"
