"""When the menu of a row opens, where, and what it leads to. What stands in it is in `menu`."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QContextMenuEvent

from widgets.table.keys import Key
from widgets.table.menu import RowMenu
from widgets.table.model import OutputModel

if TYPE_CHECKING:
    from widgets.table.grid import OutputGrid


class RowMenus:
    """The menus of one grid."""

    def __init__(self, grid: "OutputGrid", model: OutputModel) -> None:
        self._grid = grid
        self._model = model

    def of(self, index: QModelIndex) -> RowMenu:
        """The menu of a cell."""
        menu = RowMenu(self._model, index, self._grid)
        menu.edit.connect(self._grid.edit_cell)
        menu.jump.connect(self._grid.jump)
        menu.asked.connect(lambda key: self._ask(menu.place, key))
        menu.reason_asked.connect(self._grid.ask_reason)
        return menu

    def open(self, event: QContextMenuEvent) -> None:
        """Open the menu where the mouse is, or below the current cell."""
        grid = self._grid
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = grid.indexAt(event.pos()) if by_mouse else grid.currentIndex()
        place = event.globalPos()
        if not by_mouse:
            place = grid.viewport().mapToGlobal(grid.visualRect(index).bottomLeft())
        if not grid.selectionModel().isSelected(index):
            grid.stand_on(index)
        if self._model.output_at(index.row()) is not None:
            self.of(index).popup(place)

    def open_reasons(self, index: QModelIndex) -> None:
        """Offer reasons for an output to have no outcome, below its cell."""
        menu = self.of(index)
        menu.reasons.aboutToHide.connect(menu.deleteLater)
        below = self._grid.visualRect(index).bottomLeft()
        menu.reasons.popup(self._grid.viewport().mapToGlobal(below))

    def _ask(self, place: QModelIndex, key: Key) -> None:
        """Do with the row of a menu what a key does with the current one."""
        if not self._grid.selectionModel().isSelected(place):
            self._grid.stand_on(place)
        self._grid.asked.emit(key)
