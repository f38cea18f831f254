"""Sorting, filtering and grouping: view state that leaves the stored order alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.widgets.memory import MemorySession
from tests.widgets.table.hand import TODAY, Hand
from widgets.document import Document
from widgets.look.look import Look
from widgets.table.model import OutputModel
from widgets.table.rows import Column
from widgets.table.table import OutputTable
from workshop.commands.outputs import add_output, delete_output, edit_output, link_output
from workshop.vocabulary import Status

C, Key = Column, Qt.Key
Alt = Qt.KeyboardModifier.AltModifier
CtrlShift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def lines(hand: Hand) -> list[str]:
    """First words of every line but the new row."""
    count = hand.grid.model().rowCount() - 1
    return [hand.shown(row, C.OUTPUT).split(" from ")[0] for row in range(count)]


def button(table: OutputTable, words: str) -> QPushButton:
    return next(each for each in table.findChildren(QPushButton) if each.text() == words)


def combo(table: OutputTable, name: str) -> QComboBox:
    return next(c for c in table.findChildren(QComboBox) if c.accessibleName() == name)


def test_a_key_sorts_up_down_and_back_to_the_stored_order(hand: Hand, document: Document) -> None:
    hand.at(0, C.OUTPUT)
    hand.key(Key.Key_O, CtrlShift)
    assert lines(hand) == ["P2 Checklist", "P3 Newsletter", "P1 Reminders"]
    hand.key(Key.Key_O, CtrlShift)
    assert lines(hand) == ["P1 Reminders", "P3 Newsletter", "P2 Checklist"]
    hand.key(Key.Key_O, CtrlShift)
    assert lines(hand) == ["P1 Reminders", "P2 Checklist", "P3 Newsletter"]
    assert [o.ref for o in document.board.table_rows()] == ["P1", "P2", "P3"]


def test_a_click_on_a_heading_sorts_and_empty_cells_stand_last_both_ways(
    qtbot: QtBot, hand: Hand
) -> None:
    header = hand.grid.header
    middle = header.sectionViewportPosition(C.OWNER) + header.sectionSize(C.OWNER) // 2
    place = header.viewport().rect().center()
    place.setX(middle)
    for expected in (["P1", "P2", "P3"], ["P2", "P1", "P3"], ["P1", "P2", "P3"]):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert [line.split()[0] for line in lines(hand)] == expected


def test_sorting_stays_on_the_output_people_were_on(hand: Hand) -> None:
    hand.at(0, C.OWNER)
    hand.table.sort(C.OUTPUT)
    assert hand.place == (2, C.OWNER)


def test_an_edit_moves_no_row_until_people_arrange_again(
    hand: Hand, document: Document, table: OutputTable
) -> None:
    table.sort(C.OUTPUT)
    again = button(table, "Arrange again")
    assert not again.isVisible()
    document.run(edit_output, document.board.by_ref["P2"], text="Zebra")
    assert lines(hand) == ["P2 Zebra", "P3 Newsletter", "P1 Reminders"]
    assert again.isVisible()
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    assert lines(hand) == ["P3 Newsletter", "P1 Reminders", "P2 Zebra"]
    assert not again.isVisible()


def test_an_edit_of_another_column_leaves_the_arrangement_fresh(
    document: Document, table: OutputTable
) -> None:
    table.sort(C.OUTPUT)
    document.run(edit_output, document.board.by_ref["P2"], owner="Zoe")
    assert not button(table, "Arrange again").isVisible()


def test_a_row_typed_while_sorted_stays_where_it_was_typed(hand: Hand, table: OutputTable) -> None:
    table.sort(C.OUTPUT)
    hand.at(3, C.OUTPUT).type("Apple")
    hand.key(Key.Key_Return)
    assert lines(hand)[-1] == "P4 Apple"
    assert hand.place == (4, C.OUTPUT)


def test_undoing_a_deletion_brings_the_row_back_to_its_sorted_place(
    hand: Hand, document: Document, table: OutputTable
) -> None:
    table.sort(C.OUTPUT)
    document.run(delete_output, document.board.by_ref["P3"])
    assert lines(hand) == ["P2 Checklist", "P1 Reminders"]
    document.undo()
    assert lines(hand) == ["P2 Checklist", "P3 Newsletter", "P1 Reminders"]


def test_alt_arrows_say_why_they_move_nothing_while_sorted(
    hand: Hand, table: OutputTable, session: MemorySession
) -> None:
    table.sort(C.OUTPUT)
    hand.at(2, C.OUTPUT).key(Key.Key_Up, Alt)
    assert session.names == []
    assert "own order" in table.told


def test_alt_arrows_move_among_the_rows_a_filter_shows(hand: Hand, document: Document) -> None:
    document.run(edit_output, document.board.by_ref["P2"], status=Status.SHIPPED)
    hand.table.toggle_filter()
    status = combo(hand.table, "Filter by status")
    status.setFocus()
    QTest.keyClicks(status, "Pla")
    assert lines(hand) == ["P1 Reminders", "P3 Newsletter"]
    hand.grid.setFocus()
    hand.at(1, C.OUTPUT).key(Key.Key_Up, Alt)
    assert lines(hand) == ["P3 Newsletter", "P1 Reminders"]
    assert [o.ref for o in document.board.table_rows()] == ["P3", "P1", "P2"]


def test_typing_filters_by_any_word_of_a_row(qtbot: QtBot, hand: Hand, table: OutputTable) -> None:
    hand.key(Key.Key_L, CtrlShift)
    assert hand.focus.accessibleName() == "Filter by words"
    hand.type("renew")
    qtbot.waitUntil(lambda: lines(hand) == ["P2 Checklist"])
    counts = [label.text() for label in table.findChildren(QLabel)]
    assert "1 of 3" in counts
    hand.key(Key.Key_Down)
    assert hand.focus is hand.grid
    table.toggle_filter()
    assert len(lines(hand)) == 3


def test_escape_in_the_filter_shows_all_rows_again(qtbot: QtBot, hand: Hand) -> None:
    hand.key(Key.Key_L, CtrlShift)
    hand.type("zebra")
    qtbot.waitUntil(lambda: lines(hand) == [])
    hand.key(Key.Key_Escape)
    assert len(lines(hand)) == 3
    assert hand.focus is hand.grid


def test_owner_status_and_gaps_filter_together(
    hand: Hand, table: OutputTable, document: Document
) -> None:
    document.run(edit_output, document.board.by_ref["P2"], status=Status.SHIPPED)
    table.toggle_filter()
    owner, status = combo(table, "Filter by owner"), combo(table, "Filter by status")
    status.setFocus()
    QTest.keyClicks(status, "Shi")
    QTest.keyClick(status, Key.Key_Return)
    assert lines(hand) == ["P2 Checklist"]
    owner.setFocus()
    QTest.keyClicks(owner, "Amara")
    assert lines(hand) == []
    QTest.keyClick(owner, Key.Key_Home)
    QTest.keyClick(status, Key.Key_Home)
    QTest.mouseClick(button(table, "Gaps only"), Qt.MouseButton.LeftButton)
    assert lines(hand) == ["P3 Newsletter"]


def test_an_edited_row_stays_in_sight_though_the_filter_no_longer_fits(
    hand: Hand, table: OutputTable, document: Document
) -> None:
    table.toggle_filter()
    QTest.mouseClick(button(table, "Gaps only"), Qt.MouseButton.LeftButton)
    board = document.board
    document.run(link_output, board.by_ref["P3"], board.by_ref["G1"])
    assert lines(hand) == ["P3 Newsletter"]
    table.arrange_again()
    assert lines(hand) == []


def test_an_output_with_two_outcomes_stands_in_both_groups(hand: Hand) -> None:
    hand.key(Key.Key_B, CtrlShift)
    assert lines(hand) == [
        "G2 More jobs are filled 2 outputs",
        "P1 Reminders",
        "P2 Checklist",
        "G3 Employers renew 1 output",
        "P2 Checklist",
        "No outcome 1 output",
        "P3 Newsletter",
    ]


def test_both_rows_of_one_output_follow_its_change(hand: Hand, document: Document) -> None:
    hand.table.group_next()
    document.run(edit_output, document.board.by_ref["P2"], text="List")
    assert lines(hand).count("P2 List") == 2


def test_owners_and_statuses_are_groups_too(hand: Hand, document: Document) -> None:
    document.run(edit_output, document.board.by_ref["P2"], status=Status.SHIPPED)
    hand.table.group_next()
    hand.table.group_next()
    assert [line for line in lines(hand) if "output" in line] == [
        "Amara Okafor 1 output",
        "Mirela Dinu 1 output",
        "No owner 1 output",
    ]
    hand.table.group_next()
    assert [line for line in lines(hand) if "output" in line] == [
        "Planned 2 outputs",
        "Shipped 1 output",
    ]
    hand.table.group_next()
    assert len(lines(hand)) == 3


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return])
def test_a_key_folds_a_group_and_opens_it_again(hand: Hand, key: Qt.Key) -> None:
    hand.table.group_next()
    hand.at(0, C.OUTPUT).key(key)
    assert lines(hand)[:2] == ["G2 More jobs are filled 2 outputs", "G3 Employers renew 1 output"]
    assert hand.place == (0, C.OUTPUT)
    hand.key(key)
    assert lines(hand)[1] == "P1 Reminders"


def test_a_click_folds_a_group(hand: Hand) -> None:
    hand.table.group_next()
    place = hand.point(3, C.OUTPUT, 40, 12)
    QTest.mouseClick(hand.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert lines(hand)[3:5] == ["G3 Employers renew 1 output", "No outcome 1 output"]


def test_deleting_the_last_row_of_a_group_takes_its_heading_away(
    hand: Hand, document: Document
) -> None:
    hand.table.group_next()
    document.run(delete_output, document.board.by_ref["P3"])
    assert lines(hand)[-1] == "P2 Checklist"
    document.undo()
    assert lines(hand)[-2:] == ["No outcome 1 output", "P3 Newsletter"]


def test_going_to_a_row_that_is_hidden_shows_it(
    hand: Hand, table: OutputTable, document: Document
) -> None:
    table.toggle_filter()
    QTest.mouseClick(button(table, "Gaps only"), Qt.MouseButton.LeftButton)
    table.select_row(document.board.by_ref["P1"])
    assert hand.place == (0, C.OUTPUT)
    assert lines(hand)[0] == "P1 Reminders"


def test_rows_from_elsewhere_show_while_a_filter_is_on(
    hand: Hand, table: OutputTable, document: Document
) -> None:
    table.toggle_filter()
    QTest.mouseClick(button(table, "Gaps only"), Qt.MouseButton.LeftButton)
    document.run(add_output, text="Made elsewhere", status=Status.DROPPED)
    assert lines(hand) == ["P3 Newsletter", "P4 Made elsewhere"]


def test_the_arrangement_comes_back_with_the_document(
    qtbot: QtBot, table: OutputTable, session: MemorySession, look: Look
) -> None:
    table.sort(C.OWNER)
    table.group_next()
    table.toggle_filter()
    QTest.mouseClick(button(table, "Gaps only"), Qt.MouseButton.LeftButton)
    table.commit_pending()
    again = OutputTable(Document(session), look, today=lambda: TODAY)
    qtbot.addWidget(again)
    again.show()
    QApplication.processEvents()
    assert lines(Hand(again)) == ["No outcome 1 output", "P3 Newsletter"]
    assert button(again, "Gaps only").isChecked()
    assert again.grid.header.sortIndicatorSection() == C.OWNER


def test_view_state_of_another_program_is_ignored(
    qtbot: QtBot, session: MemorySession, look: Look
) -> None:
    session.set_view_state("table", {"shown": ["nothing", "owner"], "arrangement": {}})
    table = OutputTable(Document(session), look, today=lambda: TODAY)
    qtbot.addWidget(table)
    assert table.grid.columns.shown == [C.OUTPUT, C.OWNER]
    session.set_view_state("table", ["what"])
    other = OutputTable(Document(session), look, today=lambda: TODAY)
    qtbot.addWidget(other)
    assert len(other.grid.columns.shown) == 7


def many(document: Document) -> list[str]:
    """Outputs of different heights whose status changes from one to the next."""
    for number in range(40):
        document.run(add_output, text=f"Output {number} " + "word " * (number % 30))
        if number % 2:
            document.run(edit_output, document.board.rows[-1], status=Status.SHIPPED)
    return list(document.board.rows)


def test_grouping_leaves_the_row_people_are_on_where_it_is(hand: Hand, document: Document) -> None:
    grid, outputs = hand.grid, many(document)
    hand.table.select_row(outputs[20])
    bar = grid.verticalScrollBar()
    bar.setValue(bar.value() + grid.visualRect(grid.currentIndex()).top() - 150)
    before = grid.visualRect(grid.currentIndex()).top()
    for _ in range(4):
        hand.table.group_next()
        assert grid.visualRect(grid.currentIndex()).top() == before
    assert hand.table.chosen == (outputs[20],)


def test_grouping_leaves_the_top_row_where_no_row_is_current(
    hand: Hand, document: Document
) -> None:
    grid, outputs = hand.grid, many(document)
    model = grid.model()
    assert isinstance(model, OutputModel)
    grid.stand_on(model.index(model.new_row, C.OUTPUT))
    bar = grid.verticalScrollBar()
    grid.scrollTo(model.index(model.rowCount() - 1, C.OUTPUT))
    bar.setValue(bar.value() + grid.rowViewportPosition(20) + 5)
    top = grid.rowAt(0)
    before, output = grid.rowViewportPosition(top), model.output_at(top)
    assert output in outputs
    hand.table.group_next()
    hand.table.group_next()
    hand.table.group_next()
    row = model.place_of(output)
    assert row is not None
    assert grid.rowViewportPosition(row) == before
