"""The metrics view: what its panels say, entering, pasting, correcting, versions, and its keys."""

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPaintDevice, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.memory import MemorySession, board_from
from tests.widgets.metrics.conftest import TODAY
from widgets.document import Document
from widgets.look.look import Look, Scheme, look_for
from widgets.metrics.chart import MetricChart
from widgets.metrics.form import MetricForm
from widgets.metrics.panel import MetricPanel
from widgets.metrics.values import DAY, NOTE, VALUE, ValuesDrawer
from widgets.metrics.versions import VersionsDrawer
from widgets.metrics.view import MetricsView
from workshop.commands.cards import add_card, edit_card
from workshop.commands.details import delete_detail
from workshop.details import Measurement, Metric, MetricVersion
from workshop.steps import StepName
from workshop.vocabulary import Kind

Key, Ctrl, Shift = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Left = Qt.MouseButton.LeftButton


def panel_of(view: MetricsView, ref: str) -> MetricPanel:
    panel = view.list.panel(view.document.board.by_ref[ref])
    assert isinstance(panel, MetricPanel)
    return panel


def says(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def button(widget: QWidget, words: str) -> QPushButton:
    found = [b for b in widget.findChildren(QPushButton) if b.text() == words]
    return next(b for b in found if b.isVisible())


def focus() -> QWidget:
    QApplication.processEvents()
    widget: QWidget | None = QApplication.focusWidget()
    assert widget is not None
    return widget


def values_of(view: MetricsView, ref: str) -> dict[date, float]:
    board = view.document.board
    values = board.list_of(board.by_ref[ref], Measurement)
    return {value.measured_on: value.value for value in values}


def test_panels_stand_outcome_by_outcome_in_tree_order(view: MetricsView) -> None:
    rows = [view.document.board.by_ref[ref] for ref in ("G1", "M1", "M2", "M3")]
    assert [panel.reading.row for panel in view.list.panels] == rows


def test_a_metric_says_what_it_is_how_it_stands_and_what_it_went_through(
    view: MetricsView,
) -> None:
    assert says(panel_of(view, "M1"))[:6] == [
        "G2 · PRODUCT OUTCOME · LEADING",
        "More jobs are filled",
        "Hires per 100 jobs · 11 → <b>18</b> by 30\u00a0Jun\u00a02027",
        "Now 14 on 12\u00a0Nov · next look 12\u00a0Dec · Amara",
        "v3",
        "Applications → Qualified applications → Hires: “nobody was hired”",
    ]


def test_a_guardrail_is_a_panel_of_its_own(view: MetricsView) -> None:
    assert says(panel_of(view, "M2"))[:4] == [
        "G2 · GUARDRAIL",
        "Satisfaction",
        "Rating · must stay above <b>4.2</b>",
        "Now 4.4 on 12\u00a0Nov · holds · peers 4.1 (survey) · we are 0.3 ahead",
    ]


def test_a_metric_without_a_value_asks_who_can_tell(view: MetricsView) -> None:
    panel = panel_of(view, "M3")
    assert "No measurement yet. Who can tell us, and from when?" in says(panel)
    assert panel.chart.plot is None
    assert any("1 metric without a measurement" in words for words in says(view))


def test_words_of_people_are_no_markup(qtbot: QtBot, look: Look) -> None:
    script = (
        '{"do": "add_card", "kind": "outcome", "text": "<b>x</b>"}\n'
        '{"do": "add_metric", "of": "G1", "name": "<i>a</i> & b", "target": 1}\n'
    )
    view = MetricsView(Document(MemorySession(board_from(script))), look, today=lambda: TODAY)
    qtbot.addWidget(view)
    view.show()
    assert "&lt;i&gt;a&lt;/i&gt; &amp; b" in says(panel_of(view, "M1"))[2]


def test_arrows_travel_and_tell_the_row(view: MetricsView) -> None:
    told: list[object] = []
    view.selected.connect(told.append)
    view.list.panels[0].setFocus()
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Up, Key.Key_Up):
        QTest.keyClick(focus(), key)
    refs = {row: ref for ref, row in view.document.board.by_ref.items()}
    assert [refs[str(row)] for row in told] == ["M1", "M2", "M1", "G1"]


def test_left_and_right_read_the_points_of_the_chart(view: MetricsView) -> None:
    panel = panel_of(view, "M1")
    panel.setFocus()
    heard: list[str] = []
    panel.read_out.connect(heard.append)
    for key in (Key.Key_Left, Key.Key_Left, Key.Key_Right, Key.Key_Right):
        QTest.keyClick(focus(), key)
    assert heard == ["12 Nov 2026 · 14 · fair", "12 Aug 2026 · 11.5", "12 Nov 2026 · 14 · fair"]
    assert panel.accessibleDescription() == heard[-1]


def test_the_pointer_reads_the_nearest_point(view: MetricsView, qtbot: QtBot) -> None:
    chart = panel_of(view, "M1").chart
    heard: list[str] = []
    chart.read_out.connect(heard.append)
    assert chart.plot is not None
    QTest.mouseMove(chart, QPoint(round(chart.plot.points[1][0]) + 3, 40))
    qtbot.waitUntil(lambda: heard == ["12 Aug 2026 · 11.5"])


def test_a_chart_is_told_in_words(view: MetricsView) -> None:
    said = panel_of(view, "M1").chart.accessibleDescription()
    assert said == (
        "From 11 on 12 Jul 2026 to 14 on 12 Nov 2026, 3 values. baseline 11, target 18."
    )


def test_a_chart_of_one_value_does_not_tell_of_a_way(view: MetricsView) -> None:
    said = panel_of(view, "M2").chart.accessibleDescription()
    assert said.startswith("4.4 on 12 Nov 2026, the only value.")


def test_a_panel_is_heard_with_each_of_its_words_once(view: MetricsView) -> None:
    said = panel_of(view, "M2").accessibleName()
    assert said.startswith("G2 · GUARDRAIL. Satisfaction. Now 4.4 on 12 Nov")


def test_values_are_entered_down_the_list_in_one_step(
    view: MetricsView, session: MemorySession
) -> None:
    QTest.mouseClick(view.enter, Left)
    QTest.keyClicks(focus(), "15,5")
    QTest.keyClick(focus(), Key.Key_Tab)
    QTest.keyClick(focus(), Key.Key_Tab)
    QTest.keyClicks(focus(), "54 %")
    QTest.keyClick(focus(), Key.Key_Return)
    assert session.names == [StepName.ENTER_VALUES]
    assert values_of(view, "M1")[TODAY] == 15.5
    assert values_of(view, "M3") == {TODAY: 54.0}
    assert not view.is_entering
    session.undo()
    assert values_of(view, "M3") == {}


def test_a_round_has_its_day_and_its_note(view: MetricsView) -> None:
    QTest.mouseClick(view.enter, Left)
    QTest.keyClicks(focus(), "15")
    view.entry.day.selectAll()
    QTest.keyClicks(view.entry.day, "14 Nov")
    QTest.keyClicks(view.entry.note, "counted by hand")
    QTest.mouseClick(view.entry.save, Left)
    board = view.document.board
    value = board.list_of(board.by_ref["M1"], Measurement)[-1]
    assert (value.measured_on, value.note) == (date(2026, 11, 14), "counted by hand")


def test_tab_leads_from_day_and_note_to_every_value_and_to_save(view: MetricsView) -> None:
    QTest.mouseClick(view.enter, Left)
    view.entry.day.setFocus()
    stops = [view.entry.note, *(panel.entry for panel in view.list.metric_panels), view.entry.save]
    for stop in stops:
        QTest.keyClick(focus(), Key.Key_Tab)
        assert focus() is stop


def test_what_is_no_number_is_said_and_nothing_is_lost(
    view: MetricsView, session: MemorySession
) -> None:
    QTest.mouseClick(view.enter, Left)
    QTest.keyClicks(focus(), "15")
    QTest.keyClick(focus(), Key.Key_Tab)
    QTest.keyClicks(focus(), "good")
    assert not view.commit_pending()
    assert session.names == []
    assert "Write a number, like 1200 or 4.5." in says(view.entry)
    assert focus() is panel_of(view, "M2").entry
    assert [panel.entry.text() for panel in view.list.metric_panels] == ["15", "good", ""]
    QTest.keyClicks(focus(), "4.5")
    assert view.commit_pending()
    assert values_of(view, "M2")[TODAY] == 4.5


def test_a_day_that_is_none_is_said(view: MetricsView, session: MemorySession) -> None:
    QTest.mouseClick(view.enter, Left)
    QTest.keyClicks(focus(), "15")
    view.entry.day.setText("soon")
    QTest.keyClick(view.entry.day, Key.Key_Return)
    assert session.names == []
    assert "Write a day, like 16 Nov 2026 or today." in says(view.entry)


def test_esc_gives_a_round_up(view: MetricsView, session: MemorySession) -> None:
    QTest.mouseClick(view.enter, Left)
    QTest.keyClicks(focus(), "15")
    QTest.keyClick(focus(), Key.Key_Escape)
    assert not view.is_entering
    assert session.names == []
    assert not panel_of(view, "M1").entry.isVisible()


def test_a_change_elsewhere_keeps_what_is_being_entered(
    view: MetricsView, document: Document
) -> None:
    QTest.mouseClick(view.enter, Left)
    QTest.keyClicks(focus(), "15")
    document.run(edit_card, document.board.by_ref["G2"], text="Jobs are filled")
    assert panel_of(view, "M1").entry.text() == "15"
    assert "Jobs are filled" in says(panel_of(view, "M1"))


def test_pasted_cells_are_shown_before_they_are_added_in_one_step(
    view: MetricsView, session: MemorySession
) -> None:
    panel_of(view, "M1").setFocus()
    QTest.mouseClick(view.paste, Left)
    QApplication.clipboard().setText("1 Nov 2026\t13\nM2\t1 Nov 2026\t4.5\nM9\t1 Nov 2026\t1")
    QTest.keyClick(focus(), Key.Key_V, Ctrl)
    preview = view.pasting.preview
    assert [preview.item(at).text() for at in range(preview.count())] == [
        "Row 3 names no metric of this workshop: M9 · 1 Nov 2026 · 1.",
        "M1 Hires · 1 Nov 2026 · 13",
        "M2 Satisfaction · 1 Nov 2026 · 4.5",
    ]
    assert view.pasting.add.text() == "Add 2 values"
    QTest.keyClick(focus(), Key.Key_Return, Ctrl)
    assert session.names == [StepName.ENTER_VALUES]
    assert values_of(view, "M2")[date(2026, 11, 1)] == 4.5
    assert view.pasting.cells.toPlainText() == "M9\t1 Nov 2026\t1"
    QTest.keyClick(focus(), Key.Key_Escape)
    assert view.pasting.isHidden()


def test_rows_without_a_name_follow_the_panel_people_go_to(view: MetricsView) -> None:
    panel_of(view, "M1").setFocus()
    QTest.mouseClick(view.paste, Left)
    view.pasting.cells.setPlainText("1 Nov 2026;4.5")
    panel_of(view, "M2").setFocus()
    QApplication.processEvents()
    assert view.pasting.preview.item(0).text() == "M2 Satisfaction · 1 Nov 2026 · 4.5"


def test_the_clipboard_is_taken_when_it_holds_values(view: MetricsView) -> None:
    QApplication.clipboard().setText("M1\t12 Nov 2026\t15")
    QTest.mouseClick(view.paste, Left)
    preview = view.pasting.preview.item(0).text()
    assert preview == "M1 Hires · 12 Nov 2026 · 15 · instead of 14"


def test_pasting_takes_the_place_of_what_the_clipboard_gave(view: MetricsView) -> None:
    QApplication.clipboard().setText("M1\t12 Nov 2026\t15\r\n")
    QTest.mouseClick(view.paste, Left)
    QTest.keyClick(focus(), Key.Key_V, Ctrl)
    assert view.pasting.add.text() == "Add 1 value"
    QTest.keyClicks(focus(), "M1;13 Nov 2026;16")
    QTest.keyClick(focus(), Key.Key_Return)
    QTest.keyClick(focus(), Key.Key_V, Ctrl)
    assert view.pasting.preview.count() == 3


def drawer_of(view: MetricsView, ref: str) -> ValuesDrawer:
    panel = panel_of(view, ref)
    panel.setFocus()
    QTest.keyClick(focus(), Key.Key_Return)
    assert isinstance(panel.drawer, ValuesDrawer)
    return panel.drawer


def type_cell(drawer: ValuesDrawer, at: int, column: int, words: str) -> None:
    drawer.table.setFocus()
    drawer.table.setCurrentIndex(drawer.model.index(at, column))
    QTest.keyClick(drawer.table, Key.Key_Return)
    editor = focus()
    QTest.keyClick(editor, Key.Key_A, Ctrl)
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Key.Key_Return)
    QApplication.processEvents()


def shown(drawer: ValuesDrawer, at: int) -> list[object]:
    return [drawer.model.index(at, column).data() for column in (DAY, VALUE, NOTE)]


def test_values_are_listed_newest_first_and_corrected_in_place(
    view: MetricsView, session: MemorySession
) -> None:
    drawer = drawer_of(view, "M1")
    assert shown(drawer, 1) == ["12 Nov 2026", "14", "fair"]
    type_cell(drawer, 1, VALUE, "14,5")
    type_cell(drawer, 2, DAY, "13 Aug 2026")
    assert focus() is drawer.table
    assert session.names == [StepName.EDIT_DETAIL] * 2
    assert values_of(view, "M1")[date(2026, 11, 12)] == 14.5
    assert date(2026, 8, 13) in values_of(view, "M1")
    assert says(panel_of(view, "M1"))[3].startswith("Now 14.5 on 12\u00a0Nov")


def test_what_can_t_be_read_stays_in_its_cell(view: MetricsView, session: MemorySession) -> None:
    drawer = drawer_of(view, "M1")
    type_cell(drawer, 1, VALUE, "lots")
    assert session.names == []
    assert shown(drawer, 1)[1] == "lots"
    assert "Write a number, like 1200 or 4.5." in says(drawer)
    type_cell(drawer, 1, VALUE, "15")
    assert values_of(view, "M1")[date(2026, 11, 12)] == 15.0
    assert "Write a number, like 1200 or 4.5." not in says(drawer)


def test_a_new_value_is_added_once_it_has_a_number(
    view: MetricsView, session: MemorySession
) -> None:
    drawer = drawer_of(view, "M1")
    type_cell(drawer, 0, DAY, "1 Nov 2026")
    assert session.names == []
    type_cell(drawer, 0, VALUE, "13")
    assert focus() is drawer.table
    assert values_of(view, "M1")[date(2026, 11, 1)] == 13.0
    assert shown(drawer, 0) == ["16 Nov 2026", "new value", ""]


def test_delete_deletes_a_value_and_undo_brings_it_back(
    view: MetricsView, session: MemorySession, document: Document
) -> None:
    drawer = drawer_of(view, "M1")
    drawer.table.setCurrentIndex(drawer.model.index(1, VALUE))
    QTest.keyClick(drawer.table, Key.Key_Delete)
    assert date(2026, 11, 12) not in values_of(view, "M1")
    document.undo()
    assert values_of(view, "M1")[date(2026, 11, 12)] == 14.0
    assert shown(drawer, 1) == ["12 Nov 2026", "14", "fair"]


def test_esc_closes_the_values_and_the_panel_has_the_keyboard(view: MetricsView) -> None:
    drawer_of(view, "M1")
    QTest.keyClick(focus(), Key.Key_Escape)
    panel = panel_of(view, "M1")
    assert panel.drawer is None
    assert focus() is panel


def test_a_new_version_keeps_what_the_metric_was_and_why_it_changed(
    view: MetricsView, session: MemorySession
) -> None:
    panel = panel_of(view, "M1")
    panel.setFocus()
    QTest.mouseClick(button(panel, "Versions"), Left)
    drawer = panel.drawer
    assert isinstance(drawer, VersionsDrawer)
    assert "v2 · Qualified applications · 11 → 18" in says(drawer)[0]
    drawer.form.name.setText("")
    QTest.keyClicks(drawer.form.name, "Hires that stay")
    QTest.keyClick(drawer.form.name, Key.Key_Return)
    assert session.names == []
    assert "Say why it changes: the next group will ask." in says(drawer)
    QTest.keyClicks(focus(), "some left at once")
    QTest.keyClick(focus(), Key.Key_Return)
    board = view.document.board
    versions = board.list_of(board.by_ref["M1"], MetricVersion)
    assert (versions[-1].name, versions[-1].until) == ("Hires", TODAY)
    assert says(panel)[4] == "v4"
    assert "→ Hires that stay" in says(panel)[5]


def test_a_version_in_which_nothing_changes_is_none(
    view: MetricsView, session: MemorySession
) -> None:
    panel = panel_of(view, "M1")
    panel.setFocus()
    QTest.mouseClick(button(panel, "Versions"), Left)
    assert isinstance(panel.drawer, VersionsDrawer)
    QTest.keyClicks(panel.drawer.form.reason, "no reason")
    QTest.keyClick(panel.drawer.form.reason, Key.Key_Return)
    assert session.names == []
    assert "Nothing is different yet: what changes?" in says(panel.drawer)


def test_an_outcome_without_a_metric_is_given_one(view: MetricsView) -> None:
    outcome = view.list.panels[0]
    assert "G1 Grow revenue: how will we know? No metric yet." in says(outcome)
    QTest.mouseClick(button(outcome, "Add a metric"), Left)
    form = outcome.drawer
    assert isinstance(form, MetricForm)
    QTest.keyClick(form.name, Key.Key_Return)
    assert "Give it a name: what is counted?" in says(form)
    QTest.keyClicks(focus(), "Revenue")
    QTest.keyClicks(form.target, "much")
    QTest.keyClick(form.target, Key.Key_Return)
    assert "Write a number, like 1200 or 4.5." in says(form)
    form.target.setText("1 200")
    QTest.keyClick(form.target, Key.Key_Return)
    added = panel_of(view, "M4")
    assert (added.reading.metric.name, added.reading.metric.target) == ("Revenue", 1200.0)
    assert focus() is added


def test_a_guardrail_alone_is_no_metric(view: MetricsView, document: Document) -> None:
    document.run(delete_detail, document.board.by_ref["M1"])
    QApplication.processEvents()
    rows = [panel.reading.row for panel in view.list.panels]
    assert rows[1:3] == [document.board.by_ref[ref] for ref in ("G2", "M2")]
    assert "G2 More jobs are filled: how will we know? No metric yet." in says(view.list.panels[1])


def test_a_guardrail_is_added_beside_a_metric(view: MetricsView) -> None:
    panel = panel_of(view, "M3")
    panel.setFocus()
    QTest.mouseClick(button(panel, "Add a guardrail"), Left)
    assert isinstance(panel.drawer, MetricForm)
    QTest.keyClicks(panel.drawer.name, "Support calls")
    QTest.keyClick(panel.drawer.name, Key.Key_Return)
    board = view.document.board
    added = board.details[board.by_ref["M4"]]
    assert isinstance(added, Metric)
    assert (added.owner, added.is_guardrail) == (board.by_ref["G3"], True)


def offering(view: MetricsView) -> list[bool]:
    """Which panels of metrics offer something."""
    QApplication.processEvents()
    return [
        any(b.isVisible() for b in panel.findChildren(QPushButton))
        for panel in view.list.metric_panels
    ]


def test_offers_show_where_people_point(view: MetricsView) -> None:
    panel_of(view, "M1").setFocus()
    QTest.mouseMove(panel_of(view, "M2"), QPoint(5, 5))
    assert offering(view) == [True, True, False]


def test_offers_show_where_people_are(view: MetricsView) -> None:
    """Nor does the pointer count that the test before has left on a panel."""
    panel_of(view, "M1").setFocus()
    assert offering(view) == [True, False, False]


def test_show_on_the_tree_jumps_to_the_outcome(view: MetricsView) -> None:
    jumps: list[str] = []
    view.jump.connect(jumps.append)
    panel = panel_of(view, "M1")
    panel.setFocus()
    QTest.mouseClick(button(panel, "Show on the tree"), Left)
    assert jumps == [view.document.board.by_ref["G2"]]


@pytest.mark.parametrize("ref", ["G3", "M3", "V4", "B1"])
def test_a_row_is_found_by_what_it_belongs_to(view: MetricsView, ref: str) -> None:
    view.select_row(view.document.board.by_ref[ref])
    current = view.list.current
    metric = "M3" if ref in ("G3", "M3") else "M2"
    assert current is panel_of(view, metric)


@pytest.mark.parametrize(("below", "metric"), [("G2", "M1"), ("G3", "M3")])
def test_a_card_is_found_by_the_outcome_above_it(
    view: MetricsView, document: Document, below: str, metric: str
) -> None:
    above = document.board.by_ref[below]
    document.run(add_card, kind=Kind.OPPORTUNITY, text="Late", parent=above)
    opportunity = document.board.by_ref["O1"]
    document.run(add_card, kind=Kind.SOLUTION, text="Remind", parent=opportunity)
    view.select_row(document.board.by_ref["S1"])
    assert view.list.current is panel_of(view, metric)


def test_a_metric_that_goes_takes_its_panel_along(view: MetricsView, document: Document) -> None:
    panel_of(view, "M1").setFocus()
    document.run(delete_detail, document.board.by_ref["M1"])
    assert view.list.panel(document.board.by_ref["G2"]) is not None
    document.undo()
    assert [panel.reading.row for panel in view.list.panels] == [
        document.board.by_ref[ref] for ref in ("G1", "M1", "M2", "M3")
    ]


def test_a_hidden_view_catches_up_when_it_is_shown(view: MetricsView, document: Document) -> None:
    view.hide()
    document.run(edit_card, document.board.by_ref["G2"], text="Jobs are filled")
    view.show()
    assert "Jobs are filled" in says(panel_of(view, "M1"))


def test_an_empty_workshop_says_what_to_do(qtbot: QtBot, look: Look) -> None:
    view = MetricsView(Document(MemorySession()), look, today=lambda: TODAY)
    qtbot.addWidget(view)
    view.show()
    assert "No outcome yet. Add one on the tree, then say here how we will know." in says(view)
    assert not view.enter.isEnabled()
    assert not view.paste.isEnabled()


@pytest.mark.parametrize("scheme", [Scheme.DARK, Scheme.CONTRAST])
def test_another_look_reaches_the_charts(view: MetricsView, scheme: Scheme) -> None:
    before = view.grab().toImage()
    view.set_look(look_for(scheme))
    assert view.grab().toImage() != before


def test_a_narrow_view_sets_the_chart_under_the_words(view: MetricsView) -> None:
    view.resize(560, 700)
    QApplication.processEvents()
    panel = panel_of(view, "M1")
    words = next(label for label in panel.findChildren(QLabel) if label.text() == "v3")
    below = words.mapTo(panel, QPoint(0, words.height())).y()
    assert panel.chart.y() >= below
    assert panel.chart.geometry().right() <= panel.width()


def test_only_charts_in_sight_are_laid_out(qtbot: QtBot, look: Look) -> None:
    lines = ['{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}']
    for metric in range(1, 61):
        lines.append(f'{{"do": "add_metric", "of": "G1", "name": "Metric {metric}"}}')
        lines.append(
            f'{{"do": "add_measurement", "of": "M{metric}", "measured_on": "2026-01-01",'
            f' "value": {metric}}}'
        )
    view = MetricsView(
        Document(MemorySession(board_from("\n".join(lines)))), look, today=lambda: TODAY
    )
    view.resize(1100, 700)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    QApplication.processEvents()
    laid_out = [panel.chart.is_laid_out for panel in view.list.metric_panels]
    assert laid_out[0]
    assert sum(laid_out) < 12


def test_everything_that_takes_the_keyboard_has_a_name(view: MetricsView) -> None:
    QTest.mouseClick(view.enter, Left)
    drawer_of(view, "M1")
    for widget in view.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            words = widget.text() if isinstance(widget, QPushButton) else ""
            assert widget.accessibleName() or words, widget


def test_words_at_the_lines_ends_never_overlap(view: MetricsView) -> None:
    plot = panel_of(view, "M2").chart.plot
    assert plot is not None
    places = sorted(line.words_y for line in plot.levels)
    assert all(after - before >= 14 - 1e-6 for before, after in pairwise(places))


class SharpChart(MetricChart):
    """A chart on a screen that has four pixels where others have one."""

    def metric(self, asked: QPaintDevice.PaintDeviceMetric) -> int:
        finer = {
            QPaintDevice.PaintDeviceMetric.PdmDevicePixelRatio: 2,
            QPaintDevice.PaintDeviceMetric.PdmDevicePixelRatioScaled: 2 * 0x10000,
        }
        return finer.get(asked) or super().metric(asked)


def test_words_stand_at_the_lines_ends_on_a_sharp_screen_too(
    view: MetricsView, look: Look, qtbot: QtBot
) -> None:
    chart = SharpChart(look)
    qtbot.addWidget(chart)
    chart.show_reading(panel_of(view, "M1").reading)
    chart.resize(400, 116)
    assert chart.devicePixelRatioF() == 2
    image = QImage(chart.size(), QImage.Format.Format_ARGB32)
    image.fill(0)
    chart.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    assert chart.plot is not None
    words = image.copy(image.rect().adjusted(round(chart.plot.words_x) + 4, 0, 0, 0))
    assert any(words.pixel(x, y) for x in range(0, words.width(), 3) for y in range(words.height()))


def again(qtbot: QtBot, view: MetricsView, look: Look) -> MetricsView:
    """The view as it is after the program was stopped and the workshop opened again."""
    document = Document(view.document.session)
    reopened = MetricsView(document, look, today=lambda: TODAY)
    qtbot.addWidget(reopened)
    reopened.show()
    return reopened


def test_a_round_outlives_a_crash(
    view: MetricsView, session: MemorySession, qtbot: QtBot, look: Look
) -> None:
    QTest.mouseClick(view.enter, Left)
    QTest.keyClicks(focus(), "15")
    QTest.keyClicks(view.entry.note, "by hand")
    qtbot.waitUntil(lambda: "by hand" in str(session.draft("metrics")))
    reopened = again(qtbot, view, look)
    assert reopened.is_entering
    assert panel_of(reopened, "M1").entry.text() == "15"
    assert reopened.entry.note.text() == "by hand"
    QTest.mouseClick(reopened.entry.save, Left)
    assert values_of(reopened, "M1")[TODAY] == 15.0
    assert session.draft("metrics") is None


def test_pasted_cells_outlive_a_crash(
    view: MetricsView, session: MemorySession, qtbot: QtBot, look: Look
) -> None:
    QApplication.clipboard().clear()
    QTest.mouseClick(view.paste, Left)
    QTest.keyClicks(focus(), "M1;1 Nov 2026;13")
    qtbot.waitUntil(lambda: "2026;13" in str(session.draft("metrics")))
    reopened = again(qtbot, view, look)
    assert reopened.pasting.isVisible()
    QTest.mouseClick(reopened.pasting.add, Left)
    assert values_of(reopened, "M1")[date(2026, 11, 1)] == 13.0
    assert session.draft("metrics") is None
