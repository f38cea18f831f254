"""The bundled faces as ReportLab fonts: loaded when first needed, and extracting as typed.

Owns which face writes a character, the advances of characters and the glyphs that have no
character of their own. Breaks no lines and draws nothing. Advances are in thousandths of the size.
"""

import unicodedata
from functools import cache
from typing import Any, Final

import uharfbuzz
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from exports.fonts.catalog import BY_NAME, FALLBACKS
from workshop.drawing.shapes import Weight

INTER: Final = {
    Weight.REGULAR: "Inter-Regular",
    Weight.SEMIBOLD: "Inter-SemiBold",
    Weight.BOLD: "Inter-Bold",
}
EMOJI: Final = "NotoEmoji-Regular"

#: First code that stands for a glyph without a character of its own (a private use plane).
_FIRST_GLYPH_CODE: Final = 0xF0000
#: What the second and further glyphs of one cluster extract as: nothing that shows.
_NOTHING: Final = "\u200b"


class PaperFont(TTFont):
    """A bundled face; `glyph_code` makes any of its glyphs drawable, and extract as any text."""

    def __init__(self, name: str) -> None:
        super().__init__(name, str(BY_NAME[name].path), asciiReadable=False)
        self._codes: dict[tuple[int, str], int] = {}
        self._sources: dict[int, str] = {}
        self._shaper: Any = None
        self.advances: dict[str, float] = {
            chr(code): width for code, width in self.face.charWidths.items()
        }

    def covers(self, code: int) -> bool:
        """Whether the face has a glyph for this character."""
        return code in self.face.charToGlyph

    @property
    def shaper(self) -> Any:
        """HarfBuzz's view of the face, its scale in thousandths of the size."""
        if self._shaper is None:
            # HarfBuzz reads the bytes as long as the font lives: the blob keeps them.
            data = BY_NAME[self.fontName].path.read_bytes()
            self._shaper = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(data)))
            self._shaper.scale = (1000, 1000)
        return self._shaper

    def glyph_code(self, glyph: int, source: str) -> int:
        """The code that draws this glyph and extracts as `source`, which may be empty."""
        known = self._codes.get((glyph, source))
        if known is None:
            known = self._new_code(glyph, source)
            self._codes[glyph, source] = known
        return known

    def _new_code(self, glyph: int, source: str) -> int:
        face = self.face
        if len(source) == 1 and face.charToGlyph.get(ord(source)) == glyph:
            return ord(source)
        code = _FIRST_GLYPH_CODE + len(self._sources)
        self._sources[code] = source or _NOTHING
        face.charToGlyph[code] = glyph
        face.charWidths[code] = self.shaper.get_glyph_h_advance(glyph)
        return code

    def addObjects(self, doc: Any) -> None:  # noqa: N802 ReportLab's name
        """Write the font into the document, with a map to Unicode that knows the glyph codes.

        ReportLab's own map gives characters beyond U+FFFF five digits, which extract as others.
        """
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        face = self.face.name + self.face.subfontNameX
        for number, subset in enumerate(subsets):
            base = (SUBSETN(number) + b"+" + face).decode("ascii")
            stream = doc.idToObject[f"toUnicodeCMap:{base}"]
            stream.content = _unicode_map(base, [self._source(code) for code in subset])

    def _source(self, code: int) -> str:
        return self._sources.get(code) or chr(code)


def _unicode_map(name: str, sources: list[str]) -> str:
    """A ToUnicode character map (ISO 32000-1, 9.10.3): one-byte codes to UTF-16."""
    entries = [
        f"<{code:02X}> <{source.encode('utf-16-be').hex().upper()}>"
        for code, source in enumerate(sources)
    ]
    blocks = []
    for start in range(0, len(entries), 100):
        block = entries[start : start + 100]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<00> <{len(sources) - 1:02X}>",
            "endcodespacerange",
            *blocks,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


@cache
def font(name: str) -> PaperFont:
    """The font of a bundled face, registered with ReportLab on first use."""
    loaded = PaperFont(name)
    pdfmetrics.registerFont(loaded)
    return loaded


@cache
def face_of(cluster: str, weight: Weight) -> str | None:
    """The first face that has every visible character of a grapheme cluster; None for none."""
    shown = [ord(c) for c in cluster if not is_invisible(c)]
    faces = (INTER[weight], *FALLBACKS)
    if len(cluster) > 1 and _emoji_like(cluster):
        faces = (EMOJI, *faces)
    return next((name for name in faces if all(map(font(name).covers, shown))), None)


@cache
def is_invisible(character: str) -> bool:
    """Joiners, direction marks, variation selectors and the like: they need no glyph."""
    code = ord(character)
    return (
        unicodedata.category(character) == "Cf"
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0100 <= code <= 0xE01EF
        or code in (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x3164)
    )


def _emoji_like(cluster: str) -> bool:
    return (
        "\ufe0f" in cluster or "\u20e3" in cluster or "\u200d" in cluster or cluster > "\U0001f000"
    )
