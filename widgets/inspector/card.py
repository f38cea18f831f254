"""The panel of a card: what it is, what it says, and what is made because of it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QWidget

from widgets.document import Document
from widgets.inspector.fields import Field, TextField
from widgets.inspector.helps import AlsoHelps
from widgets.inspector.links import Destination, LinkList, WayUp
from widgets.inspector.panels import column, headed
from widgets.look.look import Look
from workshop.applied import Applied
from workshop.board import Board
from workshop.commands.cards import edit_card
from workshop.commands.outputs import add_output
from workshop.records import Card, Output
from workshop.vocabulary import Kind
from workshop.words import kind_word, text

_KEYS = {Kind.OUTCOME: 1, Kind.OPPORTUNITY: 2, Kind.SOLUTION: 3, Kind.TEST: 4}


class CardPanel(QWidget):
    """Shows and edits one card.

    Signals:
        jump(str): people want to go to this card or output.
    """

    jump = Signal(str)

    def __init__(self, document: Document, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspectorPage")
        self._document = document
        self._palette = look.palette
        self._card = ""
        self._way_up = WayUp(self)
        self._heading = QLabel(self)
        self._heading.setProperty("role", "kind")
        self._kinds = _Kinds(self._set_kind, self)
        self._text = TextField(text("Text of the card"), self._write_text, self)
        self._note = TextField(text("Note"), self._write_note, self)
        self._note.setPlaceholderText(text("What the room should remember"))
        self._driven_by = LinkList(text("Outputs that drive this"), self)
        self._made_from = LinkList(text("Outputs made from this"), self)
        self._also_helps = AlsoHelps(document, self)
        self._helped_by = LinkList(text("Also helped by"), self)
        self._make_output = QPushButton(text("Make it an output"), self)
        self._make_output.clicked.connect(self._add_output)
        for links in (self._way_up, self._driven_by, self._made_from, self._helped_by):
            links.chosen.connect(self.jump)
        self._also_helps.chosen.connect(self.jump)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = column(self)
        layout.addWidget(self._way_up)
        layout.addWidget(self._heading)
        layout.addWidget(self._kinds)
        layout.addLayout(headed(text("Text"), self._text))
        layout.addLayout(headed(text("Note"), self._note))
        layout.addWidget(self._driven_by)
        layout.addWidget(self._made_from)
        layout.addWidget(self._make_output)
        layout.addWidget(self._also_helps)
        layout.addWidget(self._helped_by)
        layout.addStretch(1)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Everything that can be typed into."""
        return self._text, self._note

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self._palette = look.palette
        self.refresh()

    def start(self, card: str) -> None:
        """Show this card from now on."""
        self._card = card
        record = self._document.board.cards[card]
        self._text.start(record.text)
        self._note.start(record.note)
        self.refresh()

    def refresh(self) -> None:
        """Show what is stored now; what is being typed stays."""
        board = self._document.board
        card = board.cards.get(self._card)
        if card is None:
            return
        self._text.show_text(card.text)
        self._note.show_text(card.note)
        self._head(card)
        self._kinds.show_kind(card.kind)
        above = [board.cards[row] for row in board.ancestors_of(card.id)]
        self._way_up.show_path([_to(row) for row in reversed(above)])
        self._driven_by.show_links(_driving(board, card))
        self._made_from.show_links([_to(output) for output in board.outputs_from(card.id)])
        self._also_helps.show_card(card)
        helpers = [board.cards[link.solution] for link in board.supports_for(card.id)]
        self._helped_by.show_links([_to(solution) for solution in helpers])
        self._make_output.setVisible(card.kind is Kind.SOLUTION)

    def _head(self, card: Card) -> None:
        self._heading.setText(f"{kind_word(card.kind)} {card.ref}")
        outcome = card.kind is Kind.OUTCOME
        label = self._palette.accent_text if outcome else self._palette.cards[card.kind].label
        if self._heading.styleSheet() != f"color: {label}":
            self._heading.setStyleSheet(f"color: {label}")

    def _write_text(self, text: str) -> bool:
        return self._written(self._document.run(edit_card, self._card, text=text))

    def _write_note(self, note: str) -> bool:
        return self._written(self._document.run(edit_card, self._card, note=note))

    def _written(self, applied: Applied | None) -> bool:
        if applied is not None:
            self.refresh()
        return applied is not None

    def _set_kind(self, kind: Kind) -> None:
        self._document.run(edit_card, self._card, kind=kind)
        self.refresh()

    def _add_output(self) -> None:
        self._document.run(add_output, solution=self._card)


class _Kinds(QWidget):
    """The four kinds side by side, one of them pressed."""

    def __init__(self, choose: Callable[[Kind], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._buttons: dict[Kind, QPushButton] = {}
        group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for kind in Kind:
            button = QPushButton(kind_word(kind), self)
            button.setProperty("role", "segment")
            button.setCheckable(True)
            tip = text("Make it: {kind} (Alt+{key})")
            button.setToolTip(tip.format(kind=kind_word(kind), key=_KEYS[kind]))
            button.clicked.connect(lambda _checked, kind=kind: choose(kind))
            group.addButton(button)
            layout.addWidget(button)
            self._buttons[kind] = button

    def show_kind(self, kind: Kind) -> None:
        """Press the button of this kind."""
        self._buttons[kind].setChecked(True)


def _driving(board: Board, card: Card) -> list[Destination]:
    outputs = (board.outputs[link.output] for link in board.contributions_to(card.id))
    return [_to(output) for output in sorted(outputs, key=lambda row: (row.rank, row.id))]


def _to(row: Card | Output) -> Destination:
    return Destination(row.id, row.ref, row.text)
