"""A table in a window, with the keyboard."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.front import bring_to_front
from tests.widgets.table.hand import TODAY, Hand
from widgets.document import Document
from widgets.look.look import Look
from widgets.table.table import OutputTable


@pytest.fixture
def table(qtbot: QtBot, document: Document, look: Look) -> OutputTable:
    table = OutputTable(document, look, today=lambda: TODAY)
    table.resize(1200, 700)
    qtbot.addWidget(table)
    bring_to_front(qtbot, table)
    table.grid.setFocus()
    QApplication.processEvents()
    return table


@pytest.fixture
def hand(table: OutputTable) -> Hand:
    return Hand(table)
