"""Rhythms as people write them (weekly, every 2 weeks, a month), and the day on which one falls."""

import calendar
import datetime
import re
from typing import Final

from workshop.language import text

#: Days, or months where the unit is longer than a week, of one unit.
_DAYS: Final = {text("day"): 1, text("daily"): 1, text("week"): 7, text("fortnight"): 14}
_MONTHS: Final = {
    text("month"): 1,
    text("quarter"): 3,
    text("year"): 12,
    text("annual"): 12,
}
_COUNTS: Final = {text("two"): 2, text("three"): 3, text("four"): 4, text("six"): 6}
_WORD: Final = re.compile(r"\d+|[^\W\d_]+")
#: Longer rhythms than these many units are slips of the hand.
_MOST: Final = 3650


def next_day(rhythm: str, day: datetime.date) -> datetime.date | None:
    """The day one beat after `day`; None when the words name no rhythm, or the calendar ends."""
    try:
        return _beat(rhythm, day)
    except (OverflowError, ValueError):
        return None


def _beat(rhythm: str, day: datetime.date) -> datetime.date | None:
    words = [word.casefold() for word in _WORD.findall(rhythm)]
    count = next((n for n in map(_count, words) if n), 1)
    for word in words:
        days, months = _unit(word, _DAYS), _unit(word, _MONTHS)
        if days and count * days <= _MOST:
            return day + datetime.timedelta(days=count * days)
        if months and count * months <= _MOST:
            return _months_on(day, count * months)
    return None


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else _COUNTS.get(word, 0)


def _unit(word: str, units: dict[str, int]) -> int:
    """What a word that begins with a unit's name counts; 0 for another word."""
    return next((size for name, size in units.items() if word.startswith(name)), 0)


def _months_on(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later, or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))
