"""An output without an outcome: what can be answered in its cell."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.widgets.memory import MemorySession
from tests.widgets.table.hand import Hand
from widgets.document import Document
from widgets.table.faces import Act
from widgets.table.rows import Column
from widgets.table.table import OutputTable
from widgets.writing import CellText
from workshop.details import Exemption
from workshop.method import ExemptionReason
from workshop.reading.tracing import is_gap
from workshop.vocabulary import Status

C, Key = Column, Qt.Key
ORPHAN = 2


def exemption(document: Document) -> Exemption | None:
    return document.board.facts_of(document.board.by_ref["P3"], Exemption)


def pill(hand: Hand, act: Act) -> QPoint:
    face = hand.grid.delegate.face(ORPHAN, C.OUTCOME, hand.grid.columnWidth(C.OUTCOME))
    rect = next(pill.rect for pill in face.pills if pill.act is act)
    return hand.point(ORPHAN, C.OUTCOME, 0, 0) + rect.center()


def click(hand: Hand, act: Act) -> None:
    QTest.mouseClick(hand.grid.viewport(), Qt.MouseButton.LeftButton, pos=pill(hand, act))


def test_one_click_marks_an_output_as_routine_and_it_is_no_gap_any_more(
    hand: Hand, document: Document
) -> None:
    click(hand, Act.ROUTINE)
    found = exemption(document)
    assert found is not None
    assert found.reason is ExemptionReason.ROUTINE
    assert not is_gap(document.board, document.board.by_ref["P3"])
    assert hand.shown(ORPHAN, C.OUTPUT).endswith("Routine: no outcome needed")
    assert hand.grid.delegate.face(ORPHAN, C.OUTCOME, 300).pills == ()
    document.undo()
    assert exemption(document) is None


def test_one_click_drops_it(hand: Hand, document: Document) -> None:
    click(hand, Act.DROP)
    assert document.board.outputs[document.board.by_ref["P3"]].status is Status.DROPPED


def test_one_click_looks_for_an_outcome(hand: Hand) -> None:
    click(hand, Act.LINK)
    assert hand.focus.accessibleName() == "Outcomes to link"


def test_the_same_answers_can_be_typed(hand: Hand, document: Document) -> None:
    hand.at(ORPHAN, C.OUTCOME).type("compl")
    hand.key(Key.Key_Return)
    found = exemption(document)
    assert found is not None
    assert found.reason is ExemptionReason.COMPLIANCE
    assert hand.focus is hand.grid


def test_dropping_can_be_typed(hand: Hand, document: Document) -> None:
    hand.at(ORPHAN, C.OUTCOME).type("drop")
    hand.key(Key.Key_Return)
    assert document.board.outputs[document.board.by_ref["P3"]].status is Status.DROPPED


@pytest.mark.parametrize(
    ("typed", "reason", "question", "field"),
    [
        ("no base", ExemptionReason.NO_BASELINE, "Until when? What ends this?", "trigger"),
        ("proven", ExemptionReason.PROVEN_LINK, "Where was it proven?", "why"),
    ],
)
def test_a_reason_that_wants_more_words_asks_for_them(
    hand: Hand,
    document: Document,
    typed: str,
    reason: ExemptionReason,
    question: str,
    field: str,
) -> None:
    hand.at(ORPHAN, C.OUTCOME).type(typed)
    hand.key(Key.Key_Return)
    assert isinstance(hand.focus, CellText)
    assert hand.focus.accessibleName() == question
    hand.type("The trial is live")
    hand.key(Key.Key_Return)
    found = exemption(document)
    assert found is not None
    assert (found.reason, getattr(found, field)) == (reason, "The trial is live")
    assert "The trial is live" in hand.shown(ORPHAN, C.OUTPUT)


def test_backspace_takes_the_exemption_away_again(hand: Hand, document: Document) -> None:
    click(hand, Act.ROUTINE)
    hand.at(ORPHAN, C.OUTCOME).key(Key.Key_Backspace)
    assert exemption(document) is None
    assert hand.shown(ORPHAN, C.OUTCOME).startswith("No outcome yet")


def test_a_linked_output_is_offered_no_reasons(hand: Hand) -> None:
    hand.at(0, C.OUTCOME).type("routine")
    hand.key(Key.Key_Escape)
    menu = hand.grid.menus.of(hand.grid.model().index(0, C.OUTCOME))
    assert not menu.reasons.isEnabled()


def test_the_menu_holds_every_reason(hand: Hand, document: Document) -> None:
    menu = hand.grid.menus.of(hand.grid.model().index(ORPHAN, C.OUTCOME))
    says = [action.text() for action in menu.reasons.actions() if action.text()]
    assert says[:4] == ["Routine", "Compliance", "Proven link", "No baseline yet"]
    menu.reasons.actions()[1].trigger()
    found = exemption(document)
    assert found is not None
    assert found.reason is ExemptionReason.COMPLIANCE


def test_leaving_the_list_answers_nothing(hand: Hand, session: MemorySession) -> None:
    hand.at(ORPHAN, C.OUTCOME).key(Key.Key_Return)
    hand.key(Key.Key_Escape)
    assert session.names == []


def test_exempt_outputs_are_counted(table: OutputTable, hand: Hand) -> None:
    click(hand, Act.ROUTINE)
    assert hand.table.summary == "3 outputs · 2 traced · 1 exempt"
