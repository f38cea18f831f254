"""The menu on a row of the table: the same things as keys and mouse, in words."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from widgets.table.model import OutputModel
from widgets.table.rows import Column, Row
from workshop.vocabulary import Status
from workshop.words import status_word, text


class RowMenu(QMenu):
    """What can be done with the row of a cell, also when the row has moved meanwhile.

    Signals:
        edit(QModelIndex): open this cell; jump(str): people want to see this card.
    """

    edit = Signal(object)
    jump = Signal(str)

    def __init__(self, model: OutputModel, index: QModelIndex, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._place = QPersistentModelIndex(index)
        self.setAccessibleName(text("Row"))
        self.aboutToHide.connect(self.deleteLater)
        shown = model.row_shown(index.row())
        if shown is not None:
            self._fill(shown, index)

    def _fill(self, shown: Row, index: QModelIndex) -> None:
        model = self._model
        edit = self.addAction(text("Edit\tEnter"), lambda: self._edit(Column(index.column())))
        edit.setEnabled(bool(model.flags(index) & Qt.ItemFlag.ItemIsEditable))
        self.addAction(text("Link an outcome…"), lambda: self._edit(Column.OUTCOME))
        self.addSeparator()
        for link in shown.links:
            self._add_link(link.outcome, link.ref)
        if shown.solution is not None:
            self._add_jump(shown.solution, model.document.board.cards[shown.solution].ref)
        self.addSeparator()
        statuses = self.addMenu(text("Status"))
        for status in Status:
            self._add_status(statuses, status, shown.status)
        self.addSeparator()
        self.addAction(text("Move up\tAlt+Up"), lambda: model.raise_row(self._place.row()))
        self.addAction(text("Move down\tAlt+Down"), lambda: model.lower_row(self._place.row()))
        self.addSeparator()
        delete = text("Delete output {ref}\tDel").format(ref=shown.ref)
        self.addAction(delete, lambda: model.delete(self._place.row()))

    def _add_link(self, outcome: str, ref: str) -> None:
        self._add_jump(outcome, ref)
        unlink = text("Unlink {ref}").format(ref=ref)
        self.addAction(unlink, lambda: self._model.unlink(self._place.row(), outcome))

    def _add_jump(self, card: str, ref: str) -> None:
        self.addAction(text("Go to {ref}").format(ref=ref), lambda: self.jump.emit(card))

    def _add_status(self, menu: QMenu, status: Status, current: Status) -> None:
        action = menu.addAction(status_word(status), lambda: self._set_status(status))
        action.setCheckable(True)
        action.setChecked(status is current)

    def _set_status(self, status: Status) -> None:
        self._model.setData(self._cell(Column.STATUS), status.value)

    def _edit(self, column: Column) -> None:
        self.edit.emit(self._cell(column))

    def _cell(self, column: Column) -> QModelIndex:
        return self._model.index(self._place.row(), column)
