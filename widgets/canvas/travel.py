"""Going from card to card by the arrow keys, as the tree is seen on the screen."""

from typing import TYPE_CHECKING

from widgets.canvas.selection import only
from workshop.drawing.travel import Direction

if TYPE_CHECKING:
    from widgets.canvas.canvas import Canvas


class Travel:
    """Moves the selection of a canvas, or extends it."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas

    def go_left(self) -> None:
        """Select the nearest card to the left."""
        self._go(Direction.LEFT)

    def go_right(self) -> None:
        """Select the nearest card to the right."""
        self._go(Direction.RIGHT)

    def go_up(self) -> None:
        """Select the nearest card above."""
        self._go(Direction.UP)

    def go_down(self) -> None:
        """Select the nearest card below."""
        self._go(Direction.DOWN)

    def extend_left(self) -> None:
        """Choose the nearest card to the left as well."""
        self._go(Direction.LEFT, extending=True)

    def extend_right(self) -> None:
        """Choose the nearest card to the right as well."""
        self._go(Direction.RIGHT, extending=True)

    def extend_up(self) -> None:
        """Choose the nearest card above as well."""
        self._go(Direction.UP, extending=True)

    def extend_down(self) -> None:
        """Choose the nearest card below as well."""
        self._go(Direction.DOWN, extending=True)

    def go_first(self) -> None:
        """Select the first card of the tree."""
        tops = self._canvas.scene.board.children_of(None)
        self._canvas.go_to(only(tops[0] if tops else None))

    def _go(self, direction: Direction, *, extending: bool = False) -> None:
        canvas = self._canvas
        if canvas.current is None or not canvas.scene.is_shown(canvas.current):
            self.go_first()
            return
        target = canvas.scene.layout.neighbour(canvas.current, direction)
        if target is not None:
            canvas.go_to(canvas.selection.extended(target) if extending else only(target))
