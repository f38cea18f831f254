"""Where cards are painted while they glide to places that a change has given them.

Places are final at once in the scene; this remembers where each card was painted last, and moves
what is painted until it has arrived.
"""

from collections.abc import Iterable

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
        self._painted_version = scene.version
        self._painted_view: Viewport | None = None
        #: Cards that were painted before the last change, and are going out of sight.
        self.leaving: tuple[str, ...] = ()
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
            if self._painted_view is not None and view.scale == self._painted_view.scale:
                gone = self._painted.keys() - places.keys()
                self.leaving = tuple(card for card in gone if self._scene.is_shown(card))
                left = {
                    card: view.to_screen(*self._scene.layout.place(card)) for card in self.leaving
                }
                self._glide.start(self._ways(places | left))
        self._painted_version, self._painted_view = self._scene.version, view
        self._scale = view.scale
        self._painted = places

    def are_due(self, view: Viewport) -> bool:
        """True when `follow` has not seen the places there are now through this viewport."""
        return (self._painted_version, self._painted_view) != (self._scene.version, view)

    @property
    def are_under_way(self) -> bool:
        """True while cards are moving."""
        return self._glide.is_under_way

    def card(self, one: Placed) -> Placed:
        """A card where it is at this moment."""
        dx, dy = self._way(one.card)
        return Placed(one.card, one.ref, one.x + dx, one.y + dy, one.face)

    def edge(self, edge: Edge) -> Edge:
        """An edge between its cards where they are at this moment.

        Its stretches stay level and upright: the last goes with the child, all before it with the
        parent. Slanting lines over one another would also take Qt many times as long.
        """
        (x, y), (right, down) = self._way(edge.parent), self._way(edge.child)
        *before, (corner_x, corner_y), (end_x, end_y) = edge.points
        is_upright = corner_x == end_x
        corner = (
            corner_x + (right if before and is_upright else x),
            corner_y + (down if before and not is_upright else y),
        )
        moved = ((left + x, top + y) for left, top in before)
        return Edge(edge.parent, edge.child, (*moved, corner, (end_x + right, end_y + down)))

    def widened(self, seen: Rect) -> Rect:
        """What is seen, and as much around it as cards are still away from their places."""
        x, y, width, height = seen
        across, down = (way / self._scale for way in self._glide.reach())
        return x - across, y - down, width + 2 * across, height + 2 * down

    def rect(self, card: str) -> Rect:
        """Where a card is at this moment, in points."""
        x, y, width, height = self._scene.rect(card)
        dx, dy = self._way(card)
        return x + dx, y + dy, width, height

    def _way(self, card: str) -> Offset:
        """How far, in points, a card still is from its place."""
        dx, dy = self._glide.offset(card)
        return dx / self._scale, dy / self._scale

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
