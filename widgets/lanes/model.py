"""One lane's rows as Qt sees them. Writes through commands only; the last row is not there yet."""

from itertools import takewhile
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from widgets.document import Document
from widgets.lanes.words import INVITATIONS, QUESTIONS
from workshop.commands.cards import add_card, delete_card, edit_card
from workshop.commands.details import add_detail, delete_detail, edit_detail, move_detail
from workshop.commands.lanes import lead_to
from workshop.commands.outputs import add_output, delete_output, edit_output, move_output
from workshop.details import LaneItem
from workshop.method import Lane
from workshop.reading.lanes import Stage, Stop, may_lead
from workshop.records import WORKSHOP_ID
from workshop.vocabulary import Kind

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DISPLAY, _EDIT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole
#: A row being dragged to the one it leads to.
_DRAGGED = "application/x-whyboard-lane-row"
_LANES = {Stage.INPUTS: Lane.INPUT, Stage.ACTIVITIES: Lane.ACTIVITY}


def _shared(one: list[str], other: list[str]) -> int:
    """How many rows both begin with."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


class LaneModel(QAbstractListModel):
    """The rows of a stage, and one more to type the next into where people can add one here.

    Signals:
        added(str): a row was typed; its identity.
    """

    added = Signal(str)

    def __init__(self, document: Document, stage: Stage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.stage = stage
        self._stops: tuple[Stop, ...] = ()

    def show_stops(self, stops: tuple[Stop, ...]) -> None:
        """Show these rows from now on; rows that stay keep their place, focus and open field."""
        before, after = [s.row for s in self._stops], [s.row for s in stops]
        start = _shared(before, after)
        end = _shared(before[start:][::-1], after[start:][::-1])
        if gone := len(before) - start - end:
            self.beginRemoveRows(_ROOT, start, start + gone - 1)
            self._stops = (*self._stops[:start], *self._stops[start + gone :])
            self.endRemoveRows()
        if came := len(after) - start - end:
            self.beginInsertRows(_ROOT, start, start + came - 1)
            self._stops = (*self._stops[:start], *stops[start : start + came], *self._stops[start:])
            self.endInsertRows()
        shown, self._stops = self._stops, stops
        for at, (old, new) in enumerate(zip(shown, stops, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(at, 0), self.index(at, 0))

    @property
    def stops(self) -> tuple[Stop, ...]:
        """The rows shown."""
        return self._stops

    def stop_at(self, row: int) -> Stop | None:
        """What a row shows; None for the one that is not there yet."""
        return self._stops[row] if 0 <= row < len(self._stops) else None

    def place_of(self, row: str) -> int | None:
        """Where a row stands in this lane, counted from 0; None when it is in another."""
        return next((at for at, stop in enumerate(self._stops) if stop.row == row), None)

    # What people do to a row ------------------------------------------------------------------

    def delete(self, row: str) -> None:
        """Delete a row with what belongs to it."""
        if self.stage in _LANES:
            self.document.run(delete_detail, row)
        elif self.stage is Stage.OUTPUTS:
            self.document.run(delete_output, row)
        else:
            self.document.run(delete_card, row)

    def shift(self, row: str, step: int) -> None:
        """Move an input, activity or output one place up (-1) or down (1) in its lane."""
        at = self.place_of(row)
        if at is None or not 0 <= at + step < len(self._stops):
            return
        behind = at + step if step > 0 else at + step - 1
        after = self._stops[behind].row if behind >= 0 else None
        if self.stage in _LANES:
            self.document.run(move_detail, row, after=after)
        elif self.stage is Stage.OUTPUTS:
            self.document.run(move_output, row, after=after)

    # Qt's own questions -----------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Rows and, where one can be added, the row that is not there yet."""
        if parent.isValid():
            return 0
        return len(self._stops) + (1 if self.stage in INVITATIONS else 0)

    def data(self, index: Index, role: int = _DISPLAY.value) -> Any:
        """Plain text of a row; the delegate paints from `stop_at`."""
        stop = self.stop_at(index.row())
        if role == _EDIT:
            return stop.text if stop else ""
        if role not in (_DISPLAY, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if stop is None:
            return INVITATIONS[self.stage]
        question = QUESTIONS.get(self.stage, "") if stop.is_gap else ""
        return " ".join(filter(None, (stop.ref, stop.text, question)))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can be edited; rows are dragged to the ones they lead to."""
        flag = Qt.ItemFlag
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsEditable
        if self.stop_at(index.row()) is None:
            return flags
        return flags | flag.ItemIsDragEnabled | flag.ItemIsDropEnabled

    def setData(self, index: Index, value: Any, role: int = _EDIT.value) -> bool:
        """Write a row's text, or add a row; False when it was refused or not written."""
        if role != _EDIT:
            return False
        stop, words = self.stop_at(index.row()), str(value)
        if stop is not None:
            return self._write(stop.row, words)
        return not words.strip() or self._add(words)

    def _write(self, row: str, words: str) -> bool:
        run = self.document.run
        if self.stage in _LANES:
            return run(edit_detail, row, {"text": words}) is not None
        if self.stage is Stage.OUTPUTS:
            return run(edit_output, row, text=words) is not None
        return run(edit_card, row, text=words) is not None

    def _add(self, words: str) -> bool:
        run = self.document.run
        if self.stage in _LANES:
            fields = {"lane": _LANES[self.stage], "text": words}
            applied = run(add_detail, LaneItem, WORKSHOP_ID, fields)
        elif self.stage is Stage.OUTPUTS:
            applied = run(add_output, text=words)
        else:
            applied = run(add_card, kind=Kind.OUTCOME, parent=self._only_top(), text=words)
        if applied is not None and applied.ref is not None:
            self.added.emit(applied.board.by_ref[applied.ref])
        return applied is not None

    def _only_top(self) -> str | None:
        """What a new outcome works towards, where there is no doubt."""
        board = self.document.board
        tops = [row for row in board.children_of(None) if board.cards[row].kind is Kind.OUTCOME]
        return tops[0] if len(tops) == 1 else None

    # Dragging a row to the one it leads to ----------------------------------------------------

    def mimeTypes(self) -> list[str]:
        """Rows of lanes, within this program."""
        return [_DRAGGED]

    def mimeData(self, indexes: Any) -> QMimeData:
        """The row that is dragged."""
        data = QMimeData()
        stop = self.stop_at(indexes[0].row()) if indexes else None
        data.setData(_DRAGGED, (stop.row if stop else "").encode())
        return data

    def dragged_in(self, data: QMimeData) -> str:
        """The row that a drag carries; empty for anything else."""
        return bytes(data.data(_DRAGGED).data()).decode()

    def supportedDropActions(self) -> Qt.DropAction:
        """A drag draws a line; nothing moves."""
        return Qt.DropAction.LinkAction

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Only onto a row that the dragged one may lead to."""
        stop = self.stop_at(parent.row()) if parent.isValid() else None
        dragged = self.dragged_in(data)
        return stop is not None and may_lead(self.document.board, dragged, stop.row)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Draw the line."""
        stop = self.stop_at(parent.row())
        dragged = self.dragged_in(data)
        return stop is not None and self.document.run(lead_to, dragged, stop.row) is not None
