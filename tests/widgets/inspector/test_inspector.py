"""The inspector: cards, outputs and the workshop; writing, restoring and following."""

import datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget

from tests.widgets.inspector.sight import is_shown, row, shown, type_into, unfold
from tests.widgets.memory import MemorySession
from widgets.document import Document
from widgets.inspector.fields import LineField, TextField
from widgets.inspector.folds import FoldButton
from widgets.inspector.inspector import Inspector
from workshop.commands.cards import delete_card, edit_card
from workshop.commands.outputs import edit_output
from workshop.records import MAX_NAME
from workshop.steps import StepName
from workshop.vocabulary import Kind, Status

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier


def test_a_card_shows_kind_reference_text_note_and_the_way_up(
    inspector: Inspector, document: Document
) -> None:
    inspector.show_row(row(document, "S1"))
    assert is_shown(inspector, QLabel, "Solution S1")
    assert shown(inspector, TextField, "Text of the card").toPlainText() == "Remind after a day"
    assert shown(inspector, QPushButton, "Solution").isChecked()
    assert [is_shown(inspector, QPushButton, ref) for ref in ("G1", "G2", "O1")] == [True] * 3


def test_the_way_up_and_the_chips_jump(inspector: Inspector, document: Document) -> None:
    jumps: list[str] = []
    inspector.jump.connect(jumps.append)
    inspector.show_row(row(document, "S1"))
    for name in ("O1 I forget to reply", "P1  Reminders"):
        QTest.mouseClick(shown(inspector, QPushButton, name), Qt.MouseButton.LeftButton)
    assert jumps == [row(document, "O1"), row(document, "P1")]


def test_an_outcome_lists_the_outputs_that_drive_it(
    inspector: Inspector, document: Document
) -> None:
    inspector.show_row(row(document, "G2"))
    assert is_shown(inspector, QLabel, "Outputs that drive this")
    assert is_shown(inspector, QPushButton, "P1  Reminders")
    assert is_shown(inspector, QPushButton, "P2  Checklist")
    assert not is_shown(inspector, QPushButton, "Make it an output")
    inspector.show_row(row(document, "G1"))
    assert not is_shown(inspector, QLabel, "Outputs that drive this")


def test_a_solution_becomes_an_output(inspector: Inspector, document: Document) -> None:
    inspector.show_row(row(document, "S1"))
    QTest.mouseClick(shown(inspector, QPushButton, "Make it an output"), Qt.MouseButton.LeftButton)
    made = document.board.outputs[row(document, "P4")]
    assert (made.text, made.solution) == ("Remind after a day", row(document, "S1"))
    assert is_shown(inspector, QPushButton, "P4  Remind after a day")


def test_a_text_is_written_once_when_the_field_is_left(
    inspector: Inspector, document: Document, session: MemorySession
) -> None:
    inspector.show_row(row(document, "O1"))
    unfold(inspector, "Note")
    type_into(shown(inspector, TextField, "Text of the card"), "I forget")
    assert session.names == []
    shown(inspector, TextField, "Note").setFocus()
    assert session.names == [StepName.EDIT_CARD]
    assert document.board.cards[row(document, "O1")].text == "I forget"


def test_ctrl_enter_writes_and_enter_is_a_new_line(
    inspector: Inspector, document: Document
) -> None:
    inspector.show_row(row(document, "O1"))
    unfold(inspector, "Note")
    note = shown(inspector, TextField, "Note")
    type_into(note, "One")
    QTest.keyClick(note, Key.Key_Return)
    QTest.keyClicks(note, "Two")
    QTest.keyClick(note, Key.Key_Return, Ctrl)
    assert document.board.cards[row(document, "O1")].note == "One\nTwo"


def test_escape_keeps_what_is_typed_as_on_a_card(
    inspector: Inspector, document: Document, session: MemorySession
) -> None:
    inspector.show_row(row(document, "O1"))
    field = shown(inspector, TextField, "Text of the card")
    type_into(field, "I never reply")
    QTest.keyClick(field, Key.Key_Escape)
    assert document.board.cards[row(document, "O1")].text == "I never reply"
    assert len(session.names) == 1
    document.undo()
    assert field.toPlainText() == "I forget to reply"


def test_selecting_another_row_writes_what_was_typed(
    inspector: Inspector, document: Document
) -> None:
    inspector.show_row(row(document, "O1"))
    type_into(shown(inspector, TextField, "Text of the card"), "I forget")
    inspector.show_row(row(document, "G3"))
    assert document.board.cards[row(document, "O1")].text == "I forget"
    assert document.board.cards[row(document, "G3")].text == "Employers renew"


def test_commit_pending_writes_what_is_typed(inspector: Inspector, document: Document) -> None:
    inspector.show_row(row(document, "O1"))
    unfold(inspector, "Note")
    type_into(shown(inspector, TextField, "Note"), "Heard twice")
    inspector.commit_pending()
    assert document.board.cards[row(document, "O1")].note == "Heard twice"


def test_what_is_refused_stays_typed(inspector: Inspector, document: Document) -> None:
    inspector.show_row(None)
    title = shown(inspector, LineField, "Title")
    title.setFocus()
    title.selectAll()
    QApplication.clipboard().setText("x" * (MAX_NAME + 1))
    QTest.keyClick(title, Key.Key_V, Ctrl)
    assert not inspector.commit_pending()
    assert is_shown(inspector, QLabel, "This text has 401 characters; 400 fit.")
    assert len(title.text()) > MAX_NAME
    QTest.keyClick(title, Key.Key_Escape)
    assert inspector.commit_pending()


def test_a_change_from_elsewhere_updates_fields_nobody_types_in(
    inspector: Inspector, document: Document
) -> None:
    card = row(document, "O1")
    inspector.show_row(card)
    unfold(inspector, "Note")
    note, field = (shown(inspector, TextField, n) for n in ("Note", "Text of the card"))
    type_into(note, "Half")
    document.run(edit_card, card, text="From the tree", note="Also")
    assert (field.toPlainText(), note.toPlainText()) == ("From the tree", "Half")
    inspector.commit_pending()
    assert document.board.cards[card].note == "Half"


def test_cleaned_text_is_shown_as_it_was_stored(inspector: Inspector, document: Document) -> None:
    inspector.show_row(row(document, "O1"))
    field = shown(inspector, TextField, "Text of the card")
    type_into(field, "  I forget to reply  ")
    inspector.commit_pending()
    assert field.toPlainText() == "I forget to reply"


def test_the_kind_is_changed_by_one_click(inspector: Inspector, document: Document) -> None:
    inspector.show_row(row(document, "G3"))
    document.run(edit_output, row(document, "P3"), owner="x")
    card = row(document, "O1")
    inspector.show_row(row(document, "G1"))
    document.run(delete_card, row(document, "S1"))
    document.run(edit_card, card, text="Alone")
    inspector.show_row(card)
    QTest.mouseClick(shown(inspector, QPushButton, "Outcome"), Qt.MouseButton.LeftButton)
    assert document.board.cards[card].kind is Kind.OUTCOME
    assert is_shown(inspector, QLabel, "Outcome G4")
    assert shown(inspector, QPushButton, "Test").toolTip() == "Make it: Test (Alt+4)"


def test_a_refused_kind_jumps_back(inspector: Inspector, document: Document) -> None:
    refused: list[object] = []
    document.refused.connect(refused.append)
    inspector.show_row(row(document, "G2"))
    QTest.mouseClick(shown(inspector, QPushButton, "Test"), Qt.MouseButton.LeftButton)
    assert len(refused) == 1
    assert shown(inspector, QPushButton, "Outcome").isChecked()


def test_an_output_shows_and_writes_text_owner_and_status(
    inspector: Inspector, document: Document
) -> None:
    output = row(document, "P1")
    inspector.show_row(output)
    assert is_shown(inspector, QLabel, "Output P1")
    assert is_shown(inspector, QPushButton, "S1  Remind after a day")
    assert is_shown(inspector, FoldButton, "G2  More jobs are filled")
    owner = shown(inspector, LineField, "Owner")
    type_into(owner, "Joon Park")
    QTest.keyClick(owner, Key.Key_Return)
    status = shown(inspector, QComboBox, "Status")
    status.setFocus()
    QTest.keyClick(status, Key.Key_Down)
    stored = document.board.outputs[output]
    assert (stored.owner, stored.status) == ("Joon Park", Status.IN_PROGRESS)


def test_an_output_without_an_outcome_is_asked_for_one(
    inspector: Inspector, document: Document
) -> None:
    says = "No outcome yet. What should change because of it?"
    inspector.show_row(row(document, "P3"))
    assert is_shown(inspector, QLabel, says)
    inspector.show_row(row(document, "P1"))
    assert not is_shown(inspector, QLabel, says)


def test_with_nothing_selected_the_workshop_itself_is_edited(
    inspector: Inspector, document: Document, session: MemorySession
) -> None:
    inspector.show_row(None)
    type_into(shown(inspector, LineField, "Title"), "Graduate jobs")
    type_into(shown(inspector, TextField, "What problem are we solving?"), "Nobody answers")
    type_into(shown(inspector, LineField, "Date"), "2026-11-16")
    inspector.commit_pending()
    facts = document.board.workshop
    assert (facts.title, facts.problem) == ("Graduate jobs", "Nobody answers")
    assert facts.held_on == datetime.date(2026, 11, 16)
    assert session.names == [StepName.SET_WORKSHOP] * 3


def test_what_is_no_date_is_said_and_not_written(
    inspector: Inspector, document: Document, session: MemorySession
) -> None:
    inspector.show_row(None)
    field = shown(inspector, LineField, "Date")
    type_into(field, "soon")
    QTest.keyClick(field, Key.Key_Return)
    assert session.names == []
    assert is_shown(inspector, QLabel, "Write a date like 2026-11-16.")
    type_into(field, "1 Dec 2026")
    assert not is_shown(inspector, QLabel, "Write a date like 2026-11-16.")
    QTest.keyClick(field, Key.Key_Return)
    assert document.board.workshop.held_on == datetime.date(2026, 12, 1)


def test_deleting_the_shown_row_shows_the_workshop_and_writes_nothing_more(
    inspector: Inspector, document: Document, session: MemorySession
) -> None:
    card = row(document, "O1")
    inspector.show_row(card)
    unfold(inspector, "Note")
    type_into(shown(inspector, TextField, "Note"), "Half")
    document.run(delete_card, card)
    assert inspector.row is None
    assert is_shown(inspector, LineField, "Title")
    assert session.names == [StepName.DELETE_CARD]


def test_the_text_field_grows_with_its_text(inspector: Inspector, document: Document) -> None:
    inspector.show_row(row(document, "O1"))
    field = shown(inspector, TextField, "Text of the card")
    before = field.height()
    type_into(field, "many words " * 20)
    assert field.height() > before + 3 * 14


def test_an_empty_field_shows_all_of_its_hint(inspector: Inspector) -> None:
    inspector.show_row(None)
    field = shown(inspector, TextField, "What problem are we solving?")
    field.start("")
    QApplication.processEvents()
    ruler, room = field.fontMetrics(), field.viewport().width() - 8
    wraps = Qt.TextFlag.TextWordWrap
    needed = ruler.boundingRect(0, 0, room, 0, wraps, field.placeholderText()).height()
    assert needed > ruler.lineSpacing()
    above = round(field.document().documentMargin())
    assert field.viewport().height() >= above + needed


def test_everything_that_takes_the_keyboard_has_an_accessible_name(
    inspector: Inspector, document: Document
) -> None:
    for ref in (None, "S1", "G2", "P1"):
        inspector.show_row(None if ref is None else row(document, ref))
        QApplication.processEvents()
        for widget in inspector.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                says = widget.text() if isinstance(widget, QPushButton) else ""
                assert widget.accessibleName() or says, widget
