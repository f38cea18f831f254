"""Typing outputs: the new row, cells that exist, leaving and cancelling."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from tests.widgets.memory import MemorySession
from tests.widgets.table.hand import Hand
from widgets.document import Document
from widgets.table.rows import Column
from widgets.table.table import OutputTable
from workshop.commands.outputs import edit_output
from workshop.records import MAX_TEXT
from workshop.steps import StepName

C = Column
Key, Shift = Qt.Key, Qt.KeyboardModifier.ShiftModifier
NEW = 3


def texts(document: Document) -> list[str]:
    return [output.text for output in document.board.table_rows()]


def test_the_first_key_opens_the_new_row_and_is_not_lost(hand: Hand) -> None:
    hand.type("Guide")
    hand.key(Key.Key_Return)
    assert hand.shown(NEW, Column.OUTPUT) == "P4 Guide"


def test_enter_in_the_new_row_goes_on_to_the_next_new_row(hand: Hand, document: Document) -> None:
    for text in ("Guide", "Video"):
        hand.type(text)
        hand.key(Key.Key_Return)
    assert texts(document)[NEW:] == ["Guide", "Video"]
    assert hand.place == (5, Column.OUTPUT)


def test_typing_anywhere_in_the_new_row_is_the_text_of_an_output(
    hand: Hand, document: Document
) -> None:
    hand.at(NEW, Column.OWNER).type("Guide")
    hand.key(Key.Key_Return)
    assert texts(document)[NEW:] == ["Guide"]


def test_tab_in_the_new_row_creates_it_and_opens_its_outcome(
    hand: Hand, document: Document
) -> None:
    hand.type("Guide")
    hand.key(Key.Key_Tab)
    assert texts(document)[NEW:] == ["Guide"]
    assert hand.place == (NEW, Column.OUTCOME)
    assert hand.focus.accessibleName() == "Outcomes to link"


def test_a_new_row_is_one_undo(hand: Hand, session: MemorySession, document: Document) -> None:
    hand.type("Guide")
    hand.key(Key.Key_Tab)
    hand.key(Key.Key_Escape)
    assert session.names == [StepName.ADD_OUTPUT]
    document.undo()
    assert hand.grid.model().rowCount() == 4
    assert hand.shown(NEW, Column.OUTPUT).startswith("Type an output")


def test_an_empty_new_row_writes_nothing(hand: Hand, session: MemorySession) -> None:
    hand.key(Key.Key_Return)
    hand.type("   ")
    hand.key(Key.Key_Return)
    assert session.names == []
    assert hand.grid.model().rowCount() == 4


def test_escape_cancels_a_new_row_and_an_edit(hand: Hand, session: MemorySession) -> None:
    hand.type("Guide")
    hand.key(Key.Key_Escape)
    hand.at(0, Column.OUTPUT).type("Other")
    hand.key(Key.Key_Escape)
    assert session.names == []
    assert hand.shown(0, Column.OUTPUT).startswith("P1 Reminders")


def test_typing_on_a_cell_replaces_its_text(hand: Hand, document: Document) -> None:
    hand.at(2, Column.OUTPUT).type("Letter")
    hand.key(Key.Key_Return)
    assert texts(document)[2] == "Letter"
    assert hand.place == (2, Column.OUTPUT)


def test_enter_and_f2_go_on_behind_the_text(hand: Hand, document: Document) -> None:
    for key, text in ((Key.Key_Return, " one"), (Key.Key_F2, " two")):
        hand.at(2, Column.OUTPUT).key(key)
        hand.type(text)
        hand.key(Key.Key_Return)
    assert texts(document)[2] == "Newsletter one two"


def test_a_field_that_is_open_is_not_opened_again(
    hand: Hand, document: Document, qtlog: Any
) -> None:
    hand.at(2, Column.OUTPUT).type("Le")
    QTest.keyClick(hand.grid, Key.Key_F2)
    hand.type("tter")
    hand.key(Key.Key_Return)
    assert texts(document)[2] == "Letter"
    assert not [record for record in qtlog.records if "editing" in record.message]


def test_shift_enter_is_a_new_line(hand: Hand, document: Document) -> None:
    hand.at(2, Column.OUTPUT).type("One")
    hand.key(Key.Key_Return, Shift)
    hand.type("Two")
    hand.key(Key.Key_Return)
    assert texts(document)[2] == "One\nTwo"


def test_text_composed_by_an_input_method_is_kept(hand: Hand, document: Document) -> None:
    hand.at(2, Column.OUTPUT)
    composed = QInputMethodEvent("´", [])
    QApplication.sendEvent(hand.grid, composed)
    committed = QInputMethodEvent()
    committed.setCommitString("é")
    QApplication.sendEvent(hand.grid, committed)
    hand.type("t")
    hand.key(Key.Key_Return)
    assert texts(document)[2] == "ét"


@pytest.mark.parametrize("preedit", ["´", ""])
@pytest.mark.parametrize("column", [Column.OUTCOME, Column.ASSUMPTION, Column.OWNER])
def test_composed_text_opens_every_kind_of_field(hand: Hand, column: Column, preedit: str) -> None:
    hand.at(1, column)
    if preedit:
        QApplication.sendEvent(hand.grid, QInputMethodEvent(preedit, []))
    committed = QInputMethodEvent()
    committed.setCommitString("é")
    QApplication.sendEvent(hand.grid, committed)
    assert isinstance(hand.focus, QLineEdit | QPlainTextEdit)
    field = hand.focus
    assert (field.text() if isinstance(field, QLineEdit) else field.toPlainText()) == "é"


def test_keys_of_the_table_win_over_shortcuts_of_the_window(
    hand: Hand, table: OutputTable, document: Document
) -> None:
    taken: list[bool] = []
    QShortcut(QKeySequence(Key.Key_Delete), table, lambda: taken.append(True))
    hand.at(2, Column.OUTPUT).key(Key.Key_Delete)
    assert taken == []
    assert texts(document) == ["Reminders", "Checklist"]


def test_leaving_with_the_keyboard_elsewhere_writes(hand: Hand, document: Document) -> None:
    hand.at(2, Column.OUTPUT).type("Letter")
    hand.grid.setFocus()
    assert texts(document)[2] == "Letter"


def test_commit_pending_writes_what_is_typed(hand: Hand, document: Document) -> None:
    hand.at(2, Column.OUTPUT).type("Letter")
    assert hand.grid.commit_pending()
    assert texts(document)[2] == "Letter"
    assert hand.grid.commit_pending()


def test_a_refused_text_stays_in_its_field(hand: Hand, document: Document) -> None:
    refused: list[object] = []
    document.refused.connect(refused.append)
    QApplication.clipboard().setText("word " * (MAX_TEXT // 5) + "too long")
    hand.at(2, Column.OUTPUT).type("y")
    hand.key(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    hand.key(Key.Key_Return)
    assert len(refused) == 1
    assert hand.focus.accessibleName() == "What we make"
    assert not hand.grid.commit_pending()
    hand.key(Key.Key_Escape)
    assert texts(document)[2] == "Newsletter"


def test_a_click_elsewhere_does_not_throw_a_refused_text_away(hand: Hand) -> None:
    hand.grid.columns.toggle(C.DUE)
    hand.at(1, Column.DUE).type("when it rains")
    field = hand.focus
    assert isinstance(field, QLineEdit)
    QTest.mouseClick(
        hand.grid.viewport(), Qt.MouseButton.LeftButton, pos=hand.point(0, C.OWNER, 9, 9)
    )
    assert hand.place == (1, Column.DUE)
    assert hand.focus is field
    assert field.text() == "when it rains"
    assert hand.table.told
    hand.key(Key.Key_Escape)
    QTest.mouseClick(
        hand.grid.viewport(), Qt.MouseButton.LeftButton, pos=hand.point(0, C.OWNER, 9, 9)
    )
    assert hand.place == (0, Column.OWNER)


def test_another_cell_becomes_current_while_a_field_is_open(hand: Hand, document: Document) -> None:
    for text, elsewhere in (("Letter", (0, Column.OUTPUT)), ("Guide", (2, Column.OWNER))):
        hand.at(2, Column.OUTPUT).type(text)
        hand.grid.go_to(*elsewhere)
        assert texts(document)[2] == text
        assert hand.focus is hand.grid


def test_a_change_from_elsewhere_does_not_disturb_typing(hand: Hand, document: Document) -> None:
    hand.at(2, Column.OUTPUT).type("Lett")
    document.run(edit_output, document.board.rows[2], text="Renamed")
    hand.type("er")
    hand.key(Key.Key_Return)
    assert texts(document)[2] == "Letter"


def test_undo_of_the_row_being_edited_closes_the_field(hand: Hand, document: Document) -> None:
    hand.type("Guide")
    hand.key(Key.Key_Return)
    hand.at(NEW, Column.OUTPUT).type("Half")
    document.undo()
    assert texts(document) == ["Reminders", "Checklist", "Newsletter"]


def test_tab_walks_the_cells_that_can_be_edited(hand: Hand) -> None:
    hand.at(2, Column.OUTPUT)
    places = []
    for _ in range(5):
        hand.key(Key.Key_Tab)
        places.append(hand.place)
    assert places[:4] == [(2, C.OUTCOME), (2, C.OWNER), (2, C.STATUS), (NEW, C.OUTPUT)]


def test_shift_tab_walks_back(hand: Hand) -> None:
    hand.at(NEW, Column.OUTPUT)
    back = [(2, C.STATUS), (2, C.OWNER), (2, C.OUTCOME), (2, C.OUTPUT), (1, C.STATUS)]
    for expected in back:
        hand.key(Key.Key_Backtab, Shift)
        assert hand.place == expected


def test_tab_while_editing_opens_the_next_field(hand: Hand, document: Document) -> None:
    hand.at(2, Column.OWNER).type("Zoe")
    hand.key(Key.Key_Tab)
    assert document.board.outputs[document.board.rows[2]].owner == "Zoe"
    assert hand.focus.accessibleName() == "Status"


def test_tab_from_the_last_cell_opens_the_new_row(hand: Hand, document: Document) -> None:
    hand.at(2, Column.STATUS).type("s")
    hand.key(Key.Key_Tab)
    hand.type("Guide")
    hand.key(Key.Key_Return)
    assert texts(document)[NEW:] == ["Guide"]
