"""What a frame shows: the cards in sight and what joins them, where they stand at this moment.

Knows a scene and how its cards glide; neither what is chosen nor how anything is painted.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from PySide6.QtCore import QRect

from widgets.canvas.frame import FAR, Block, Placed
from widgets.canvas.moves import Moves
from widgets.canvas.scene import Scene
from widgets.canvas.viewport import Rect, Viewport
from workshop.drawing.bows import supports_at
from workshop.drawing.shapes import Bow, Edge

#: Size in pixels below which a branch is drawn as one block.
_SMALLEST = 3.0
#: How far from a card its ring and shadow reach in pixels, its badge and fold handle in points.
_REACH, _REACH_IN_POINTS = 12.0, 16.0


class Sight(Struct, frozen=True):
    """What is in sight; see `Picture`."""

    placed: tuple[Placed, ...]
    edges: tuple[Edge, ...]
    bows: tuple[Bow, ...]
    blocks: tuple[Block, ...]


class Framer:
    """Looks at a scene through a viewport."""

    def __init__(self, scene: Scene, moves: Moves) -> None:
        self._scene = scene
        self._moves = moves

    def sight(self, view: Viewport, window: QRect, part: QRect, marked: Iterable[str]) -> Sight:
        """What a part of the window shows; all of it while cards move.

        From far away, blocks stand for the cards, and only the `marked` ones are placed.
        """
        seen = view.seen(window.width(), window.height())
        is_whole = part == window or self._moves.are_due(view) or self._moves.are_under_way
        needed = seen if is_whole else _around(view, part)
        far = view.scale < FAR
        placed = tuple(self._those(marked) if far else self._in_sight(needed))
        if is_whole:
            self._moves.follow(placed, view)
            needed = self._moves.widened(needed)
        edges = () if view.scale < FAR / 2 else tuple(self._scene.edges(needed))
        if self._moves.are_under_way:
            placed += () if far else tuple(self._those(self._moves.leaving))
            placed = tuple(self._moves.card(one) for one in placed)
            edges = tuple(self._moves.edge(edge) for edge in edges)
        return Sight(
            placed,
            edges,
            () if far else tuple(self._bows(seen)),
            tuple(self._scene.blocks(needed, _SMALLEST / view.scale)) if far else (),
        )

    def in_focus(self, focus: str | None, placed: Iterable[Placed]) -> frozenset[str] | None:
        """Of these cards, those above, on and below one; None when there is no such card."""
        board = self._scene.board
        if focus is None or focus not in board.cards:
            return None
        above = {focus, *board.ancestors_of(focus)}
        return frozenset(
            one.card for one in placed if one.card in above or focus in board.ancestors_of(one.card)
        )

    def _in_sight(self, seen: Rect) -> Iterator[Placed]:
        cards = self._scene.board.cards
        for card, x, y in self._scene.visible(seen):
            yield Placed(card, cards[card].ref, x, y, self._scene.face(card))

    def _those(self, cards: Iterable[str]) -> Iterator[Placed]:
        """These cards, wherever they are."""
        for card in cards:
            if self._scene.is_shown(card):
                x, y, _, _ = self._scene.rect(card)
                ref = self._scene.board.cards[card].ref
                yield Placed(card, ref, x, y, self._scene.face(card))

    def _bows(self, seen: Rect) -> Iterator[Bow]:
        """The bows with an end in sight, whose ends are both shown, as their cards glide."""
        board = self._scene.board
        if not board.supports:
            return
        for link in supports_at(board, (card for card, _, _ in self._scene.visible(seen))):
            if self._scene.is_shown(link.solution) and self._scene.is_shown(link.opportunity):
                ends = self._moves.rect(link.solution), self._moves.rect(link.opportunity)
                yield Bow(link.solution, link.opportunity, self._scene.bow(*ends))


def _around(view: Viewport, part: QRect) -> Rect:
    """What of the drawing may leave traces in a part of the window."""
    away = _REACH + _REACH_IN_POINTS * view.scale
    left, top = view.to_drawing(part.x() - away, part.y() - away)
    width, height = part.width() + 2 * away, part.height() + 2 * away
    return left, top, width / view.scale, height / view.scale
