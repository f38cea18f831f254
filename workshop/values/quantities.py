"""Numbers as people write and read them: values of metrics, with their units.

Shown with a decimal point and thin spaces between thousands. What people type is read with a comma
or a point for the decimals, and only where two readings are possible (1.200) as the machine's
language has it.
"""

import locale
import re
from decimal import Decimal
from typing import Final, Protocol

from workshop.language import text
from workshop.method import UnitKind
from workshop.values.days import HOLD
from workshop.values.units import Unit, unit_named

#: Between thousands: read as such everywhere, unlike a comma or a point.
_GROUP: Final = "\u202f"
#: More digits behind the point than this say nothing.
_MOST_DECIMALS: Final = 4
#: From here on thousands are set apart.
_GROUPED_FROM: Final = 10_000
#: Largest value that is kept; see `workshop.details.Value`.
_MOST: Final = 1e15

_NOISE: Final = re.compile(r"[\s'’\u00a0\u202f]+")
_NUMBER: Final = re.compile(r"([^\d.,+\-−]*)([+\-−]?[\d.,]*\d[.,]?)([^\d]*)", re.DOTALL)
_DIGIT: Final = re.compile(r"[\d.,+\-−'’]")
_BLANKS: Final = frozenset({"", " ", "\u00a0"})
_MINUS: Final = "−"
#: Spaces within a value with its short unit, and on both sides of the arrow between two of them.
_WITHIN: Final = re.compile(
    r"(?<=\d) (?=%)|(?<=[€$£¥]) (?=\d)|(?<=[\d%]) (?=→ [^\W\d_]?[€$£¥]? ?\d)|(?<=[\d%] →) (?=\S)"
)


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


def held_values(words: str) -> str:
    """Words as they were, but no line breaks within a value or on the way from one to the next."""
    return _WITHIN.sub(HOLD, words)


def unit_of(measured: Measured | None) -> str:
    """The unit that values are typed with; empty where there is none."""
    if measured is None:
        return ""
    return "%" if measured.unit_kind is UnitKind.PERCENT else measured.unit.strip()


def read_number(words: str, unit: str = "") -> float:
    """The number people typed: 18, 4,2, 1 200, 1.200,50, 65 %, € 3.5, 12k, € 5M.

    With a `unit`, as a value in it: in M€, “6.2 M€”, “€ 6.2M” and “6.2” are all 6.2.

    Raises:
        ValueError: it is no number, none that can be kept, or one of something else.
    """
    found = _NUMBER.fullmatch(_NOISE.sub("", _without(words.strip(), unit.strip())))
    if found is None:
        raise ValueError(f"no number: {words[:40]!r}")
    before, digits, behind = found.groups()
    times = _times(before, behind, _NOISE.sub("", unit))
    value = float(Decimal(_plain(digits.replace(_MINUS, "-"))) * times)
    if not abs(value) <= _MOST:
        raise ValueError(f"too large: {words[:40]!r}")
    return value


def _without(words: str, unit: str) -> str:
    """The words without the unit before or behind them; one that ends in digits stands apart."""
    if not unit:
        return words
    if words.startswith(unit) and _is_apart(unit[-1], words[len(unit) : len(unit) + 1]):
        return words[len(unit) :]
    if words.endswith(unit) and _is_apart(unit[0], words[: -len(unit)][-1:]):
        return words[: -len(unit)]
    return words


def _is_apart(end: str, beside: str) -> bool:
    return not _DIGIT.fullmatch(end) or beside in _BLANKS


def _times(before: str, behind: str, own: str) -> Decimal:
    """What the number is multiplied with: 1 for plain numbers and for those in the own unit.

    Raises:
        ValueError: what stands at the number is another unit, or none that people know.
    """
    mine = unit_named(own)
    said = _meant(before, own).joined(_meant(behind, own))
    if mine is None or not own:
        if own and said.of:
            raise ValueError(f"another unit: {said.of!r}")
        return said.scale
    if said.of and said.of != mine.of:
        raise ValueError(f"another unit: {said.of!r}")
    if said.scale == 1:
        if said.of and mine.scale != 1:
            raise ValueError(f"one or {mine.scale}: {said.of!r}")
        return said.scale
    return said.scale / mine.scale


def _meant(word: str, own: str) -> Unit:
    """What a word at a number means; the own unit may be cut short, as in “18 hires”."""
    known = unit_named(word)
    if known is not None:
        return known
    if own.casefold().startswith(word.casefold()):
        return Unit()
    raise ValueError(f"no unit: {word[:40]!r}")


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
