"""Entering today's values down the list: a day, a note, and one step for all of them."""

import datetime
from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from widgets.lines import NO_DAY, NO_VALUE, DayLine, ValueLine, WordsLine, hint_line, say
from widgets.look.words import Label
from workshop.commands.values import DatedValue
from workshop.language import text

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryBar(QFrame):
    """The day and the note of a round of values, and what ends it.

    Signals:
        sent(): write what is entered.
        given_up(): forget it.
    """

    sent = Signal()
    given_up = Signal()

    def __init__(self, today: Callable[[], datetime.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._today = today
        self.day = DayLine(text("Day of the values"), today, self)
        self.day.setFixedWidth(136)
        self.note = WordsLine(
            text("Note for the values"), self, hint=text("what people should know about them")
        )
        self.save = QPushButton(text("Save values"), self)
        self.save.setProperty("role", "primary")
        self.save.clicked.connect(self.sent)
        cancel = QPushButton(text("Cancel"), self)
        cancel.setProperty("role", "quiet")
        cancel.clicked.connect(self.given_up)
        self._hint = hint_line(self)
        self.day.textEdited.connect(self.calm)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 12)
        column.setSpacing(8)
        line = QHBoxLayout()
        column.addLayout(line)
        column.addWidget(self._hint)
        line.setSpacing(8)
        line.addWidget(Label(text("Values of"), self))
        line.addWidget(self.day)
        line.addWidget(self.note, 1)
        line.addWidget(cancel)
        line.addWidget(self.save)

    def start(self) -> None:
        """Begin a round: today, without a note."""
        self.day.show_day(self._today())
        self.day.mark(is_wrong=False)
        self.note.clear()
        self.calm()

    def calm(self) -> None:
        """Take back what was said: it is being put right."""
        say(self._hint, "")

    def read(self, lines: Iterable[tuple[str, ValueLine]]) -> list[DatedValue] | None:
        """What is entered for each metric; None when some of it can't be understood.

        That is said, and marked where it stands; empty lines are no values.
        """
        self.calm()
        try:
            day = self.day.read()
        except ValueError:
            day = None
        if day is None:
            self._refuse(NO_DAY, self.day)
            return None
        values: list[DatedValue] = []
        wrong: list[ValueLine] = []
        for metric, line in lines:
            try:
                value = line.read()
            except ValueError:
                wrong.append(line)
                continue
            if value is not None:
                values.append(DatedValue(metric, day, value, self.note.words))
        if wrong:
            self._refuse(NO_VALUE, wrong[0])
            return None
        return values

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves, Esc gives up."""
        if event.key() in _ENTER:
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _refuse(self, sentence: str, line: WordsLine) -> None:
        say(self._hint, sentence)
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.selectAll()
