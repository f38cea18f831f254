"""The table as a part of the window: its actions, its details, its draft after a crash."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.view_state import View
from desktop.window import Window
from tests.desktop.looking import ALT, CTRL, SHIFT, Press, board_of, workspace_of
from widgets.table.rows import Column
from workshop.commands.outputs import add_output
from workshop.session import Session
from workshop.store.writer import open_writer

Key = Qt.Key


@pytest.fixture
def table(sample: Window, press: Press) -> Window:
    """The sample with its table alone."""
    press(sample, Key.Key_T, CTRL | SHIFT)
    QApplication.processEvents()
    return sample


def test_actions_on_rows_are_possible_only_while_the_table_is_seen(
    sample: Window, press: Press
) -> None:
    assert not sample.menu_actions["table_fill_down"].isEnabled()
    press(sample, Key.Key_T, CTRL | SHIFT)
    assert sample.menu_actions["table_fill_down"].isEnabled()
    press(sample, Key.Key_T, CTRL)
    assert not sample.menu_actions["table_fill_down"].isEnabled()


def test_an_action_from_the_menu_does_what_its_key_does(table: Window) -> None:
    rows = workspace_of(table).table
    rows.grid.go_to(0, Column.OWNER)
    stored = board_of(table).rows
    table.menu_actions["table_sort"].trigger()
    assert rows.grid.header.sortIndicatorSection() == Column.OWNER
    assert board_of(table).rows == stored


def test_ctrl_d_in_the_table_duplicates_no_card(table: Window, press: Press) -> None:
    cards = len(board_of(table).cards)
    rows = workspace_of(table).table
    rows.grid.go_to(0, Column.OWNER)
    press(table, Key.Key_Down, SHIFT)
    press(table, Key.Key_D, CTRL)
    owners = [output.owner for output in board_of(table).table_rows()]
    assert owners[0] == owners[1]
    assert len(board_of(table).cards) == cards


def test_a_key_leads_to_the_details_of_the_row_also_when_they_are_hidden(
    qtbot: QtBot, table: Window, press: Press
) -> None:
    space = workspace_of(table)
    press(table, Key.Key_I, CTRL)
    assert space.details.isHidden()
    space.table.grid.go_to(1, Column.OUTPUT)
    press(table, Key.Key_Return, ALT)
    assert not space.details.isHidden()
    assert space.details.row == board_of(table).rows[1]
    focus = table.focusWidget()
    assert focus is not None
    assert space.details.isAncestorOf(focus)


def test_a_cell_that_a_crash_interrupted_is_gone_on_with(
    qtbot: QtBot, start: Callable[[], Window], tmp_path: Path
) -> None:
    session = Session.create(tmp_path / "copies", open_writer)
    session.run(add_output, text="Guide")
    session.set_draft("table", {"output": None, "column": "output", "texts": {"": "Half a"}})
    window = start()
    window.show_session(session)
    rows = workspace_of(window).table
    qtbot.waitUntil(lambda: rows.grid.delegate.editor is not None)
    assert workspace_of(window).view is View.BOTH
    QTest.keyClicks(window.focusWidget(), " video")
    QTest.keyClick(window.focusWidget(), Key.Key_Return)
    assert [output.text for output in board_of(window).table_rows()] == ["Guide", "Half a video"]
    assert session.draft("table") is None
