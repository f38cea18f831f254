"""The details beside tree and table: they follow what is chosen, one row or several."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from desktop.services import Services
from desktop.view_state import View
from desktop.window import Window
from tests.desktop.looking import CTRL, SHIFT, Press, board_of, type_text, workspace_of
from widgets.canvas.selection import all_of, only
from widgets.gaps.view import GapsView
from widgets.inspector.fields import LineField, TextField
from widgets.table.rows import Column
from workshop.commands.cards import add_card, edit_card
from workshop.details import OutcomeFacts
from workshop.vocabulary import Kind

Key = Qt.Key


def says(window: Window, words: str) -> bool:
    labels = workspace_of(window).details.findChildren(QLabel)
    return any(label.isVisible() and label.text() == words for label in labels)


def test_all_chosen_cards_are_in_the_details_and_change_at_once(
    sample: Window, qtbot: QtBot, press: Press
) -> None:
    workspace = workspace_of(sample)
    refs = board_of(sample).by_ref
    cards = [refs["G2"], refs["G3"]]
    workspace.canvas.choose(all_of(cards, cards[0]))
    qtbot.waitUntil(lambda: set(workspace.details.rows) == set(cards))
    assert says(sample, "2 cards")
    before = [board_of(sample).facts_of(card, OutcomeFacts) for card in cards]
    press(sample, Key.Key_F6)
    team = next(
        field
        for field in workspace.details.findChildren(LineField)
        if field.isVisible() and field.accessibleName() == "Owner team"
    )
    team.setFocus()
    team.selectAll()
    QTest.keyClicks(team, "Hiring")
    QTest.keyClick(team, Key.Key_Return)
    facts = [board_of(sample).facts_of(card, OutcomeFacts) for card in cards]
    assert [fact.team for fact in facts if fact is not None] == ["Hiring", "Hiring"]
    workspace.undo()
    assert [board_of(sample).facts_of(card, OutcomeFacts) for card in cards] == before
    workspace.canvas.choose(only(cards[0]))
    qtbot.waitUntil(lambda: workspace.details.row == cards[0])


def test_chosen_rows_of_the_table_are_in_the_details_together(
    sample: Window, qtbot: QtBot, press: Press
) -> None:
    workspace = workspace_of(sample)
    press(sample, Key.Key_T, CTRL)
    first, second = (board_of(sample).rows[at] for at in (0, 1))
    workspace.table.select_row(first)
    workspace.table.setFocus()
    qtbot.waitUntil(lambda: workspace.details.row == first)
    press(sample, Key.Key_Down, SHIFT)
    qtbot.waitUntil(lambda: set(workspace.details.rows) == {first, second})
    assert says(sample, "2 outputs")
    press(sample, Key.Key_Up)
    qtbot.waitUntil(lambda: len(workspace.details.rows) <= 1)


def test_a_change_keeps_an_opened_detail_in_sight(sample: Window, qtbot: QtBot) -> None:
    workspace = workspace_of(sample)
    card = board_of(sample).by_ref["O1"]
    workspace.canvas.select(card)
    qtbot.waitUntil(lambda: workspace.details.row == card)
    note = next(f for f in workspace.details.findChildren(TextField) if f.isVisible())
    note.setFocus()
    QTest.keyClicks(note, "!")
    QTest.keyClick(note, Key.Key_Return, CTRL)
    QApplication.processEvents()
    assert note.hasFocus()


def test_they_follow_cards_that_are_captured_one_after_the_other(
    sample: Window, qtbot: QtBot, press: Press
) -> None:
    workspace, refs = workspace_of(sample), board_of(sample).by_ref
    workspace.canvas.select(refs["G1"])
    qtbot.waitUntil(lambda: workspace.details.row == refs["G1"])
    press(sample, Key.Key_Return)
    type_text(sample, "Employers renew")
    assert workspace.details.row == refs["G1"]
    press(sample, Key.Key_Return)
    written = next(c for c in board_of(sample).cards.values() if c.text == "Employers renew")
    qtbot.waitUntil(lambda: workspace.details.row == written.id)
    press(sample, Key.Key_Escape)
    workspace.canvas.select(refs["O1"])
    press(sample, Key.Key_Return)
    type_text(sample, "x")
    qtbot.waitUntil(lambda: workspace.details.row == refs["O1"])


def test_they_follow_what_is_typed_into_the_table(
    sample: Window, qtbot: QtBot, press: Press
) -> None:
    workspace = workspace_of(sample)
    workspace.show_view(View.BOTH)
    grid = workspace.table.grid
    grid.setFocus()
    grid.go_to(len(board_of(sample).rows), Column.OUTPUT)
    QTest.keyClicks(grid, "N")
    type_text(sample, "ewsletter")
    press(sample, Key.Key_Return)
    written = next(o for o in board_of(sample).outputs.values() if o.text == "Newsletter")
    qtbot.waitUntil(lambda: workspace.details.row == written.id)
    assert sample.workshop is not None
    sample.workshop.document.run(add_card, kind=Kind.OUTCOME, text="Readers stay")
    QTest.qWait(0)
    assert workspace.details.row == written.id


def test_a_view_that_is_left_does_not_lead_them(sample: Window, qtbot: QtBot, press: Press) -> None:
    workspace = workspace_of(sample)
    press(sample, Key.Key_G, CTRL)
    page = workspace.page
    assert isinstance(page, GapsView)
    qtbot.waitUntil(lambda: page.list.gap is not None or bool(workspace.gaps.gaps))
    page.list.setFocus()
    for _ in range(30):
        press(sample, Key.Key_Down)
        if page.list.gap is not None:
            break
        press(sample, Key.Key_Return)
    gap = page.list.gap
    assert gap is not None
    press(sample, Key.Key_Return)
    assert workspace.page is None
    workspace.canvas.select(None)
    workspace.canvas.setFocus()
    press(sample, Key.Key_Return)
    type_text(sample, "Employers renew")
    with qtbot.waitSignal(workspace.gaps.changed):
        press(sample, Key.Key_Escape)
    QApplication.processEvents()
    written = next(c for c in board_of(sample).cards.values() if c.text == "Employers renew")
    qtbot.waitUntil(lambda: workspace.details.row == written.id)


def test_f6_comes_to_the_first_field(sample: Window, qtbot: QtBot, press: Press) -> None:
    workspace = workspace_of(sample)
    card = board_of(sample).by_ref["O1"]
    workspace.canvas.select(card)
    qtbot.waitUntil(lambda: workspace.details.row == card)
    press(sample, Key.Key_F6)
    type_text(sample, "!")
    workspace.commit_pending()
    assert board_of(sample).cards[card].text.startswith("!")


@pytest.mark.parametrize("where", ["card", "output"])
def test_what_was_typed_in_the_details_is_there_after_a_crash(
    sample: Window, qtbot: QtBot, services: Services, where: str
) -> None:
    workspace = workspace_of(sample)
    row = board_of(sample).by_ref["O3" if where == "card" else "P3"]
    key = "Card.note" if where == "card" else "Output.owner"
    assert sample.workshop is not None
    sample.workshop.document.session.set_draft("inspector", {f"{row}/{key}": "Half a wo"})
    workspace.finish()
    again = type(workspace)(
        sample.workshop.document, services.appearance.look, sample.menu_actions, sample
    )
    qtbot.addWidget(again)
    again.resize(1200, 700)
    again.show()
    again.start()
    qtbot.waitUntil(lambda: again.details.row == row)
    notes, lines = again.details.findChildren(TextField), again.details.findChildren(LineField)
    shown = [note.words() for note in notes if note.isVisible()]
    shown += [line.words() for line in lines if line.isVisible()]
    assert "Half a wo" in shown
    again.stop()


def test_the_wheel_over_a_text_in_full_sight_scrolls_the_details(
    sample: Window, qtbot: QtBot
) -> None:
    workspace = workspace_of(sample)
    card = board_of(sample).by_ref["G1"]
    sample.resize(780, 480)
    workspace.canvas.select(card)
    qtbot.waitUntil(lambda: workspace.details.row == card)
    field = next(
        it
        for it in workspace.details.findChildren(TextField)
        if it.isVisible() and it.words() == board_of(sample).cards[card].text
    )
    qtbot.waitUntil(lambda: field.document().lineCount() > 1 or field.height() > 40)
    QTest.mouseClick(field.viewport(), Qt.MouseButton.LeftButton)
    for key in (Key.Key_PageDown, Key.Key_End):
        QTest.keyClick(field, key, CTRL)
    assert field.verticalScrollBar().maximum() == 0
    before = field.mapTo(sample, QPoint()).y()
    turn_wheel(sample, field, -3)
    assert field.verticalScrollBar().value() == 0
    assert field.mapTo(sample, QPoint()).y() < before


def test_the_wheel_scrolls_a_text_that_is_longer_than_its_field(
    sample: Window, qtbot: QtBot
) -> None:
    workspace = workspace_of(sample)
    card = board_of(sample).by_ref["G1"]
    words = "\n".join(f"Line {at}" for at in range(40))
    assert sample.workshop is not None
    sample.workshop.document.run(edit_card, card, text=words)
    workspace.canvas.select(card)
    qtbot.waitUntil(lambda: workspace.details.row == card)
    field = next(it for it in workspace.details.findChildren(TextField) if it.words() == words)
    turn_wheel(sample, field, -1)
    assert field.verticalScrollBar().value() > 0


def turn_wheel(window: Window, field: TextField, notches: int) -> None:
    """Turn the wheel over a field, as the window system tells it."""
    at = QPointF(field.mapTo(window, field.rect().center()))
    handle = window.windowHandle()
    QTest.wheelEvent(handle, at, QPoint(0, 120 * notches))


def test_a_list_to_choose_from_shows_all_it_has(sample: Window, qtbot: QtBot) -> None:
    workspace = workspace_of(sample)
    workspace.canvas.select(board_of(sample).by_ref["G1"])
    qtbot.waitUntil(lambda: workspace.details.row is not None)
    boxes = [box for box in workspace.details.findChildren(QComboBox) if box.isVisible()]
    assert boxes
    for box in boxes:
        box.setFocus()
        QTest.keyClick(box, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        shown = box.view()
        assert shown.isVisible()
        last = shown.visualRect(box.model().index(box.count() - 1, 0))
        assert shown.viewport().rect().contains(last), box.accessibleName()
        assert last.height() >= 32
        QTest.keyClick(shown, Key.Key_Escape)


def test_fields_that_become_narrower_cover_none_of_their_words(
    sample: Window, qtbot: QtBot, press: Press
) -> None:
    workspace = workspace_of(sample)
    press(sample, Key.Key_Escape)
    qtbot.waitUntil(lambda: workspace.details.row is None)
    field = next(field for field in workspace.details.findChildren(TextField) if field.isVisible())
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Renewals fall because new customers never get to their first report")
    for narrower in range(0, 30, 2):
        field.resize(field.width() - narrower, field.height())
        assert not field.horizontalScrollBar().isVisible()
