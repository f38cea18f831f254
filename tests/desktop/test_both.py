"""Tree and table together, also where there is no room for both."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QSplitter, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from desktop.view_state import View
from desktop.window import Window
from tests.desktop.looking import CTRL, Press, board_of, type_text, workspace_of

Key = Qt.Key
LEAST, USUAL = (760, 480), (780, 780)


class Parts:
    """Tree, table and what is around them, in the view of both."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self._window, self._qtbot = window, qtbot
        self.space = workspace_of(window)
        self.space.show_view(View.BOTH)
        tabs: QTabBar | None = self.space.findChild(QTabBar, "bothTabs")
        assert tabs is not None
        self.tabs = tabs
        split = self.space.canvas.parentWidget()
        assert isinstance(split, QSplitter)
        self._split = split

    def resize(self, size: tuple[int, int]) -> None:
        self._window.showNormal()
        self._window.resize(*size)
        self._qtbot.waitUntil(lambda: (self._window.width(), self._window.height()) == size)
        QTest.qWait(1)

    def seen(self, part: QWidget) -> int:
        """How many pixels of a part's height can be seen."""
        QApplication.processEvents()
        return part.visibleRegion().boundingRect().height()

    @property
    def sizes(self) -> list[int]:
        return self._split.sizes()

    def drag(self, down: int) -> None:
        """Drag the line between both."""
        line = self._split.handle(1)
        QTest.mousePress(line, Qt.MouseButton.LeftButton)
        QTest.mouseMove(line, line.rect().center() + QPoint(0, down))
        QTest.mouseRelease(line, Qt.MouseButton.LeftButton)

    @property
    def is_scrolled(self) -> bool:
        whole = next(
            area for area in self.space.findChildren(QScrollArea, "whole") if area.isVisible()
        )
        return whole.verticalScrollBar().maximum() > 0


@pytest.fixture
def parts(sample: Window, qtbot: QtBot) -> Parts:
    return Parts(sample, qtbot)


def test_where_both_have_no_room_one_has_all_of_it_and_f6_turns_to_the_other(
    sample: Window, parts: Parts, press: Press
) -> None:
    parts.resize(LEAST)
    tree, table = parts.space.canvas, parts.space.table
    assert parts.tabs.isVisible()
    assert not parts.is_scrolled
    parts.space.toggle_details()
    tour = ((tree, table, "Tree"), (table, tree, "Table"), (tree, table, "Tree"))
    for shown, other, name in tour:
        assert parts.seen(shown) > 250
        assert parts.seen(other) == 0
        assert parts.tabs.tabText(parts.tabs.currentIndex()) == name
        focus = QApplication.focusWidget()
        assert focus is not None
        assert shown.isAncestorOf(focus)
        press(sample, Key.Key_F6)


def test_a_tab_leads_to_its_part_and_the_keyboard_goes_along(sample: Window, parts: Parts) -> None:
    parts.resize(LEAST)
    table = parts.space.table
    place = parts.tabs.tabRect(1).center()
    QTest.mouseClick(parts.tabs, Qt.MouseButton.LeftButton, pos=place)
    assert parts.seen(table) > 250
    type_text(sample, "N")
    type_text(sample, "ewsletter")
    assert parts.space.commit_pending()
    assert any(output.text == "Newsletter" for output in board_of(sample).outputs.values())


def test_what_is_gone_to_is_seen(sample: Window, parts: Parts) -> None:
    parts.resize(LEAST)
    for ref, part in (("P5", parts.space.table), ("T1", parts.space.canvas)):
        parts.space.go_to(board_of(sample).by_ref[ref])
        assert parts.seen(part) > 250
    card = parts.space.canvas.scene.rect(board_of(sample).by_ref["T1"])
    _, top = parts.space.canvas.viewport.to_screen(*card[:2])
    assert 0 <= top < parts.space.canvas.height()


def test_with_room_again_both_stand_as_people_shared_it_out(
    sample: Window, parts: Parts, press: Press
) -> None:
    parts.resize(USUAL)
    tree, table = parts.space.canvas, parts.space.table
    assert not parts.tabs.isVisible()
    parts.drag(-60)
    mine = parts.sizes
    assert mine[0] < mine[1] - 100
    parts.resize(LEAST)
    press(sample, Key.Key_T, CTRL)
    press(sample, Key.Key_B, CTRL)
    assert parts.tabs.isVisible()
    parts.resize(USUAL)
    assert not parts.tabs.isVisible()
    assert [parts.seen(tree), parts.seen(table)] == mine


def test_how_people_shared_the_room_out_is_kept_where_there_is_none(
    sample: Window, parts: Parts
) -> None:
    parts.resize(USUAL)
    parts.drag(-60)
    mine = parts.sizes
    parts.resize(LEAST)
    assert parts.space.finish()
    assert sample.workshop is not None
    kept = sample.workshop.document.session.view_state("window")
    assert isinstance(kept, dict)
    assert kept["split"] == mine


@pytest.mark.parametrize("view", [View.TREE, View.TABLE])
def test_one_of_them_alone_has_no_tabs(parts: Parts, view: View) -> None:
    parts.resize(LEAST)
    parts.space.show_view(view)
    QApplication.processEvents()
    assert not parts.tabs.isVisible()
    part = parts.space.canvas if view is View.TREE else parts.space.table
    assert parts.seen(part) > 250
