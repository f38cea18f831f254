"""The register: every assumption as a row, what is due first."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from widgets.assumptions.reading import AssumptionReading
from workshop.language import text

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_ROLE = Qt.ItemDataRole
REF, TEXT, TYPE, ABOUT, OWNER, DUE, VERDICT = range(7)
_WIDTHS: Final = ((REF, 56), (TYPE, 104), (ABOUT, 176), (OWNER, 96), (DUE, 104), (VERDICT, 144))
_ROW: Final = 44
#: Below these widths a column makes room for the words.
_ROOMS: Final = ((TYPE, 860), (VERDICT, 720), (ABOUT, 560), (OWNER, 440))
#: What has no day comes last.
_NEVER: Final = "9999"


class RegisterModel(QAbstractTableModel):
    """Assumptions as rows, sorted by one column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[AssumptionReading] = []
        self._by = DUE
        self._order = Qt.SortOrder.AscendingOrder

    def show_readings(self, readings: Sequence[AssumptionReading]) -> None:
        """Show these assumptions."""
        rows = self._sorted(readings)
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by another column; numbers decide between equals."""
        self._by, self._order = column, order
        self.beginResetModel()
        self._rows = self._sorted(self._rows)
        self.endResetModel()

    def row_at(self, at: int) -> str:
        """The identity of a row's assumption."""
        return self._rows[at].row

    def place_of(self, row: str) -> int | None:
        """Where an assumption stands."""
        return next((at for at, known in enumerate(self._rows) if known.row == row), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One for each assumption."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Reference, text, type, what it is about, owner, next review and last verdict."""
        return 0 if parent.isValid() else VERDICT + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        """What the columns hold."""
        if orientation is Qt.Orientation.Horizontal and role == _ROLE.DisplayRole:
            return (
                text("No."),
                text("We assume"),
                text("Type"),
                text("About"),
                text("Owner"),
                text("Next review"),
                text("Last verdict"),
            )[section]
        return None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        """The words of a cell; pointing at one tells all of them."""
        reading = self._rows[index.row()]
        if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return _cells(reading)[index.column()]
        if role == _ROLE.AccessibleTextRole:
            return ", ".join(cell for cell in _cells(reading) if cell)
        return None

    def _sorted(self, readings: Sequence[AssumptionReading]) -> list[AssumptionReading]:
        by = self._by
        is_down = self._order is Qt.SortOrder.DescendingOrder
        ordered = sorted(readings, key=lambda reading: reading.assumption.number)
        return sorted(ordered, key=lambda reading: _key(reading, by), reverse=is_down)


class Register(QTableView):
    """The rows; arrows travel, Enter goes where the assumption lives.

    Signals:
        chosen(str): people came to an assumption.
        opened(str): people want to see where it lives.
        unwanted(str): people want to delete one.
    """

    chosen = Signal(str)
    opened = Signal(str)
    unwanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RegisterModel(self)
        self._is_following = False
        self.setModel(self._model)
        self.setObjectName("register")
        self.setAccessibleName(text("Register of assumptions"))
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(48)
        for column, width in _WIDTHS:
            header.resizeSection(column, width)
        header.setSortIndicator(DUE, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._model.row_at(index.row())))
        self.selectionModel().currentRowChanged.connect(self._tell)

    @property
    def rows(self) -> RegisterModel:
        """What is listed."""
        return self._model

    def show_readings(self, readings: Sequence[AssumptionReading]) -> None:
        """List these; the current one stays current."""
        at = self.currentIndex()
        row = self._model.row_at(at.row()) if at.isValid() else None
        self._model.show_readings(readings)
        if row is not None:
            self.select(row)

    def select(self, row: str) -> None:
        """Make an assumption current and show it, without telling."""
        at = self._model.place_of(row)
        if at is not None and at != self.currentIndex().row():
            self._is_following = True
            self.setCurrentIndex(self._model.index(at, TEXT))
            self._is_following = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the words have it."""
        for column, width in _ROOMS:
            self.setColumnHidden(column, event.size().width() < width)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes where the assumption lives, Delete deletes it."""
        at = self.currentIndex()
        if at.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._model.row_at(at.row()))
        elif at.isValid() and event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit(self._model.row_at(at.row()))
        else:
            super().keyPressEvent(event)

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_following:
            self.chosen.emit(self._model.row_at(current.row()))


def _cells(reading: AssumptionReading) -> tuple[str, ...]:
    known = reading.assumption
    return (
        known.ref,
        " ".join(reading.words.split()),
        reading.type_word,
        reading.about,
        known.owner_name,
        reading.next_review,
        reading.verdict,
    )


def _key(reading: AssumptionReading, column: int) -> str:
    if column == REF:
        return f"{reading.assumption.number:06d}"
    if column == DUE:
        day = reading.assumption.next_review
        return _NEVER if day is None else day.isoformat()
    return _cells(reading)[column].casefold()
