"""What can be done now: which needs of actions the board, the history and the views meet."""

from desktop.actions import Needs
from widgets.canvas.canvas import Canvas
from widgets.document import Document
from workshop.vocabulary import Kind


def needs_met(
    document: Document, canvas: Canvas, *, is_tree_seen: bool, is_table_seen: bool
) -> frozenset[Needs]:
    """What is there for actions to work on; cards only where people see them."""
    board, session = document.board, document.session
    current = canvas.current if is_tree_seen else None
    # A card that is being typed for the first time is on the tree only.
    card = canvas.scene.board.cards.get(current or "")
    kind = card.kind if card is not None else None
    makes = card is not None and card.id in board.made_from
    there = {
        Needs.NOTHING: True,
        Needs.WORKSHOP: True,
        Needs.CARD: current is not None,
        Needs.BRANCH: current is not None or canvas.focus is not None,
        Needs.SOLUTION: kind is Kind.SOLUTION,
        Needs.OUTCOME: kind is Kind.OUTCOME,
        Needs.OPPORTUNITY: kind is Kind.OPPORTUNITY,
        Needs.OWNED: kind is Kind.OUTCOME or makes,
        Needs.STATE: kind in (Kind.OUTCOME, Kind.TEST) or makes,
        Needs.TABLE: is_table_seen,
        Needs.UNDO: session.to_undo is not None,
        Needs.REDO: session.to_redo is not None,
    }
    return frozenset(need for need, is_met in there.items() if is_met)
