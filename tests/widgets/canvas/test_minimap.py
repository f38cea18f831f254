"""The map in the corner: there when something is out of sight, and a way to get there."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.canvas.conftest import Hands
from widgets.canvas.minimap import Minimap


def the_map(hands: Hands) -> Minimap:
    found = hands.canvas.findChild(Minimap)
    assert isinstance(found, Minimap)
    return found


def test_it_shows_only_while_something_is_out_of_sight(hands: Hands) -> None:
    hands.canvas.zoom_to_fit()
    assert the_map(hands).isHidden()
    hands.canvas.look_through(hands.canvas.viewport.zoomed(2.5, 0, 0))
    assert the_map(hands).isVisible()


def test_a_press_shows_that_part_of_the_tree(hands: Hands) -> None:
    hands.canvas.look_through(hands.canvas.viewport.zoomed(3, 0, 0))
    small = the_map(hands)
    left, right = QPoint(12, small.height() // 2), QPoint(small.width() - 12, small.height() // 2)
    QTest.mouseClick(small, Qt.MouseButton.LeftButton, pos=left)
    seen_left = hands.canvas.viewport.x
    QTest.mouseClick(small, Qt.MouseButton.LeftButton, pos=right)
    assert hands.canvas.viewport.x > seen_left


def test_it_is_drawn_anew_when_people_pause(hands: Hands, qtbot: QtBot) -> None:
    hands.canvas.look_through(hands.canvas.viewport.zoomed(3, 0, 0))
    small = the_map(hands)
    before = small.grab().toImage()
    hands.canvas.select(hands.card("O1"))
    hands.canvas.work.delete()
    qtbot.waitUntil(lambda: small.grab().toImage() != before)
