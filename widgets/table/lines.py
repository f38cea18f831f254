"""How the lines of the table follow a change of the rows, moving none under people's hands."""

from collections.abc import Sequence

from widgets.table.arrangement import Line
from workshop.board import Board


def in_stored_order(lines: Sequence[Line], board: Board, added: set[str]) -> list[Line]:
    """The outputs that were shown, and new ones, in the order the document keeps."""
    shown = {line.output for line in lines} | added
    return [Line(output) for output in board.rows if output in shown]


def with_changes(
    lines: Sequence[Line], fresh: Sequence[Line], board: Board, added: set[str]
) -> list[Line]:
    """The lines without outputs that are gone, and with new ones.

    A new one stands behind the line it would follow had all been arranged now (`fresh`).
    """
    kept = [line for line in lines if line.output is None or line.output in board.outputs]
    there, before = set(kept), None
    groups = {line.group for line in fresh if line.output in added}
    for line in fresh:
        is_new = line.output in added or (line.output is None and line.group in groups)
        if is_new and line not in there:
            kept.insert(0 if before is None else kept.index(before) + 1, line)
            there.add(line)
        if line in there:
            before = line
    return kept


def moved_line(before: Sequence[Line], after: Sequence[Line]) -> Line | None:
    """The one line whose move turns `before` into `after`; None when several moved."""
    differing = (pair for pair in zip(before, after, strict=True) if pair[0] != pair[1])
    for candidate in next(differing):
        rest = [line for line in before if line != candidate]
        if rest == [line for line in after if line != candidate]:
            return candidate
    return None
