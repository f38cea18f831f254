"""The command that writes an assumption down, and dates the first look at it."""

import datetime

from workshop.board import Board
from workshop.commands.details import add_detail, edit_detail
from workshop.details import Assumption
from workshop.steps import Step, merged


def assume(board: Board, owner: str, words: str, today: datetime.date) -> Step:
    """Write down an assumption about a row; its rhythm says when it first comes up.

    Raises:
        RefusedError: nothing can be assumed of this row, or the text is too long.
    """
    added = add_detail(board, Assumption, owner, {"text": words})
    board = board.applied(added.changes)
    known = board.details[added.changes[0].row.id]
    assert isinstance(known, Assumption)
    day = today + datetime.timedelta(days=known.review_every)
    dated = edit_detail(board, known.id, {"next_review": day})
    return merged(added.name, (added, dated), known.ref)
