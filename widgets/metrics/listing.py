"""The list of panels: which are there, in which order, and which one people are on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from widgets.keyboard import hand_over, has_keyboard
from widgets.look.look import Look
from widgets.look.words import Label
from widgets.metrics.panel import AnyPanel, MetricPanel, UnmeasuredPanel
from widgets.metrics.reading import MetricReading, Reading
from widgets.page import bring_in_sight
from workshop.language import text

#: Room at the sides; the scroll bar stands in it.
_SIDE = 24
#: Below this width charts stand under the words.
_NARROW = 720


class MetricList(QScrollArea):
    """Panels from top to bottom; those that are shown again stay, with what is typed in them.

    Signals:
        reached(str): the keyboard came to the panel of this row.
        wished(str, Wish): people want something of a row.
        read_out(str): a point of a chart in words.
        typed(): something was typed into a line for a value.
    """

    reached = Signal(str)
    wished = Signal(str, object)
    read_out = Signal(str)
    typed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._panels: dict[str, AnyPanel] = {}
        self._current: str | None = None
        self._asks_values = False
        self._is_narrow = False
        self._empty = Label(
            text("No outcome yet. Add one on the tree, then say here how we will know.")
        )
        self._empty.setProperty("role", "soft")
        self._empty.setWordWrap(True)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(_SIDE, 2, _SIDE, 8)
        column.setSpacing(0)
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        column.addWidget(self._empty)
        column.addLayout(self._column)
        column.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(
            lambda _low, high: column.setContentsMargins(
                _SIDE, 2, _SIDE - (bar.sizeHint().width() if high else 0), 8
            )
        )
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    @property
    def panels(self) -> list[AnyPanel]:
        """The panels, from top to bottom."""
        return list(self._panels.values())

    @property
    def metric_panels(self) -> list[MetricPanel]:
        """The panels of metrics, from top to bottom."""
        return [panel for panel in self._panels.values() if isinstance(panel, MetricPanel)]

    @property
    def current(self) -> AnyPanel | None:
        """The panel people are on."""
        return self.panel(self._current or "")

    def panel(self, row: str) -> AnyPanel | None:
        """The panel of a metric, or of an outcome without one."""
        return self._panels.get(row)

    def show_readings(self, readings: list[Reading]) -> None:
        """Show exactly these, in this order."""
        kept = {reading.row for reading in readings}
        worked_at = next((n for n, panel in enumerate(self.panels) if has_keyboard(panel)), 0)
        for row in [row for row in self._panels if row not in kept]:
            self._drop(row)
        for at, reading in enumerate(readings):
            self._place(at, reading)
        self._panels = {reading.row: self._panels[reading.row] for reading in readings}
        if self._current not in self._panels:
            self._current = None
        self._empty.setVisible(not readings)
        if self.window().focusWidget() is self and readings:
            self.panels[min(worked_at, len(readings) - 1)].setFocus()

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self._look = look
        for panel in self._panels.values():
            panel.set_look(look)

    def ask_values(self, *, is_asked: bool) -> None:
        """Show a line for a value beside every metric, or the offers again."""
        self._asks_values = is_asked
        for panel in self.metric_panels:
            panel.ask_value(is_asked=is_asked)

    def select(self, row: str) -> None:
        """Make the panel of a row current, and show it."""
        panel = self._panels.get(row)
        if panel is not None:
            self._make_current(row)
            bring_in_sight(panel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the panels as the width allows."""
        was, is_narrow = self._is_narrow, event.size().width() < _NARROW
        self._is_narrow = is_narrow
        if was != is_narrow:
            for panel in self._panels.values():
                panel.set_narrow(is_narrow=is_narrow)
        super().resizeEvent(event)

    def _place(self, at: int, reading: Reading) -> None:
        panel = self._panels.get(reading.row)
        if panel is None:
            panel = self._panels[reading.row] = self._panel_of(reading)
        else:
            panel.show_reading(reading)
        if self._column.indexOf(panel) != at:
            self._column.insertWidget(at, panel)
            # By itself Qt shows it later, and what is not seen can't have the keyboard.
            panel.show()

    def _panel_of(self, reading: Reading) -> AnyPanel:
        row = reading.row
        panel: AnyPanel
        if isinstance(reading, MetricReading):
            panel = MetricPanel(reading, self._look, self)
            panel.read_out.connect(self.read_out)
            panel.entry.textEdited.connect(lambda _words: self.typed.emit())
            panel.ask_value(is_asked=self._asks_values)
        else:
            panel = UnmeasuredPanel(reading, self)
        panel.set_narrow(is_narrow=self._is_narrow)
        panel.travelled.connect(lambda by: self._travel(row, by))
        panel.wished.connect(lambda wish: self.wished.emit(row, wish))
        return panel

    def _drop(self, row: str) -> None:
        panel = self._panels.pop(row)
        hand_over(panel, self)
        self._column.removeWidget(panel)
        panel.hide()
        panel.deleteLater()

    def _travel(self, row: str, by: int) -> None:
        rows = list(self._panels)
        at = rows.index(row) + by
        if 0 <= at < len(rows):
            panel = self._panels[rows[at]]
            panel.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_in_sight(panel)

    def _make_current(self, row: str) -> None:
        if row == self._current:
            return
        before = self.current
        if before is not None:
            before.set_current(is_current=False)
        self._current = row
        self._panels[row].set_current(is_current=True)

    def _follow_focus(self, _before: QWidget | None, focus: QWidget | None) -> None:
        """The panel that has the keyboard is the one people are on."""
        if focus is None or not self.isAncestorOf(focus):
            return
        for row, panel in self._panels.items():
            if panel is focus or panel.isAncestorOf(focus):
                self._make_current(row)
                self.reached.emit(row)
                return
