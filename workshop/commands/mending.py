"""What pointed at a branch before it was cut points at its copy once that is pasted.

Everything here concerns rows outside the branch: nothing of it happens for a second copy beside the
original, nor in another workshop.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from msgspec import Struct

from workshop.board import Board
from workshop.commands.details import edit_detail
from workshop.commands.outputs import edit_output, link_output
from workshop.commands.supports import support_opportunity
from workshop.commands.turns import Maker
from workshop.details import KeyResult
from workshop.outline import Line
from workshop.records import Contribution
from workshop.steps import Step, StepName
from workshop.vocabulary import Kind

_NOTHING = Step(StepName.ADD_CARD, ())


class Mend(Struct, frozen=True):
    """Makers of steps on the rows that a line was tied to; `copies` are known once all are made."""

    copies: Mapping[str, str]

    def of(self, line: Line) -> Iterator[Maker]:
        """Everything that one line was tied to, the details of its links left out."""
        yield from (partial(self._made_from, output, line.card) for output in line.outputs)
        yield from (partial(self._linked, link) for link in line.links)
        yield from (partial(self._read, *reader) for reader in line.readers)
        yield from (partial(self._helped, *ends) for ends in line.helps)

    def _made_from(self, output: str, solution: str | None, board: Board) -> Step:
        """An output that lost its solution comes from the copy."""
        known, copy = board.outputs.get(output), self._copy(solution)
        fits = _is(board, copy, Kind.SOLUTION) and solution not in board.cards
        if known is None or known.solution is not None or not fits:
            return _NOTHING
        return edit_output(board, output, solution=copy)

    def _linked(self, link: Contribution, board: Board) -> Step:
        """An output contributes to the copy of an outcome that is gone."""
        copy = self._copy(link.outcome)
        fits = _is(board, copy, Kind.OUTCOME) and link.outcome not in board.cards
        if link.output not in board.outputs or not fits:
            return _NOTHING
        return link_output(board, link.output, copy, link=self.copies[link.id])

    def _read(self, reader: str, row: str, board: Board) -> Step:
        """A key result that reads nothing any more reads the copy."""
        known, copy = board.details.get(reader), self._copy(row)
        reads_nothing = isinstance(known, KeyResult) and known.reads is None
        if not reads_nothing or board.record(copy) is None:
            return _NOTHING
        return edit_detail(board, reader, {"reads": copy})

    def _helped(self, solution: str, opportunity: str, board: Board) -> Step:
        """A solution also helps what it helped; none where it still does, or does by its place."""
        if solution in board.cards and opportunity in board.cards:
            return _NOTHING
        solution, opportunity = self._copy(solution), self._copy(opportunity)
        fits = _is(board, solution, Kind.SOLUTION) and _is(board, opportunity, Kind.OPPORTUNITY)
        if not fits or opportunity in board.ancestors_of(solution):
            return _NOTHING
        return support_opportunity(board, solution, opportunity)

    def _copy(self, row: str | None) -> str:
        return self.copies.get(row or "", row or "")


def _is(board: Board, row: str, kind: Kind) -> bool:
    card = board.cards.get(row)
    return card is not None and card.kind is kind
