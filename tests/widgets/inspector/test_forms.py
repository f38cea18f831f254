"""Every field of every kind: laid out once, edited by its sort, written and refused in place."""

import datetime
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QWidget

from tests.widgets.inspector.conftest import TODAY
from tests.widgets.inspector.sight import is_shown, row, shown, type_into, unfold
from tests.widgets.memory import MemorySession
from widgets.document import Document
from widgets.inspector.entries import EntryView
from widgets.inspector.fields import DayField, LineField, TextField
from widgets.inspector.folds import FoldButton
from widgets.inspector.inspector import Inspector
from widgets.inspector.labels import label_of, why_of
from widgets.inspector.layouts import (
    CARD_SHEETS,
    LINK_SHEET,
    OUTPUT_SHEET,
    WORKSHOP_SHEET,
    Group,
    Line,
    ListOf,
    Sheet,
    detail_sheet,
)
from widgets.inspector.values import choices, described, reader
from widgets.inspector.values import shown as words_of
from workshop.commands.cards import add_card, edit_card
from workshop.commands.details import add_detail, edit_detail
from workshop.details import (
    CONTRIBUTION,
    DETAILS,
    OUTPUT,
    WORKSHOP,
    Detail,
    Evidence,
    KeyResult,
    Measurement,
    Metric,
    MetricVersion,
    OutcomeFacts,
    own_fields,
)
from workshop.method import OutcomeClass, UnitKind
from workshop.records import WORKSHOP_ID
from workshop.steps import StepName
from workshop.values.quantities import number_text
from workshop.vocabulary import Kind

Key = Qt.Key
SHEETS: dict[str, Sheet] = {
    **{kind: CARD_SHEETS[kind] for kind in Kind},
    OUTPUT: OUTPUT_SHEET,
    WORKSHOP: WORKSHOP_SHEET,
    CONTRIBUTION: LINK_SHEET,
}


P = TypeVar("P", Line, ListOf)


def parts_of(sheet: Sheet, kind: type[P]) -> list[P]:
    """Every part of a kind, also those in groups."""
    found: list[P] = []
    for part in sheet:
        if isinstance(part, kind):
            found.append(part)
        elif isinstance(part, Group):
            found += parts_of(part.parts, kind)
    return found


@pytest.mark.parametrize("kind", DETAILS.values(), ids=list(DETAILS))
def test_every_field_of_every_detail_has_its_place_once(kind: type[Detail]) -> None:
    for owner in kind.belongs_to:
        sheet = SHEETS.get(owner) or detail_sheet(DETAILS[owner])
        listed = any(part.kind is kind for part in parts_of(sheet, ListOf))
        home = detail_sheet(kind) if listed else sheet
        fields = [
            name
            for line in parts_of(home, Line)
            if line.of.kind is kind and not line.of.like
            for name in line.fields
        ]
        assert sorted(fields) == sorted(field.name for field in own_fields(kind)), owner


def test_a_kind_the_table_does_not_name_shows_all_it_has() -> None:
    assert [line.fields for line in parts_of(detail_sheet(OutcomeFacts), Line)][:2] == [
        ("outcome_class",),
        ("indicator",),
    ]


def test_an_outcome_is_described_from_top_to_bottom_with_the_keyboard_alone(
    inspector: Inspector, document: Document, session: MemorySession
) -> None:
    outcome = row(document, "G2")
    inspector.show_row(outcome)
    combo = shown(inspector, QComboBox, "Class")
    combo.setFocus()
    QTest.keyClicks(combo, "Product")
    QTest.keyClick(combo, Key.Key_Tab)
    QTest.keyClick(focus(), Key.Key_Tab)
    for words in ("11", "18", "30 Jun 2027"):
        QTest.keyClick(focus(), Key.Key_Tab)
        QTest.keyClicks(focus(), words)
    QTest.keyClick(focus(), Key.Key_Return)
    board = document.board
    facts = board.facts_of(outcome, OutcomeFacts)
    (metric,) = board.list_of(outcome, Metric)
    assert facts is not None
    assert facts.outcome_class is OutcomeClass.PRODUCT
    assert (metric.baseline, metric.target) == (11, 18)
    assert metric.due == datetime.date(2027, 6, 30)
    assert len(session.names) == 4
    assert is_shown(inspector, QLabel, "Product outcome G2")


def focus() -> QWidget:
    QApplication.processEvents()
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_tab_goes_from_the_top_down_also_through_what_was_opened_later(
    inspector: Inspector, document: Document
) -> None:
    inspector.show_row(row(document, "G1"))
    for heading in ("Metrics and guardrails", "Scope ladder", "Goal and state"):
        unfold(inspector, heading)
    QApplication.processEvents()
    start = shown(inspector, TextField, "Text of the card")
    start.setFocus()
    tops = [top_of(start)]
    for _ in range(40):
        QTest.keyClick(focus(), Key.Key_Tab)
        if not inspector.isAncestorOf(focus()):
            break
        tops.append(top_of(focus()))
        if focus().accessibleName() == "Note":
            break
    assert len(tops) > 20
    assert tops == sorted(tops)


def top_of(widget: QWidget) -> int:
    page: QWidget | None = widget
    while page is not None and page.objectName() != "inspectorPage":
        page = page.parentWidget()
    assert page is not None
    return widget.mapTo(page, QPoint(0, 0)).y()


def test_why_a_field_matters_is_said_while_the_keyboard_is_in_it(
    inspector: Inspector, document: Document
) -> None:
    inspector.show_row(row(document, "G2"))
    why = why_of(OutcomeFacts, "team")
    team = shown(inspector, LineField, "Owner team")
    assert not is_shown(inspector, QLabel, why)
    assert team.accessibleDescription() == why
    team.setFocus()
    assert is_shown(inspector, QLabel, why)
    tick = shown(inspector, QCheckBox, "The team decides how")
    tick.setFocus()
    assert is_shown(inspector, QLabel, why_of(OutcomeFacts, "team_decides"))
    assert not is_shown(inspector, QLabel, why)


def test_a_click_on_the_words_of_a_tick_ticks_it(inspector: Inspector, document: Document) -> None:
    outcome = row(document, "G2")
    inspector.show_row(outcome)
    words = next(
        label
        for label in inspector.findChildren(QLabel)
        if label.text() == "The team decides how" and label.isVisible()
    )
    QTest.mouseClick(words, Qt.MouseButton.LeftButton)
    facts = document.board.facts_of(outcome, OutcomeFacts)
    assert facts is not None
    assert facts.team_decides


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("Baseline", "a lot", "Write a number, like 18 or 4.2."),
        ("By", "soon", "Write a date like 2026-11-16."),
    ],
)
def test_what_can_not_be_read_stays_with_one_sentence_and_is_not_written(
    inspector: Inspector,
    document: Document,
    session: MemorySession,
    name: str,
    typed: str,
    says: str,
) -> None:
    inspector.show_row(row(document, "G2"))
    field = shown(inspector, LineField, name)
    type_into(field, typed)
    QTest.keyClick(field, Key.Key_Return)
    assert session.names == []
    assert field.text() == typed
    assert is_shown(inspector, QLabel, says)
    assert says in field.accessibleDescription()
    QTest.keyClicks(field, "x")
    assert not is_shown(inspector, QLabel, says)


def test_escape_writes_what_fits_and_drops_only_what_was_refused(
    inspector: Inspector, document: Document
) -> None:
    outcome = row(document, "G2")
    inspector.show_row(outcome)
    field = shown(inspector, LineField, "Target")
    type_into(field, "18")
    QTest.keyClick(field, Key.Key_Escape)
    assert document.board.list_of(outcome, Metric)[0].target == 18
    type_into(field, "many")
    QTest.keyClick(field, Key.Key_Escape)
    assert field.text() == "many"
    QTest.keyClick(field, Key.Key_Escape)
    assert field.text() == "18"
    assert inspector.commit_pending()


def test_a_day_is_picked_from_the_calendar(inspector: Inspector, document: Document) -> None:
    inspector.show_row(None)
    field = shown(inspector, DayField, "Date")
    type_into(field, "2026-11-16")
    QTest.keyClick(field, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = focus()
    QTest.keyClick(calendar, Key.Key_Right)
    QTest.keyClick(calendar, Key.Key_Return)
    assert document.board.workshop.held_on == datetime.date(2026, 11, 17)
    assert field.text() == "17 Nov 2026"


def test_values_are_written_as_their_metric_is_measured(
    inspector: Inspector, document: Document
) -> None:
    percent = {"name": "Replies", "unit_kind": UnitKind.PERCENT, "target": 65.0}
    document.run(add_detail, Metric, row(document, "G2"), percent)
    measured = {"value": 40.0, "measured_on": TODAY}
    document.run(add_detail, Measurement, row(document, "M1"), measured)
    inspector.show_row(row(document, "V1"))
    assert shown(inspector, LineField, "Value").text() == "40 %"
    target = shown(inspector, LineField, "Target")
    assert target.text() == "65 %"
    type_into(target, "70")
    QTest.keyClick(target, Key.Key_Return)
    assert target.text() == "70 %"
    assert document.board.list_of(row(document, "G2"), Metric)[0].target == 70


def test_changing_a_metric_offers_to_keep_the_earlier_one(
    inspector: Inspector, document: Document, session: MemorySession
) -> None:
    outcome = row(document, "G2")
    inspector.show_row(outcome)
    name = shown(inspector, LineField, "Metric")
    type_into(name, "Job applications")
    QTest.keyClick(name, Key.Key_Return)
    assert not is_shown(inspector, LineField, "Why the metric changed")
    type_into(name, "Hires")
    QTest.keyClick(name, Key.Key_Return)
    why = shown(inspector, LineField, "Why the metric changed")
    type_into(why, "Applications hire nobody")
    QTest.keyClick(why, Key.Key_Return)
    (metric,) = document.board.list_of(outcome, Metric)
    (version,) = document.board.list_of(metric.id, MetricVersion)
    assert (version.name, version.reason) == ("Job applications", "Applications hire nobody")
    assert version.until == datetime.date(2026, 11, 27)
    assert not is_shown(inspector, LineField, "Why the metric changed")
    assert is_shown(inspector, FoldButton, "v1  Job applications")
    assert len(session.names) == 3


def test_a_change_of_a_metric_that_is_taken_back_offers_nothing_any_more(
    inspector: Inspector, document: Document
) -> None:
    inspector.show_row(row(document, "G2"))
    name = shown(inspector, LineField, "Metric")
    for words in ("Job applications", "Hires"):
        type_into(name, words)
        QTest.keyClick(name, Key.Key_Return)
    assert is_shown(inspector, LineField, "Why the metric changed")
    document.undo()
    assert not is_shown(inspector, LineField, "Why the metric changed")


def test_the_kind_is_shown_as_it_is_after_an_undo(inspector: Inspector, document: Document) -> None:
    document.run(add_card, kind=Kind.OUTCOME)
    card = row(document, "G4")
    inspector.show_row(card)
    document.run(edit_card, card, kind=Kind.OPPORTUNITY)
    assert is_shown(inspector, QLabel, "Opportunity O2")
    assert is_shown(inspector, FoldButton, "Evidence")
    document.undo()
    assert shown(inspector, QPushButton, "Outcome").isChecked()
    assert is_shown(inspector, LineField, "Metric")


def test_smart_is_read_from_the_data(inspector: Inspector, document: Document) -> None:
    outcome = row(document, "G2")
    inspector.show_row(outcome)
    unfold(inspector, "Is it SMART?")
    assert is_shown(inspector, QLabel, "○  Measurable: baseline or target is missing")
    document.run(add_detail, Metric, outcome, {"name": "Hires", "baseline": 11.0, "target": 18.0})
    assert is_shown(inspector, QLabel, "✓  Measurable: it has a baseline and a target")
    assert is_shown(inspector, QLabel, "○  Time-bound: no date yet")


def test_names_known_already_are_offered(inspector: Inspector, document: Document) -> None:
    inspector.show_row(row(document, "P2"))
    owner = shown(inspector, LineField, "Owner")
    owner.setFocus()
    assert owner.completer().model().rowCount() >= 3
    owner.selectAll()
    QTest.keyClicks(owner, "oon")
    assert owner.completer().currentCompletion() == "Joon Park"


def test_a_row_is_named_by_its_reference_or_a_part_of_its_words(document: Document) -> None:
    read, _ = reader(lambda: document.board, KeyResult, "reads", lambda: TODAY)
    assert read("g2") == row(document, "G2")
    assert read("renew") == row(document, "G3")
    assert read("  ") is None
    with pytest.raises(ValueError, match="nobody"):
        read("nobody")
    assert words_of(document.board, KeyResult, "reads", row(document, "P1")) == "P1  Reminders"


def test_every_choice_has_words_of_its_own() -> None:
    for kind in DETAILS.values():
        for field in own_fields(kind):
            how = described(kind, field.name)
            if how.codes is not None or how.most:
                words = [said for said, _ in choices(kind, field.name)] if how.most <= 3 else []
                assert len(set(words)) == len(words), label_of(kind, field.name)


def test_a_panel_never_grows_wider_than_its_window(
    inspector: Inspector, document: Document
) -> None:
    outcome = row(document, "G2")
    document.run(add_detail, Metric, outcome, {"name": "Hires " * 40})
    inspector.resize(180, 600)
    for ref in (None, "G2", "O1", "S1", "P1"):
        inspector.show_row(None if ref is None else row(document, ref))
        for _ in range(3):
            for fold in inspector.findChildren(FoldButton):
                if fold.isVisible() and not fold.isChecked():
                    fold.click()
            QApplication.processEvents()
        for field in inspector.findChildren(QWidget):
            if field.isVisible() and isinstance(
                field, LineField | TextField | QComboBox | EntryView
            ):
                right = field.mapTo(inspector, QPoint(field.width(), 0)).x()
                assert right <= inspector.width(), (ref, field.accessibleName())


def test_a_panel_is_used_again_for_every_card_of_its_kind(
    inspector: Inspector, document: Document
) -> None:
    inspector.show_row(row(document, "G1"))
    QApplication.processEvents()
    before = set(inspector.findChildren(QWidget))
    for ref in ("G2", "G3", "G1"):
        inspector.show_row(row(document, ref))
        QApplication.processEvents()
    links = inspector.findChildren(QPushButton)
    assert set(inspector.findChildren(QWidget)) - before <= {
        *links,
        *(link.parentWidget() for link in links),
        *inspector.findChildren(QLabel),
    }


def test_right_to_left_text_and_emoji_are_kept(inspector: Inspector, document: Document) -> None:
    outcome = row(document, "G2")
    inspector.show_row(outcome)
    field = shown(inspector, TextField, "Text of the card")
    field.setFocus()
    field.setPlainText("يجد المزيد 🎉 " * 60)
    inspector.show_row(None)
    assert document.board.cards[outcome].text == ("يجد المزيد 🎉 " * 60).strip()


def test_what_a_script_changes_is_seen_in_an_open_entry(
    inspector: Inspector, document: Document
) -> None:
    card = row(document, "O1")
    document.run(add_detail, Evidence, card, {"source": "Employer 4"})
    evidence = row(document, "E1")
    inspector.show_row(evidence)
    assert shown(inspector, LineField, "Source").text() == "Employer 4"
    document.run(edit_detail, evidence, {"source": "Employer 5"})
    assert shown(inspector, LineField, "Source").text() == "Employer 5"


def test_the_workshop_bears_details_too(inspector: Inspector, document: Document) -> None:
    document.run(add_detail, DETAILS["not_now"], WORKSHOP_ID, {"text": "Mobile app"})
    inspector.show_row(row(document, "X1"))
    assert inspector.row is None
    assert shown(inspector, TextField, "Not now").toPlainText() == "Mobile app"
    assert document.session.to_undo is not None
    assert document.session.to_undo.name is StepName.ADD_DETAIL


def test_a_value_is_typed_in_the_unit_of_its_metric(document: Document) -> None:
    read, complaint = reader(lambda: document.board, Metric, "target", lambda: TODAY, lambda: "M€")
    assert (read("M€ 6.2"), read("€ 5M"), read("")) == (6.2, 5, None)
    with pytest.raises(ValueError, match="unit"):
        read("50 %")
    assert complaint.endswith(".")


@pytest.mark.parametrize("width", [260, 300, 400])
@pytest.mark.parametrize("value", [18.0, 5_000_000.0, 123_456_789.0])
def test_no_number_is_cut_in_its_field(
    inspector: Inspector, document: Document, width: int, value: float
) -> None:
    outcome = row(document, "G2")
    fields = {"name": "Jobs", "baseline": value, "target": value, "due": "2027-06-30"}
    document.run(add_detail, Metric, outcome, fields)
    inspector.resize(width, 800)
    inspector.show_row(outcome)
    lines = [shown(inspector, LineField, name) for name in ("Baseline", "Target")]
    for line in lines:
        assert line.text() == number_text(value)
        needed = line.fontMetrics().horizontalAdvance(line.text()) + 18
        assert line.width() >= needed
    tops = {line.mapTo(inspector, QPoint()).y() for line in lines}
    assert len(tops) == 1 or value > 100 or width < 300
