"""Fingers on a touch screen, through real touch events."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QInputDevice, QPointingDevice
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.canvas.conftest import Hands
from widgets.canvas.selection import Selection, only
from widgets.canvas.viewport import LARGEST

FAR = QPoint(60, 40)


class Screen:
    """Puts fingers on the window of a canvas, moves them together, and lifts them."""

    def __init__(self, hands: Hands, device: QPointingDevice) -> None:
        self._window = hands.canvas.window()
        # One sequence remembers where its fingers are.
        self._touch = QTest.touchEvent(self._window, device, autoCommit=False)
        self._down: list[QPoint] = []

    def put(self, *places: QPoint) -> None:
        """More fingers come down, one after the other, as they do."""
        for place in places:
            for finger in range(len(self._down)):
                self._touch.stationary(finger)
            self._touch.press(len(self._down), place, self._window)
            self._touch.commit()
            self._down.append(place)

    def move(self, *places: QPoint) -> None:
        """The fingers go to these places, in some steps."""
        before, steps = self._down, 5
        for step in range(1, steps + 1):
            for finger, (start, end) in enumerate(zip(before, places, strict=True)):
                self._touch.move(finger, start + (end - start) * step / steps, self._window)
            self._touch.commit()
        self._down = list(places)

    def lift(self) -> None:
        """All fingers leave the screen, the last that came first."""
        while self._down:
            place = self._down.pop()
            for finger in range(len(self._down)):
                self._touch.stationary(finger)
            self._touch.release(len(self._down), place, self._window)
            self._touch.commit()

    def tap(self, place: QPoint) -> None:
        self.put(place)
        self.lift()


@pytest.fixture(scope="session")
def device(qapp: object) -> QPointingDevice:
    return QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)


@pytest.fixture
def screen(hands: Hands, device: QPointingDevice) -> Iterator[Screen]:
    """A screen that lets a slow machine take its time between taps."""
    hints = QGuiApplication.styleHints()
    before = hints.mouseDoubleClickInterval(), hints.mousePressAndHoldInterval()
    hints.setMouseDoubleClickInterval(60_000)
    hints.setMousePressAndHoldInterval(60_000)
    yield Screen(hands, device)
    hints.setMouseDoubleClickInterval(before[0])
    hints.setMousePressAndHoldInterval(before[1])


def ground(hands: Hands) -> QPoint:
    """A place beside the tree."""
    return hands.at("T1") + QPoint(300, 0)


def test_a_tap_chooses_a_card_and_the_ground_none(hands: Hands, screen: Screen) -> None:
    screen.put(hands.at("O2"))
    assert hands.canvas.selection == Selection()
    screen.lift()
    assert hands.canvas.selection == only(hands.card("O2"))
    screen.tap(ground(hands))
    assert hands.canvas.selection == Selection()


def test_a_tap_on_a_handle_folds(hands: Hands, screen: Screen) -> None:
    screen.tap(hands.at("O1"))
    screen.tap(hands.at("O1", down=1.0))
    assert not hands.canvas.scene.is_shown(hands.card("S1"))


def test_two_taps_edit_a_card_and_two_far_apart_do_not(hands: Hands, screen: Screen) -> None:
    screen.tap(hands.at("O1"))
    screen.tap(hands.at("O2"))
    assert not hands.is_editing()
    screen.tap(hands.at("O2"))
    assert hands.is_editing()
    hands.type("Typed")
    screen.tap(ground(hands))
    assert hands.board.cards[hands.card("O2")].text.endswith("Typed")


def test_three_taps_are_not_twice_two(hands: Hands, screen: Screen) -> None:
    beside = ground(hands)
    for _ in range(2):
        screen.tap(beside)
    assert hands.is_editing()
    hands.key(Qt.Key.Key_Escape)
    screen.tap(beside)
    assert not hands.is_editing()


def test_a_finger_that_starts_on_a_handle_pans(hands: Hands, screen: Screen) -> None:
    screen.tap(hands.at("O1"))
    start, before = hands.at("O1", down=0.99), hands.at("G1")
    screen.put(start)
    screen.move(start + FAR)
    screen.lift()
    assert hands.canvas.scene.is_shown(hands.card("S1"))
    assert hands.at("G1") - before == FAR


def test_touches_on_a_touchpad_are_left_to_its_own_gestures(hands: Hands) -> None:
    pad = Screen(hands, QTest.createTouchDevice(QInputDevice.DeviceType.TouchPad))
    start, before = hands.at("O2"), hands.at("G1")
    pad.put(start)
    pad.move(start + FAR)
    pad.lift()
    assert hands.at("G1") == before


@pytest.mark.parametrize("place", ["card", "ground"])
def test_a_finger_pans_wherever_nothing_is_chosen(hands: Hands, screen: Screen, place: str) -> None:
    hands.canvas.select(hands.card("O1"))
    start, before = hands.at("O2") if place == "card" else ground(hands), hands.at("G1")
    screen.put(start)
    screen.move(start + FAR)
    assert hands.at("G1") - before == FAR
    screen.lift()
    assert hands.at("G1") - before == FAR
    assert hands.canvas.selection == only(hands.card("O1"))
    assert hands.session.seq == 0


def test_a_finger_that_trembles_still_taps(hands: Hands, screen: Screen) -> None:
    before = hands.at("G1")
    screen.put(hands.at("O2"))
    screen.move(hands.at("O2") + QPoint(3, 2))
    screen.lift()
    assert hands.canvas.current == hands.card("O2")
    assert hands.at("G1") == before


def test_a_finger_carries_the_chosen_card(hands: Hands, screen: Screen) -> None:
    screen.tap(hands.at("S2"))
    screen.put(hands.at("S2"))
    screen.move(hands.at("O2"))
    screen.lift()
    assert hands.texts("O2") == ["Drafted replies"]
    hands.canvas.document.undo()
    assert hands.texts("O2") == []


@pytest.mark.parametrize("end", ["escape", "another finger"])
def test_carrying_is_given_up(hands: Hands, screen: Screen, end: str) -> None:
    screen.tap(hands.at("S2"))
    screen.put(hands.at("S2"))
    screen.move(hands.at("O2"))
    if end == "escape":
        hands.key(Qt.Key.Key_Escape)
    else:
        screen.put(ground(hands))
    assert hands.canvas._picture().drag is None
    screen.lift()
    assert hands.session.seq == 0
    assert hands.canvas.current == hands.card("S2")


@pytest.mark.parametrize(("apart", "factor"), [(150, 1.5), (50, 0.5)])
def test_two_fingers_zoom_around_their_middle(
    hands: Hands, screen: Screen, apart: int, factor: float
) -> None:
    middle, scale = hands.at("O2"), hands.canvas.scale
    screen.put(middle - QPoint(100, 0), middle + QPoint(100, 0))
    screen.move(middle - QPoint(apart, 0), middle + QPoint(apart, 0))
    assert hands.canvas.scale == pytest.approx(scale * factor)
    assert (hands.at("O2") - middle).manhattanLength() <= 2
    screen.lift()
    assert hands.canvas.scale == pytest.approx(scale * factor)


def test_two_fingers_that_go_together_pan(hands: Hands, screen: Screen) -> None:
    middle, before, scale = hands.at("O2"), hands.at("G1"), hands.canvas.scale
    left, right = middle - QPoint(50, 0), middle + QPoint(50, 0)
    screen.put(left, right)
    screen.move(left + FAR, right + FAR)
    assert (hands.at("G1") - before - FAR).manhattanLength() <= 1
    assert hands.canvas.scale == pytest.approx(scale)
    screen.lift()


def test_a_pinch_stops_at_the_largest_scale(hands: Hands, screen: Screen) -> None:
    middle = hands.at("O2")
    for _ in range(4):
        screen.put(middle - QPoint(20, 0), middle + QPoint(20, 0))
        screen.move(middle - QPoint(100, 0), middle + QPoint(100, 0))
        screen.lift()
    assert hands.canvas.scale == LARGEST


def test_a_finger_that_stays_after_a_pinch_pans_and_does_not_tap(
    hands: Hands, screen: Screen
) -> None:
    hands.canvas.select(hands.card("O1"))
    middle = hands.at("O2")
    screen.put(middle - QPoint(9, 0), middle + QPoint(90, 0))
    screen.lift()
    assert hands.canvas.selection == only(hands.card("O1"))


def test_a_pan_and_a_pinch_leave_what_is_typed_open(hands: Hands, screen: Screen) -> None:
    hands.canvas.select(hands.card("O1"))
    hands.type("Typed")
    start = ground(hands)
    screen.put(start)
    screen.move(start + FAR)
    screen.put(start - FAR)
    screen.move(start, start - FAR)
    screen.lift()
    assert hands.is_editing()


def test_a_tap_into_the_text_puts_the_cursor_there(hands: Hands, screen: Screen) -> None:
    hands.canvas.select(hands.card("O1"))
    hands.key(Qt.Key.Key_F2)
    field = hands.canvas.focusProxy()
    assert field is not None
    room = QRect(field.pos(), field.size())
    screen.tap(QPoint(room.left(), room.top() + 8))
    hands.type("Now ")
    assert hands.is_editing()
    hands.key(Qt.Key.Key_Escape)
    assert hands.board.cards[hands.card("O1")].text == "Now I forget to answer"


class Menus(QObject):
    """Notes where menus were asked for."""

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands.canvas)
        self.asked: list[tuple[QPoint, str | None]] = []
        self._canvas = hands.canvas
        hands.canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QContextMenuEvent):
            self.asked.append((event.pos(), self._canvas.current))
        return False


def test_a_finger_that_rests_asks_for_the_menu_of_its_card(
    hands: Hands, screen: Screen, qtbot: QtBot
) -> None:
    menus, at = Menus(hands), hands.at("O2")
    QGuiApplication.styleHints().setMousePressAndHoldInterval(10)
    screen.put(at)
    qtbot.waitUntil(lambda: bool(menus.asked))
    assert menus.asked == [(at, hands.card("O2"))]
    before = hands.at("G1")
    screen.move(at + FAR)
    screen.lift()
    assert hands.at("G1") == before
    assert hands.canvas.current == hands.card("O2")


@pytest.mark.parametrize("then", ["move", "put", "lift"])
def test_a_finger_that_does_something_else_rests_no_more(
    hands: Hands, screen: Screen, then: str
) -> None:
    screen.put(hands.at("O2"))
    resting = hands.canvas._fingers._resting
    assert resting.remainingTime() > 0
    places = [] if then == "lift" else [hands.at("O2") + FAR]
    getattr(screen, then)(*places)
    assert not resting.isActive()
    screen.lift()
