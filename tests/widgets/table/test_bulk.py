"""Many cells at once: copy and paste with spreadsheets, filling down, clearing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.widgets.memory import MemorySession
from tests.widgets.table.hand import Hand
from widgets.document import Document
from widgets.table.bulk import table_from, table_text
from widgets.table.rows import Column
from widgets.table.table import OutputTable
from workshop.records import MAX_TEXT
from workshop.steps import StepName
from workshop.vocabulary import Status

C, Key = Column, Qt.Key
Ctrl, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NEW = 3


def put(words: str) -> None:
    QGuiApplication.clipboard().setText(words)


def got() -> str:
    return QGuiApplication.clipboard().text()


def texts(document: Document) -> list[str]:
    return [output.text for output in document.board.table_rows()]


def test_copied_cells_are_a_table_for_spreadsheets(hand: Hand) -> None:
    hand.choose((0, C.OWNER), (1, C.STATUS)).key(Key.Key_C, Ctrl)
    assert got() == "Amara Okafor\tPlanned\r\nMirela Dinu\tPlanned\r\n"


def test_shift_and_arrows_choose_a_block(hand: Hand) -> None:
    hand.at(0, C.OWNER).key(Key.Key_Down, Shift)
    hand.key(Key.Key_Right, Shift)
    hand.key(Key.Key_C, Ctrl)
    assert got().splitlines() == ["Amara Okafor\tPlanned", "Mirela Dinu\tPlanned"]


@pytest.mark.parametrize(
    "rows",
    [
        [["plain", "with\ttab"], ["with\nline", 'with "quotes"']],
        [['"', '""'], ["", " space "]],
        [["emoji 😀", "عربي"], ["=1+1", "end"]],
    ],
)
def test_a_table_read_back_is_the_one_that_was_written(rows: list[list[str]]) -> None:
    assert table_from(table_text(rows)) == rows


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("one\ntwo\n", [["one"], ["two"]]),
        ("one\r\ntwo", [["one"], ["two"]]),
        ("one\rtwo", [["one"], ["two"]]),
        ('"so" she said\tb', [['"so" she said', "b"]]),
        ('5" screen\t"open', [['5" screen', '"open']]),
        ('"two\nlines"\tb', [["two\nlines", "b"]]),
        ("\n\n", []),
        ("x" * 200_000, [["x" * 200_000]]),
    ],
)
def test_what_other_programs_copy_is_read(words: str, rows: list[list[str]]) -> None:
    assert table_from(words) == rows


def test_a_pasted_block_is_written_from_the_current_cell_on(
    hand: Hand, document: Document, session: MemorySession
) -> None:
    put("Zoe\tshipped\nYan\tin progress\n")
    hand.at(1, C.OWNER).key(Key.Key_V, Ctrl)
    shown = [(output.owner, output.status) for output in document.board.table_rows()][1:]
    assert shown == [("Zoe", Status.SHIPPED), ("Yan", Status.IN_PROGRESS)]
    assert session.names == [StepName.EDIT_OUTPUT]


def test_pasted_rows_below_the_last_one_are_added_in_one_undo(
    hand: Hand, document: Document
) -> None:
    put("One\tG2\nTwo\tMore jobs are filled\nThree\n")
    hand.at(2, C.OUTPUT).key(Key.Key_V, Ctrl)
    assert texts(document) == ["Reminders", "Checklist", "One", "Two", "Three"]
    assert hand.shown(3, C.OUTCOME) == "G2 More jobs are filled"
    document.undo()
    assert texts(document) == ["Reminders", "Checklist", "Newsletter"]


def test_a_pasted_list_of_lines_becomes_rows(hand: Hand, document: Document) -> None:
    put("Guide\nVideo")
    hand.at(NEW, C.OUTPUT).key(Key.Key_V, Ctrl)
    assert texts(document)[NEW:] == ["Guide", "Video"]


def test_values_nobody_can_read_are_told_and_the_rest_is_written(
    hand: Hand, document: Document, table: OutputTable
) -> None:
    put("Zoe\tsoon\nYan\tshipped")
    hand.at(0, C.OWNER).key(Key.Key_V, Ctrl)
    owners = [output.owner for output in document.board.table_rows()]
    assert owners == ["Zoe", "Yan", ""]
    assert document.board.outputs[document.board.rows[1]].status is Status.SHIPPED
    assert table.told == "“soon” is no value for the column Status; everything else is written."


def test_a_refused_paste_does_not_say_that_the_rest_is_written(
    hand: Hand, document: Document, table: OutputTable
) -> None:
    before = document.board
    put(f"{'x' * (MAX_TEXT + 1)}\tG9")
    hand.at(0, C.OUTPUT).key(Key.Key_V, Ctrl)
    assert document.board is before
    assert table.told == ""


def test_every_pasted_outcome_is_linked_and_an_unknown_one_is_named(
    hand: Hand, document: Document, table: OutputTable
) -> None:
    put("G2; G3, G9")
    hand.at(2, C.OUTCOME).key(Key.Key_V, Ctrl)
    board = document.board
    links = board.contributions_of(board.rows[2])
    assert [board.cards[link.outcome].ref for link in links] == ["G2", "G3"]
    assert table.told.startswith("“G9” is no value for the column Outcome")


def test_what_was_told_goes_with_the_next_change(
    hand: Hand, document: Document, table: OutputTable
) -> None:
    put("soon")
    hand.at(0, C.STATUS).key(Key.Key_V, Ctrl)
    assert table.told
    document.undo()
    hand.at(0, C.STATUS).type("s")
    hand.key(Key.Key_Return)
    assert table.told == ""


def test_one_value_fills_all_chosen_cells(hand: Hand, document: Document) -> None:
    put("Zoe")
    hand.choose((0, C.OWNER), (2, C.OWNER)).key(Key.Key_V, Ctrl)
    assert [output.owner for output in document.board.table_rows()] == ["Zoe"] * 3


def test_pasting_nothing_says_so(hand: Hand, table: OutputTable, session: MemorySession) -> None:
    put("")
    hand.at(0, C.OUTPUT).key(Key.Key_V, Ctrl)
    assert session.names == []
    assert table.told == "There is nothing to paste."
    hand.key(Key.Key_C, Ctrl)
    assert table.told == ""
    put("")
    hand.key(Key.Key_V, Ctrl)
    assert table.told == "There is nothing to paste."
    table.hide()
    table.show()
    assert table.told == ""


def test_a_copied_row_pasted_into_the_new_row_is_its_twin(hand: Hand, document: Document) -> None:
    hand.choose((1, C.OUTPUT), (1, C.STATUS)).key(Key.Key_C, Ctrl)
    hand.at(NEW, C.OUTPUT).key(Key.Key_V, Ctrl)
    for column in (C.OUTCOME, C.OWNER, C.STATUS):
        assert hand.shown(NEW, column) == hand.shown(1, column)
    assert texts(document)[NEW] == "Checklist"


def test_fill_down_writes_the_first_cell_into_those_below(
    hand: Hand, document: Document, session: MemorySession
) -> None:
    hand.at(0, C.OWNER).type("Zoe")
    hand.key(Key.Key_Return)
    hand.choose((0, C.OWNER), (2, C.STATUS)).key(Key.Key_D, Ctrl)
    assert [output.owner for output in document.board.table_rows()] == ["Zoe"] * 3
    assert session.names[1:] == [StepName.EDIT_OUTPUT]


def test_filling_down_links_the_same_outcomes(hand: Hand) -> None:
    hand.choose((1, C.OUTCOME), (2, C.OUTCOME)).key(Key.Key_D, Ctrl)
    assert hand.shown(2, C.OUTCOME) == hand.shown(1, C.OUTCOME)


def test_fill_down_of_one_cell_says_what_is_missing(
    hand: Hand, table: OutputTable, session: MemorySession
) -> None:
    hand.at(0, C.OWNER).key(Key.Key_D, Ctrl)
    assert session.names == []
    assert "Shift+Down" in table.told


def test_delete_clears_all_chosen_cells_in_one_undo(hand: Hand, document: Document) -> None:
    hand.choose((0, C.OUTCOME), (1, C.OWNER)).key(Key.Key_Delete)
    assert [o.owner for o in document.board.table_rows()] == ["", "", ""]
    assert not document.board.links
    document.undo()
    assert [o.owner for o in document.board.table_rows()] == ["Amara Okafor", "Mirela Dinu", ""]
    assert len(document.board.links) == 3


def test_delete_on_several_outputs_deletes_their_rows_in_one_undo(
    hand: Hand, document: Document
) -> None:
    hand.choose((0, C.OUTPUT), (1, C.OUTPUT)).key(Key.Key_Delete)
    assert texts(document) == ["Newsletter"]
    document.undo()
    assert len(document.board.rows) == 3


def test_cut_copies_and_clears(hand: Hand, document: Document) -> None:
    hand.choose((0, C.OWNER), (1, C.OWNER)).key(Key.Key_X, Ctrl)
    assert got().split() == ["Amara", "Okafor", "Mirela", "Dinu"]
    assert [o.owner for o in document.board.table_rows()] == ["", "", ""]


def test_pasting_skips_headings_of_groups(hand: Hand, document: Document) -> None:
    hand.table.group_next()
    put("A\nB\nC\nD")
    hand.at(0, C.OUTPUT).key(Key.Key_V, Ctrl)
    # P2 stands in two groups: the later value counts.
    assert texts(document) == ["A", "C", "D"]


def click_paste(table: OutputTable) -> None:
    named = (b for b in table.findChildren(QPushButton) if b.text() == "Paste from spreadsheet")
    QTest.mouseClick(next(named), Qt.MouseButton.LeftButton)


def test_the_button_adds_rows_and_overwrites_none(
    hand: Hand, document: Document, table: OutputTable
) -> None:
    hand.at(0, C.OWNER)
    put("Guide\tG2\nVideo\n")
    click_paste(table)
    assert texts(document) == ["Reminders", "Checklist", "Newsletter", "Guide", "Video"]
    assert hand.shown(3, C.OUTCOME) == "G2 More jobs are filled"
    document.undo()
    assert len(document.board.rows) == 3


def test_the_first_row_may_name_the_columns(
    hand: Hand, document: Document, table: OutputTable
) -> None:
    put("Owner\toutput\tStatus\nZoe\tGuide\tshipped\n")
    click_paste(table)
    added = document.board.outputs[document.board.rows[-1]]
    assert (added.text, added.owner, added.status) == ("Guide", "Zoe", Status.SHIPPED)
    assert len(document.board.rows) == 4


def test_rows_are_added_as_columns_stand_by_default_whatever_is_shown(
    hand: Hand, document: Document, table: OutputTable
) -> None:
    hand.grid.columns.toggle(C.OUTCOME)
    put("Guide\tG3")
    click_paste(table)
    assert len(document.board.contributions_of(document.board.rows[-1])) == 1


def test_facts_are_written_read_and_refused_in_their_cells(
    hand: Hand, document: Document, table: OutputTable
) -> None:
    for column in (C.PLANNED, C.DUE, C.DELIVERABLE):
        hand.grid.columns.toggle(column)
    hand.at(0, C.DELIVERABLE).type("Screens")
    hand.key(Key.Key_Tab)
    hand.type("1,200")
    hand.key(Key.Key_Tab)
    hand.type("31 Mar")
    hand.key(Key.Key_Return)
    assert [hand.shown(0, c) for c in (C.DELIVERABLE, C.PLANNED, C.DUE)] == [
        "Screens",
        "1200",
        "31 Mar 2027",
    ]
    hand.at(0, C.DUE).type("soonish")
    hand.key(Key.Key_Return)
    assert table.told == "“soonish” is no value for the column Due."
    assert hand.focus is not hand.grid
    hand.key(Key.Key_Escape)
    assert hand.shown(0, C.DUE) == "31 Mar 2027"


def test_a_confidence_is_chosen_by_its_first_letter(hand: Hand, document: Document) -> None:
    hand.at(0, C.CONFIDENCE).type("h")
    hand.key(Key.Key_Return)
    assert hand.shown(0, C.CONFIDENCE) == "High"
    hand.at(0, C.CONFIDENCE).key(Key.Key_Delete)
    assert hand.shown(0, C.CONFIDENCE) == ""


def test_of_several_links_each_has_its_own_confidence(hand: Hand) -> None:
    hand.at(1, C.CONFIDENCE).type("g3 low")
    hand.key(Key.Key_Return)
    hand.at(1, C.CONFIDENCE).type("g2 med")
    hand.key(Key.Key_Return)
    assert hand.shown(1, C.CONFIDENCE) == "G2: Medium\nG3: Low"


def test_leaving_a_confidence_unchosen_changes_nothing(hand: Hand, session: MemorySession) -> None:
    for row in (0, 1):
        hand.at(row, C.CONFIDENCE).key(Key.Key_Return)
        hand.key(Key.Key_Tab)
        hand.key(Key.Key_Escape)
    assert session.names == []
