"""The map of assumptions laid out: importance upwards, evidence to the right, in points.

The upper half holds what matters most, so that its left half is what to test first. Cards of one
place stand side by side and below each other, never over each other; where many meet they show
fewer lines, and then the map grows. Nothing here paints or knows a board.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from workshop.drawing.shapes import TextStyle
from workshop.drawing.wrapping import WrappedLine, Wrapper

#: How the words of a card are set.
CARD_TEXT: Final = TextStyle(size=12.0, leading=15.5)

#: Grades from top to bottom and from left to right.
IMPORTANCES: Final = (3, 2, 1)
EVIDENCES: Final = (0, 1, 2, 3)

#: Share of the height that each importance has while its cards fit.
_SHARES: Final = (0.5, 0.25, 0.25)
#: Most lines a card shows, tried one after the other.
_LINES: Final = (6, 4, 3, 2, 1)
#: Most wrapped texts that are remembered.
_MOST_KNOWN: Final = 4000
_LEAST_CARD: Final = 132.0
_MOST_CARD: Final = 200.0
_GAP: Final = 8.0
_PADDING: Final = 12.0
#: Room for the words in the map's corners.
_BAND: Final = 30.0
#: From a card's edge to its words: past the bar on the left, and on the other sides.
BAR_INSET: Final = 13.0
INSET: Final = 8.0


@dataclass(frozen=True, slots=True)
class MapCard:
    """What a card shows and the place it has."""

    row: str
    ref: str
    text: str
    importance: int
    evidence: int


@dataclass(frozen=True, slots=True)
class MapBox:
    """A card at its place, with its lines; the first begins with the reference."""

    row: str
    ref: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[WrappedLine, ...]
    importance: int
    evidence: int


@dataclass(frozen=True, slots=True)
class AssumptionMap:
    """The whole map: edges of its columns and rows, and the cards."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    boxes: tuple[MapBox, ...]

    @property
    def width(self) -> float:
        """From edge to edge."""
        return self.columns[-1]

    @property
    def height(self) -> float:
        """From edge to edge; more than was asked for where cards need it."""
        return self.rows[-1]

    @property
    def middle(self) -> tuple[float, float]:
        """Where the quarters meet."""
        return self.columns[2], self.rows[1]

    def cell_at(self, x: float, y: float) -> tuple[int, int]:
        """Importance and evidence of the place, or of the one nearest to it."""
        column = sum(edge <= x for edge in self.columns[1:-1])
        row = sum(edge <= y for edge in self.rows[1:-1])
        return IMPORTANCES[row], EVIDENCES[column]

    def cell(self, importance: int, evidence: int) -> tuple[float, float, float, float]:
        """The place of two grades: x, y, width and height."""
        row, column = IMPORTANCES.index(importance), EVIDENCES.index(evidence)
        left, top = self.columns[column], self.rows[row]
        return left, top, self.columns[column + 1] - left, self.rows[row + 1] - top

    def box_at(self, x: float, y: float) -> MapBox | None:
        """The card at a place."""
        for box in self.boxes:
            if box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height:
                return box
        return None

    def beside(self, row: str, right: int, down: int) -> MapBox | None:
        """The nearest card in a direction, straight ones before slanting ones."""
        start = next(box for box in self.boxes if box.row == row)
        found: list[tuple[float, MapBox]] = []
        for box in self.boxes:
            along, across = _way(start, box, right, down)
            if along > 1:
                found.append((along + 3 * across, box))
        return min(found, key=lambda pair: pair[0], default=(0.0, None))[1]


#: The cards of one place, from its own corner, and where they end.
_Place = tuple[list[MapBox], float]


class MapMaker:
    """Lays maps out by one measure and remembers how the words of cards wrap."""

    def __init__(self, wrapper: Wrapper) -> None:
        self._wrapper = wrapper
        self._known: dict[tuple[str, float, int], tuple[WrappedLine, ...]] = {}

    def map_of(self, cards: Sequence[MapCard], width: float, height: float) -> AssumptionMap:
        """Lay cards out on a map of a width, and of a height unless they need more."""
        cell = width / len(EVIDENCES)
        columns = tuple(cell * number for number in range(len(EVIDENCES) + 1))
        rows = [0.0]
        boxes: list[MapBox] = []
        for importance, share in zip(IMPORTANCES, _SHARES, strict=True):
            band = [card for card in cards if card.importance == importance]
            top, room = rows[-1], height * share
            bands = _bands(importance)
            places, least = self._filled(band, cell, sum(bands), room)
            rows.append(top + max(room, least))
            inside = rows[-1] - top - sum(bands)
            for evidence, (placed, end) in places.items():
                # In a row that grew, cards in the middle could be out of sight.
                down = top + bands[0] + ((inside - end) / 2 if least <= room else 0)
                boxes += [_moved(box, columns[evidence], down) for box in placed]
        return AssumptionMap(columns, tuple(rows), tuple(boxes))

    def _filled(
        self, band: Sequence[MapCard], cell: float, words: float, room: float
    ) -> tuple[dict[int, _Place], float]:
        """The cards of one row by evidence, with as many lines as its height allows; that height.

        `words` is the room that the words in the corners take.
        """
        places: dict[int, _Place] = {}
        least = words
        for most in _LINES:
            places = {
                evidence: self._stacked(
                    [card for card in band if card.evidence == evidence], cell, most
                )
                for evidence in EVIDENCES
            }
            least = words + max(end for _, end in places.values())
            if least <= room:
                break
        return places, least

    def _stacked(self, cards: Sequence[MapCard], cell: float, most: int) -> _Place:
        """Cards of one place in lines from left to right, from its own corner."""
        room = cell - 2 * _PADDING
        abreast = max(1, int((room + _GAP) / (_LEAST_CARD + _GAP)))
        width = min(_MOST_CARD, (room - _GAP * (abreast - 1)) / abreast)
        boxes: list[MapBox] = []
        y, low = 0.0, 0.0
        for at, card in enumerate(cards):
            if at and at % abreast == 0:
                y = low + _GAP
            x = _PADDING + (at % abreast) * (width + _GAP)
            lines = self._lines(card, width - BAR_INSET - INSET, most)
            height = len(lines) * CARD_TEXT.leading + 2 * INSET - 2
            low = max(low, y + height)
            boxes.append(
                MapBox(
                    card.row, card.ref, x, y, width, height, lines, card.importance, card.evidence
                )
            )
        return boxes, low

    def _lines(self, card: MapCard, room: float, most: int) -> tuple[WrappedLine, ...]:
        words = f"{card.ref} {card.text}".replace("\n", " ")
        known = self._known.get((words, room, most))
        if known is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            known = self._wrapper.wrap(words, CARD_TEXT, room, most).lines
            self._known[words, room, most] = known
        return known


def _way(start: MapBox, box: MapBox, right: int, down: int) -> tuple[float, float]:
    """How far another card lies in the direction, and aside of it."""
    x = box.x + box.width / 2 - start.x - start.width / 2
    y = box.y + box.height / 2 - start.y - start.height / 2
    return (x * right, abs(y)) if right else (y * down, abs(x))


def _bands(importance: int) -> tuple[float, float]:
    """Room above and below the cards of a row, for the words in the corners."""
    return (
        _BAND if importance == IMPORTANCES[0] else _PADDING,
        _BAND if importance == IMPORTANCES[-1] else _PADDING,
    )


def _moved(box: MapBox, x: float, y: float) -> MapBox:
    return replace(box, x=box.x + x, y=box.y + y)
