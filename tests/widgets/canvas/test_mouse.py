"""The mouse on the canvas: selecting, dragging, folding, scrolling, zooming, and cancelling."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.widgets.canvas.conftest import Hands
from widgets.canvas.viewport import SMALLEST
from widgets.look.look import Scheme, look_for

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def test_a_click_selects_and_a_click_beside_selects_nothing(hands: Hands) -> None:
    told: list[object] = []
    hands.canvas.selected.connect(told.append)
    hands.click(hands.at("S2"))
    hands.click(QPoint(4, 4))
    assert told == [hands.card("S2"), None]


def test_a_drag_onto_a_card_hangs_it_there(hands: Hands) -> None:
    hands.drag(hands.at("S2"), hands.at("O2"))
    assert hands.texts("O2") == ["Drafted replies"]
    assert hands.session.seq == 1
    hands.canvas.document.undo()
    assert hands.texts("O1") == ["Reminders", "Drafted replies"]


def test_a_drop_leaves_the_tree_where_it_is(hands: Hands) -> None:
    hands.canvas.select(hands.card("S2"))
    hands.canvas.look_through(hands.canvas.viewport.zoomed(2.0, 300, 200))
    hands.canvas.look_through(
        hands.canvas.viewport.centred(
            hands.canvas.scene.rect(hands.card("O1")), hands.canvas.width(), hands.canvas.height()
        )
    )
    before = hands.at("O1")
    hands.drag(hands.at("S2"), hands.at("S1", down=0.05))
    assert hands.texts("O1") == ["Drafted replies", "Reminders"]
    assert hands.at("O1") == before


def test_a_drag_beside_a_card_reorders(hands: Hands) -> None:
    hands.drag(hands.at("O2"), hands.at("O1", across=0.05))
    assert hands.texts("G1") == ["CVs look the same", "I forget to answer"]


def test_escape_cancels_a_drag(hands: Hands) -> None:
    hands.drag(hands.at("S2"), hands.at("O2"), drop=False)
    QTest.keyClick(hands.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(hands.canvas, Qt.MouseButton.LeftButton, pos=hands.at("O2"))
    assert hands.session.seq == 0


def test_a_drop_that_means_nothing_is_refused_in_words(hands: Hands) -> None:
    hands.drag(hands.at("T1"), hands.at("O2"), drop=False)
    assert hands.canvas.cursor().shape() is Qt.CursorShape.ForbiddenCursor
    QTest.mouseRelease(hands.canvas, Qt.MouseButton.LeftButton, pos=hands.at("O2"))
    assert hands.session.seq == 0
    assert len(hands.refused) == 1


def test_a_card_can_not_be_dropped_on_its_own_branch(hands: Hands) -> None:
    hands.drag(hands.at("O1"), hands.at("S1"))
    assert hands.session.seq == 0


def test_folding_hides_the_branch_and_is_kept_but_not_undone(hands: Hands) -> None:
    hands.canvas.select(hands.card("O1"))
    hands.click(hands.at("O1", down=1.0))
    assert not hands.canvas.scene.is_shown(hands.card("T1"))
    assert hands.session.view_state("folded") == [hands.card("O1")]
    assert hands.session.seq == 0
    hands.canvas.select(hands.card("T1"))
    assert hands.canvas.scene.is_shown(hands.card("T1"))


def test_the_wheel_scrolls_and_zooms_around_the_pointer(hands: Hands) -> None:
    at = hands.at("O2")
    before = hands.canvas.viewport
    hands.wheel(at, -1, NONE)
    assert hands.canvas.viewport.y > before.y
    hands.canvas.look_through(before)
    hands.wheel(at, 3, CTRL)
    assert hands.canvas.scale > before.scale
    now = hands.at("O2")
    assert (now - at).manhattanLength() <= 2


def test_zoom_to_fit_shows_every_card(hands: Hands) -> None:
    hands.canvas.look_through(hands.canvas.viewport.zoomed(3, 0, 0))
    hands.canvas.zoom_to_fit()
    inside = hands.canvas.rect()
    assert all(inside.contains(hands.at(ref)) for ref in hands.board.by_ref)
    hands.canvas.select(hands.card("O1"))
    hands.canvas.zoom_to_selection()
    hands.canvas.zoom_to_100()
    assert hands.canvas.scale == pytest.approx(1)
    hands.canvas.zoom_in()
    hands.canvas.zoom_out()
    assert hands.canvas.scale == pytest.approx(1)


def test_space_and_the_middle_button_pan(hands: Hands) -> None:
    before = hands.canvas.viewport
    start, end = hands.at("O1"), hands.at("O1") + QPoint(60, 40)
    QTest.mousePress(hands.canvas, Qt.MouseButton.MiddleButton, pos=start)
    QTest.mouseMove(hands.canvas, end)
    QTest.mouseRelease(hands.canvas, Qt.MouseButton.MiddleButton, pos=end)
    assert hands.canvas.viewport.x < before.x
    assert hands.session.seq == 0


def test_the_edited_card_stays_where_the_eye_is(hands: Hands) -> None:
    hands.canvas.zoom_to_100()
    hands.click(hands.at("O2"))
    before = hands.at("O2", 0, 0)
    from workshop.commands.cards import add_card
    from workshop.vocabulary import Kind

    for number in range(4):
        hands.canvas.document.run(
            add_card, kind=Kind.OPPORTUNITY, parent=hands.card("O1"), text=f"wide {number}"
        )
    after = hands.at("O2", 0, 0)
    assert (after - before).manhattanLength() <= 2


def test_promoting_makes_an_output_once(hands: Hands) -> None:
    told: list[str] = []
    hands.canvas.work.promoted.connect(told.append)
    hands.canvas.select(hands.card("S1"))
    hands.canvas.work.promote()
    hands.canvas.work.promote()
    assert [output.text for output in hands.board.table_rows()] == ["Reminders"]
    assert told == [hands.card("P1")] * 2


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST])
def test_every_look_and_zoom_paints(hands: Hands, scheme: Scheme) -> None:
    hands.canvas.set_look(look_for(scheme))
    pictures = []
    for scale in (0.1, 0.3, 1.0, 2.0):
        hands.canvas.look_through(hands.canvas.viewport.zoomed(scale, 300, 200))
        pictures.append(hands.canvas.grab().toImage())
    assert len({bytes(picture.constBits()) for picture in pictures}) == 4


def test_a_tree_of_thousands_is_seen_whole(hands_on: Callable[[str], Hands]) -> None:
    line = '{"do": "add_card", "kind": "outcome", "text": "One"}\n'
    hands = hands_on(line * 1500)
    canvas = hands.canvas
    canvas.zoom_to_fit()
    x, y, width, height = canvas.viewport.seen(canvas.width(), canvas.height())
    left, top, wide, tall = canvas.scene.extent()
    assert x <= left
    assert y <= top
    assert left + wide <= x + width
    assert top + tall <= y + height
    scale = canvas.scale
    assert scale < SMALLEST
    canvas.zoom_in()
    canvas.zoom_out()
    assert canvas.scale == pytest.approx(scale)
    canvas.zoom_out()
    assert canvas.scale == pytest.approx(scale)


def test_undoing_a_drag_shows_the_tree_as_it_was(hands: Hands) -> None:
    hands.canvas.zoom_to_fit()
    view, places = hands.canvas.viewport, places_of(hands)
    hands.drag(hands.at("O1"), hands.at("O2"))
    assert hands.board.cards[hands.card("O1")].parent == hands.card("O2")
    moved = hands.canvas.viewport
    QTest.qWait(0)
    hands.canvas.document.undo()
    assert (hands.canvas.viewport, places_of(hands)) == (view, places)
    assert hands.canvas.current == hands.card("O1")
    QTest.qWait(0)
    hands.canvas.document.redo()
    assert hands.canvas.viewport == moved
    assert hands.canvas.current == hands.card("O1")


def test_undoing_a_drag_holds_the_tree_where_people_have_scrolled_since(hands: Hands) -> None:
    hands.drag(hands.at("S2"), hands.at("O2"))
    QTest.qWait(0)
    hands.wheel(QPoint(300, 300), -1, NONE)
    before = hands.at("O2")
    hands.canvas.document.undo()
    assert hands.at("O2") == before
    assert hands.canvas.current == hands.card("S2")


def test_undoing_a_paste_shows_the_tree_as_it_was(hands: Hands) -> None:
    QGuiApplication.clipboard().setText("Too slow\n  Faster\n  Sooner\nToo dear\nToo far")
    hands.canvas.zoom_to_fit()
    hands.click(hands.at("G1"))
    view, places = hands.canvas.viewport, places_of(hands)
    hands.canvas.work.paste()
    QTest.qWait(0)
    hands.canvas.document.undo()
    assert (hands.canvas.viewport, places_of(hands)) == (view, places)
    assert hands.canvas.current == hands.card("G1")


def test_undoing_what_was_typed_goes_back_to_where_it_was_asked_for(hands: Hands) -> None:
    hands.canvas.select(hands.card("O2"))
    hands.key(Qt.Key.Key_Return)
    hands.type("Too far")
    hands.key(Qt.Key.Key_Escape)
    QTest.qWait(0)
    before = hands.at("G1")
    hands.canvas.document.undo()
    assert hands.canvas.current == hands.card("O2")
    assert hands.at("G1") == before


def places_of(hands: Hands) -> dict[str, QPoint]:
    """Where every card is on the screen."""
    return {ref: hands.at(ref) for ref in hands.board.by_ref}
