"""Parts of a panel that are no fields: choices, offers, and what is read from the data."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QWidget

from widgets.inspector.box import Rows
from widgets.inspector.desk import Desk
from widgets.inspector.fields import LineField
from widgets.inspector.parts import RowPart
from widgets.look.words import Label
from workshop.board import Board
from workshop.commands.branches import set_kinds
from workshop.commands.details import keep_version
from workshop.commands.outputs import add_output
from workshop.details import Metric
from workshop.language import text
from workshop.output_cells import no_outcome
from workshop.reading.measures import smart_of
from workshop.reading.tracing import is_gap
from workshop.records import Card
from workshop.vocabulary import Kind
from workshop.words.codes import kind_word
from workshop.words.fields import learned_hint, why_anew


class KindView(RowPart):
    """The four kinds side by side; the one that all rows have is pressed."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._buttons: dict[Kind, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._grid = QGridLayout()
        self.column.addLayout(self._grid)
        self._grid.setSpacing(2)
        self._across = len(Kind)
        self.setMinimumWidth(48)
        for key, kind in enumerate(Kind, 1):
            button = QPushButton(kind_word(kind), self)
            button.setProperty("role", "segment")
            button.setCheckable(True)
            tip = text("Make it: {kind} (Alt+{key})")
            button.setToolTip(tip.format(kind=kind_word(kind), key=key))
            button.clicked.connect(lambda _checked, kind=kind: self._choose(kind))
            self._group.addButton(button)
            self._grid.addWidget(button, 0, self._grid.count())
            self._buttons[kind] = button
        widths = [button.sizeHint().width() for button in self._buttons.values()]
        self._needs, self._widest = sum(widths) + 6, max(widths)

    def refresh(self) -> None:
        """Press the button of the kind they are."""
        board = self.desk.board
        kinds = {board.cards[row].kind for row in self.rows if row in board.cards}
        self._group.setExclusive(len(kinds) == 1)
        for kind, button in self._buttons.items():
            button.setChecked(kinds == {kind})

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Four in a row, or two, or one, where there is less room."""
        super().resizeEvent(event)
        room = event.size().width()
        across = 4 if room >= self._needs else 2 if room >= 2 * self._widest + 2 else 1
        if across != self._across:
            self._across = across
            for at, button in enumerate(self._buttons.values()):
                self._grid.addWidget(button, at // across, at % across)

    def _choose(self, kind: Kind) -> None:
        self.desk.document.run(set_kinds, self.rows, kind=kind)
        self.refresh()


class KeepVersion(RowPart):
    """Offers to keep what a metric was before it was changed, with the reason. Never asks twice."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._was: Metric | None = None
        self.column.setSpacing(4)
        self._says = Label(why_anew(), self)
        self._says.setProperty("role", "field")
        self._says.setWordWrap(True)
        self._why = LineField(self._keep, self)
        self._why.setAccessibleName(text("Why the metric changed"))
        self._why.setPlaceholderText(learned_hint())
        self._says.setBuddy(self._why)
        self.column.addWidget(self._says)
        self.column.addWidget(self._why)
        desk.redefined.connect(self._offer)
        self.hide()

    def start(self, rows: Rows) -> None:
        """Offer nothing for rows that have not been changed."""
        self.rows = rows
        self._forget()

    def refresh(self) -> None:
        """Offer nothing any more when the change was taken back."""
        if self._was is not None and self.desk.board.details.get(self._was.id) in (None, self._was):
            self._forget()

    def _offer(self, was: object) -> None:
        if not isinstance(was, Metric):
            self._forget()
        elif self.rows and self.rows[0] in (was.id, was.owner) and self._was is None:
            self._was = was
            self.show()

    def _keep(self, reason: str) -> bool:
        if self._was is None or not reason.strip():
            return True
        if self.desk.write(keep_version, self._was, reason, self.desk.now()):
            return False
        self.desk.redefined.emit(None)
        return True

    def _forget(self) -> None:
        self._was = None
        self._why.start("")
        self.hide()


class MakeOutput(RowPart):
    """Makes a solution an output."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        button = QPushButton(text("Make it an output"), self)
        button.clicked.connect(self._add)
        self.column.addWidget(button)

    def refresh(self) -> None:
        """It looks the same for every solution."""

    def _add(self) -> None:
        self.desk.document.run(add_output, solution=self.rows[0])


class NoOutcome(RowPart):
    """Asks an output without an outcome for one."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        asks = Label(no_outcome(), self)
        asks.setProperty("role", "attention")
        asks.setWordWrap(True)
        self.column.addWidget(asks)

    def refresh(self) -> None:
        """Ask only where the answer is missing."""
        output = self.rows[0]
        board = self.desk.board
        self.setVisible(len(self.rows) == 1 and output in board.outputs and is_gap(board, output))


class Caution(RowPart):
    """What to mind about contracts on outcomes."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        says = Label(
            text("Money on an outcome invites sandbagging: people promise less than they could."),
            self,
        )
        says.setProperty("role", "field")
        says.setWordWrap(True)
        self.column.addWidget(says)

    def refresh(self) -> None:
        """It says the same of every contract."""


class SmartView(RowPart):
    """What makes an outcome specific, measurable and time-bound, as read from its metric."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.column.setSpacing(4)
        self._lines = [Label(parent=self) for _ in range(3)]
        for line in self._lines:
            line.setWordWrap(True)
            self.column.addWidget(line)

    def refresh(self) -> None:
        """Say what is there and what is still missing."""
        card = self.desk.board.cards.get(self.rows[0])
        if card is None:
            return
        for line, (is_there, there, missing) in zip(
            self._lines, _smart(self.desk.board, card), strict=True
        ):
            line.setText(f"✓  {there}" if is_there else f"○  {missing}")


def _smart(board: Board, card: Card) -> list[tuple[bool, str, str]]:
    found = smart_of(board, card.id)
    return [
        (
            found.specific,
            text("Specific: it says what changes and what is counted"),
            text("Specific: what is counted is not written yet"),
        ),
        (
            found.measurable,
            text("Measurable: it has a baseline and a target"),
            text("Measurable: baseline or target is missing"),
        ),
        (
            found.time_bound,
            text("Time-bound: it has a date"),
            text("Time-bound: no date yet"),
        ),
    ]
