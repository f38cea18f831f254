"""One line that says how far the table has come."""

from workshop.board import Board
from workshop.details import Exemption
from workshop.gaps import is_gap, outcomes_without_output
from workshop.words import plural, text

_MOST_NAMED = 3


def summary(board: Board) -> str:
    """How many outputs there are, how many are traced, and which outcomes still lack one."""
    if not board.rows:
        return text("Type the first output, or paste rows from a spreadsheet.")
    outputs = len(board.rows)
    traced = len(board.links_from)
    exempt = sum(1 for detail in board.details.values() if isinstance(detail, Exemption))
    waiting = sum(1 for output in board.rows if is_gap(board, output))
    parts = [
        plural("{count} output", "{count} outputs", outputs).format(count=outputs),
        plural("{count} traced", "{count} traced", traced).format(count=traced),
    ]
    if exempt:
        parts.append(plural("{count} exempt", "{count} exempt", exempt).format(count=exempt))
    if waiting:
        says = plural("{count} without an outcome", "{count} without an outcome", waiting)
        parts.append(says.format(count=waiting))
    parts += _outcomes_without_output(board)
    return " · ".join(parts)


def _outcomes_without_output(board: Board) -> list[str]:
    names = [f"{card.ref} “{card.text}”" for card in outcomes_without_output(board)]
    if not names:
        return []
    shown, more = names[:_MOST_NAMED], len(names) - _MOST_NAMED
    if more > 0:
        shown.append(plural("{count} more", "{count} more", more).format(count=more))
    says = plural(
        "outcome {names} has no output yet", "outcomes {names} have no output yet", len(names)
    )
    return [says.format(names=", ".join(shown))]
