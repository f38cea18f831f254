"""Drawings of a board, or of some of its cards, in the two forms paper uses: in full and as
references. Decides what cards look like on paper; draws nothing. Lengths are in points.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from exports.pdf.lines import MEASURE, width_of
from exports.pdf.look import SMALLEST
from exports.pdf.shaping import printable
from workshop.board import Board, board_of
from workshop.drawing.bows import with_bows
from workshop.drawing.branches import Arrangement, Spacing
from workshop.drawing.faces import PAPER, CardForm, FaceMaker, FactLine, Facts
from workshop.drawing.layout import TreeLayout
from workshop.drawing.picture import drawing_of
from workshop.drawing.shapes import Box, Drawing, Edge, TextStyle, Weight
from workshop.language import text
from workshop.records import Card
from workshop.words.cards import facts_on
from workshop.words.codes import kind_word

#: Widths of cards to try: wider ones are less tall.
CARD_WIDTHS: Final = (150.0, 180.0, 210.0)
#: Lines of a card's text; longer texts are cut and stand in full in the table of cards.
_MOST_LINES: Final = 12
_FULL_SPACING: Final = Spacing(siblings=7, levels=30, stacked=9, indent=20, trees=22)
#: Scale at which the smallest print on a card is the smallest that may be printed.
FULL_SHRINK: Final = SMALLEST / min(PAPER.label.size, PAPER.text.size)

_REF: Final = TextStyle(6.5, 9, Weight.BOLD)
_REF_SPACING: Final = Spacing(siblings=3, levels=20, stacked=4, indent=12, trees=8)
#: As `FULL_SHRINK`, for cards that show their reference alone.
REF_SHRINK: Final = SMALLEST / _REF.size


@dataclass(frozen=True, slots=True)
class Drafter:
    """Draws parts of one board with one kind of face; `bar` is the width of a card's bar."""

    board: Board
    faces: FaceMaker
    spacing: Spacing
    bar: float

    def drawing(self, cards: Iterable[str], folded: frozenset[str] = frozenset()) -> Drawing:
        """These cards, growing to the right; parents come before children. `folded` ones hide what
        is below them."""
        part = _part_of(self.board, cards)
        layout = self._layout(part, folded)
        return with_bows(drawing_of(part, layout, self.faces), self.board)

    def size(self, cards: Iterable[str]) -> tuple[float, float]:
        """Width and height of the drawing of these cards, without drawing it."""
        _, _, width, height = self._layout(_part_of(self.board, cards), frozenset()).extent()
        return width, height

    def _layout(self, part: Board, folded: frozenset[str]) -> TreeLayout:
        layout = TreeLayout(
            lambda card: self.faces.size(part.cards[card]), Arrangement.LEFT_TO_RIGHT, self.spacing
        )
        layout.rebuild(part, folded)
        return layout

    def area(self, card: str) -> float:
        """What a card covers at full size, in square points."""
        width, height = self.faces.size(self.board.cards[card])
        return width * height


def full_drafter(board: Board, width: float) -> Drafter:
    """Draws cards of this width with kind, reference and text."""
    form = replace(PAPER, branch_width=width, leaf_width=width, most_lines=_MOST_LINES)
    empty = text("not written yet")
    faces = FaceMaker(MEASURE, form, kind_word, empty, lambda card: _printable(board, card))
    return Drafter(board, faces, _FULL_SPACING, form.bar)


def _printable(board: Board, card: Card) -> Facts:
    """What a card shows of the method, as paper can show it."""
    facts = facts_on(board, card)
    lines = tuple(FactLine(line.fact, printable(line.words)) for line in facts.lines)
    return facts if lines == facts.lines else replace(facts, lines=lines)


def refs_drafter(board: Board) -> Drafter:
    """Draws cards as small boxes with nothing but their references."""
    bare = {card.id: replace(card, text="") for card in board.cards.values()}
    widest = max((width_of(card.ref, _REF) for card in bare.values()), default=0.0)
    form = CardForm(
        branch_width=widest + 11,
        leaf_width=widest + 11,
        bar=2.5,
        pad_x=4,
        pad_y=1.5,
        label=_REF,
        text=TextStyle(1, 0),
        fact=TextStyle(1, 0),
        most_lines=1,
    )
    faces = FaceMaker(MEASURE, form, lambda _kind: "")
    return Drafter(replace(board, cards=board.cards.update(bare)), faces, _REF_SPACING, form.bar)


def beside(drawings: Sequence[Drawing], gap: float) -> Drawing:
    """Drawings from left to right as one, their tops level."""
    boxes: list[Box] = []
    edges: list[Edge] = []
    x = height = 0.0
    for drawing in drawings:
        boxes += [replace(box, x=box.x + x) for box in drawing.boxes]
        edges += [
            replace(edge, points=tuple((px + x, py) for px, py in edge.points))
            for edge in drawing.edges
        ]
        x += drawing.width + gap
        height = max(height, drawing.height)
    return Drawing(tuple(boxes), tuple(edges), max(0.0, x - gap), height)


def _part_of(board: Board, cards: Iterable[str]) -> Board:
    """A board of these cards alone; those without their parent stand in the order given."""
    chosen = dict.fromkeys(cards)
    records = []
    for at, card in enumerate(chosen):
        record = board.cards[card]
        if record.parent not in chosen:
            record = replace(record, parent=None, rank=f"{at:09d}")
        records.append(record)
    return board_of(records, {})
