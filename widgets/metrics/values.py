"""The values of one metric, newest first, to correct, to delete and to add to.

What is typed and can't be understood stays in its cell, marked, and is not written.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from widgets.document import Document
from widgets.lines import NO_DAY, NO_VALUE, hint_line, say
from widgets.look.look import Look
from widgets.look.words import Label
from widgets.writing import brings_text
from workshop.commands.details import delete_detail, edit_detail
from workshop.commands.values import DatedValue, enter_values
from workshop.details import Measurement, Metric
from workshop.language import text
from workshop.reading.measures import measurements_of
from workshop.values.days import day_text, read_day
from workshop.values.quantities import number_text, read_number, unit_of, value_text

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_ROLE = Qt.ItemDataRole
DAY, VALUE, NOTE = range(3)
_FIELDS: Final = ("measured_on", "value", "note")
_ROW: Final = 34
_MOST_ROWS: Final = 7
#: The first row, whose cells become a new value.
_NEW: Final = ""


@dataclass
class _Typed:
    """Words that are not written: those of the new value, and what could not be understood."""

    words: dict[tuple[str, int], str] = field(default_factory=dict)

    def forget(self, row: str) -> None:
        self.words = {cell: words for cell, words in self.words.items() if cell[0] != row}


class ValuesModel(QAbstractTableModel):
    """A metric's values as rows, the first row for a new one.

    Signals:
        unclear(str): one sentence about what was typed; empty when all is understood.
    """

    unclear = Signal(str)

    def __init__(
        self,
        document: Document,
        metric: str,
        look: Look,
        today: Callable[[], datetime.date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.document = document
        self._metric = metric
        self._look = look
        self._today = today
        self._typed = _Typed()
        self._values: list[Measurement] = []
        self.refresh()

    def refresh(self) -> None:
        """Show the values as they are stored now."""
        values = measurements_of(self.document.board, self._metric)[::-1]
        if values == self._values:
            return
        if [value.id for value in values] == [value.id for value in self._values]:
            self._values = values
            self.dataChanged.emit(self.index(0, 0), self.index(len(values), NOTE))
            return
        self.beginResetModel()
        self._values = values
        self.endResetModel()

    def row_of(self, value: str) -> int | None:
        """Where a value stands."""
        rows = (at for at, known in enumerate(self._values, 1) if known.id == value)
        return next(rows, None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The values and the new one."""
        return 0 if parent.isValid() else len(self._values) + 1

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Day, value and note."""
        return 0 if parent.isValid() else len(_FIELDS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        """What the columns hold."""
        if orientation is Qt.Orientation.Horizontal and role == _ROLE.DisplayRole:
            return (text("Day"), text("Value"), text("Note"))[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything can be typed into."""
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsEditable

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        """What stands in a cell, or what it is typed over with."""
        at, column = index.row(), index.column()
        typed = self._typed.words.get((self._row(at), column))
        if role == _ROLE.ForegroundRole:
            if typed is not None and at > 0:
                return QColor(self._look.palette.attention)
            return QColor(self._look.palette.faint) if at == 0 and typed is None else None
        if role == _ROLE.EditRole:
            return typed if typed is not None else self._words(at, column, for_edit=True)
        if role in (_ROLE.DisplayRole, _ROLE.AccessibleTextRole):
            return typed if typed is not None else self._words(at, column, for_edit=False)
        return None

    def setData(self, index: Index, value: object, role: int = _ROLE.EditRole) -> bool:
        """Write what was typed; what is unclear stays in the cell."""
        at, column, words = index.row(), index.column(), str(value).strip()
        if words == self._words(at, column, for_edit=True):
            self._typed.words.pop((self._row(at), column), None)
            self.unclear.emit("")
            return True
        self._typed.words[self._row(at), column] = words
        try:
            fields = self._read(self._row(at))
        except ValueError as error:
            self.unclear.emit(str(error))
            return False
        self.unclear.emit("")
        return self._add(fields) if at == 0 else self._change(self._values[at - 1], fields)

    def delete(self, at: int) -> None:
        """Delete a value, or forget what is typed for the new one."""
        self._typed.forget(self._row(at))
        self.unclear.emit("")
        if at > 0:
            self.document.run(delete_detail, self._values[at - 1].id)
        self.dataChanged.emit(self.index(0, 0), self.index(0, NOTE))

    def _row(self, at: int) -> str:
        return _NEW if at == 0 else self._values[at - 1].id

    def _words(self, at: int, column: int, *, for_edit: bool) -> str:
        if at == 0:
            hints = (day_text(self._today()), text("new value"), "")
            return hints[column] if not for_edit or column == DAY else ""
        value = self._values[at - 1]
        if column == VALUE:
            metric = self.document.board.details.get(self._metric)
            if for_edit or not isinstance(metric, Metric):
                return number_text(value.value)
            return value_text(value.value, metric)
        return day_text(value.measured_on) if column == DAY else value.note

    def _read(self, row: str) -> dict[str, object]:
        """The typed fields of a row; ValueError says in a sentence what is unclear."""
        fields: dict[str, object] = {}
        readers: tuple[Callable[[str], object], ...] = (self._read_day, self._read_value, str)
        for (at, column), words in self._typed.words.items():
            if at == row:
                try:
                    fields[_FIELDS[column]] = readers[column](words)
                except ValueError:
                    raise ValueError(NO_DAY if column == DAY else NO_VALUE) from None
        return fields

    def _read_value(self, words: str) -> float:
        metric = self.document.board.details.get(self._metric)
        return read_number(words, unit_of(metric if isinstance(metric, Metric) else None))

    def _read_day(self, words: str) -> datetime.date:
        return read_day(words, self._today())

    def _change(self, value: Measurement, fields: dict[str, object]) -> bool:
        typed = dict(self._typed.words)
        self._typed.forget(value.id)
        if self.document.run(edit_detail, value.id, fields) is None:
            self._typed.words = typed
            return False
        return True

    def _add(self, fields: dict[str, object]) -> bool:
        """Add the new value once there is a number; until then its cells wait."""
        value = fields.get("value")
        if not isinstance(value, float):
            return True
        day = fields.get("measured_on")
        entered = DatedValue(
            self._metric,
            day if isinstance(day, datetime.date) else self._today(),
            value,
            str(fields.get("note", "")),
        )
        typed = dict(self._typed.words)
        self._typed.forget(_NEW)
        if self.document.run(enter_values, [entered]) is None:
            self._typed.words = typed
            return False
        return True


class ValuesTable(QTableView):
    """The rows; Enter edits, Delete deletes."""

    @property
    def is_edited(self) -> bool:
        """True while a cell is being typed into, also at the moment its words are written."""
        return self.state() == QAbstractItemView.State.EditingState

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys on a cell; a field that is open in one leaves Enter to its table."""
        model = self.model()
        assert isinstance(model, ValuesModel)
        at = self.currentIndex()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.is_edited:
            super().keyPressEvent(event)
        elif (is_enter or brings_text(event)) and not model.document.may_write():
            return
        elif is_enter and at.isValid():
            self.edit(at)
        elif event.key() == Qt.Key.Key_Delete and at.isValid():
            model.delete(at.row())
            rows = model.rowCount()
            self.setCurrentIndex(model.index(min(at.row(), rows - 1), at.column()))
        else:
            super().keyPressEvent(event)


class _Lines(QStyledItemDelegate):
    """Editors that fill their cell."""

    def createEditor(  # type: ignore[override]
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget | None:
        """A line named after its column, where anything can be written."""
        model = index.model()
        assert isinstance(model, ValuesModel)
        if not model.document.may_write():
            return None
        line = QLineEdit(parent)
        line.setObjectName("cellLine")
        heading = model.headerData(index.column(), Qt.Orientation.Horizontal)
        line.setAccessibleName(str(heading))
        return line


class ValuesDrawer(QWidget):
    """The table of values, and the sentence about what is unclear."""

    def __init__(
        self,
        document: Document,
        metric: str,
        look: Look,
        today: Callable[[], datetime.date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = ValuesModel(document, metric, look, today, self)
        self.table = ValuesTable(self)
        self._hint = hint_line(self)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        self._lay_out()
        self.model.unclear.connect(lambda sentence: say(self._hint, sentence))
        self.model.modelReset.connect(self._fit)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Show the values as they are now; the current one stays current.

        A cell that is just being written is left in peace: with its editor the keyboard would go.
        """
        if self.table.is_edited:
            self._later.start()
            return
        at = self.table.currentIndex()
        self.model.refresh()
        if not self.table.currentIndex().isValid():
            row = min(max(at.row(), 0), self.model.rowCount() - 1)
            self.table.setCurrentIndex(self.model.index(row, max(at.column(), 0)))

    def commit_pending(self) -> bool:
        """Write the cell that is being typed into; what is unclear stays there."""
        editor = self.table.findChild(QLineEdit, "cellLine")
        if editor is not None and editor.hasFocus():
            self.table.setFocus()
        return True

    def _lay_out(self) -> None:
        table = self.table
        table.setObjectName("valuesTable")
        table.setModel(self.model)
        table.setItemDelegate(_Lines(table))
        table.setAccessibleName(text("Values, newest first"))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        table.setShowGrid(False)
        trigger = QAbstractItemView.EditTrigger
        table.setEditTriggers(
            trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed
        )
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(NOTE, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(DAY, 144)
        header.resizeSection(VALUE, 144)
        help_line = Label(text("Enter corrects a cell, Delete deletes a value, Esc closes."), self)
        help_line.setProperty("role", "field")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(table)
        layout.addWidget(self._hint)
        layout.addWidget(help_line)
        table.setCurrentIndex(self.model.index(0, VALUE))
        self._fit()

    def _fit(self) -> None:
        rows = min(self.model.rowCount(), _MOST_ROWS)
        self.table.setFixedHeight(36 + rows * _ROW + 4)
