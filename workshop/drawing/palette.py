"""The one table of colours, for light, dark and high-contrast screens and for paper.

Colours are `#rrggbb`. Shape carries the grammar too: square corners, bars and dashes tell the kinds
apart in black and white. Nothing here knows a widget or a pen. Contrast is WCAG 2.2's, rule 1.4.3.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from workshop.drawing.shapes import Role
from workshop.vocabulary import Kind


class CardLook(Struct, frozen=True):
    """How cards of one kind look. `bar` is the stripe at the left edge, None for none; `radius` is
    the corners', in points; `empty` colours soft lines: facts, and the placeholder without text."""

    fill: str
    border: str
    bar: str | None
    label: str
    text: str
    empty: str
    radius: float
    dashed: bool = False

    def ink(self, role: Role) -> str:
        """The colour of a line of text."""
        if role in (Role.LABEL, Role.MARK):
            return self.label
        return self.text if role is Role.TEXT else self.empty


class Palette(Struct, frozen=True):
    """Colours by purpose: `window` behind everything, `surface` of cards and panels, three inks,
    `line` between things and `edge` between cards, marks for pointer, selection and focus, the
    accent (`on_accent` is text on it), what needs attention, and `ok`."""

    window: str
    surface: str
    ink: str
    soft: str
    faint: str
    line: str
    edge: str
    hover: str
    selection: str
    focus: str
    accent: str
    on_accent: str
    accent_text: str
    accent_tint: str
    attention: str
    attention_tint: str
    attention_edge: str
    ok: str
    cards: Mapping[Kind, CardLook]


def _cards(
    outcome: CardLook, opportunity: CardLook, solution: CardLook, test: CardLook
) -> Mapping[Kind, CardLook]:
    return MappingProxyType(
        {
            Kind.OUTCOME: outcome,
            Kind.OPPORTUNITY: opportunity,
            Kind.SOLUTION: solution,
            Kind.TEST: test,
        }
    )


LIGHT: Final = Palette(
    window="#F6F6F3",
    surface="#FFFFFF",
    ink="#1D2230",
    soft="#5C6475",
    faint="#656B7A",
    line="#DFE1E6",
    edge="#AEB4C0",
    hover="#EEF0F4",
    selection="#3B5BDB",
    focus="#3B5BDB",
    accent="#3B5BDB",
    on_accent="#FFFFFF",
    accent_text="#3452CC",
    accent_tint="#E9EDFD",
    attention="#C2410C",
    attention_tint="#FFF1E8",
    attention_edge="#F4B68E",
    ok="#087356",
    cards=_cards(
        CardLook("#3B5BDB", "#2F4AC0", None, "#FFFFFF", "#FFFFFF", "#E8ECFC", 6),
        CardLook("#FFFFFF", "#D9DBE1", "#B7791F", "#8A5A12", "#1D2230", "#696F7E", 0),
        CardLook("#FFFFFF", "#D9DBE1", "#0B8A6A", "#087356", "#1D2230", "#696F7E", 9),
        CardLook("#FFFFFF", "#7C4DDB", None, "#6A3CCB", "#1D2230", "#696F7E", 4, dashed=True),
    ),
)

DARK: Final = Palette(
    window="#16181D",
    surface="#1E2128",
    ink="#ECEEF3",
    soft="#A7AEBD",
    faint="#8D95A6",
    line="#343945",
    edge="#59606F",
    hover="#282C36",
    selection="#8FA3FF",
    focus="#8FA3FF",
    accent="#4C68E0",
    on_accent="#FFFFFF",
    accent_text="#9DB0FF",
    accent_tint="#232B4D",
    attention="#FF9B6A",
    attention_tint="#38241A",
    attention_edge="#7A4526",
    ok="#4CC9A4",
    cards=_cards(
        CardLook("#3B5BDB", "#6F89F5", None, "#FFFFFF", "#FFFFFF", "#E8ECFC", 6),
        CardLook("#1E2128", "#3A404D", "#E8B04F", "#E8B04F", "#ECEEF3", "#8D95A6", 0),
        CardLook("#1E2128", "#3A404D", "#4CC9A4", "#4CC9A4", "#ECEEF3", "#8D95A6", 9),
        CardLook("#1E2128", "#A88BF0", None, "#B9A2F6", "#ECEEF3", "#8D95A6", 4, dashed=True),
    ),
)

HIGH_CONTRAST: Final = Palette(
    window="#FFFFFF",
    surface="#FFFFFF",
    ink="#000000",
    soft="#1F2430",
    faint="#3A4150",
    line="#3A4150",
    edge="#000000",
    hover="#E3E6EE",
    selection="#0B2BB0",
    focus="#B00020",
    accent="#1D38A8",
    on_accent="#FFFFFF",
    accent_text="#1D38A8",
    accent_tint="#E3E8FB",
    attention="#8A2A00",
    attention_tint="#FFF1E8",
    attention_edge="#8A2A00",
    ok="#00513B",
    cards=_cards(
        CardLook("#1D38A8", "#000000", None, "#FFFFFF", "#FFFFFF", "#FFFFFF", 6),
        CardLook("#FFFFFF", "#000000", "#8A5A12", "#5F3C06", "#000000", "#3A4150", 0),
        CardLook("#FFFFFF", "#000000", "#066B51", "#00513B", "#000000", "#3A4150", 9),
        CardLook("#FFFFFF", "#4A1FA3", None, "#4A1FA3", "#000000", "#3A4150", 4, dashed=True),
    ),
)

PAPER: Final = Palette(
    window="#FFFFFF",
    surface="#FFFFFF",
    ink="#1D2230",
    soft="#5C6475",
    faint="#696F7E",
    line="#C9CCD4",
    edge="#5C6475",
    hover="#FFFFFF",
    selection="#3B5BDB",
    focus="#3B5BDB",
    accent="#3B5BDB",
    on_accent="#FFFFFF",
    accent_text="#3452CC",
    accent_tint="#E9EDFD",
    attention="#C2410C",
    attention_tint="#FFF1E8",
    attention_edge="#F4B68E",
    ok="#087356",
    cards=_cards(
        CardLook("#3B5BDB", "#2F4AC0", None, "#FFFFFF", "#FFFFFF", "#E8ECFC", 3),
        CardLook("#FDF6E7", "#B7791F", "#B7791F", "#7F520E", "#1D2230", "#5C6475", 0),
        CardLook("#EDF7F3", "#0B8A6A", "#0B8A6A", "#066B51", "#1D2230", "#5C6475", 7),
        CardLook("#FFFFFF", "#7C4DDB", None, "#6A3CCB", "#1D2230", "#696F7E", 2, dashed=True),
    ),
)
