"""Which characters a bundled face can write, read from the font file itself."""

from functools import cache

from fontTools.ttLib import TTFont

from exports.fonts.catalog import BY_NAME


@cache
def coverage(name: str) -> frozenset[int]:
    """The code points the named face has a glyph for; KeyError if there is no such face."""
    with TTFont(BY_NAME[name].path, lazy=True) as font:
        return frozenset(font.getBestCmap())
