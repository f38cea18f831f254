"""The menu of the tree by mouse and by key, and which keys are whose while a card is typed."""

from collections import Counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.tree_menu import ON_CARD, ON_GROUND
from desktop.window import Window
from tests.desktop.looking import ALT, CTRL, SHIFT, Press, board_of, texts, type_text, workspace_of
from widgets.canvas.canvas import Canvas
from workshop.board import Board

Key = Qt.Key


def place_of(canvas: Canvas, card: str) -> QPoint:
    x, y, width, height = canvas.scene.rect(card)
    left, top = canvas.viewport.to_screen(x + width / 2, y + height / 2)
    return QPoint(round(left), round(top))


def ask_for_menu(canvas: Canvas, place: QPoint, reason: QContextMenuEvent.Reason) -> QMenu:
    if reason is QContextMenuEvent.Reason.Mouse:
        QTest.mouseClick(canvas, Qt.MouseButton.RightButton, pos=place)
    focus = QApplication.focusWidget() if reason is QContextMenuEvent.Reason.Keyboard else canvas
    assert focus is not None
    QApplication.sendEvent(focus, QContextMenuEvent(reason, place, canvas.mapToGlobal(place)))
    menu = canvas.findChild(QMenu, "treeMenu")
    assert isinstance(menu, QMenu)
    return menu


def names(menu: QMenu) -> list[str]:
    return [action.objectName() for action in menu.actions() if action.objectName()]


def test_a_right_click_on_a_card_offers_what_can_be_done_to_it(
    sample: Window, qtbot: QtBot
) -> None:
    canvas = workspace_of(sample).canvas
    card = board_of(sample).by_ref["S2"]
    canvas.select(card)
    menu = ask_for_menu(canvas, place_of(canvas, card), QContextMenuEvent.Reason.Mouse)
    assert canvas.current == card
    assert {"add_child", "copy", "fold", "promote", "delete"} <= set(names(menu))
    kinds = next(action.menu() for action in menu.actions() if action.menu() is not None)
    assert isinstance(kinds, QMenu)
    assert names(kinds) == ["outcome", "opportunity", "solution", "test"]
    before = len(texts(sample))
    next(a for a in menu.actions() if a.objectName() == "duplicate").trigger()
    assert len(texts(sample)) > before
    menu.close()
    qtbot.waitUntil(lambda: canvas.findChild(QMenu, "treeMenu") is None)


def test_empty_ground_offers_what_needs_no_card(sample: Window) -> None:
    canvas = workspace_of(sample).canvas
    corner = QPoint(3, canvas.height() - 3)
    assert canvas.card_at(corner.toPointF()) is None
    menu = ask_for_menu(canvas, corner, QContextMenuEvent.Reason.Mouse)
    assert canvas.current is None
    assert names(menu) == [name for group in ON_GROUND for name in group]
    menu.close()


def test_the_menu_key_opens_the_menu_of_the_current_card(sample: Window) -> None:
    canvas = workspace_of(sample).canvas
    canvas.setFocus()
    canvas.select(board_of(sample).by_ref["G1"])
    menu = ask_for_menu(canvas, QPoint(0, 0), QContextMenuEvent.Reason.Keyboard)
    assert "add_child" in names(menu)
    card = canvas.mapToGlobal(place_of(canvas, board_of(sample).by_ref["G1"]))
    assert menu.pos().y() >= card.y()
    menu.close()


def test_the_menus_name_rows_of_the_table(sample: Window) -> None:
    for group in (*ON_CARD, *ON_GROUND):
        assert all(sample.menu_actions[name].text() for name in group)


def test_a_branch_is_put_in_focus_by_its_key(sample: Window, press: Press) -> None:
    canvas = workspace_of(sample).canvas
    card = board_of(sample).by_ref["O2"]
    canvas.select(card)
    press(sample, Key.Key_F, CTRL | SHIFT)
    assert canvas.focus == card
    canvas.select(None)
    assert sample.menu_actions["focus"].isEnabled()
    press(sample, Key.Key_F, CTRL | SHIFT)
    assert canvas.focus is None


def test_all_cards_are_chosen_and_deleted_as_one_step(sample: Window, press: Press) -> None:
    before = texts(sample)
    press(sample, Key.Key_A, CTRL)
    assert len(workspace_of(sample).canvas.selection.chosen) == len(before)
    press(sample, Key.Key_Z, CTRL)
    press(sample, Key.Key_A, CTRL)
    QTest.keyClick(workspace_of(sample).canvas, Key.Key_Escape)
    assert texts(sample) == before


def test_a_branch_is_cut_and_pasted_by_keys(sample: Window, press: Press) -> None:
    canvas = workspace_of(sample).canvas
    before = texts(sample)
    card = board_of(sample).cards[board_of(sample).by_ref["S4"]]
    canvas.select(card.id)
    press(sample, Key.Key_X, CTRL)
    assert card.text not in texts(sample)
    assert card.text in QGuiApplication.clipboard().text()
    canvas.select(card.parent)
    press(sample, Key.Key_V, CTRL)
    assert sorted(texts(sample)) == sorted(before)


def test_deleting_a_card_alone_keeps_what_hangs_below(sample: Window, press: Press) -> None:
    board = board_of(sample)
    card = board.by_ref["O2"]
    children = board.children_of(card)
    assert children
    workspace_of(sample).canvas.select(card)
    press(sample, Key.Key_Delete, CTRL)
    left = board_of(sample)
    assert card not in left.cards
    assert {left.cards[child].parent for child in children} == {board.cards[card].parent}


def test_the_card_being_typed_keeps_the_keys_of_text(blank: Window, press: Press) -> None:
    canvas = workspace_of(blank).canvas
    type_text(blank, "abc def")
    press(blank, Key.Key_A, CTRL)
    press(blank, Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "abc def"
    press(blank, Key.Key_X, CTRL)
    press(blank, Key.Key_Z, CTRL)
    press(blank, Key.Key_Home, CTRL)
    press(blank, Key.Key_Delete, CTRL)
    press(blank, Key.Key_V, CTRL)
    assert canvas.is_editing
    assert not board_of(blank).cards
    press(blank, Key.Key_Escape)
    assert texts(blank) == ["abc defdef"]


def test_what_stands_behind_a_branch_travels_by_keys(sample: Window, press: Press) -> None:
    canvas = workspace_of(sample).canvas
    before = board_of(sample)
    top = before.children_of(None)[0]
    behind = [detail for row in before.branch_of(top) for detail in before.below(row)]
    assert {"metric", "measurement", "evidence"} <= {detail.kind_name for detail in behind}
    canvas.select(top)
    press(sample, Key.Key_X, CTRL)
    canvas.select(None)
    press(sample, Key.Key_V, CTRL)
    pasted = board_of(sample)
    assert Counter(kinds_of(pasted)) == Counter(kinds_of(before))
    assert len(pasted.details) == len(before.details)
    assert len(pasted.links) == len(before.links)
    assert len(pasted.supports) == len(before.supports)
    made = [output.solution is None for output in pasted.table_rows()]
    assert made == [output.solution is None for output in before.table_rows()]
    canvas.select(pasted.children_of(None)[-1])
    press(sample, Key.Key_D, CTRL)
    assert len(kinds_of(board_of(sample))) == len(kinds_of(before)) + len(behind)


@pytest.mark.parametrize("is_new", [True, False])
def test_a_solution_becomes_an_output_while_it_is_typed(
    sample: Window, press: Press, is_new: bool
) -> None:
    canvas = workspace_of(sample).canvas
    before = set(board_of(sample).outputs)
    canvas.select(board_of(sample).by_ref["S5"])
    press(sample, Key.Key_Return if is_new else Key.Key_F2)
    type_text(sample, " A weekly call")
    assert canvas.is_editing
    press(sample, Key.Key_Return, CTRL | SHIFT)
    board = board_of(sample)
    (made,) = set(board.outputs) - before
    assert board.outputs[made].text.endswith("A weekly call")
    assert board.outputs[made].solution is not None
    assert board.cards[board.outputs[made].solution or ""].text.endswith("A weekly call")


def test_an_empty_new_solution_becomes_no_output(sample: Window, press: Press) -> None:
    before = board_of(sample)
    workspace_of(sample).canvas.select(before.by_ref["S5"])
    press(sample, Key.Key_Return)
    press(sample, Key.Key_Return, CTRL | SHIFT)
    assert board_of(sample).outputs == before.outputs


def test_a_card_whose_kind_changes_while_it_is_typed_becomes_an_output(
    blank: Window, press: Press
) -> None:
    type_text(blank, "A weekly call")
    press(blank, Key.Key_3, ALT)
    press(blank, Key.Key_Return, CTRL | SHIFT)
    assert [output.text for output in board_of(blank).table_rows()] == ["A weekly call"]


def kinds_of(board: Board) -> list[str]:
    """What kinds the details of all cards are of."""
    return [detail.kind_name for card in board.cards for detail in board.below(card)]
