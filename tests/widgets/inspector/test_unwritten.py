"""Words that are typed and not written: kept wherever people go, and over a crash."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.widgets.inspector.sight import is_shown, row, shown, type_into, unfold
from tests.widgets.memory import MemorySession
from widgets.document import Document
from widgets.inspector.fields import LineField, TextField
from widgets.inspector.inspector import Inspector
from widgets.inspector.unwritten import DRAFT_KEY
from widgets.look.look import Look
from workshop.commands.cards import add_card, delete_card, edit_card
from workshop.commands.details import add_detail
from workshop.details import Evidence, Metric
from workshop.vocabulary import Kind

Key = Qt.Key


def test_a_refused_value_is_there_again_when_people_come_back(
    inspector: Inspector, document: Document
) -> None:
    inspector.show_row(row(document, "G2"))
    type_into(shown(inspector, LineField, "Target"), "many")
    inspector.show_row(row(document, "G3"))
    assert shown(inspector, LineField, "Target").text() == ""
    inspector.show_row(row(document, "G2"))
    target = shown(inspector, LineField, "Target")
    assert target.text() == "many"
    assert is_shown(inspector, QLabel, "Write a number, like 18 or 4.2.")
    type_into(target, "18")
    inspector.show_row(row(document, "G3"))
    assert document.board.list_of(row(document, "G2"), Metric)[0].target == 18
    inspector.show_row(row(document, "G2"))
    assert shown(inspector, LineField, "Target").text() == "18"


def test_half_typed_words_are_a_draft_until_they_are_written(
    inspector: Inspector, document: Document, session: MemorySession, qtbot: QtBot
) -> None:
    inspector.show_row(row(document, "O1"))
    field = shown(inspector, TextField, "Text of the card")
    type_into(field, "I forg")
    qtbot.waitUntil(lambda: session.draft(DRAFT_KEY) is not None)
    inspector.commit_pending()
    assert session.draft(DRAFT_KEY) is None


def test_a_draft_comes_back_after_a_crash(
    document: Document, session: MemorySession, look: Look, qtbot: QtBot
) -> None:
    session.set_draft(DRAFT_KEY, {f"{row(document, 'O1')}/Card.note": "Heard tw"})
    again = Inspector(document, look)
    again.resize(300, 800)
    qtbot.addWidget(again)
    again.show()
    assert again.draft_row == row(document, "O1")
    again.show_row(again.draft_row)
    note = shown(again, TextField, "Note")
    assert note.toPlainText() == "Heard tw"
    assert session.names == []
    again.commit_pending()
    assert document.board.cards[row(document, "O1")].note == "Heard tw"


def test_a_draft_in_an_entry_opens_it(
    document: Document, session: MemorySession, look: Look, qtbot: QtBot
) -> None:
    document.run(add_detail, Evidence, row(document, "O1"), {"source": "One"})
    session.set_draft(DRAFT_KEY, {f"{row(document, 'E1')}/Evidence.source": "One mo"})
    again = Inspector(document, look)
    again.resize(300, 800)
    qtbot.addWidget(again)
    again.show()
    again.show_row(row(document, "O1"))
    assert shown(again, LineField, "Source").text() == "One mo"


def test_a_draft_that_is_no_draft_is_left_alone(
    document: Document, session: MemorySession, look: Look, qtbot: QtBot
) -> None:
    for draft in ("nonsense", {"x": 1}, {"gone/Card.note": "Words"}, [1]):
        session.set_draft(DRAFT_KEY, draft)
        again = Inspector(document, look)
        qtbot.addWidget(again)
        assert again.draft_row is None


def test_words_typed_about_a_card_that_is_deleted_come_back_with_it(
    inspector: Inspector, document: Document
) -> None:
    card = row(document, "O1")
    inspector.show_row(card)
    unfold(inspector, "Note")
    type_into(shown(inspector, TextField, "Note"), "Half")
    document.run(delete_card, card)
    document.undo()
    inspector.show_row(card)
    assert shown(inspector, TextField, "Note").toPlainText() == "Half"


def test_an_undo_elsewhere_leaves_what_is_being_typed(
    inspector: Inspector, document: Document
) -> None:
    card = row(document, "O1")
    document.run(edit_card, card, text="Before")
    inspector.show_row(card)
    unfold(inspector, "Note")
    note = shown(inspector, TextField, "Note")
    type_into(note, "Half")
    document.undo()
    assert note.toPlainText() == "Half"
    assert shown(inspector, TextField, "Text of the card").toPlainText() == "I forget to reply"


def test_words_in_a_panel_that_makes_room_for_another_one_are_kept(
    inspector: Inspector, document: Document
) -> None:
    document.run(add_card, kind=Kind.OPPORTUNITY, text="Alone")
    card = row(document, "O2")
    inspector.show_row(card)
    field = shown(inspector, TextField, "Why this one")
    type_into(field, "Half")
    document.run(edit_card, card, kind=Kind.OUTCOME)
    assert is_shown(inspector, QLabel, "Outcome G4")
    document.undo()
    assert shown(inspector, TextField, "Why this one").toPlainText() == "Half"


def test_folding_a_group_writes_what_was_typed_in_it(
    inspector: Inspector, document: Document
) -> None:
    card = row(document, "O1")
    inspector.show_row(card)
    unfold(inspector, "Note")
    type_into(shown(inspector, TextField, "Note"), "Heard twice")
    QTest.keyClick(shown(inspector, TextField, "Note"), Key.Key_Backtab)
    assert document.board.cards[card].note == "Heard twice"
    assert not is_shown(inspector, QLabel, "Heard twice")
