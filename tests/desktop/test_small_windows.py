"""Large text on a small screen leaves little room: nothing overlaps, nothing is out of reach."""

from collections.abc import Sequence
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.view_state import View, ViewState
from desktop.window import Window
from tests.desktop.looking import CTRL, Press, workspace_of
from widgets.canvas.minimap import Minimap
from widgets.find.find_bar import FindBar
from widgets.page import Page
from workshop.commands.facts import set_workshop

#: 1366×768 at a text size of 300 %, the least window, and a usual one.
TINY, LEAST, USUAL = (455, 256), (760, 480), (1366, 768)
SIZES = pytest.mark.parametrize("size", [TINY, LEAST, USUAL])


def shrink(window: Window, size: tuple[int, int], qtbot: QtBot) -> None:
    window.setMinimumSize(0, 0)
    window.showNormal()
    window.resize(*size)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == size)
    QTest.qWait(1)


def places(parts: Sequence[QWidget], around: QWidget) -> list[QRect]:
    shown = [part for part in parts if part.isVisible()]
    return [QRect(part.mapTo(around, QPoint()), part.size()) for part in shown]


def shown_in(counts: Sequence[QLabel | QPushButton]) -> list[str]:
    texts = [part.text() for part in counts if part.isVisible()]
    return [words for words in texts if "%" not in words]


def assert_apart(parts: Sequence[QWidget], around: QWidget) -> None:
    rects = places(parts, around)
    assert all(around.rect().contains(rect) for rect in rects)
    pairs = [(a, b) for at, a in enumerate(rects) for b in rects[at + 1 :]]
    assert not [pair for pair in pairs if pair[0].intersects(pair[1])]


@SIZES
def test_nothing_overlaps_in_bar_and_status_line(
    sample: Window, qtbot: QtBot, size: tuple[int, int]
) -> None:
    shrink(sample, size, qtbot)
    bar, status = sample.bar, workspace_of(sample).status
    status.show_work("Writing a handout with a long name.pdf")
    kinds = (QPushButton, QToolButton, QLabel)
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    for around, more in ((bar, [bar.title]), (status, [])):
        parts = [p for kind in kinds for p in around.findChildren(kind, options=direct)]
        assert_apart([*parts, *more], around)


def test_the_bar_cuts_its_title_last_and_keeps_every_button(sample: Window, qtbot: QtBot) -> None:
    bar = sample.bar
    export = next(b for b in bar.findChildren(QPushButton) if b.accessibleName() == "Export PDF")
    title = bar.findChild(QLabel, "title")
    assert title is not None
    sample.setMinimumSize(0, 0)
    for size, words, is_cut in ((USUAL, "Export PDF", False), (TINY, "", True)):
        shrink(sample, size, qtbot)
        assert export.text() == words
        assert title.text().endswith("…") is is_cut
    assert export.isVisible()
    assert not export.icon().isNull()
    assert "Hiring marketplace kickoff" in title.toolTip()


def test_the_button_gives_way_when_the_title_grows(blank: Window, qtbot: QtBot) -> None:
    shrink(blank, TINY, qtbot)
    assert blank.workshop is not None
    export = next(
        b for b in blank.bar.findChildren(QPushButton) if b.accessibleName() == "Export PDF"
    )
    title = blank.bar.findChild(QLabel, "title")
    assert title is not None
    for words in ("Go", "A kickoff of the spring"):
        blank.workshop.document.run(set_workshop, title=words)
        qtbot.waitUntil(partial(_gives_room, export, words != "Go"))
        qtbot.waitUntil(partial(_says, title, words))


def _gives_room(button: QPushButton, is_needed: bool) -> bool:
    return bool(button.text()) is not is_needed


def _says(label: QLabel, words: str) -> bool:
    return label.text() == words


def test_the_status_line_leaves_the_last_counts_out(sample: Window, qtbot: QtBot) -> None:
    status = workspace_of(sample).status
    counts: list[QLabel | QPushButton] = [*status.findChildren(QLabel)]
    counts += status.findChildren(QPushButton)
    shown = {}
    for size in (USUAL, TINY):
        shrink(sample, size, qtbot)
        qtbot.waitUntil(lambda: "without" in shown_in(counts)[-1])
        shown[size] = shown_in(counts)
    assert len(shown[USUAL]) == 4
    assert 0 < len(shown[TINY]) < 4
    assert shown[TINY] == shown[USUAL][: len(shown[TINY])]


@SIZES
def test_every_view_can_be_reached_on_the_rail(
    sample: Window, qtbot: QtBot, size: tuple[int, int]
) -> None:
    shrink(sample, size, qtbot)
    rail = workspace_of(sample).rail
    buttons = [b for b in rail.findChildren(QToolButton) if b.isCheckable()]
    strip = buttons[0].parentWidget()
    assert strip is not None
    assert_apart(buttons, strip)
    assert all(button.height() >= 32 and button.width() >= 32 for button in buttons)
    for button in (buttons[-1], buttons[0]):
        rail.choose(button.objectName())
        assert button.visibleRegion().boundingRect().size() == button.size()


def test_the_details_stay_away_where_the_tree_would_keep_less_than_half(
    sample: Window, qtbot: QtBot
) -> None:
    workspace = workspace_of(sample)
    shrink(sample, TINY, qtbot)
    assert workspace.details.isHidden()
    shrink(sample, USUAL, qtbot)
    assert workspace.details.isVisible()
    shrink(sample, TINY, qtbot)
    workspace.toggle_details()
    assert workspace.details.isVisible()
    assert workspace.canvas.width() >= 160
    assert sample.workshop is not None
    kept = sample.workshop.session.view_state(ViewState.KEY)
    assert ViewState.of(kept).details
    workspace.find_text()
    assert workspace.details.isHidden()


@SIZES
def test_the_find_bar_wraps(sample: Window, qtbot: QtBot, size: tuple[int, int]) -> None:
    shrink(sample, size, qtbot)
    workspace = workspace_of(sample)
    workspace.find_text()
    qtbot.wait(50)
    bar = workspace.finding.bar
    assert isinstance(bar, FindBar)
    buttons = bar.findChildren(QPushButton)
    assert len(buttons) == 3
    assert_apart([bar.query, bar.replacement, *buttons], bar)
    assert all(button.width() >= button.sizeHint().width() for button in buttons)
    assert workspace.canvas.height() >= 80
    assert workspace.star.isVisible() is (size != TINY)


@SIZES
def test_notices_put_what_they_offer_below_long_words(
    sample: Window, qtbot: QtBot, size: tuple[int, int]
) -> None:
    shrink(sample, size, qtbot)
    words = "The file could not be brought up to date: there is no space left on the device. " * 2
    offers = (("Close anyway", lambda: None), ("Save a copy…", lambda: None))
    for notice in (sample.toast, sample.banner):
        notice.say(words, offers)
        QTest.qWait(1)
        buttons = [b for b in notice.findChildren(QPushButton) if b.isVisible()]
        label = notice.findChild(QLabel)
        assert label is not None
        assert len(buttons) == 3
        assert_apart([label, *buttons], notice)
        assert label.width() >= 240
        assert label.height() >= label.heightForWidth(label.width())
        assert sample.rect().contains(places([notice], sample)[0])
        notice.hide()


@pytest.mark.parametrize("view", [View.METRICS, View.LANES, View.HISTORY])
def test_a_page_is_scrolled_and_not_squeezed(sample: Window, qtbot: QtBot, view: View) -> None:
    shrink(sample, TINY, qtbot)
    workspace = workspace_of(sample)
    workspace.show_view(view)
    page = workspace.page
    assert page is not None
    assert page.height() >= Page.LEAST.height()
    area = next(a for a in workspace.findChildren(QScrollArea, "whole") if a.widget() is page)
    assert area.height() < page.height()
    assert area.verticalScrollBar().maximum() == page.height() - area.viewport().height()


def test_the_map_hides_where_it_would_cover_much_of_the_tree(sample: Window, qtbot: QtBot) -> None:
    canvas = workspace_of(sample).canvas
    small = canvas.findChild(Minimap)
    assert small is not None
    for width, is_seen in ((900, True), (240, False)):
        shrink(sample, (width, 460), qtbot)
        canvas.look_through(canvas.viewport.zoomed(3, 0, 0))
        area = canvas.width() * canvas.height()
        assert small.isVisible() is is_seen
        assert (5 * small.width() * small.height() <= area) is is_seen


def test_the_path_hides_where_it_would_cover_the_card(sample: Window, qtbot: QtBot) -> None:
    workspace = workspace_of(sample)
    shrink(sample, USUAL, qtbot)
    workspace.canvas.travel.go_first()
    qtbot.waitUntil(workspace.crumbs.isVisible)
    shrink(sample, TINY, qtbot)
    qtbot.waitUntil(workspace.crumbs.isHidden)


@SIZES
@pytest.mark.parametrize("view", [View.TABLE, View.REVIEW, View.HISTORY])
def test_rows_of_buttons_wrap_and_keep_their_height(
    sample: Window, qtbot: QtBot, view: View, size: tuple[int, int]
) -> None:
    shrink(sample, size, qtbot)
    workspace = workspace_of(sample)
    workspace.show_view(view)
    qtbot.wait(50)
    shown: QWidget = workspace.table if workspace.page is None else workspace.page
    buttons = [button for button in shown.findChildren(QPushButton) if button.isVisible()]
    assert len(buttons) >= 3
    assert_apart(buttons, shown)
    assert all(button.width() >= button.sizeHint().width() for button in buttons)
    lists = [a for a in shown.findChildren(QAbstractItemView) if a.isVisible()]
    assert_apart([*buttons, *lists[:1]], shown)


def test_the_rail_is_narrow_and_every_word_fits_within_the_focus_border(
    sample: Window, qtbot: QtBot
) -> None:
    shrink(sample, USUAL, qtbot)
    rail = workspace_of(sample).rail
    assert rail.width() <= 76
    for button in rail.findChildren(QToolButton):
        if button.isCheckable():
            assert button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextUnderIcon
            room = button.width() - 2 * 2
            assert button.fontMetrics().horizontalAdvance(button.text()) <= room


def test_a_field_that_opens_in_a_small_window_is_in_sight(
    sample: Window, qtbot: QtBot, press: Press
) -> None:
    shrink(sample, TINY, qtbot)
    press(sample, Qt.Key.Key_M, CTRL)
    press(sample, Qt.Key.Key_Return)
    cells = QApplication.focusWidget()
    assert isinstance(cells, QTableView)
    place = cells.visualRect(cells.currentIndex()).center()
    qtbot.waitUntil(lambda: cells.viewport().visibleRegion().contains(place))
