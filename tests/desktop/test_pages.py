"""Views that fill the middle of the window: reached by key, followed by the details, left again."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.view_state import View
from desktop.window import _USUAL, Window
from tests.desktop.looking import CTRL, SHIFT, Press, board_of, type_text, workspace_of
from widgets.assumptions.view import AssumptionsView
from widgets.lanes.view import LanesView
from widgets.metrics.panel import MetricPanel
from widgets.metrics.view import MetricsView
from workshop.commands.details import add_detail
from workshop.details import Assumption, Measurement, Metric

Key = Qt.Key


def metric_of(window: Window) -> str:
    """A metric without values, added to the first outcome."""
    assert window.workshop is not None
    outcome = board_of(window).by_ref["G1"]
    window.workshop.document.run(add_detail, Metric, outcome, {"name": "Revenue"})
    return board_of(window).list_of(outcome, Metric)[-1].id


@pytest.mark.parametrize("view", [View.TABLE, View.ASSUMPTIONS, View.GAPS, View.METRICS])
def test_a_view_without_the_row_people_are_on_leaves_them_on_it(
    sample: Window, qtbot: QtBot, view: View
) -> None:
    workspace, card = workspace_of(sample), board_of(sample).by_ref["T1"]
    workspace.go_to(card)
    qtbot.waitUntil(lambda: workspace.details.row == card)
    workspace.show_view(view)
    QApplication.processEvents()
    assert workspace.details.row == card
    workspace.show_view(View.LANES)
    QApplication.processEvents()
    assert workspace.details.row == card
    page = workspace.page
    assert isinstance(page, LanesView)
    assert not any(lane.selectedIndexes() for lane in page.lanes.values())
    workspace.show_view(View.TREE)
    assert workspace.canvas.current == card


def test_a_long_table_opens_at_its_top_and_typing_overwrites_no_row(
    sample: Window, press: Press
) -> None:
    workspace, before = workspace_of(sample), board_of(sample).outputs
    sample.resize(760, 480)
    workspace.show_view(View.TABLE)
    QApplication.processEvents()
    bar = workspace.table.grid.verticalScrollBar()
    assert bar.value() == 0 < bar.maximum()
    QTest.keyClicks(workspace.table.grid, "N")
    type_text(sample, "ewsletter")
    press(sample, Key.Key_Return)
    after = board_of(sample).outputs
    assert {row: after[row].text for row in before} == {row: before[row].text for row in before}
    assert [after[row].text for row in after if row not in before] == ["Newsletter"]


def test_a_window_of_the_usual_size_shows_every_usual_column(sample: Window) -> None:
    workspace = workspace_of(sample)
    sample.resize(_USUAL)
    workspace.show_view(View.TABLE)
    QApplication.processEvents()
    assert workspace.table.grid.horizontalScrollBar().maximum() == 0


def test_lanes_ring_one_row(sample: Window, press: Press) -> None:
    workspace = workspace_of(sample)
    workspace.go_to(board_of(sample).by_ref["G1"])
    workspace.show_view(View.LANES)
    page = workspace.page
    assert isinstance(page, LanesView)
    for _ in range(3):
        ringed = [lane for lane in page.lanes.values() if lane.selectedIndexes()]
        assert ringed == [lane for lane in page.lanes.values() if lane.hasFocus()]
        press(sample, Key.Key_Left)


def test_metrics_open_by_key_take_a_value_and_give_it_back(sample: Window, press: Press) -> None:
    metric = metric_of(sample)
    press(sample, Key.Key_M, CTRL)
    page = workspace_of(sample).page
    assert isinstance(page, MetricsView)
    assert workspace_of(sample).view is View.METRICS
    QTest.mouseClick(page.enter, Qt.MouseButton.LeftButton)
    panel = page.list.panel(metric)
    assert isinstance(panel, MetricPanel)
    QTest.keyClicks(panel.entry, "12")
    press(sample, Key.Key_Return)
    values = board_of(sample).list_of(metric, Measurement)
    assert [value.value for value in values] == [12.0]
    panel.setFocus()
    press(sample, Key.Key_Z, CTRL)
    assert board_of(sample).list_of(metric, Measurement) == []


def test_leaving_the_view_keeps_the_values_typed(sample: Window, press: Press) -> None:
    metric = metric_of(sample)
    press(sample, Key.Key_M, CTRL)
    page = workspace_of(sample).page
    assert isinstance(page, MetricsView)
    QTest.mouseClick(page.enter, Qt.MouseButton.LeftButton)
    panel = page.list.panel(metric)
    assert isinstance(panel, MetricPanel)
    QTest.keyClicks(panel.entry, "12")
    press(sample, Key.Key_T, CTRL)
    values = board_of(sample).list_of(metric, Measurement)
    assert [value.value for value in values] == [12.0]


def test_the_details_follow_the_panel_and_it_leads_to_the_tree(
    sample: Window, press: Press
) -> None:
    metric = metric_of(sample)
    press(sample, Key.Key_M, CTRL)
    page = workspace_of(sample).page
    assert isinstance(page, MetricsView)
    panel = page.list.panel(metric)
    assert isinstance(panel, MetricPanel)
    panel.setFocus()
    QApplication.processEvents()
    outcome = board_of(sample).by_ref["G1"]
    assert workspace_of(sample).details.row == outcome
    offers = [b for b in panel.findChildren(QPushButton) if b.text() == "Show on the tree"]
    QTest.mouseClick(offers[0], Qt.MouseButton.LeftButton)
    assert workspace_of(sample).canvas.current == outcome
    assert workspace_of(sample).canvas.isVisible()


def test_assumptions_open_by_key_about_the_card_people_were_on(
    sample: Window, press: Press
) -> None:
    solution = board_of(sample).by_ref["S1"]
    workspace_of(sample).go_to(solution)
    before = set(board_of(sample).details)
    press(sample, Key.Key_A, CTRL | SHIFT)
    page = workspace_of(sample).page
    assert isinstance(page, AssumptionsView)
    QTest.mouseClick(page.add, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.adding.words, "Managers read mail")
    press(sample, Key.Key_Return)
    added = [board_of(sample).details[row] for row in set(board_of(sample).details) - before]
    assert [row.owner for row in added] == [solution]
    assert isinstance(added[0], Assumption)
    assert added[0].next_review is not None
    assert added[0].next_review > date(2026, 1, 1)
