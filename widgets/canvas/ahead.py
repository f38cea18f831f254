"""Draws the faces of cards just outside the window before somebody scrolls there.

It works a little at a time, between keys and frames.
"""

import time
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer

from widgets.canvas.frame import GREEK, Picture
from widgets.canvas.painter import CanvasPainter
from widgets.canvas.scene import Scene

#: How far beside the window to look, in pixels, and above and below it: about one card.
_ASIDE: Final = 300.0
_BEYOND: Final = 120.0
#: Seconds of work before keys and frames have their turn.
_SLICE: Final = 0.002


class Ahead(QObject):
    """Has a painter draw what the next frames of a scene may show."""

    def __init__(self, scene: Scene, painter: CanvasPainter, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._painter = painter
        self._drawing: Iterator[None] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def follow(self, picture: Picture) -> None:
        """Look around what this frame shows, and no longer around the one before."""
        if picture.viewport.scale >= GREEK and not picture.is_zooming:
            self._drawing = self._draw(picture)
            self._timer.start()
        else:
            self._timer.stop()

    def _go_on(self) -> None:
        until = time.perf_counter() + _SLICE
        for _ in self._drawing:
            if time.perf_counter() > until:
                return
        self._timer.stop()

    def _draw(self, picture: Picture) -> Iterator[None]:
        width, height = picture.width, picture.height
        corner = picture.viewport.panned(_ASIDE, _BEYOND)
        around = corner.seen(width + 2 * _ASIDE, height + 2 * _BEYOND)
        room = self._painter.room_ahead(picture)
        in_sight = {one.card for one in picture.placed}
        for card in [card for card, _, _ in self._scene.visible(around) if card not in in_sight]:
            if room < 0:
                return
            if card in self._scene.board.cards:
                room = self._painter.draw_ahead(self._scene.face(card), picture, room)
            yield
