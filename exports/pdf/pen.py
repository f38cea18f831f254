"""The paper pen: draws a `Drawing` on a ReportLab canvas, and makes room for it on a page.

Gets boxes, lines and a look, and draws; lays nothing out and asks no board. Lengths in points.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from reportlab.platypus import Flowable

from exports.pdf.lines import colour_of, draw_line, width_of
from exports.pdf.look import SOFT
from workshop.drawing.palette import PAPER, CardLook
from workshop.drawing.shapes import Bow, Box, Drawing, Edge, TextStyle, Weight

_EDGE_WIDTH: Final = 0.8
#: Widths of a card's border, usually and of one that stands out.
_BORDER: Final = 0.8
_HEAVY: Final = 1.6
#: Diameter of a bow's dots.
_BOW_WIDTH: Final = 1.2
_NOTE: Final = TextStyle(8, 9, Weight.SEMIBOLD)
#: Room that a note beside a card takes, at full scale.
NOTE_ROOM: Final = 44.0


@dataclass(frozen=True, slots=True)
class Note:
    """A few words to the right of a card, linked to an anchor."""

    text: str
    anchor: str


class Picture(Flowable):
    """A drawing on a page, `scale` times its size; its cards lead to `anchor_of(reference)`.

    Cards that stand here for the first time in the document become the place `place_of(reference)`.
    """

    def __init__(
        self,
        drawing: Drawing,
        scale: float,
        *,
        bar: float,
        anchor_of: Callable[[str], str],
        place_of: Callable[[str], str] | None = None,
        notes: Mapping[str, Note] | None = None,
    ) -> None:
        super().__init__()
        self._drawing, self._scale, self._bar = drawing, scale, bar
        self._anchor_of, self._place_of = anchor_of, place_of
        self._notes = notes or {}
        self.width = drawing.width * scale
        self.height = drawing.height * scale

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Size of the drawing as printed."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw everything, then lay links over the cards."""
        canvas: Any = self.canv
        scale = self._scale
        canvas.saveState()
        canvas.translate(0, self.height)
        canvas.scale(scale, scale)
        draw_lines(canvas, self._drawing)
        for box in self._drawing.boxes:
            with canvas.part("P"):
                self._draw_box(canvas, box)
        canvas.restoreState()

    def _draw_box(self, canvas: Any, box: Box) -> None:
        left, top = box.x, -box.y
        right, bottom = left + box.face.width, top - box.face.height
        if self._place_of and self._place_of(box.ref) not in canvas.marks:
            apart = 12 / self._scale
            canvas.bookmarkHorizontal(self._place_of(box.ref), max(left - apart, 0), top + apart)
        with canvas.part("Link"):
            draw_box(canvas, box, self._bar)
            canvas.link(box.ref, self._anchor_of(box.ref), (left, bottom, right, top))
        if note := self._notes.get(box.card):
            y = (top + bottom) / 2 - 0.36 * _NOTE.size
            with canvas.part("Link"):
                with canvas.ink():
                    draw_line(canvas, (right + 4, y), note.text, _NOTE, SOFT)
                canvas.link(note.text, note.anchor, (right + 2, bottom, right + NOTE_ROOM, top))


def draw_drawing(canvas: Any, drawing: Drawing, bar: float) -> None:
    """Draw with the top left corner of the drawing at the canvas's origin."""
    draw_lines(canvas, drawing)
    for box in drawing.boxes:
        draw_box(canvas, box, bar)


def draw_lines(canvas: Any, drawing: Drawing) -> None:
    """Draw what runs between the cards."""
    if not canvas.inks:
        return
    canvas.setLineWidth(_EDGE_WIDTH)
    canvas.setStrokeColor(colour_of(PAPER.edge))
    _draw_edges(canvas, drawing.edges)
    _draw_bows(canvas, drawing.bows)


def _draw_edges(canvas: Any, edges: tuple[Edge, ...]) -> None:
    path = canvas.beginPath()
    for edge in edges:
        (x, y), *rest = edge.points
        path.moveTo(x, -y)
        for x, y in rest:
            path.lineTo(x, -y)
    canvas.drawPath(path)


def _draw_bows(canvas: Any, bows: tuple[Bow, ...]) -> None:
    if not bows:
        return
    path = canvas.beginPath()
    for bow in bows:
        (x, y), *bends = bow.curve
        path.moveTo(x, -y)
        path.curveTo(*(at for bx, by in bends for at in (bx, -by)))
    canvas.saveState()
    canvas.setLineWidth(_BOW_WIDTH)
    canvas.setLineCap(1)
    canvas.setDash(0, 3)
    canvas.drawPath(path)
    canvas.restoreState()


def draw_box(canvas: Any, box: Box, bar: float) -> None:
    """Draw one card."""
    if not canvas.inks:
        return
    look = PAPER.cards[box.face.kind]
    _draw_shape(canvas, box, look, bar)
    for line in box.face.lines:
        place = (box.x + line.x, -(box.y + line.y))
        with canvas.ink():
            draw_line(canvas, place, line.text, line.style, look.ink(line.role), rtl=line.rtl)
    if box.hidden:
        with canvas.ink():
            _draw_hidden(canvas, box)


def _draw_shape(canvas: Any, box: Box, look: CardLook, bar: float) -> None:
    left, bottom = box.x, -(box.y + box.face.height)
    width, height = box.face.width, box.face.height
    radius = min(look.radius, height / 2)
    canvas.setFillColor(colour_of(look.fill))
    canvas.setStrokeColor(colour_of(look.label if box.face.stands_out else look.border))
    canvas.setLineWidth(_HEAVY if box.face.stands_out else _BORDER)
    if look.bar:
        canvas.saveState()
        outline = canvas.beginPath()
        outline.roundRect(left, bottom, width, height, radius)
        canvas.clipPath(outline, stroke=0, fill=1)
        canvas.setFillColor(colour_of(look.bar))
        canvas.rect(left, bottom, bar, height, stroke=0, fill=1)
        canvas.restoreState()
    if look.dashed:
        canvas.setDash(3, 2)
    canvas.roundRect(left, bottom, width, height, radius, stroke=1, fill=0 if look.bar else 1)
    if look.dashed:
        canvas.setDash()


def _draw_hidden(canvas: Any, box: Box) -> None:
    style = TextStyle(6.5, 9)
    text = f"+{box.hidden}"
    y = -(box.y + box.face.height / 2) - 0.36 * style.size
    draw_line(canvas, (box.x + box.face.width + 2, y), text, style, SOFT)


def hidden_room(most: int) -> float:
    """Width that the count of hidden cards takes beside a card."""
    return width_of(f"+{most}", TextStyle(6.5, 9)) + 2
