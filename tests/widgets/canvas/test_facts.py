"""Cards follow the facts behind them: what is shown, how large it makes them, and their place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextEdit

from tests.widgets.canvas.conftest import Hands
from workshop.commands.details import add_detail, delete_detail, edit_detail
from workshop.commands.outputs import add_output, edit_output
from workshop.details import Metric


def shown(hands: Hands, ref: str) -> list[str]:
    return [line.text for line in hands.canvas.scene.face(hands.card(ref)).lines]


def height(hands: Hands, ref: str) -> float:
    return hands.canvas.scene.rect(hands.card(ref))[3]


def test_a_fact_appears_changes_and_goes_and_the_tree_makes_room(hands: Hands) -> None:
    before, below = height(hands, "G1"), hands.canvas.scene.rect(hands.card("O1"))[1]
    document = hands.canvas.document
    document.run(add_detail, Metric, hands.card("G1"), {"name": "Hires"})
    assert shown(hands, "G1")[-1] == "Hires"
    assert height(hands, "G1") > before
    assert hands.canvas.scene.rect(hands.card("O1"))[1] > below
    document.run(edit_detail, hands.card("M1"), {"name": "Replies"})
    assert shown(hands, "G1")[-1] == "Replies"
    document.run(delete_detail, hands.card("M1"))
    assert height(hands, "G1") == before


def test_an_output_is_shown_by_the_solution_it_comes_from(hands: Hands) -> None:
    document = hands.canvas.document
    document.run(add_output, text="Reminders", solution=hands.card("S1"))
    assert shown(hands, "S1")[-1] == "Output P1 · planned"
    document.run(edit_output, hands.card("P1"), solution=hands.card("S2"))
    assert shown(hands, "S1")[-1] == "Reminders"
    assert shown(hands, "S2")[-1] == "Output P1 · planned"


def test_a_card_grows_with_what_is_typed_and_shrinks_again(hands: Hands) -> None:
    hands.canvas.select(hands.card("O2"))
    hands.key(Qt.Key.Key_F2)
    for line in range(14):
        hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        hands.type(f"line {line}")
    editor = hands.canvas.focusProxy()
    assert isinstance(editor, QTextEdit)
    typed = height(hands, "O2")
    bottom = hands.at("O2", down=1.0).y()
    assert editor.geometry().bottom() < bottom
    assert not editor.verticalScrollBar().maximum()
    hands.key(Qt.Key.Key_Escape)
    assert height(hands, "O2") < typed
    assert hands.canvas.scene.face(hands.card("O2")).cut
