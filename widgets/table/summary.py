"""One line that says how far the table has come, counted on change by change."""

from collections.abc import Iterable

from workshop.board import Board
from workshop.details import Exemption
from workshop.gaps.finding import outcomes_without_output
from workshop.language import plural, text
from workshop.reading.tracing import is_gap
from workshop.values.text import in_brief

_MOST_NAMED = 3
#: How many characters of an outcome tell people which it is.
_MOST_QUOTED = 60


class Tally:
    """Which outputs of a board are exempt from having an outcome, and which still wait for one."""

    def __init__(self, board: Board) -> None:
        self._exempt: set[str] = set()
        self._waiting: set[str] = set()
        self.count(board, board.rows)

    def count(self, board: Board, outputs: Iterable[str]) -> None:
        """Count these outputs again; those that are gone no more."""
        for output in outputs:
            there = output in board.outputs
            exempt = there and board.facts_of(output, Exemption) is not None
            waiting = there and is_gap(board, output)
            (self._exempt.add if exempt else self._exempt.discard)(output)
            (self._waiting.add if waiting else self._waiting.discard)(output)

    def summary(self, board: Board) -> str:
        """How many outputs there are, how many are traced, and which outcomes still lack one."""
        if not board.rows:
            return text("Type the first output, or paste rows from a spreadsheet.")
        outputs, traced = len(board.rows), len(board.links_from)
        exempt, waiting = len(self._exempt), len(self._waiting)
        parts = [
            plural("{count} output", "{count} outputs", outputs).format(count=outputs),
            plural("{count} traced", "{count} traced", traced).format(count=traced),
        ]
        if exempt:
            parts.append(plural("{count} exempt", "{count} exempt", exempt).format(count=exempt))
        if waiting:
            says = plural("{count} without an outcome", "{count} without an outcome", waiting)
            parts.append(says.format(count=waiting))
        return " · ".join(parts + _outcomes_without_output(board))


def _outcomes_without_output(board: Board) -> list[str]:
    outcomes = outcomes_without_output(board)
    names = [f"{card.ref} “{in_brief(card.text, _MOST_QUOTED)}”" for card in outcomes]
    if not names:
        return []
    shown, more = names[:_MOST_NAMED], len(names) - _MOST_NAMED
    if more > 0:
        shown.append(plural("{count} more", "{count} more", more).format(count=more))
    says = plural(
        "outcome {names} has no output yet", "outcomes {names} have no output yet", len(names)
    )
    return [says.format(names=", ".join(shown))]
