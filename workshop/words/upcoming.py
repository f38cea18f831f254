"""Upcoming days in people's words, as a calendar shows them."""

from typing import Final

from workshop.board import Board
from workshop.details import Assumption, Exemption, Metric, OutcomeFacts
from workshop.language import text
from workshop.reading.upcoming import Occasion, Upcoming
from workshop.records import Card, Output
from workshop.words.measures import goal_line

#: Most characters of a text in a calendar's one line.
_QUOTED: Final = 80

_SUMMARIES: Final = {
    Occasion.VALUE: text("{ref} {words}: enter the value"),
    Occasion.TARGET: text("{ref} {words}: the target is due"),
    Occasion.REVIEW: text("{ref} {words}: does it still hold?"),
    Occasion.PROOF: text("{ref} {words}: has it shown?"),
    Occasion.TEST: text("{ref} {words}: what did the test show?"),
    Occasion.OUTPUT: text("{ref} {words}: due"),
    Occasion.EXEMPTION: text("{ref} {words}: what should change because of it?"),
    Occasion.LEARNING: text("{ref} {words}: do we know enough to promise a number?"),
}


def upcoming_text(date: Upcoming) -> str:
    """What the day is for, in one line."""
    words = date.row.name if isinstance(date.row, Metric) else date.row.text
    line = " ".join(words.split())
    if len(line) > _QUOTED:
        line = line[: _QUOTED - 1].rstrip() + "…"
    said = _SUMMARIES[date.occasion].format(ref=date.row.ref, words=line)
    return said.replace(" :", ":")


def upcoming_note(board: Board, date: Upcoming) -> str:
    """What helps to be ready on the day, a fact a line; empty when there is nothing to add."""
    return "\n".join(filter(None, _facts(board, date)))


def _facts(board: Board, date: Upcoming) -> list[str]:
    row = date.row
    if isinstance(row, Metric):
        outcome = board.cards[row.owner]
        owner = text("Measured by: {name}").format(name=row.measured_by) if row.measured_by else ""
        return [f"{outcome.ref} {outcome.text}", goal_line(row), owner]
    if isinstance(row, Assumption):
        return [text("Owner: {name}").format(name=row.owner_name) if row.owner_name else ""]
    if isinstance(row, Output):
        exemption = board.facts_of(row.id, Exemption)
        trigger = exemption.trigger if exemption is not None else ""
        return [trigger, text("Owner: {name}").format(name=row.owner) if row.owner else ""]
    return [_learned(board, row)]


def _learned(board: Board, card: Card) -> str:
    facts = board.facts_of(card.id, OutcomeFacts)
    return facts.promote_when if facts is not None else ""
