"""Which part of the drawing the canvas shows, and how large: a scale and an origin.

Knows points and pixels only; no widget, no card.
"""

from msgspec import Struct
from msgspec.structs import replace

Rect = tuple[float, float, float, float]

#: Bounds of the scale that people choose; a large tree may need a smaller one to be seen whole.
SMALLEST, LARGEST = 0.05, 4.0
#: Smallest scale at which cards can be read, and one at which they read well.
READABLE, WELL_READABLE = 0.5, 0.75
#: Height in pixels of the strip in whose middle the top of a large tree stands, and the room around
#: a larger one.
_TOP_ROOM, _AROUND = 160.0, 12.0


class Viewport(Struct, frozen=True):
    """`scale` is pixels per point; `x`, `y` the point in the top left corner of the window."""

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def to_screen(self, x: float, y: float) -> tuple[float, float]:
        """From points to pixels of the window."""
        return (x - self.x) * self.scale, (y - self.y) * self.scale

    def to_drawing(self, x: float, y: float) -> tuple[float, float]:
        """From pixels of the window to points."""
        return self.x + x / self.scale, self.y + y / self.scale

    def seen(self, width: float, height: float) -> Rect:
        """What a window of this size shows: x, y, width, height in points."""
        return self.x, self.y, width / self.scale, height / self.scale

    def panned(self, dx: float, dy: float) -> "Viewport":
        """Moved by pixels: the drawing follows the hand."""
        return replace(self, x=self.x - dx / self.scale, y=self.y - dy / self.scale)

    def zoomed(self, scale: float, x: float, y: float, smallest: float = SMALLEST) -> "Viewport":
        """At another scale, the pixel x, y keeping its place on the drawing."""
        bounded = min(LARGEST, max(smallest, scale))
        at_x, at_y = self.to_drawing(x, y)
        return Viewport(bounded, at_x - x / bounded, at_y - y / bounded)

    def centred(self, rect: Rect, width: float, height: float) -> "Viewport":
        """With the middle of a rectangle of the drawing in the middle of the window."""
        x, y, w, h = rect
        left = x + w / 2 - width / 2 / self.scale
        return replace(self, x=left, y=y + h / 2 - height / 2 / self.scale)

    def with_in_sight(
        self, rect: Rect, width: float, height: float, margin: float = 24.0, head: float = 0.0
    ) -> "Viewport":
        """Moved as little as possible so that a rectangle is in the window.

        `margin` is in pixels, `head` those at the top that are taken by something else.
        """
        x, y, w, h = rect
        near, top = margin / self.scale, max(margin, head) / self.scale
        return replace(
            self,
            x=_slid(self.x, x, w, width / self.scale, near, near),
            y=_slid(self.y, y, h, height / self.scale, top, near),
        )


def fitted(
    rect: Rect, width: float, height: float, margin: float = 40.0, head: float = 0.0
) -> Viewport:
    """The viewport that shows all of a rectangle, at 100 % or smaller, with a margin in pixels.

    `head` are the pixels at the top that are taken by something else.
    """
    x, y, w, h = rect
    more = max(0.0, head - margin)
    room_x, room_y = max(1.0, width - 2 * margin), max(1.0, height - 2 * margin - more)
    scale = min(1.0, room_x / max(w, 1.0), room_y / max(h, 1.0))
    return Viewport(scale).centred((x, y - more / scale, w, h + more / scale), width, height)


def at_start(
    extent: Rect, top: Rect, width: float, height: float, *, head: float = 0.0
) -> Viewport:
    """What people see of a drawing first: all of it where it can be read, else its first tree.

    That is shown from its top card on, as wide as the window where that can be read.
    """
    whole = fitted(extent, width, height, head=head)
    if whole.scale >= READABLE:
        return whole
    (left, first, wide, _), (_, y, _, tall) = extent, top
    across = left, y, wide, tall
    scale = min(WELL_READABLE, fitted(across, width, height, head=head).scale)
    if scale < READABLE:
        scale, across = READABLE, top
    # A tree that grows to the right has its top card in the middle of its height.
    grows_right = y > first
    strip = max(tall * scale + 2 * _AROUND, min(_TOP_ROOM, height / 4))
    view = Viewport(scale).centred(across, width, height if grows_right else strip)
    return view.with_in_sight(top, width, height, head=head)


def _slid(start: float, at: float, size: float, room: float, before: float, behind: float) -> float:
    """The nearest start of a window of `room` that shows `at`..`at + size`, its start first."""
    if at - before < start or size + before + behind > room:
        return at - before
    return max(start, at + size + behind - room)
