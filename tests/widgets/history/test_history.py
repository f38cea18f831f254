"""The history: who did what when, one card's share of it, and the way back."""

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QPushButton
from pytestqt.qtbot import QtBot

from tests.front import bring_to_front
from tests.widgets.memory import MemorySession
from widgets.document import Document
from widgets.history.model import EVENT
from widgets.history.view import HistoryView
from widgets.look.look import Look, Scheme, look_for
from workshop.commands.cards import add_card, delete_card, edit_card
from workshop.commands.outputs import edit_output
from workshop.past import Event
from workshop.rules import Refusal, RefusedError
from workshop.vocabulary import Kind


@pytest.fixture
def view(qtbot: QtBot, document: Document, look: Look) -> HistoryView:
    """Four changes on two days are seen."""
    refs = document.board.by_ref
    document.run(edit_card, refs["G2"], text="Jobs are filled faster")
    document.run(edit_output, refs["P1"], owner="Joon Park")
    document.run(delete_card, refs["S1"])
    document.run(add_card, kind=Kind.OUTCOME, text="New")
    made = HistoryView(document, look, today=lambda: datetime.date(2026, 11, 17))
    made.resize(1100, 700)
    qtbot.addWidget(made)
    bring_to_front(qtbot, made)
    made.setFocus()
    QApplication.processEvents()
    return made


def _list(view: HistoryView) -> QListView:
    found = view.findChild(QListView)
    assert isinstance(found, QListView)
    return found


def _rows(view: HistoryView) -> list[str]:
    model = _list(view).model()
    return [str(model.index(n, 0).data()) for n in range(model.rowCount())]


def _button(view: HistoryView, words: str) -> QPushButton:
    return next(b for b in view.findChildren(QPushButton) if b.text() == words)


def _key(view: HistoryView, key: Qt.Key) -> None:
    QTest.keyClick(_list(view), key)
    QApplication.processEvents()


def test_changes_stand_under_their_days_newest_first(view: HistoryView) -> None:
    told = _rows(view)
    assert [row for row in told if row.startswith(("Today", "16 Nov"))] == ["Today", "16 Nov 2026"]
    assert told[1] == "Added outcome G4 “New”"
    assert told[-1] == "Changed G2 to “Jobs are filled faster”"
    assert "4 changes" in view.findChildren(QLabel)[1].text()


def test_a_screen_reader_hears_time_and_name(view: HistoryView) -> None:
    index = _list(view).model().index(1, 0)
    event = index.data(EVENT)
    assert isinstance(event, Event)
    heard = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == f"{event.at.astimezone():%H:%M} Ana Added outcome G4 “New”"


def test_days_are_passed_over_by_the_keys(view: HistoryView) -> None:
    for _ in range(3):
        _key(view, Qt.Key.Key_Down)
    assert view.current is not None
    assert view.current.seq == 1
    _key(view, Qt.Key.Key_Home)
    assert view.current.seq == 4


def test_going_back_makes_everything_as_it_was_and_can_be_undone(
    view: HistoryView, document: Document
) -> None:
    now = document.board
    for _ in range(2):
        _key(view, Qt.Key.Key_Down)
    back = _button(view, "Go back to this point")
    assert back.isEnabled()
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert "S1" in document.board.by_ref
    assert "G4" not in document.board.by_ref
    assert _rows(view)[1] == "Went back to an earlier state"
    document.undo()
    assert document.board.cards == now.cards


def test_it_says_what_going_back_would_change(view: HistoryView) -> None:
    assert not _button(view, "Go back to this point").isEnabled()
    assert "how it is now" in view.findChildren(QLabel)[-1].text()
    _key(view, Qt.Key.Key_Down)
    assert "1 row removed" in view.findChildren(QLabel)[-1].text()


def test_only_what_happened_to_one_card_is_shown(view: HistoryView) -> None:
    field = view.findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, "g2")
    assert [row for row in _rows(view) if "Nov" not in row] == [
        "Changed G2 to “Jobs are filled faster”"
    ]
    field.clear()
    assert len(_rows(view)) == 6


def test_a_card_that_is_gone_is_found_by_its_reference(view: HistoryView) -> None:
    field = view.findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, "S1")
    assert any("Deleted solution S1" in row for row in _rows(view))
    assert field.property("wrong") is False
    field.setText("Z99")
    assert field.property("wrong") is True
    assert len(_rows(view)) == 6


def test_the_card_people_came_from_is_offered_alone(view: HistoryView, document: Document) -> None:
    view.select_row(document.board.by_ref["G2"])
    only = _button(view, "Only G2")
    QTest.mouseClick(only, Qt.MouseButton.LeftButton)
    assert len(_rows(view)) == 2
    QTest.mouseClick(only, Qt.MouseButton.LeftButton)
    assert len(_rows(view)) == 6


def test_enter_goes_to_what_a_change_was_about(
    view: HistoryView, document: Document, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.jump) as asked:
        _key(view, Qt.Key.Key_Return)
    assert asked.args == [document.board.by_ref["G4"]]


def test_what_happens_meanwhile_is_seen(view: HistoryView, document: Document) -> None:
    document.run(edit_card, document.board.by_ref["G1"], text="More")
    assert _rows(view)[1] == "Changed G1 to “More”"
    view.hide()
    document.run(edit_card, document.board.by_ref["G1"], text="Less")
    assert _rows(view)[1] == "Changed G1 to “More”"
    view.show()
    assert _rows(view)[1] == "Changed G1 to “Less”"


def test_a_history_that_can_not_be_believed_is_one_sentence(
    view: HistoryView, document: Document, session: MemorySession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forged(_seq: int) -> None:
        raise RefusedError(Refusal.UNREADABLE_PAST)

    monkeypatch.setattr(session.past, "board_at", forged)
    told: list[RefusedError] = []
    document.refused.connect(told.append)
    _key(view, Qt.Key.Key_Down)
    assert told
    assert not _button(view, "Go back to this point").isEnabled()


def test_what_needs_files_is_asked_of_the_window(view: HistoryView, qtbot: QtBot) -> None:
    for words, name in (
        ("Go back to…", "go_back"),
        ("Share a copy without history…", "share"),
        ("Remove every trace…", "forget"),
    ):
        with qtbot.waitSignal(view.wanted) as asked:
            QTest.mouseClick(_button(view, words), Qt.MouseButton.LeftButton)
        assert asked.args == [name]


@pytest.mark.parametrize("scheme", [Scheme.DARK, Scheme.CONTRAST])
def test_it_wears_every_look(view: HistoryView, scheme: Scheme) -> None:
    before = view.grab().toImage()
    view.set_look(look_for(scheme))
    assert view.grab().toImage() != before


def test_an_empty_history_offers_nothing(qtbot: QtBot, look: Look) -> None:
    view = HistoryView(Document(MemorySession()), look)
    qtbot.addWidget(view)
    view.show()
    QApplication.processEvents()
    assert view.current is None
    assert not _button(view, "Go back to this point").isEnabled()
