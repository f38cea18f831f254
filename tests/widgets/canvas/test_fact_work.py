"""Facts are changed from the tree: by a form or a menu at the card, one entry of history each."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from tests.widgets.canvas.conftest import Hands
from widgets.canvas.form import CardForm
from workshop.details import (
    Evidence,
    Metric,
    MetricVersion,
    OpportunityFacts,
    OutcomeFacts,
    TestFacts,
)
from workshop.drawing.shapes import Fact
from workshop.method import EvidenceForm, OutcomeState, TestVerdict
from workshop.vocabulary import Status

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
OUTPUTS = """
{"do": "set_workshop", "people": ["Amara Diallo", "Joon Seo"]}
{"do": "add_card", "kind": "solution", "text": "Reminders"}
{"do": "add_output", "text": "One", "solution": "S1", "owner": "Joon Seo"}
{"do": "add_output", "text": "Two", "solution": "S1"}
"""


def form(hands: Hands) -> CardForm | None:
    forms = hands.canvas.findChildren(CardForm)
    return next((one for one in forms if one.isVisible()), None)


def opened(hands: Hands) -> CardForm:
    found = form(hands)
    assert found is not None
    return found


def complaint(hands: Hands) -> str:
    labels = opened(hands).findChildren(QLabel)
    return next((one.text() for one in labels if one.property("role") == "attention"), "")


def menu(hands: Hands) -> QMenu:
    found = hands.canvas.findChild(QMenu, "stateMenu")
    assert isinstance(found, QMenu)
    return found


def metric(hands: Hands) -> Metric | None:
    return next(iter(hands.board.list_of(hands.card("G1"), Metric)), None)


def fill_in(hands: Hands, *values: str) -> None:
    for at, value in enumerate(values):
        if at:
            hands.key(Key.Key_Tab)
        hands.type(value)


def spot(hands: Hands, ref: str, fact: Fact) -> QPoint:
    canvas = hands.canvas
    x, y, _, _ = canvas.scene.rect(hands.card(ref))
    line = next(one for one in canvas.scene.face(hands.card(ref)).lines if one.fact is fact)
    left, top = canvas.viewport.to_screen(x + line.x + line.width / 2, y + line.y - 4)
    return QPoint(round(left), round(top))


def test_the_metric_is_asked_at_the_card_and_is_one_entry(hands: Hands) -> None:
    hands.canvas.select(hands.card("G1"))
    hands.canvas.facts.set_metric()
    below = hands.at("G1", across=0.0, down=1.0)
    assert opened(hands).y() > below.y()
    fill_in(hands, "Hires per 100 jobs", "11", "18", "30 Jun 2027")
    hands.key(Key.Key_Return)
    made = metric(hands)
    assert made is not None
    assert (made.name, made.baseline, made.target, str(made.due)) == (
        "Hires per 100 jobs",
        11,
        18,
        "2027-06-30",
    )
    assert form(hands) is None
    assert QApplication.focusWidget() is hands.canvas.focusProxy()
    assert hands.session.seq == 1
    hands.canvas.document.undo()
    assert metric(hands) is None


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (("Hires", "eleven"), "“eleven” is no number."),
        (("Hires", "11", "18", "soon"), "“soon” is no date."),
        (("x" * 401,), "400"),
    ],
)
def test_what_cannot_be_kept_stays_with_a_sentence(
    hands: Hands, values: tuple[str, ...], sentence: str
) -> None:
    hands.canvas.select(hands.card("G1"))
    hands.canvas.facts.set_metric()
    fill_in(hands, *values)
    hands.key(Key.Key_Return)
    assert sentence in complaint(hands)
    assert hands.session.seq == 0
    name = opened(hands).findChildren(QLineEdit)[0]
    assert name.text() == values[0]


def test_escape_drops_and_a_click_elsewhere_keeps(hands: Hands) -> None:
    hands.canvas.select(hands.card("G1"))
    hands.canvas.facts.set_metric()
    fill_in(hands, "Nonsense")
    hands.key(Key.Key_Escape)
    assert form(hands) is None
    assert hands.session.seq == 0
    hands.canvas.facts.set_metric()
    fill_in(hands, "Hires")
    hands.click(QPoint(4, 4))
    assert form(hands) is None
    kept = metric(hands)
    assert kept is not None
    assert kept.name == "Hires"


def test_an_empty_form_writes_nothing(hands: Hands) -> None:
    hands.canvas.select(hands.card("G1"))
    hands.canvas.facts.set_metric()
    hands.key(Key.Key_Return)
    assert form(hands) is None
    assert hands.session.seq == 0


def test_no_key_in_a_form_works_the_tree(hands: Hands) -> None:
    hands.canvas.select(hands.card("G1"))
    hands.canvas.facts.set_metric()
    for key in (Key.Key_Down, Key.Key_Delete, Key.Key_F2, Key.Key_Backspace):
        hands.key(key)
    assert hands.canvas.current == hands.card("G1")
    assert not hands.is_editing()
    assert hands.session.seq == 0


def test_tab_goes_round_the_fields(hands: Hands) -> None:
    hands.canvas.select(hands.card("G1"))
    hands.canvas.facts.set_metric()
    fields = opened(hands).findChildren(QLineEdit)
    for _ in fields:
        hands.key(Key.Key_Tab)
    assert QApplication.focusWidget() is fields[0]
    hands.key(Key.Key_Backtab, SHIFT)
    assert QApplication.focusWidget() is fields[-1]


def test_evidence_is_added_with_its_form_and_needs_words(hands: Hands) -> None:
    hands.canvas.select(hands.card("O1"))
    hands.canvas.facts.add_evidence()
    hands.key(Key.Key_Return)
    assert complaint(hands)
    hands.type("She had signed elsewhere")
    hands.key(Key.Key_Tab)
    box = QApplication.focusWidget()
    assert isinstance(box, QComboBox)
    hands.key(Key.Key_Down)
    hands.key(Key.Key_Return)
    (piece,) = hands.board.list_of(hands.card("O1"), Evidence)
    assert (piece.quote, piece.form) == ("She had signed elsewhere", EvidenceForm.SURVEY)
    assert hands.session.seq == 1


def test_the_target_is_turned_on_and_off(hands: Hands) -> None:
    hands.canvas.select(hands.card("O1"))
    for wanted in (True, False):
        hands.canvas.facts.toggle_target()
        facts = hands.board.facts_of(hands.card("O1"), OpportunityFacts)
        assert facts is not None
        assert facts.is_target is wanted
    assert hands.session.seq == 2


def test_an_outcome_is_owned_by_a_person_and_a_team(hands: Hands) -> None:
    hands.canvas.select(hands.card("G1"))
    hands.canvas.facts.set_owner()
    fill_in(hands, "Amara Diallo", "Growth team")
    hands.key(Key.Key_Return)
    facts = hands.board.facts_of(hands.card("G1"), OutcomeFacts)
    assert facts is not None
    assert (facts.owner_name, facts.team) == ("Amara Diallo", "Growth team")
    assert [person.name for person in hands.board.people()] == ["Amara Diallo"]
    assert hands.session.seq == 1
    assert hands.canvas.scene.face(hands.card("G1")).lines[-1].text == "Amara Diallo · Growth team"


def test_a_solution_gives_its_outputs_an_owner_and_a_status(
    hands_on: Callable[[str], Hands],
) -> None:
    hands = hands_on(OUTPUTS)
    hands.canvas.select(hands.card("S1"))
    hands.canvas.facts.set_owner()
    (field,) = opened(hands).findChildren(QLineEdit)
    assert field.completer().model().rowCount() == 2
    hands.type("amara diallo")
    hands.key(Key.Key_Return)
    assert {one.owner for one in hands.board.table_rows()} == {"Amara Diallo"}
    assert hands.session.seq == 1
    hands.canvas.facts.choose_state()
    choose(menu(hands), Key.Key_Down, Key.Key_Down)
    assert {one.status for one in hands.board.table_rows()} == {Status.SHIPPED}
    assert hands.session.seq == 2


def choose(offered: QMenu, *keys: Key) -> None:
    for key in (*keys, Key.Key_Return):
        QTest.keyClick(offered, key)


def test_states_and_verdicts_are_chosen_by_key_and_escape_chooses_none(
    hands: Hands, qtbot: QtBot
) -> None:
    hands.canvas.select(hands.card("G1"))
    hands.canvas.facts.choose_state()
    QTest.keyClick(menu(hands), Key.Key_Escape)
    assert hands.session.seq == 0
    qtbot.waitUntil(lambda: hands.canvas.findChild(QMenu, "stateMenu") is None)
    hands.canvas.facts.choose_state()
    choose(menu(hands), Key.Key_Down)
    facts = hands.board.facts_of(hands.card("G1"), OutcomeFacts)
    assert facts is not None
    assert facts.state is OutcomeState.ACHIEVED
    qtbot.waitUntil(lambda: hands.canvas.findChild(QMenu, "stateMenu") is None)
    hands.canvas.select(hands.card("T1"))
    hands.canvas.facts.choose_state()
    choose(menu(hands), Key.Key_Down, Key.Key_Down)
    verdict = hands.board.facts_of(hands.card("T1"), TestFacts)
    assert verdict is not None
    assert verdict.verdict is TestVerdict.INVALIDATED


@pytest.mark.parametrize(
    ("ref", "name"),
    [("O1", "set_metric"), ("G1", "add_evidence"), ("G1", "toggle_target"), ("S1", "set_owner")],
)
def test_what_a_card_can_not_have_is_not_asked(hands: Hands, ref: str, name: str) -> None:
    hands.canvas.select(hands.card(ref))
    getattr(hands.canvas.facts, name)()
    assert form(hands) is None
    assert hands.session.seq == 0


def test_a_click_on_the_marks_asks_for_evidence(hands: Hands) -> None:
    hands.canvas.zoom_to_100()
    hands.click(spot(hands, "O2", Fact.EVIDENCE))
    assert hands.canvas.current == hands.card("O2")
    opened(hands).drop()
    hands.drag(spot(hands, "O2", Fact.EVIDENCE), hands.at("O1", across=0.05))
    assert form(hands) is None
    assert hands.texts("G1") == ["CVs look the same", "I forget to answer"]


def test_a_click_on_a_risk_leads_to_the_assumption(hands_on: Callable[[str], Hands]) -> None:
    hands = hands_on(
        '{"do": "add_card", "kind": "solution", "text": "Reminders"}\n'
        '{"do": "add_assumption", "of": "S1", "text": "They read it", "importance": 3}'
    )
    told: list[str] = []
    hands.canvas.facts.jump.connect(told.append)
    hands.canvas.zoom_to_100()
    hands.click(spot(hands, "S1", Fact.RISK))
    assert told == [hands.card("A1")]


def test_the_pointer_and_a_tip_say_what_a_click_does(qtbot: QtBot, hands: Hands) -> None:
    def points_as(shape: Qt.CursorShape) -> None:
        qtbot.waitUntil(lambda: hands.canvas.cursor().shape() is shape)

    hands.canvas.zoom_to_100()
    marks = spot(hands, "O2", Fact.EVIDENCE)
    QTest.mouseMove(hands.canvas, marks)
    points_as(Qt.CursorShape.PointingHandCursor)
    place = hands.canvas.mapToGlobal(marks)
    QApplication.sendEvent(hands.canvas, QHelpEvent(QEvent.Type.ToolTip, marks, place))
    assert "guess" in QToolTip.text()
    QTest.mouseMove(hands.canvas, hands.at("O2"))
    points_as(Qt.CursorShape.ArrowCursor)


def test_a_click_on_a_line_of_the_current_card_changes_it(hands: Hands) -> None:
    hands.canvas.zoom_to_100()
    hands.canvas.select(hands.card("G1"))
    hands.canvas.facts.set_metric()
    fill_in(hands, "Hires")
    hands.key(Key.Key_Return)
    hands.canvas.select(None)
    hands.click(spot(hands, "G1", Fact.METRIC))
    assert form(hands) is None
    hands.click(spot(hands, "G1", Fact.METRIC))
    hands.type("Replies")
    hands.key(Key.Key_Return)
    changed = metric(hands)
    assert changed is not None
    assert changed.name == "Replies"


def measured(hands: Hands) -> None:
    """Give G1 a metric and open its form again."""
    hands.canvas.select(hands.card("G1"))
    hands.canvas.facts.set_metric()
    fill_in(hands, "Hires", "11")
    hands.key(Key.Key_Return)
    hands.canvas.facts.set_metric()


def reason(hands: Hands) -> QLineEdit:
    return next(
        field
        for field in opened(hands).findChildren(QLineEdit)
        if field.placeholderText() == "What did we learn?"
    )


def versions(hands: Hands) -> list[MetricVersion]:
    known = metric(hands)
    assert known is not None
    return hands.board.list_of(known.id, MetricVersion)


def test_a_metric_made_another_asks_why_and_keeps_the_earlier_one(hands: Hands) -> None:
    measured(hands)
    before = hands.session.seq
    low = opened(hands).height()
    assert reason(hands).isHidden()
    hands.type("Replies")
    assert reason(hands).isVisible()
    assert opened(hands).height() > low
    for _ in range(4):
        hands.key(Key.Key_Tab)
    assert QApplication.focusWidget() is reason(hands)
    hands.type("Hires were bought")
    hands.key(Key.Key_Return)
    (kept,) = versions(hands)
    assert (kept.name, kept.reason) == ("Hires", "Hires were bought")
    assert hands.session.seq == before + 1


def test_the_reason_goes_with_the_change_and_may_stay_empty(hands: Hands) -> None:
    measured(hands)
    hands.type("Replies")
    hands.key(Key.Key_Backspace)
    for _ in range(7):
        hands.key(Key.Key_Backspace)
    hands.type("Hires")
    assert reason(hands).isHidden()
    hands.key(Key.Key_Tab)
    hands.key(Key.Key_Tab)
    hands.type("18")
    assert reason(hands).isHidden()
    hands.key(Key.Key_Tab)
    hands.key(Key.Key_Backtab, SHIFT)
    hands.key(Key.Key_Backtab, SHIFT)
    hands.type("12")
    assert reason(hands).isVisible()
    hands.key(Key.Key_Return)
    changed = metric(hands)
    assert changed is not None
    assert (changed.baseline, changed.target) == (12, 18)
    assert versions(hands) == []


def test_a_click_on_the_heading_of_the_current_opportunity_makes_it_the_target(
    hands: Hands,
) -> None:
    hands.canvas.zoom_to_100()
    hands.click(spot(hands, "O1", Fact.TARGET))
    assert hands.session.seq == 0
    for wanted in (True, False):
        hands.click(spot(hands, "O1", Fact.TARGET))
        facts = hands.board.facts_of(hands.card("O1"), OpportunityFacts)
        assert facts is not None
        assert facts.is_target is wanted
    hands.canvas.select(hands.card("G1"))
    assert not [line for line in hands.canvas.scene.face(hands.card("G1")).lines if line.fact]
