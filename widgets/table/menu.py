"""The menu on a row of the table: the same things as keys and mouse, in words."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from widgets.table import answers
from widgets.table.cell_fields import reason_question
from widgets.table.keys import Key
from widgets.table.model import OutputModel
from widgets.table.rows import Column, Row
from workshop.commands.outputs import delete_output
from workshop.language import text
from workshop.method import ExemptionReason
from workshop.vocabulary import Status
from workshop.words.codes import status_word
from workshop.words.fields import code_word


class RowMenu(QMenu):
    """What can be done with the row of a cell, also when the row has moved meanwhile.

    Signals:
        edit(QModelIndex): open this cell; jump(str): people want to see this card.
        asked(Key): the same as this key; reason_asked(str): ask why this output is exempt.
    """

    edit = Signal(object)
    jump = Signal(str)
    asked = Signal(object)
    reason_asked = Signal(str)

    def __init__(self, model: OutputModel, index: QModelIndex, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._place = QPersistentModelIndex(index)
        self._output = model.output_at(index.row()) or ""
        self.reasons = QMenu(self)
        self.setAccessibleName(text("Row"))
        self.aboutToHide.connect(self.deleteLater)
        shown = model.row_shown(index.row())
        if shown is not None:
            self._fill(shown, index)

    @property
    def place(self) -> QModelIndex:
        """The cell the menu is about, wherever it is now."""
        return self._cell(Column(self._place.column()))

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
        self.reasons = self._reasons(shown)
        self.addMenu(self.reasons)
        self.addSeparator()
        self._add_key(text("Copy"), Key.COPY)
        self._add_key(text("Paste"), Key.PASTE)
        self._add_key(text("Fill down"), Key.FILL)
        self._add_key(text("Details"), Key.DETAILS)
        self.addSeparator()
        self._add_key(text("Move up"), Key.UP)
        self._add_key(text("Move down"), Key.DOWN)
        self.addSeparator()
        delete = text("Delete output {ref}").format(ref=shown.ref)
        self.addAction(delete, lambda: model.document.run(delete_output, shown.output))

    def _add_key(self, words: str, key: Key) -> None:
        """A line for what a key does, with the key as this machine writes it."""
        native = QKeySequence(key.value).toString(QKeySequence.SequenceFormat.NativeText)
        self.addAction(f"{words}\t{native}", lambda: self.asked.emit(key))

    def _reasons(self, shown: Row) -> QMenu:
        """Why an output needs no outcome."""
        menu = QMenu(text("Needs no outcome"), self)
        menu.setEnabled(not shown.links)
        for reason in ExemptionReason:
            action = menu.addAction(code_word(reason), self._exempting(shown.output, reason))
            action.setCheckable(True)
            action.setChecked(reason is shown.reason)
        menu.addSeparator()
        again = menu.addAction(
            text("Ask for an outcome again"),
            lambda: answers.ask_again(self._model.document, shown.output),
        )
        again.setEnabled(shown.reason is not None)
        return menu

    def _exempting(self, output: str, reason: ExemptionReason) -> Callable[[], None]:
        def exempt() -> None:
            exempted = answers.exempt(self._model.document, output, reason)
            if exempted and reason_question(reason):
                self.reason_asked.emit(output)

        return exempt

    def _add_link(self, outcome: str, ref: str) -> None:
        self._add_jump(outcome, ref)
        unlink, output = text("Unlink {ref}").format(ref=ref), self._output
        self.addAction(unlink, lambda: self._model.unlink(output, outcome))

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
