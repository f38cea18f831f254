"""Measuring and drawing single lines of text on a ReportLab canvas.

The pen's own measure for wrapping and layout lives here. Lines arrive broken; see `prose`.
Positions are ReportLab's: in points, y upwards, a line's y is its baseline.
"""

from functools import cache, lru_cache
from typing import Any, Final

from reportlab.lib.colors import HexColor

from exports.pdf.fonts import font
from exports.pdf.shaping import Piece, advance, pieces
from workshop.drawing.shapes import TextStyle, Weight
from workshop.drawing.wrapping import Wrapper

colour_of = cache(HexColor)


@lru_cache(maxsize=20_000)
def _advance(text: str, weight: Weight) -> float:
    return advance(text, weight)


class PaperMeasure:
    """How wide printable text runs on paper; a `Measure` for wrapping and layout."""

    def advance(self, text: str, style: TextStyle) -> float:
        """Width of `text` on one line, in points."""
        return _advance(text, style.weight) * style.size / 1000


MEASURE: Final = PaperMeasure()


def width_of(text: str, style: TextStyle) -> float:
    """Width of printable text on one line, in points."""
    return MEASURE.advance(text, style)


def shortened(text: str, style: TextStyle, width: float, lines: int = 1) -> tuple[str, bool]:
    """As much of a text as fits on so many lines, and whether anything was left out.

    The lines are not broken in the result: not every script has a space where a line may end.
    """
    wrapped = Wrapper(MEASURE).wrap(text, style, width, lines)
    if not wrapped.cut:
        return text, False
    known = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    *whole, last = wrapped.lines
    end = 0
    for line in whole:
        end += len(line.text)
        end += known[end] in " \n"
    return known[:end] + last.text, True


def draw_line(
    canvas: Any,
    place: tuple[float, float],
    text: str,
    style: TextStyle,
    colour: str,
    *,
    rtl: bool = False,
    apart: float = 0.0,
) -> None:
    """Draw one printable line, its left end and baseline at `place`.

    `rtl` tells how its paragraph reads, `apart` is extra space after every letter.
    """
    if not text or not canvas.inks:
        return
    ink = canvas.beginText()
    ink.setFillColor(colour_of(colour))
    if apart:
        ink.setCharSpace(apart)
    x, y = place
    for piece in pieces(text, style.weight, rtl):
        _draw_piece(ink, x, y, piece, style.size)
        x += piece.advance * style.size / 1000
    if apart:
        ink.setCharSpace(0)
    canvas.drawText(ink)


def _draw_piece(ink: Any, x: float, y: float, piece: Piece, size: float) -> None:
    ink.setFont(piece.face, size)
    if not piece.glyphs:
        ink.setTextOrigin(x, y)
        ink.textOut(piece.characters)
        return
    scale = size / 1000
    own = font(piece.face).face.charWidths
    batch, at, start = "", x, x
    for glyph in piece.glyphs:
        code, moved, dx, dy = glyph
        natural = not dx and not dy and abs(own[ord(code)] - moved) < 1
        if not natural and batch:
            ink.setTextOrigin(start, y)
            ink.textOut(batch)
            batch = ""
        if natural:
            start = at if not batch else start
            batch += code
        else:
            ink.setTextOrigin(at + dx * scale, y + dy * scale)
            ink.textOut(code)
        at += moved * scale
    if batch:
        ink.setTextOrigin(start, y)
        ink.textOut(batch)
