"""A whole board, or one branch of it, as one drawing for the pens that draw everything at once."""

from workshop.board import Board
from workshop.drawing.faces import FaceMaker
from workshop.drawing.layout import TreeLayout
from workshop.drawing.shapes import Box, Drawing, Edge


def drawing_of(
    board: Board, layout: TreeLayout, faces: FaceMaker, top: str | None = None
) -> Drawing:
    """All shown cards and their edges, moved so that the top left corner is at 0, 0.

    `layout` must be up to date with the board. `top` limits the drawing to a card and what is
    shown below it.

    Raises:
        KeyError: `top` is not shown.
    """
    left, upper, width, height = rect = (
        layout.extent() if top is None else layout.subtree_extent(top)
    )
    inside = None if top is None else {top}
    boxes: list[Box] = []
    for card, x, y in layout.visible(rect):
        record = board.cards[card]
        if inside is not None and card not in inside:
            if record.parent not in inside:
                continue
            inside.add(card)
        boxes.append(
            Box(card, record.ref, x - left, y - upper, faces.face(record), layout.hidden(card))
        )
    edges = tuple(
        Edge(edge.parent, edge.child, tuple((x - left, y - upper) for x, y in edge.points))
        for edge in layout.edges_in(rect)
        if inside is None or edge.parent in inside
    )
    return Drawing(tuple(boxes), edges, width, height)
