"""What is seen of a tree whose window becomes smaller, as it does when the table comes below it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from tests.widgets.canvas.conftest import Hands

CTRL = Qt.KeyboardModifier.ControlModifier
MIDDLE = QPoint(550, 350)


def cards_in_sight(hands: Hands) -> set[str]:
    canvas = hands.canvas
    seen = canvas.viewport.seen(canvas.width(), canvas.height())
    return {card for card, _, _ in canvas.scene.visible(seen)}


def lower_to(hands: Hands, height: int) -> None:
    hands.canvas.resize(hands.canvas.width(), height)
    QApplication.processEvents()


def test_choosing_a_card_in_sight_does_not_end_that_all_are_seen(hands: Hands) -> None:
    hands.canvas.select(hands.card("O1"))
    lower_to(hands, 250)
    assert cards_in_sight(hands) == set(hands.board.cards)


def test_the_card_people_are_at_stays_in_sight(hands: Hands) -> None:
    hands.wheel(MIDDLE, 1, CTRL)
    hands.canvas.select(hands.card("T1"))
    assert hands.card("T1") in cards_in_sight(hands)
    lower_to(hands, 200)
    _, y, _, tall = hands.canvas.scene.rect(hands.card("T1"))
    view = hands.canvas.viewport
    assert (y + tall - view.y) * view.scale <= 200


def test_a_tree_that_people_moved_is_never_lost_from_sight(hands: Hands) -> None:
    for _ in range(2):
        hands.wheel(MIDDLE, 1, Qt.KeyboardModifier.NoModifier)
    view = hands.canvas.viewport
    assert -view.y * view.scale > 200
    lower_to(hands, 600)
    assert hands.canvas.viewport == view
    lower_to(hands, 190)
    assert hands.card("G1") in cards_in_sight(hands)
