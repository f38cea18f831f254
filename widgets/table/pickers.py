"""Fields that open on a cell to choose: outcomes to link, a name, a status, a date.

Each is a line with a list under it, worked by keyboard alone: letters filter, arrows move, Enter
takes. They tell how they were left and know no board.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMoveEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from widgets.table.suggestions import Choice, Suggestions
from widgets.writing import Leave, leaving_with, left_for_good
from workshop.language import plural, text

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
#: Ways to leave that mean to keep what is typed.
_KEEPING = (Leave.ENTER, Leave.NEXT, Leave.PREVIOUS)


class PickLine(QLineEdit):
    """A line with a list of choices; what is typed filters it.

    Signals:
        left(Leave): the field was left; taken(str): the key of a choice that was taken;
            typed(): the text has changed.
    """

    left = Signal(object)
    taken = Signal(str)
    typed = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cellLine")
        self.setAccessibleName(name)
        self._choices: list[Choice] = []
        self._nothing = ""
        self._list = Suggestions(parent.window())
        self._list.picked.connect(self._take_clicked)
        self.destroyed.connect(self._list.deleteLater)
        self.textEdited.connect(self._filter)
        self.textEdited.connect(self.typed)

    @property
    def suggestions(self) -> Suggestions:
        """The list under the field."""
        return self._list

    def set_choices(self, choices: Sequence[Choice], nothing: str = "") -> None:
        """What can be chosen, and what to say when nothing fits what is typed."""
        self._choices, self._nothing = list(choices), nothing
        if self.isVisible():
            self._filter()

    def go_to_end(self) -> None:
        """Put the cursor behind the text, so that typing goes on."""
        self.end(False)

    def texts(self) -> dict[str, str]:
        """What is typed, for a draft."""
        return {"": self.text()}

    def retype(self, texts: Mapping[str, str]) -> None:
        """Go on with what a crash interrupted."""
        self.setText(texts.get("", ""))
        self._filter()

    def needed_height(self) -> int:
        """Height of the field, in pixels."""
        return 34

    def first_current(self, typed: str, choices: Sequence[Choice]) -> str | None:
        """The key of the choice that Enter takes before an arrow key is pressed."""
        return choices[0].key if choices and typed else None

    def take(self, choice: Choice) -> None:
        """What choosing means."""
        self.taken.emit(choice.key)

    def filter_words(self) -> str:
        """What filters the list."""
        return self.text()

    def nothing(self, typed: str) -> str:
        """What to say when nothing fits."""
        return self._nothing

    # Qt's own hooks ---------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the list; Enter and Tab take; Esc cancels; the others type."""
        step = _STEPS.get(Qt.Key(event.key()))
        how = leaving_with(event)
        if step is not None:
            self._list.step(step)
        elif how is not None:
            self._leave(how)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leaves for the next cell."""
        self._leave(Leave.NEXT if forward else Leave.PREVIOUS)
        return True

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Composed text filters as typed text does."""
        super().inputMethodEvent(event)
        if event.commitString():
            self._filter()

    def showEvent(self, event: QShowEvent) -> None:
        """Open the list with the field."""
        super().showEvent(event)
        self._filter()

    def hideEvent(self, event: QHideEvent) -> None:
        """Close the list with the field."""
        super().hideEvent(event)
        self._list.hide()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        if left_for_good(event):
            self._list.hide()
            self.left.emit(Leave.AWAY)

    def moveEvent(self, event: QMoveEvent) -> None:
        """The list goes where the field goes."""
        super().moveEvent(event)
        self._place_list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list is at least as wide as the field."""
        super().resizeEvent(event)
        self._place_list()

    def _place_list(self) -> None:
        if self._list.isVisible():
            self._list.show_at(self)

    def _filter(self) -> None:
        typed = self.filter_words()
        fitting = [choice for choice in self._choices if choice.matches(typed)]
        self._list.offer(fitting, self.first_current(typed, fitting), self.nothing(typed))
        if self._list.is_empty:
            self._list.hide()
        elif self.isVisible():
            self._list.show_at(self)

    def _leave(self, how: Leave) -> None:
        choice = self._list.current if how is not Leave.CANCEL else None
        if choice is not None:
            self.take(choice)
        self.left.emit(how)

    def _take_clicked(self, key: str) -> None:
        self.take(next(choice for choice in self._choices if choice.key == key))
        self.left.emit(Leave.ENTER)


class OutcomePicker(PickLine):
    """Links one outcome after another: it stays open until it is left with nothing to take.

    Words that fit no outcome stay, too, until Esc or other words.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(text("Outcomes to link"), parent)
        self.setPlaceholderText(text("Find an outcome…"))
        self._linked: Sequence[Choice] = ()

    def set_linked(self, linked: Sequence[Choice]) -> None:
        """What is no choice, because it is linked."""
        self._linked = linked

    def nothing(self, typed: str) -> str:
        """That what is looked for is linked already, where it is."""
        refs = [choice.ref for choice in self._linked if typed and choice.matches(typed)]
        if not refs:
            return super().nothing(typed)
        return plural("{refs} is linked already.", "{refs} are linked already.", len(refs)).format(
            refs=", ".join(refs)
        )

    def take(self, choice: Choice) -> None:
        """Tell which outcome, then look for another."""
        self.clear()
        super().take(choice)

    def done(self) -> None:
        """There is nothing more to link."""
        self._list.hide()
        self.left.emit(Leave.ENTER)

    def _leave(self, how: Leave) -> None:
        if how is Leave.ENTER and self._list.current is not None:
            self.take(self._list.current)
        elif how in _KEEPING and self.text() and self._list.current is None:
            self._filter()  # says why; what is typed fits nothing and would be lost
        else:
            super()._leave(how)

    def _take_clicked(self, key: str) -> None:
        self.take(next(choice for choice in self._choices if choice.key == key))


class CodePicker(PickLine):
    """Chooses one of a few words; letters filter, so that S is enough for “Shipped”."""

    def __init__(self, name: str, current: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._was = self.chosen = current

    @property
    def is_changed(self) -> bool:
        """True when another one is chosen than at first."""
        return self.chosen != self._was

    def set_choices(self, choices: Sequence[Choice], nothing: str = "") -> None:
        """The words; the field shows the current one while nothing is typed."""
        says = next((choice.says for choice in choices if choice.key == self.chosen), "")
        self.setPlaceholderText(says)
        super().set_choices(choices, nothing)

    def first_current(self, typed: str, choices: Sequence[Choice]) -> str | None:
        """The current one, or the first that begins as typed."""
        if not typed:
            return self.chosen
        start = typed.casefold()
        begins = (choice.key for choice in choices if choice.says.casefold().startswith(start))
        return next(begins, choices[0].key if choices else None)

    def take(self, choice: Choice) -> None:
        """Remember the choice; it is written when the field is left."""
        self.chosen = choice.key
        super().take(choice)


class WordsLine(PickLine):
    """A number or a date, as people write it; it is read when the field is left."""

    def __init__(self, name: str, words: str, example: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self.setText(words)
        self.setPlaceholderText(example)
        self.selectAll()


class NameLine(PickLine):
    """A name, completed from names already known; any other name can be typed."""

    def __init__(self, says: str, name: str, parent: QWidget) -> None:
        super().__init__(says, parent)
        self.setText(name)
        self.selectAll()
        self._filters = False
        self.textEdited.connect(self._complete)

    def first_current(self, typed: str, choices: Sequence[Choice]) -> str | None:
        """None: what is typed stands unless an arrow key chooses."""
        return None

    def filter_words(self) -> str:
        """What was typed, without the completion behind it; nothing before typing begins."""
        if not self._filters:
            return ""
        return self.text()[: self.selectionStart()] if self.hasSelectedText() else self.text()

    def name(self) -> str:
        """The name, spelt as it is known if it is."""
        typed = self.text()
        same = (c.says for c in self._choices if c.says.casefold() == typed.casefold())
        return next(same, typed)

    def take(self, choice: Choice) -> None:
        """Fill the name in; it is written when the field is left."""
        self.setText(choice.says)
        super().take(choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace and Delete take a completion away without bringing it back."""
        self._filters = True
        self._completes = event.key() not in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
        super().keyPressEvent(event)

    _completes = True

    def _complete(self, typed: str) -> None:
        """Add the rest of the first name that begins so, selected, so that typing replaces it."""
        if not self._completes or not typed or self.cursorPosition() < len(typed):
            return
        start = typed.casefold()
        names = (choice.says for choice in self._choices)
        name = next(
            (n for n in names if n.casefold().startswith(start) and len(n) > len(typed)), ""
        )
        if name:
            self.setText(typed + name[len(typed) :])
            self.setSelection(len(typed), len(name) - len(typed))
