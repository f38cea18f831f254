"""The details beside tree and table: they follow what is chosen, one row or several."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.services import Services
from desktop.window import Window
from tests.desktop.looking import CTRL, SHIFT, Press, board_of, type_text, workspace_of
from widgets.canvas.selection import all_of, only
from widgets.inspector.fields import LineField, TextField
from workshop.commands.cards import edit_card
from workshop.details import OutcomeFacts

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
    sample.resize(1100, 480)
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
