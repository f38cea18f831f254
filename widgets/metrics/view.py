"""The metrics view, "How we will know": one panel for every metric, outcome by outcome.

Composes the list and its forms. What a metric says is `reading`'s, what is drawn `chart`'s.
"""

import datetime
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from widgets.document import Document
from widgets.lines import ValueLine
from widgets.look.look import Look
from widgets.look.words import Label
from widgets.metrics.drawers import Drawers
from widgets.metrics.entering import EntryBar
from widgets.metrics.half_typed import HalfTyped
from widgets.metrics.listing import MetricList
from widgets.metrics.panel import MetricPanel
from widgets.metrics.pasting import PastePanel
from widgets.metrics.reading import MetricReading, Reading, readings_of, touched_metrics
from widgets.metrics.values import ValuesDrawer
from widgets.metrics.versions import VersionsDrawer
from widgets.page import Page, bring_in_sight, direction_for, leading_up
from widgets.saying import say
from workshop.applied import Applied
from workshop.commands.values import enter_values
from workshop.details import Metric
from workshop.language import plural, text
from workshop.values import days

#: From this width on the buttons stand beside the heading.
_BESIDE: Final = 520


class MetricsView(Page):
    """Every metric with its chart, and the ways to enter values."""

    def __init__(
        self,
        document: Document,
        look: Look,
        parent: QWidget | None = None,
        *,
        today: Callable[[], datetime.date] = days.today,
    ) -> None:
        super().__init__(document, look, parent)
        self._today = today
        self.enter = QPushButton(text("Enter today’s values"), self)
        self.paste = QPushButton(text("Paste values"), self)
        self.entry = EntryBar(today, self)
        self.pasting = PastePanel(document, look, today, self)
        self.list = MetricList(look, self)
        self._half_typed = HalfTyped(document, self.entry, self.list, self.pasting)
        self._drawers = Drawers(document, self.list, look, today)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._footer = Label(parent=self)
        self._lay_out()
        self._connect()
        self.setAccessibleName(text("Metrics"))
        self.refresh()
        self._restore()

    @property
    def is_entering(self) -> bool:
        """True while there is a line for a value beside every metric."""
        return not self.entry.isHidden()

    def refresh(self) -> None:
        """Show every metric as it is now; panels that are there stay, with what is typed."""
        self._show_readings({})

    def follow(self, applied: Applied) -> None:
        """Read anew only the metrics that a change touched."""
        touched = touched_metrics(applied)
        shown = (panel.reading for panel in self.list.panels)
        self._show_readings({known.row: known for known in shown if known.row not in touched})

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self.list.set_look(look)
        self._drawers.set_look(look)
        self.pasting.set_look(look)
        super().set_look(look)

    def select_row(self, row: str) -> None:
        """Go to a metric, to that of what belongs to one, or to the first of an outcome above."""
        board = self.document.board
        for each in leading_up(board, row):
            metrics = board.list_of(each, Metric)
            shown = metrics[0].id if metrics else each
            if self.list.panel(shown) is not None:
                self.list.select(shown)
                return

    def commit_pending(self) -> bool:
        """Write the values that are entered; False when some can't be understood."""
        for panel in self.list.panels:
            if isinstance(panel.drawer, ValuesDrawer):
                panel.drawer.commit_pending()
        if self.is_entering and any(line.words for _, line in self._lines()):
            return self._save_values()
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes to the panel people are on, to the first one otherwise."""
        super().focusInEvent(event)
        panels = self.list.panels
        target = self.list.current or (panels[0] if panels else None)
        if target is not None:
            target.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside the heading, the buttons stand under it."""
        super().resizeEvent(event)
        self._top.setDirection(direction_for(event.size().width(), _BESIDE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a value's line saves the round, Esc gives it up."""
        if self.is_entering and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save_values()
        elif self.is_entering and event.key() == Qt.Key.Key_Escape:
            self._stop_entering()
        else:
            super().keyPressEvent(event)

    def _show_readings(self, known: Mapping[str, Reading]) -> None:
        readings = list(readings_of(self.document.board, self._today(), known))
        self.list.show_readings(readings)
        for panel in self.list.panels:
            if isinstance(panel.drawer, ValuesDrawer | VersionsDrawer):
                panel.drawer.refresh()
        if not self.pasting.isHidden():
            self.pasting.refresh()
        has_metric = any(isinstance(reading, MetricReading) for reading in readings)
        self.paste.setEnabled(has_metric)
        self.enter.setEnabled(has_metric and not self.is_entering)
        self._footer.setText(summary(readings, self.look.palette.attention))

    # Entering and pasting -----------------------------------------------------------------------

    def _start_entering(self) -> None:
        self.entry.start()
        self.entry.show()
        for _, line in self._lines():
            line.clear()
            line.mark(is_wrong=False)
        self.list.ask_values(is_asked=True)
        stops: list[QWidget] = [self.entry.day, self.entry.note]
        stops += [line for _, line in self._lines()]
        for before, after in pairwise((*stops, self.entry.save)):
            QWidget.setTabOrder(before, after)
        stops[2].setFocus(Qt.FocusReason.OtherFocusReason)
        self.pasting.hide()
        self.enter.setEnabled(False)
        bring_in_sight(stops[2])

    def _restore(self) -> None:
        """Go on with what a crash interrupted."""
        if self._half_typed.has_round:
            self._start_entering()
        self.pasting.setVisible(self._half_typed.has_cells)
        if self._half_typed.has_round or self._half_typed.has_cells:
            self._half_typed.restore()

    def _save_values(self) -> bool:
        values = self.entry.read(self._lines())
        if values is None or (values and self.document.run(enter_values, values) is None):
            return False
        self._stop_entering()
        return True

    def _stop_entering(self) -> None:
        self.enter.setEnabled(True)
        self.enter.setFocus()
        self.entry.hide()
        self.list.ask_values(is_asked=False)
        self._half_typed.follow()

    def _start_pasting(self) -> None:
        if self.is_entering:
            self._stop_entering()
        self.pasting.show()
        self.pasting.start(self._current_metric())

    def _stop_pasting(self) -> None:
        self.paste.setFocus()
        self.pasting.hide()

    def _lines(self) -> list[tuple[str, ValueLine]]:
        return [(panel.reading.row, panel.entry) for panel in self.list.metric_panels]

    def _current_metric(self) -> str | None:
        panel = self.list.current
        return panel.reading.row if isinstance(panel, MetricPanel) else None

    def _reach(self, row: str) -> None:
        self.pasting.about(self._current_metric())
        self.selected.emit(row)

    def _announce(self, words: str) -> None:
        say(self, words)

    # Building -----------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.enter.clicked.connect(self._start_entering)
        self.paste.clicked.connect(self._start_pasting)
        self.entry.sent.connect(self._save_values)
        self.entry.given_up.connect(self._stop_entering)
        self.pasting.closed.connect(self._stop_pasting)
        self.list.typed.connect(self.entry.calm)
        self.list.reached.connect(self._reach)
        self._drawers.jump.connect(self.jump)
        self.list.read_out.connect(self._announce)

    def _lay_out(self) -> None:
        heading = Label(text("How we will know"), self)
        heading.setProperty("role", "title")
        forms, footer = QVBoxLayout(), QHBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 20, 0, 12)
        layout.setSpacing(12)
        layout.addLayout(forms)
        layout.addWidget(self.list, 1)
        layout.addLayout(footer)
        forms.setContentsMargins(24, 0, 24, 0)
        forms.setSpacing(12)
        forms.addLayout(self._top)
        self._top.setSpacing(8)
        self._top.addWidget(heading, 1, Qt.AlignmentFlag.AlignLeading)
        buttons = QHBoxLayout()
        self._top.addLayout(buttons)
        buttons.setSpacing(8)
        for button in (self.paste, self.enter):
            button.setMinimumHeight(32)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.entry.hide()
        self.pasting.hide()
        self._footer.setProperty("role", "soft")
        self._footer.setTextFormat(Qt.TextFormat.RichText)
        self._footer.setWordWrap(True)
        self._footer.setAccessibleName(text("Summary"))
        forms.addWidget(self.entry)
        forms.addWidget(self.pasting)
        footer.setContentsMargins(24, 0, 24, 0)
        footer.addWidget(self._footer)


def summary(readings: list[Reading], attention: str) -> str:
    """How many metrics and guardrails there are, and what is missing, as rich text."""
    metrics = [reading for reading in readings if isinstance(reading, MetricReading)]
    guardrails = sum(reading.metric.is_guardrail for reading in metrics)
    unmeasured = sum(reading.chart is None for reading in metrics)
    unknown = len(readings) - len(metrics)
    count = len(metrics) - guardrails
    parts = [
        plural("{count} metric", "{count} metrics", count).format(count=count),
        plural("{count} guardrail", "{count} guardrails", guardrails).format(count=guardrails),
    ]
    if unmeasured:
        says = plural(
            "{count} metric without a measurement",
            "{count} metrics without a measurement",
            unmeasured,
        ).format(count=unmeasured)
        parts.append(f'<span style="color: {attention}">{says}</span>')
    if unknown:
        says = plural(
            "{count} outcome without a metric", "{count} outcomes without a metric", unknown
        )
        parts.append(says.format(count=unknown))
    return "&nbsp;&nbsp;&nbsp; ".join(parts)
