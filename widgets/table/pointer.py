"""The mouse on the cells of the table: chips, pills and headings of groups are buttons.

Finds what stands under the mouse and does it; choosing and scrolling are Qt's.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QMouseEvent

from widgets.table import answers
from widgets.table.delegate import CellDelegate
from widgets.table.faces import Act, CellFace
from widgets.table.keys import Key
from widgets.table.model import OutputModel
from widgets.table.rows import Column
from workshop.method import ExemptionReason

if TYPE_CHECKING:
    from widgets.table.grid import OutputGrid


class Pointer:
    """What the mouse does on a grid."""

    def __init__(self, grid: "OutputGrid", model: OutputModel, delegate: CellDelegate) -> None:
        self._grid = grid
        self._model = model
        self._delegate = delegate

    def press(self, event: QMouseEvent) -> bool:
        """Fold a group, answer, unlink, or with Ctrl lead to a card; False for nothing of these."""
        place = event.position().toPoint()
        index, line = self._grid.indexAt(place), self._model.line_at(self._grid.rowAt(place.y()))
        if line is None:
            return False
        if line.output is None:
            self._grid.stand_on(index)
            self._grid.fold_asked.emit(line.group)
            return True
        face, point = self._face_at(place)
        target, cross, act = face.target_at(point), face.cross_at(point), face.act_at(point)
        if act is not None and act is not Act.DETAILS:
            self._grid.stand_on(index)
            self._answer(act, line.output, index)
        elif cross is not None:
            self._grid.stand_on(index)
            self._model.unlink(line.output, cross)
        elif target is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._grid.jump.emit(target)
        else:
            return False
        return True

    def double_click(self, event: QMouseEvent) -> bool:
        """Lead to the card, assumption or details under the mouse; False to open the cell."""
        place = event.position().toPoint()
        face, point = self._face_at(place)
        target = face.target_at(point)
        if face.act_at(point) is Act.DETAILS:
            self._grid.asked.emit(Key.DETAILS)
        if target is not None and face.cross_at(point) is None:
            self._grid.jump.emit(target)
        is_button = face.act_at(point) is not None or self._is_heading_at(place)
        return target is not None or is_button

    def hover(self, place: QPoint) -> None:
        """Show the × of the chip under the mouse, and a hand on buttons."""
        face, point = self._face_at(place)
        viewport, target = self._grid.viewport(), face.target_at(point)
        hovered = (self._grid.rowAt(place.y()), target) if target is not None else None
        if hovered != self._delegate.hovered:
            self._delegate.hovered = hovered
            viewport.update()
        is_button = face.act_at(point) is not None or self._is_heading_at(place)
        shapes = Qt.CursorShape
        shape = shapes.PointingHandCursor if is_button else shapes.ArrowCursor
        if viewport.cursor().shape() is not shape:
            viewport.setCursor(shape)

    def _answer(self, act: Act, output: str, index: QModelIndex) -> None:
        document = self._model.document
        if act is Act.LINK:
            self._grid.edit_cell(index)
        elif act is Act.DROP:
            answers.drop(document, output)
        elif act is Act.ROUTINE:
            answers.exempt(document, output, ExemptionReason.ROUTINE)
        elif index.column() == Column.OUTPUT:
            self._grid.ask_reason(output)
        else:
            self._grid.menus.open_reasons(index)

    def _is_heading_at(self, place: QPoint) -> bool:
        line = self._model.line_at(self._grid.rowAt(place.y()))
        return line is not None and line.output is None

    def _face_at(self, place: QPoint) -> tuple[CellFace, QPoint]:
        """The face of the cell at a place, and where that is in it."""
        index = self._grid.indexAt(place)
        if not index.isValid() or self._is_heading_at(place):
            return CellFace(), place
        rect = self._grid.visualRect(index)
        face = self._delegate.face(index.row(), Column(index.column()), rect.width())
        return face, place - rect.topLeft()
