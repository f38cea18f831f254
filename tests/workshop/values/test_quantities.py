"""Numbers as people type and read them."""

import locale

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.details import Metric
from workshop.method import UnitKind
from workshop.values.quantities import number_text, read_number, unit_of, value_text


def metric(kind: UnitKind, unit: str = "") -> Metric:
    return Metric(id="1" * 32, owner="2" * 32, number=1, rank="a0", unit_kind=kind, unit=unit)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("18", 18),
        ("-3", -3),
        ("−3.5", -3.5),
        ("4,2", 4.2),
        ("4.2", 4.2),
        ("65 %", 65),
        ("€ 1,200.50", 1200.5),
        ("1.200,50 €", 1200.5),
        ("1 200", 1200),
        ("1’200.5", 1200.5),
        ("1,200", 1200),
        ("1,234,567", 1234567),
        ("1.234.567", 1234567),
        ("0,125", 0.125),
        ("0.125", 0.125),
        ("3.5 h", 3.5),
        ("5M", 5_000_000),
        ("€ 5M", 5_000_000),
        ("6.2 M€", 6_200_000),
        ("4.35 Mio. €", 4_350_000),
        ("12k", 12_000),
        ("1,5 Mrd", 1_500_000_000),
        ("2 bn", 2_000_000_000),
        ("3G", 3_000_000_000),
        ("90 days", 90),
        (".5", 0.5),
        ("٣", 3),
    ],
)
def test_usual_spellings_are_understood(typed: str, meant: float) -> None:
    assert read_number(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        *("", "many", "1,2,3", "1.2,3.4", "11 → 18", "1e400", "9" * 20, ","),
        *("12 hires", "5 m", "ca 3", "€ 5 %", "5kk", "k5M", "5 M%", "9000000 G"),
    ],
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the type is what is promised
        read_number(typed)


@pytest.mark.parametrize(
    ("typed", "unit", "meant"),
    [
        ("M€ 4.9", "M€", 4.9),
        ("6.2 M€", "M€", 6.2),
        ("6.2", "M€", 6.2),
        ("€ 5M", "M€", 5),
        ("4.35 Mio €", "M€", 4.35),
        ("6.2 MEUR", "M€", 6.2),
        ("7 bn", "M€", 7000),
        ("12k", "€", 12_000),
        ("12 EUR", "€", 12),
        ("12k", "k", 12),
        ("18 hires per 100 jobs", "hires per 100 jobs", 18),
        ("18 hires", "hires per 100 jobs", 18),
        ("18 Hires", "hires per 100 jobs", 18),
        ("2 hours", "h", 2),
        ("5M", "m", 5_000_000),
        ("5 m", "m", 5),
        ("11", "1", 11),
    ],
)
def test_a_number_is_read_in_the_unit_of_its_metric(typed: str, unit: str, meant: float) -> None:
    assert read_number(typed, unit) == meant


@pytest.mark.parametrize(
    ("typed", "unit"),
    [("−50%", "€"), ("−50%", "hires"), ("90 min", "h"), ("5 €", "M€"), ("5 $", "€"), ("5 x", "%")],
)
def test_a_number_of_something_else_is_refused(typed: str, unit: str) -> None:
    with pytest.raises(ValueError, match=r"unit|one or"):
        read_number(typed, unit)


UNITS = st.text(max_size=12).map(str.strip) | st.sampled_from(
    ["M€", "k€", "€", "%", "h", "min", "hires per 100 jobs", "of 5", "5", "−", "M", "'", "1.2"]
)


@given(
    digits=st.integers(-(10**9), 10**9),
    decimals=st.integers(0, 4),
    kind=st.sampled_from(UnitKind),
    unit=UNITS,
)
def test_a_value_shown_reads_back(digits: int, decimals: int, kind: UnitKind, unit: str) -> None:
    value = digits / 10**decimals
    measured = metric(kind, unit)
    assert read_number(value_text(value, measured), unit_of(measured)) == value


@pytest.mark.parametrize("point", [".", ","])
@given(digits=st.integers(-(10**9), 10**9), decimals=st.integers(0, 4))
def test_a_number_shown_reads_back_everywhere(point: str, digits: int, decimals: int) -> None:
    value = digits / 10**decimals
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(locale, "localeconv", lambda: {"decimal_point": point})
        assert read_number(number_text(value)) == value


def test_what_can_be_read_in_two_ways_is_read_as_the_machine_writes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert (read_number("1.200"), read_number("1,200")) == (1.2, 1200)
    monkeypatch.setattr(locale, "localeconv", lambda: {"decimal_point": ","})
    assert (read_number("1.200"), read_number("1,200")) == (1200, 1.2)


def test_a_value_carries_the_unit_people_write_at_a_number() -> None:
    assert value_text(65, metric(UnitKind.PERCENT)) == "65 %"
    assert value_text(12500, metric(UnitKind.MONEY, "€")) == "€ 12\u202f500"
    assert value_text(3.5, metric(UnitKind.DURATION, "h")) == "3.5 h"
    assert value_text(18, metric(UnitKind.NUMBER, "hires per 100 jobs")) == "18"
    assert value_text(None, metric(UnitKind.RATING)) == "–"


def test_a_tiny_negative_number_is_no_negative_zero() -> None:
    assert number_text(-0.00001) == "0"
