"""The faces that come with Whyboard: which there are and where they lie.

Owns the table of bundled faces and the order in which they stand in for Inter, for screen and
paper alike. Knows neither Qt nor ReportLab: whoever draws registers the files with its own engine.
Where each file comes from is in README.md beside it.
"""

from pathlib import Path
from typing import Final

from msgspec import Struct


class Face(Struct, frozen=True):
    """One bundled font file; `weight` on the usual scale (400 regular, 700 bold)."""

    name: str
    family: str
    weight: int
    path: Path


def _face(name: str, family: str, weight: int = 400) -> Face:
    return Face(name, family, weight, Path(__file__).parent / f"{name}.ttf")


FACES: Final = (
    _face("Inter-Regular", "Inter", 400),
    _face("Inter-SemiBold", "Inter", 600),
    _face("Inter-Bold", "Inter", 700),
    _face("NotoSansHebrew-Regular", "Noto Sans Hebrew"),
    _face("NotoSansThai-Regular", "Noto Sans Thai"),
    _face("NotoSansDevanagari-Regular", "Noto Sans Devanagari"),
    _face("NotoEmoji-Regular", "Noto Emoji"),
    _face("DejaVuSans", "DejaVu Sans"),
    _face("DroidSansFallback", "Droid Sans Fallback"),
)

# Tried in this order for what Inter lacks. Faces made for one script come before DejaVu, which
# draws some Hebrew and emoji too; DejaVu has Arabic and symbols; the last has Chinese, Japanese
# and Korean, and wide versions of many signs that the faces before it draw better.
FALLBACKS: Final = tuple(face.name for face in FACES if face.family != "Inter")

BY_NAME: Final = {face.name: face for face in FACES}
