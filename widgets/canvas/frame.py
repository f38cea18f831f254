"""One frame of the canvas as its painters get it: what is shown, where, and how it is marked."""

from collections.abc import Container

from msgspec import Struct
from PySide6.QtCore import QRectF

from widgets.canvas.gestures import DragCards
from widgets.canvas.scene import Scene
from widgets.canvas.viewport import Rect, Viewport
from workshop.drawing.shapes import Bow, Edge, Face
from workshop.vocabulary import Kind

#: Below this scale a card shows its kind and reference instead of its text.
GREEK = 0.4
#: Below this scale cards are plain rectangles, and small branches one rectangle each.
FAR = 0.13

#: A card, or a branch too small to look into, by the kind of its top: x, y, width, height.
Block = tuple[Kind, Rect]


class Placed(Struct, frozen=True):
    """A card's face with its top left corner, in points."""

    card: str
    ref: str
    x: float
    y: float
    face: Face

    @property
    def rect(self) -> Rect:
        """x, y, width, height in points."""
        return self.x, self.y, self.face.width, self.face.height


class Picture(Struct, frozen=True):
    """One frame: what is shown, through which viewport, on how large a window.

    `placed` are the cards in sight and `edges` what joins them, where they stand at this moment;
    `bows` lead from solutions to other opportunities they also help;
    below the scale `FAR`, `blocks` stand for the cards, and `placed` are the marked ones only;
    `ratio` is device pixels per pixel; `chosen` are selected, `highlighted` found, `bright`
    those not dimmed (None: all of them), `amiss` are marked by a badge, `band` is the rubber band,
    `editing` the card under the editor, `drag` the gesture that carries cards; while the zoom
    `is_zooming` from frame to frame, speed counts more than sharpness.
    """

    scene: Scene
    viewport: Viewport
    width: int
    height: int
    ratio: float
    placed: tuple[Placed, ...]
    edges: tuple[Edge, ...]
    bows: tuple[Bow, ...] = ()
    blocks: tuple[Block, ...] = ()
    current: str | None = None
    chosen: frozenset[str] = frozenset()
    highlighted: frozenset[str] = frozenset()
    bright: frozenset[str] | None = None
    amiss: Container[str] = ()
    band: QRectF | None = None
    editing: str | None = None
    drag: DragCards | None = None
    is_zooming: bool = False


def on_screen(view: Viewport, one: Placed) -> QRectF:
    """Where a card is on the window, in pixels."""
    x, y = view.to_screen(one.x, one.y)
    return QRectF(x, y, one.face.width * view.scale, one.face.height * view.scale)
