"""Keys and mouse for table tests."""

import datetime

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from widgets.table.grid import OutputGrid
from widgets.table.rows import Column
from widgets.table.table import OutputTable

NONE = Qt.KeyboardModifier.NoModifier
TODAY = datetime.date(2026, 11, 16)


class Hand:
    """Types and clicks like a person: keys go wherever the keyboard is."""

    def __init__(self, table: OutputTable) -> None:
        self.table = table
        self.grid: OutputGrid = table.grid

    @property
    def focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def key(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.focus, key, modifiers)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self.focus, letter)

    def at(self, row: int, column: Column) -> "Hand":
        self.grid.go_to(row, column)
        return self

    @property
    def place(self) -> tuple[int, int]:
        current = self.grid.currentIndex()
        return current.row(), current.column()

    def choose(self, first: tuple[int, Column], last: tuple[int, Column]) -> "Hand":
        """Choose a block of cells, as Shift+click does."""
        for (row, column), keys in ((first, NONE), (last, Qt.KeyboardModifier.ShiftModifier)):
            middle = self.grid.visualRect(self.grid.model().index(row, column)).center()
            QTest.mouseClick(self.grid.viewport(), Qt.MouseButton.LeftButton, keys, middle)
        return self

    def shown(self, row: int, column: Column) -> str:
        return str(self.grid.model().index(row, column).data())

    def point(self, row: int, column: Column, x: int, y: int) -> QPoint:
        """A point of a cell, in the viewport."""
        rect = self.grid.visualRect(self.grid.model().index(row, column))
        return rect.topLeft() + QPoint(x, y)
