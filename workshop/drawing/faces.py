"""The face of a card: its kind and reference, its text in lines, and how large that makes it.

Owns the measurements of a card on screen and on paper. Colours are the palette's business, words
for people come from outside, painting is each pen's. Lengths are in points.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from workshop.drawing.shapes import Face, Measure, Role, TextLine, TextStyle, Weight
from workshop.drawing.wrapping import Wrapped, Wrapper
from workshop.records import Card
from workshop.vocabulary import Kind

#: Most faces, and most wrapped texts, remembered; the oldest go first.
_MOST: Final = 30_000

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class CardForm:
    """Measurements of a card: widths by kind, the bar at the left edge, padding, and text.

    `branch_width` is for outcomes and opportunities, `leaf_width` for solutions and tests. Text
    beyond `most_lines` is cut.
    """

    branch_width: float
    leaf_width: float
    bar: float
    pad_x: float
    pad_y: float
    label: TextStyle
    text: TextStyle
    most_lines: int

    def width(self, kind: Kind) -> float:
        """Width of a card of this kind."""
        if kind in (Kind.OUTCOME, Kind.OPPORTUNITY):
            return self.branch_width
        return self.leaf_width


SCREEN: Final = CardForm(
    branch_width=232,
    leaf_width=208,
    bar=5,
    pad_x=12,
    pad_y=8,
    label=TextStyle(11, 17, Weight.SEMIBOLD),
    text=TextStyle(13, 18),
    most_lines=8,
)
PAPER: Final = CardForm(
    branch_width=150,
    leaf_width=150,
    bar=4,
    pad_x=8,
    pad_y=6,
    label=TextStyle(8, 11, Weight.SEMIBOLD),
    text=TextStyle(9, 12),
    most_lines=24,
)


class FaceMaker:
    """Makes faces by one measure and form, and remembers them by what they show.

    `word_of` says a kind in people's words; `placeholder` stands where a card has no text yet.
    With `mirrored`, cards are for people who read from right to left: all stands at the right.
    """

    def __init__(
        self,
        measure: Measure,
        form: CardForm,
        word_of: Callable[[Kind], str],
        placeholder: str = "",
        *,
        mirrored: bool = False,
    ) -> None:
        self.form = form
        self._mirrored = mirrored
        self._wrapper = Wrapper(measure)
        self._word_of = word_of
        self._placeholder = placeholder
        self._bodies: dict[tuple[float, str], Wrapped] = {}
        self._faces: dict[tuple[Kind, int, str], Face] = {}

    def face(self, card: Card) -> Face:
        """The card's face."""
        key = (card.kind, card.number, card.text)
        face = self._faces.get(key)
        if face is None:
            _make_room(self._faces)
            face = self._faces[key] = self._made(card)
        return face

    def size(self, card: Card) -> tuple[float, float]:
        """Width and height of the card's face, without making it."""
        form = self.form
        width = form.width(card.kind)
        lines = len(self._body(card.text, width).lines)
        return width, 2 * form.pad_y + form.label.leading + lines * form.text.leading

    def text_column(self, width: float) -> tuple[float, float]:
        """Where on a card of this width its text starts from the left, and how wide it may run."""
        form = self.form
        left = form.pad_x if self._mirrored else form.bar + form.pad_x
        return left, width - form.bar - 2 * form.pad_x

    def _body(self, text: str, width: float) -> Wrapped:
        body = self._bodies.get((width, text))
        if body is None:
            _make_room(self._bodies)
            form = self.form
            _, room = self.text_column(width)
            shown = text or self._placeholder
            body = self._wrapper.wrap(shown, form.text, room, form.most_lines)
            self._bodies[width, text] = body
        return body

    def _made(self, card: Card) -> Face:
        form = self.form
        width, height = self.size(card)
        left, room = self.text_column(width)
        name = f"{self._word_of(card.kind)} {card.ref}"
        label = self._wrapper.wrap(name, form.label, room, most=1)
        body = self._body(card.text, width)
        role = Role.TEXT if card.text else Role.EMPTY
        y = form.pad_y
        lines: list[TextLine] = []
        for wrapped, style, part in ((label, form.label, Role.LABEL), (body, form.text, role)):
            for line in wrapped.lines:
                x = left + (room - line.width if line.rtl or self._mirrored else 0.0)
                lines.append(TextLine(x, y + _ascent(style), line.text, style, part, line.rtl))
                y += style.leading
        return Face(card.kind, width, height, tuple(lines), body.cut, self._mirrored)


def _make_room(known: dict[K, V]) -> None:
    """Let the oldest entry go when there are too many."""
    if len(known) >= _MOST:
        del known[next(iter(known))]


def _ascent(style: TextStyle) -> float:
    """From the top of a line's slot to its baseline: Inter's capitals, centred in the slot."""
    return (style.leading + 0.727 * style.size) / 2
