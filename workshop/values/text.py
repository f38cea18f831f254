"""Cleaning of text people type or paste, so that everything stored can be shown and printed."""

import re
import unicodedata

#: Control characters (but not tab and newline), lone surrogates, non-characters, and the
#: directional overrides that make text read as something other than it is.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e]"
)
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x85")


def clean_text(text: str) -> str:
    """Composed (NFC) text without characters that can't be shown; lines end in a newline."""
    lines = _LINE_ENDS.sub("\n", text)
    return unicodedata.normalize("NFC", _UNWANTED.sub("", lines)).strip()


def clean_name(text: str) -> str:
    """As `clean_text`, on one line with single spaces."""
    return " ".join(clean_text(text).split())


def name_key(name: str) -> str:
    """What two spellings of one name have in common."""
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def in_brief(text: str, most: int = 160) -> str:
    """Text on one line, cut after a word where it is longer than `most` characters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    head, _, _ = line[:most].rpartition(" ")
    return f"{head or line[: most - 1]}…"
