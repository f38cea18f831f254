"""What the canvas shows: a board, laid out, with the face of every card. No Qt.

The board shown may be one step ahead of the committed one while a card is being typed.
"""

from collections.abc import Iterable, Iterator

from widgets.canvas.viewport import Rect
from workshop.board import Board
from workshop.drawing.bows import curve_between
from workshop.drawing.branches import SCREEN_DOWN, SCREEN_RIGHT, Arrangement
from workshop.drawing.dropping import DropTarget
from workshop.drawing.faces import SCREEN, FaceMaker, Facts
from workshop.drawing.layout import TreeLayout
from workshop.drawing.mirror import MirroredLayout, mirrored_curve
from workshop.drawing.shapes import Curve, Edge, Face, Fact, Measure, TextLine
from workshop.language import text
from workshop.records import Card
from workshop.vocabulary import Kind
from workshop.words.cards import cards_told_of, facts_on
from workshop.words.codes import kind_word

#: How far inside a card's corner the middle of its badge is, in points.
_INSET = 2.0
#: How near to a mark a click may be, in points.
_NEAR = 6.0

_SPACINGS = {Arrangement.TOP_DOWN: SCREEN_DOWN, Arrangement.LEFT_TO_RIGHT: SCREEN_RIGHT}


class Scene:
    """A board with its layout; every change is told by the rows it touches."""

    def __init__(
        self, board: Board, measure: Measure, folded: Iterable[str] = (), *, mirrored: bool = False
    ) -> None:
        self._board = board
        self._measure = measure
        self._folded = frozenset(folded)
        self._mirrored = mirrored
        self._typed: str | None = None
        self._facts: dict[str, Facts] = {}
        self._faces = self._face_maker()
        self._layout = self._laid_out(Arrangement.TOP_DOWN)
        #: Grows with every change of places.
        self.version = 0

    @property
    def board(self) -> Board:
        """The board that is shown."""
        return self._board

    @property
    def layout(self) -> TreeLayout:
        """Where every card stands."""
        return self._layout

    @property
    def folded(self) -> frozenset[str]:
        """Cards whose branches are folded away."""
        return self._folded

    def show(self, board: Board, touched: Iterable[str]) -> None:
        """Show another board that differs in the rows touched."""
        before, self._board = self._board, board
        cards = {card for row in touched for card in _told_of(before, board, row)}
        if cards:
            for card in cards:
                self._facts.pop(card, None)
            self._faces.forget(card for card in cards if card not in board.cards)
            self._follow(cards)

    def type_on(self, card: str | None) -> None:
        """Let a card grow with all that is typed on it, and no other; None for no card."""
        before, self._typed = self._typed, card
        if before != card:
            self._follow({one for one in (before, card) if one is not None})

    def arrange(self, arrangement: Arrangement) -> None:
        """Let the tree grow another way."""
        self.version += 1
        self._layout = self._laid_out(arrangement)

    def mirror(self, *, mirrored: bool) -> None:
        """Let the tree read from right to left, or from left to right."""
        self.version += 1
        self._mirrored = mirrored
        self._faces = self._face_maker()
        self._layout = self._laid_out(self._layout.arrangement)

    @property
    def is_mirrored(self) -> bool:
        """True when the tree reads from right to left."""
        return self._mirrored

    def fold(self, folded: frozenset[str]) -> None:
        """Fold exactly these cards."""
        changed = self._folded ^ folded
        self._folded = folded
        self._follow(changed)

    def unfolded_down_to(self, card: str) -> frozenset[str]:
        """The folded cards, without those that hide this one."""
        return self._folded - frozenset(self._board.ancestors_of(card))

    def is_shown(self, card: str | None) -> bool:
        """True for a card that exists and that no folded card hides."""
        if card is None or card not in self._board.cards:
            return False
        return self._folded.isdisjoint(self._board.ancestors_of(card))

    def face(self, card: str) -> Face:
        """How a card looks."""
        return self._faces.face(self._board.cards[card], typed=card == self._typed)

    def rect(self, card: str) -> Rect:
        """Where a card is: x, y, width, height in points."""
        x, y = self._layout.place(card)
        width, height = self._layout.size(card)
        return x, y, width, height

    def extent(self) -> Rect:
        """Where all the cards are."""
        return self._layout.extent()

    def visible(self, rect: Rect) -> Iterator[tuple[str, float, float]]:
        """Cards that touch a rectangle, parents first, with their top left corners."""
        return self._layout.visible(rect)

    def blocks(self, rect: Rect, smallest: float) -> Iterator[tuple[Kind, Rect]]:
        """What touches a rectangle, seen from far away; branches below `smallest` as one."""
        cards = self._board.cards
        for card, block in self._layout.blocks(rect, smallest):
            yield cards[card].kind, block

    def edges(self, rect: Rect) -> Iterator[Edge]:
        """Edges that touch a rectangle."""
        return self._layout.edges_in(rect)

    def drop_target(self, x: float, y: float, moving: frozenset[str]) -> DropTarget | None:
        """Where a card dropped at x, y would go."""
        return self._layout.drop_target(x, y, moving)

    def handle(self, rect: Rect) -> tuple[float, float]:
        """The middle of the fold handle of a card that stands here: where its branch leaves it."""
        x, y, width, height = rect
        if self._layout.arrangement is Arrangement.TOP_DOWN:
            return x + width / 2, y + height
        return (x if self._mirrored else x + width), y + height / 2

    def badge(self, rect: Rect) -> tuple[float, float]:
        """The middle of the badge of a card that stands here: the corner where reading ends."""
        x, y, width, _ = rect
        return (x + _INSET if self._mirrored else x + width - _INSET), y + _INSET

    def bow(self, solution: Rect, opportunity: Rect) -> Curve:
        """The bow between two cards that stand in these rectangles."""
        curve = mirrored_curve if self._mirrored else curve_between
        return curve(solution, opportunity)

    def fact_at(self, x: float, y: float) -> tuple[str, Fact] | None:
        """The mark or soft line under a point that tells a fact, with its card."""
        card = self._layout.card_at(x, y)
        if card is None:
            return None
        left, top, _, _ = self.rect(card)
        return next(
            (
                (card, line.fact)
                for line in self.face(card).lines
                if line.fact is not None and _is_near(line, x - left, y - top)
            ),
            None,
        )

    def text_column(self, card: str) -> tuple[float, float]:
        """Where on a card its text starts from the left, and how wide it may run, in points."""
        return self._faces.text_column(self._layout.size(card)[0])

    def _follow(self, cards: Iterable[str]) -> None:
        if self._layout.update(self._board, cards, self._folded):
            self.version += 1

    def _face_maker(self) -> FaceMaker:
        empty = text("Type here…")
        return FaceMaker(
            self._measure, SCREEN, kind_word, empty, self._facts_of, mirrored=self._mirrored
        )

    def _facts_of(self, card: Card) -> Facts:
        facts = self._facts.get(card.id)
        if facts is None:
            facts = self._facts[card.id] = facts_on(self._board, card)
        return facts

    def _laid_out(self, arrangement: Arrangement) -> TreeLayout:
        kind = MirroredLayout if self._mirrored else TreeLayout
        layout = kind(self._size, arrangement, _SPACINGS[arrangement])
        layout.rebuild(self._board, self._folded)
        return layout

    def _size(self, card: str) -> tuple[float, float]:
        return self._faces.size(self._board.cards[card], typed=card == self._typed)


def _is_near(line: TextLine, x: float, y: float) -> bool:
    """Whether a point of a face is on a line of it, or right beside it."""
    top = line.y - (line.style.leading + line.style.size) / 2
    across = line.x - _NEAR <= x <= line.x + line.width + _NEAR
    return across and top <= y <= top + line.style.leading


def _told_of(before: Board, after: Board, row: str) -> Iterator[str]:
    """The cards that showed something of a row, or show it now."""
    if row in after.cards or row in before.cards:
        yield row
    else:
        yield from cards_told_of(before, row)
        yield from cards_told_of(after, row)
