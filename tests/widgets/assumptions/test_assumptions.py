"""The assumptions view: the map by mouse and keys, the register, what is due, and adding."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.front import bring_to_front
from tests.widgets.memory import MemorySession, board_from
from widgets.assumptions.register import ABOUT, DUE, OWNER, REF, TEXT, VERDICT
from widgets.assumptions.view import AssumptionsView
from widgets.document import Document
from widgets.look.look import Look, Scheme, look_for
from workshop.commands.cards import add_card
from workshop.commands.details import delete_detail, edit_detail
from workshop.details import Assumption, Review
from workshop.method import ReviewVerdict
from workshop.steps import StepName
from workshop.vocabulary import Kind

Key, Alt, Left = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.MouseButton.LeftButton
TODAY = date(2026, 11, 16)
#: A1 (most, none), A2 (most, some), A3 and A4 together (most, little), A5 (little, strong).
#: A4 was due on the 2nd, A1 is due on the 22nd, A2 next month, A3 and A5 never.
SCRIPT = """\
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_card", "kind": "opportunity", "text": "I forget to reply", "parent": "G1"}
{"do": "add_card", "kind": "solution", "text": "Remind after a day", "parent": "O1"}
{"do": "add_card", "kind": "test", "text": "Of 20 managers, 12 reply", "parent": "S1"}
{"do": "set_test_facts", "of": "T1", "result": "14 of 20"}
{"do": "add_assumption", "of": "S1", "text": "Late answers hurt", "importance": 3, \
"evidence": 0, "owner_name": "Amara", "next_review": "2026-11-22"}
{"do": "add_assumption", "of": "G1", "text": "Silence hurts", "importance": 3, "evidence": 2, \
"next_review": "2026-12-01"}
{"do": "add_assumption", "of": "G1", "text": "Samples predict", "importance": 3, "evidence": 1}
{"do": "add_assumption", "of": "G1", "text": "Managers answer", "importance": 3, "evidence": 1, \
"owner_name": "Joon", "next_review": "2026-11-02"}
{"do": "add_assumption", "of": "O1", "text": "A good start decides", "importance": 1, \
"evidence": 3}
"""


@pytest.fixture
def session() -> MemorySession:
    return MemorySession(board_from(SCRIPT))


@pytest.fixture
def view(qtbot: QtBot, document: Document, look: Look) -> AssumptionsView:
    return shown(qtbot, document, look)


def shown(qtbot: QtBot, document: Document, look: Look) -> AssumptionsView:
    view = AssumptionsView(document, look, today=lambda: TODAY)
    view.resize(1200, 700)
    qtbot.addWidget(view)
    bring_to_front(qtbot, view)
    QApplication.processEvents()
    return view


def row(view: AssumptionsView, ref: str) -> str:
    return view.document.board.by_ref[ref]


def grades(view: AssumptionsView, ref: str) -> tuple[int, int]:
    found = view.document.board.details[row(view, ref)]
    assert isinstance(found, Assumption)
    return found.importance, found.evidence


def middle(view: AssumptionsView, ref: str) -> QPoint:
    place = view.face.place_of(row(view, ref))
    assert place is not None
    return place.center()


def cell(view: AssumptionsView, importance: int, evidence: int) -> QPoint:
    x, y, width, height = view.face.drawn.cell(importance, evidence)
    return QPoint(round(x + width / 2), round(y + height / 2))


def focus() -> QWidget:
    QApplication.processEvents()
    widget: QWidget | None = QApplication.focusWidget()
    assert widget is not None
    return widget


def says(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def button(widget: QWidget, words: str) -> QPushButton:
    found = [b for b in widget.findChildren(QPushButton) if b.text() == words]
    return next(b for b in found if b.isVisible())


def drag(view: AssumptionsView, ref: str, to: QPoint) -> None:
    """Press on a card and carry it there; the button stays down."""
    start = middle(view, ref)
    QTest.mousePress(view.face, Left, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(view.face, start + QPoint(30, 30))
    QTest.mouseMove(view.face, to)
    QApplication.processEvents()


def let_go(view: AssumptionsView, at: QPoint) -> None:
    QTest.mouseRelease(view.face, Left, Qt.KeyboardModifier.NoModifier, at)


def test_a_drag_shows_where_it_lands_and_is_one_step(
    view: AssumptionsView, session: MemorySession
) -> None:
    to = cell(view, 2, 1)
    drag(view, "A2", to)
    assert view.face.target == (2, 1)
    assert session.names == []
    let_go(view, to)
    assert grades(view, "A2") == (2, 1)
    assert session.names == [StepName.EDIT_DETAIL]
    view.document.undo()
    assert grades(view, "A2") == (3, 2)


def test_esc_cancels_a_drag(view: AssumptionsView, session: MemorySession) -> None:
    to = cell(view, 1, 0)
    drag(view, "A2", to)
    QTest.keyClick(view.face, Key.Key_Escape)
    assert view.face.target is None
    let_go(view, to)
    assert session.names == []


def test_a_drag_back_to_its_place_writes_nothing(
    view: AssumptionsView, session: MemorySession
) -> None:
    to = middle(view, "A2") + QPoint(20, 5)
    drag(view, "A2", to)
    let_go(view, to)
    assert session.names == []


def test_a_drag_past_the_edge_lands_at_the_edge(view: AssumptionsView) -> None:
    to = QPoint(view.face.width() + 90, -60)
    drag(view, "A5", to)
    let_go(view, to)
    assert grades(view, "A5") == (3, 3)


def test_a_click_chooses_and_moves_nothing(view: AssumptionsView, session: MemorySession) -> None:
    told: list[object] = []
    view.selected.connect(told.append)
    QTest.mouseClick(view.face, Left, Qt.KeyboardModifier.NoModifier, middle(view, "A2"))
    assert view.face.current == row(view, "A2")
    assert told[-1] == row(view, "A2")
    assert session.names == []


def test_arrows_travel_and_with_alt_move_by_a_grade(
    view: AssumptionsView, session: MemorySession
) -> None:
    view.setFocus()
    assert focus() is view.face
    told: list[str] = []
    view.face.chosen.connect(told.append)
    QTest.keyClick(focus(), Key.Key_Down)
    assert told == [row(view, "A1")]
    QTest.keyClick(focus(), Key.Key_Right)
    assert view.face.current in (row(view, "A3"), row(view, "A4"))
    QTest.keyClick(focus(), Key.Key_Left)
    QTest.keyClick(focus(), Key.Key_Right, Alt)
    QTest.keyClick(focus(), Key.Key_Down, Alt)
    assert grades(view, "A1") == (2, 1)
    assert session.names == [StepName.EDIT_DETAIL] * 2
    QTest.keyClick(focus(), Key.Key_Up, Alt)
    QTest.keyClick(focus(), Key.Key_Up, Alt)
    assert grades(view, "A1") == (3, 1)
    assert len(session.names) == 3


def test_the_map_tells_the_card_people_are_on(view: AssumptionsView) -> None:
    view.setFocus()
    QTest.keyClick(focus(), Key.Key_Down)
    told = view.face.accessibleDescription()
    assert told == "A1 Late answers hurt: matters most, no evidence. Review 22 Nov."


def test_enter_goes_where_the_assumption_lives(view: AssumptionsView) -> None:
    jumps: list[str] = []
    view.jump.connect(jumps.append)
    view.setFocus()
    QTest.keyClick(focus(), Key.Key_Down)
    QTest.keyClick(focus(), Key.Key_Return)
    QTest.mouseDClick(view.face, Left, Qt.KeyboardModifier.NoModifier, middle(view, "A5"))
    assert jumps == [row(view, "S1"), row(view, "O1")]


def test_delete_deletes_and_undo_brings_it_back(view: AssumptionsView) -> None:
    view.setFocus()
    QTest.keyClick(focus(), Key.Key_Down)
    QTest.keyClick(focus(), Key.Key_Delete)
    assert "A1" not in view.document.board.by_ref
    view.document.undo()
    assert len(view.face.drawn.boxes) == 5


def cells(view: AssumptionsView, column: int) -> list[object]:
    model = view.register.rows
    return [model.index(at, column).data() for at in range(model.rowCount())]


def test_the_register_lists_what_is_due_first(view: AssumptionsView) -> None:
    QTest.mouseClick(button(view, "Register"), Left)
    assert view.register.isVisible()
    assert cells(view, REF) == ["A4", "A1", "A2", "A3", "A5"]
    assert cells(view, DUE)[:2] == ["2 Nov", "22 Nov"]
    assert cells(view, OWNER)[:2] == ["Joon", "Amara"]
    assert cells(view, ABOUT)[1] == "S1 Remind after a day"


def test_a_heading_sorts_and_stays_sorted(view: AssumptionsView) -> None:
    view.show_face(1)
    header = view.register.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(TEXT) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Left, Qt.KeyboardModifier.NoModifier, at)
    assert cells(view, REF) == ["A5", "A1", "A4", "A3", "A2"]
    view.document.run(edit_detail, row(view, "A5"), {"text": "Zebra"})
    assert cells(view, REF)[-1] == "A5"


def test_the_register_and_the_map_are_on_the_same_row(view: AssumptionsView) -> None:
    told: list[object] = []
    view.selected.connect(told.append)
    view.show_face(1)
    view.setFocus()
    QTest.keyClick(focus(), Key.Key_Down)
    chosen = view.register.rows.row_at(view.register.currentIndex().row())
    assert view.face.current == chosen == told[-1]


def test_what_is_due_this_month_is_asked_for(view: AssumptionsView) -> None:
    cards = view.due.cards
    assert [card.row for card in cards] == [row(view, "A4"), row(view, "A1")]
    assert says(cards[0])[:2] == [
        "A4 Managers answer",
        "No test yet. Review 2 Nov · Joon",
    ]
    assert says(cards[1])[1] == (
        "Test T1: Of 20 managers, 12 reply. Result: 14 of 20. Review 22 Nov · Amara"
    )


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Validated", ReviewVerdict.VALIDATED),
        ("Still open", ReviewVerdict.OPEN),
        ("Pivot", ReviewVerdict.PIVOTED),
    ],
)
def test_a_verdict_is_a_review_with_what_was_learned(
    view: AssumptionsView, session: MemorySession, words: str, verdict: ReviewVerdict
) -> None:
    card = view.due.cards[0]
    QTest.keyClicks(card.note, "15 of 20")
    QTest.mouseClick(button(card, words), Left)
    known = view.document.board.details[row(view, "A4")]
    review = view.document.board.list_of(known.id, Review)[0]
    assert (review.verdict, review.note, review.held_on) == (verdict, "15 of 20", TODAY)
    assert isinstance(known, Assumption)
    again = None if verdict is ReviewVerdict.PIVOTED else date(2026, 12, 16)
    assert known.next_review == again
    assert [card.row for card in view.due.cards] == [row(view, "A1")]
    assert session.names == [StepName.JUDGE_ASSUMPTION]
    view.show_face(1)
    assert f"{words} on 16 Nov" in cells(view, VERDICT)


def test_enter_in_the_note_leads_to_the_verdicts_and_decides_nothing(
    view: AssumptionsView, session: MemorySession
) -> None:
    card = view.due.cards[0]
    card.note.setFocus()
    QTest.keyClicks(card.note, "15 of 20")
    QTest.keyClick(focus(), Key.Key_Return)
    assert session.names == []
    assert focus() is card.buttons[0]
    QTest.keyClick(focus(), Key.Key_Space)
    assert session.names == [StepName.JUDGE_ASSUMPTION]
    assert focus() is view.due.cards[0].note


def test_a_pivot_is_praised_and_leads_to_what_is_assumed_now(view: AssumptionsView) -> None:
    QTest.mouseClick(button(view.due.cards[1], "Pivot"), Left)
    said = "A pivot on A1: the group learned in time, before it was expensive."
    assert said in says(view.due)
    QTest.mouseClick(button(view.due, "Write what we assume now"), Left)
    QTest.keyClicks(focus(), "Managers forget")
    QTest.keyClick(focus(), Key.Key_Return)
    added = view.document.board.details[row(view, "A6")]
    assert (added.owner, grades(view, "A6")) == (row(view, "S1"), (2, 0))


def test_a_note_that_is_being_written_outlives_a_change_elsewhere(
    view: AssumptionsView, document: Document
) -> None:
    card = view.due.cards[1]
    QTest.keyClicks(card.note, "half a tho")
    document.run(edit_detail, row(view, "A1"), {"owner_name": "Joon"})
    assert view.due.cards[1].note.text() == "half a tho"
    assert says(view.due.cards[1])[1].endswith("Joon")


def test_when_nothing_is_due_the_next_day_is_told(
    view: AssumptionsView, document: Document
) -> None:
    for ref in ("A1", "A4"):
        document.run(delete_detail, row(view, ref))
    assert "Nothing is due this month. A2: Next look 1 Dec 2026." in says(view.due)


def test_an_assumption_is_added_about_the_row_people_were_on(
    view: AssumptionsView, session: MemorySession
) -> None:
    view.select_row(row(view, "O1"))
    QTest.mouseClick(view.add, Left)
    QTest.keyClicks(focus(), "Employers read mail")
    QTest.keyClick(focus(), Key.Key_Return)
    added = view.document.board.details[row(view, "A6")]
    assert isinstance(added, Assumption)
    assert (added.owner, added.text) == (row(view, "O1"), "Employers read mail")
    assert added.next_review == date(2026, 12, 16)
    assert session.names == [StepName.ADD_DETAIL]
    assert view.face.current == added.id
    QTest.keyClicks(focus(), "And answer")
    QTest.keyClick(focus(), Key.Key_Return)
    assert view.document.board.details[row(view, "A7")].owner == row(view, "O1")
    QTest.keyClick(focus(), Key.Key_Escape)
    assert view.adding.isHidden()


def test_without_a_row_it_is_about_the_first_outcome(view: AssumptionsView) -> None:
    QTest.mouseClick(view.add, Left)
    QTest.keyClicks(focus(), "Employers read mail")
    QTest.keyClick(focus(), Key.Key_Return)
    assert view.document.board.details[row(view, "A6")].owner == row(view, "G1")


def test_an_empty_line_is_asked_about(view: AssumptionsView, session: MemorySession) -> None:
    QTest.mouseClick(view.add, Left)
    QTest.keyClick(focus(), Key.Key_Return)
    assert "Say what you assume: what will change, and by what?" in says(view.adding)
    assert session.names == []


def test_an_empty_workshop_keeps_what_is_typed_until_there_is_a_card(
    qtbot: QtBot, look: Look
) -> None:
    document = Document(MemorySession())
    view = shown(qtbot, document, look)
    QTest.mouseClick(view.add, Left)
    QTest.keyClicks(focus(), "It rains")
    QTest.keyClick(focus(), Key.Key_Return)
    assert "Add a card or an output first, then say what you assume of it." in says(view.adding)
    document.run(add_card, kind=Kind.OUTCOME, text="Dry feet")
    QTest.keyClick(view.adding.words, Key.Key_Return)
    assert "A1" in document.board.by_ref


def test_a_selected_review_or_assumption_is_shown(view: AssumptionsView) -> None:
    view.select_row(row(view, "A5"))
    assert view.face.current == row(view, "A5")


def test_a_narrow_view_shows_what_is_due_as_a_face(view: AssumptionsView) -> None:
    view.resize(620, 500)
    QApplication.processEvents()
    assert not view.due.isVisible()
    QTest.mouseClick(button(view, "Due (2)"), Left)
    assert view.due.isVisible()
    assert len(view.due.cards) == 2
    view.resize(1200, 700)
    QApplication.processEvents()
    assert view.due.isVisible()
    assert view.face.isVisible()


def test_a_hundred_assumptions_are_all_there_and_can_be_reached(qtbot: QtBot, look: Look) -> None:
    lines = ['{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}']
    lines += ['{"do": "add_assumption", "of": "G1", "text": "It is so"}'] * 100
    document = Document(MemorySession(board_from("\n".join(lines))))
    view = shown(qtbot, document, look)
    assert len(view.face.drawn.boxes) == 100
    view.select_row(row(view, "A100"))
    QApplication.processEvents()
    assert view.face.visibleRegion().contains(middle(view, "A100"))


def test_a_card_carried_to_the_edge_scrolls_the_map(qtbot: QtBot, look: Look) -> None:
    lines = ['{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}']
    lines += ['{"do": "add_assumption", "of": "G1", "text": "It is so"}'] * 100
    view = shown(qtbot, Document(MemorySession(board_from("\n".join(lines)))), look)
    bar = view.area.verticalScrollBar()
    assert (bar.value(), bar.maximum() > 0) == (0, True)
    drag(view, "A1", QPoint(100, view.area.viewport().height() - 4))
    assert bar.value() > 0


@pytest.mark.parametrize("scheme", [Scheme.DARK, Scheme.CONTRAST])
def test_another_look_reaches_the_map(view: AssumptionsView, scheme: Scheme) -> None:
    before = view.face.grab().toImage()
    view.set_look(look_for(scheme))
    assert view.face.grab().toImage() != before


def test_a_hidden_view_catches_up(view: AssumptionsView, document: Document) -> None:
    view.hide()
    document.run(edit_detail, row(view, "A1"), {"importance": 1})
    view.show()
    box = next(box for box in view.face.drawn.boxes if box.row == row(view, "A1"))
    assert box.importance == 1


def test_everything_that_takes_the_keyboard_has_a_name(view: AssumptionsView) -> None:
    QTest.mouseClick(view.add, Left)
    for widget in view.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            words = widget.text() if isinstance(widget, QPushButton) else ""
            assert widget.accessibleName() or words, widget


def test_half_typed_words_outlive_a_crash(
    view: AssumptionsView, session: MemorySession, qtbot: QtBot, look: Look
) -> None:
    QTest.keyClicks(view.due.cards[0].note, "15 of 20")
    QTest.mouseClick(view.add, Left)
    QTest.keyClicks(focus(), "Employers read mail")
    qtbot.waitUntil(lambda: "read mail" in str(session.draft("assumptions")))
    reopened = shown(qtbot, Document(session), look)
    assert reopened.due.cards[0].note.text() == "15 of 20"
    assert reopened.adding.isVisible()
    QTest.keyClick(reopened.adding.words, Key.Key_Return)
    QTest.mouseClick(button(reopened.due.cards[0], "Validated"), Left)
    assert "A6" in reopened.document.board.by_ref
    assert session.draft("assumptions") is None
