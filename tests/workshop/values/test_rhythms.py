"""Rhythms in people's words."""

import datetime

import pytest

from workshop.values.rhythms import next_day

START = datetime.date(2026, 1, 31)


@pytest.mark.parametrize(
    ("rhythm", "days"),
    [
        ("daily", 1),
        ("Weekly", 7),
        ("every week", 7),
        ("2 weeks", 14),
        ("every two weeks", 14),
        ("fortnightly", 14),
        ("every 10 days", 10),
    ],
)
def test_short_rhythms_count_days(rhythm: str, days: int) -> None:
    assert next_day(rhythm, START) == START + datetime.timedelta(days=days)


@pytest.mark.parametrize(
    ("rhythm", "day"),
    [
        ("monthly", "2026-02-28"),
        ("a month", "2026-02-28"),
        ("every 3 months", "2026-04-30"),
        ("quarterly", "2026-04-30"),
        ("yearly", "2027-01-31"),
        ("6 months", "2026-07-31"),
    ],
)
def test_long_rhythms_keep_the_day_of_the_month(rhythm: str, day: str) -> None:
    assert next_day(rhythm, START) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize("rhythm", ["", "when we feel like it", "99999999 days", "🙂", "²weeks"])
def test_other_words_are_no_rhythm(rhythm: str) -> None:
    assert next_day(rhythm, START) is None
