"""What people do to the chosen cells and rows: copy, cut, paste, fill down, empty, move.

Each is one command, so one entry of the history. What comes of it on the board is `bulk`'s.
"""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from widgets.table.block import Block
from widgets.table.bulk import Bulk
from widgets.table.grid import OutputGrid
from widgets.table.model import OutputModel
from widgets.table.rows import Column
from workshop.language import text


class CellWork(QObject):
    """Commands on the cells that are chosen in a grid.

    Signals:
        said(str): what came of it, in a sentence; empty when there is nothing to say.
    """

    said = Signal(str)

    def __init__(self, model: OutputModel, grid: OutputGrid) -> None:
        super().__init__(grid)
        self._model = model
        self._grid = grid
        self._bulk = Bulk(model)

    def copy(self) -> None:
        """Put the chosen cells on the clipboard, as spreadsheets exchange them."""
        self.said.emit("")
        QGuiApplication.clipboard().setText(self._bulk.words(self._grid.block))

    def cut(self) -> None:
        """Copy the chosen cells and empty them."""
        self.copy()
        self.clear()

    def paste(self) -> None:
        """Write what a spreadsheet copied, from the current cell on."""
        words = QGuiApplication.clipboard().text()
        if not words.strip():
            self.said.emit(text("There is nothing to paste."))
        elif self._grid.commit_pending():
            is_anywhere = self._grid.currentIndex().isValid()
            end = Block([self._model.new_row], [Column.OUTPUT])
            block = self._grid.block if is_anywhere else end
            self.said.emit(self._bulk.paste(block, self._grid.columns.shown, words))

    def paste_rows(self) -> None:
        """Add what a spreadsheet copied as rows at the end."""
        words = QGuiApplication.clipboard().text()
        if not words.strip():
            self.said.emit(text("Copy rows in a spreadsheet first, then paste them here."))
        elif self._grid.commit_pending():
            self.said.emit(self._bulk.add(words))
            self._grid.go_to(self._model.new_row)

    def fill_down(self) -> None:
        """Write the first of the chosen rows into the ones below it."""
        block = self._grid.block
        if len(block.rows) < 2:
            self.said.emit(text("Choose cells below each other first: Shift+Down chooses more."))
        else:
            self.said.emit(self._bulk.fill_down(block))

    def clear(self) -> None:
        """Empty the chosen cells; an output's own cell takes its row away."""
        block = self._grid.block
        if block.is_one and block.columns[0] is Column.OUTCOME:
            self._grid.take_last(self._grid.currentIndex())
        else:
            self.said.emit(self._bulk.clear(block))

    def move_up(self) -> None:
        """Move the current output one place up."""
        if self._may_move():
            self._model.raise_row(self._grid.currentIndex().row())

    def move_down(self) -> None:
        """Move the current output one place down."""
        if self._may_move():
            self._model.lower_row(self._grid.currentIndex().row())

    def _may_move(self) -> bool:
        if self._model.arrangement.keeps_order:
            return True
        self.said.emit(
            text("Rows move only in their own order: sort and group by nothing to move them.")
        )
        return False
