"""A small form at a card: a few fields, Enter keeps them, Esc drops them. It knows no document.

It lies over the window without blocking it. Going on elsewhere keeps what was filled in; what can't
be kept stays, with one sentence that says why.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QCompleter,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from widgets.look.words import Label
from workshop.language import text

#: Keeps the values of the fields, in order; a sentence when that can't be done, else nothing.
Keep = Callable[[tuple[str, ...]], str]

_WIDTH = 340
_MARGIN, _GAP = 12, 8
#: Distance from the card, and least distance from the edges of the window, in pixels.
_AWAY, _EDGE = 8, 8
_COLUMNS = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Asked(Struct, frozen=True):
    """A field: its name, what it starts with, and what it is offered from.

    `names` complete what is typed; `choices`, codes with their words, are all there is to choose
    from. A field spans a whole row unless it is `narrow`; one with `is_wanted` shows only while
    that says so of all values. `hint` stands in it while it is empty.
    """

    name: str
    value: str = ""
    names: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    narrow: bool = False
    hint: str = ""
    is_wanted: Callable[[tuple[str, ...]], bool] | None = None


class CardForm(QFrame):
    """Asks, and keeps the answers by `keep`.

    Signals:
        closed(): kept or dropped; the form is gone.
    """

    closed = Signal()

    def __init__(self, title: str, asked: Sequence[Asked], keep: Keep, window: QWidget) -> None:
        super().__init__(window)
        self._keep = keep
        self._asked = tuple(asked)
        self._card = QRect()
        self._is_closing = False
        self.setObjectName("cardForm")
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(4)
        heading = Label(title)
        heading.setProperty("role", "kicker")
        self._grid.addWidget(heading, 0, 0, 1, _COLUMNS)
        self._fields = [_field(one) for one in asked]
        self._labels = [_label(one, field) for one, field in zip(asked, self._fields, strict=True)]
        self._place(asked)
        for field in self._fields:
            _tell(field, self._show_wanted)
        self._complaint = Label()
        self._complaint.setWordWrap(True)
        self._complaint.setProperty("role", "attention")
        self._complaint.hide()
        hint = Label(text("Enter keeps it, Esc doesn’t"))
        hint.setProperty("role", "field")
        rows = self._grid.rowCount()
        self._grid.addWidget(self._complaint, rows, 0, 1, _COLUMNS)
        self._grid.addWidget(hint, rows + 1, 0, 1, _COLUMNS)
        self.setFixedWidth(_WIDTH)

    def _place(self, asked: Sequence[Asked]) -> None:
        row, column = 1, 0
        for one, label, field in zip(asked, self._labels, self._fields, strict=True):
            if not one.narrow or column == _COLUMNS:
                row, column = row + 2 if column else row, 0
            span = 1 if one.narrow else _COLUMNS
            self._grid.addWidget(label, row, column, 1, span)
            self._grid.addWidget(field, row + 1, column, 1, span)
            if one.narrow:
                column += 1
            else:
                row += 2

    def open_at(self, card: QRect) -> None:
        """Show it below a card, or above it where there is no room; both in the window's pixels."""
        self._card = card
        self._show_wanted()
        self.show()
        self.raise_()
        self._fields[0].setFocus(Qt.FocusReason.TabFocusReason)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    def _show_wanted(self) -> None:
        """Ask what is to be asked about the values as they are, and stay near the card."""
        values = self._values()
        for one, label, field in zip(self._asked, self._labels, self._fields, strict=True):
            if one.is_wanted is not None:
                is_wanted = one.is_wanted(values)
                label.setVisible(is_wanted)
                field.setVisible(is_wanted)
        self.ensurePolished()
        self.adjustSize()
        self._stand()

    def _stand(self) -> None:
        window, card = self.parentWidget(), self._card
        assert window is not None
        left = min(max(card.left(), _EDGE), window.width() - self.width() - _EDGE)
        top = card.bottom() + _AWAY
        if top + self.height() + _EDGE > window.height():
            top = max(_EDGE, card.top() - _AWAY - self.height())
        self.move(QPoint(left, top))

    def _values(self) -> tuple[str, ...]:
        return tuple(_value(field) for field in self._fields)

    def keep(self) -> bool:
        """Keep what is filled in and close; False when it can't be kept."""
        self._is_closing = True
        sentence = self._keep(self._values())
        if sentence:
            self._is_closing = False
            self._complaint.setText(sentence)
            self._complaint.show()
            self.adjustSize()
            self._stand()
            return False
        self._leave()
        return True

    def drop(self) -> None:
        """Close and keep nothing."""
        self._leave()

    def _leave(self) -> None:
        self._is_closing = True
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._follow_focus)
        self.hide()
        self.closed.emit()
        self.close()

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Lists of a field are windows of their own; another window is no decision."""
        if self._is_closing or now is None or now.window() is not self.window():
            return
        if now is not self and not self.isAncestorOf(now):
            self.keep()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round the fields."""
        now = QApplication.focusWidget()
        fields = [field for field in self._fields if not field.isHidden()]
        at = next((n for n, field in enumerate(fields) if field is now), 0)
        field = fields[(at + (1 if forward else -1)) % len(fields)]
        field.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, Esc drops; no key falls through to the tree below."""
        if event.key() in _ENTER:
            self.keep()
        elif event.key() == Qt.Key.Key_Escape:
            self.drop()
        event.accept()


def _field(asked: Asked) -> QLineEdit | QComboBox:
    if asked.choices:
        box = QComboBox()
        for code, words in asked.choices:
            box.addItem(words, code)
        box.setCurrentIndex(max(0, box.findData(asked.value)))
        box.setAccessibleName(asked.name)
        return box
    line = QLineEdit(asked.value)
    line.setAccessibleName(asked.name)
    line.setPlaceholderText(asked.hint)
    if asked.names:
        completer = QCompleter(list(asked.names), line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        line.setCompleter(completer)
    return line


def _label(asked: Asked, field: QWidget) -> QLabel:
    label = Label(asked.name)
    label.setProperty("role", "field")
    label.setWordWrap(not asked.narrow)
    label.setBuddy(field)
    return label


def _tell(field: QLineEdit | QComboBox, changed: Callable[[], None]) -> None:
    """Call when another value is filled in."""
    if isinstance(field, QLineEdit):
        field.textChanged.connect(changed)
    else:
        field.currentIndexChanged.connect(changed)


def _value(field: QLineEdit | QComboBox) -> str:
    return field.text() if isinstance(field, QLineEdit) else str(field.currentData())
