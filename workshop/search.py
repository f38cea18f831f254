"""Finding cards and outputs by what they say, by reference or by kind; and replacing what they say.

Case and accents do not matter; the words of a query may stand anywhere in a row.
"""

import re
import unicodedata
from collections.abc import Iterable

from msgspec.structs import replace

from workshop.board import Board
from workshop.records import Card, Output
from workshop.rules import text_within_bounds
from workshop.steps import RowChange, Step, StepName
from workshop.words import kind_word


def found(board: Board, query: str) -> list[str]:
    """Rows that hold every word of the query, in the order of the document; none for no words."""
    words = _plain(query).split()
    if not words:
        return []
    rows: list[Card | Output] = [*board.in_tree_order(), *board.table_rows()]
    return [row.id for row in rows if _holds(row, words)]


def replace_text(board: Board, rows: Iterable[str], *, old: str, new: str) -> Step:
    """Replace a text, whatever its case, wherever these rows' texts hold it.

    Raises:
        RefusedError: a text becomes too long.
    """
    pattern = re.compile(re.escape(old), re.IGNORECASE)
    changes = []
    for row in rows:
        before = board.record(row)
        if isinstance(before, Card | Output) and old:
            text = text_within_bounds(pattern.sub(lambda _: new, before.text))
            if text != before.text:
                changes.append(RowChange(before, replace(before, text=text)))
    return Step(StepName.REPLACE_TEXT, tuple(changes))


def _holds(row: Card | Output, words: list[str]) -> bool:
    if words == [row.ref.casefold()]:
        return True
    more = f"{kind_word(row.kind)} {row.note}" if isinstance(row, Card) else row.owner
    text = _plain(f"{row.ref} {row.text} {more}")
    return all(word in text for word in words)


def _plain(text: str) -> str:
    if text.isascii():
        return text.casefold()
    split = unicodedata.normalize("NFKD", text)
    return "".join(c for c in split if not unicodedata.combining(c)).casefold()
