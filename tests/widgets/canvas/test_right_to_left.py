"""The tree where people read from right to left: seen, hit, dragged and typed in the mirror."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QTextEdit

from tests.widgets.canvas.conftest import Hands
from widgets.canvas.minimap import Minimap
from workshop.drawing.branches import Arrangement

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def mirrored(hands: Hands) -> Hands:
    hands.canvas.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return hands


def test_siblings_stand_from_right_to_left(mirrored: Hands) -> None:
    assert mirrored.at("O1").x() > mirrored.at("O2").x()
    assert mirrored.at("S1", across=1.0).x() < mirrored.at("O1", across=1.0).x()


def test_a_tree_that_grows_aside_grows_to_the_left(mirrored: Hands) -> None:
    mirrored.canvas.arrange(Arrangement.LEFT_TO_RIGHT)
    assert mirrored.at("S1").x() < mirrored.at("O1").x()


def test_a_click_selects_what_is_seen(mirrored: Hands) -> None:
    for ref in ("G1", "O2", "S2", "T1"):
        mirrored.click(mirrored.at(ref))
        assert mirrored.canvas.current == mirrored.card(ref)


def test_arrow_keys_go_where_they_point(mirrored: Hands) -> None:
    mirrored.canvas.select(mirrored.card("O1"))
    mirrored.key(Qt.Key.Key_Left)
    assert mirrored.canvas.current == mirrored.card("O2")
    mirrored.key(Qt.Key.Key_Right)
    assert mirrored.canvas.current == mirrored.card("O1")


def test_a_card_is_moved_inwards_by_the_key_that_points_there(mirrored: Hands) -> None:
    mirrored.canvas.select(mirrored.card("O2"))
    mirrored.key(Qt.Key.Key_Left, ALT)
    assert mirrored.texts("O1") == ["Reminders", "Drafted replies", "CVs look the same"]
    mirrored.key(Qt.Key.Key_Right, ALT)
    assert mirrored.texts("G1") == ["I forget to answer", "CVs look the same"]


def test_a_drag_beside_a_card_lands_on_the_side_people_see(mirrored: Hands) -> None:
    mirrored.drag(mirrored.at("O2"), mirrored.at("O1", across=0.95))
    assert mirrored.texts("G1") == ["CVs look the same", "I forget to answer"]


def test_the_fold_handle_is_at_the_end_of_the_card(mirrored: Hands) -> None:
    mirrored.canvas.arrange(Arrangement.LEFT_TO_RIGHT)
    mirrored.canvas.select(mirrored.card("O1"))
    mirrored.click(mirrored.at("O1", across=0.0))
    assert not mirrored.canvas.scene.is_shown(mirrored.card("S1"))


def test_the_text_is_typed_inside_the_card_beside_the_bar(mirrored: Hands) -> None:
    mirrored.canvas.zoom_to_100()
    mirrored.canvas.select(mirrored.card("O1"))
    mirrored.key(Qt.Key.Key_F2)
    editor = mirrored.canvas.focusProxy()
    assert isinstance(editor, QTextEdit)
    card = QRect(mirrored.at("O1", 0.0, 0.0), mirrored.at("O1", 1.0, 1.0))
    assert card.contains(editor.geometry())
    assert card.right() - editor.geometry().right() > editor.x() - card.x()
    assert editor.cursorRect().x() > editor.width() / 2


def test_the_map_is_in_the_other_corner(mirrored: Hands) -> None:
    mirrored.canvas.look_through(mirrored.canvas.viewport.zoomed(3, 0, 0))
    small = mirrored.canvas.findChild(Minimap)
    assert isinstance(small, Minimap)
    assert small.geometry().contains(QPoint(20, mirrored.canvas.height() - 20))


def test_turning_back_brings_the_tree_back(mirrored: Hands) -> None:
    mirrored.canvas.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert mirrored.at("O1").x() < mirrored.at("O2").x()
