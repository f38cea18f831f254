"""What the table shows: rows, gaps, heights, the summary, and following the document."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QTableView, QToolTip
from pytestqt.qtbot import QtBot

from tests.widgets.memory import MemorySession, board_from
from tests.widgets.table.hand import TODAY, Hand
from widgets.document import Document
from widgets.look.blocks import TEXT, advance, cut, height
from widgets.look.look import Look, Scheme, look_for
from widgets.table.faces import PAD_X, Ink, face_of
from widgets.table.rows import Column, row_of
from widgets.table.summary import Tally
from widgets.table.table import OutputTable
from workshop.board import Board
from workshop.commands.cards import add_card, delete_card, edit_card
from workshop.commands.details import add_detail
from workshop.commands.outputs import add_output, delete_output, edit_output, move_output
from workshop.details import Metric
from workshop.vocabulary import Kind, Status

LONG = "A text that is much longer than a cell is wide and wraps to several lines. " * 3


def ink_of(board: Board, row: int, column: Column) -> Ink:
    return face_of(row_of(board, board.rows[row], TODAY), column, 300).pieces[0].ink


def test_a_row_says_where_its_output_comes_from_and_what_it_changes(hand: Hand) -> None:
    assert hand.shown(0, Column.OUTPUT) == "P1 Reminders from solution S1 “Remind after a day”"
    assert hand.shown(1, Column.OUTCOME) == "G2 More jobs are filled, G3 Employers renew"
    assert hand.shown(0, Column.ASSUMPTION) == "Late answers hurt"
    assert hand.shown(2, Column.STATUS) == "Planned"


def test_an_output_without_an_outcome_is_asked_for_one(hand: Hand, document: Document) -> None:
    assert hand.shown(2, Column.OUTCOME) == "No outcome yet. What should change because of it?"
    assert ink_of(document.board, 2, Column.OUTCOME) is Ink.ATTENTION


def test_a_dropped_output_is_asked_nothing(hand: Hand, document: Document) -> None:
    document.run(edit_output, document.board.rows[2], status=Status.DROPPED)
    assert hand.shown(2, Column.OUTCOME) == ""
    assert ink_of(document.board, 2, Column.OUTCOME) is Ink.FAINT


def test_several_links_say_which_outcome_each_assumption_is_about() -> None:
    board = board_from(
        """\
{"do": "add_card", "kind": "outcome", "text": "One"}
{"do": "add_card", "kind": "outcome", "text": "Two"}
{"do": "add_output", "text": "Guide"}
{"do": "link", "output": "P1", "outcome": "G1", "assumption": "First"}
{"do": "link", "output": "P1", "outcome": "G2", "assumption": "Second"}
"""
    )
    face = face_of(row_of(board, board.rows[0], TODAY), Column.ASSUMPTION, 300)
    said = [piece.text for piece in face.pieces]
    assert said[::2] == ["First", "Second"]
    assert said[1].endswith("about G1")
    assert said[3].endswith("about G2")


def test_rows_are_as_high_as_their_text(hand: Hand, document: Document) -> None:
    before = hand.grid.rowHeight(2)
    document.run(edit_output, document.board.rows[2], text=LONG)
    tall = hand.grid.rowHeight(2)
    assert tall > before + 2 * 18
    document.run(edit_output, document.board.rows[2], text="Short")
    assert hand.grid.rowHeight(2) == before


def test_a_narrower_table_wraps_again(hand: Hand, document: Document, table: OutputTable) -> None:
    document.run(edit_output, document.board.rows[2], text=LONG)
    wide = hand.grid.rowHeight(2)
    table.resize(800, 700)
    assert hand.grid.rowHeight(2) > wide


def test_the_row_grows_while_its_text_is_typed(hand: Hand) -> None:
    before = hand.grid.rowHeight(2)
    hand.at(2, Column.OUTPUT).type(LONG)
    assert hand.grid.rowHeight(2) > before
    hand.key(Qt.Key.Key_Escape)
    assert hand.grid.rowHeight(2) == before


def test_the_frame_is_as_high_as_its_rows(hand: Hand) -> None:
    assert hand.grid.verticalScrollBar().maximum() == 0
    assert 0 <= hand.grid.height() - hand.grid.whole_height() <= 2


@pytest.fixture
def long_table(qtbot: QtBot, look: Look) -> OutputTable:
    """Three hundred outputs whose text wraps."""
    session = MemorySession()
    for _ in range(300):
        session.run(add_output, text=LONG)
    table = OutputTable(Document(session), look)
    qtbot.addWidget(table)
    table.resize(1000, 700)
    with qtbot.waitExposed(table):
        table.show()
    return table


def test_of_many_rows_only_those_that_come_into_sight_are_measured(
    qtbot: QtBot, long_table: OutputTable
) -> None:
    grid = long_table.grid
    tall = grid.rowHeight(0)
    assert tall > 62
    assert grid.rowHeight(299) == 62
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    assert grid.rowHeight(299) == tall
    assert grid.rowHeight(150) == 62


def test_going_to_a_row_far_away_brings_all_of_it_into_sight(long_table: OutputTable) -> None:
    grid = long_table.grid
    for row in (299, 0, 150):
        grid.go_to(row)
        rect = grid.visualRect(grid.currentIndex())
        assert grid.viewport().rect().contains(rect)


def test_an_arrow_that_leads_nowhere_brings_the_current_cell_into_sight(
    long_table: OutputTable,
) -> None:
    grid = long_table.grid
    grid.setFocus()
    assert grid.verticalScrollBar().value() == 0
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()))


def test_rows_measured_while_scrolling_up_do_not_push_the_others_away(
    long_table: OutputTable,
) -> None:
    grid = long_table.grid
    bar = grid.verticalScrollBar()
    grid.scrollTo(grid.model().index(150, 0), QTableView.ScrollHint.PositionAtTop)
    bar.setValue(bar.value() + 5)
    before = grid.rowViewportPosition(151)
    bar.setValue(bar.value() - 40)
    assert grid.rowHeight(149) > 62
    assert grid.rowViewportPosition(151) == before + 40


def test_a_text_of_400_words_leaves_room_for_other_rows_and_is_edited_whole(
    hand: Hand, document: Document
) -> None:
    said = " ".join(["Customers say the set-up is long"] * 67)
    document.run(add_card, kind=Kind.SOLUTION, text=said)
    solution = next(card.id for card in document.board.cards.values() if card.text == said)
    document.run(add_output, solution=solution)
    row = len(document.board.rows) - 1
    hand.table.setFocus()
    hand.at(row, Column.OUTPUT)
    assert hand.grid.rowHeight(row) < 400
    hand.key(Qt.Key.Key_F2)
    field = hand.focus
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == said


def test_where_there_is_least_room_a_row_can_still_be_read(table: OutputTable) -> None:
    table.resize(420, 10)
    QApplication.processEvents()
    table.resize(420, table.minimumSizeHint().height())
    QApplication.processEvents()
    assert table.grid.horizontalScrollBar().isVisible()
    assert table.grid.viewport().height() >= 62


def test_wrapping_again_keeps_the_first_row_in_sight(long_table: OutputTable) -> None:
    grid = long_table.grid
    grid.scrollTo(grid.model().index(150, 0), QTableView.ScrollHint.PositionAtTop)
    assert grid.rowAt(1) == 150
    tall = grid.rowHeight(150)
    long_table.resize(850, 700)
    assert grid.rowHeight(150) > tall
    assert grid.rowAt(1) == 150


def test_the_summary_counts_outputs_and_names_outcomes_without_one() -> None:
    board = board_from(
        """\
{"do": "add_card", "kind": "outcome", "text": "Grow"}
{"do": "add_card", "kind": "outcome", "text": "Renew"}
{"do": "add_output", "text": "Guide"}
{"do": "add_output", "text": "Video"}
{"do": "link", "output": "P1", "outcome": "G1"}
"""
    )
    assert Tally(board).summary(board) == (
        "2 outputs · 1 traced · 1 without an outcome · outcome G2 “Renew” has no output yet"
    )


def test_the_summary_stays_short_however_long_an_outcome_is(
    table: OutputTable, document: Document
) -> None:
    footer = next(x for x in table.findChildren(QLabel) if x.accessibleName() == "Summary")
    words = "Customers say\nthat the set-up is long and nobody knows who owns it " * 30
    document.run(add_card, kind=Kind.OUTCOME, text=words)
    assert "“Customers say that the set-up is long and nobody knows who…”" in footer.text()
    assert len(footer.text()) < 200


def test_the_summary_follows_the_document(table: OutputTable, document: Document) -> None:
    footer = next(x for x in table.findChildren(QLabel) if x.accessibleName() == "Summary")
    assert footer.text() == "3 outputs · 2 traced · 1 without an outcome"
    document.run(delete_output, document.board.rows[2])
    assert footer.text() == "2 outputs · 2 traced"


def test_undo_and_redo_of_a_deletion_bring_the_row_back_and_forth(
    hand: Hand, document: Document
) -> None:
    document.run(delete_output, document.board.rows[0])
    assert hand.shown(0, Column.OUTPUT).startswith("P2")
    document.undo()
    assert hand.shown(0, Column.OUTPUT).startswith("P1")
    document.redo()
    assert hand.grid.model().rowCount() == 3


def test_deleting_an_outcome_or_a_solution_on_the_tree_shows_in_its_rows(
    hand: Hand, document: Document
) -> None:
    document.run(delete_card, document.board.by_ref["G3"])
    assert hand.shown(1, Column.OUTCOME) == "G2 More jobs are filled"
    document.run(delete_card, document.board.by_ref["S1"])
    assert hand.shown(0, Column.OUTPUT) == "P1 Reminders"


def test_many_new_rows_at_once_are_all_shown(hand: Hand, document: Document) -> None:
    session = document.session
    for number in range(80):
        session.run(add_output, text=f"Row {number}")
    document.run(add_output, text="Last")
    assert hand.grid.model().rowCount() == 3 + 80 + 1 + 1
    assert hand.shown(83, Column.OUTPUT) == "P84 Last"


@pytest.mark.parametrize(("moved", "after"), [(0, 2), (2, None), (1, 2)])
def test_a_moved_row_takes_its_height_along(
    hand: Hand, document: Document, moved: int, after: int | None
) -> None:
    rows = document.board.rows
    document.run(edit_output, rows[moved], text=LONG)
    tall = hand.grid.rowHeight(moved)
    document.run(move_output, rows[moved], after=None if after is None else rows[after])
    place = document.board.rows.index(rows[moved])
    assert hand.grid.rowHeight(place) == tall
    assert hand.shown(place, Column.OUTPUT).count("much longer") == 3


def test_select_row_goes_to_an_output(table: OutputTable, hand: Hand, document: Document) -> None:
    table.select_row(document.board.rows[1])
    assert hand.place == (1, Column.OUTPUT)


def test_an_unlinked_chip_is_gone_and_a_changed_kind_is_not_offered(
    hand: Hand, document: Document
) -> None:
    document.run(edit_card, document.board.by_ref["G1"], text="Renamed outcome")
    hand.at(2, Column.OUTCOME).type("renamed")
    hand.key(Qt.Key.Key_Return)
    assert hand.shown(2, Column.OUTCOME) == "G1 Renamed outcome"


def test_another_look_paints_in_other_colours(table: OutputTable, hand: Hand) -> None:
    place = hand.point(2, Column.OUTCOME, 200, 3)
    light = hand.grid.viewport().grab().toImage().pixelColor(place)
    table.set_look(look_for(Scheme.DARK))
    dark = hand.grid.viewport().grab().toImage().pixelColor(place)
    assert light.lightness() > 200
    assert dark.lightness() < 100


def test_the_cross_shows_only_under_the_mouse(qtbot: QtBot, hand: Hand, document: Document) -> None:
    row = row_of(document.board, document.board.rows[0], TODAY)
    chip = face_of(row, Column.OUTCOME, hand.grid.columnWidth(Column.OUTCOME)).chips[0]
    middle = hand.point(0, Column.OUTCOME, 0, 0) + chip.cross.center()
    viewport = hand.grid.viewport()

    def ink() -> int:
        return viewport.grab().toImage().pixelColor(middle + QPoint(1, 1)).lightness()

    before = ink()
    QTest.mouseMove(viewport, middle - QPoint(30, 0))
    qtbot.waitUntil(lambda: ink() < before - 40)


def test_a_screen_reader_finds_every_cell_with_its_words(hand: Hand) -> None:
    grid = QAccessible.queryAccessibleInterface(hand.grid)
    found = [grid.child(number) for number in range(grid.childCount())]
    said = [(each.role(), each.text(QAccessible.Text.Name)) for each in found]
    for words in ("P1 Reminders from solution S1 “Remind after a day”", "Amara Okafor"):
        assert (QAccessible.Role.Cell, words) in said
    assert (QAccessible.Role.Cell, "No outcome yet. What should change because of it?") in said
    assert (QAccessible.Role.ColumnHeader, "We assume") in said
    assert (QAccessible.Role.RowHeader, "P2") in said


def test_everything_has_an_accessible_name(table: OutputTable, hand: Hand) -> None:
    assert hand.grid.accessibleName()
    assert table.accessibleName()
    headers = [hand.grid.model().headerData(c, Qt.Orientation.Horizontal) for c in Column]
    assert headers[0] == "Output: what we make"
    assert all(headers)


def test_a_long_outcome_keeps_to_a_few_lines_and_the_mouse_tells_all(
    hand: Hand, document: Document
) -> None:
    board = document.board
    outcome = board.contributions_of(board.rows[0])[0].outcome
    words = " ".join(f"word{number} 🎯" for number in range(400)) + " <end>"
    document.run(edit_card, outcome, text=words)
    face = hand.grid.delegate.face(0, Column.OUTCOME, hand.grid.columnWidth(Column.OUTCOME))
    said = face.pieces[1]
    assert said.rect.height() == 4 * TEXT.leading
    assert height(said.text, TEXT, said.rect.width()) == said.rect.height()
    assert said.text.endswith("…")
    assert words.startswith(said.text.removesuffix("…"))
    place = hand.point(0, Column.OUTCOME, 0, 0) + said.rect.center()
    viewport = hand.grid.viewport()
    asked = QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, asked)
    assert "word399 🎯 &lt;end&gt;" in QToolTip.text()
    QToolTip.hideText()


@pytest.mark.parametrize("text", ["", "one", "a\nb\nc\nd\ne", "w" * 900, "🎯" * 300, "a\n" * 40])
def test_a_cut_text_fits_its_lines(qapp: QApplication, text: str) -> None:
    shown = cut(text, TEXT, 90, 4)
    assert height(shown, TEXT, 90) <= 4 * TEXT.leading
    assert (shown == text) is (height(text, TEXT, 90) <= 4 * TEXT.leading)


def test_a_value_never_breaks_inside(document: Document) -> None:
    board = document.board
    outcome = board.contributions_of(board.rows[0])[0].outcome
    fields: dict[str, object] = {"name": "Revenue", "unit": "M€", "unit_kind": "money"}
    fields |= {"baseline": 14.9, "target": 16.2}
    document.run(add_detail, Metric, outcome, fields)
    row = row_of(document.board, document.board.rows[0], TODAY)
    whole = next(known.says for known in row.known if "14.9" in known.says)
    for width in range(80, 240, 5):
        says = [piece.text for piece in face_of(row, Column.KNOW, width).pieces]
        words = next(each for each in says if "14.9" in each)
        assert words.replace("\u00a0", " ") == whole.replace("\u00a0", " ")
        inner = max(40, width - 2 * PAD_X)
        if all(advance(part, TEXT) <= inner for part in ("M€\u00a014.9", "→\u00a0M€\u00a016.2")):
            assert all(advance(part, TEXT) <= inner for part in words.split(" ")[1:])
