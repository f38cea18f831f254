"""Several cards or outputs at once: what they share is shown, and one change writes all."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton

from tests.widgets.inspector.sight import is_shown, row, shown, type_into, unfold
from tests.widgets.memory import MemorySession
from widgets.document import Document
from widgets.inspector.fields import LineField, TextField
from widgets.inspector.folds import FoldButton
from widgets.inspector.inspector import Inspector
from workshop.commands.cards import add_card, delete_card
from workshop.commands.details import add_detail
from workshop.commands.fields import set_fields
from workshop.details import Evidence, OutcomeFacts
from workshop.records import MAX_NAME
from workshop.steps import StepName
from workshop.vocabulary import Kind, Status

Key = Qt.Key


def rows(document: Document, *refs: str) -> list[str]:
    return [row(document, ref) for ref in refs]


def test_several_cards_show_what_they_share_and_one_change_writes_all(
    inspector: Inspector, document: Document, session: MemorySession
) -> None:
    all_three = rows(document, "G1", "G2", "G3")
    document.run(set_fields, all_three[:1], OutcomeFacts, {"team": "Growth"})
    inspector.show_rows(all_three)
    assert is_shown(inspector, QLabel, "3 cards")
    assert inspector.row is None
    assert not is_shown(inspector, TextField, "Text of the card")
    team = shown(inspector, LineField, "Owner team")
    assert (team.text(), team.placeholderText()) == ("", "several values")
    type_into(team, "Hiring")
    QTest.keyClick(team, Key.Key_Return)
    facts = [document.board.facts_of(card, OutcomeFacts) for card in all_three]
    assert [fact.team for fact in facts if fact is not None] == ["Hiring"] * 3
    assert len(session.names) == 2
    assert team.text() == "Hiring"
    document.undo()
    assert (team.text(), team.placeholderText()) == ("", "several values")


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace])
def test_a_field_that_differs_is_emptied_in_all_at_once(
    inspector: Inspector, document: Document, session: MemorySession, key: Key
) -> None:
    both = rows(document, "G1", "G2")
    document.run(set_fields, both[:1], OutcomeFacts, {"team": "Growth"})
    document.run(set_fields, both[1:], OutcomeFacts, {"team": "Hiring"})
    inspector.show_rows(both)
    team = shown(inspector, LineField, "Owner team")
    team.setFocus()
    said = [label.text() for label in inspector.findChildren(QLabel) if label.isVisible()]
    assert any(words.endswith("Delete empties it in all.") for words in said)
    QTest.keyClick(team, key)
    facts = [document.board.facts_of(card, OutcomeFacts) for card in both]
    assert [fact.team for fact in facts if fact is not None] == ["", ""]
    assert (len(session.names), team.placeholderText()) == (3, "")
    document.undo()
    facts = [document.board.facts_of(card, OutcomeFacts) for card in both]
    assert [fact.team for fact in facts if fact is not None] == ["Growth", "Hiring"]
    assert team.placeholderText() == "several values"


def test_an_empty_field_that_does_not_differ_is_not_written_by_delete(
    inspector: Inspector, document: Document, session: MemorySession
) -> None:
    inspector.show_rows(rows(document, "G1", "G2"))
    team = shown(inspector, LineField, "Owner team")
    team.setFocus()
    QTest.keyClick(team, Key.Key_Delete)
    assert session.names == []


def test_ticks_and_choices_of_several_say_when_they_differ(
    inspector: Inspector, document: Document
) -> None:
    both = rows(document, "G1", "G2")
    document.run(set_fields, both[:1], OutcomeFacts, {"team_decides": True})
    inspector.show_rows(both)
    tick = shown(inspector, QCheckBox, "The team decides how")
    assert tick.checkState() is Qt.CheckState.PartiallyChecked
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton)
    assert tick.checkState() is Qt.CheckState.Checked
    facts = [document.board.facts_of(card, OutcomeFacts) for card in both]
    assert all(fact is not None and fact.team_decides for fact in facts)


def test_cards_of_different_kinds_share_their_note_and_their_kind(
    inspector: Inspector, document: Document, session: MemorySession
) -> None:
    document.run(add_card, kind=Kind.OPPORTUNITY)
    document.run(add_card, kind=Kind.SOLUTION)
    both = rows(document, "O2", "S2")
    inspector.show_rows(both)
    assert not any(shown(inspector, QPushButton, kind).isChecked() for kind in ("Test", "Solution"))
    unfold(inspector, "Note")
    note = shown(inspector, TextField, "Note")
    type_into(note, "Ask Amara")
    inspector.commit_pending()
    assert {document.board.cards[card].note for card in both} == {"Ask Amara"}
    QTest.mouseClick(shown(inspector, QPushButton, "Test"), Qt.MouseButton.LeftButton)
    assert {document.board.cards[card].kind for card in both} == {Kind.TEST}
    assert shown(inspector, QPushButton, "Test").isChecked()
    assert session.names[-2:] == [StepName.EDIT_CARD] * 2


def test_several_outputs_get_one_status(
    inspector: Inspector, document: Document, session: MemorySession
) -> None:
    inspector.show_rows(rows(document, "P1", "P2", "P3"))
    assert is_shown(inspector, QLabel, "3 outputs")
    status = shown(inspector, QComboBox, "Status")
    status.setFocus()
    QTest.keyClicks(status, "Ship")
    assert {output.status for output in document.board.table_rows()} == {Status.SHIPPED}
    assert session.names == [StepName.EDIT_OUTPUT]
    assert not is_shown(inspector, FoldButton, "Outcomes it should change")


def test_what_one_of_several_refuses_is_written_to_none(
    inspector: Inspector, document: Document, session: MemorySession
) -> None:
    inspector.show_rows(rows(document, "P1", "P2"))
    owner = shown(inspector, LineField, "Owner")
    owner.setFocus()
    owner.insert("x" * (MAX_NAME + 1))
    QTest.keyClicks(owner, "x")
    assert not inspector.commit_pending()
    assert session.names == []


def test_those_that_are_deleted_leave_the_others(inspector: Inspector, document: Document) -> None:
    document.run(add_card, kind=Kind.OPPORTUNITY, text="Alone")
    inspector.show_rows(rows(document, "G3", "O2"))
    document.run(delete_card, row(document, "O2"))
    assert inspector.row == row(document, "G3")
    assert is_shown(inspector, QLabel, "Outcome G3")


def test_a_detail_alone_is_shown_unfolded(inspector: Inspector, document: Document) -> None:
    document.run(add_detail, Evidence, row(document, "O1"), {"source": "Employer 4"})
    inspector.show_rows(rows(document, "E1"))
    assert inspector.row == row(document, "O1")
    assert shown(inspector, LineField, "Source").text() == "Employer 4"
    assert inspector.is_about((row(document, "E1"),))
    assert inspector.is_about((row(document, "O1"),))
    inspector.show_rows([])
    assert inspector.row is None


def test_one_of_several_is_shown_as_one(inspector: Inspector, document: Document) -> None:
    inspector.show_rows(rows(document, "G3"))
    assert inspector.row == row(document, "G3")
    assert is_shown(inspector, TextField, "Text of the card")
