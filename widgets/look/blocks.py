"""Wrapped text in a few styles: how many lines it takes, and painting it. Knows no table."""

from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from widgets.look.fonts import BODY, SMALL, font
from workshop.values.days import held_days


@dataclass(frozen=True, slots=True)
class Style:
    """Height and leading (baseline to baseline) in pixels, and a weight."""

    pixels: int
    leading: int
    weight: QFont.Weight = QFont.Weight.Normal


TEXT = Style(BODY, 18)
NOTE = Style(SMALL, 16)
REF = Style(SMALL, 18, QFont.Weight.DemiBold)
HEAD = Style(BODY, 18, QFont.Weight.DemiBold)


@cache
def _option(*, mirrored: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if mirrored:
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    return option


@cache
def _slack(style: Style) -> float:
    """What the leading leaves above a line, in pixels."""
    return (style.leading - _metrics(style).height()) / 2


@cache
def _font(style: Style) -> QFont:
    return font(style.pixels, style.weight)


def _semibold(length: int) -> QTextLayout.FormatRange:
    run = QTextLayout.FormatRange()
    run.length = length
    run.format.setFontWeight(QFont.Weight.DemiBold)
    return run


@cache
def _metrics(style: Style) -> QFontMetricsF:
    return QFontMetricsF(_font(style))


@lru_cache(maxsize=20_000)
def advance(text: str, style: Style) -> float:
    """Width of text on one line, in pixels."""
    return _metrics(style).horizontalAdvance(text)


def height(text: str, style: Style, width: int, strong: int = 0) -> int:
    """Height of text wrapped to a width, in pixels."""
    return style.leading * _line_count(text, style, width, strong)


@lru_cache(maxsize=20_000)
def cut(text: str, style: Style, width: int, lines: int) -> str:
    """As much of a text as fits on so many lines of a width, with “…” where some is left out."""
    layout = _laid_out(Block(text, style, width))
    if layout.lineCount() <= lines:
        return text
    # Qt counts in UTF-16.
    start = 2 * layout.lineAt(lines - 1).textStart()
    units = text.encode("utf-16-le")
    head, rest = units[:start].decode("utf-16-le"), units[start:].decode("utf-16-le")
    line, _, below = rest.partition("\n")
    shown = _metrics(style).elidedText(line, Qt.TextElideMode.ElideRight, max(1, width - 1))
    return head + (shown if shown != line or not below else f"{line.rstrip()}…")


@dataclass(frozen=True, slots=True)
class Block:
    """Text in a style, wrapped to a width in pixels.

    The first `strong` characters are semibold; `mirrored` is for windows that read leftwards.
    """

    text: str
    style: Style
    width: int
    strong: int = 0
    mirrored: bool = False


def draw(painter: QPainter, x: int, y: int, block: Block) -> None:
    """Paint a block in the pen's colour; `x`, `y` is its top left corner."""
    _laid_out(block).draw(painter, QPointF(x, y))


@lru_cache(maxsize=20_000)
def _line_count(text: str, style: Style, width: int, strong: int) -> int:
    return max(1, _laid_out(Block(text, style, width, strong)).lineCount())


@lru_cache(maxsize=2_000)
def _laid_out(block: Block) -> QTextLayout:
    style = block.style
    layout = QTextLayout(held_days(block.text).replace("\n", "\u2028"), _font(style))
    layout.setCacheEnabled(True)
    if block.strong:
        layout.setFormats([_semibold(block.strong)])
    layout.setTextOption(_option(mirrored=block.mirrored))
    layout.beginLayout()
    top, width = _slack(style), max(1, block.width)
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += style.leading
    layout.endLayout()
    return layout
