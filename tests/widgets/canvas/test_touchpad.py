"""Two fingers pan and pinch on a touchpad."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication

from tests.widgets.canvas.conftest import Hands

NONE = Qt.KeyboardModifier.NoModifier
PHASE = Qt.ScrollPhase


def pinch(hands: Hands, at: QPoint, by: float) -> None:
    """Two fingers go apart by a share of their distance, or come together."""
    where = QPointF(at)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        where,
        where,
        QPointF(hands.canvas.mapToGlobal(at)),
        by,
        QPointF(),
    )
    QApplication.sendEvent(hands.canvas, event)


def swipe(
    hands: Hands, pixels: QPoint, angle: QPoint, modifiers: Qt.KeyboardModifier = NONE
) -> None:
    """Two fingers go over a touchpad, which tells pixels."""
    at = hands.at("G1")
    event = QWheelEvent(
        QPointF(at),
        QPointF(hands.canvas.mapToGlobal(at)),
        pixels,
        angle,
        Qt.MouseButton.NoButton,
        modifiers,
        PHASE.ScrollUpdate,
        False,
    )
    QApplication.sendEvent(hands.canvas, event)


def test_a_pinch_zooms_around_the_fingers(hands: Hands) -> None:
    at, scale = hands.at("O2"), hands.canvas.scale
    pinch(hands, at, 0.25)
    assert hands.canvas.scale == pytest.approx(scale * 1.25)
    assert (hands.at("O2") - at).manhattanLength() <= 2
    pinch(hands, at, -0.2)
    assert hands.canvas.scale == pytest.approx(scale)
    assert (hands.at("O2") - at).manhattanLength() <= 2


def test_a_pinch_stops_at_the_largest_scale(hands: Hands) -> None:
    for _ in range(40):
        pinch(hands, hands.at("O2"), 0.5)
    assert hands.canvas.scale == 4.0


def test_two_fingers_pan_pixel_by_pixel_in_both_directions(hands: Hands) -> None:
    before = hands.at("G1")
    swipe(hands, QPoint(-7, 13), QPoint(-56, 104))
    assert hands.at("G1") - before == QPoint(-7, 13)
    swipe(hands, QPoint(7, -13), QPoint(56, -104))
    assert hands.at("G1") == before


def test_two_fingers_with_ctrl_zoom_as_windows_tells_a_pinch(hands: Hands) -> None:
    scale = hands.canvas.scale
    swipe(hands, QPoint(0, 30), QPoint(0, 30), Qt.KeyboardModifier.ControlModifier)
    assert hands.canvas.scale > scale
    swipe(hands, QPoint(0, -30), QPoint(0, -30), Qt.KeyboardModifier.ControlModifier)
    assert hands.canvas.scale == pytest.approx(scale)


def test_a_pan_and_a_pinch_leave_what_is_typed_open(hands: Hands) -> None:
    hands.canvas.select(hands.card("O1"))
    hands.type("Typed")
    swipe(hands, QPoint(5, 5), QPoint(40, 40))
    pinch(hands, hands.at("O1"), 0.1)
    assert hands.is_editing()
