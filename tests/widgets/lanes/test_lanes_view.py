"""The lanes through real keys and clicks: writing, travelling, lines, following the document."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.front import bring_to_front
from tests.widgets.memory import MemorySession
from widgets.document import Document
from widgets.lanes.lane import LaneList
from widgets.lanes.view import LanesView
from widgets.look.look import Look, Scheme, look_for
from widgets.writing import CellText
from workshop.commands.cards import add_card
from workshop.commands.details import add_detail
from workshop.commands.lanes import lead_to
from workshop.details import LaneItem
from workshop.reading.lanes import Stage
from workshop.records import WORKSHOP_ID
from workshop.steps import StepName
from workshop.vocabulary import Kind

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def view(qtbot: QtBot, document: Document, look: Look) -> LanesView:
    made = LanesView(document, look)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    bring_to_front(qtbot, made)
    made.setFocus()
    return made


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifiers)


def type_text(words: str) -> None:
    """Each key goes to what has the focus then: the first one opens a field."""
    for key in words:
        QTest.keyClicks(focus(), key)


def texts(view: LanesView, stage: Stage) -> list[str]:
    return [stop.text for stop in view.lanes[stage].lane.stops]


def write(view: LanesView, stage: Stage, *lines: str) -> None:
    """Stand on the row that is not there yet and type one text after another."""
    lane = view.lanes[stage]
    lane.setFocus()
    lane.setCurrentIndex(lane.lane.index(lane.lane.rowCount() - 1, 0))
    for line in lines:
        type_text(line)
        press(Key.Key_Return)


def middle_of(lane: LaneList, row: str) -> QPoint:
    card = lane.card_of(row)
    assert card is not None
    return card.center()


def test_typing_writes_one_row_after_another(view: LanesView, session: MemorySession) -> None:
    write(view, Stage.INPUTS, "Two engineers", "A panel of employers")
    assert texts(view, Stage.INPUTS) == ["Two engineers", "A panel of employers"]
    assert session.names == [StepName.ADD_DETAIL, StepName.ADD_DETAIL]


@pytest.mark.parametrize(
    ("stage", "before"), [(Stage.ACTIVITIES, 0), (Stage.OUTPUTS, 3), (Stage.OUTCOMES, 2)]
)
def test_every_lane_but_impact_takes_new_rows(view: LanesView, stage: Stage, before: int) -> None:
    write(view, stage, "Something new")
    assert texts(view, stage)[before:] == ["Something new"]


def test_a_row_is_written_anew_and_escape_keeps_it(view: LanesView, document: Document) -> None:
    view.select_row(document.board.by_ref["P3"])
    press(Key.Key_F2)
    type_text("Letter")
    press(Key.Key_Escape)
    assert texts(view, Stage.OUTPUTS)[2] == "Letter"
    assert view.lanes[Stage.OUTPUTS].hasFocus()
    press(Key.Key_Return)
    type_text("Letters")
    press(Key.Key_Return)
    assert texts(view, Stage.OUTPUTS)[2] == "Letters"
    document.undo()
    document.undo()
    assert texts(view, Stage.OUTPUTS)[2] == "Newsletter"


def test_what_is_typed_is_written_when_the_view_is_left(view: LanesView) -> None:
    lane = view.lanes[Stage.INPUTS]
    lane.setFocus()
    type_text("Two engineers")
    assert view.commit_pending()
    assert texts(view, Stage.INPUTS) == ["Two engineers"]


def test_a_text_that_is_refused_stays_in_the_field(view: LanesView, qtbot: QtBot) -> None:
    view.lanes[Stage.INPUTS].setFocus()
    type_text("x")
    field = focus()
    field.setPlainText("word " * 14_000)  # type: ignore[attr-defined]
    with qtbot.waitSignal(view.document.refused):
        press(Key.Key_Return)
    assert field.isVisible()
    assert not view.commit_pending()


def test_a_click_elsewhere_does_not_throw_a_refused_text_away(
    view: LanesView, document: Document
) -> None:
    lane, other = view.lanes[Stage.OUTPUTS], document.board.by_ref["P1"]
    view.select_row(document.board.by_ref["P3"])
    press(Key.Key_F2)
    field = focus()
    field.setPlainText("word " * 14_000)  # type: ignore[attr-defined]
    QTest.mouseClick(lane.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(lane, other))
    assert focus() is field
    field.setPlainText("Letter")  # type: ignore[attr-defined]
    QTest.mouseClick(lane.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(lane, other))
    assert texts(view, Stage.OUTPUTS)[2] == "Letter"
    assert lane.current is not None
    assert lane.current.row == other


def test_another_row_becomes_current_while_a_field_is_open(
    view: LanesView, document: Document
) -> None:
    view.select_row(document.board.by_ref["P3"])
    press(Key.Key_F2)
    type_text("Letter")
    view.select_row(document.board.by_ref["P1"])
    assert texts(view, Stage.OUTPUTS)[2] == "Letter"
    assert view.lanes[Stage.OUTPUTS].hasFocus()


def test_arrows_travel_and_tell_where_people_are(view: LanesView, document: Document) -> None:
    seen: list[object] = []
    view.selected.connect(seen.append)
    view.select_row(document.board.by_ref["P1"])
    press(Key.Key_Down)
    press(Key.Key_Right)
    press(Key.Key_Left)
    by_ref = document.board.by_ref
    assert list(dict.fromkeys(seen)) == [by_ref["P1"], by_ref["P2"], by_ref["G2"]]
    assert seen[-1] == by_ref["P2"]


def test_alt_and_arrows_reorder(view: LanesView, document: Document) -> None:
    write(view, Stage.ACTIVITIES, "Interview", "Build")
    view.select_row(document.board.by_ref["I2"])
    press(Key.Key_Up, ALT)
    assert texts(view, Stage.ACTIVITIES) == ["Build", "Interview"]
    current = view.lanes[Stage.ACTIVITIES].current
    assert current is not None
    assert current.ref == "I2"
    view.select_row(document.board.by_ref["P1"])
    press(Key.Key_Down, ALT)
    assert texts(view, Stage.OUTPUTS) == ["Checklist", "Reminders", "Newsletter"]


def test_delete_takes_a_row_away_and_undo_brings_it_back(
    view: LanesView, document: Document
) -> None:
    view.select_row(document.board.by_ref["P3"])
    press(Key.Key_Delete)
    assert texts(view, Stage.OUTPUTS) == ["Reminders", "Checklist"]
    document.undo()
    assert texts(view, Stage.OUTPUTS) == ["Reminders", "Checklist", "Newsletter"]


def test_the_menu_draws_a_line_and_takes_it_away(view: LanesView, document: Document) -> None:
    output = document.board.by_ref["P3"]
    for expected in (["G2"], []):
        view.select_row(output)
        press(Key.Key_Return, CTRL)
        menu = view.findChild(QMenu)
        assert menu is not None
        action = next(a for a in menu.actions() if "G2" in a.text())
        action.trigger()
        menu.close()
        menu.deleteLater()
        QApplication.sendPostedEvents(None, 52)
        linked = document.board.contributions_of(output)
        assert [document.board.cards[link.outcome].ref for link in linked] == expected


def test_only_a_row_of_a_later_lane_takes_a_dragged_one(
    view: LanesView, document: Document
) -> None:
    outputs, outcomes = view.lanes[Stage.OUTPUTS].lane, view.lanes[Stage.OUTCOMES].lane
    dragged = outputs.mimeData([outputs.index(2, 0)])
    link, root = Qt.DropAction.LinkAction, outputs.index(-1, 0)
    assert not outputs.canDropMimeData(dragged, link, -1, -1, outputs.index(0, 0))
    assert not outcomes.canDropMimeData(dragged, link, 0, 0, root)
    assert outcomes.canDropMimeData(dragged, link, -1, -1, outcomes.index(0, 0))
    assert outcomes.dropMimeData(dragged, link, -1, -1, outcomes.index(0, 0))
    assert len(document.board.contributions_of(document.board.by_ref["P3"])) == 1


def drag_over(lane: LaneList, data: QMimeData, at: QPoint) -> QDragMoveEvent:
    """Take what is dragged to a point of a lane; Qt's own pointer can't drag without a screen."""
    link, button = Qt.DropAction.LinkAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(lane.viewport(), QDragEnterEvent(at, link, data, button, none))
    moved = QDragMoveEvent(at, link, data, button, none)
    QApplication.sendEvent(lane.viewport(), moved)
    return moved


def test_a_drag_shows_where_it_may_drop_and_the_line_that_would_come(
    view: LanesView, document: Document
) -> None:
    by_ref = document.board.by_ref
    outputs, outcomes = view.lanes[Stage.OUTPUTS], view.lanes[Stage.OUTCOMES]
    data = outputs.lane.mimeData([outputs.lane.index(2, 0)])
    target = middle_of(outcomes, by_ref["G2"])
    plain = outcomes.grab().toImage()
    assert not drag_over(outputs, data, middle_of(outputs, by_ref["P1"])).isAccepted()
    assert not any(line.is_coming for line in view.picture().lines)
    assert drag_over(outcomes, data, target).isAccepted()
    assert [line.is_coming for line in view.picture().lines].count(True) == 1
    assert outcomes.grab().toImage() != plain
    QApplication.sendEvent(outcomes.viewport(), QDragLeaveEvent())
    assert not any(line.is_coming for line in view.picture().lines)
    assert outcomes.grab().toImage() == plain
    drag_over(outcomes, data, target)
    link, button = Qt.DropAction.LinkAction, Qt.MouseButton.LeftButton
    drop = QDropEvent(target.toPointF(), link, data, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(outcomes.viewport(), drop)
    assert len(document.board.contributions_of(by_ref["P3"])) == 1
    assert not any(line.is_coming for line in view.picture().lines)


def test_a_line_that_skips_a_lane_runs_behind_the_cards(
    view: LanesView, document: Document
) -> None:
    write(view, Stage.ACTIVITIES, *["A long text of an activity " * 3] * 5)
    write(view, Stage.INPUTS, "Money")
    view.lanes[Stage.OUTCOMES].setFocus()
    activities = view.lanes[Stage.ACTIVITIES]

    def cards() -> list[QImage]:
        whole = view.grab().toImage()
        found = []
        for _row, card in activities.cards_in_sight():
            at = activities.viewport().mapTo(view, card.topLeft())
            found.append(whole.copy(QRect(at, card.size()).adjusted(2, 2, -2, -2)))
        return found

    before, lines = cards(), len(view.picture().lines)
    document.run(lead_to, document.board.by_ref["I6"], document.board.by_ref["P1"])
    assert len(view.picture().lines) == lines + 1
    assert cards() == before


def test_lanes_keep_a_width_to_read_in_and_scroll_to_the_one_people_are_in(
    view: LanesView,
) -> None:
    view.resize(420, 480)
    view.lanes[Stage.INPUTS].setFocus()
    for lane in view.lanes.values():
        frame = lane.parentWidget()
        assert frame is not None
        assert frame.width() >= 150
        left = frame.mapTo(view, QPoint(0, 0)).x()
        assert 0 <= left <= view.width() - frame.width()
        press(Key.Key_Right)


def test_a_change_made_while_nobody_looks_is_there_afterwards(
    view: LanesView, document: Document
) -> None:
    view.hide()
    document.run(add_detail, LaneItem, WORKSHOP_ID, {"lane": "input", "text": "Money"})
    assert texts(view, Stage.INPUTS) == []
    view.show()
    assert texts(view, Stage.INPUTS) == ["Money"]


def test_screen_readers_hear_row_and_question(view: LanesView) -> None:
    model = view.lanes[Stage.OUTPUTS].lane
    spoken = [model.data(model.index(at, 0)) for at in range(model.rowCount())]
    assert spoken == ["P1 Reminders", "P2 Checklist", "P3 Newsletter so that…?", "What do we make?"]


def test_lines_run_between_the_cards_in_sight_also_from_right_to_left(
    view: LanesView, document: Document, qtbot: QtBot
) -> None:
    lines = view.picture().lines
    assert len(lines) == 4
    assert all(line.start.x() < line.end.x() for line in lines)
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.waitUntil(lambda: all(ln.start.x() > ln.end.x() for ln in view.picture().lines))


def test_another_look_repaints_the_lanes(view: LanesView) -> None:
    light = view.grab().toImage()
    view.set_look(look_for(Scheme.DARK))
    assert view.grab().toImage() != light


def test_clicking_a_card_makes_it_current(view: LanesView, document: Document) -> None:
    row = document.board.by_ref["P2"]
    lane = view.lanes[Stage.OUTPUTS]
    QTest.mouseClick(lane.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(lane, row))
    current = lane.current
    assert current is not None
    assert current.row == row


def test_a_long_text_leaves_room_for_the_other_rows_and_is_edited_whole(
    view: LanesView, document: Document
) -> None:
    said = "Nobody knows who owns the set-up of a new customer. " * 40
    document.run(add_card, kind=Kind.OUTCOME, text=said)
    lane = view.lanes[Stage.OUTCOMES]
    row = next(card.id for card in document.board.cards.values() if card.text == said.strip())
    card = lane.card_of(row)
    assert card is not None
    assert card.height() < lane.height() / 2
    view.select_row(row)
    press(Key.Key_F2)
    field = focus()
    assert isinstance(field, CellText)
    assert field.toPlainText() == said.strip()
