"""Lists of details and links: add, edit in place, reorder and delete by key or click."""

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
)

from tests.widgets.inspector.sight import is_shown, row, shown, type_into, unfold
from tests.widgets.memory import MemorySession
from widgets.document import Document
from widgets.inspector.fields import LineField, TextField
from widgets.inspector.folds import FoldButton
from widgets.inspector.inspector import Inspector
from workshop.commands.details import add_detail, delete_detail, set_facts
from workshop.details import (
    Assumption,
    ContributionFacts,
    Evidence,
    Exemption,
    Measurement,
    Metric,
    Review,
)
from workshop.method import ReviewVerdict
from workshop.steps import StepName

Key, Alt = Qt.Key, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def opportunity(inspector: Inspector, document: Document) -> str:
    """An opportunity in sight with three pieces of evidence."""
    card = row(document, "O1")
    for source in ("One", "Two", "Three"):
        document.run(add_detail, Evidence, card, {"source": source})
    inspector.show_row(card)
    return card


def sources(document: Document, card: str) -> list[str]:
    return [evidence.source for evidence in document.board.list_of(card, Evidence)]


def press(inspector: Inspector, name: str) -> None:
    QTest.mouseClick(shown(inspector, QToolButton, name), Qt.MouseButton.LeftButton)


def focus() -> QWidget:
    QApplication.processEvents()
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_one_click_adds_an_entry_and_the_keyboard_is_in_it(
    inspector: Inspector, document: Document, session: MemorySession
) -> None:
    card = row(document, "O1")
    inspector.show_row(card)
    press(inspector, "Add: Evidence")
    assert isinstance(focus(), QComboBox)
    QTest.keyClicks(focus(), "Survey")
    type_into(shown(inspector, LineField, "Source"), "Spring survey")
    shown(inspector, TextField, "Quote").setFocus()
    (evidence,) = document.board.list_of(card, Evidence)
    assert (evidence.form.value, evidence.source) == ("survey", "Spring survey")
    assert is_shown(inspector, FoldButton, "Survey · Spring survey")
    assert session.names == [StepName.ADD_DETAIL, StepName.EDIT_DETAIL, StepName.EDIT_DETAIL]
    document.undo()
    document.undo()
    document.undo()
    assert not is_shown(inspector, LineField, "Source")


def test_insert_adds_below_the_entry_people_are_in(
    inspector: Inspector, document: Document, opportunity: str
) -> None:
    unfold(inspector, "Interview · One")
    field = shown(inspector, LineField, "Source")
    field.setFocus()
    QTest.keyClick(field, Key.Key_Insert)
    assert sources(document, opportunity) == ["One", "", "Two", "Three"]
    assert isinstance(focus(), QComboBox)


def test_people_are_named_one_after_the_other_with_enter(
    inspector: Inspector, document: Document
) -> None:
    inspector.show_row(None)
    press(inspector, "Add: Participant")
    for name in ("Yves", "Zoe"):
        QTest.keyClicks(focus(), name)
        QTest.keyClick(focus(), Key.Key_Return)
        QTest.keyClick(focus(), Key.Key_Return)
    names = [person.name for person in document.board.people()]
    assert names[-3:] == ["Yves", "Zoe", ""]


def test_enter_on_a_choice_or_a_tick_adds_nothing(
    inspector: Inspector, document: Document, opportunity: str
) -> None:
    unfold(inspector, "Interview · Two")
    form = shown(inspector, QComboBox, "From")
    form.setFocus()
    QTest.keyClick(form, Key.Key_Return)
    assert len(sources(document, opportunity)) == 3


def test_alt_and_arrows_move_an_entry_and_delete_deletes_it(
    inspector: Inspector, document: Document, session: MemorySession, opportunity: str
) -> None:
    entry = shown(inspector, FoldButton, "Interview · Three")
    entry.setFocus()
    QTest.keyClick(entry, Key.Key_Up, Alt)
    assert sources(document, opportunity) == ["One", "Three", "Two"]
    assert focus().accessibleName() == "Interview · Three"
    QTest.keyClick(focus(), Key.Key_Up, Alt)
    QTest.keyClick(focus(), Key.Key_Up, Alt)
    assert sources(document, opportunity) == ["Three", "One", "Two"]
    QTest.keyClick(focus(), Key.Key_Down, Alt)
    assert sources(document, opportunity) == ["One", "Three", "Two"]
    QTest.keyClick(focus(), Key.Key_Delete)
    assert sources(document, opportunity) == ["One", "Two"]
    assert focus().accessibleName() == "Interview · Two"
    assert session.names[-4:] == [StepName.MOVE_DETAIL] * 3 + [StepName.DELETE_DETAIL]
    document.undo()
    assert sources(document, opportunity) == ["One", "Three", "Two"]
    assert is_shown(inspector, FoldButton, "Interview · Three")


def test_the_tools_of_an_open_entry_do_the_same_by_mouse(
    inspector: Inspector, document: Document, opportunity: str
) -> None:
    assert not is_shown(inspector, QToolButton, "Delete")
    unfold(inspector, "Interview · Two")
    press(inspector, "Move up")
    assert sources(document, opportunity) == ["Two", "One", "Three"]
    press(inspector, "Move down")
    press(inspector, "Delete")
    assert sources(document, opportunity) == ["One", "Three"]


def test_deleting_while_a_field_has_the_keyboard_deletes_no_entry(
    inspector: Inspector, document: Document, opportunity: str
) -> None:
    unfold(inspector, "Interview · Two")
    form = shown(inspector, QComboBox, "From")
    form.setFocus()
    QTest.keyClick(form, Key.Key_Delete)
    assert len(sources(document, opportunity)) == 3


def test_an_entry_being_typed_stays_open_when_another_one_goes(
    inspector: Inspector, document: Document, opportunity: str
) -> None:
    unfold(inspector, "Interview · Two")
    field = shown(inspector, LineField, "Source")
    type_into(field, "Twice")
    document.run(delete_detail, row(document, "E1"))
    assert field.isVisible()
    assert field.text() == "Twice"
    inspector.commit_pending()
    assert sources(document, opportunity) == ["Twice", "Three"]


def test_arrows_open_and_close_an_entry(
    inspector: Inspector, document: Document, opportunity: str
) -> None:
    entry = shown(inspector, FoldButton, "Interview · One")
    entry.setFocus()
    QTest.keyClick(entry, Key.Key_Right)
    assert is_shown(inspector, LineField, "Source")
    QTest.keyClick(entry, Key.Key_Right)
    assert is_shown(inspector, LineField, "Source")
    QTest.keyClick(entry, Key.Key_Left)
    assert not is_shown(inspector, LineField, "Source")
    QTest.keyClick(entry, Key.Key_Return)
    assert is_shown(inspector, LineField, "Source")


def test_a_measurement_asks_for_its_value_first_and_is_of_today(
    inspector: Inspector, document: Document, session: MemorySession
) -> None:
    outcome = row(document, "G2")
    document.run(add_detail, Metric, outcome, {"name": "Hires"})
    inspector.show_row(row(document, "M1"))
    press(inspector, "Add: Measurement")
    assert len(session.names) == 1
    field = shown(inspector, LineField, "New: Value")
    QTest.keyClicks(focus(), "four")
    QTest.keyClick(field, Key.Key_Return)
    assert field.text() == "four"
    assert len(session.names) == 1
    type_into(field, "14,5")
    QTest.keyClick(field, Key.Key_Return)
    (measured,) = document.board.list_of(row(document, "M1"), Measurement)
    assert (measured.value, measured.measured_on) == (14.5, datetime.date(2026, 11, 27))
    assert not is_shown(inspector, LineField, "New: Value")
    assert is_shown(inspector, FoldButton, "27 Nov 2026 · 14.5")


def test_a_review_asks_for_its_verdict_first(inspector: Inspector, document: Document) -> None:
    card = row(document, "S1")
    document.run(add_detail, Assumption, card, {"text": "Reminders raise replies"})
    inspector.show_row(row(document, "A1"))
    unfold(inspector, "Reviews")
    press(inspector, "Add: Review")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    while menu.activeAction() is None or menu.activeAction().text() != "Pivot":
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    (review,) = document.board.list_of(row(document, "A1"), Review)
    assert review.verdict is ReviewVerdict.PIVOTED


def test_a_contract_says_what_money_on_outcomes_does(
    inspector: Inspector, document: Document
) -> None:
    inspector.show_row(row(document, "G2"))
    press(inspector, "Add: Outcome contract")
    assert any(
        "sandbagging" in label.text()
        for label in inspector.findChildren(QLabel)
        if label.isVisible()
    )


def test_an_output_has_one_exception_at_most(inspector: Inspector, document: Document) -> None:
    output = row(document, "P3")
    inspector.show_row(output)
    press(inspector, "Add: Exception")
    assert document.board.facts_of(output, Exemption) is not None
    assert not is_shown(inspector, QToolButton, "Add: Exception")
    press(inspector, "Delete")
    assert document.board.facts_of(output, Exemption) is None
    assert is_shown(inspector, QToolButton, "Add: Exception")


def test_an_outcome_is_linked_with_its_hypothesis_and_assumption(
    inspector: Inspector, document: Document, session: MemorySession
) -> None:
    output = row(document, "P3")
    inspector.show_row(output)
    finder = shown(inspector, QLineEdit, "Outcome to link")
    finder.setFocus()
    QTest.keyClicks(finder, "renew")
    QTest.keyClick(finder, Key.Key_Return)
    (link,) = document.board.contributions_of(output)
    assert link.outcome == row(document, "G3")
    QTest.keyClicks(focus(), "read it")
    press(inspector, "Add: Assumption")
    facts = document.board.facts_of(link.id, ContributionFacts)
    assert facts is not None
    assert facts.behaviour == "read it"
    QTest.keyClicks(focus(), "They open it")
    inspector.commit_pending()
    (assumed,) = document.board.list_of(link.id, Assumption)
    assert assumed.text == "They open it"
    jumps: list[str] = []
    inspector.jump.connect(jumps.append)
    press(inspector, "Go there")
    assert jumps == [row(document, "G3")]
    entry = shown(inspector, FoldButton, "G3  Employers renew")
    entry.setFocus()
    QTest.keyClick(entry, Key.Key_Delete)
    assert document.board.contributions_of(output) == []
    assert session.names[-1] is StepName.UNLINK_OUTPUT


def test_a_link_and_its_hypothesis_are_shown_unfolded(
    inspector: Inspector, document: Document
) -> None:
    (link,) = document.board.contributions_of(row(document, "P1"))
    document.run(set_facts, ContributionFacts, link.id, {"behaviour": "Managers reply"})
    for asked in (link.id, row(document, "CF1")):
        inspector.show_row(None)
        inspector.show_row(asked)
        field = shown(inspector, TextField, "So that people…")
        assert field.toPlainText() == "Managers reply"


def test_other_rows_find_every_entry_folded(
    inspector: Inspector, document: Document, opportunity: str
) -> None:
    unfold(inspector, "Interview · One")
    inspector.show_row(row(document, "G1"))
    inspector.show_row(opportunity)
    assert not is_shown(inspector, LineField, "Source")
    assert is_shown(inspector, FoldButton, "Interview · One")
