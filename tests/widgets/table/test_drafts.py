"""Half-typed cells survive a crash."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.front import bring_to_front
from tests.widgets.memory import MemorySession
from tests.widgets.table.hand import TODAY, Hand
from widgets.document import Document
from widgets.look.look import Look
from widgets.table.rows import Column
from widgets.table.table import OutputTable
from workshop.commands.outputs import delete_output

C, Key = Column, Qt.Key
NEW = 3


def reopened(qtbot: QtBot, session: MemorySession, look: Look) -> Hand:
    """The table as the next start of the program shows it."""
    table = OutputTable(Document(session), look, today=lambda: TODAY)
    qtbot.addWidget(table)
    table.resize(1200, 700)
    bring_to_front(qtbot, table)
    table.grid.setFocus()
    QApplication.processEvents()
    return Hand(table)


def typed(hand: Hand) -> str:
    field = hand.focus
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


@pytest.mark.parametrize(
    ("row", "column"),
    [(NEW, C.OUTPUT), (1, C.OUTPUT), (1, C.ASSUMPTION), (0, C.OWNER)],
)
def test_what_was_half_typed_is_gone_on_with(
    qtbot: QtBot, hand: Hand, session: MemorySession, look: Look, row: int, column: Column
) -> None:
    hand.at(row, column).type("Half a thou")
    qtbot.waitUntil(lambda: session.draft("table") is not None)
    again = reopened(qtbot, session, look)
    assert again.table.has_draft
    assert again.table.restore_draft()
    assert typed(again) == "Half a thou"
    again.type("ght")
    again.key(Key.Key_Return)
    assert "Half a thought" in again.shown(row, column)
    assert session.draft("table") is None


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Escape, Key.Key_Tab])
def test_a_field_that_was_left_leaves_no_draft(
    qtbot: QtBot, hand: Hand, session: MemorySession, key: Qt.Key
) -> None:
    hand.at(1, C.OWNER).type("Zoe")
    qtbot.waitUntil(lambda: session.draft("table") is not None)
    hand.key(key)
    assert session.draft("table") is None


def test_a_draft_of_a_row_that_is_gone_is_not_reopened(
    qtbot: QtBot, hand: Hand, session: MemorySession, look: Look
) -> None:
    hand.at(1, C.OUTPUT).type("Half")
    qtbot.waitUntil(lambda: session.draft("table") is not None)
    session.run(delete_output, session.board.rows[1])
    assert not reopened(qtbot, session, look).table.restore_draft()


def test_a_draft_that_is_none_is_ignored(qtbot: QtBot, session: MemorySession, look: Look) -> None:
    session.set_draft("table", ["nonsense"])
    hand = reopened(qtbot, session, look)
    assert not hand.table.has_draft
    assert not hand.table.restore_draft()
