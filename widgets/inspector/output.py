"""The panel of an output: text, owner and status, where it comes from and what it should change."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from widgets.document import Document
from widgets.inspector.fields import Field, LineField, TextField
from widgets.inspector.links import Destination, LinkList
from widgets.inspector.panels import column, headed
from widgets.table.rows import no_outcome
from workshop.applied import Applied
from workshop.board import Board
from workshop.commands.outputs import edit_output
from workshop.gaps import is_gap
from workshop.output_cells import owners_known
from workshop.records import Output
from workshop.vocabulary import Status
from workshop.words import status_word, text


class OutputPanel(QWidget):
    """Shows and edits one output.

    Signals:
        jump(str): people want to go to this card.
    """

    jump = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspectorPage")
        self._document = document
        self._output = ""
        self._heading = QLabel(self)
        self._heading.setProperty("role", "kind")
        self._text = TextField(text("Text of the output"), self._write_text, self)
        self._owner = LineField(text("Owner"), self._write_owner, self)
        self._status = QComboBox(self)
        self._status.setAccessibleName(text("Status"))
        for status in Status:
            self._status.addItem(status_word(status), status.value)
        self._status.activated.connect(self._write_status)
        self._solution = LinkList(text("Made from"), self)
        self._outcomes = LinkList(text("Outcomes it should change"), self)
        self._gap = QLabel(no_outcome(), self)
        self._gap.setProperty("role", "attention")
        self._gap.setWordWrap(True)
        for links in (self._solution, self._outcomes):
            links.chosen.connect(self.jump)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = column(self)
        layout.addWidget(self._heading)
        layout.addLayout(headed(text("Text"), self._text))
        layout.addLayout(headed(text("Owner"), self._owner))
        layout.addLayout(headed(text("Status"), self._status))
        layout.addWidget(self._solution)
        layout.addWidget(self._outcomes)
        layout.addWidget(self._gap)
        layout.addStretch(1)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Everything that can be typed into."""
        return self._text, self._owner

    def start(self, output: str) -> None:
        """Show this output from now on."""
        self._output = output
        record = self._document.board.outputs[output]
        self._text.start(record.text)
        self._owner.start(record.owner)
        self.refresh()

    def refresh(self) -> None:
        """Show what is stored now; what is being typed stays."""
        board = self._document.board
        output = board.outputs.get(self._output)
        if output is None:
            return
        self._heading.setText(text("Output {ref}").format(ref=output.ref))
        self._text.show_text(output.text)
        self._owner.show_text(output.owner)
        self._owner.complete_from(owners_known(board))
        self._status.setCurrentIndex(self._status.findData(output.status.value))
        self._solution.show_links(_solution(board, output))
        self._outcomes.show_links(_outcomes(board, output))
        self._gap.setVisible(is_gap(board, output.id))

    def _write_text(self, text: str) -> bool:
        return self._written(self._document.run(edit_output, self._output, text=text))

    def _write_owner(self, owner: str) -> bool:
        return self._written(self._document.run(edit_output, self._output, owner=owner))

    def _written(self, applied: Applied | None) -> bool:
        if applied is not None:
            self.refresh()
        return applied is not None

    def _write_status(self) -> None:
        status = Status(self._status.currentData())
        self._document.run(edit_output, self._output, status=status)
        self.refresh()


def _solution(board: Board, output: Output) -> list[Destination]:
    card = board.cards.get(output.solution or "")
    return [] if card is None else [Destination(card.id, card.ref, card.text)]


def _outcomes(board: Board, output: Output) -> list[Destination]:
    cards = (board.cards[link.outcome] for link in board.contributions_of(output.id))
    return [Destination(card.id, card.ref, card.text) for card in cards]
