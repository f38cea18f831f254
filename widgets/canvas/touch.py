"""Fingers on a touch screen: one taps, pans, or carries what is chosen; two pan and zoom.

A finger that rests opens the menu. What fingers do to cards goes the way of the mouse; touchpads
tell their gestures by events of their own, and the text field takes its touches as clicks.
"""

import math
from collections.abc import Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import (
    QContextMenuEvent,
    QEventPoint,
    QGuiApplication,
    QInputDevice,
    QMouseEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QApplication

from widgets.canvas.mouse import Mouse

if TYPE_CHECKING:
    from widgets.canvas.canvas import Canvas

_LEFT, _RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
_PRESS, _RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease


class _Doing(Enum):
    """What the fingers on the screen do; at first nobody knows whether one will be alone."""

    RESTING = auto()
    MOVING = auto()
    CARRYING = auto()
    NOTHING = auto()


class Fingers(QObject):
    """Turns the touches on one canvas into pans, zooms and clicks.

    Nothing is chosen before a finger is lifted where it came down: panning and zooming leave the
    choice, and what is being typed, as they are.
    """

    def __init__(self, canvas: "Canvas", mouse: Mouse) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._mouse = mouse
        self._doing = _Doing.NOTHING
        self._start = QPointF()
        self._at: dict[int, QPointF] = {}
        self._tapped: tuple[int, QPointF] | None = None
        self._resting = QTimer(self, singleShot=True)
        self._resting.timeout.connect(self._open_menu)
        canvas.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    def follow(self, event: QTouchEvent) -> bool:
        """React to touches; False for those that Qt shall make clicks of."""
        points = event.points()
        if event.type() is QEvent.Type.TouchBegin:
            is_screen = event.device().type() is QInputDevice.DeviceType.TouchScreen
            if not is_screen or self._canvas.childAt(points[0].position().toPoint()) is not None:
                event.ignore()
                return False
            self._begin(points)
        if event.type() is QEvent.Type.TouchCancel:
            self._give_up()
        elif len(points) > 1:
            self._give_up()
            self._doing = _Doing.MOVING
        elif event.type() is QEvent.Type.TouchEnd:
            self._finish(points[0])
        else:
            self._move(points[0].position())
        if self._doing is _Doing.MOVING:
            self._pull(points)
        event.accept()
        return True

    def _begin(self, points: Sequence[QEventPoint]) -> None:
        self._doing, self._start = _Doing.RESTING, points[0].position()
        self._at = {one.id(): one.position() for one in points}
        self._resting.start(QGuiApplication.styleHints().mousePressAndHoldInterval())

    def _move(self, at: QPointF) -> None:
        """Once the finger has left its place, carry what is chosen there, or pan."""
        away = (at - self._start).manhattanLength()
        if self._doing is _Doing.RESTING and away >= QApplication.startDragDistance():
            self._resting.stop()
            canvas = self._canvas
            on_handle = canvas.fold_handle_at(self._start) is not None
            carries = canvas.card_at(self._start) in canvas.selection.chosen and not on_handle
            self._doing = _Doing.CARRYING if carries else _Doing.MOVING
            if carries:
                self._act(_PRESS, self._start)
        if self._doing is _Doing.CARRYING:
            self._act(QEvent.Type.MouseMove, at)

    def _finish(self, point: QEventPoint) -> None:
        """Let go what is carried; a finger that has not moved clicks, twice in a place edits."""
        self._resting.stop()
        if self._doing is _Doing.RESTING:
            twice = self._is_second_tap(point)
            self._tapped = None if twice else (point.timestamp(), self._start)
            self._act(QEvent.Type.MouseButtonDblClick if twice else _PRESS, self._start)
        if self._doing in (_Doing.RESTING, _Doing.CARRYING):
            self._act(_RELEASE, point.position())
        self._doing = _Doing.NOTHING

    def _give_up(self) -> None:
        """One finger alone does nothing any more."""
        self._resting.stop()
        if self._doing is _Doing.CARRYING:
            self._mouse.cancel()
        self._doing = _Doing.NOTHING

    def _is_second_tap(self, point: QEventPoint) -> bool:
        if self._tapped is None:
            return False
        hints, (when, where) = QGuiApplication.styleHints(), self._tapped
        near = (self._start - where).manhattanLength() <= hints.touchDoubleTapDistance()
        return near and point.timestamp() - when <= hints.mouseDoubleClickInterval()

    def _pull(self, points: Sequence[QEventPoint]) -> None:
        """Let the drawing follow the fingers: it moves with their middle and grows as they part."""
        lifted = QEventPoint.State.Released
        now = {one.id(): one.position() for one in points if one.state() is not lifted}
        staying = [finger for finger in now if finger in self._at]
        if staying:
            before, span = _middle([self._at[finger] for finger in staying])
            after, wider = _middle([now[finger] for finger in staying])
            moved = after - before
            self._canvas.look_through(self._canvas.viewport.panned(moved.x(), moved.y()))
            if span and wider:
                self._canvas.zoom_around(after, wider / span)
        self._at = now

    def _open_menu(self) -> None:
        """Do what the right button does."""
        self._doing = _Doing.NOTHING
        self._act(_PRESS, self._start, _RIGHT)
        self._act(_RELEASE, self._start, _RIGHT)
        at = self._start.toPoint()
        menu = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, self._canvas.mapToGlobal(at))
        QCoreApplication.sendEvent(self._canvas, menu)

    def _act(self, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton = _LEFT) -> None:
        """Do what the mouse would do."""
        there = self._canvas.mapToGlobal(at)
        event = QMouseEvent(kind, at, there, button, button, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(self._canvas, event)


def _middle(places: Sequence[QPointF]) -> tuple[QPointF, float]:
    """The middle of some places, and how far they lie from it, all together."""
    middle = sum(places, QPointF()) / len(places)
    return middle, sum(math.dist(place.toTuple(), middle.toTuple()) for place in places)
