"""Finding cards and outputs by all that is written about them.

A row is found by its text, reference or kind, by its owner, and by every detail that belongs to it:
its metrics, evidence, assumptions. The word “gap” finds rows that lack something, further words say
what. Case and accents do not matter; the words of a query may stand anywhere in a row.
"""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from workshop.board import Board
from workshop.details import Detail, own_fields
from workshop.gaps.codes import Gap, GapCode
from workshop.language import text
from workshop.records import Card, Output
from workshop.words.codes import kind_word
from workshop.words.fields import code_word, detail_word
from workshop.words.gaps import gap_title

#: Words that ask for what is missing.
_GAP_WORDS: Final = frozenset({text("gap"), text("gaps"), text("without")})
#: Rows whose words are kept ready: more than the largest workshops have.
_REMEMBERED: Final = 50_000


def found(board: Board, query: str, gaps: Iterable[Gap] = ()) -> list[str]:
    """Rows that hold every word of the query, in the order of the document; none for no words.

    A detail's reference leads to the row it belongs to.
    """
    words = _plain(query).split()
    if not words:
        return []
    detail = board.details.get(board.by_ref.get(query.strip().upper(), ""))
    if detail is not None:
        bearer = board.bearer_of(detail.id)
        return [bearer] if bearer in board.cards or bearer in board.outputs else []
    about = _about(board, words, () if _GAP_WORDS.isdisjoint(words) else gaps)
    rows: list[Card | Output] = [*board.in_tree_order(), *board.table_rows()]
    return [row.id for row in rows if _holds(row, words, about.get(row.id, ""))]


def _about(board: Board, words: list[str], gaps: Iterable[Gap]) -> dict[str, str]:
    """What belongs to each row and holds one of the words, and what the row lacks.

    Gaps may be older than the board.
    """
    about: dict[str, str] = {}
    for detail in board.details.values():
        said = _detail_words(detail)
        if any(word in said for word in words):
            bearer = board.bearer_of(detail.id)
            about[bearer] = f"{about.get(bearer, '')} {said}"
    for gap in gaps:
        for row in filter(board.record, gap.rows[:1]):
            bearer = board.bearer_of(row)
            about[bearer] = f"{about.get(bearer, '')} {_gap_words(gap.code)}"
    return about


def _holds(row: Card | Output, words: list[str], about: str) -> bool:
    if words == [row.ref.casefold()]:
        return True
    said = _row_words(row)
    return all(word in said or word in about for word in words)


# Frozen records make good keys: while people type, only what was edited is read anew.
@lru_cache(_REMEMBERED)
def _row_words(row: Card | Output) -> str:
    more = f"{kind_word(row.kind)} {row.note}" if isinstance(row, Card) else row.owner
    return _plain(f"{row.ref} {row.text} {more}")


@lru_cache(_REMEMBERED)
def _detail_words(detail: Detail) -> str:
    """All that is written in a detail, and its codes in people's words."""
    words = [detail_word(type(detail))]
    for field in own_fields(type(detail)):
        value = getattr(detail, field.name)
        if isinstance(value, StrEnum):
            words.append(code_word(value))
        elif isinstance(value, str) and field.name not in detail.refers:
            words.append(value)
    return _plain(" ".join(words))


@cache
def _gap_words(code: GapCode) -> str:
    return _plain(f"{text('gaps')} {gap_title(code)}")


def _plain(words: str) -> str:
    if words.isascii():
        return words.casefold()
    split = unicodedata.normalize("NFKD", words)
    return "".join(c for c in split if not unicodedata.combining(c)).casefold()
