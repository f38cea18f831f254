"""Everything can be read in every palette."""

import re

import pytest
from msgspec.structs import asdict, astuple

from tests.contrast import contrast
from workshop.drawing.palette import DARK, HIGH_CONTRAST, LIGHT, PAPER, Palette
from workshop.vocabulary import Kind

PALETTES = pytest.mark.parametrize(
    "palette", [LIGHT, DARK, HIGH_CONTRAST, PAPER], ids=["light", "dark", "high", "paper"]
)
READABLE = 4.5
#: What WCAG 2.2 rule 1.4.11 asks of marks that are not text.
VISIBLE = 3.0


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#3B5BDB", "#3B5BDB") == 1


@PALETTES
@pytest.mark.parametrize("ink", ["ink", "soft", "faint", "accent_text", "attention", "ok"])
@pytest.mark.parametrize("ground", ["window", "surface", "hover"])
def test_text_is_readable_on_every_ground(palette: Palette, ink: str, ground: str) -> None:
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= READABLE


@PALETTES
def test_text_is_readable_on_tints_and_filled_controls(palette: Palette) -> None:
    assert contrast(palette.on_accent, palette.accent) >= READABLE
    assert contrast(palette.accent_text, palette.accent_tint) >= READABLE
    assert contrast(palette.attention, palette.attention_tint) >= READABLE
    assert contrast(palette.ink, palette.attention_tint) >= READABLE


@PALETTES
@pytest.mark.parametrize("kind", Kind)
def test_cards_are_readable(palette: Palette, kind: Kind) -> None:
    look = palette.cards[kind]
    for colour in (look.label, look.text, look.empty):
        assert contrast(colour, look.fill) >= READABLE


@PALETTES
def test_marks_stand_out_from_their_ground(palette: Palette) -> None:
    for mark in (palette.selection, palette.focus):
        assert contrast(mark, palette.window) >= VISIBLE
    for look in palette.cards.values():
        if look.bar is not None:
            assert contrast(look.bar, look.fill) >= VISIBLE


@PALETTES
def test_kinds_differ_without_colour(palette: Palette) -> None:
    looks = palette.cards
    shapes = {(look.radius, look.bar is None, look.dashed) for look in looks.values()}
    assert len(shapes) == len(Kind)
    assert looks[Kind.OPPORTUNITY].radius == 0
    assert looks[Kind.TEST].dashed
    assert contrast(looks[Kind.OUTCOME].fill, palette.window) >= 2.5


@PALETTES
def test_every_colour_is_written_the_same_way(palette: Palette) -> None:
    colours = [value for name, value in asdict(palette).items() if name != "cards"]
    for look in palette.cards.values():
        colours += [value for value in astuple(look) if isinstance(value, str)]
    assert not [colour for colour in colours if not re.fullmatch("#[0-9A-F]{6}", colour)]
