"""The facts of a card are reached by keys in the window, each only where it has a meaning."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.view_state import View
from desktop.window import Window
from tests.desktop.looking import ALT, Press, board_of, type_text, workspace_of
from widgets.canvas.form import CardForm
from workshop.commands.details import add_detail
from workshop.details import Assumption, Evidence, OpportunityFacts
from workshop.drawing.shapes import Fact

FACTS = ("target", "evidence", "metric", "owner", "state")


@pytest.mark.parametrize(
    ("ref", "possible"),
    [
        ("G2", {"metric", "owner", "state"}),
        ("O1", {"target", "evidence"}),
        ("S1", {"owner", "state"}),
        ("S2", set()),
        ("T1", {"state"}),
        (None, set()),
    ],
)
def test_only_what_the_card_can_have_is_possible(
    sample: Window, ref: str | None, possible: set[str]
) -> None:
    workspace_of(sample).canvas.select(board_of(sample).by_ref[ref] if ref else None)
    enabled = {name for name in FACTS if sample.menu_actions[name].isEnabled()}
    assert enabled == possible


def test_a_key_marks_the_target(sample: Window, press: Press) -> None:
    card = board_of(sample).by_ref["O3"]
    workspace_of(sample).canvas.select(card)
    press(sample, Qt.Key.Key_5, ALT)
    facts = board_of(sample).facts_of(card, OpportunityFacts)
    assert facts is not None
    assert facts.is_target


def test_a_form_opened_by_its_key_has_the_keyboard_to_itself(sample: Window, press: Press) -> None:
    card = board_of(sample).by_ref["O3"]
    before = len(board_of(sample).list_of(card, Evidence))
    workspace_of(sample).canvas.select(card)
    press(sample, Qt.Key.Key_6, ALT)
    form = sample.findChild(CardForm)
    assert isinstance(form, CardForm)
    assert sample.rect().contains(form.geometry())
    focus = QApplication.focusWidget()
    assert focus is not None
    assert form.isAncestorOf(focus)
    type_text(sample, "They told us on the phone")
    press(sample, Qt.Key.Key_Return)
    assert len(board_of(sample).list_of(card, Evidence)) == before + 1
    assert workspace_of(sample).canvas.current == card


def test_a_risk_leads_to_its_place_among_the_assumptions(sample: Window) -> None:
    document = workspace_of(sample).canvas.document
    solution = board_of(sample).by_ref["S2"]
    document.run(add_detail, Assumption, solution, {"text": "They read it", "importance": 3})
    workspace_of(sample).canvas.select(solution)
    workspace_of(sample).canvas.facts.open(Fact.RISK)
    assert workspace_of(sample).view is View.ASSUMPTIONS
