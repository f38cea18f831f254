"""Dates as people write and read them. Knows no clock but `today`, and no time of day.

A date is shown by the catalog's month names. What people type is read by those names, by those of
the machine's language, or by numbers in the order that is usual where the machine stands.
"""

import calendar
import datetime
import locale
import re
from typing import Final

from workshop.language import text

_MONTHS: Final = (
    text("Jan"),
    text("Feb"),
    text("Mar"),
    text("Apr"),
    text("May"),
    text("Jun"),
    text("Jul"),
    text("Aug"),
    text("Sep"),
    text("Oct"),
    text("Nov"),
    text("Dec"),
)
#: A space at which no line is broken.
HOLD: Final = "\u00a0"
_WRITTEN: Final = re.compile(
    rf"\b\d{{1,2}} (?:{'|'.join(map(re.escape, _MONTHS))})\b(?: \d{{4}}\b)?"
)
#: Fewer letters than these name no month.
_LEAST_LETTERS: Final = 3
_PARTS: Final = re.compile(r"\d+|[^\W\d_]+")
#: Years are written with two or four digits.
_CENTURY: Final = 2000


def today() -> datetime.date:
    """The date where the machine stands."""
    return datetime.datetime.now().astimezone().date()


def day_text(day: datetime.date) -> str:
    """A date as people read it, e.g. 16 Nov 2026."""
    return text("{day} {month} {year}").format(
        day=day.day, month=_MONTHS[day.month - 1], year=day.year
    )


def short_day_text(day: datetime.date, now: datetime.date) -> str:
    """As `day_text`, without the year where it is that of `now`."""
    if day.year != now.year:
        return day_text(day)
    return text("{day} {month}").format(day=day.day, month=_MONTHS[day.month - 1])


def held_days(words: str) -> str:
    """Words as they were, but no line breaks within a date that is written as `day_text` does."""
    return _WRITTEN.sub(lambda day: day[0].replace(" ", HOLD), words)


def read_day(words: str, now: datetime.date) -> datetime.date:
    """The date people typed: 2026-11-16, 16 Nov 2026, Nov 16, 16.11., today.

    Without a year it is the one nearest to `now`.

    Raises:
        ValueError: it is no date.
    """
    known = {text("today"): 0, text("tomorrow"): 1, text("yesterday"): -1}
    step = known.get(words.strip().casefold())
    if step is not None:
        return now + datetime.timedelta(days=step)
    parts = _PARTS.findall(words)
    named = [at for at, part in enumerate(parts) if not part.isdigit()]
    if not 2 <= len(parts) <= 3 or len(named) > 1:
        raise ValueError(f"no date: {words[:40]!r}")
    if named:
        month = _month_named(parts.pop(named[0]))
        day, year = _day_and_year(parts)
    else:
        # With points between, no language puts the month first.
        is_american = "." not in words and _month_comes_first()
        day, month, year = _by_order(parts, month_first=is_american)
    return _nearest(day, month, now) if year is None else datetime.date(year, month, day)


def _month_named(word: str) -> int:
    sought = word.casefold()
    if len(sought) >= _LEAST_LETTERS:
        for names in (_MONTHS, calendar.month_name[1:]):
            for number, name in enumerate(names, 1):
                known = name.casefold()
                if known.startswith(sought) or sought.startswith(known.rstrip(".")):
                    return number
    raise ValueError(f"no month: {word[:40]!r}")


def _day_and_year(parts: list[str]) -> tuple[int, int | None]:
    if len(parts) == 1:
        return int(parts[0]), None
    first, last = parts
    if len(first) == 4:
        return int(last), int(first)
    return int(first), _year(last)


def _by_order(parts: list[str], *, month_first: bool) -> tuple[int, int, int | None]:
    """Day, month and year of numbers; a year of four digits may come first."""
    if len(parts) == 3 and len(parts[0]) == 4:
        return int(parts[2]), int(parts[1]), int(parts[0])
    year = _year(parts[2]) if len(parts) == 3 else None
    day, month = int(parts[0]), int(parts[1])
    if month > 12 or (day <= 12 and month_first):
        day, month = month, day
    return day, month, year


def _year(digits: str) -> int:
    return int(digits) + _CENTURY if len(digits) <= 2 else int(digits)


def _month_comes_first() -> bool:
    """Whether 11/16 is how this machine's language writes the 16th of November."""
    # C, with whatever encoding, is what a machine without a language has; people said nothing.
    if locale.setlocale(locale.LC_TIME).partition(".")[0] in ("C", "POSIX"):
        return False
    shown = datetime.date(2026, 11, 16).strftime("%x")
    return shown.find("11") < shown.find("16")


def _nearest(day: int, month: int, now: datetime.date) -> datetime.date:
    if not 1 <= month <= 12:
        raise ValueError(f"no month: {month}")
    years = (now.year - 1, now.year, now.year + 1)
    there = [year for year in years if 1 <= day <= calendar.monthrange(year, month)[1]]
    if not there:
        raise ValueError(f"no such day: {day}")
    return min((datetime.date(year, month, day) for year in there), key=lambda d: abs(d - now))
