"""How much an assumption matters and how well it is proven, in words, and what it is about."""

from types import MappingProxyType
from typing import Final

from workshop.board import Board
from workshop.details import Assumption, Detail
from workshop.language import text
from workshop.records import Card, Contribution, Output
from workshop.values.days import day_text

_IMPORTANCES: Final = MappingProxyType(
    {1: text("matters little"), 2: text("matters much"), 3: text("matters most")}
)
_EVIDENCES: Final = MappingProxyType(
    {
        0: text("no evidence"),
        1: text("weak evidence"),
        2: text("fair evidence"),
        3: text("strong evidence"),
    }
)


def importance_word(importance: int) -> str:
    """How much hangs on an assumption: 1 to 3."""
    return _IMPORTANCES[importance]


def evidence_word(evidence: int) -> str:
    """How well an assumption is proven: 0 to 3."""
    return _EVIDENCES[evidence]


def place_words(importance: int, evidence: int) -> str:
    """A place on the map: matters most, weak evidence."""
    return text("{importance}, {evidence}").format(
        importance=importance_word(importance), evidence=evidence_word(evidence)
    )


def about_words(board: Board, row: str) -> str:
    """What an assumption is about: G2 More open jobs are filled; a link is P1 → G2."""
    record = board.record(row)
    if isinstance(record, Contribution):
        output, outcome = board.outputs[record.output], board.cards[record.outcome]
        return text("{output} → {outcome}").format(output=output.ref, outcome=outcome.ref)
    if isinstance(record, Card | Output):
        return f"{record.ref} {record.text}".strip()
    return record.ref if isinstance(record, Detail) else text("the workshop")


def assumption_words(assumption: Assumption) -> str:
    """An assumption's text, or what stands for it while there is none."""
    return assumption.text or text("An assumption without words")


def change_words(assumption: Assumption) -> str:
    """What would change if it holds, and by when; empty where neither is written."""
    by = text("by {day}").format(day=day_text(assumption.by_when)) if assumption.by_when else ""
    if not assumption.changes:
        return by
    return " ".join(filter(None, (text("will change {what}").format(what=assumption.changes), by)))
