"""Panels of the list: a metric with its chart, and an outcome that nobody measures yet.

A panel shows a reading and says what people want; it neither reads the board nor writes to it.
"""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from widgets.keyboard import hand_over
from widgets.lines import ValueLine
from widgets.look.look import Look
from widgets.look.words import Label
from widgets.metrics.chart import MetricChart
from widgets.metrics.reading import MetricReading, OutcomeReading, Reading
from workshop.language import text
from workshop.values.days import held_days
from workshop.values.quantities import unit_of
from workshop.values.text import in_brief

_LEAST_WORDS: Final = 220
_WORDS_SHARE: Final = 38
_CHART_SHARE: Final = 62
_HAND_WIDTH: Final = 152


class Wish(StrEnum):
    """What people may want of a panel."""

    VALUES = "values"
    VERSIONS = "versions"
    GUARDRAIL = "guardrail"
    METRIC = "metric"
    TREE = "tree"


class ListPanel(QFrame):
    """A panel that the arrows reach.

    Signals:
        travelled(int): the arrow keys lead to a panel before (-1) or behind (1) this one.
        wished(Wish): people want something done about what it shows.
    """

    travelled = Signal(int)
    wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._drawer: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 14, 18, 14)
        self._column.setSpacing(12)
        self._offers = QWidget(self)
        self._is_current = False

    @property
    def drawer(self) -> QWidget | None:
        """What is pulled out below the words."""
        return self._drawer

    def pull_out(self, drawer: QWidget) -> None:
        """Show a form below the words."""
        self.push_in()
        self._drawer = drawer
        self._column.addWidget(drawer)
        drawer.show()

    def push_in(self) -> None:
        """Take the form away."""
        if self._drawer is not None:
            hand_over(self._drawer, self)
            self._column.removeWidget(self._drawer)
            self._drawer.hide()
            self._drawer.deleteLater()
            self._drawer = None

    def set_current(self, *, is_current: bool) -> None:
        """Offer what can be done here while people are here."""
        self._is_current = is_current
        self._show_offers(is_shown=is_current)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Offer what can be done with what is pointed at."""
        super().enterEvent(event)
        self._show_offers(is_shown=True)

    def leaveEvent(self, event: QEvent) -> None:
        """Grow quiet again."""
        super().leaveEvent(event)
        self._show_offers(is_shown=self._is_current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down travel the list; Esc closes the form."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if self.hasFocus() and event.key() in steps:
            self.travelled.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape and self._drawer is not None:
            self.push_in()
        else:
            super().keyPressEvent(event)

    def _show_offers(self, *, is_shown: bool) -> None:
        self._offers.setVisible(is_shown)

    def _offer(self, words: str, wish: Wish) -> QPushButton:
        button = QPushButton(words, self._offers)
        button.setProperty("role", "offer")
        button.setMinimumHeight(32)
        button.clicked.connect(lambda: self.wished.emit(wish))
        return button


class MetricPanel(ListPanel):
    """One metric: what it is, how it stands, what it went through, and its chart.

    Signals:
        read_out(str): a point of the chart in words.
    """

    read_out = Signal(str)

    def __init__(self, reading: MetricReading, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._kind = _label("kicker")
        self._title = _label("heading")
        self._goal = _label("soft", rich=True)
        self._now = _label("soft")
        self._version = Label()
        self._version.setProperty("role", "pill")
        self._version.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._story = _label("faint")
        self._attention = _label("attention")
        self.chart = MetricChart(look, self)
        self.entry = ValueLine("", self, hint=text("value"))
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self.chart.read_out.connect(self._say)
        self.ask_value(is_asked=False)
        self._show()

    @property
    def reading(self) -> MetricReading:
        """What is shown."""
        return self._reading

    def show_reading(self, reading: Reading) -> None:
        """Show the metric as it is now."""
        assert isinstance(reading, MetricReading)
        if reading != self._reading:
            self._reading = reading
            self._show()

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self.chart.set_look(look)

    def ask_value(self, *, is_asked: bool) -> None:
        """Show a line for a value instead of the offers."""
        hand_over(self._offers if is_asked else self.entry, self)
        self.entry.setVisible(is_asked)
        self._unit.setVisible(is_asked)
        self._is_asked = is_asked
        self._show_offers(is_shown=self._is_current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right read the chart's points out; Enter shows the values."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if self.hasFocus() and event.key() in steps:
            self.chart.step(steps[Qt.Key(event.key())])
        elif self.hasFocus() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wished.emit(Wish.VALUES)
        else:
            super().keyPressEvent(event)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Where there is no room beside the words, the chart stands under them."""
        direction = QBoxLayout.Direction
        self._body.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    def _show_offers(self, *, is_shown: bool) -> None:
        if is_shown and self._offers.layout() is None:
            self._fill_offers()
        self._offers.setVisible(is_shown and not self._is_asked)

    def _fill_offers(self) -> None:
        """Made when they are first shown: most panels are only looked at."""
        offers = QVBoxLayout(self._offers)
        offers.setContentsMargins(0, 0, 0, 0)
        offers.setSpacing(0)
        offers.addWidget(self._offer(text("Values"), Wish.VALUES))
        offers.addWidget(self._offer(text("Versions"), Wish.VERSIONS))
        if not self._reading.metric.is_guardrail:
            offers.addWidget(self._offer(text("Add a guardrail"), Wish.GUARDRAIL))
        offers.addWidget(self._offer(text("Show on the tree"), Wish.TREE))

    def _lay_out(self) -> None:
        self._is_asked = False
        beside = QWidget(self)
        beside.setMinimumWidth(_LEAST_WORDS)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        beside.setSizePolicy(policy)
        words = QVBoxLayout(beside)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        for label in (self._kind, self._title, self._goal, self._now):
            words.addWidget(label)
        story = QHBoxLayout()
        words.addLayout(story)
        story.setSpacing(6)
        story.addWidget(self._version, 0, Qt.AlignmentFlag.AlignTop)
        story.addWidget(self._story, 1)
        words.addWidget(self._attention)
        words.addStretch(1)
        self._column.addLayout(self._body)
        self._body.setSpacing(24)
        self._body.addWidget(beside, _WORDS_SHARE)
        self._body.addWidget(self.chart, _CHART_SHARE, Qt.AlignmentFlag.AlignVCenter)
        self._body.addWidget(self._hand())

    def _hand(self) -> QWidget:
        """The place on the right: what can be done, or a line for a value."""
        hand = QWidget(self)
        hand.setFixedWidth(_HAND_WIDTH)
        self._unit = _label("field")
        self._unit.setBuddy(self.entry)
        column = QVBoxLayout(hand)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._offers)
        column.addWidget(self._unit)
        column.addWidget(self.entry)
        column.addStretch(1)
        return hand

    def _show(self) -> None:
        reading = self._reading
        self._kind.setText(reading.kind)
        self._title.setText(reading.title)
        self._goal.setText(held_days(reading.goal))
        for label, words in (
            (self._now, reading.now),
            (self._story, reading.story),
            (self._attention, reading.attention),
        ):
            label.setText(held_days(words))
            label.setVisible(bool(words))
        self._version.setText(text("v{number}").format(number=reading.version))
        self._version.setVisible(reading.version > 1)
        name = reading.metric.name or reading.title
        self._unit.setText(reading.metric.unit or text("value"))
        self.entry.unit = unit_of(reading.metric)
        self.entry.setAccessibleName(text("Value of {name}").format(name=name))
        self.chart.show_reading(reading)
        self.setAccessibleName(reading.heard)
        self.setAccessibleDescription(self.chart.accessibleDescription())

    def _say(self, words: str) -> None:
        self.setAccessibleDescription(words)
        self.read_out.emit(words)


class UnmeasuredPanel(ListPanel):
    """An outcome without a metric, and the offer to add one."""

    def __init__(self, reading: OutcomeReading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "quietPanel")
        self._says = _label("soft")
        add = self._offer(text("Add a metric"), Wish.METRIC)
        add.setProperty("role", "")
        self._tree = self._offer(text("Show on the tree"), Wish.TREE)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._column.addLayout(self._line)
        self._line.setSpacing(12)
        self._line.addWidget(self._says, 1)
        offers = QHBoxLayout()
        self._line.addLayout(offers)
        offers.setSpacing(12)
        offers.addWidget(self._tree)
        offers.addWidget(add)
        offers.addStretch(1)
        self._offers.hide()
        self._tree.hide()
        self.show_reading(reading)

    @property
    def reading(self) -> OutcomeReading:
        """What is shown."""
        return self._reading

    def show_reading(self, reading: Reading) -> None:
        """Show the outcome as it is now."""
        assert isinstance(reading, OutcomeReading)
        self._reading = reading
        outcome = reading.outcome
        says = text("{ref} {words}: how will we know? No metric yet.").format(
            ref=outcome.ref, words=in_brief(outcome.text) or text("An outcome without words")
        )
        self._says.setText(says)
        self.setAccessibleName(says)

    def set_look(self, look: Look) -> None:
        """The style sheet is all it wears."""

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Where there is no room beside the words, the offers stand under them."""
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds a metric."""
        if self.hasFocus() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wished.emit(Wish.METRIC)
        else:
            super().keyPressEvent(event)

    def _show_offers(self, *, is_shown: bool) -> None:
        self._tree.setVisible(is_shown)


AnyPanel = MetricPanel | UnmeasuredPanel


def _label(role: str, *, rich: bool = False) -> QLabel:
    label = Label()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label
