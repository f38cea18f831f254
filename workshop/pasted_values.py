"""Values of metrics as people paste them from a spreadsheet: what they say, and what is unclear.

Cells stand apart by tabs, semicolons or commas. A row is a day and a value, a note behind them if
there is one, and the metric's name or reference before them; or the first row names the metrics,
and below stand a day and a value for each. Nothing is written here.
"""

import csv
import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from workshop.board import Board
from workshop.commands.values import DatedValue
from workshop.details import Metric
from workshop.values.days import read_day
from workshop.values.quantities import read_number, unit_of

#: More rows than this are no paste for a form.
_MOST_ROWS: Final = 20_000


class PasteTrouble(StrEnum):
    """Why a row was not understood."""

    NO_METRIC = "no_metric"
    UNKNOWN_METRIC = "unknown_metric"
    NO_DAY = "no_day"
    NO_VALUE = "no_value"
    TWO_NUMBERS = "two_numbers"


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that was not understood; rows are counted from 1."""

    row: int
    words: str
    trouble: PasteTrouble


@dataclass(slots=True)
class PastedValues:
    """What was understood, in the order of the rows, and what was not."""

    values: list[DatedValue] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def read_values(board: Board, words: str, metric: str | None, now: datetime.date) -> PastedValues:
    """Read pasted cells; rows that name no metric are values of `metric`."""
    rows = list(_rows(words))
    names = _names(board)
    heads = _heads(rows, names, now)
    if heads:
        return _read_wide(board, rows[1:], heads, now)
    return _read_long(board, rows, names, metric, now)


def _rows(words: str) -> Iterator[tuple[int, list[str]]]:
    lines = words.splitlines()[:_MOST_ROWS]
    mark = "\t" if "\t" in words else ";" if ";" in words else ","
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in _cells(line, mark)]
        if any(cells):
            yield number, cells


def _cells(line: str, mark: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=mark), [])
    except csv.Error:
        return [line]


def _names(board: Board) -> Mapping[str, str]:
    """Metrics by reference, by name where only one has it, and by an outcome's that has one."""
    names: dict[str, list[str]] = {}
    for outcome in board.outcomes():
        metrics = board.list_of(outcome.id, Metric)
        for metric in metrics:
            names.setdefault(metric.ref.casefold(), []).append(metric.id)
            names.setdefault(metric.name.casefold(), []).append(metric.id)
        if len(metrics) == 1:
            names.setdefault(outcome.ref.casefold(), []).append(metrics[0].id)
    return {name: metrics[0] for name, metrics in names.items() if name and len(metrics) == 1}


def _heads(
    rows: Sequence[tuple[int, list[str]]], names: Mapping[str, str], now: datetime.date
) -> dict[int, str]:
    """Columns whose first cell names a metric, when the first row is such a heading."""
    if len(rows) < 2:
        return {}
    _, (first, *others) = rows[0]
    if first.casefold() in names or _day(first, now) is not None:
        return {}
    found = {at: names.get(cell.casefold()) for at, cell in enumerate(others, 1)}
    return {at: metric for at, metric in found.items() if metric is not None}


def _read_wide(
    board: Board,
    rows: Sequence[tuple[int, list[str]]],
    heads: Mapping[int, str],
    now: datetime.date,
) -> PastedValues:
    pasted = PastedValues()
    for number, cells in rows:
        day = _day(cells[0], now)
        if day is None:
            pasted.unread.append(Unread(number, _said(cells), PasteTrouble.NO_DAY))
            continue
        for at, metric in heads.items():
            words = cells[at] if at < len(cells) else ""
            value = _number(board, words, metric)
            if value is not None:
                pasted.values.append(DatedValue(metric, day, value))
            elif words:
                pasted.unread.append(Unread(number, _said(cells), PasteTrouble.NO_VALUE))
    return pasted


def _read_long(
    board: Board,
    rows: Sequence[tuple[int, list[str]]],
    names: Mapping[str, str],
    metric: str | None,
    now: datetime.date,
) -> PastedValues:
    pasted = PastedValues()
    for at, (number, cells) in enumerate(rows):
        read = _read_row(board, cells, names, metric, now)
        if isinstance(read, DatedValue):
            pasted.values.append(read)
        elif at > 0 or not _is_heading(cells, now):
            pasted.unread.append(Unread(number, _said(cells), read))
    return pasted


def _read_row(
    board: Board, cells: list[str], names: Mapping[str, str], metric: str | None, now: datetime.date
) -> DatedValue | PasteTrouble:
    about = names.get(cells[0].casefold())
    rest = cells
    if about is not None:
        rest = cells[1:]
    elif len(cells) > 2 and _day(cells[0], now) is None and _day(cells[1], now) is not None:
        return PasteTrouble.UNKNOWN_METRIC
    else:
        about = metric
    day = _day(rest[0], now) if rest else None
    if day is None:
        return PasteTrouble.NO_DAY
    value = _number(board, rest[1], about) if len(rest) > 1 else None
    if value is None:
        return PasteTrouble.NO_VALUE
    note = rest[2] if len(rest) > 2 else ""
    if note.isdigit():
        return PasteTrouble.TWO_NUMBERS
    return DatedValue(about, day, value, note) if about else PasteTrouble.NO_METRIC


def _is_heading(cells: Sequence[str], now: datetime.date) -> bool:
    """True when no cell is a day or begins with a digit."""
    return all(_day(cell, now) is None and not cell[:1].isdigit() for cell in cells)


def _said(cells: Sequence[str]) -> str:
    return " · ".join(cell for cell in cells if cell)


def _day(words: str, now: datetime.date) -> datetime.date | None:
    try:
        return read_day(words, now)
    except ValueError:
        return None


def _number(board: Board, words: str, about: str | None) -> float | None:
    metric = board.details.get(about or "")
    try:
        return read_number(words, unit_of(metric if isinstance(metric, Metric) else None))
    except ValueError:
        return None
