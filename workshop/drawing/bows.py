"""Bows: the quiet curves from a solution to the other opportunities it also helps.

A bow leaves and arrives at the sides that face each other, a little below the middle, where the
tree's own edges don't run. It takes no room and moves no card. All lengths are in points.
"""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from workshop.board import Board
from workshop.drawing.shapes import Bow, Curve, Drawing
from workshop.records import Support

#: x, y, width, height.
_Rect = tuple[float, float, float, float]

#: How far down a card's side a bow leaves and arrives, as a share of its height.
_DOWN = 0.72
#: How far a bow swings out beside two cards that stand one below the other.
_SWING = 28.0
#: Farthest that a bow runs level before it turns.
_RUN = 120.0


def curve_between(solution: _Rect, opportunity: _Rect) -> Curve:
    """The bow between two cards: its ends and, between them, the points that bend it."""
    x, y, width, height = solution
    other_x, other_y, other_width, other_height = opportunity
    start_y, end_y = y + height * _DOWN, other_y + other_height * _DOWN
    if other_x >= x + width or x >= other_x + other_width:
        ahead = other_x >= x + width
        start = x + width if ahead else x
        end = other_x if ahead else other_x + other_width
        run = min(abs(end - start) / 2, _RUN)
        bend, other_bend = (start + run, end - run) if ahead else (start - run, end + run)
    else:
        start, end = x + width, other_x + other_width
        bend = other_bend = max(start, end) + _SWING
    return (start, start_y), (bend, start_y), (other_bend, end_y), (end, end_y)


def bows_among(board: Board, rects: Mapping[str, _Rect]) -> list[Bow]:
    """The bows both of whose ends are among these cards."""
    if not board.supports:
        return []
    return [
        Bow(link.solution, link.opportunity, curve_between(rects[card], rects[link.opportunity]))
        for card in rects
        for link in board.supports_of(card)
        if link.opportunity in rects
    ]


def supports_at(board: Board, cards: Iterable[str]) -> list[Support]:
    """The links that start or end at one of these cards, each once."""
    if not board.supports:
        return []
    found: dict[str, Support] = {}
    for card in cards:
        for link in (*board.supports_of(card), *board.supports_for(card)):
            found[link.id] = link
    return list(found.values())


def with_bows(drawing: Drawing, board: Board) -> Drawing:
    """A drawing of some of a board's cards with the bows among them, all within its bounds."""
    rects = {box.card: (box.x, box.y, box.face.width, box.face.height) for box in drawing.boxes}
    bows = tuple(
        replace(bow, curve=_within(bow.curve, drawing.width)) for bow in bows_among(board, rects)
    )
    return replace(drawing, bows=bows)


def _within(curve: Curve, width: float) -> Curve:
    """The curve kept between the left and the right end of a drawing: it stays among its points."""
    start, bend, other, end = ((min(max(x, 0.0), width), y) for x, y in curve)
    return start, bend, other, end
