"""Pasting values from a spreadsheet: what was understood is shown before it is added."""

import datetime
from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets.document import Document
from widgets.look.look import Look
from widgets.look.words import Label
from workshop.board import Board
from workshop.commands.values import enter_values, value_on
from workshop.details import Metric
from workshop.language import plural, text
from workshop.pasted_values import PastedValues, PasteTrouble, Unread, read_values
from workshop.values.days import day_text
from workshop.values.quantities import value_text
from workshop.values.text import in_brief

_TROUBLES: Final = MappingProxyType(
    {
        PasteTrouble.NO_METRIC: text(
            "Row {row} does not say of which metric: {words}. Choose one in the list."
        ),
        PasteTrouble.UNKNOWN_METRIC: text("Row {row} names no metric of this workshop: {words}."),
        PasteTrouble.NO_DAY: text("Row {row} has no day that can be read: {words}."),
        PasteTrouble.NO_VALUE: text("Row {row} has no number that can be read: {words}."),
        PasteTrouble.TWO_NUMBERS: text(
            "Row {row} has two numbers: {words}. Part the cells by tabs or semicolons."
        ),
    }
)
#: More rows than this are summed up.
_MOST_SHOWN: Final = 500


class PastePanel(QFrame):
    """A field for the cells, and what they were understood as.

    Signals:
        closed(): people are done here.
    """

    closed = Signal()

    def __init__(
        self,
        document: Document,
        look: Look,
        today: Callable[[], datetime.date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._document = document
        self._look = look
        self._today = today
        self._metric: str | None = None
        self._pasted = PastedValues()
        self.cells = _Cells(self)
        self._help = Label(parent=self)
        self.preview = QListWidget(self)
        self._sum = Label(parent=self)
        self.add = QPushButton(self)
        self._lay_out()
        self.cells.textChanged.connect(self.refresh)

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self._look = look
        self.refresh()

    def start(self, metric: str | None) -> None:
        """Begin with what is on the clipboard, if that holds values; rows without a name are
        values of `metric`."""
        self._metric = metric
        clip = QApplication.clipboard().text()
        found = read_values(self._document.board, clip, metric, self._today()).values
        self.cells.start(clip if found else "")
        self.refresh()
        self.cells.setFocus()

    def about(self, metric: str | None) -> None:
        """Rows without a name are values of another metric from now on."""
        if metric != self._metric:
            self._metric = metric
            self.refresh()

    def refresh(self) -> None:
        """Show what the cells are understood as now."""
        board = self._document.board
        metric = board.details.get(self._metric or "")
        name = f"{metric.ref} {metric.name}" if isinstance(metric, Metric) else ""
        says = text("Day and value, the metric’s name before them or at the head of its column.")
        if name:
            says += " " + text("Rows without a name are values of {name}.").format(name=name)
        self._help.setText(says)
        words = self.cells.toPlainText()
        self._pasted = read_values(board, words, self._metric, self._today())
        self._show(board)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter adds, Esc gives up."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, board: Board) -> None:
        self.preview.clear()
        attention = self._look.qt_palette.brightText()
        for unread in self._pasted.unread[:_MOST_SHOWN]:
            item = QListWidgetItem(told_trouble(unread))
            item.setForeground(attention)
            self.preview.addItem(item)
        for value in self._pasted.values[:_MOST_SHOWN]:
            metric = board.details[value.metric]
            assert isinstance(metric, Metric)
            parts = [
                f"{metric.ref} {metric.name}",
                day_text(value.measured_on),
                value_text(value.value, metric),
                value.note,
            ]
            known = value_on(board, value.metric, value.measured_on)
            if known is not None and known.value != value.value:
                was = value_text(known.value, metric)
                parts.append(text("instead of {value}").format(value=was))
            self.preview.addItem(" · ".join(part for part in parts if part))
        self._sum_up()

    def _sum_up(self) -> None:
        found, unread = len(self._pasted.values), len(self._pasted.unread)
        is_there = bool(found or unread)
        self.preview.setVisible(is_there)
        says = [plural("{count} value understood", "{count} values understood", found)]
        counts = [found]
        if unread:
            says.append(plural("{count} row not understood", "{count} rows not understood", unread))
            counts.append(unread)
        told = " · ".join(w.format(count=n) for w, n in zip(says, counts, strict=True))
        self._sum.setText(told if is_there else "")
        offer = plural("Add {count} value", "Add {count} values", found).format(count=found)
        self.add.setText(offer if found else text("Add values"))
        self.add.setEnabled(bool(found))

    def _add(self) -> None:
        """Add what was understood; rows that were not stay, so that they can be put right."""
        if not self._pasted.values:
            return
        kept = [unread.row for unread in self._pasted.unread]
        lines = self.cells.toPlainText().splitlines()
        if self._document.run(enter_values, self._pasted.values) is None:
            return
        if kept:
            self.cells.setPlainText("\n".join(lines[row - 1] for row in dict.fromkeys(kept)))
            self.cells.setFocus()
        else:
            self.cells.clear()
            self.closed.emit()

    def _lay_out(self) -> None:
        self._help.setProperty("role", "soft")
        self._help.setWordWrap(True)
        self._help.setTextFormat(Qt.TextFormat.PlainText)
        self._sum.setProperty("role", "soft")
        self.preview.setAccessibleName(text("What was understood"))
        self.preview.setFixedHeight(176)
        self.preview.setWordWrap(True)
        self.preview.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add.setProperty("role", "primary")
        self.add.clicked.connect(self._add)
        cancel = QPushButton(text("Cancel"), self)
        cancel.setProperty("role", "quiet")
        cancel.clicked.connect(self.closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        side_by_side, line = QHBoxLayout(), QHBoxLayout()
        column.addWidget(self._help)
        column.addLayout(side_by_side)
        column.addLayout(line)
        side_by_side.setSpacing(12)
        side_by_side.addWidget(self.cells, 2)
        side_by_side.addWidget(self.preview, 3)
        line.setSpacing(8)
        line.addWidget(self._sum, 1)
        line.addWidget(cancel)
        line.addWidget(self.add)


class _Cells(QPlainTextEdit):
    """The pasted cells as plain text."""

    #: What stood here without anybody typing or pasting it.
    _given = ""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(text("Cells from a spreadsheet"))
        self.setPlaceholderText(text("Paste rows from a spreadsheet here"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(176)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)

    def start(self, words: str) -> None:
        """Begin with words that nobody pasted; what is pasted then takes their place."""
        self.setPlainText(words)
        self._given = self.toPlainText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter belongs to the panel."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (ctrl and is_enter) or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain text only, instead of what was given."""
        if self._given and self.toPlainText() == self._given:
            self.selectAll()
        self.insertPlainText(source.text())


def told_trouble(unread: Unread) -> str:
    """One sentence about a row that was not understood."""
    told = _TROUBLES[unread.trouble].format(row=unread.row, words=in_brief(unread.words, 80))
    return told.replace("….", "…")
