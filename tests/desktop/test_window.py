"""A workshop built and changed in the window, by keys and mouse alone."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from desktop.actions import ENTRIES, Needs, Section
from desktop.cheatsheet import CheatSheet
from desktop.menu import GROUPS, MainMenu
from desktop.services import Services
from desktop.topbar import Status
from desktop.window import Window
from tests.desktop.conftest import Answers
from tests.desktop.looking import (
    ALT,
    CTRL,
    SHIFT,
    Press,
    board_of,
    texts,
    type_text,
    workspace_of,
)
from widgets.look.look import Scheme
from workshop.commands.details import edit_detail
from workshop.commands.facts import set_workshop
from workshop.drawing.branches import Arrangement
from workshop.vocabulary import Kind


def test_a_tree_is_built_without_the_mouse(blank: Window, press: Press) -> None:
    type_text(blank, "More jobs filled")
    press(blank, Qt.Key.Key_Tab)
    type_text(blank, "No reply for days")
    press(blank, Qt.Key.Key_Return)
    type_text(blank, "CVs look alike")
    press(blank, Qt.Key.Key_Escape)
    assert texts(blank) == ["More jobs filled", "No reply for days", "CVs look alike"]
    assert board_of(blank).cards[board_of(blank).children_of(None)[0]].kind is Kind.OUTCOME


def test_the_first_window_fills_a_screen_that_is_too_small_for_it(
    start: Callable[[], Window], press: Press
) -> None:
    window = start()
    assert window.screen().availableSize().width() < 1280
    assert window.isMaximized()
    press(window, Qt.Key.Key_F11)
    press(window, Qt.Key.Key_F11)
    assert window.isMaximized()


def test_the_first_window_leaves_room_on_a_large_screen(
    start: Callable[[], Window], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.window._USUAL", QSize(780, 500))
    window = start()
    assert not window.isMaximized()
    assert window.size() == QSize(780, 500)


def test_tree_and_table_share_the_room_evenly_until_people_share_it_out(
    sample: Window, press: Press, qtbot: QtBot
) -> None:
    press(sample, Qt.Key.Key_B, CTRL)
    workspace = workspace_of(sample)
    canvas, table = workspace.canvas, workspace.table
    qtbot.waitUntil(lambda: abs(canvas.height() - table.height()) <= 2)
    splitter = canvas.parentWidget()
    assert isinstance(splitter, QSplitter)
    splitter.setSizes([canvas.height() + 60, table.height() - 60])
    mine = splitter.sizes()
    press(sample, Qt.Key.Key_T, CTRL)
    press(sample, Qt.Key.Key_B, CTRL)
    qtbot.waitUntil(lambda: splitter.sizes() == mine)


def test_a_tree_left_mirrored_is_in_sight_when_opened_the_other_way(
    services: Services, start: Callable[[], Window], tmp_path: Path, press: Press
) -> None:
    window = start()
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    session = services.files.new("sample")
    path = services.files.name(session, tmp_path / "kickoff")
    session.close()
    window.opening.open_file(path)
    press(window, Qt.Key.Key_0, CTRL)
    window.close()
    again = start()
    again.opening.open_file(path)
    canvas = workspace_of(again).canvas
    assert not canvas.scene.is_mirrored
    seen = canvas.viewport.seen(canvas.width(), canvas.height())
    assert list(canvas.scene.visible(seen))


def test_undo_and_redo_by_their_keys(blank: Window, press: Press) -> None:
    type_text(blank, "One")
    press(blank, Qt.Key.Key_Escape)
    press(blank, Qt.Key.Key_Z, CTRL)
    assert texts(blank) == []
    press(blank, Qt.Key.Key_Z, CTRL | SHIFT)
    assert texts(blank) == ["One"]
    press(blank, Qt.Key.Key_Z, CTRL)
    press(blank, Qt.Key.Key_Y, CTRL)
    assert texts(blank) == ["One"]


def test_undo_says_what_it_takes_back(blank: Window, press: Press) -> None:
    assert not blank.menu_actions["undo"].isEnabled()
    type_text(blank, "One")
    press(blank, Qt.Key.Key_Escape)
    assert blank.menu_actions["undo"].isEnabled()
    assert blank.menu_actions["undo"].text() == "Undo: Add card G1"


def test_undo_and_redo_name_the_kind_of_a_detail(sample: Window, press: Press) -> None:
    assert sample.workshop is not None
    metric = board_of(sample).by_ref["M1"]
    sample.workshop.document.run(edit_detail, metric, {"name": "Revenue"})
    assert sample.menu_actions["undo"].text() == "Undo: Change metric M1"
    press(sample, Qt.Key.Key_Z, CTRL)
    assert sample.menu_actions["redo"].text() == "Redo: Change metric M1"


def test_a_key_changes_the_kind_of_the_current_card(blank: Window, press: Press) -> None:
    type_text(blank, "A survey")
    press(blank, Qt.Key.Key_Escape)
    press(blank, Qt.Key.Key_3, ALT)
    assert [card.ref for card in board_of(blank).cards.values()] == ["S1"]


def test_a_refusal_is_a_sentence_that_blocks_nothing(sample: Window, press: Press) -> None:
    canvas = workspace_of(sample).canvas
    canvas.select(board_of(sample).by_ref["G2"])
    before = board_of(sample)
    press(sample, Qt.Key.Key_4, ALT)
    assert sample.toast.isVisible()
    assert "can't hang under" in sample.toast.words
    assert board_of(sample) is before
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize("then", [(Qt.Key.Key_Delete,), (Qt.Key.Key_L, CTRL)])
def test_a_refusal_goes_with_what_is_done_next(
    sample: Window, press: Press, then: tuple[Qt.Key, ...]
) -> None:
    workspace_of(sample).canvas.select(board_of(sample).by_ref["G2"])
    press(sample, Qt.Key.Key_4, ALT)
    press(sample, Qt.Key.Key_4, ALT)
    assert sample.toast.isVisible()
    workspace_of(sample).canvas.select(board_of(sample).by_ref["O3"])
    assert sample.toast.isVisible()
    press(sample, *then)
    assert not sample.toast.isVisible()


def test_a_double_click_renames_the_workshop(sample: Window) -> None:
    title = sample.bar.title
    QTest.mouseDClick(title, Qt.MouseButton.LeftButton)
    field = title.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Spring kickoff")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert board_of(sample).workshop.title == "Spring kickoff"
    assert sample.windowTitle() == "Spring kickoff – Whyboard"


def test_escape_keeps_the_old_title(sample: Window) -> None:
    before = board_of(sample).workshop.title
    QTest.mouseDClick(sample.bar.title, Qt.MouseButton.LeftButton)
    field = sample.bar.title.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Nonsense")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert board_of(sample).workshop.title == before


def test_the_theme_changes_every_window_and_is_remembered(
    sample: Window, services: Services
) -> None:
    services.appearance.choose(Scheme.LIGHT)
    light = sample.grab().toImage().pixelColor(600, 20).lightness()
    menu = sample.findChild(MainMenu)
    assert menu is not None
    choices = {action.text(): action for action in menu.appearance.actions()}
    choices["Dark"].trigger()
    dark = sample.grab().toImage().pixelColor(600, 20).lightness()
    assert light > 200
    assert dark < 80
    assert services.settings.scheme is Scheme.DARK
    services.appearance.choose(Scheme.SYSTEM)


def test_views_are_chosen_by_key_and_remembered(
    blank: Window, press: Press, answers: Answers, tmp_path: Path, services: Services
) -> None:
    answers.to_write = tmp_path / "kickoff.whyboard"
    type_text(blank, "One")
    press(blank, Qt.Key.Key_S, CTRL)
    press(blank, Qt.Key.Key_B, CTRL)
    press(blank, Qt.Key.Key_I, CTRL)
    blank.close()
    again = Window(services)
    again.opening.open_file(tmp_path / "kickoff.whyboard")
    again.show()
    workspace = workspace_of(again)
    assert workspace.table.isVisible()
    assert workspace.canvas.isVisible()
    assert not workspace.details.isVisible()


def test_the_current_card_the_zoom_and_the_folds_are_remembered(
    sample: Window, press: Press, answers: Answers, tmp_path: Path, services: Services
) -> None:
    answers.to_write = tmp_path / "kickoff.whyboard"
    press(sample, Qt.Key.Key_S, CTRL)
    workspace_of(sample).canvas.select(board_of(sample).by_ref["O2"])
    press(sample, Qt.Key.Key_Period, CTRL)
    press(sample, Qt.Key.Key_R, CTRL)
    press(sample, Qt.Key.Key_0, CTRL)
    sample.close()
    again = Window(services)
    again.opening.open_file(tmp_path / "kickoff.whyboard")
    again.show()
    canvas, card = workspace_of(again).canvas, board_of(again).by_ref["O2"]
    assert canvas.current == card
    assert canvas.scale == 1.0
    assert canvas.scene.folded == {card}
    assert canvas.scene.layout.arrangement is Arrangement.LEFT_TO_RIGHT


def test_the_current_card_is_in_sight_in_a_smaller_window_too(
    sample: Window, qtbot: QtBot, answers: Answers, tmp_path: Path, services: Services, press: Press
) -> None:
    answers.to_write = tmp_path / "kickoff.whyboard"
    press(sample, Qt.Key.Key_S, CTRL)
    canvas = workspace_of(sample).canvas
    canvas.select(board_of(sample).by_ref["S3"])
    sample.close()
    services.settings.geometry = QByteArray()
    again = Window(services)
    again.resize(again.minimumSize())
    again.show()
    again.opening.open_file(tmp_path / "kickoff.whyboard")
    canvas = workspace_of(again).canvas
    x, y, width, height = canvas.scene.rect(board_of(again).by_ref["S3"])

    def is_in_sight() -> bool:
        left, top, wide, tall = canvas.viewport.seen(canvas.width(), canvas.height())
        across = left <= x and x + width <= left + wide
        return across and top <= y and y + height <= top + tall

    qtbot.waitUntil(is_in_sight)


def test_a_card_that_is_gone_or_folded_away_is_not_gone_to(
    sample: Window, answers: Answers, tmp_path: Path, services: Services, press: Press
) -> None:
    answers.to_write = tmp_path / "kickoff.whyboard"
    press(sample, Qt.Key.Key_S, CTRL)
    board, canvas = board_of(sample), workspace_of(sample).canvas
    canvas.select(board.by_ref["S2"])
    canvas.fold(frozenset({board.by_ref["G1"]}))
    sample.close()
    again = Window(services)
    again.opening.open_file(tmp_path / "kickoff.whyboard")
    canvas = workspace_of(again).canvas
    assert canvas.current is None
    assert canvas.scene.folded == {board.by_ref["G1"]}


def test_f6_leads_from_part_to_part(sample: Window, press: Press) -> None:
    workspace = workspace_of(sample)
    press(sample, Qt.Key.Key_B, CTRL)
    panes = [workspace.canvas, workspace.table, workspace.details, workspace.canvas]
    for pane, after in pairwise(panes):
        assert pane.isAncestorOf(sample.focusWidget())
        press(sample, Qt.Key.Key_F6)
        assert after.isAncestorOf(sample.focusWidget())


def test_the_details_follow_the_part_people_work_in(
    sample: Window, qtbot: QtBot, press: Press
) -> None:
    workspace = workspace_of(sample)
    card = board_of(sample).by_ref["G2"]
    output = board_of(sample).by_ref["P3"]
    press(sample, Qt.Key.Key_B, CTRL)
    workspace.canvas.select(card)
    qtbot.waitUntil(lambda: workspace.details.row == card)
    workspace.go_to(output)
    qtbot.waitUntil(lambda: workspace.details.row == output)
    press(sample, Qt.Key.Key_T, CTRL)
    qtbot.waitUntil(lambda: workspace.details.row == card)


def test_a_card_typed_just_now_has_its_details_shown(
    blank: Window, qtbot: QtBot, press: Press
) -> None:
    workspace = workspace_of(blank)
    type_text(blank, "One")
    press(blank, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: workspace.details.row == board_of(blank).by_ref["G1"])


def test_the_attention_text_leads_to_the_output_without_an_outcome(
    sample: Window, qtbot: QtBot
) -> None:
    workspace = workspace_of(sample)
    link = workspace.status.findChild(QPushButton, "gaps")
    assert isinstance(link, QPushButton)
    qtbot.waitUntil(lambda: link.text() == "1 output without an outcome")
    with qtbot.waitSignal(workspace.table.selected):
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert workspace.table.isVisible()


def test_promoting_a_solution_goes_to_its_output(sample: Window, press: Press) -> None:
    workspace = workspace_of(sample)
    workspace.canvas.select(board_of(sample).by_ref["S3"])
    press(sample, Qt.Key.Key_Return, CTRL | SHIFT)
    assert workspace.table.isVisible()
    last = list(board_of(sample).table_rows())[-1]
    assert last.solution == board_of(sample).by_ref["S3"]


def test_a_long_title_leaves_room_for_everything_else(sample: Window) -> None:
    assert sample.workshop is not None
    sample.workshop.document.run(set_workshop, title="Kickoff " * 40)
    sample.resize(760, 480)
    menu = sample.bar.findChild(QToolButton, "menu")
    assert menu is not None
    assert menu.geometry().right() <= 760
    assert sample.width() == 760


def test_a_status_too_long_for_the_bar_is_shortened(sample: Window) -> None:
    sample.resize(760, 480)
    label = sample.bar.findChild(Status)
    assert label is not None
    sample.bar.say("Safe on this laptop · " * 20)
    assert label.text().endswith("…")
    assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()
    assert label.toolTip() == "Safe on this laptop · " * 20


def test_every_action_has_something_to_call(sample: Window) -> None:
    for entry in ENTRIES:
        assert callable(sample.menu_actions.method(entry)), entry.id


@pytest.mark.parametrize("elsewhere", [Section.CARD, Section.TABLE])
def test_no_key_is_given_twice(elsewhere: Section) -> None:
    """Tree and table have the keyboard each on its own, so they may share keys."""
    there = [entry for entry in ENTRIES if entry.section is not elsewhere]
    keys = [key for entry in there for key in (*entry.keys, entry.own) if key]
    assert len(keys) == len(set(keys))


def test_no_two_keys_are_the_same_keys_where_plus_is_shift_and_equals() -> None:
    as_pressed = {key.replace("Shift+=", "+") for entry in ENTRIES for key in entry.keys}
    assert len(as_pressed) == sum(len(entry.keys) for entry in ENTRIES)


def test_the_start_screen_offers_only_what_needs_no_workshop(start: Callable[[], Window]) -> None:
    window = start()
    for entry in ENTRIES:
        allowed = window.menu_actions[entry.id].isEnabled()
        assert allowed == (entry.needs is Needs.NOTHING), entry.id


def test_the_cheat_sheet_shows_keys_of_tree_and_window(sample: Window, press: Press) -> None:
    press(sample, Qt.Key.Key_F1)
    sheet = sample.findChild(CheatSheet)
    assert sheet is not None
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Tab", "Ctrl+E", "Add card below"} <= shown
    sheet.close()


def test_the_menu_has_every_action_of_the_table_once(sample: Window) -> None:
    menu = sample.findChild(MainMenu)
    assert menu is not None
    found = [
        action.objectName()
        for part in (menu, *menu.findChildren(QMenu))
        for action in part.actions()
        if action.objectName()
    ]
    assert sorted(found) == sorted(entry.id for entry in ENTRIES)
    assert {entry.id for entry in ENTRIES} > GROUPS
