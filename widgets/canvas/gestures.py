"""Mouse gestures, one object each: started, moved, then finished or cancelled. No half-states.

A gesture never writes by itself: finishing hands a command to the canvas's document.
"""

from contextlib import AbstractContextManager
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt

from widgets.canvas.scene import Scene
from widgets.canvas.selection import Selection, all_of
from widgets.canvas.viewport import Viewport
from widgets.document import Document
from workshop.commands.branches import move_cards, tops_of
from workshop.drawing.dropping import DropTarget
from workshop.rules import RefusedError


class Stage(Protocol):
    """What a gesture may see and turn on the canvas."""

    @property
    def scene(self) -> Scene: ...

    @property
    def document(self) -> Document: ...

    @property
    def viewport(self) -> Viewport: ...

    def look_through(self, viewport: Viewport) -> None:
        """Show another part of the drawing."""
        ...

    def held(self, card: str | None) -> AbstractContextManager[None]:
        """While this lasts, changes leave a card where it is on the screen."""
        ...

    def choose_lightly(self, selection: Selection) -> None:
        """Choose cards without scrolling to them."""
        ...


class Gesture(Protocol):
    """A mouse button held down."""

    @property
    def cursor(self) -> Qt.CursorShape: ...

    def move(self, at: QPointF) -> None: ...

    def finish(self) -> None: ...

    def cancel(self) -> None: ...


class Pan:
    """The drawing follows the hand; cancelling brings it back."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, stage: Stage, at: QPointF) -> None:
        self._stage = stage
        self._start = at
        self._before = stage.viewport

    def move(self, at: QPointF) -> None:
        moved = at - self._start
        self._stage.look_through(self._before.panned(moved.x(), moved.y()))

    def finish(self) -> None:
        """The drawing stays where it is."""

    def cancel(self) -> None:
        self._stage.look_through(self._before)


class Band:
    """A rubber band: chooses the cards it touches, besides those chosen `before`."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, stage: Stage, at: QPointF, before: Selection) -> None:
        self._stage = stage
        self._start = at
        self._before = before
        self.rect = QRectF(at, at)

    def move(self, at: QPointF) -> None:
        self.rect = QRectF(self._start, at).normalized()
        x, y = self._stage.viewport.to_drawing(self.rect.x(), self.rect.y())
        scale = self._stage.viewport.scale
        area = (x, y, self.rect.width() / scale, self.rect.height() / scale)
        touched = {card for card, _, _ in self._stage.scene.visible(area)}
        self._stage.choose_lightly(all_of(touched | self._before.chosen, self._before.current))

    def finish(self) -> None:
        """The cards stay chosen."""

    def cancel(self) -> None:
        self._stage.choose_lightly(self._before)


class DragCards:
    """Drags cards, with their branches, to another place on the tree.

    `card` is the one under the hand; `target` is where they would land, None for nowhere;
    `refusal` why they may not.
    """

    def __init__(self, stage: Stage, card: str, chosen: frozenset[str], at: QPointF) -> None:
        self._stage = stage
        self.card = card
        board = stage.scene.board
        self.tops = tops_of(board, chosen | {card})
        x, y, _, _ = stage.scene.rect(card)
        left, top = stage.viewport.to_screen(x, y)
        self._grip = at - QPointF(left, top)
        self._moving = frozenset(row for top in self.tops for row in board.branch_of(top))
        self.at = at
        self.target: DropTarget | None = None
        self.refusal: RefusedError | None = None

    @property
    def cursor(self) -> Qt.CursorShape:
        if self.refusal is not None:
            return Qt.CursorShape.ForbiddenCursor
        return Qt.CursorShape.ClosedHandCursor

    @property
    def top_left(self) -> QPointF:
        """Where the dragged card is drawn, in pixels."""
        return self.at - self._grip

    def move(self, at: QPointF) -> None:
        self.at = at
        x, y = self._stage.viewport.to_drawing(at.x(), at.y())
        self.target = self._stage.scene.drop_target(x, y, self._moving)
        self.refusal = self._why_not()

    def finish(self) -> None:
        target = self.target
        if target is not None:
            with self._stage.held(self._beside(target)):
                self._stage.document.run(
                    move_cards, self.tops, parent=target.parent, after=target.after
                )

    def cancel(self) -> None:
        self.target = None

    def _beside(self, target: DropTarget) -> str | None:
        """A card next to the place that stays: the eye rests there."""
        if target.after is not None or target.parent is not None:
            return target.after or target.parent
        tops = self._stage.document.board.children_of(None)
        return next((top for top in tops if top not in self._moving), None)

    def _why_not(self) -> RefusedError | None:
        if self.target is None:
            return None
        try:
            move_cards(
                self._stage.document.board,
                self.tops,
                parent=self.target.parent,
                after=self.target.after,
            )
        except RefusedError as refused:
            return refused
        return None
