"""Working on several cards at once, and carrying branches through the clipboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest

from tests.widgets.canvas.conftest import Hands
from workshop.vocabulary import Kind

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def refs(hands: Hands) -> set[str]:
    return {hands.board.cards[card].ref for card in hands.canvas.selection.chosen}


def choose(hands: Hands, *names: str) -> None:
    hands.click(hands.at(names[0]))
    for name in names[1:]:
        QTest.mouseClick(hands.canvas, LEFT, CTRL, hands.at(name))


def test_ctrl_click_adds_and_takes_away(hands: Hands) -> None:
    choose(hands, "S1", "S2", "O2")
    assert refs(hands) == {"S1", "S2", "O2"}
    QTest.mouseClick(hands.canvas, LEFT, CTRL, hands.at("S2"))
    assert refs(hands) == {"S1", "O2"}
    hands.click(hands.at("S1"))
    assert refs(hands) == {"S1"}


def test_shift_click_stretches_over_siblings(hands_on: Callable[[str], Hands]) -> None:
    hands = hands_on("\n".join('{"do": "add_card", "kind": "outcome"}' for _ in range(4)))
    hands.click(hands.at("G2"))
    QTest.mouseClick(hands.canvas, LEFT, SHIFT, hands.at("G4"))
    assert refs(hands) == {"G2", "G3", "G4"}


def test_shift_arrows_choose_along_the_way(hands: Hands) -> None:
    hands.canvas.select(hands.card("S1"))
    hands.key(Qt.Key.Key_Up, SHIFT)
    assert len(refs(hands)) == 2
    hands.canvas.choose_all()
    assert refs(hands) == set(hands.board.by_ref)


def test_a_rubber_band_chooses_what_it_touches_and_escape_gives_it_up(hands: Hands) -> None:
    start, end = hands.at("O2", -0.1, -0.2), hands.at("O2", 1.1, 1.2)
    hands.drag(start, end)
    assert refs(hands) == {"O2"}
    hands.drag(start, end, drop=False)
    QTest.keyClick(hands.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(hands.canvas, LEFT, pos=end)
    assert refs(hands) == set()


def test_several_cards_are_dragged_together(hands: Hands) -> None:
    choose(hands, "S1", "S2")
    hands.drag(hands.at("S2"), hands.at("O2"))
    assert hands.texts("O2") == ["Reminders", "Drafted replies"]
    assert hands.session.seq == 1
    hands.canvas.document.undo()
    assert hands.texts("O1") == ["Reminders", "Drafted replies"]


def test_several_cards_are_deleted_folded_and_changed_together(hands: Hands) -> None:
    choose(hands, "S1", "S2")
    hands.canvas.work.duplicate()
    assert len(hands.texts("O1")) == 4
    assert len(refs(hands)) == 2
    hands.canvas.work.delete()
    assert hands.texts("O1") == ["Reminders", "Drafted replies"]
    choose(hands, "O1", "S1")
    hands.canvas.work.toggle_fold()
    assert hands.canvas.scene.folded == {hands.card("O1"), hands.card("S1")}
    hands.canvas.select(hands.card("O2"))
    hands.canvas.work.set_kind(Kind.OUTCOME)
    assert "G2" in hands.board.by_ref


def test_a_card_is_deleted_without_its_children(hands: Hands) -> None:
    hands.canvas.select(hands.card("G1"))
    hands.canvas.work.delete_keeping_children()
    assert hands.texts(None) == ["I forget to answer", "CVs look the same"]


def test_a_parent_is_inserted_and_typed(hands: Hands) -> None:
    hands.canvas.select(hands.card("O1"))
    hands.canvas.typist.add_parent()
    hands.type("Too slow")
    hands.key(Qt.Key.Key_Escape)
    assert hands.texts("G1") == ["Too slow", "CVs look the same"]
    assert hands.texts("O3") == ["I forget to answer"]
    assert hands.session.seq == 1


def test_a_branch_goes_through_the_clipboard_with_kinds_and_notes(
    hands: Hands, hands_on: Callable[[str], Hands]
) -> None:
    hands.canvas.select(hands.card("O1"))
    hands.canvas.work.copy()
    outline = QGuiApplication.clipboard().text()
    assert outline == "I forget to answer\n\tReminders\n\t\t9 of 15 answer\n\tDrafted replies"
    other = hands_on("")
    other.canvas.work.paste()
    assert other.board.cards[other.card("O1")].text == "I forget to answer"
    assert set(other.board.by_ref) == {"O1", "S1", "S2", "T1"}
    assert other.session.seq == 1


def test_cutting_and_pasting_moves_a_branch(hands: Hands) -> None:
    hands.canvas.select(hands.card("S1"))
    hands.canvas.work.cut()
    assert hands.texts("O1") == ["Drafted replies"]
    hands.canvas.select(hands.card("O2"))
    hands.canvas.work.paste()
    assert hands.texts("O2") == ["Reminders"]


@pytest.mark.parametrize("text", ["Faster\n  Reminders", "- Faster\n\t- Reminders"])
def test_pasted_outlines_become_cards_under_the_current_one(hands: Hands, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    hands.canvas.select(hands.card("G1"))
    hands.canvas.work.paste()
    assert hands.texts("G1")[-1] == "Faster"
    assert hands.texts("O3") == ["Reminders"]
    assert refs(hands) == {"O3"}
    hands.canvas.document.undo()
    assert "O3" not in hands.board.by_ref


def test_what_can_not_be_pasted_is_refused_or_ignored(hands: Hands) -> None:
    hands.canvas.select(hands.card("T1"))
    QGuiApplication.clipboard().setText("x")
    hands.canvas.work.paste()
    assert len(hands.refused) == 1
    QGuiApplication.clipboard().setText("  \n ")
    hands.canvas.work.paste()
    assert hands.session.seq == 0


def test_nothing_is_pasted_where_the_system_gives_nothing(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QClipboard, "mimeData", lambda _clipboard: None)
    hands.canvas.work.paste()
    assert hands.session.seq == 0


def test_a_band_from_empty_ground_leaves_the_view_where_it_is(hands: Hands) -> None:
    before = hands.canvas.viewport
    hands.drag(QPoint(5, 5), QPoint(60, 40))
    assert hands.canvas.viewport == before
