"""One line of text as pieces ready to draw: a face for every character, bidi order, shaped glyphs.

Latin, Greek and Cyrillic stay as they are, character by character, so that they extract exactly;
scripts that join, stack or run right to left go through HarfBuzz. Breaks no lines, knows no
colours. Advances are in thousandths of the size.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

import uharfbuzz
from bidi import algorithm
from uniseg.graphemecluster import grapheme_clusters

from exports.pdf.fonts import INTER, face_of, font, is_invisible
from workshop.drawing.shapes import Weight
from workshop.values.text import clean_text

_RTL: Final = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
#: Scripts whose glyphs depend on their neighbours, and signs that modify what stands before them.
_SHAPED: Final = re.compile(
    "[\u0300-\u036f\u0590-\u1cff\u1dc0-\u1dff\u200d\u20d0-\u20ff\ua800-\uabff\ufb1d-\ufdff"
    "\ufe00-\ufe0f\ufe20-\ufe2f\ufe70-\ufefc\U00010800-\U00011fff\U0001e000-\U0001efff"
    "\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
_PLAIN_FROM: Final = re.compile(
    "[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u058f"
    "\u1e00-\u1fff\u2010-\u2027\u202f-\u205e\u20a0-\u2bff]"
)
#: Longest stretch handed to the grapheme rules at once; they read all they are given.
_STRETCH: Final = 48


class Glyph(NamedTuple):
    """A shaped glyph: its code in the font, how far it moves the pen, and where it is set off."""

    code: str
    advance: float
    dx: float
    dy: float


class Piece(NamedTuple):
    """Neighbours on a line that one face draws: characters as they are, or shaped glyphs.

    `start` and `end` tell which characters of the line it stands for.
    """

    face: str
    start: int
    end: int
    characters: str
    glyphs: tuple[Glyph, ...]
    advance: float


class _Run(NamedTuple):
    start: int
    end: int
    face: str
    shaped: bool


def printable(text: str) -> str:
    """The text as paper can show it: cleaned, and what no bundled face shows spelled as a code.

    The code reads ⟨U+1F9FF⟩: visible and searchable, instead of a box or nothing.
    """
    text = clean_text(text).expandtabs(4)
    if _plain() >= set(text):
        return text
    return "".join(
        cluster if _can_show(cluster) else "".join(map(_spelled, cluster))
        for cluster in clusters(text)
    )


def unsupported_in(text: str) -> tuple[str, ...]:
    """Characters of a text that no bundled face shows, each once, in the order of the text."""
    characters = dict.fromkeys(clean_text(text).expandtabs(4))
    return tuple(c for c in characters if not _can_show(c))


def advance(text: str, weight: Weight) -> float:
    """Width of a printable text on one line."""
    if _plain() >= set(text):
        advances = font(INTER[weight]).advances
        return sum([advances[c] for c in text])
    return sum(piece.advance for piece in _pieces(text, weight, False))


def pieces(text: str, weight: Weight, rtl: bool) -> tuple[Piece, ...]:
    """A printable line as pieces from left to right; `rtl` when its paragraph reads that way."""
    if not rtl and _plain() >= set(text):
        advances = font(INTER[weight]).advances
        total = sum([advances[c] for c in text])
        return (Piece(INTER[weight], 0, len(text), text, (), total),)
    return _pieces(text, weight, rtl)


def clusters(text: str) -> Iterator[str]:
    """Grapheme clusters (UAX #29) from the start on, a stretch at a time."""
    rest = text
    while rest:
        found = _clusters_of(rest[:_STRETCH])
        if len(rest) > _STRETCH and len(found) > 1:
            found = found[:-1]
        yield from found
        rest = rest[sum(map(len, found)) :]


@lru_cache(maxsize=2000)
def _clusters_of(stretch: str) -> tuple[str, ...]:
    return tuple(grapheme_clusters(stretch))


@cache
def _plain() -> frozenset[str]:
    """Characters that Inter draws as they are, whatever stands beside them."""
    advances = font(INTER[Weight.REGULAR]).advances
    return frozenset(c for c in advances if _PLAIN_FROM.match(c)) | {"\n"}


@cache
def _can_show(cluster: str) -> bool:
    if cluster == "\n" or cluster in _plain():
        return True
    if any(unicodedata.category(c) in ("Co", "Cn") for c in cluster):
        return False
    return face_of(cluster, Weight.REGULAR) is not None


def _spelled(character: str) -> str:
    return character if _can_show(character) else f"⟨U+{ord(character):04X}⟩"


@lru_cache(maxsize=4000)
def _pieces(text: str, weight: Weight, rtl: bool) -> tuple[Piece, ...]:
    levels = _levels(text, rtl)
    cut = [
        (levels[part.start], part) for run in _runs(text, weight) for part in _by_level(run, levels)
    ]
    return tuple(_drawn(text, run, level) for level, run in _reordered(cut))


def _runs(text: str, weight: Weight) -> list[_Run]:
    """Stretches of one face, in the order of the text."""
    runs: list[_Run] = []
    at = 0
    for cluster in _drawable(text, weight):
        end = at + len(cluster)
        last = runs[-1] if runs else None
        if not all(map(is_invisible, cluster)):
            face = face_of(cluster, weight) or INTER[weight]
            shaped = _SHAPED.search(cluster) is not None
            if last and last.face == face and last.shaped == shaped and last.end == at:
                runs[-1] = last._replace(end=end)
            else:
                runs.append(_Run(at, end, face, shaped))
        at = end
    return runs


def _drawable(text: str, weight: Weight) -> Iterator[str]:
    """Grapheme clusters; one that no single face has is taken apart."""
    for cluster in clusters(text):
        if face_of(cluster, weight) is None:
            yield from cluster
        else:
            yield cluster


def _levels(text: str, rtl: bool) -> list[int]:
    """Embedding level of every character (UAX #9)."""
    base = int(rtl)
    if not rtl and not _RTL.search(text):
        return [0] * len(text)
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(text, storage)
    for at, char in enumerate(storage["chars"]):
        char["at"] = at
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    levels = [base] * len(text)
    for char in storage["chars"]:
        levels[char["at"]] = char["level"]
    return levels


def _by_level(run: _Run, levels: list[int]) -> Iterator[_Run]:
    start = run.start
    for at in range(run.start + 1, run.end + 1):
        if at == run.end or levels[at] != levels[start]:
            yield run._replace(start=start, end=at)
            start = at


def _reordered(runs: list[tuple[int, _Run]]) -> list[tuple[int, _Run]]:
    """From the order of the text to that of the eye (UAX #9, rule L2)."""
    ordered = list(runs)
    for level in range(max((level for level, _ in runs), default=0), 0, -1):
        at = 0
        while at < len(ordered):
            end = at
            while end < len(ordered) and ordered[end][0] >= level:
                end += 1
            ordered[at:end] = ordered[at:end][::-1]
            at = max(end, at + 1)
    return ordered


def _drawn(text: str, run: _Run, level: int) -> Piece:
    source = text[run.start : run.end]
    if run.shaped or level % 2:
        glyphs = _shaped(source, run.face, level % 2 == 1)
        return Piece(run.face, run.start, run.end, "", glyphs, sum(g.advance for g in glyphs))
    source = "".join(c for c in source if not is_invisible(c))
    advances = font(run.face).advances
    return Piece(run.face, run.start, run.end, source, (), sum([advances[c] for c in source]))


@lru_cache(maxsize=4000)
def _shaped(text: str, face: str, rtl: bool) -> tuple[Glyph, ...]:
    """Glyphs from left to right; the first glyph of a cluster extracts as the cluster's text."""
    used = font(face)
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_GRAPHEMES
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    uharfbuzz.shape(used.shaper, buffer, {"kern": True, "liga": True})
    starts = sorted({info.cluster for info in buffer.glyph_infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    glyphs: list[Glyph] = []
    told: set[int] = set()
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        source = "" if info.cluster in told else text[info.cluster : ends[info.cluster]]
        told.add(info.cluster)
        code = chr(used.glyph_code(info.codepoint, source))
        glyphs.append(Glyph(code, place.x_advance, place.x_offset, place.y_offset))
    return tuple(glyphs)
