"""The keyboard in the whole window: Enter presses buttons, and what is typed never goes astray."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

from desktop.view_state import View
from desktop.window import Window
from tests.desktop.looking import Press, board_of, workspace_of
from widgets.metrics.form import MetricForm
from widgets.metrics.view import MetricsView
from workshop.commands.cards import add_card
from workshop.details import Metric
from workshop.vocabulary import Kind


def test_enter_presses_the_button_that_has_the_keyboard(sample: Window, press: Press) -> None:
    workspace = workspace_of(sample)
    workspace.show_view(View.METRICS)
    page = workspace.page
    assert isinstance(page, MetricsView)
    before = board_of(sample)
    page.enter.setFocus()
    press(sample, Qt.Key.Key_Return)
    assert page.entry.isVisible()
    cancel = next(b for b in page.entry.findChildren(QPushButton) if b.text() == "Cancel")
    page.list.metric_panels[0].entry.setText("13")
    cancel.setFocus()
    press(sample, Qt.Key.Key_Enter)
    assert page.entry.isHidden()
    assert page.enter.hasFocus()
    assert board_of(sample) is before


def test_enter_chooses_a_view_in_the_rail(sample: Window, press: Press) -> None:
    workspace = workspace_of(sample)
    tools = workspace.rail.findChildren(QToolButton)
    gaps = next(tool for tool in tools if tool.text() == "Gaps")
    gaps.setFocus()
    press(sample, Qt.Key.Key_Return)
    assert workspace.view is View.GAPS


def test_a_metric_that_is_added_has_the_keyboard_and_nothing_else_had_it(
    sample: Window,
) -> None:
    workspace = workspace_of(sample)
    assert sample.workshop is not None
    document = sample.workshop.document
    made = document.run(add_card, kind=Kind.OUTCOME, text="More jobs are filled")
    assert made is not None
    assert made.ref is not None
    outcome = made.board.by_ref[made.ref]
    workspace.show_view(View.METRICS)
    page = workspace.page
    assert isinstance(page, MetricsView)
    panel = page.list.panel(outcome)
    assert panel is not None
    panel.setFocus()
    QTest.keyClick(panel, Qt.Key.Key_Return)
    form = panel.drawer
    assert isinstance(form, MetricForm)
    assert form.name.hasFocus()
    QTest.keyClicks(form.name, "Hires")
    seen: list[QWidget | None] = []
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.focusChanged.connect(lambda _old, new: seen.append(new))
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    [metric] = document.board.list_of(outcome, Metric)
    added = page.list.panel(metric.id)
    assert added is not None
    assert added.hasFocus()
    assert all(part is not None and page.isAncestorOf(part) for part in seen)


def _stops(window: Window) -> list[QWidget]:
    """What Tab reaches, one after the other, from the start of a window."""
    stops: list[QWidget] = []
    at: QWidget | None = window.nextInFocusChain()
    while at is not None and at is not window:
        if at.isVisible() and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops.append(at)
        at = at.nextInFocusChain()
    return stops


def test_tab_goes_through_the_views_before_it_comes_to_the_status(sample: Window) -> None:
    workspace = workspace_of(sample)
    stops = _stops(sample)
    parts = (workspace.rail, workspace.canvas, workspace.details, workspace.status)
    places = [
        [n for n, stop in enumerate(stops) if stop is part or part.isAncestorOf(stop)]
        for part in parts
    ]
    assert all(places)
    assert all(max(one) < min(next_) for one, next_ in pairwise(places))


def test_tab_goes_down_the_history(sample: Window) -> None:
    workspace = workspace_of(sample)
    workspace.show_view(View.HISTORY)
    page = workspace.page
    assert page is not None
    inside = [stop for stop in _stops(sample) if page.isAncestorOf(stop)]
    tops = [stop.mapTo(page, stop.rect().topLeft()).y() for stop in inside]
    assert len(tops) > 4
    assert tops == sorted(tops)
