"""What is due this month: each assumption with the three things a review can find."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from widgets.assumptions.reading import AssumptionReading
from widgets.keyboard import Questions
from widgets.lines import WordsLine
from widgets.look.words import Label
from workshop.language import plural, text
from workshop.method import ReviewVerdict

#: Verdicts in the order of the buttons, with their words and how they look.
VERDICTS: Final = (
    (ReviewVerdict.VALIDATED, text("Validated"), "verdictGood"),
    (ReviewVerdict.OPEN, text("Still open"), "verdictOpen"),
    (ReviewVerdict.PIVOTED, text("Pivot"), "verdictTurn"),
)

#: More than these wait until some are judged.
_MOST_SHOWN: Final = 10


class DueCard(QFrame):
    """One assumption to look at again.

    Signals:
        judged(str, ReviewVerdict, str): what the review found, and what was learned.
    """

    judged = Signal(str, object, str)

    def __init__(self, reading: AssumptionReading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._row = reading.row
        self._reading: AssumptionReading | None = None
        self._title = _label("strong")
        self._line = _label("soft")
        self.note = WordsLine(text("What did we learn?"), self, hint=text("What did we learn?"))
        self.buttons = tuple(self._button(*verdict) for verdict in VERDICTS)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._line)
        column.addWidget(self.note)
        buttons = QHBoxLayout()
        column.addLayout(buttons)
        buttons.setSpacing(6)
        for button in self.buttons:
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.show_reading(reading)

    @property
    def row(self) -> str:
        """The assumption's identity."""
        return self._row

    def show_reading(self, reading: AssumptionReading) -> None:
        """Show the assumption as it is now; what is typed stays."""
        if reading == self._reading:
            return
        self._reading = reading
        self._title.setText(reading.title)
        self._line.setText(reading.due_line)
        self.setAccessibleName(f"{reading.title}. {reading.due_line}")
        self.note.setAccessibleName(
            text("What did we learn about {ref}?").format(ref=reading.assumption.ref)
        )
        for button, (_, words, _) in zip(self.buttons, VERDICTS, strict=True):
            button.setAccessibleName(f"{words}: {reading.assumption.ref}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the note goes on to the verdicts; a note alone decides nothing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.note.hasFocus():
            self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _button(self, verdict: ReviewVerdict, words: str, role: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("role", role)
        button.setMinimumHeight(32)
        button.clicked.connect(lambda: self.judged.emit(self._row, verdict, self.note.words))
        return button


class DuePanel(QWidget):
    """The list of what is due, and a calm word about what was just decided.

    Signals:
        judged(str, ReviewVerdict, str): a review of an assumption, and what was learned.
        rewritten(str): after a pivot, people want to write what they assume instead.
        noted(): something was typed into a note.
        done(): the last of them, in which people worked, is judged.
    """

    judged = Signal(str, object, str)
    rewritten = Signal(str)
    noted = Signal()
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: dict[str, DueCard] = {}
        self._said = QFrame(self)
        self._says = _label("")
        self._rewrite = QPushButton(text("Write what we assume now"), self._said)
        self._turned = ""
        self._none = _label("soft")
        self._more = _label("soft")
        self._inside = QWidget()
        self._list = Questions(self._inside)
        self._lay_out()

    @property
    def cards(self) -> list[DueCard]:
        """What is due, the longest waiting first."""
        return list(self._cards.values())

    def show_due(self, readings: Sequence[AssumptionReading], otherwise: str) -> None:
        """Show these; `otherwise` is what to say when there are none."""
        shown, more = readings[:_MOST_SHOWN], len(readings) - _MOST_SHOWN
        kept = {reading.row for reading in shown}
        for row in [row for row in self._cards if row not in kept]:
            self._list.take_away(self._cards.pop(row))
            self.noted.emit()
        for at, reading in enumerate(shown):
            self._place(at, reading)
        self._cards = {reading.row: self._cards[reading.row] for reading in shown}
        says = plural(
            "{count} more comes up after these.", "{count} more come up after these.", more
        )
        self._more.setText(says.format(count=more))
        self._more.setVisible(more > 0)
        self._none.setText(otherwise)
        self._none.setVisible(not readings)
        if not self._list.go_on():
            self.done.emit()

    def say(self, sentence: str, turned: str = "") -> None:
        """Say what was decided; `turned` is the assumption that was given up for another."""
        self._turned = turned
        self._says.setText(sentence)
        self._rewrite.setVisible(bool(turned))
        self._said.setVisible(bool(sentence))

    def focus_next(self) -> bool:
        """The keyboard goes to what is due first; False when nothing is."""
        cards = self.cards
        if cards:
            cards[0].note.setFocus(Qt.FocusReason.TabFocusReason)
        return bool(cards)

    def _place(self, at: int, reading: AssumptionReading) -> None:
        card = self._cards.get(reading.row)
        if card is None:
            card = self._cards[reading.row] = DueCard(reading, self)
            card.judged.connect(self.judged)
            card.note.textChanged.connect(lambda _words: self.noted.emit())
        else:
            card.show_reading(reading)
        if self._list.indexOf(card) != at:
            self._list.insertWidget(at, card)

    def _lay_out(self) -> None:
        heading = Label(text("Due this month"), self)
        heading.setProperty("role", "heading")
        heading.setMinimumHeight(32)
        self._said.setProperty("role", "said")
        self._rewrite.clicked.connect(lambda: self.rewritten.emit(self._turned))
        said = QVBoxLayout(self._said)
        said.setContentsMargins(14, 10, 14, 10)
        said.setSpacing(8)
        said.addWidget(self._says)
        said.addWidget(self._rewrite, 0, Qt.AlignmentFlag.AlignLeading)
        self._said.hide()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._list.setSpacing(10)
        column.addWidget(self._said)
        column.addWidget(self._none)
        column.addLayout(self._list)
        column.addWidget(self._more)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(self._inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addWidget(area, 1)


def _label(role: str) -> QLabel:
    label = Label()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label
