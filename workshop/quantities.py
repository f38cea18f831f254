"""Numbers as people write and read them: values of metrics, with their units.

Shown with a decimal point and thin spaces between thousands. What people type is read with a comma
or a point for the decimals, and only where two readings are possible (1.200) as the machine's
language has it.
"""

import locale
import re
from typing import Final, Protocol

from workshop.method import UnitKind
from workshop.words import text

#: Between thousands: read as such everywhere, unlike a comma or a point.
_GROUP: Final = "\u202f"
#: More digits behind the point than this say nothing.
_MOST_DECIMALS: Final = 4
#: From here on thousands are set apart.
_GROUPED_FROM: Final = 10_000
#: Largest value that is kept; see `workshop.details.Value`.
_MOST: Final = 1e15

_NOISE: Final = re.compile(r"[\s'’\u00a0\u202f]+")
_NUMBER: Final = re.compile(r"[^\d.,+\-−]*([+\-−]?[\d.,]*\d[.,]?)[^\d]*", re.DOTALL)
_MINUS: Final = "−"


class Measured(Protocol):
    """What a value is a value of: a metric, or what it was before."""

    @property
    def unit(self) -> str:
        """What is counted, e.g. `hires per 100 jobs`, `€`, `%`."""

    @property
    def unit_kind(self) -> UnitKind:
        """How values are written."""


def number_text(value: float) -> str:
    """A number without a unit, e.g. 18, 4.2, 12 500.

    Never with three decimals: 4.125 could be read back as thousands, 4.1250 can't.
    """
    whole, _, decimals = f"{abs(value):.{_MOST_DECIMALS}f}".partition(".")
    rest = decimals.rstrip("0")
    shown = f"{int(whole):,}".replace(",", _GROUP) if int(whole) >= _GROUPED_FROM else whole
    sign = _MINUS if value < 0 and (rest or int(whole)) else ""
    return sign + shown + ("." + (decimals if len(rest) == 3 else rest) if rest else "")


def value_text(value: float | None, measured: Measured) -> str:
    """A value with the short units people write at a number: 65 %, € 1200, 3.5 h; `–` for none.

    Longer units, as in “hires per 100 jobs”, are the metric's words and not repeated.
    """
    if value is None:
        return "–"
    number, unit = number_text(value), measured.unit.strip()
    if measured.unit_kind is UnitKind.PERCENT:
        return text("{number} %").format(number=number)
    if measured.unit_kind is UnitKind.MONEY and unit:
        return text("{currency} {number}").format(currency=unit, number=number)
    if measured.unit_kind is UnitKind.DURATION and unit:
        return text("{number} {unit}").format(number=number, unit=unit)
    return number


def read_number(words: str) -> float:
    """The number people typed: 18, 4,2, 1 200, 1.200,50, 65 %, € 3.5.

    Raises:
        ValueError: it is no number, or none that can be kept.
    """
    found = _NUMBER.fullmatch(_NOISE.sub("", words))
    if found is None:
        raise ValueError(f"no number: {words[:40]!r}")
    value = float(_plain(found[1].replace(_MINUS, "-")))
    if not abs(value) <= _MOST:
        raise ValueError(f"too large: {words[:40]!r}")
    return value


def _plain(digits: str) -> str:
    """The digits with a point for the decimals and nothing between thousands."""
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        point = max(".", ",", key=digits.rfind)
        if digits.count(point) > 1:
            raise ValueError(f"two decimal points: {digits[:40]!r}")
        return digits.replace("," if point == "." else ".", "").replace(point, ".")
    mark = "." if points else ","
    if points + commas > 1 or (points + commas == 1 and _may_group(digits, mark)):
        head, *groups = digits.split(mark)
        if any(len(group) != 3 for group in groups) or not head.lstrip("+-"):
            raise ValueError(f"no number: {digits[:40]!r}")
        return digits.replace(mark, "")
    return digits.replace(mark, ".")


def _may_group(digits: str, mark: str) -> bool:
    """Whether a lone mark stands between thousands: three digits follow, and it is no decimal one.

    A process that never set a language says `.`, which is right for English.
    """
    head, _, tail = digits.partition(mark)
    is_group = len(tail) == 3 and 1 <= len(head.lstrip("+-")) <= 3 and head.lstrip("+-") != "0"
    return is_group and mark != locale.localeconv()["decimal_point"]
