"""The command that replaces a text in many rows at once. A pure function from board to step."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from workshop.board import Board
from workshop.records import Card, Output
from workshop.rules import text_within_bounds
from workshop.steps import RowChange, Step, StepName


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
            words = text_within_bounds(pattern.sub(lambda _: new, before.text))
            if words != before.text:
                changes.append(RowChange(before, replace(before, text=words)))
    return Step(StepName.REPLACE_TEXT, tuple(changes))
