"""What a cell consists of and where each piece stands: heights, painting and the mouse read it.

All lengths are pixels from the cell's top left corner. Paints nothing and knows no model. Faces are
laid out as the window reads from the left, and mirrored at the end where it reads from the right.
"""

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QPoint, QRect

from widgets.look.blocks import NOTE, REF, TEXT, Block, Style, advance, cut, height
from widgets.table.rows import Column, Link, Row, invitation
from workshop.language import text
from workshop.method import Confidence, ExemptionReason
from workshop.output_cells import FACTS, no_outcome
from workshop.words.codes import status_word
from workshop.words.fields import code_word
from workshop.words.measures import loosened

PAD_X, PAD_Y = 12, 13
LEAST_HEIGHT = 44
#: Room for the arrow that points from an output to its outcomes.
ARROW_ROOM, _ARROW = 40, 16
#: A chip: its bar, the space around its text and between chips, and its ×.
BAR, CHIP_X, CHIP_Y, CHIP_GAP, CROSS = 4, 10, 5, 4, 28
#: Most lines of a chip: an outcome stands whole on its card, and in what the mouse asks for.
_CHIP_LINES: Final = 4
#: Most lines of any other text, and of what stands below it: the details hold all of it.
_MOST_LINES: Final = 16
_NOTE_LINES: Final = 4
#: A pill: the space around its text, between pills, and its height.
_PILL_X, _PILL_GAP, _PILL_TALL = 9, 6, 22
REF_ROOM: Final = 30
_ABOUT_ROOM: Final = 24


class Ink(Enum):
    """What a piece of text is painted in."""

    PLAIN = auto()
    SOFT = auto()
    FAINT = auto()
    ATTENTION = auto()
    ACCENT = auto()


class Tone(Enum):
    """What a pill is painted in."""

    QUIET = auto()
    GOOD = auto()
    ATTENTION = auto()


class Act(Enum):
    """What a pill does, or a double click on a reference."""

    LINK = auto()
    DROP = auto()
    ROUTINE = auto()
    REASON = auto()
    DETAILS = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in a rectangle; with a `target` it leads to that row, with an `act` it is a button."""

    rect: QRect
    text: str
    style: Style
    ink: Ink
    target: str | None = None
    act: Act | None = None
    mirrored: bool = False

    @property
    def block(self) -> Block:
        """What is painted."""
        return Block(self.text, self.style, self.rect.width(), mirrored=self.mirrored)


@dataclass(frozen=True, slots=True)
class Chip:
    """A linked outcome: its frame, its bar and the × that takes the link away."""

    rect: QRect
    outcome: str
    mirrored: bool = False

    @property
    def bar(self) -> QRect:
        """The bar at its leading edge."""
        left = self.rect.right() - BAR + 1 if self.mirrored else self.rect.left()
        return QRect(left, self.rect.top(), BAR, self.rect.height())

    @property
    def cross(self) -> QRect:
        """Where the × can be hit."""
        left = self.rect.left() if self.mirrored else self.rect.right() - CROSS + 1
        return QRect(left, self.rect.top() - 2, CROSS, self.rect.height() + 4)


@dataclass(frozen=True, slots=True)
class Pill:
    """A word on a rounded ground; one with `act` is a button."""

    rect: QRect
    text: str
    tone: Tone
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """An icon of the bundled set."""

    rect: QRect
    icon: str
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class CellFace:
    """A cell's pieces and the height it needs."""

    pieces: tuple[Piece, ...] = ()
    chips: tuple[Chip, ...] = ()
    pills: tuple[Pill, ...] = ()
    marks: tuple[Mark, ...] = ()
    height: int = LEAST_HEIGHT

    def target_at(self, point: QPoint) -> str | None:
        """The row a place in the cell leads to."""
        for chip in self.chips:
            if chip.rect.contains(point):
                return chip.outcome
        return next((p.target for p in self.pieces if p.target and p.rect.contains(point)), None)

    def cross_at(self, point: QPoint) -> str | None:
        """The outcome whose × is at a place in the cell."""
        return next((chip.outcome for chip in self.chips if chip.cross.contains(point)), None)

    def act_at(self, point: QPoint) -> Act | None:
        """What a click at a place in the cell does."""
        pills = (pill.act for pill in self.pills if pill.act and pill.rect.contains(point))
        pieces = (p.act for p in self.pieces if p.act and p.rect.contains(point))
        return next(pills, None) or next(pieces, None)

    def mirrored(self, width: int) -> "CellFace":
        """The same as seen in a mirror, in a cell of this width."""

        def there(rect: QRect) -> QRect:
            return QRect(width - rect.x() - rect.width(), rect.y(), rect.width(), rect.height())

        return CellFace(
            tuple(replace(each, rect=there(each.rect), mirrored=True) for each in self.pieces),
            tuple(replace(each, rect=there(each.rect), mirrored=True) for each in self.chips),
            tuple(replace(each, rect=there(each.rect)) for each in self.pills),
            tuple(replace(each, rect=there(each.rect), mirrored=True) for each in self.marks),
            self.height,
        )


def face_of(row: Row | None, column: Column, width: int) -> CellFace:
    """The face of a cell of this width; None for the row that is not there yet."""
    inner = max(40, width - 2 * PAD_X)
    if row is None:
        return _face([_line(invitation(), Ink.FAINT, inner)] if column is Column.OUTPUT else [])
    if column is Column.OUTPUT:
        arrow = QRect(width - PAD_X - (ARROW_ROOM + _ARROW) // 2, PAD_Y + 1, _ARROW, _ARROW)
        return replace(_face(_output(row, inner - ARROW_ROOM)), marks=(Mark(arrow, "arrow-right"),))
    if column is Column.OUTCOME:
        return _outcomes(row, inner)
    if column is Column.KNOW:
        return _face(_known(row, inner))
    if column is Column.ASSUMPTION:
        return _face(_assumptions(row.links, inner))
    if column is Column.CONFIDENCE:
        return _confidences(row.links)
    return _face(
        [_plain(row, column, inner)]
        if column is not Column.HYPOTHESIS
        else _hypotheses(row.links, inner)
    )


def _plain(row: Row, column: Column, width: int) -> Piece:
    if column is Column.OWNER:
        return _line(row.owner or "—", Ink.PLAIN if row.owner else Ink.FAINT, width)
    if column in FACTS:
        return _line(row.fact(column), Ink.PLAIN, width)
    return _line(status_word(row.status), Ink.PLAIN, width)


def _face(
    pieces: list[Piece], chips: tuple[Chip, ...] = (), pills: tuple[Pill, ...] = ()
) -> CellFace:
    rects = [part.rect for group in (pieces, chips, pills) for part in group]
    bottom = max((rect.bottom() + 1 for rect in rects), default=0)
    return CellFace(tuple(pieces), chips, pills, height=max(LEAST_HEIGHT, bottom + PAD_Y))


def _line(text: str, ink: Ink, width: int, top: int = PAD_Y) -> Piece:
    says = cut(text, TEXT, width, _MOST_LINES)
    return Piece(QRect(PAD_X, top, width, height(says, TEXT, width)), says, TEXT, ink)


def _note(text: str, width: int, top: int) -> Piece:
    return Piece(QRect(PAD_X, top, width, height(text, NOTE, width)), text, NOTE, Ink.SOFT)


def _below(pieces: list[Piece]) -> int:
    return pieces[-1].rect.bottom() + 1 if pieces else PAD_Y


def _output(row: Row, width: int) -> list[Piece]:
    ref_room = max(REF_ROOM, round(advance(row.ref, REF)) + 4)
    left, room = PAD_X + ref_room, width - ref_room
    says = cut(row.text, TEXT, room, _MOST_LINES)
    place = QRect(PAD_X, PAD_Y, ref_room, TEXT.leading)
    pieces = [
        Piece(place, row.ref, REF, Ink.SOFT, act=Act.DETAILS),
        Piece(QRect(left, PAD_Y, room, height(says, TEXT, room)), says, TEXT, Ink.PLAIN),
    ]
    asks = row.reason in (ExemptionReason.NO_BASELINE, ExemptionReason.PROVEN_LINK)
    exemption = "" if row.links else row.exemption
    for says, target in ((row.origin, row.solution), (exemption, None)):
        if says:
            note = cut(says, NOTE, room, _NOTE_LINES)
            place = QRect(left, _below(pieces) + 2, room, height(note, NOTE, room))
            act = Act.REASON if target is None and asks else None
            pieces.append(Piece(place, note, NOTE, Ink.SOFT, target, act))
    return pieces


def _outcomes(row: Row, width: int) -> CellFace:
    if not row.links:
        if not row.is_gap:
            return _face([_line("—", Ink.FAINT, width)])
        asked = _line(no_outcome(), Ink.ATTENTION, width)
        return _face([asked], pills=_answers(width, asked.rect.bottom() + 7))
    pieces: list[Piece] = []
    chips: list[Chip] = []
    top = PAD_Y - CHIP_Y
    for link in row.links:
        chip, inside = _chip(link, top, width)
        chips.append(chip)
        pieces += inside
        top = chip.rect.bottom() + 1 + CHIP_GAP
    return _face(pieces, tuple(chips))


def _answers(width: int, top: int) -> tuple[Pill, ...]:
    """What can be done about an output without an outcome, as many to a line as there is room."""
    words = {
        Act.LINK: text("Link outcome"),
        Act.DROP: text("Drop it"),
        Act.ROUTINE: text("Mark as routine"),
        Act.REASON: text("Other…"),
    }
    pills: list[Pill] = []
    left = PAD_X
    for act, says in words.items():
        wide = round(advance(says, NOTE)) + 2 * _PILL_X
        if left > PAD_X and left + wide > PAD_X + width:
            left, top = PAD_X, top + _PILL_TALL + _PILL_GAP
        pills.append(Pill(QRect(left, top, wide, _PILL_TALL), says, Tone.QUIET, act))
        left += wide + _PILL_GAP
    return tuple(pills)


def _chip(link: Link, top: int, width: int) -> tuple[Chip, list[Piece]]:
    ref_room = round(advance(link.ref, REF)) + 8
    around = BAR + CHIP_X + ref_room + CROSS
    room = max(20, min(width - around, round(advance(link.text, TEXT)) + 2))
    says = cut(link.text, TEXT, room, _CHIP_LINES)
    tall = height(says, TEXT, room)
    left = PAD_X + BAR + CHIP_X
    pieces = [
        Piece(QRect(left, top + CHIP_Y, ref_room, TEXT.leading), link.ref, REF, Ink.ACCENT),
        Piece(QRect(left + ref_room, top + CHIP_Y, room, tall), says, TEXT, Ink.PLAIN),
    ]
    return Chip(QRect(PAD_X, top, room + around, tall + 2 * CHIP_Y), link.outcome), pieces


def _known(row: Row, width: int) -> list[Piece]:
    pieces: list[Piece] = []
    for known in row.known:
        gap = 6 if pieces else 0
        fits = all(advance(words, TEXT) <= width for words in known.says.split(" "))
        says = known.says if fits else loosened(known.says)
        pieces.append(_line(says, Ink.PLAIN, width, _below(pieces) + gap))
        if known.by:
            pieces.append(_note(known.by, width, _below(pieces) + 2))
    return pieces


def _assumptions(links: tuple[Link, ...], width: int) -> list[Piece]:
    """Each with its reference and next review; with several links, also which it is about."""
    pieces: list[Piece] = []
    for link in links:
        for assumed in link.assumptions:
            gap = 8 if pieces else 0
            pieces.append(_line(assumed.text, Ink.PLAIN, width, _below(pieces) + gap))
            about = text("about {ref}").format(ref=link.ref) if len(links) > 1 else ""
            says = " · ".join(filter(None, (assumed.ref, about, assumed.review)))
            note = replace(_note(says, width, _below(pieces) + 2), target=assumed.id)
            pieces.append(note)
    return pieces


def _hypotheses(links: tuple[Link, ...], width: int) -> list[Piece]:
    pieces: list[Piece] = []
    for link in links:
        if link.hypothesis:
            about = f"{link.ref}: " if len(links) > 1 else ""
            gap = 6 if pieces else 0
            says = about + link.hypothesis
            pieces.append(_line(says, Ink.PLAIN, width, _below(pieces) + gap))
    return pieces


_TONES: Final = {
    Confidence.LOW: Tone.ATTENTION,
    Confidence.MEDIUM: Tone.QUIET,
    Confidence.HIGH: Tone.GOOD,
}


def _confidences(links: tuple[Link, ...]) -> CellFace:
    """A pill for each link; with several, each says which outcome it is about."""
    pieces: list[Piece] = []
    pills: list[Pill] = []
    indent = 0
    if len(links) > 1:
        indent = max(_ABOUT_ROOM, *(round(advance(link.ref, REF)) + 6 for link in links))
    top = PAD_Y - 2
    for link in links:
        if link.confidence is None:
            continue
        if indent:
            place = QRect(PAD_X, top + 2, indent, TEXT.leading)
            pieces.append(Piece(place, link.ref, REF, Ink.SOFT))
        says = code_word(link.confidence)
        wide = round(advance(says, NOTE)) + 2 * _PILL_X
        rect = QRect(PAD_X + indent, top, wide, _PILL_TALL)
        pills.append(Pill(rect, says, _TONES[link.confidence]))
        top += _PILL_TALL + _PILL_GAP
    return _face(pieces, pills=tuple(pills))
