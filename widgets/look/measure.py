"""Fonts of the screen: from a text style to a Qt font, and how wide text runs in it."""

from functools import cache

from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication

from workshop.drawing.shapes import TextStyle, Weight

#: Family of the bundled face.
FAMILY = "Inter"

_WEIGHTS = {
    Weight.REGULAR: QFont.Weight.Normal,
    Weight.SEMIBOLD: QFont.Weight.DemiBold,
    Weight.BOLD: QFont.Weight.Bold,
}
#: Pixels at which text is measured, to be scaled down.
_MEASURED_AT = 100


def font_of(style: TextStyle, scale: float = 1.0) -> QFont:
    """The font that paints this style; at scale 1 a point is a pixel, so that zoom is linear."""
    font = QFont(FAMILY)
    font.setWeight(_WEIGHTS[style.weight])
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setPointSizeF(style.size * scale * 72 / _dots_per_inch())
    return font


class ScreenMeasure:
    """Widths of text in the bundled face, as Qt sets it (kerning included)."""

    def advance(self, text: str, style: TextStyle) -> float:
        """Width of `text` on one line, in points."""
        return _metrics(style.weight).horizontalAdvance(text) * style.size / _MEASURED_AT


def _dots_per_inch() -> float:
    """Qt takes pixel sizes in whole numbers only, so sizes go through points and this."""
    return QGuiApplication.primaryScreen().logicalDotsPerInch()


@cache
def _metrics(weight: Weight) -> QFontMetricsF:
    font = QFont(FAMILY)
    font.setWeight(_WEIGHTS[weight])
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setPixelSize(_MEASURED_AT)
    return QFontMetricsF(font)
