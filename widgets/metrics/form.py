"""The few fields that make a metric, for a new one and for a new version of one."""

import datetime
from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets.lines import NO_DAY, NO_VALUE, DayLine, ValueLine, WordsLine, hint_line, say
from widgets.look.words import Label
from workshop.details import Metric
from workshop.language import text
from workshop.method import Direction, UnitKind
from workshop.words.fields import code_word, field_label, field_why

_COLUMNS = 4
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MetricForm(QWidget):
    """Asks how something is measured; `asks_why` adds the reason for changing it.

    Signals:
        sent(object): the metric's fields by name, and under `reason` why it changes.
        given_up(): people do not want it after all.
    """

    sent = Signal(object)
    given_up = Signal()

    def __init__(
        self,
        send: str,
        today: Callable[[], datetime.date],
        parent: QWidget | None = None,
        *,
        asks_why: bool = False,
    ) -> None:
        super().__init__(parent)
        self.name = WordsLine(field_label(Metric, "name"), self)
        self.unit = WordsLine(field_label(Metric, "unit"), self)
        self.unit_kind = _choice(field_label(Metric, "unit_kind"), tuple(UnitKind), self)
        self.direction = _choice(field_label(Metric, "direction"), tuple(Direction), self)
        self.baseline = ValueLine(field_label(Metric, "baseline"), self)
        self.target = ValueLine(field_label(Metric, "target"), self)
        self.due = DayLine(field_label(Metric, "due"), today, self)
        self.reason = WordsLine(text("Why it changes"), self)
        self._asks_why = asks_why
        self._hint = hint_line(self)
        for line in (self.name, self.baseline, self.target, self.due, self.reason):
            line.textEdited.connect(lambda: self.ask(""))
        self._send = QPushButton(send, self)
        self._lay_out()

    def start(self, metric: Metric) -> None:
        """Fill the fields from a metric."""
        self.name.setText(metric.name)
        self.unit.setText(metric.unit)
        self.unit_kind.setCurrentIndex(self.unit_kind.findData(metric.unit_kind))
        self.direction.setCurrentIndex(self.direction.findData(metric.direction))
        self.baseline.show_value(metric.baseline)
        self.target.show_value(metric.target)
        self.due.show_day(metric.due)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sends, Esc gives up."""
        if event.key() in _ENTER:
            self.send()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def ask(self, sentence: str) -> None:
        """Say what is still missing."""
        say(self._hint, sentence)

    def send(self) -> None:
        """Hand over what was filled in, or say what can't be understood."""
        is_percent = self.unit_kind.currentData() is UnitKind.PERCENT
        self.baseline.unit = self.target.unit = "%" if is_percent else self.unit.words
        try:
            numbers = {"baseline": self.baseline.read(), "target": self.target.read()}
        except ValueError:
            say(self._hint, NO_VALUE)
            return
        try:
            due = self.due.read()
        except ValueError:
            say(self._hint, NO_DAY)
            return
        missing = self._missing()
        if missing is not None:
            say(self._hint, missing)
            return
        say(self._hint, "")
        fields: dict[str, object] = {
            "name": self.name.words,
            "unit": self.unit.words,
            "unit_kind": self.unit_kind.currentData(),
            "direction": self.direction.currentData(),
            "due": due,
            "reason": self.reason.words,
        }
        self.sent.emit(fields | numbers)

    def _missing(self) -> str | None:
        if not self.name.words:
            self.name.setFocus()
            return text("Give it a name: what is counted?")
        if self._asks_why and not self.reason.words:
            self.reason.setFocus()
            return text("Say why it changes: the next group will ask.")
        return None

    def _lay_out(self) -> None:
        grid, buttons = QGridLayout(), QHBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(grid)
        layout.addWidget(self._hint)
        layout.addLayout(buttons)
        self._fill_buttons(buttons)
        self._fill_grid(grid)
        self.setFocusProxy(self.name)

    def _fill_grid(self, grid: QGridLayout) -> None:
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        fields: tuple[tuple[str, QWidget, int], ...] = (
            ("name", self.name, 2),
            ("unit", self.unit, 1),
            ("unit_kind", self.unit_kind, 1),
            ("direction", self.direction, 1),
            ("baseline", self.baseline, 1),
            ("target", self.target, 1),
            ("due", self.due, 1),
        )
        at = 0
        for name, field, wide in fields:
            label = field_label(Metric, name)
            field.setToolTip(field_why(Metric, name))
            cell = QRect(at % _COLUMNS, at // _COLUMNS, wide, 1)
            group = QVBoxLayout()
            grid.addLayout(group, cell.y(), cell.x(), 1, cell.width())
            _fill(group, label, field)
            at += wide
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        if self._asks_why:
            why = QVBoxLayout()
            grid.addLayout(why, grid.rowCount(), 0, 1, _COLUMNS)
            _fill(why, self.reason.accessibleName(), self.reason)
        self.reason.setVisible(self._asks_why)

    def _fill_buttons(self, line: QHBoxLayout) -> None:
        self._send.setProperty("role", "primary")
        self._send.clicked.connect(self.send)
        cancel = QPushButton(text("Cancel"), self)
        cancel.setProperty("role", "quiet")
        cancel.clicked.connect(self.given_up)
        line.setSpacing(8)
        line.addWidget(self._send)
        line.addWidget(cancel)
        line.addStretch(1)


def _choice(
    name: str, codes: tuple[UnitKind, ...] | tuple[Direction, ...], parent: QWidget
) -> QComboBox:
    box = QComboBox(parent)
    box.setAccessibleName(name)
    box.setMinimumHeight(32)
    for code in codes:
        box.addItem(code_word(code), code)
    return box


def _fill(group: QVBoxLayout, words: str, field: QWidget) -> None:
    label = Label(words)
    label.setProperty("role", "field")
    label.setBuddy(field)
    group.setSpacing(4)
    group.addWidget(label)
    group.addWidget(field)
