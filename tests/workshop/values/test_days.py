"""Dates as people type and read them."""

import datetime
import locale
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.values.days import day_text, held_days, read_day, short_day_text

NOW = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-11-16", date(2026, 11, 16)),
        ("16 Nov 2026", date(2026, 11, 16)),
        ("Nov 16, 2026", date(2026, 11, 16)),
        ("16. november 2026", date(2026, 11, 16)),
        ("2027 Jun 30", date(2027, 6, 30)),
        ("16.11.2026", date(2026, 11, 16)),
        ("16/11/26", date(2026, 11, 16)),
        ("3/4/2026", date(2026, 4, 3)),
        ("11/16/2026", date(2026, 11, 16)),
        ("5 Jan", date(2027, 1, 5)),
        ("5 Nov", date(2026, 11, 5)),
        ("29 feb 2028", date(2028, 2, 29)),
        ("today", NOW),
        (" Tomorrow ", date(2026, 11, 28)),
    ],
)
def test_usual_spellings_are_understood(typed: str, meant: date) -> None:
    assert read_day(typed, NOW) == meant


def test_with_points_the_day_comes_first_wherever_the_machine_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("workshop.values.days._month_comes_first", lambda: True)
    assert read_day("1.12.2026", NOW) == date(2026, 12, 1)
    assert read_day("1/12/2026", NOW) == date(2026, 1, 12)


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "16", "2026", "16 Foo 2026", "31 Feb 2026", "30.2.", "1 2 3 4", "M 5", "0.1."],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the type is what is promised
        read_day(typed, NOW)


@pytest.mark.parametrize("language", ["C", "C.UTF-8", "POSIX"])
def test_a_machine_without_a_language_puts_the_day_first(language: str) -> None:
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, language)
        assert read_day("3/4/2026", NOW) == date(2026, 4, 3)
    finally:
        locale.setlocale(locale.LC_TIME, before)


def test_where_the_month_comes_first_it_is_read_first(monkeypatch: pytest.MonkeyPatch) -> None:
    class American(date):
        def strftime(self, _form: str) -> str:
            return "11/16/2026"

    monkeypatch.setattr(locale, "setlocale", lambda *_: "en_US.UTF-8")
    monkeypatch.setattr("workshop.values.days.datetime.date", American)
    assert read_day("3/4/2026", NOW) == date(2026, 3, 4)


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_a_date_shown_reads_back(day: date) -> None:
    assert read_day(day_text(day), NOW) == day


@given(st.integers(-170, 170))
def test_a_date_shown_without_its_year_reads_back(days: int) -> None:
    day = NOW + datetime.timedelta(days=days)
    assert read_day(short_day_text(day, NOW), NOW) == day


def test_no_line_breaks_within_a_written_date() -> None:
    words = "Grow by 31 Dec 2027, look on 2 Jan; 3 Marches and 12 people in 2027"
    assert held_days(words).replace("\u00a0", "~") == (
        "Grow by 31~Dec~2027, look on 2~Jan; 3 Marches and 12 people in 2027"
    )


def test_every_date_that_is_written_is_held() -> None:
    for month in range(1, 13):
        day = datetime.date(2027, month, 9)
        assert " " not in held_days(day_text(day))
        assert " " not in held_days(short_day_text(day, day))
