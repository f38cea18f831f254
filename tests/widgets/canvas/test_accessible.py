"""What a screen reader finds on the canvas, can do there, and is told."""

import gc
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleEvent,
    QAccessibleInterface,
)
from pytestqt.qtbot import QtBot

from tests.widgets.canvas.conftest import Hands
from widgets.canvas import accessible
from widgets.canvas.accessible import make_accessible
from widgets.canvas.canvas import Canvas
from widgets.canvas.editor import CardEditor
from widgets.look.look import Scheme, look_for
from workshop.commands.branches import delete_cards
from workshop.commands.cards import add_card, edit_card, lower_card, move_card
from workshop.vocabulary import Kind

_NAME, _DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description
_Event = QAccessible.Event

#: Ends with a canvas on the screen, its cards asked for, and a widget that was asked for earlier.
_PROGRAM = """
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel

application = QApplication([])
label = QLabel("first")
QAccessible.queryAccessibleInterface(label)

from tests.widgets.memory import MemorySession, board_from
from widgets.canvas.accessible import make_accessible
from widgets.canvas.canvas import Canvas
from widgets.canvas.editor import CardEditor
from widgets.document import Document
from widgets.look.fonts import load_fonts
from widgets.look.look import Scheme, look_for

load_fonts()
make_accessible()
session = MemorySession(board_from('{"do": "add_card", "kind": "outcome", "text": "Jobs"}'))
document = Document(session)
canvas = Canvas(document, look_for(Scheme.LIGHT))
canvas.show()
application.processEvents()
print(QAccessible.queryAccessibleInterface(canvas).child(0).text(QAccessible.Text.Name))
"""

Told = list[tuple[QAccessible.Event, str]]


@pytest.fixture(scope="module", autouse=True)
def _factory(qapp: object) -> None:
    make_accessible()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    """Everything told to a screen reader that listens: the event and the name of its subject."""
    heard: Told = []

    def hear(event: QAccessibleEvent) -> None:
        subject = QAccessible.accessibleInterface(event.uniqueId())
        heard.append((event.type(), subject.text(_NAME)))

    monkeypatch.setattr(accessible, "send", hear)
    QAccessible.setActive(True)
    yield heard
    QAccessible.setActive(False)


def tree_of(hands: Hands) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(hands.canvas)


def children_of(item: QAccessibleInterface) -> list[QAccessibleInterface]:
    return [item.child(index) for index in range(item.childCount())]


def item_of(hands: Hands, ref: str) -> QAccessibleInterface:
    """The card as it is reached from the canvas."""
    order = [card.ref for card in hands.board.in_tree_order()]
    return tree_of(hands).child(order.index(ref))


def actions_of(hands: Hands, ref: str) -> QAccessibleActionInterface:
    return item_of(hands, ref).actionInterface()


def listening(qtbot: QtBot, hands: Hands, told: Told) -> None:
    """A screen reader has read every card."""
    for ref in hands.board.by_ref:
        item_of(hands, ref)
    qtbot.wait(5)
    told.clear()


# Finding and reading --------------------------------------------------------------------------


def test_canvas_is_a_tree_of_cards(hands: Hands) -> None:
    tree = tree_of(hands)
    assert (tree.role(), tree.text(_NAME)) == (QAccessible.Role.Tree, "Tree")
    assert tree.text(_DESCRIPTION) == "6 cards"
    cards = children_of(tree)[:-1]
    assert {card.role() for card in cards} == {QAccessible.Role.TreeItem}
    assert [card.text(_NAME) for card in cards] == [
        "Outcome G1: More jobs are filled",
        "Opportunity O1: I forget to answer",
        "Solution S1: Reminders",
        "Test T1: 9 of 15 answer",
        "Solution S2: Drafted replies",
        "Opportunity O2: CVs look the same",
    ]


def test_text_field_comes_after_the_cards(hands: Hands) -> None:
    last = children_of(tree_of(hands))[-1]
    assert last.object() is hands.canvas.focusProxy()
    assert tree_of(hands).indexOfChild(last) == 6


def test_cards_have_no_children_that_would_be_read_in_their_place(hands: Hands) -> None:
    for at, ref in enumerate(("G1", "O1", "S1", "T1", "S2", "O2")):
        item = item_of(hands, ref)
        assert (item.childCount(), item.parent() is tree_of(hands)) == (0, True)
        assert tree_of(hands).indexOfChild(item) == at


def test_level_is_an_attribute_and_is_described(hands: Hands) -> None:
    levels = item_of(hands, "S1").attributesInterface()
    assert levels.attributeKeys() == [QAccessible.Attribute.Level]
    assert levels.attributeValue(QAccessible.Attribute.Level) == 3
    assert item_of(hands, "S2").text(_DESCRIPTION) == "level 3, 2 of 2"
    assert item_of(hands, "S1").text(_DESCRIPTION) == "level 3, 1 of 2, 1 card below"


def test_card_without_text_says_so(hands: Hands) -> None:
    hands.canvas.document.run(edit_card, hands.card("O2"), text="")
    assert item_of(hands, "O2").text(_NAME) == "Opportunity O2: no text yet"


def test_name_follows_what_is_being_typed(hands: Hands) -> None:
    hands.canvas.select(hands.card("O2"))
    hands.type("CVs are long")
    assert item_of(hands, "O2").text(_NAME) == "Opportunity O2: CVs are long"


def test_folded_card_says_how_much_it_hides(hands: Hands) -> None:
    hands.canvas.fold(frozenset({hands.card("O1")}))
    assert item_of(hands, "O1").text(_DESCRIPTION) == (
        "level 2, 1 of 2, folded, 3 cards hidden, a guess"
    )
    folded, hidden = item_of(hands, "O1").state(), item_of(hands, "T1").state()
    assert (folded.expandable, folded.collapsed, folded.expanded) == (1, 1, 0)
    assert (hidden.invisible, hidden.offscreen) == (1, 1)
    assert item_of(hands, "T1").rect().isEmpty()


def test_only_cards_with_children_can_be_expanded(hands: Hands) -> None:
    branch, leaf = item_of(hands, "O1").state(), item_of(hands, "O2").state()
    assert (branch.expandable, branch.expanded, branch.collapsed) == (1, 1, 0)
    assert (leaf.expandable, leaf.expanded, leaf.collapsed) == (0, 0, 0)


def test_rect_is_on_the_desktop_and_hit_test_finds_it(hands: Hands) -> None:
    item, tree = item_of(hands, "S2"), tree_of(hands)
    middle = item.rect().center()
    assert (middle - hands.canvas.mapToGlobal(hands.at("S2"))).manhattanLength() <= 2
    assert tree.childAt(middle.x(), middle.y()) is item
    corner = hands.canvas.mapToGlobal(QPoint(1, 1))
    assert tree.childAt(corner.x(), corner.y()) is None


def test_card_scrolled_away_is_offscreen_but_not_hidden(hands: Hands) -> None:
    assert item_of(hands, "G1").state().offscreen == 0
    hands.canvas.look_through(hands.canvas.viewport.panned(9000, 0))
    assert (item_of(hands, "G1").state().offscreen, item_of(hands, "G1").state().invisible) == (
        1,
        0,
    )


def test_current_card_is_selected_and_focused(hands: Hands) -> None:
    hands.canvas.select(hands.card("O1"))
    chosen, other = item_of(hands, "O1").state(), item_of(hands, "O2").state()
    assert (chosen.selected, chosen.focused, chosen.editable) == (1, 1, 1)
    assert (other.selected, other.focused, other.selectable) == (0, 0, 1)
    assert tree_of(hands).focusChild() is item_of(hands, "O1")


def test_text_field_has_the_focus_while_typing(hands: Hands) -> None:
    hands.canvas.select(hands.card("O1"))
    hands.canvas.typist.edit()
    assert item_of(hands, "O1").state().focused == 0
    assert tree_of(hands).focusChild().object() is hands.canvas.focusProxy()


# Doing ----------------------------------------------------------------------------------------


def test_press_selects_the_card(hands: Hands) -> None:
    actions = actions_of(hands, "O2")
    actions.doAction(actions.pressAction())
    assert hands.canvas.current == hands.card("O2")


def test_edit_opens_the_text_field_on_the_card(hands: Hands) -> None:
    actions_of(hands, "O2").doAction("edit")
    hands.type(" to me")
    hands.key(Qt.Key.Key_Return)
    assert hands.texts("G1") == ["I forget to answer", "CVs look the same to me"]


def test_toggle_folds_and_unfolds(hands: Hands) -> None:
    actions = actions_of(hands, "O1")
    actions.doAction(actions.toggleAction())
    assert hands.canvas.scene.folded == {hands.card("O1")}
    actions.doAction(actions.toggleAction())
    assert hands.canvas.scene.folded == frozenset()


def test_leaf_offers_no_folding(hands: Hands) -> None:
    leaf = actions_of(hands, "O2")
    assert leaf.toggleAction() not in leaf.actionNames()
    leaf.doAction(leaf.toggleAction())
    assert hands.canvas.scene.folded == frozenset()


def test_actions_have_words_and_keys(hands: Hands) -> None:
    actions = actions_of(hands, "O1")
    assert actions.localizedActionName("edit") == "Edit the text"
    assert actions.keyBindingsForAction("edit") == ["F2"]


def test_several_cards_can_be_selected(hands: Hands) -> None:
    selection = tree_of(hands).selectionInterface()
    assert selection.select(item_of(hands, "O1"))
    assert selection.select(item_of(hands, "O2"))
    assert hands.canvas.selection.chosen == {hands.card("O1"), hands.card("O2")}
    assert set(selection.selectedItems()) == {item_of(hands, "O1"), item_of(hands, "O2")}
    assert selection.unselect(item_of(hands, "O1"))
    assert hands.canvas.selection.chosen == {hands.card("O2")}
    assert not selection.isSelected(item_of(hands, "O1"))
    assert selection.clear()
    assert selection.selectedItemCount() == 0


# Hearing --------------------------------------------------------------------------------------


def test_moving_on_tells_focus_and_selection(qtbot: QtBot, hands: Hands, told: Told) -> None:
    hands.canvas.select(hands.card("O1"))
    listening(qtbot, hands, told)
    hands.key(Qt.Key.Key_Right)
    qtbot.wait(5)
    now = "Opportunity O2: CVs look the same"
    assert told == [
        (_Event.SelectionRemove, "Opportunity O1: I forget to answer"),
        (_Event.Selection, now),
        (_Event.Focus, now),
    ]


def test_typing_moves_the_focus_to_the_text_field_and_back(
    qtbot: QtBot, hands: Hands, told: Told
) -> None:
    hands.canvas.select(hands.card("O2"))
    listening(qtbot, hands, told)
    hands.canvas.typist.edit()
    qtbot.wait(5)
    assert told == [(_Event.Focus, "Text of the card")]
    told.clear()
    hands.type("!")
    hands.key(Qt.Key.Key_Return)
    qtbot.wait(5)
    name = "Opportunity O2: CVs look the same!"
    assert told == [(_Event.NameChanged, name), (_Event.Focus, name)]


def test_edit_that_changes_nothing_gives_the_focus_back(
    qtbot: QtBot, hands: Hands, told: Told
) -> None:
    hands.canvas.select(hands.card("O2"))
    hands.canvas.typist.edit()
    listening(qtbot, hands, told)
    hands.key(Qt.Key.Key_Escape)
    qtbot.wait(5)
    assert told == [(_Event.Focus, "Opportunity O2: CVs look the same")]


def test_new_card_is_told_once_it_is_kept(qtbot: QtBot, hands: Hands, told: Told) -> None:
    hands.canvas.select(hands.card("O2"))
    listening(qtbot, hands, told)
    hands.canvas.typist.add_sibling()
    hands.type("No answer at all")
    qtbot.wait(5)
    assert _Event.ObjectCreated not in dict(told)
    hands.key(Qt.Key.Key_Escape)
    qtbot.wait(5)
    name = "Opportunity O3: No answer at all"
    assert (_Event.ObjectCreated, name) in told
    assert told[-1] == (_Event.Focus, name)


def test_focus_is_told_before_the_field_has_its_text(
    qtbot: QtBot, hands: Hands, told: Told
) -> None:
    """Of a field whose cursor moves before it has the focus Orca says nothing."""
    hands.canvas.select(hands.card("O2"))
    listening(qtbot, hands, told)
    field = hands.canvas.focusProxy()
    assert isinstance(field, CardEditor)
    first: list[bool] = []
    field.textChanged.connect(lambda: first.append((_Event.Focus, "Text of the card") in told))
    hands.canvas.typist.edit()
    assert first[0]


def test_new_card_that_is_dropped_is_let_go(qtbot: QtBot, hands: Hands, told: Told) -> None:
    hands.canvas.select(hands.card("O2"))
    listening(qtbot, hands, told)
    hands.canvas.typist.add_sibling()
    qtbot.wait(5)
    name = "Opportunity O3: no text yet"
    assert (_Event.Selection, name) in told
    typed = item_of(hands, "O2").parent().child(6)
    hands.key(Qt.Key.Key_Escape)
    qtbot.wait(5)
    assert not shiboken6.isValid(typed)
    assert told[-1] == (_Event.Focus, "Opportunity O2: CVs look the same")


def test_deleted_branch_is_told_and_let_go(
    qtbot: QtBot, hands: Hands, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    listening(qtbot, hands, told)
    branch = [item_of(hands, ref) for ref in ("O1", "S1", "S2", "T1")]
    ends: list[tuple[bool, bool, bool]] = []

    def hear(event: QAccessibleEvent) -> None:
        if event.type() is _Event.ObjectDestroyed:
            item = QAccessible.accessibleInterface(event.uniqueId())
            ends.append((item in branch, item.isValid(), item.parent() is tree_of(hands)))

    monkeypatch.setattr(accessible, "send", hear)
    hands.canvas.document.run(delete_cards, frozenset({hands.card("O1")}))
    assert ends == [(True, True, True)] * 4
    assert not any(shiboken6.isValid(item) for item in branch)
    assert tree_of(hands).childCount() == 3


def test_many_cards_gone_at_once_are_told_by_the_tree(
    qtbot: QtBot, hands: Hands, told: Told
) -> None:
    for at in range(20):
        add = hands.canvas.document.run
        add(add_card, kind=Kind.SOLUTION, parent=hands.card("O2"), text=f"Idea {at}")
    listening(qtbot, hands, told)
    hands.canvas.document.run(delete_cards, frozenset({hands.card("O2")}))
    assert _Event.ObjectDestroyed not in dict(told)
    assert (_Event.ObjectReorder, "Tree") in told


def test_undone_deletion_brings_the_card_back(qtbot: QtBot, hands: Hands, told: Told) -> None:
    listening(qtbot, hands, told)
    hands.canvas.document.run(delete_cards, frozenset({hands.card("O2")}))
    told.clear()
    hands.canvas.document.undo()
    assert (_Event.ObjectCreated, "Opportunity O2: CVs look the same") in told
    assert item_of(hands, "O2").isValid()


def test_reordering_is_told_by_the_tree_and_by_what_moved(
    qtbot: QtBot, hands: Hands, told: Told
) -> None:
    listening(qtbot, hands, told)
    hands.canvas.document.run(lower_card, hands.card("O1"))
    assert told == [
        (_Event.ObjectReorder, "Tree"),
        (_Event.DescriptionChanged, "Opportunity O1: I forget to answer"),
    ]
    assert item_of(hands, "O1").text(_DESCRIPTION).startswith("level 2, 2 of 2")


def test_moving_to_another_parent_tells_the_new_level(
    qtbot: QtBot, hands: Hands, told: Told
) -> None:
    listening(qtbot, hands, told)
    hands.canvas.document.run(move_card, hands.card("S2"), parent=hands.card("O2"))
    assert (_Event.DescriptionChanged, "Solution S2: Drafted replies") in told
    assert item_of(hands, "S2").text(_DESCRIPTION) == "level 3, 1 of 1"


def test_folding_is_told(qtbot: QtBot, hands: Hands, told: Told) -> None:
    listening(qtbot, hands, told)
    hands.canvas.fold(frozenset({hands.card("O1")}))
    name = "Opportunity O1: I forget to answer"
    assert told == [(_Event.StateChanged, name), (_Event.DescriptionChanged, name)]


def test_nothing_is_told_while_no_screen_reader_listens(
    qtbot: QtBot, hands: Hands, told: Told
) -> None:
    listening(qtbot, hands, told)
    QAccessible.setActive(False)
    hands.canvas.select(hands.card("S1"))
    hands.type("x")
    hands.key(Qt.Key.Key_Return)
    hands.canvas.fold(frozenset({hands.card("O1")}))
    qtbot.wait(5)
    assert told == []


# Living and dying -----------------------------------------------------------------------------


def test_canvas_can_be_opened_while_a_screen_reader_listens(
    told: Told, hands_on: Callable[[str], Hands]
) -> None:
    hands = hands_on('{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}')
    assert tree_of(hands).child(0).text(_NAME) == "Outcome G1: More jobs are filled"


def test_cards_end_with_the_canvas(hands: Hands) -> None:
    canvas = Canvas(hands.canvas.document, look_for(Scheme.LIGHT))
    items = children_of(QAccessible.queryAccessibleInterface(canvas))[:-1]
    numbers = [QAccessible.uniqueId(item) for item in items]
    shiboken6.delete(canvas)
    assert not any(shiboken6.isValid(item) for item in items)
    assert [QAccessible.accessibleInterface(number) for number in numbers] == [None] * 6


def test_program_ends_cleanly_while_cards_are_known() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], capture_output=True, text=True, timeout=50, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "Outcome G1: Jobs\n", "")


def test_unused_cards_survive_the_collector(hands: Hands) -> None:
    number = QAccessible.uniqueId(item_of(hands, "T1"))
    gc.collect()
    assert QAccessible.accessibleInterface(number).text(_NAME) == "Test T1: 9 of 15 answer"
