"""The map in the corner: there when something is out of sight, and a way to get there."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from benchmarks.trees import board_with
from tests.widgets.canvas.conftest import Hands
from tests.widgets.memory import MemorySession
from widgets.canvas.canvas import Canvas
from widgets.canvas.minimap import Minimap
from widgets.canvas.viewport import Viewport
from widgets.document import Document
from widgets.look.look import Look, Scheme, look_for


def the_map(hands: Hands) -> Minimap:
    found = hands.canvas.findChild(Minimap)
    assert isinstance(found, Minimap)
    return found


def test_it_shows_only_while_something_is_out_of_sight(hands: Hands) -> None:
    hands.canvas.zoom_to_fit()
    assert the_map(hands).isHidden()
    hands.canvas.look_through(hands.canvas.viewport.zoomed(2.5, 0, 0))
    assert the_map(hands).isVisible()


def test_a_low_canvas_has_no_room_for_it(hands: Hands) -> None:
    hands.canvas.look_through(hands.canvas.viewport.zoomed(3, 0, 0))
    small = the_map(hands)
    assert small.isVisible()
    hands.canvas.resize(1100, 3 * small.height() - 1)
    assert small.isHidden()


def test_it_is_drawn_when_a_canvas_is_shown_that_was_scrolled_before(
    hands: Hands, qtbot: QtBot
) -> None:
    other = Canvas(hands.canvas.document, look_for(Scheme.LIGHT))
    qtbot.addWidget(other)
    other.resize(900, 600)
    other.look_through(Viewport(3.0, 0.0, 0.0))
    other.show()
    small = other.findChild(Minimap)
    assert isinstance(small, Minimap)
    blank = small.grab().toImage()
    qtbot.waitUntil(lambda: small.grab().toImage() != blank)
    before = other.viewport
    QTest.mouseClick(small, Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
    assert other.viewport != before


def test_a_press_shows_that_part_of_the_tree(hands: Hands) -> None:
    hands.canvas.look_through(hands.canvas.viewport.zoomed(3, 0, 0))
    small = the_map(hands)
    left, right = QPoint(12, small.height() // 2), QPoint(small.width() - 12, small.height() // 2)
    QTest.mouseClick(small, Qt.MouseButton.LeftButton, pos=left)
    seen_left = hands.canvas.viewport.x
    QTest.mouseClick(small, Qt.MouseButton.LeftButton, pos=right)
    assert hands.canvas.viewport.x > seen_left


def test_it_makes_way_for_the_current_card(hands: Hands) -> None:
    hands.canvas.look_through(hands.canvas.viewport.zoomed(3, 0, 0))
    small = the_map(hands)
    usual = small.pos()
    hands.canvas.select(hands.card("S2"))
    rect = QRect(hands.at("S2", 0.0, 0.0), hands.at("S2", 1.0, 1.0))
    covering = usual + QPoint(small.width(), small.height()) - rect.center()
    hands.canvas.look_through(hands.canvas.viewport.panned(covering.x(), covering.y()))
    rect = QRect(hands.at("S2", 0.0, 0.0), hands.at("S2", 1.0, 1.0))
    assert rect.intersects(QRect(usual, small.size()))
    assert small.isVisible()
    assert not small.geometry().intersects(rect)
    hands.canvas.select(None)
    hands.canvas.look_through(hands.canvas.viewport.panned(0, 1))
    assert small.pos() == usual


def test_it_is_drawn_anew_when_people_pause(hands: Hands, qtbot: QtBot) -> None:
    hands.canvas.look_through(hands.canvas.viewport.zoomed(3, 0, 0))
    small = the_map(hands)
    before = small.grab().toImage()
    hands.canvas.select(hands.card("O1"))
    hands.canvas.work.delete()
    qtbot.waitUntil(lambda: small.grab().toImage() != before)


def test_the_frame_is_seen_however_large_the_tree_is(look: Look, qtbot: QtBot) -> None:
    canvas = Canvas(Document(MemorySession(board_with(3000))), look)
    canvas.document.setParent(canvas)
    qtbot.addWidget(canvas)
    canvas.resize(1100, 700)
    with qtbot.waitExposed(canvas):
        canvas.show()
    canvas.zoom_to_100()
    small = canvas.findChild(Minimap)
    assert isinstance(small, Minimap)
    frame = QColor(look.palette.selection)

    def seen() -> set[tuple[int, int]]:
        image = small.grab().toImage()
        places = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return {place for place in places if image.pixelColor(*place) == frame}

    qtbot.waitUntil(lambda: bool(seen()))
    rows = {y for _, y in seen()}
    assert max(rows) - min(rows) >= 8
