"""Lines for a day and for a value, typed as people write them. What is neither is said beside them.

A line is given what it means by `workshop.values.days` and `workshop.values.quantities`; it writes
nothing.
"""

import datetime
from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from widgets.look.words import Label
from workshop.language import text
from workshop.values.days import day_text, read_day
from workshop.values.quantities import number_text, read_number

T = TypeVar("T")
_LINE_HEIGHT: Final = 32

#: What may be wrong with a line.
NO_VALUE: Final = text("Write a number, like 1200 or 4.5.")
NO_DAY: Final = text("Write a day, like 16 Nov 2026 or today.")


class WordsLine(QLineEdit):
    """A line of words with a name for screen readers; it can be marked as wrong."""

    def __init__(self, name: str, parent: QWidget | None = None, *, hint: str = "") -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMinimumHeight(_LINE_HEIGHT)
        self.textEdited.connect(lambda: self.mark(is_wrong=False))

    @property
    def words(self) -> str:
        """What is typed, without blanks around it."""
        return self.text().strip()

    def mark(self, *, is_wrong: bool) -> None:
        """Show that this can't be understood, or that it can again."""
        if self.property("wrong") != is_wrong:
            self.setProperty("wrong", is_wrong)
            self.style().polish(self)


class ValueLine(WordsLine):
    """A line for a number; an empty one means none. It is typed in the `unit`, where one is set."""

    unit = ""

    def read(self) -> float | None:
        """The number.

        Raises:
            ValueError: what is typed is no number; the line is marked.
        """
        return _marked(self, lambda words: read_number(words, self.unit))

    def show_value(self, value: float | None) -> None:
        """Show a number."""
        self.setText("" if value is None else number_text(value))


class DayLine(WordsLine):
    """A line for a day; an empty one means none."""

    def __init__(
        self,
        name: str,
        today: Callable[[], datetime.date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent, hint=text("no day"))
        self._today = today

    def read(self) -> datetime.date | None:
        """The day.

        Raises:
            ValueError: what is typed is no day; the line is marked.
        """
        return _marked(self, lambda words: read_day(words, self._today()))

    def show_day(self, day: datetime.date | None) -> None:
        """Show a day."""
        self.setText("" if day is None else day_text(day))


def hint_line(parent: QWidget) -> QLabel:
    """A sentence that says what is wrong; hidden until there is something to say."""
    label = Label(parent=parent)
    label.setProperty("role", "attention")
    label.setWordWrap(True)
    label.hide()
    return label


def say(label: QLabel, sentence: str) -> None:
    """Show a sentence, or hide the label for an empty one."""
    label.setText(sentence)
    label.setVisible(bool(sentence))


def _marked(line: WordsLine, read: Callable[[str], T]) -> T | None:
    if not line.words:
        return None
    try:
        return read(line.words)
    except ValueError:
        line.mark(is_wrong=True)
        raise
