"""Review day, walked through a month after the kickoff, with real keys and clicks."""

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.front import bring_to_front
from tests.widgets.memory import MemorySession, board_from
from widgets.document import Document
from widgets.look.look import Look
from widgets.review.view import ReviewView
from workshop.commands.details import add_detail
from workshop.commands.outputs import edit_output
from workshop.commands.values import DatedValue, enter_values
from workshop.details import Assumption, Exemption, MetricVersion, OutcomeFacts, Review
from workshop.method import Answer, Goal, OutcomeState, ReviewVerdict
from workshop.reading.measures import latest
from workshop.reading.review import last_verdict
from workshop.vocabulary import Status

LEFT = Qt.MouseButton.LeftButton
TODAY = datetime.date(2026, 12, 16)
SCRIPT = """\
{"do": "set_workshop", "title": "Kickoff", "held_on": "2026-11-16"}
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_card", "kind": "outcome", "text": "Employers renew"}
{"do": "add_output", "text": "Reply reminders"}
{"do": "add_output", "text": "Newsletter"}
{"do": "link", "output": "P1", "outcome": "G1"}
{"do": "add_metric", "of": "G1", "name": "Hires", "baseline": 11, "target": 18}
{"do": "edit_metric", "ref": "M1", "cadence": "monthly"}
{"do": "add_measurement", "of": "M1", "measured_on": "2026-11-12", "value": 14}
{"do": "add_metric", "of": "G2", "name": "Renewals", "measurable_from": "2026-12-01"}
{"do": "add_assumption", "of": "G2", "text": "Managers answer", "next_review": "2026-12-10"}
{"do": "set_exemption", "of": "P2", "reason": "no_baseline", "trigger": "A hundred readers"}
{"do": "set_exemption", "of": "P2", "trigger_on": "2026-12-01"}
{"do": "set_outcome_facts", "of": "G2", "goal": "learning", "promote_on": "2026-12-01"}
"""


@pytest.fixture
def document(qtbot: QtBot) -> Document:
    """A month in which P1 shipped on the day of the kickoff."""
    made = Document(MemorySession(board_from(SCRIPT)))
    made.run(edit_output, made.board.by_ref["P1"], status=Status.SHIPPED)
    return made


@pytest.fixture
def view(qtbot: QtBot, document: Document, look: Look) -> ReviewView:
    made = ReviewView(document, look, today=lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(1000, 760)
    bring_to_front(qtbot, made)
    return made


def click(button: QWidget) -> None:
    QTest.mouseClick(button, LEFT)


def press_tab() -> None:
    focus: QWidget | None = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Tab)


def go(view: ReviewView, step: int) -> None:
    click(view.tabs[step])


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def button(widget: QWidget, words: str) -> QPushButton:
    return next(b for b in widget.findChildren(QPushButton) if b.text().startswith(words))


def row(document: Document, ref: str) -> str:
    return document.board.by_ref[ref]


def test_it_says_how_much_is_due_and_starts_where_something_is(view: ReviewView) -> None:
    assert view.at == 0
    assert "Kickoff 16 Nov · Today 16 Dec · 6 questions left · Step 1 of 5" in said(view)
    titles = [tab.text() for tab in view.tabs]
    assert titles == [
        "Values  2",
        "✓ Shipped, but flat",
        "Assumptions  1",
        "Promises  3",
        "What changed",
    ]


def test_values_are_entered_one_after_the_other_by_keyboard(
    view: ReviewView, document: Document
) -> None:
    hires, renewals = view.values.asked.values()
    assert hires.value.placeholderText() == "Value today"
    hires.value.setFocus()
    QTest.keyClicks(hires.value, "15,5")
    QTest.keyClick(hires.value, Qt.Key.Key_Return)
    value = latest(document.board, row(document, "M1"))
    assert value is not None
    assert (value.value, value.measured_on) == (15.5, TODAY)
    assert renewals.value.hasFocus()
    QTest.keyClicks(renewals.note, "Finance told us")
    QTest.keyClicks(renewals.value, "52 %")
    click(renewals.keep)
    assert view.tabs[0].text() == "✓ Values"
    document.undo()
    document.undo()
    assert view.values.count == 2


def test_a_value_that_is_no_number_stays_and_is_told(view: ReviewView, document: Document) -> None:
    hires = view.values.asked[row(document, "M1")]
    QTest.keyClicks(hires.value, "many")
    QTest.keyClick(hires.value, Qt.Key.Key_Return)
    assert "Write a number" in said(hires)
    assert hires.value.text() == "many"
    assert not view.commit_pending()


def test_a_value_that_is_typed_is_kept_when_the_step_is_left(
    view: ReviewView, document: Document
) -> None:
    QTest.keyClicks(view.values.asked[row(document, "M1")].value, "16")
    go(view, 2)
    value = latest(document.board, row(document, "M1"))
    assert value is not None
    assert value.value == 16


def test_a_complaint_about_a_value_goes_once_it_is_put_right(
    view: ReviewView, document: Document
) -> None:
    hires = view.values.asked[row(document, "M1")]
    QTest.keyClicks(hires.value, "1o")
    QTest.keyClick(hires.value, Qt.Key.Key_Return)
    QTest.keyClick(hires.value, Qt.Key.Key_Backspace)
    assert hires.wrong.isHidden()


def test_the_keyboard_goes_on_to_the_next_question_and_then_to_the_tab(
    view: ReviewView, document: Document
) -> None:
    beside = QLineEdit(view)
    beside.show()
    hires, renewals = view.values.asked.values()
    for question, after in ((hires, renewals.value), (renewals, view.tabs[0])):
        seen: list[QWidget | None] = []
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        question.value.setFocus()
        QTest.keyClicks(question.value, "15")
        QTest.keyClick(question.value, Qt.Key.Key_Tab)
        QTest.keyClick(question.note, Qt.Key.Key_Tab)
        assert question.keep.hasFocus()
        application.focusChanged.connect(lambda _old, new, seen=seen: seen.append(new))
        QTest.keyClick(question.keep, Qt.Key.Key_Space)
        assert after.hasFocus()
        assert set(seen) <= {view.values, after}


def test_tab_goes_through_the_questions_to_the_next_step(view: ReviewView) -> None:
    view.setFocus()
    for question in view.values.asked.values():
        for part in (question.value, question.note, question.keep):
            press_tab()
            assert part.hasFocus()
    press_tab()
    assert view.next.hasFocus()


def test_a_double_click_judges_one_assumption(
    view: ReviewView, document: Document, qtbot: QtBot
) -> None:
    for number in range(2):
        fields = {"text": f"Managers nod {number}", "next_review": TODAY}
        document.run(add_detail, Assumption, row(document, "G2"), fields)
    go(view, 2)
    QApplication.processEvents()
    window, validated = view.windowHandle(), view.assumptions.asked[row(document, "A1")].buttons[0]
    place = validated.mapTo(view, validated.rect().center())
    QTest.mouseClick(window, LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert len(view.assumptions.asked) == 2
    QTest.qWait(0)
    QTest.mouseDClick(window, LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert len(view.assumptions.asked) == 2

    def judged() -> bool:
        QTest.mouseClick(window, LEFT, Qt.KeyboardModifier.NoModifier, place)
        return len(view.assumptions.asked) == 1

    qtbot.waitUntil(judged)


def flat(document: Document, view: ReviewView) -> None:
    document.run(enter_values, [DatedValue(row(document, "M1"), TODAY, 14)])
    go(view, 1)


def test_a_shipped_output_whose_outcome_is_flat_is_asked_about(
    view: ReviewView, document: Document
) -> None:
    flat(document, view)
    [question] = view.flat.asked.values()
    words = said(question)
    assert "P1 Reply reminders shipped on 16 Nov. G1 has not moved: 14 → 14." in words
    assert "We measure the wrong thing." in words
    assert len(question.answers) == 4


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (Answer.NOT_USED, ReviewVerdict.OPEN),
        (Answer.CHANGES_NOTHING, ReviewVerdict.INVALIDATED),
        (Answer.NEEDS_TIME, ReviewVerdict.OPEN),
    ],
)
def test_an_answer_judges_the_assumption_behind_the_link(
    view: ReviewView, document: Document, answer: Answer, verdict: ReviewVerdict
) -> None:
    flat(document, view)
    [question] = view.flat.asked.values()
    click(question.answers[answer])
    assert question.why.hasFocus()
    QTest.keyClicks(question.why, "Nobody turned it on")
    QTest.keyClick(question.why, Qt.Key.Key_Return)
    link = document.board.links_from[row(document, "P1")][0]
    [assumption] = document.board.list_of(link, Assumption)
    assert last_verdict(document.board, assumption.id) is verdict
    [review] = document.board.list_of(assumption.id, Review)
    assert (review.answer, review.note) == (answer, "Nobody turned it on")
    looks_again = verdict is ReviewVerdict.OPEN
    assert assumption.next_review == (datetime.date(2027, 1, 15) if looks_again else None)
    assert view.tabs[1].text() == "✓ Shipped, but flat"
    document.undo()
    assert view.flat.count == 1


def test_a_wrong_measure_starts_a_new_version_with_the_reason(
    view: ReviewView, document: Document
) -> None:
    flat(document, view)
    [question] = view.flat.asked.values()
    click(question.answers[Answer.WRONG_MEASURE])
    click(question.keep)
    assert "Say why" in said(question)
    QTest.keyClicks(question.why, "Hires come too late to steer by")
    click(question.keep)
    assert "Say what you will measure instead" in said(question)
    question.name.selectAll()
    QTest.keyClicks(question.name, "Replies within a day")
    QTest.keyClick(question.name, Qt.Key.Key_Return)
    [version] = document.board.list_of(row(document, "M1"), MetricVersion)
    assert (version.name, version.reason) == ("Hires", "Hires come too late to steer by")
    assert version.until == TODAY
    assert view.flat.count == 0


def test_a_day_that_is_none_is_told(view: ReviewView, document: Document) -> None:
    flat(document, view)
    [question] = view.flat.asked.values()
    click(question.answers[Answer.NOT_USED])
    question.day.selectAll()
    QTest.keyClicks(question.day, "soon")
    click(question.keep)
    assert "Write a day" in said(question)
    assert view.flat.count == 1


def test_an_assumption_is_judged_with_what_was_learned(
    view: ReviewView, document: Document
) -> None:
    go(view, 2)
    [card] = view.assumptions.asked.values()
    QTest.keyClicks(card.note, "Nine of ten did")
    click(card.buttons[0])
    [review] = document.board.list_of(row(document, "A1"), Review)
    assert (review.verdict, review.note) == (ReviewVerdict.VALIDATED, "Nine of ten did")
    assert view.tabs[2].text() == "✓ Assumptions"


def test_a_learning_goal_becomes_a_promise_of_a_number(
    view: ReviewView, document: Document
) -> None:
    go(view, 3)
    click(button(view.promises, "Make it a performance goal"))
    facts = document.board.facts_of(row(document, "G2"), OutcomeFacts)
    assert facts is not None
    assert facts.goal is Goal.PERFORMANCE
    assert ("learning", row(document, "G2")) not in view.promises.asked


def test_the_keyboard_goes_on_from_one_promise_to_the_next(
    view: ReviewView, document: Document
) -> None:
    go(view, 3)
    for left in range(view.promises.count, 0, -1):
        panels = list(view.promises.asked.values())
        answer = panels[0].findChildren(QPushButton)[-1]
        answer.setFocus()
        QTest.keyClick(answer, Qt.Key.Key_Space)
        assert view.promises.count == left - 1
        following = panels[1].findChildren(QPushButton)[0] if panels[1:] else view.tabs[3]
        assert following.hasFocus()


def test_an_exception_that_ended_is_linked_or_asked_about_again(
    view: ReviewView, document: Document, qtbot: QtBot
) -> None:
    go(view, 3)
    question = view.promises.asked["exempt", row(document, "P2")]
    assert "A hundred readers" in said(question)
    with qtbot.waitSignal(view.jump) as gone:
        click(button(question, "Link an outcome"))
    assert gone.args == [row(document, "P2")]
    click(button(question, "Ask again on 15 Jan 2027"))
    exemption = document.board.facts_of(row(document, "P2"), Exemption)
    assert exemption is not None
    assert exemption.trigger_on == datetime.date(2027, 1, 15)
    assert ("exempt", row(document, "P2")) not in view.promises.asked


def test_all_work_done_and_the_target_missed_is_said_and_settled(
    view: ReviewView, document: Document
) -> None:
    flat(document, view)
    go(view, 3)
    question = view.promises.asked["missed", row(document, "G1")]
    assert "Shipped is not achieved" in said(question)
    click(button(question, "Call it missed"))
    facts = document.board.facts_of(row(document, "G1"), OutcomeFacts)
    assert facts is not None
    assert facts.state is OutcomeState.MISSED


def test_what_changed_since_the_kickoff_is_told(
    view: ReviewView, document: Document, qtbot: QtBot
) -> None:
    for number in range(5):
        document.run(edit_output, row(document, "P2"), owner=f"Joon {number}")
    go(view, 4)
    qtbot.waitUntil(lambda: "P2 Newsletter" in said(view.changes))
    assert "Joon 4" in said(view.changes)
    assert not view.next.isVisible()


def test_the_steps_are_walked_with_one_button_and_none_is_forced(view: ReviewView) -> None:
    for at in range(1, 5):
        click(view.next)
        assert view.at == at
    go(view, 0)
    assert view.values.count == 2


def test_a_workshop_with_nothing_due_says_so(qtbot: QtBot, look: Look) -> None:
    view = ReviewView(Document(MemorySession()), look, today=lambda: TODAY)
    qtbot.addWidget(view)
    view.show()
    assert "Nothing is due" in said(view)
