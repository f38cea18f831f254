"""What a drawing is made of: text lines, card faces, boxes and edges, all in points.

x runs right, y runs down; a text line's `y` is its baseline. Three pens paint these: Qt on screen,
ReportLab on paper, SVG. Nothing here measures, lays out or paints.
"""

from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from workshop.vocabulary import Kind


class Weight(StrEnum):
    """Weights of the bundled face, Inter."""

    REGULAR = "regular"
    SEMIBOLD = "semibold"
    BOLD = "bold"


class TextStyle(Struct, frozen=True):
    """Size and leading (baseline to baseline) in points, and a weight."""

    size: float
    leading: float
    weight: Weight = Weight.REGULAR


class Measure(Protocol):
    """Tells how wide text runs in a pen's own fonts. Each pen brings one."""

    def advance(self, text: str, style: TextStyle) -> float:
        """Width of `text` on one line, in points."""
        ...


class Role(StrEnum):
    """What a line of text is for; the palette decides how it looks."""

    LABEL = "label"
    MARK = "mark"
    TEXT = "text"
    EMPTY = "empty"
    FACT = "fact"


class Fact(StrEnum):
    """What a mark or a line on a card tells of the method; a click on it leads there."""

    EVIDENCE = "evidence"
    METRIC = "metric"
    OWNER = "owner"
    STATE = "state"
    RISK = "risk"
    OUTPUTS = "outputs"
    TARGET = "target"


class TextLine(Struct, frozen=True):
    """One line of text at a place; right-to-left text keeps its logical order, `x` its left end.

    `width` is what it takes; `fact` is what it tells beyond kind, reference and text.
    """

    x: float
    y: float
    text: str
    style: TextStyle
    role: Role
    rtl: bool = False
    width: float = 0.0
    fact: Fact | None = None


class Face(Struct, frozen=True):
    """A card's own drawing, its top left corner at 0, 0. `cut` says that some text did not fit,
    `mirrored` that its bar is at the right edge, `stands_out` that its border is a heavy one."""

    kind: Kind
    width: float
    height: float
    lines: tuple[TextLine, ...]
    cut: bool = False
    mirrored: bool = False
    stands_out: bool = False


class Box(Struct, frozen=True):
    """A face at its place. `hidden` counts the cards folded away below it."""

    card: str
    ref: str
    x: float
    y: float
    face: Face
    hidden: int = 0


class Edge(Struct, frozen=True):
    """An orthogonal line from a parent to a child, corner by corner."""

    parent: str
    child: str
    points: tuple[tuple[float, float], ...]


#: A cubic Bézier curve: its start, the two points that bend it, its end.
Curve = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]


class Bow(Struct, frozen=True):
    """The quiet dotted curve from a solution to another opportunity that it also helps."""

    solution: str
    opportunity: str
    curve: Curve


class Drawing(Struct, frozen=True):
    """A whole picture, its top left corner at 0, 0."""

    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    width: float
    height: float
    bows: tuple[Bow, ...] = ()
