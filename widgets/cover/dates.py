"""A date that can be typed or picked, and left empty."""

import datetime
from collections.abc import Callable

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from widgets.inspector.fields import LineField
from workshop.words import text

#: Writes a date; False when it was refused.
WriteDate = Callable[[datetime.date | None], bool]

_SHOWN = "d MMM yyyy"
_UNDERSTOOD = (_SHOWN, "d MMMM yyyy", "yyyy-MM-dd", "d.M.yyyy", "d/M/yyyy")


class DateField(QWidget):
    """A line for a date with a calendar beside it; what is no date is said and not written."""

    def __init__(self, name: str, write: WriteDate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._write_date = write
        self.line = LineField(name, self._write, self)
        self.line.setPlaceholderText(text("No date yet"))
        self.line.textEdited.connect(lambda: self._mark(is_wrong=False))
        self._hint = QLabel(text("Write a date like 2026-11-16."), self)
        self._hint.setProperty("role", "attention")
        self._hint.hide()
        self._calendar = QCalendarWidget(self)
        self._calendar.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(day, QTextCharFormat())
        self._calendar.setMinimumSize(288, 256)
        self._calendar.setAccessibleName(text("Calendar"))
        self._calendar.clicked.connect(self._pick)
        self._menu = QMenu(self)
        action = QWidgetAction(self._menu)
        action.setDefaultWidget(self._calendar)
        self._menu.addAction(action)
        self._menu.aboutToShow.connect(self._show_month)
        self._lay_out()
        self.setFocusProxy(self.line)

    def _lay_out(self) -> None:
        button = QToolButton(self)
        button.setArrowType(Qt.ArrowType.DownArrow)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(self._menu)
        button.setFixedSize(32, 32)
        button.setAccessibleName(text("Calendar"))
        button.setToolTip(text("Pick a day"))
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.line)
        line.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self._hint)

    def start(self, date: datetime.date | None) -> None:
        """Show another date, whatever stands in the field."""
        self._mark(is_wrong=False)
        self.line.start(shown_date(date))

    def show_date(self, date: datetime.date | None) -> None:
        """Show what is stored now, unless people are typing."""
        self.line.show_text(shown_date(date))

    def _write(self, typed: str) -> bool:
        if not typed.strip():
            return self._write_date(None)
        date = understood_date(typed)
        self._mark(is_wrong=date is None)
        return date is not None and self._write_date(date)

    def _pick(self, day: QDate) -> None:
        self._menu.close()
        self.line.setText(QLocale().toString(day, _SHOWN))
        self.line.commit()

    def _show_month(self) -> None:
        date = understood_date(self.line.text())
        self._calendar.setSelectedDate(_q_date(date) if date else QDate.currentDate())

    def _mark(self, *, is_wrong: bool) -> None:
        self._hint.setVisible(is_wrong)
        self.line.setProperty("wrong", is_wrong)
        self.line.style().polish(self.line)


def shown_date(date: datetime.date | None) -> str:
    """A date as people read it, e.g. 16 Nov 2026; empty for None."""
    return "" if date is None else QLocale().toString(_q_date(date), _SHOWN)


def understood_date(typed: str) -> datetime.date | None:
    """The date people typed, in the usual spellings; None when it is not one."""
    locale, words = QLocale(), " ".join(typed.split())
    short = locale.dateFormat(QLocale.FormatType.ShortFormat)
    for spelling in (*_UNDERSTOOD[:3], short, *_UNDERSTOOD[3:]):
        day = locale.toDate(words, spelling, 2000)
        if day.isValid():
            return datetime.date(day.year(), day.month(), day.day())
    return None


def _q_date(date: datetime.date) -> QDate:
    return QDate(date.year, date.month, date.day)
