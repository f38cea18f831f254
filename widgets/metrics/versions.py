"""What a metric was before, and why it changed; from here a new version is started."""

import datetime
from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.document import Document
from widgets.look.words import Label
from widgets.metrics.form import MetricForm
from workshop.board import Board
from workshop.commands.details import edit_detail
from workshop.details import Metric, MetricVersion
from workshop.language import text
from workshop.reading.measures import versions_of
from workshop.values.days import day_text
from workshop.values.quantities import value_text


class VersionsDrawer(QWidget):
    """Earlier versions, oldest first, and the form for the next.

    Signals:
        closed(): people are done here.
    """

    closed = Signal()

    def __init__(
        self,
        document: Document,
        metric: str,
        today: Callable[[], datetime.date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._metric = metric
        self._today = today
        self._told = Label(parent=self)
        self._told.setProperty("role", "soft")
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self.form = MetricForm(text("Start new version"), today, self, asks_why=True)
        self.form.sent.connect(self._start)
        self.form.given_up.connect(self.closed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._told)
        layout.addWidget(self.form)
        self.setFocusProxy(self.form)
        current = _metric_of(document.board, metric)
        if current is not None:
            self.form.start(current)
        self.refresh()

    def refresh(self) -> None:
        """Tell the versions as they are now."""
        board = self._document.board
        versions = versions_of(board, self._metric)
        metric = _metric_of(board, self._metric)
        told = [told_version(at, version, metric) for at, version in enumerate(versions, 1)]
        self._told.setText("\n".join(told) or text("This is the first version."))

    def commit_pending(self) -> bool:
        """A version starts by its button alone; what is typed stays."""
        return True

    def _start(self, fields: dict[str, object]) -> None:
        reason = str(fields.pop("reason"))
        today = self._today()
        applied = self._document.run(edit_detail, self._metric, fields, reason=reason, today=today)
        if applied is None:
            return
        if applied.changed:
            self.closed.emit()
        else:
            self.form.ask(text("Nothing is different yet: what changes?"))


def told_version(number: int, version: MetricVersion, metric: Metric | None) -> str:
    """One earlier version in a line: what it was, until when, and why it was given up."""
    parts = [text("v{number}").format(number=number), version.name]
    if metric is not None and (version.baseline is not None or version.target is not None):
        was = replace(metric, unit=version.unit)
        ends = (value_text(version.baseline, was), value_text(version.target, was))
        parts.append(" → ".join(ends))
    if version.until is not None:
        parts.append(text("until {day}").format(day=day_text(version.until)))
    if version.reason:
        parts.append(text("“{reason}”").format(reason=version.reason))
    return " · ".join(part for part in parts if part)


def _metric_of(board: Board, row: str) -> Metric | None:
    found = board.details.get(row)
    return found if isinstance(found, Metric) else None
