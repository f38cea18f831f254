"""Parts of a panel that show how a row is linked to others, and lead there."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from widgets.inspector.desk import Desk
from widgets.inspector.helps import AlsoHelps
from widgets.inspector.links import Destination, LinkList
from widgets.inspector.parts import RowPart
from workshop.board import Board
from workshop.language import text
from workshop.records import Card, Output


class _Links(RowPart):
    """Buttons that lead to other rows."""

    def __init__(
        self,
        desk: Desk,
        heading: str,
        find: Callable[[Board, str], list[Destination]],
        parent: QWidget,
    ) -> None:
        super().__init__(desk, parent)
        self._find = find
        self._links = LinkList(heading, self)
        self._links.chosen.connect(desk.jump)
        self.column.addWidget(self._links)

    def refresh(self) -> None:
        """Show the links there are; nothing for none."""
        found = self._find(self.desk.board, self.rows[0]) if len(self.rows) == 1 else []
        self._links.show_links(found)
        self.setVisible(bool(found))


class DrivenBy(_Links):
    """Outputs that lead to an outcome."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, text("Outputs that drive this"), _driving, parent)


class MadeFrom(_Links):
    """Outputs that come from a solution."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, text("Outputs made from this"), _made, parent)


class HelpedBy(_Links):
    """Solutions elsewhere that help an opportunity, too."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, text("Also helped by"), _helpers, parent)


class Origin(_Links):
    """The solution an output comes from."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, text("Made from"), _origin, parent)


class AlsoHelpsView(RowPart):
    """The opportunities a solution also helps."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._helps = AlsoHelps(desk.document, self)
        self._helps.chosen.connect(desk.jump)
        self.column.addWidget(self._helps)

    def refresh(self) -> None:
        """Show the links there are."""
        card = self.desk.board.cards.get(self.rows[0])
        if card is not None:
            self._helps.show_card(card)


def _driving(board: Board, row: str) -> list[Destination]:
    outputs = (board.outputs[link.output] for link in board.contributions_to(row))
    return [_to(output) for output in sorted(outputs, key=lambda o: (o.rank, o.id))]


def _made(board: Board, row: str) -> list[Destination]:
    return [_to(output) for output in board.outputs_from(row)]


def _helpers(board: Board, row: str) -> list[Destination]:
    return [_to(board.cards[link.solution]) for link in board.supports_for(row)]


def _origin(board: Board, row: str) -> list[Destination]:
    output = board.outputs.get(row)
    card = board.cards.get(output.solution or "") if output is not None else None
    return [] if card is None else [_to(card)]


def _to(row: Card | Output) -> Destination:
    return Destination(row.id, row.ref, row.text)
