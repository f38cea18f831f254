"""The bundled faces, registered with Qt, and the fonts of the interface. Knows no colours."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from exports.fonts.catalog import BY_NAME, FACES, FALLBACKS

#: The family of everything people read.
FAMILY = "Inter"

#: Height of ordinary text and of small text, in pixels.
BODY, SMALL = 13, 11


def load_fonts() -> None:
    """Register every bundled face and make Inter, 13 px, the font of the application."""
    _register()
    QApplication.setFont(font(BODY))


def font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Inter at a height in pixels."""
    made = QFont(FAMILY)
    made.setPixelSize(pixels)
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@cache
def _register() -> None:
    for face in FACES:
        QFontDatabase.addApplicationFont(str(face.path))
    QFont.insertSubstitutions(FAMILY, [BY_NAME[name].family for name in FALLBACKS])
