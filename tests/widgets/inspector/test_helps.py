"""The opportunities a solution also helps: found by a few letters, shown at both ends."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from tests.widgets.memory import MemorySession, board_from
from widgets.document import Document
from widgets.inspector.inspector import Inspector
from workshop.board import Board
from workshop.commands.supports import support_opportunity
from workshop.steps import StepName

SCRIPT = """\
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_card", "kind": "opportunity", "text": "I forget to reply", "parent": "G1"}
{"do": "add_card", "kind": "opportunity", "text": "Nobody tells me where I stand", "parent": "G1"}
{"do": "add_card", "kind": "opportunity", "text": "Nobody answers on Fridays", "parent": "G1"}
{"do": "add_card", "kind": "solution", "text": "Remind after a day", "parent": "O1"}
{"do": "add_card", "kind": "solution", "text": "Status page", "parent": "O2"}
"""
FIELD = "Opportunity it also helps"
Key = Qt.Key


@pytest.fixture
def session() -> MemorySession:
    return MemorySession(board_from(SCRIPT))


def helped(board: Board, ref: str = "S1") -> list[str]:
    return [board.cards[link.opportunity].ref for link in board.supports_of(board.by_ref[ref])]


def visible(inspector: Inspector) -> list[str]:
    """The words of every label and button in sight."""
    QApplication.processEvents()
    parts: list[QWidget] = [*inspector.findChildren(QLabel), *inspector.findChildren(QPushButton)]
    return [
        part.accessibleName() or part.text()  # type: ignore[attr-defined]
        for part in parts
        if part.isVisible()
    ]


def press(inspector: Inspector, name: str) -> None:
    QApplication.processEvents()
    (button,) = (
        button
        for button in inspector.findChildren(QPushButton)
        if button.isVisible() and button.accessibleName() == name
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def field(inspector: Inspector, document: Document) -> QLineEdit:
    """The field, open on S1 with the keyboard in it."""
    inspector.show_row(document.board.by_ref["S1"])
    (field,) = (
        field for field in inspector.findChildren(QLineEdit) if field.accessibleName() == FIELD
    )
    field.setFocus()
    QApplication.processEvents()
    return field


def typed(text: str) -> None:
    """Type where the keys go: into the field, or through the list that is open over it."""
    for letter in text:
        QTest.keyClicks(_keyboard(), letter)
        QApplication.processEvents()


def pressed(key: Key) -> None:
    QTest.keyClick(_keyboard(), key)
    QApplication.processEvents()


def _keyboard() -> QWidget:
    """What has the keyboard."""
    target = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert target is not None
    return target


@pytest.mark.parametrize("words", ["stand", "o2", "WHERE I"])
def test_part_of_the_text_or_the_reference_finds_an_opportunity(
    field: QLineEdit, document: Document, session: MemorySession, words: str
) -> None:
    typed(words)
    pressed(Key.Key_Return)
    assert helped(document.board) == ["O2"]
    assert session.names == [StepName.SUPPORT_OPPORTUNITY]
    assert field.text() == ""


def test_arrows_choose_another_of_those_found(field: QLineEdit, document: Document) -> None:
    typed("nobody")
    pressed(Key.Key_Down)
    pressed(Key.Key_Down)
    pressed(Key.Key_Return)
    assert helped(document.board) == ["O3"]
    assert field.text() == ""


def test_a_click_on_the_list_chooses(field: QLineEdit, document: Document) -> None:
    typed("nobody")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    rect = popup.visualRect(popup.model().index(1, 0))  # type: ignore[attr-defined]
    QTest.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())  # type: ignore[attr-defined]
    QApplication.processEvents()
    assert helped(document.board) == ["O3"]
    assert field.text() == ""


@pytest.mark.parametrize("words", ["I forget", "o1", "S2", "nothing like it"])
def test_its_own_opportunity_and_other_cards_are_not_offered(
    field: QLineEdit, session: MemorySession, words: str
) -> None:
    typed(words)
    pressed(Key.Key_Return)
    assert session.names == []


def test_both_ends_list_the_link_and_jump(
    inspector: Inspector, document: Document, field: QLineEdit
) -> None:
    jumps: list[str] = []
    inspector.jump.connect(jumps.append)
    typed("stand")
    pressed(Key.Key_Return)
    assert "Also helps" in visible(inspector)
    press(inspector, "O2  Nobody tells me where I stand")
    inspector.show_row(document.board.by_ref["O2"])
    assert "Also helped by" in visible(inspector)
    press(inspector, "S1  Remind after a day")
    assert jumps == [document.board.by_ref["O2"], document.board.by_ref["S1"]]


def test_the_cross_unlinks_and_undo_brings_the_link_back(
    inspector: Inspector, document: Document
) -> None:
    board = document.board
    document.run(support_opportunity, board.by_ref["S1"], board.by_ref["O2"])
    inspector.show_row(board.by_ref["S1"])
    press(inspector, "Unlink O2")
    assert helped(document.board) == []
    assert "Also helps" not in visible(inspector)
    document.undo()
    assert helped(document.board) == ["O2"]
    assert "Also helps" in visible(inspector)


@pytest.mark.parametrize("ref", ["G1", "O1", "O3"])
def test_other_cards_have_neither_field_nor_list(
    inspector: Inspector, document: Document, ref: str
) -> None:
    inspector.show_row(document.board.by_ref[ref])
    assert not {"Also helps", "Also helped by"} & set(visible(inspector))
    fields = [f for f in inspector.findChildren(QLineEdit) if f.accessibleName() == FIELD]
    assert not any(field.isVisible() for field in fields)


def test_what_is_typed_for_one_solution_is_not_carried_to_another(
    inspector: Inspector, document: Document, field: QLineEdit
) -> None:
    typed("xyz")
    inspector.show_row(document.board.by_ref["S2"])
    assert field.text() == ""
