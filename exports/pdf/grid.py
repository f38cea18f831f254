"""Ruled tables whose rows may be taller than a page.

A tall row is cut into continuation rows before ReportLab sees it: its own splitting either refuses
or prints the header twice. A cell is one `Prose`, or a drawing that is never cut. Lengths are in
points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable, TableStyle

from exports.pdf.fonts import INTER, font
from exports.pdf.kept import KeptTable, tag_table
from exports.pdf.lines import colour_of
from exports.pdf.look import COLUMN, INK, LINE, SOFT
from exports.pdf.prose import Prose, Span
from workshop.drawing.shapes import Weight

#: Room at both sides of a cell.
PAD: Final = 4.0
#: Tallest row that is never cut.
_TALLEST: Final = 240.0

Cell = Flowable


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `tint` colours it, `joined` leaves the line above it out."""

    cells: Sequence[Cell]
    tint: str | None = None
    joined: bool = False


def grid(titles: Sequence[str], rows: Sequence[Row], widths: Sequence[float]) -> KeptTable:
    """A table with a repeated header; `widths` include the padding of the cells."""
    head = [Prose([Span(title.upper(), None, SOFT)], COLUMN) for title in titles]
    body: list[list[Cell | str]] = [[*head]]
    style: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("FONTNAME", (0, 0), (-1, -1), font(INTER[Weight.REGULAR]).fontName),
        ("LEFTPADDING", (0, 0), (-1, -1), PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), PAD),
        ("TOPPADDING", (0, 0), (-1, -1), 5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
        ("LINEBELOW", (0, 0), (-1, 0), 1, _colour(INK)),
    ]
    for row in rows:
        if not row.joined and len(body) > 1:
            style.append(("LINEABOVE", (0, len(body)), (-1, len(body)), 0.5, _colour(LINE)))
        for number, part in enumerate(_parts(row.cells, widths)):
            at = len(body)
            if number:
                style.append(("BOTTOMPADDING", (0, at - 1), (-1, at - 1), 0))
                style.append(("TOPPADDING", (0, at), (-1, at), 0))
            if row.tint:
                style.append(("BACKGROUND", (0, at), (-1, at), _colour(row.tint)))
            body.append(part)
    last = len(body) - 1
    style.append(("LINEBELOW", (0, last), (-1, last), 0.5, _colour(LINE)))
    table = KeptTable(
        body,
        colWidths=list(widths),
        repeatRows=1,
        hAlign="LEFT",
        renderCB=tag_table,  # type: ignore[arg-type]
    )
    table.setStyle(TableStyle(style))
    return table


def _colour(name: str) -> Color:
    colour: Color = colour_of(name)
    return colour


def _parts(cells: Sequence[Cell], widths: Sequence[float]) -> list[list[Cell | str]]:
    """The row, or the rows it is cut into; each cell goes on where it stopped."""
    parts: list[list[Cell | str]] = []
    rest: list[Cell | str] = list(cells)
    while True:
        heads: list[Cell | str] = []
        tails: list[Cell | str] = []
        for cell, width in zip(rest, widths, strict=True):
            head, tail = _cut(cell, width - 2 * PAD)
            heads.append(head)
            tails.append(tail)
        parts.append(heads)
        if not any(tails):
            return parts
        rest = tails


def _cut(cell: Cell | str, width: float) -> tuple[Cell | str, Cell | str]:
    if not isinstance(cell, Prose) or cell.wrap(width, _TALLEST)[1] <= _TALLEST:
        return cell, ""
    head, tail = cell.split(width, _TALLEST)
    assert isinstance(head, Prose)
    assert isinstance(tail, Prose)
    return head, tail
