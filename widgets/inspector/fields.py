"""Fields that hold words: leaving one, Enter or Ctrl+Enter, and Esc write what is typed.

Esc ends typing as it does on a card; only words that were refused before are dropped by it.

A change from elsewhere shows at once unless people are typing here. A field knows no document: it
is given what writes.
"""

import datetime
from collections.abc import Callable

from PySide6.QtCore import QDate, QMimeData, QPoint, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
    QTextCharFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCompleter,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
    QWidgetAction,
)

from widgets.look.icons import icon
from widgets.writing import hint_lines
from workshop.language import text

#: Writes the words; False when they were refused, and then they stay in the field.
Write = Callable[[str], bool]

#: What stands around the lines of a text, in pixels: border, padding and margin, and the pixel more
#: without which Qt takes the text for one that scrolls.
_MARGIN, _AROUND = 3, 19

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Kept:
    """The words that are stored, beside those that stand in a field, and what writes these."""

    _write: Write
    _shown = ""

    def words(self) -> str:
        """What stands in the field."""
        raise NotImplementedError

    def start(self, words: str) -> None:
        """Show other words, whatever stands in the field."""
        raise NotImplementedError

    @property
    def is_pending(self) -> bool:
        """True when something is typed that is not written."""
        return self.words() != self._shown

    def show_words(self, words: str) -> None:
        """Show what is stored now, unless people are typing."""
        if self.is_pending:
            self._shown = words
        else:
            self.start(words)

    def commit(self) -> bool:
        """Write what is typed, if it differs; False when it could not be written."""
        typed = self.words()
        if typed == self._shown:
            return True
        before, self._shown = self._shown, typed
        written = self._write(typed)
        if not written:
            self._shown = before
        return written

    def restore(self) -> None:
        """Show what is stored, forgetting what was typed."""
        self.start(self._shown)

    def write_or_pass(self, event: QKeyEvent) -> None:
        """With nothing to write the key means what it means around the field."""
        event.setAccepted(self.is_pending)
        self.commit()

    def write_or_drop(self, *, was_refused: bool) -> None:
        """Write what is typed; words that were refused before are dropped."""
        if not self.commit() and was_refused:
            self.restore()


class TextField(_Kept, QPlainTextEdit):
    """Text of several lines that grows up to `most_lines` and scrolls from there.

    Signals:
        typed(): people have changed the words.
        entered(): the keyboard has come here.
        left(): the keyboard has gone elsewhere, and what was typed is written.
    """

    typed = Signal()
    entered = Signal()
    left = Signal()

    def __init__(
        self, write: Write, parent: QWidget | None = None, *, most_lines: int = 12
    ) -> None:
        super().__init__(parent)
        self._write = write
        self._most_lines = most_lines
        self._lines = 0
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(_MARGIN)
        self.textChanged.connect(self._on_changed)
        self._fit()

    def words(self) -> str:
        """What stands in the field."""
        return self.toPlainText()

    def put(self, words: str) -> None:
        """Show words as if they were typed."""
        self.setPlainText(words)

    def start(self, words: str) -> None:
        """Show other words, whatever stands in the field."""
        self._shown = words
        if self.toPlainText() != words:
            self.setPlainText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter and Esc write, the others type."""
        if _is_ctrl_enter(event):
            self.write_or_pass(event)
        elif event.key() == Qt.Key.Key_Escape and self.is_pending:
            self.write_or_drop(was_refused=bool(self.property("wrong")))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is here."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write when the keyboard goes elsewhere, but not for a menu of this field."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()
            self.left.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text only."""
        self.insertPlainText(source.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the text anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll a text that is longer than the field; else what is around the field scrolls."""
        if self._scrolls():
            super().wheelEvent(event)
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        """As high as the text, within bounds."""
        return QSize(120, self.height())

    def minimumSizeHint(self) -> QSize:
        """Narrow: text wraps."""
        return QSize(64, self.height())

    def _on_changed(self) -> None:
        self._fit()
        self.typed.emit()

    def _scrolls(self) -> bool:
        """Whether the field is too low for its text."""
        return int(self.document().size().height()) > self._most_lines

    def _fit(self) -> None:
        lines = max(int(self.document().size().height()), hint_lines(self))
        shown = max(1, min(self._most_lines, lines))
        policy = Qt.ScrollBarPolicy
        scrolls = self._scrolls()
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if scrolls else policy.ScrollBarAlwaysOff
        )
        if shown != self._lines:
            self._lines = shown
            self.setFixedHeight(max(34, shown * self.fontMetrics().lineSpacing() + _AROUND))


class LineField(_Kept, QLineEdit):
    """Text of one line; Enter writes.

    Signals:
        typed(): people have changed the words.
        entered(): the keyboard has come here.
        left(): the keyboard has gone elsewhere, and what was typed is written.
    """

    typed = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, write: Write, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self._offered: Callable[[], list[str]] = list
        self._offers = QStringListModel(self)
        self.setMinimumHeight(34)
        self.textEdited.connect(self.typed)

    def words(self) -> str:
        """What stands in the field."""
        return self.text()

    def put(self, words: str) -> None:
        """Show words as if they were typed."""
        self.setText(words)
        self.typed.emit()

    def start(self, words: str) -> None:
        """Show other words, whatever stands in the field."""
        self._shown = words
        if self.text() != words:
            self.setText(words)
            self.setCursorPosition(0)

    def complete_from(self, offered: Callable[[], list[str]]) -> None:
        """Offer what this gives while people type, matching any part; asked when focus comes."""
        self._offered = offered
        completer = QCompleter(self._offers, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def restore(self) -> None:
        """Show what is stored, forgetting what was typed."""
        super().restore()
        self.typed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc write, the others type."""
        if event.key() in _ENTER:
            self.write_or_pass(event)
        elif event.key() == Qt.Key.Key_Escape and self.is_pending:
            self.write_or_drop(was_refused=bool(self.property("wrong")))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is here; renew what is offered."""
        if self.completer() is not None:
            self._offers.setStringList(self._offered())
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write when the keyboard goes elsewhere, but not for a menu of this field."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()
            self.setCursorPosition(0)
            self.left.emit()


class DayField(LineField):
    """A line for a date; its calendar opens by a click or Alt+Down while the keyboard is in it."""

    def __init__(
        self,
        write: Write,
        read: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(write, parent)
        self._read = read
        self._pick: QAction | None = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the way to the calendar."""
        super().focusInEvent(event)
        if self._pick is None:
            self._pick = QAction(text("Pick a day"), self)
            self._pick.triggered.connect(self.open_calendar)
            self.addAction(self._pick, QLineEdit.ActionPosition.TrailingPosition)
        self._pick.setIcon(icon("calendar", QGuiApplication.palette().text().color().name()))
        self._pick.setVisible(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the way to the calendar away."""
        super().focusOutEvent(event)
        if self._pick is not None and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._pick.setVisible(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the calendar."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() == Qt.Key.Key_Down:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show a month to pick a day from."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = _calendar(self._day(), menu)
        calendar.clicked.connect(lambda day: self._take(day, menu))
        calendar.activated.connect(lambda day: self._take(day, menu))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        calendar.setFocus()

    def _day(self) -> QDate:
        try:
            day = self._read(self.text())
        except ValueError:
            day = None
        if isinstance(day, datetime.date):
            return QDate(day.year, day.month, day.day)
        return QDate.currentDate()

    def _take(self, day: QDate, menu: QMenu) -> None:
        menu.close()
        self.setText(day.toString(Qt.DateFormat.ISODate))
        self.commit()


Field = TextField | LineField


def _calendar(day: QDate, parent: QWidget) -> QCalendarWidget:
    calendar = QCalendarWidget(parent)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(weekend, QTextCharFormat())
    calendar.setMinimumSize(288, 256)
    calendar.setAccessibleName(text("Calendar"))
    calendar.setSelectedDate(day)
    return calendar


def _is_ctrl_enter(event: QKeyEvent) -> bool:
    ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return ctrl and event.key() in _ENTER
