"""The bar at the top keeps up with what can be done."""

from PySide6.QtCore import SIGNAL
from PySide6.QtWidgets import QToolButton

from desktop.window import Window
from workshop.commands.cards import add_card
from workshop.vocabulary import Kind


def test_undo_in_the_bar_follows_its_action_however_often_that_changes(sample: Window) -> None:
    undo = sample.menu_actions["undo"]
    (button,) = [
        tool for tool in sample.bar.findChildren(QToolButton) if tool.toolTip() == undo.toolTip()
    ]
    assert not button.isEnabled()
    assert sample.workshop is not None
    document = sample.workshop.document
    told = undo.receivers(SIGNAL("changed()"))
    for number in range(4):
        document.run(add_card, kind=Kind.OUTCOME, text=f"Outcome {number}")
    cards = len(document.board.cards)
    assert button.isEnabled()
    assert button.toolTip() == undo.toolTip()
    assert button.text() == undo.iconText()
    button.click()
    assert len(document.board.cards) == cards - 1
    assert undo.receivers(SIGNAL("changed()")) == told
