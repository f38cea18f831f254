"""Units as people write them at a number: what means the same, and how much a letter stands for.

Knows no numbers and no metrics. A word that is no unit here may still be a metric's own.
"""

import re
import unicodedata
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from msgspec import Struct

#: Words of one line mean the same unit, which its first word names.
_SAME: Final = (
    "€ eur euro euros",
    "$ usd us$ dollar dollars",
    "£ gbp pound pounds",
    "¥ jpy yen",
    "chf fr franken",
    "cny rmb",
    "inr",
    "sek",
    "nok",
    "dkk",
    "pln",
    "czk",
    "aud",
    "cad",
    "nzd",
    "brl",
    "zar",
    "kr",
    "% percent prozent pct",
    "s sec second seconds sekunden",
    "min mins minute minutes minuten",
    "h hr hrs hour hours std stunde stunden",
    "d day days tag tage",
    "w wk week weeks woche wochen",
    "mo month months monat monate",
    "y yr yrs year years jahr jahre",
)
_KNOWN: Final = MappingProxyType(
    {word: words.split()[0] for words in _SAME for word in words.split()}
)
#: The currencies among them come with letters for thousands and more: M€, kUSD.
_CURRENCIES: Final = frozenset(words.split()[0] for words in _SAME[:18])

_THOUSAND: Final = Decimal(1000)
_MILLION: Final = Decimal(1_000_000)
_BILLION: Final = Decimal(1_000_000_000)
_LETTERS: Final = MappingProxyType({"k": _THOUSAND, "K": _THOUSAND, "M": _MILLION, "G": _BILLION})
_WORDS: Final = MappingProxyType(
    {
        "tsd": _THOUSAND,
        "thousand": _THOUSAND,
        "mio": _MILLION,
        "mln": _MILLION,
        "million": _MILLION,
        "millions": _MILLION,
        "bn": _BILLION,
        "mrd": _BILLION,
        "billion": _BILLION,
        "billions": _BILLION,
    }
)
_ONE: Final = Decimal(1)
_SCALE_FIRST: Final = re.compile(r"((?i:tsd|mio|mln|millions?|bn|mrd|billions?)|[kKMG])\.?(.+)")


class Unit(Struct, frozen=True):
    """What stands at a number: how much one of it is, and of what; `of` is empty for plain."""

    scale: Decimal = _ONE
    of: str = ""

    def joined(self, other: "Unit") -> "Unit":
        """Both, where one stands before the number and one behind it.

        Raises:
            ValueError: they contradict each other.
        """
        if (self.of and other.of) or _ONE not in (self.scale, other.scale):
            raise ValueError("two units")
        return Unit(self.scale * other.scale, self.of or other.of)


def unit_named(word: str) -> Unit | None:
    """What a word without blanks means at a number: 5M, 6.2 M€, 65 %; None for unknown ones."""
    if not word:
        return Unit()
    if word in _LETTERS:
        return Unit(_LETTERS[word])
    plain = word.casefold().rstrip(".")
    if plain in _WORDS:
        return Unit(_WORDS[plain])
    known = _known(plain)
    if known:
        return Unit(of=known)
    return _scaled(word)


def _scaled(word: str) -> Unit | None:
    """A letter and a currency, in either order."""
    found = _SCALE_FIRST.fullmatch(word)
    scale, of = (found[1], found[2]) if found else (word[1:], word[0])
    currency, times = _known(of.casefold()), unit_named(scale) if scale else None
    if times is None or times.of or times.scale == _ONE or not _is_currency(currency):
        return None
    return Unit(times.scale, currency)


def _known(word: str) -> str:
    is_sign = len(word) == 1 and unicodedata.category(word) == "Sc"
    return _KNOWN.get(word, word if is_sign else "")


def _is_currency(of: str) -> bool:
    return of in _CURRENCIES or (len(of) == 1 and unicodedata.category(of) == "Sc")
