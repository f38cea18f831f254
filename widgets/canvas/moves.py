"""Where cards are painted while they glide to places that a change has given them.

Places are final at once in the scene; this remembers where each card was painted last, and moves
what is painted until it has arrived.
"""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from widgets.canvas.frame import Placed
from widgets.canvas.glide import Glide, Offset
from widgets.canvas.scene import Scene
from widgets.canvas.viewport import Rect, Viewport
from workshop.drawing.shapes import Edge


class Moves(QObject):
    """The cards of one scene on their way.

    Signals:
        moved(): cards stand elsewhere than a moment ago; paint them.
        changed(): the scene's places have changed since it was painted last.
    """

    moved = Signal()
    changed = Signal()

    def __init__(self, scene: Scene, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._scale = 1.0
        self._painted: dict[str, Offset] = {}
        self._painted_version, self._painted_scale = scene.version, 0.0
        self._glide = Glide(self)
        self._glide.moved.connect(self.moved)

    def want(self, *, are_wanted: bool) -> None:
        """Let cards glide to their places, or jump."""
        self._glide.is_wanted = are_wanted

    def follow(self, placed: Iterable[Placed], view: Viewport) -> None:
        """Let cards glide when a change has moved them since they were painted last."""
        places = {one.card: view.to_screen(one.x, one.y) for one in placed}
        if self._scene.version != self._painted_version:
            self.changed.emit()
            if view.scale == self._painted_scale:
                self._glide.start(self._ways(places))
        self._painted_version = self._scene.version
        self._painted_scale = self._scale = view.scale
        self._painted = places

    @property
    def are_under_way(self) -> bool:
        """True while cards are moving."""
        return self._glide.is_under_way

    def card(self, one: Placed) -> Placed:
        """A card where it is at this moment."""
        dx, dy = self._glide.offset(one.card)
        return replace(one, x=one.x + dx / self._scale, y=one.y + dy / self._scale)

    def edge(self, edge: Edge) -> Edge:
        """An edge between its cards where they are at this moment."""
        half = len(edge.points) // 2
        offsets = [self._glide.offset(card) for card in (edge.parent, edge.child)]
        points = tuple(
            (x + offsets[at >= half][0] / self._scale, y + offsets[at >= half][1] / self._scale)
            for at, (x, y) in enumerate(edge.points)
        )
        return replace(edge, points=points)

    def rect(self, card: str) -> Rect:
        """Where a card is at this moment, in points."""
        x, y, width, height = self._scene.rect(card)
        dx, dy = self._glide.offset(card)
        return x + dx / self._scale, y + dy / self._scale, width, height

    def _ways(self, now: dict[str, Offset]) -> dict[str, Offset]:
        """How far every card in sight was painted from where it stands now, in pixels."""
        ways = {}
        for card, (x, y) in now.items():
            if card in self._painted:
                old_x, old_y = self._painted[card]
                left_x, left_y = self._glide.offset(card)
                way = (old_x + left_x - x, old_y + left_y - y)
                if abs(way[0]) > 1 or abs(way[1]) > 1:
                    ways[card] = way
        return ways
