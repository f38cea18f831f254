"""Which columns are shown, where and how wide; headings by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.widgets.memory import MemorySession
from tests.widgets.table.hand import TODAY, Hand
from widgets.document import Document
from widgets.look.look import Look
from widgets.table.column_menu import ColumnMenu
from widgets.table.rows import Column, heading
from widgets.table.table import OutputTable

C, Key = Column, Qt.Key
Ctrl, Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
USUAL = [C.OUTPUT, C.OUTCOME, C.KNOW, C.ASSUMPTION, C.CONFIDENCE, C.OWNER, C.STATUS]


def menu_of(table: OutputTable) -> ColumnMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, ColumnMenu)
    return menu


def heading_of(hand: Hand) -> Column:
    return hand.grid.header.current


def test_the_usual_columns_fill_the_width(table: OutputTable, hand: Hand) -> None:
    assert hand.grid.columns.shown == USUAL
    assert sum(hand.grid.columnWidth(c) for c in USUAL) == hand.grid.viewport().width()
    table.resize(1000, 700)
    assert sum(hand.grid.columnWidth(c) for c in USUAL) == hand.grid.viewport().width()


def test_the_chooser_opens_by_key_and_shows_and_hides_columns(
    table: OutputTable, hand: Hand
) -> None:
    hand.key(Key.Key_K, Ctrl | Qt.KeyboardModifier.ShiftModifier)
    menu = menu_of(table)
    actions = {action.text(): action for action in menu.actions()}
    assert actions["Owner"].isChecked()
    assert not actions["Due"].isChecked()
    assert not actions[heading(C.OUTPUT)].isEnabled()
    actions["Due"].trigger()
    actions["Owner"].trigger()
    assert hand.grid.columns.shown == [*USUAL[:5], C.DUE, C.STATUS]
    assert hand.grid.isColumnHidden(C.OWNER)
    actions["Usual columns and widths"].trigger()
    assert hand.grid.columns.shown == USUAL
    menu.close()


def test_space_in_the_chooser_leaves_it_open(table: OutputTable, hand: Hand) -> None:
    table.choose_columns()
    menu = menu_of(table)
    due = next(action for action in menu.actions() if action.text() == "Due")
    menu.setActiveAction(due)
    QTest.keyClick(menu, Key.Key_Space)
    assert C.DUE in hand.grid.columns.shown
    assert menu.isVisible()
    menu.close()


def test_up_from_the_first_row_reaches_the_headings(hand: Hand) -> None:
    hand.at(0, C.OUTCOME).key(Key.Key_Up)
    assert hand.grid.header.hasFocus()
    assert heading_of(hand) is C.OUTCOME
    hand.key(Key.Key_Right)
    assert heading_of(hand) is C.KNOW
    hand.key(Key.Key_Left)
    hand.key(Key.Key_Left)
    hand.key(Key.Key_Return)
    assert hand.shown(0, C.OUTPUT).startswith("P2")
    hand.key(Key.Key_Down)
    assert hand.focus is hand.grid


def test_alt_arrows_on_a_heading_move_its_column(hand: Hand) -> None:
    hand.at(0, C.OWNER).key(Key.Key_Up)
    hand.key(Key.Key_Left, Alt)
    assert hand.grid.columns.shown[4:6] == [C.OWNER, C.CONFIDENCE]
    for _ in range(9):
        hand.key(Key.Key_Left, Alt)
    assert hand.grid.columns.shown[0] is C.OWNER


def test_tab_walks_the_columns_as_they_stand(hand: Hand) -> None:
    hand.grid.columns.move(C.OWNER, -1)
    hand.at(0, C.ASSUMPTION).key(Key.Key_Tab)
    assert hand.place == (0, C.OWNER)


def test_ctrl_arrows_on_a_heading_change_its_width_and_the_others_share(hand: Hand) -> None:
    before = hand.grid.columnWidth(C.OWNER)
    hand.at(0, C.OWNER).key(Key.Key_Up)
    hand.key(Key.Key_Right, Ctrl)
    assert hand.grid.columnWidth(C.OWNER) == before + 16
    assert sum(hand.grid.columnWidth(c) for c in USUAL) == hand.grid.viewport().width()
    hand.table.resize(1400, 700)
    assert hand.grid.columnWidth(C.OWNER) == before + 16


def test_the_menu_of_a_heading_sorts_by_it(table: OutputTable, hand: Hand) -> None:
    hand.at(0, C.OUTPUT).key(Key.Key_Up)
    hand.key(Key.Key_F2)
    menu = menu_of(table)
    says = {action.text().split("\t")[0]: action for action in menu.actions()}
    says["Sort descending"].trigger()
    assert hand.shown(0, C.OUTPUT).startswith("P1")
    assert hand.shown(2, C.OUTPUT).startswith("P2")
    says["The rows’ own order"].trigger()
    assert hand.shown(1, C.OUTPUT).startswith("P2")
    menu.close()


def test_columns_come_back_with_the_document(
    qtbot: QtBot, hand: Hand, session: MemorySession, look: Look
) -> None:
    hand.grid.columns.toggle(C.HYPOTHESIS)
    hand.grid.columns.toggle(C.KNOW)
    hand.grid.columns.move(C.STATUS, -1)
    hand.grid.columns.widen(C.OUTCOME, 40)
    wide = hand.grid.columnWidth(C.OUTCOME)
    hand.table.commit_pending()
    again = OutputTable(Document(session), look, today=lambda: TODAY)
    qtbot.addWidget(again)
    again.resize(1200, 700)
    again.show()
    assert again.grid.columns.shown == hand.grid.columns.shown
    assert again.grid.columnWidth(C.OUTCOME) == wide


def test_a_dragged_edge_is_a_chosen_width(hand: Hand) -> None:
    hand.grid.header.resizeSection(C.OUTCOME, 333)
    QTest.mouseRelease(hand.grid.header.viewport(), Qt.MouseButton.LeftButton)
    assert hand.grid.columns.widths == {C.OUTCOME: 333}
    assert sum(hand.grid.columnWidth(c) for c in USUAL) == hand.grid.viewport().width()


@pytest.mark.parametrize("width", [500, 800])
def test_in_a_narrow_window_columns_keep_their_least_width(
    table: OutputTable, hand: Hand, width: int
) -> None:
    table.resize(width, 700)
    assert all(hand.grid.columnWidth(column) >= 84 for column in USUAL)
    assert hand.grid.horizontalScrollBar().maximum() > 0
