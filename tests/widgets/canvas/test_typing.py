"""Building a tree without the mouse: what every key does, and that each is one entry to undo."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.widgets.canvas.conftest import Hands
from widgets.canvas.editor import CardEditor
from workshop.applied import StorageError
from workshop.store.errors import Trouble
from workshop.vocabulary import Kind

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def test_a_tree_grows_by_typing_alone(hands_on: Callable[[str], Hands]) -> None:
    hands = hands_on("")
    hands.type("More jobs are filled")
    hands.key(Key.Key_Tab)
    hands.type("I forget to answer")
    hands.key(Key.Key_Return)
    hands.type("CVs look the same")
    hands.key(Key.Key_Tab)
    hands.type("Work samples")
    hands.key(Key.Key_Tab)
    hands.type("7 of 10 finish")
    hands.key(Key.Key_Escape)
    assert hands.texts(None) == ["More jobs are filled"]
    assert hands.texts("G1") == ["I forget to answer", "CVs look the same"]
    assert hands.texts("O2") == ["Work samples"]
    assert hands.texts("S1") == ["7 of 10 finish"]
    assert hands.session.seq == 5
    assert hands.canvas.current == hands.card("T1")


def test_a_new_card_and_its_text_are_one_entry_of_the_history(hands: Hands) -> None:
    hands.canvas.select(hands.card("O2"))
    hands.key(Key.Key_Return)
    hands.type("New")
    hands.key(Key.Key_Escape)
    assert hands.texts("G1")[-1] == "New"
    hands.canvas.document.undo()
    assert hands.texts("G1") == ["I forget to answer", "CVs look the same"]
    hands.canvas.document.redo()
    assert hands.texts("G1")[-1] == "New"


def test_shift_enter_adds_before_and_breaks_lines_while_typing(hands: Hands) -> None:
    hands.canvas.select(hands.card("O1"))
    hands.key(Key.Key_Return, SHIFT)
    hands.type("first")
    hands.key(Key.Key_Return, SHIFT)
    hands.type("second line")
    hands.key(Key.Key_Escape)
    assert hands.texts("G1")[0] == "first\nsecond line"


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Return])
def test_an_empty_new_card_is_dropped_and_nothing_written(hands: Hands, key: Qt.Key) -> None:
    hands.canvas.select(hands.card("O1"))
    hands.key(Key.Key_Tab)
    assert hands.is_editing()
    hands.key(key)
    assert not hands.is_editing()
    assert hands.session.seq == 0
    assert hands.canvas.current == hands.card("O1")


@pytest.mark.parametrize("height", [300, 700])
def test_the_caret_stays_in_the_window_however_much_is_written(hands: Hands, height: int) -> None:
    hands.canvas.resize(hands.canvas.width(), height)
    hands.canvas.select(hands.card("O1"))
    hands.key(Key.Key_Return)
    editor = hands.canvas.findChild(CardEditor)
    assert editor is not None
    for _ in range(40):
        editor.insertPlainText("Nobody in the company knows who owns the set-up of new customers. ")
        hands.type("!")
        caret = editor.cursorRect().translated(editor.pos())
        assert hands.canvas.rect().contains(caret)
    hands.key(Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert hands.canvas.rect().contains(editor.cursorRect().translated(editor.pos()))


def test_typing_replaces_f2_and_double_click_continue(hands: Hands) -> None:
    hands.canvas.select(hands.card("O1"))
    hands.type("New words")
    hands.key(Key.Key_Return)
    assert hands.board.cards[hands.card("O1")].text == "New words"
    hands.key(Key.Key_F2)
    hands.type(" and more")
    hands.key(Key.Key_Escape)
    assert hands.board.cards[hands.card("O1")].text == "New words and more"
    hands.double_click(hands.at("O1"))
    hands.type("!")
    hands.key(Key.Key_Return)
    assert hands.board.cards[hands.card("O1")].text == "New words and more!"
    assert hands.session.seq == 3


def test_enter_on_an_existing_card_keeps_and_ends(hands: Hands) -> None:
    hands.canvas.select(hands.card("O1"))
    hands.key(Key.Key_F2)
    hands.key(Key.Key_Return)
    assert not hands.is_editing()
    assert hands.session.seq == 0


def test_a_plus_and_a_minus_are_typed_not_shortcuts(hands: Hands) -> None:
    hands.canvas.select(hands.card("O1"))
    hands.type("+20 % hires - now")
    hands.key(Key.Key_Escape)
    assert hands.board.cards[hands.card("O1")].text == "+20 % hires - now"


def test_an_input_method_loses_no_first_character(hands: Hands) -> None:
    hands.canvas.select(hands.card("O1"))
    focus = QApplication.focusWidget()
    assert focus is not None
    composing = QInputMethodEvent("ni", [])
    QApplication.sendEvent(focus, composing)
    assert QApplication.focusWidget() is focus
    done = QInputMethodEvent("", [])
    done.setCommitString("你")
    QApplication.sendEvent(focus, done)
    hands.key(Key.Key_Escape)
    assert hands.board.cards[hands.card("O1")].text == "你"


def compose(preedit: str, commit: str = "") -> None:
    """An input method shows what it is composing, and hands text over."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    focus = QApplication.focusWidget()
    assert focus is not None
    QApplication.sendEvent(focus, event)


def test_composition_that_is_given_up_leaves_the_card_as_it_was(hands: Hands) -> None:
    hands.canvas.select(hands.card("O1"))
    compose("ni")
    assert hands.is_editing()
    compose("")
    assert not hands.is_editing()
    assert hands.board.cards[hands.card("O1")].text == "I forget to answer"
    assert (hands.session.seq, hands.canvas.current) == (0, hands.card("O1"))


def test_composition_given_up_on_a_card_that_is_open_leaves_it_open(hands: Hands) -> None:
    hands.canvas.select(hands.card("O1"))
    hands.canvas.typist.edit()
    compose("ni")
    compose("")
    assert hands.is_editing()
    compose("", "!")
    hands.key(Key.Key_Return)
    assert hands.board.cards[hands.card("O1")].text == "I forget to answer!"


def test_composition_given_up_after_some_text_keeps_the_text(hands: Hands) -> None:
    hands.canvas.select(hands.card("O1"))
    compose("ni")
    compose("", "你")
    compose("hao")
    compose("")
    assert hands.is_editing()
    hands.key(Key.Key_Return)
    assert hands.board.cards[hands.card("O1")].text == "你"


def test_first_card_that_is_given_up_while_composed_is_none(
    hands_on: Callable[[str], Hands],
) -> None:
    hands = hands_on("")
    compose("ni")
    assert hands.is_editing()
    compose("")
    assert (hands.is_editing(), hands.canvas.current, len(hands.board.cards)) == (False, None, 0)


def test_field_grows_with_what_is_being_composed(hands: Hands) -> None:
    hands.canvas.select(hands.card("O1"))
    hands.canvas.typist.edit()
    field = hands.canvas.focusProxy()
    assert field is not None
    before = field.height()
    compose(" ".join(["shijie"] * 20))
    assert field.height() > before
    compose("")
    assert field.height() == before


def test_arrows_travel_and_alt_arrows_move(hands: Hands) -> None:
    hands.canvas.select(hands.card("G1"))
    hands.key(Key.Key_Down)
    assert hands.canvas.current in (hands.card("O1"), hands.card("O2"))
    hands.canvas.select(hands.card("O1"))
    hands.key(Key.Key_Right)
    assert hands.canvas.current == hands.card("O2")
    hands.key(Key.Key_Up, ALT)
    assert hands.texts("G1") == ["CVs look the same", "I forget to answer"]
    hands.key(Key.Key_Down, ALT)
    hands.key(Key.Key_Right, ALT)
    assert hands.board.cards[hands.card("O2")].parent == hands.card("O1")
    hands.key(Key.Key_Left, ALT)
    assert hands.board.cards[hands.card("O2")].parent == hands.card("G1")


def test_delete_takes_the_branch_and_selects_what_is_beside(hands: Hands) -> None:
    hands.canvas.select(hands.card("O1"))
    hands.key(Key.Key_Delete)
    assert set(hands.board.by_ref) == {"G1", "O2"}
    assert hands.canvas.current == hands.card("O2")
    hands.canvas.select(None)
    hands.canvas.document.undo()
    assert "T1" in hands.board.by_ref
    assert hands.canvas.current == hands.card("O1")


def test_a_test_has_no_children(hands: Hands) -> None:
    hands.canvas.select(hands.card("T1"))
    hands.key(Key.Key_Tab)
    assert not hands.is_editing()
    assert len(hands.refused) == 1


def test_the_kind_changes_while_typing_and_at_rest(hands: Hands) -> None:
    hands.canvas.select(hands.card("O2"))
    hands.key(Key.Key_Tab)
    hands.canvas.work.set_kind(Kind.OPPORTUNITY)
    hands.type("narrower")
    hands.key(Key.Key_Escape)
    assert hands.board.cards[hands.card("O3")].text == "narrower"
    hands.canvas.work.set_kind(Kind.SOLUTION)
    assert hands.board.cards[hands.card("S3")].text == "narrower"


def test_leaving_the_canvas_keeps_what_was_typed(hands: Hands, qtbot: QtBot) -> None:
    hands.canvas.select(hands.card("O2"))
    hands.key(Key.Key_Return)
    hands.type("half a thought")
    focus = QApplication.focusWidget()
    assert focus is not None
    focus.clearFocus()
    assert hands.texts("G1")[-1] == "half a thought"


def test_a_draft_survives_until_it_is_kept(hands: Hands, qtbot: QtBot) -> None:
    hands.canvas.select(hands.card("O2"))
    hands.key(Key.Key_Return)
    hands.type("half a thought")
    qtbot.waitUntil(lambda: hands.session.draft("canvas") is not None)
    hands.key(Key.Key_Escape)
    assert hands.session.draft("canvas") is None


def test_a_draft_is_kept_while_typing_never_pauses(hands: Hands, qtbot: QtBot) -> None:
    def kept() -> bool:
        hands.type("on and ")
        return hands.session.draft("canvas") is not None

    hands.canvas.select(hands.card("O2"))
    hands.key(Key.Key_Return)
    qtbot.waitUntil(kept)


def test_a_draft_is_reopened(hands: Hands, hands_on: Callable[[str], Hands]) -> None:
    draft = {
        "edit": {"type": "text", "card": hands.card("O2")},
        "text": "half a thought",
    }
    hands.session.set_draft("canvas", draft)
    hands.canvas.restore_draft()
    assert hands.is_editing()
    hands.key(Key.Key_Escape)
    assert hands.board.cards[hands.card("O2")].text == "half a thought"


def test_text_that_could_not_be_written_stays_in_the_editor(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.canvas.select(hands.card("O2"))
    hands.type("precious")

    def fail(*_args: object) -> None:
        raise StorageError(Trouble.DISK_FULL, path="x")

    with monkeypatch.context() as patch:
        patch.setattr(hands.session, "run", fail)
        hands.key(Key.Key_Return)
        assert hands.is_editing()
        assert len(hands.failed) == 1
    hands.key(Key.Key_Return)
    assert hands.board.cards[hands.card("O2")].text == "precious"


def test_a_change_from_elsewhere_leaves_the_edit_alone(hands: Hands) -> None:
    from workshop.commands.cards import delete_card, edit_card

    hands.canvas.select(hands.card("O2"))
    hands.type("mine")
    hands.canvas.document.run(edit_card, hands.card("O1"), text="theirs")
    assert hands.is_editing()
    hands.canvas.document.run(delete_card, hands.card("O2"))
    assert not hands.is_editing()
    assert "O2" not in hands.board.by_ref


def test_tab_on_an_empty_new_sibling_makes_it_a_child_of_the_card_before(hands: Hands) -> None:
    hands.canvas.select(hands.card("O2"))
    hands.key(Key.Key_Return)
    hands.type("Beta")
    hands.key(Key.Key_Return)
    hands.key(Key.Key_Tab)
    assert hands.is_editing()
    hands.type("Gamma")
    hands.key(Key.Key_Escape)
    assert hands.texts("G1")[-1] == "Beta"
    assert hands.texts("O3") == ["Gamma"]
    assert hands.board.cards[hands.card("S3")].text == "Gamma"


def test_tab_on_an_empty_new_card_joins_the_children_of_a_folded_card(hands: Hands) -> None:
    hands.canvas.fold(frozenset({hands.card("O1")}))
    hands.canvas.select(hands.card("O1"))
    hands.key(Key.Key_Return)
    hands.key(Key.Key_Tab)
    hands.type("Gamma")
    hands.key(Key.Key_Escape)
    assert hands.texts("O1") == ["Reminders", "Drafted replies", "Gamma"]
    assert not hands.canvas.scene.folded


def test_tab_that_leads_nowhere_keeps_the_empty_new_card_open(hands: Hands) -> None:
    hands.canvas.select(hands.card("T1"))
    hands.key(Key.Key_Return)
    hands.key(Key.Key_Tab)
    assert len(hands.refused) == 1
    hands.type("12 of 15 answer")
    hands.key(Key.Key_Escape)
    assert hands.texts("S1") == ["9 of 15 answer", "12 of 15 answer"]
    hands.canvas.select(hands.card("O2"))
    hands.key(Key.Key_Tab)
    hands.key(Key.Key_Tab)
    hands.type("Answers")
    hands.key(Key.Key_Escape)
    assert hands.texts("O2") == ["Answers"]
    assert hands.board.cards[hands.card("O2")].text == "CVs look the same"


class _Ticks(QObject):
    """Counts what timers tell an editor."""

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands.canvas)
        self.count = 0
        editor = hands.canvas.focusProxy()
        assert editor is not None
        for part in (editor, *editor.findChildren(QObject)):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Timer
        return super().eventFilter(watched, event)


def test_a_caret_blinks_while_a_card_is_typed_and_never_at_rest(hands: Hands, qtbot: QtBot) -> None:
    usual = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(20)
    try:
        hands.canvas.select(hands.card("O1"))
        ticks = _Ticks(hands)
        qtbot.wait(100)
        assert ticks.count == 0
        hands.key(Key.Key_F2)
        qtbot.waitUntil(lambda: ticks.count > 2)
        hands.key(Key.Key_Escape)
        hands.canvas.clearFocus()
        hands.canvas.setFocus()
        ticks.count = 0
        qtbot.wait(100)
        assert ticks.count == 0
    finally:
        QApplication.setCursorFlashTime(usual)
