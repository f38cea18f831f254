"""The bundled icons, in any colour and crisp at any scale of the screen."""

from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_FOLDER = Path(__file__).parents[1] / "icons"

#: Usual sizes in pixels, and the scales of screens that icons are drawn for. An engine that draws
#: on demand would need neither, but one written in Python crashes when Qt clones it.
_SIZES = (16, 20, 24)
_SCALES = (1, 1.25, 1.5, 2, 3)


@cache
def icon(name: str, colour: str, *sizes: int) -> QIcon:
    """The icon of this name (its file without `.svg`) in a colour, `#rrggbb`, drawn for these sizes
    alone, or for every usual one.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    renderer = _renderer(name, colour)
    made = QIcon()
    for size in sorted({round(size * scale) for size in sizes or _SIZES for scale in _SCALES}):
        made.addPixmap(_drawn(renderer, size))
    return made


@lru_cache(maxsize=256)
def picture(name: str, colour: str, size: int, scale: float = 1.0) -> QPixmap:
    """The icon as one picture, `size` pixels square on a screen of this device pixel ratio."""
    drawn = _drawn(_renderer(name, colour), round(size * scale))
    drawn.setDevicePixelRatio(scale)
    return drawn


def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))


def _drawn(renderer: QSvgRenderer, size: int) -> QPixmap:
    drawn = QPixmap(size, size)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter)
    painter.end()
    # What was painted on keeps its paint engine, which is larger than the picture; a copy does not.
    return drawn.copy()
