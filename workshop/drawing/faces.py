"""The face of a card: its kind and reference, its text in lines, and how large that makes it.

Owns the measurements of a card on screen and on paper. Colours are the palette's business, words
for people come from outside, painting is each pen's. Lengths are in points.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from workshop.drawing.shapes import Face, Measure, Role, TextLine, TextStyle, Weight
from workshop.drawing.wrapping import Wrapper
from workshop.records import Card
from workshop.vocabulary import Kind

#: Most faces remembered; the oldest go first.
_MOST_FACES: Final = 30_000


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
    label=TextStyle(10.5, 17, Weight.SEMIBOLD),
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
    """

    def __init__(
        self,
        measure: Measure,
        form: CardForm,
        word_of: Callable[[Kind], str],
        placeholder: str = "",
    ) -> None:
        self.form = form
        self._wrapper = Wrapper(measure)
        self._word_of = word_of
        self._placeholder = placeholder
        self._known: dict[tuple[Kind, int, str], Face] = {}

    def face(self, card: Card) -> Face:
        """The card's face."""
        key = (card.kind, card.number, card.text)
        face = self._known.get(key)
        if face is None:
            if len(self._known) >= _MOST_FACES:
                del self._known[next(iter(self._known))]
            face = self._known[key] = self._made(card)
        return face

    def size(self, card: Card) -> tuple[float, float]:
        """Width and height of the card's face."""
        face = self.face(card)
        return face.width, face.height

    def _made(self, card: Card) -> Face:
        form = self.form
        width = form.width(card.kind)
        left = form.bar + form.pad_x
        room = width - left - form.pad_x
        role = Role.TEXT if card.text else Role.EMPTY
        label = self._wrapper.wrap(
            f"{self._word_of(card.kind)} {card.ref}", form.label, room, most=1
        )
        body = self._wrapper.wrap(card.text or self._placeholder, form.text, room, form.most_lines)
        y = form.pad_y
        lines: list[TextLine] = []
        for wrapped, style, part in (
            (label.lines, form.label, Role.LABEL),
            (body.lines, form.text, role),
        ):
            for line in wrapped:
                x = left + (room - line.width if line.rtl else 0.0)
                lines.append(TextLine(x, y + _ascent(style), line.text, style, part, line.rtl))
                y += style.leading
        return Face(card.kind, width, y + form.pad_y, tuple(lines), body.cut)


def _ascent(style: TextStyle) -> float:
    """From the top of a line's slot to its baseline: Inter's capitals, centred in the slot."""
    return (style.leading + 0.727 * style.size) / 2
