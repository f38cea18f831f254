"""Fold handles: how far they reach for pointers and fingers at every zoom, and where they stop."""

import pytest
from PySide6.QtCore import QPointF, Qt

from tests.widgets.canvas.conftest import Hands
from widgets.canvas.frame import GREEK
from widgets.canvas.marks import FINGER
from widgets.canvas.viewport import LARGEST, Viewport
from workshop.drawing.branches import Arrangement

#: The smallest zoom that shows handles, to the largest.
ZOOMS = (GREEK, 0.5, 0.7, 1.0, 1.6, LARGEST)
#: From this zoom on there is room for 24 pixels across the narrowest gap.
ROOMY = 0.7


def grow(hands: Hands, arrangement: Arrangement, *, mirrored: bool, scale: float) -> None:
    """Look at the handles of O1, which is current, and of S1, which is folded."""
    canvas = hands.canvas
    if mirrored:
        canvas.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    canvas.arrange(arrangement)
    canvas.fold(frozenset({hands.card("S1")}))
    canvas.select(hands.card("O1"))
    handle = (*canvas.scene.handle(canvas.scene.rect(hands.card("O1"))), 0.0, 0.0)
    canvas.look_through(Viewport(scale).centred(handle, canvas.width(), canvas.height()))


def middle_of(hands: Hands, card: str) -> QPointF:
    canvas = hands.canvas
    return QPointF(*canvas.viewport.to_screen(*canvas.scene.handle(canvas.scene.rect(card))))


@pytest.mark.parametrize("scale", ZOOMS)
@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("arrangement", list(Arrangement))
def test_a_handle_takes_the_ground_a_finger_needs_and_cards_keep_what_is_theirs(
    hands: Hands, arrangement: Arrangement, mirrored: bool, scale: float
) -> None:
    grow(hands, arrangement, mirrored=mirrored, scale=scale)
    canvas = hands.canvas
    handles = {card: middle_of(hands, card) for card in map(hands.card, ("O1", "S1"))}
    for card, middle in handles.items():
        hit: list[QPointF] = []
        for across in range(-80, 81, 4):
            for down in range(-80, 81, 4):
                away = QPointF(across, down)
                under, meant = canvas.card_at(middle + away), canvas.fold_handle_at(middle + away)
                hit += [away] if meant == card else []
                if under is not None:
                    assert meant in (None, under)
                elif max(abs(across), abs(down)) <= FINGER / 2:
                    assert meant is not None
                    others = [
                        (middle + away - other).manhattanLength() for other in handles.values()
                    ]
                    assert (middle + away - handles[meant]).manhattanLength() == min(others)
        wide, tall = (extent({round(at.x()) for at in hit}), extent({round(at.y()) for at in hit}))
        if arrangement is Arrangement.LEFT_TO_RIGHT:
            wide, tall = tall, wide
        assert wide >= FINGER
        assert tall >= 24 or scale < ROOMY


def extent(places: set[int]) -> int:
    """How many pixels lie between the first and the last of places that were tried, 4 apart."""
    return max(places) - min(places) + 4


@pytest.mark.parametrize("scale", ZOOMS)
def test_the_middle_of_a_card_is_its_own(hands: Hands, scale: float) -> None:
    grow(hands, Arrangement.TOP_DOWN, mirrored=False, scale=scale)
    for ref in ("O1", "S1"):
        hands.click(hands.at(ref))
        assert hands.canvas.current == hands.card(ref)
    assert hands.canvas.scene.folded == {hands.card("S1")}


@pytest.mark.parametrize("scale", [GREEK, 1.0])
def test_a_click_beside_a_handle_folds_and_unfolds(hands: Hands, scale: float) -> None:
    grow(hands, Arrangement.LEFT_TO_RIGHT, mirrored=False, scale=scale)
    beside = (middle_of(hands, hands.card("S1")) + QPointF(20, 20)).toPoint()
    hands.click(beside)
    assert hands.canvas.scene.is_shown(hands.card("T1"))
    assert hands.canvas.current == hands.card("S1")
    hands.click((middle_of(hands, hands.card("S1")) + QPointF(20, 20)).toPoint())
    assert not hands.canvas.scene.is_shown(hands.card("T1"))
