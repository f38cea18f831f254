"""Outcomes, assumptions, owner and status of a row, by keyboard and mouse."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.widgets.memory import MemorySession
from tests.widgets.table.hand import TODAY, Hand
from widgets.document import Document
from widgets.table.faces import face_of
from widgets.table.pickers import PickLine
from widgets.table.rows import Column, row_of
from widgets.writing import CellText
from workshop import output_cells
from workshop.commands.cards import edit_card
from workshop.steps import StepName
from workshop.vocabulary import Status

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
Ctrl, Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def outcomes(document: Document, row: int) -> list[str]:
    board = document.board
    return [board.cards[c.outcome].ref for c in board.contributions_of(board.rows[row])]


def offered(hand: Hand) -> list[str]:
    assert isinstance(hand.focus, PickLine)
    model = hand.focus.suggestions.findChild(type(hand.focus.suggestions._model))
    assert model is not None
    return [model.item(row).text().split()[0] for row in range(model.rowCount())]


def test_typing_any_part_of_an_outcome_finds_it_and_enter_links(
    hand: Hand, document: Document
) -> None:
    hand.at(2, Column.OUTCOME).type("filled")
    assert offered(hand) == ["G2"]
    hand.key(Key.Key_Return)
    assert outcomes(document, 2) == ["G2"]


def test_a_reference_finds_its_outcome(hand: Hand, document: Document) -> None:
    hand.at(2, Column.OUTCOME).type("g3")
    hand.key(Key.Key_Return)
    assert outcomes(document, 2) == ["G3"]


def test_the_list_stays_open_for_another_outcome(hand: Hand, document: Document) -> None:
    hand.at(2, Column.OUTCOME).type("grow")
    hand.key(Key.Key_Return)
    assert offered(hand) == ["G2", "G3"]
    hand.key(Key.Key_Down)
    hand.key(Key.Key_Down)
    hand.key(Key.Key_Return)
    assert outcomes(document, 2) == ["G1", "G3"]
    hand.key(Key.Key_Return)
    assert hand.focus is hand.grid


def test_linked_outcomes_are_not_offered_again(hand: Hand) -> None:
    hand.at(1, Column.OUTCOME).key(Key.Key_Return)
    assert offered(hand) == ["G1"]


def test_what_is_linked_already_is_said(hand: Hand) -> None:
    hand.at(1, Column.OUTCOME).type("g2")
    assert isinstance(hand.focus, PickLine)
    assert hand.focus.nothing(hand.focus.text()) == "G2 is linked already."
    labels = hand.focus.suggestions.findChildren(QLabel)
    assert [label.text() for label in labels if label.isVisible()] == ["G2 is linked already."]


def test_tab_takes_the_outcome_and_goes_on_to_the_assumption(
    hand: Hand, document: Document
) -> None:
    hand.at(2, Column.OUTCOME).type("renew")
    hand.key(Key.Key_Tab)
    assert outcomes(document, 2) == ["G3"]
    assert hand.focus.accessibleName() == "What we assume about G3"


def test_words_that_fit_no_outcome_link_nothing(hand: Hand, session: MemorySession) -> None:
    hand.at(2, Column.OUTCOME).type("zebra")
    assert offered(hand) == []
    hand.key(Key.Key_Return)
    assert session.names == []


def test_words_that_fit_no_outcome_stay_and_why_is_said_in_full(hand: Hand) -> None:
    hand.at(2, Column.OUTCOME).type("zebra")
    line = hand.focus
    assert isinstance(line, PickLine)
    for key in (Key.Key_Return, Key.Key_Tab):
        hand.key(key)
        assert hand.focus is line
        assert line.text() == "zebra"
    long = "There is no outcome on the tree yet. " * 3
    line.set_choices([], long)
    said = next(each for each in line.suggestions.findChildren(QLabel) if each.text() == long)
    assert said.isVisible()
    assert said.height() >= said.heightForWidth(said.width())
    line.set_choices([], long[:37])
    assert said.width() - 16 >= said.fontMetrics().horizontalAdvance(long[:36])
    hand.key(Key.Key_Escape)
    assert hand.focus is hand.grid


def test_a_click_in_the_list_links(hand: Hand, document: Document) -> None:
    hand.at(2, Column.OUTCOME).key(Key.Key_F2)
    assert isinstance(hand.focus, PickLine)
    view = hand.focus.suggestions._list
    QTest.mouseClick(view.viewport(), Left, pos=view.visualRect(view.model().index(1, 0)).center())
    assert outcomes(document, 2) == ["G2"]


def test_escape_closes_the_list_and_links_nothing(hand: Hand, session: MemorySession) -> None:
    hand.at(2, Column.OUTCOME).type("renew")
    line = hand.focus
    assert isinstance(line, PickLine)
    hand.key(Key.Key_Escape)
    assert session.names == []
    assert not line.suggestions.isVisible()
    assert hand.focus is hand.grid


def test_backspace_and_delete_take_the_last_outcome_away(hand: Hand, document: Document) -> None:
    hand.at(1, Column.OUTCOME).key(Key.Key_Backspace)
    assert outcomes(document, 1) == ["G2"]
    hand.key(Key.Key_Delete)
    assert outcomes(document, 1) == []
    assert len(document.board.rows) == 3


def test_the_cross_of_a_chip_unlinks_it(hand: Hand, document: Document) -> None:
    chip = chip_of(hand, document, 1, 0)
    QTest.mouseClick(hand.grid.viewport(), Left, pos=chip[1])
    assert outcomes(document, 1) == ["G3"]


def test_ctrl_click_and_double_click_on_a_chip_jump_to_the_outcome(
    hand: Hand, document: Document
) -> None:
    jumps: list[str] = []
    hand.grid.jump.connect(jumps.append)
    body = chip_of(hand, document, 1, 1)[0]
    QTest.mouseClick(hand.grid.viewport(), Left, Ctrl, body)
    QTest.mouseDClick(hand.grid.viewport(), Left, pos=body)
    assert jumps == [document.board.by_ref["G3"]] * 2


def test_double_click_on_the_solution_jumps_to_it(hand: Hand, document: Document) -> None:
    jumps: list[str] = []
    hand.grid.jump.connect(jumps.append)
    row = row_of(document.board, document.board.rows[0], TODAY)
    face = face_of(row, Column.OUTPUT, hand.grid.columnWidth(Column.OUTPUT))
    origin = next(piece.rect for piece in face.pieces if piece.target)
    place = hand.point(0, Column.OUTPUT, 0, 0) + origin.center()
    QTest.mouseDClick(hand.grid.viewport(), Left, pos=place)
    assert jumps == [document.board.by_ref["S1"]]


def test_details_open_by_key_and_by_a_double_click_on_the_reference(
    hand: Hand, document: Document
) -> None:
    wanted: list[str] = []
    hand.table.details.connect(wanted.append)
    hand.at(1, Column.OWNER).key(Key.Key_Return, Alt)
    place = hand.point(2, Column.OUTPUT, 20, 22)
    QTest.mouseClick(hand.grid.viewport(), Left, pos=place)
    QTest.mouseDClick(hand.grid.viewport(), Left, pos=place)
    assert wanted == list(document.board.rows[1:])


def test_enter_on_a_cell_that_is_written_elsewhere_leads_to_the_details(
    hand: Hand, document: Document
) -> None:
    wanted: list[str] = []
    hand.table.details.connect(wanted.append)
    hand.at(0, Column.KNOW).key(Key.Key_Return)
    assert wanted == [document.board.rows[0]]


def test_double_click_beside_a_chip_opens_the_cell(hand: Hand) -> None:
    place = hand.point(2, Column.OUTCOME, 30, 20)
    QTest.mouseClick(hand.grid.viewport(), Left, pos=place)
    QTest.mouseDClick(hand.grid.viewport(), Left, pos=place)
    assert hand.focus.accessibleName() == "Outcomes to link"


def test_the_assumption_of_a_single_link(hand: Hand, document: Document) -> None:
    hand.at(0, Column.ASSUMPTION).type("Silence hurts")
    hand.key(Key.Key_Return)
    assert assumed(document, 0) == ["Silence hurts"]


def test_tab_visits_the_assumption_of_each_link(
    hand: Hand, document: Document, session: MemorySession
) -> None:
    hand.at(1, Column.ASSUMPTION).key(Key.Key_F2)
    hand.type(" a lot")
    hand.key(Key.Key_Tab)
    hand.type("Renewal follows")
    hand.key(Key.Key_Tab)
    assert assumed(document, 1) == ["Steps help a lot", "Renewal follows"]
    assert hand.focus.accessibleName() == "Confidence"
    assert session.names == [StepName.EDIT_OUTPUT]


def test_going_to_the_other_assumption_by_mouse_keeps_both_open(
    hand: Hand, document: Document
) -> None:
    hand.at(1, Column.ASSUMPTION).type("One")
    second = hand.grid.findChildren(CellText)[1]
    QTest.mouseClick(second.viewport(), Left)
    hand.type("Two")
    hand.key(Key.Key_Return)
    assert assumed(document, 1) == ["One", "Two"]


def test_an_output_without_a_link_has_no_assumption_to_edit(hand: Hand) -> None:
    hand.at(2, Column.ASSUMPTION).type("x")
    assert hand.focus is hand.grid


def test_an_owner_is_completed_from_people_and_known_owners(hand: Hand, document: Document) -> None:
    hand.at(2, Column.OWNER).type("joo")
    hand.key(Key.Key_Return)
    hand.at(0, Column.OWNER).type("mir")
    hand.key(Key.Key_Return)
    assert owner(document, 2) == "Joon Park"
    assert owner(document, 0) == "Mirela Dinu"


def test_an_owner_nobody_knows_can_be_typed(hand: Hand, document: Document) -> None:
    hand.at(2, Column.OWNER).type("Jo")
    hand.key(Key.Key_Backspace)
    hand.key(Key.Key_Return)
    assert owner(document, 2) == "Jo"


def test_the_arrow_keys_choose_an_owner_by_any_part(hand: Hand, document: Document) -> None:
    hand.at(2, Column.OWNER).type("park")
    hand.key(Key.Key_Down)
    hand.key(Key.Key_Return)
    assert owner(document, 2) == "Joon Park"


def test_delete_clears_an_owner_and_keeps_the_row(hand: Hand, document: Document) -> None:
    hand.at(0, Column.OWNER).key(Key.Key_Delete)
    assert owner(document, 0) == ""
    assert len(document.board.rows) == 3


def test_a_letter_or_an_arrow_key_chooses_a_status(hand: Hand, document: Document) -> None:
    hand.at(0, Column.STATUS).type("s")
    hand.key(Key.Key_Return)
    hand.at(1, Column.STATUS).key(Key.Key_Return)
    hand.key(Key.Key_Down)
    hand.key(Key.Key_Return)
    statuses = [output.status for output in document.board.table_rows()]
    assert statuses == [Status.SHIPPED, Status.IN_PROGRESS, Status.PLANNED]


def test_leaving_a_status_unchosen_changes_nothing(hand: Hand, session: MemorySession) -> None:
    hand.at(0, Column.STATUS).key(Key.Key_Return)
    hand.key(Key.Key_Down)
    hand.grid.setFocus()
    assert session.names == []


def test_delete_removes_the_row_with_its_links_in_one_undo(hand: Hand, document: Document) -> None:
    hand.at(1, Column.OUTPUT).key(Key.Key_Delete)
    assert [o.ref for o in document.board.table_rows()] == ["P1", "P3"]
    document.undo()
    assert outcomes(document, 1) == ["G2", "G3"]


def test_alt_arrows_move_the_row_and_stay_on_it(hand: Hand, document: Document) -> None:
    hand.at(2, Column.OUTPUT).key(Key.Key_Up, Alt)
    hand.key(Key.Key_Up, Alt)
    assert [o.ref for o in document.board.table_rows()] == ["P3", "P1", "P2"]
    assert hand.place == (0, Column.OUTPUT)
    hand.key(Key.Key_Up, Alt)
    hand.key(Key.Key_Down, Alt)
    assert [o.ref for o in document.board.table_rows()] == ["P1", "P3", "P2"]
    assert [hand.shown(row, Column.OUTPUT)[:2] for row in range(3)] == ["P1", "P3", "P2"]


def test_an_outcome_renamed_on_the_tree_shows_at_once_in_touched_rows_only(
    hand: Hand, document: Document
) -> None:
    touched: list[int] = []
    hand.grid.model().dataChanged.connect(lambda first, _last: touched.append(first.row()))
    document.run(edit_card, document.board.by_ref["G3"], text="Employers stay")
    assert hand.shown(1, Column.OUTCOME) == "G2 More jobs are filled, G3 Employers stay"
    assert touched == [1]


def test_selecting_a_row_tells_its_output(hand: Hand, document: Document) -> None:
    told: list[object] = []
    hand.grid.selected.connect(told.append)
    hand.at(1, Column.OUTPUT).at(1, Column.OWNER).at(3, Column.OUTPUT)
    assert told == [document.board.rows[1], None]


def test_the_menu_offers_what_the_keys_do(hand: Hand, document: Document) -> None:
    menu = hand.grid.menus.of(hand.grid.model().index(1, Column.OUTPUT))
    says = {action.text().split("\t")[0]: action for action in menu.actions()}
    assert {"Edit", "Link an outcome…", "Move up", "Move down"} <= set(says)
    says["Unlink G2"].trigger()
    says["Move up"].trigger()
    says["Delete output P2"].trigger()
    assert [o.ref for o in document.board.table_rows()] == ["P1", "P3"]
    document.undo()
    assert outcomes(document, 0) == ["G3"]


def chip_of(hand: Hand, document: Document, row: int, chip: int) -> tuple[QPoint, QPoint]:
    """Points in the body and on the × of a chip."""
    QApplication.processEvents()
    shown = row_of(document.board, document.board.rows[row], TODAY)
    face = face_of(shown, Column.OUTCOME, hand.grid.columnWidth(Column.OUTCOME))
    corner = hand.point(row, Column.OUTCOME, 0, 0)
    found = face.chips[chip]
    return corner + found.rect.topLeft() + QPoint(20, 8), corner + found.cross.center()


def assumed(document: Document, row: int) -> list[str]:
    board = document.board
    links = board.contributions_of(board.rows[row])
    return [output_cells.assumed(board, link.id) for link in links]


def owner(document: Document, row: int) -> str:
    return document.board.outputs[document.board.rows[row]].owner


def test_an_empty_field_shows_all_that_it_asks(hand: Hand) -> None:
    hand.grid.header.resizeSection(Column.ASSUMPTION, 110)
    hand.at(1, Column.ASSUMPTION).key(Key.Key_Return)
    field = hand.focus
    assert isinstance(field, CellText)
    field.clear()
    QApplication.processEvents()
    ruler, room = field.fontMetrics(), field.viewport().width() - 8
    wraps = Qt.TextFlag.TextWordWrap
    needed = ruler.boundingRect(0, 0, room, 0, wraps, field.placeholderText()).height()
    assert needed > ruler.lineSpacing()
    assert field.viewport().height() >= needed + 8
