"""The face of a card: its kind and reference, its text in lines, its facts, and how large that is.

Owns the measurements of a card on screen and on paper. Colours are the palette's business, words
for people come from outside, painting is each pen's. Lengths are in points.
"""

from collections.abc import Callable, Iterable
from typing import Final

from msgspec import Struct

from workshop.drawing.shapes import Face, Fact, Measure, Role, TextLine, TextStyle, Weight
from workshop.drawing.wrapping import Wrapped, Wrapper
from workshop.records import Card
from workshop.vocabulary import Kind

#: Most lines of text on a card that is being typed, and of one fact.
_MOST_TYPED: Final = 40
_MOST_OF_FACT: Final = 2
#: Room between the text and the facts, and beside the marks.
_GAP: Final = 2.0
_BESIDE: Final = 6.0

#: By a name of their own: Python looks a member of an enumeration up slowly.
_BRANCHING: Final = (Kind.OUTCOME, Kind.OPPORTUNITY)


class FactLine(Struct, frozen=True):
    """A soft line below the text."""

    fact: Fact
    words: str


class Facts(Struct, frozen=True, cache_hash=True):
    """What a card says of the method besides kind, reference and text.

    `heading` stands instead of the kind's word, `aside` behind the reference, `marks` at the end of
    that line. A card that `stands_out` has a heavy border.
    """

    heading: str = ""
    aside: str = ""
    marks: str = ""
    lines: tuple[FactLine, ...] = ()
    stands_out: bool = False


#: Nothing to say.
NO_FACTS: Final = Facts()


def no_facts(_card: Card) -> Facts:
    """The facts of cards that show none."""
    return NO_FACTS


class CardForm(Struct, frozen=True):
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
    fact: TextStyle
    most_lines: int

    def width(self, kind: Kind) -> float:
        """Width of a card of this kind."""
        return self.branch_width if kind in _BRANCHING else self.leaf_width


SCREEN: Final = CardForm(
    branch_width=232,
    leaf_width=208,
    bar=5,
    pad_x=12,
    pad_y=8,
    label=TextStyle(11, 17, Weight.SEMIBOLD),
    text=TextStyle(13, 18),
    fact=TextStyle(11, 16),
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
    fact=TextStyle(8, 11),
    most_lines=24,
)


class FaceMaker:
    """Makes faces by one measure and form, and remembers the last one of each card.

    `word_of` says a kind in people's words; `placeholder` stands where a card has no text yet;
    `facts_of` says what else a card shows. With `mirrored`, cards are for people who read from
    right to left: all stands at the right.
    """

    def __init__(
        self,
        measure: Measure,
        form: CardForm,
        word_of: Callable[[Kind], str],
        placeholder: str = "",
        facts_of: Callable[[Card], Facts] = no_facts,
        *,
        mirrored: bool = False,
    ) -> None:
        self.form = form
        self._mirrored = mirrored
        self._wrapper = Wrapper(measure)
        self._word_of = word_of
        self._placeholder = placeholder
        self._facts_of = facts_of
        #: By card, each with what it was made of.
        self._counts: dict[str, tuple[tuple[float, str, int], int]] = {}
        self._faces: dict[str, tuple[tuple[Kind, int, str, Facts, bool], Face]] = {}

    def face(self, card: Card, *, typed: bool = False) -> Face:
        """The card's face; one that is being `typed` shows more lines."""
        facts = self._facts_of(card)
        shows = (card.kind, card.number, card.text, facts, typed)
        known = self._faces.get(card.id)
        if known is None or known[0] != shows:
            known = self._faces[card.id] = (shows, self._made(card, facts, typed))
        return known[1]

    def forget(self, cards: Iterable[str]) -> None:
        """Remember nothing of cards that are gone."""
        for card in cards:
            self._faces.pop(card, None)
            self._counts.pop(card, None)

    def size(self, card: Card, *, typed: bool = False) -> tuple[float, float]:
        """Width and height of the card's face, without making it."""
        form = self.form
        width = form.width(card.kind)
        lines = self._count(card, width, typed)
        height = 2 * form.pad_y + form.label.leading + lines * form.text.leading
        facts = self._facts_of(card).lines
        if facts:
            height += _GAP + form.fact.leading * sum(
                len(self._fact(line, width).lines) for line in facts
            )
        return width, height

    def text_column(self, width: float) -> tuple[float, float]:
        """Where on a card of this width its text starts from the left, and how wide it may run."""
        form = self.form
        left = form.pad_x if self._mirrored else form.bar + form.pad_x
        return left, width - form.bar - 2 * form.pad_x

    def _count(self, card: Card, width: float, typed: bool) -> int:
        """Lines of a card's text. A large tree has thousands of cards and a screen a dozen: most
        are never wrapped."""
        of = (width, card.text, self._most(typed))
        known = self._counts.get(card.id)
        if known is None or known[0] != of:
            _, room = self.text_column(width)
            words = card.text or self._placeholder
            count = self._wrapper.count(words, self.form.text, room, of[2])
            known = self._counts[card.id] = (of, count)
        return known[1]

    def _body(self, text: str, width: float, typed: bool) -> Wrapped:
        _, room = self.text_column(width)
        return self._wrapper.wrap(
            text or self._placeholder, self.form.text, room, self._most(typed)
        )

    def _most(self, typed: bool) -> int:
        return _MOST_TYPED if typed else self.form.most_lines

    def _fact(self, line: FactLine, width: float) -> Wrapped:
        _, room = self.text_column(width)
        return self._wrapper.wrap(line.words, self.form.fact, room, _MOST_OF_FACT)

    def _made(self, card: Card, facts: Facts, typed: bool) -> Face:
        form = self.form
        width, height = self.size(card, typed=typed)
        lines = self._head(card, facts, width)
        y = form.pad_y + form.label.leading
        body = self._body(card.text, width, typed)
        role = Role.TEXT if card.text else Role.EMPTY
        lines += self._block(body, form.text, role, width, y)
        y += len(body.lines) * form.text.leading + _GAP
        for line in facts.lines:
            wrapped = self._fact(line, width)
            lines += self._block(wrapped, form.fact, Role.FACT, width, y, line.fact)
            y += len(wrapped.lines) * form.fact.leading
        return Face(
            card.kind, width, height, tuple(lines), body.cut, self._mirrored, facts.stands_out
        )

    def _head(self, card: Card, facts: Facts, width: float) -> list[TextLine]:
        """The line with kind and reference, and the marks at its other end."""
        form = self.form
        left, room = self.text_column(width)
        y = form.pad_y
        marks = self._wrapper.wrap(facts.marks, form.label, room, most=1)
        taken = marks.lines[0].width + _BESIDE if facts.marks else 0.0
        name = self._name(card, facts, room - taken)
        label = self._wrapper.wrap(name, form.label, room - taken, most=1)
        start = left + taken if self._mirrored else left
        fact = Fact.TARGET if card.kind is Kind.OPPORTUNITY else None
        lines = self._lines(label, form.label, Role.LABEL, start, room - taken, y, fact)
        if facts.marks:
            at = left if self._mirrored else left + room - marks.lines[0].width
            wide = marks.lines[0].width
            lines += self._lines(marks, form.label, Role.MARK, at, wide, y, Fact.EVIDENCE)
        return lines

    def _name(self, card: Card, facts: Facts, room: float) -> str:
        """As much of the heading as has room: people need the reference more than the rest."""
        least = f"{self._word_of(card.kind)} {card.ref}"
        usual = f"{facts.heading} {card.ref}" if facts.heading else least
        names = (f"{usual} · {facts.aside}", usual) if facts.aside else (usual,)
        width = self._wrapper.width
        return next((name for name in names if width(name, self.form.label) <= room), least)

    def _block(
        self,
        wrapped: Wrapped,
        style: TextStyle,
        role: Role,
        width: float,
        y: float,
        fact: Fact | None = None,
    ) -> list[TextLine]:
        left, room = self.text_column(width)
        return self._lines(wrapped, style, role, left, room, y, fact)

    def _lines(
        self,
        wrapped: Wrapped,
        style: TextStyle,
        role: Role,
        left: float,
        room: float,
        y: float,
        fact: Fact | None = None,
    ) -> list[TextLine]:
        """Lines one below the other from `y` on, each at the end where it is read from."""
        lines = []
        for at, line in enumerate(wrapped.lines):
            x = left + (room - line.width if line.rtl or self._mirrored else 0.0)
            baseline = y + at * style.leading + _ascent(style)
            lines.append(TextLine(x, baseline, line.text, style, role, line.rtl, line.width, fact))
        return lines


def _ascent(style: TextStyle) -> float:
    """From the top of a line's slot to its baseline: Inter's capitals, centred in the slot."""
    return (style.leading + 0.727 * style.size) / 2
