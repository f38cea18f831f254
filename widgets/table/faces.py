"""What a cell consists of and where each piece stands: heights, painting and the mouse read it.

All lengths are pixels from the cell's top left corner. Paints nothing and knows no model.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPoint, QRect

from widgets.table.blocks import NOTE, REF, TEXT, Style, advance, height
from widgets.table.rows import Column, Link, Row, invitation, no_outcome
from workshop.words import status_word

PAD_X, PAD_Y = 12, 13
LEAST_HEIGHT = 44
#: Room for the arrow that points from an output to its outcomes.
ARROW_ROOM = 40
#: A chip: its bar, the space around its text and between chips, and its ×.
BAR, CHIP_X, CHIP_Y, CHIP_GAP, CROSS = 4, 10, 5, 4, 28
_REF_ROOM = 30


class Ink(Enum):
    """What a piece of text is painted in."""

    PLAIN = auto()
    SOFT = auto()
    FAINT = auto()
    ATTENTION = auto()
    ACCENT = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in a rectangle; a link with `target` leads to that card."""

    rect: QRect
    text: str
    style: Style
    ink: Ink
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """A linked outcome: its frame and the × that takes the link away."""

    rect: QRect
    outcome: str

    @property
    def cross(self) -> QRect:
        """Where the × can be hit."""
        right = self.rect.right() - CROSS + 1
        return QRect(right, self.rect.top() - 2, CROSS, self.rect.height() + 4)


@dataclass(frozen=True, slots=True)
class CellFace:
    """A cell's pieces and the height it needs."""

    pieces: tuple[Piece, ...]
    chips: tuple[Chip, ...]
    height: int

    def target_at(self, point: QPoint) -> str | None:
        """The card a place in the cell leads to."""
        for chip in self.chips:
            if chip.rect.contains(point):
                return chip.outcome
        return next((p.target for p in self.pieces if p.target and p.rect.contains(point)), None)

    def cross_at(self, point: QPoint) -> str | None:
        """The outcome whose × is at a place in the cell."""
        return next((chip.outcome for chip in self.chips if chip.cross.contains(point)), None)


def face_of(row: Row | None, column: Column, width: int) -> CellFace:
    """The face of a cell of this width; None for the row that is not there yet."""
    inner = max(40, width - 2 * PAD_X)
    if row is None:
        pieces = [_line(invitation(), Ink.FAINT, inner)]
        return _face(pieces if column is Column.OUTPUT else [])
    if column is Column.OUTPUT:
        return _face(_output(row, inner - ARROW_ROOM))
    if column is Column.OUTCOME:
        return _outcomes(row, inner)
    if column is Column.ASSUMPTION:
        return _face(_assumptions(row.links, inner))
    if column is Column.OWNER:
        return _face([_line(row.owner or "—", Ink.PLAIN if row.owner else Ink.FAINT, inner)])
    return _face([_line(status_word(row.status), Ink.PLAIN, inner)])


def _face(pieces: list[Piece], chips: tuple[Chip, ...] = ()) -> CellFace:
    bottoms = [piece.rect.bottom() + 1 for piece in pieces] + [c.rect.bottom() + 1 for c in chips]
    return CellFace(tuple(pieces), chips, max(LEAST_HEIGHT, max(bottoms, default=0) + PAD_Y))


def _line(text: str, ink: Ink, width: int) -> Piece:
    return Piece(QRect(PAD_X, PAD_Y, width, height(text, TEXT, width)), text, TEXT, ink)


def _output(row: Row, width: int) -> list[Piece]:
    left, room = PAD_X + _REF_ROOM, width - _REF_ROOM
    tall = height(row.text, TEXT, room)
    pieces = [
        Piece(QRect(PAD_X, PAD_Y, _REF_ROOM, TEXT.leading), row.ref, REF, Ink.SOFT),
        Piece(QRect(left, PAD_Y, room, tall), row.text, TEXT, Ink.PLAIN),
    ]
    if row.origin:
        place = QRect(left, PAD_Y + tall + 2, room, height(row.origin, NOTE, room))
        pieces.append(Piece(place, row.origin, NOTE, Ink.SOFT, row.solution))
    return pieces


def _outcomes(row: Row, width: int) -> CellFace:
    if not row.links:
        says, ink = (no_outcome(), Ink.ATTENTION) if row.is_gap else ("—", Ink.FAINT)
        return _face([_line(says, ink, width)])
    pieces: list[Piece] = []
    chips: list[Chip] = []
    top = PAD_Y - CHIP_Y
    for link in row.links:
        chip, inside = _chip(link, top, width)
        chips.append(chip)
        pieces += inside
        top = chip.rect.bottom() + 1 + CHIP_GAP
    return _face(pieces, tuple(chips))


def _chip(link: Link, top: int, width: int) -> tuple[Chip, list[Piece]]:
    ref_room = round(advance(link.ref, REF)) + 8
    around = BAR + CHIP_X + ref_room + CROSS
    room = max(20, min(width - around, round(advance(link.text, TEXT)) + 2))
    tall = height(link.text, TEXT, room)
    left = PAD_X + BAR + CHIP_X
    pieces = [
        Piece(QRect(left, top + CHIP_Y, ref_room, TEXT.leading), link.ref, REF, Ink.ACCENT),
        Piece(QRect(left + ref_room, top + CHIP_Y, room, tall), link.text, TEXT, Ink.PLAIN),
    ]
    return Chip(QRect(PAD_X, top, room + around, tall + 2 * CHIP_Y), link.outcome), pieces


def _assumptions(links: tuple[Link, ...], width: int) -> list[Piece]:
    return list(_assumption_pieces(tuple(link for link in links if link.assumption), width))


def _assumption_pieces(links: tuple[Link, ...], width: int) -> Iterator[Piece]:
    """One line for each link; with several, each says which outcome it is about."""
    indent = _REF_ROOM if len(links) > 1 else 0
    top, room = PAD_Y, width - indent
    for link in links:
        tall = height(link.assumption, TEXT, room)
        if indent:
            place = QRect(PAD_X, top, indent, TEXT.leading)
            yield Piece(place, link.ref, REF, Ink.SOFT)
        yield Piece(QRect(PAD_X + indent, top, room, tall), link.assumption, TEXT, Ink.PLAIN)
        top += tall + 6
