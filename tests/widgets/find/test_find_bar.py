"""The find bar: finding while typing, going on and back, replacing."""

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.memory import MemorySession, board_from
from widgets.document import Document
from widgets.find.find_bar import FindBar
from workshop.gaps.finding import gaps_of

Key = Qt.Key
SCRIPT = """\
{"do": "add_card", "kind": "outcome", "text": "Jobs are filled"}
{"do": "add_card", "kind": "opportunity", "text": "I forget to answer", "parent": "G1"}
{"do": "add_card", "kind": "solution", "text": "Reply reminders after 24 hours", "parent": "O1"}
{"do": "add_card", "kind": "solution", "text": "Status page for candidates", "parent": "O1"}
{"do": "add_output", "text": "Reply reminders in the employer app", "owner": "Amara Diallo"}
{"do": "add_output", "text": "Status page for candidates", "owner": "Joon Seo"}
{"do": "add_output", "text": "Monthly newsletter", "owner": "Lena Brandt"}
{"do": "link", "output": "P1", "outcome": "G1"}
{"do": "link", "output": "P2", "outcome": "G1"}
"""


@pytest.fixture
def session() -> MemorySession:
    return MemorySession(board_from(SCRIPT))


@pytest.fixture
def bar(session: MemorySession, qtbot: QtBot) -> FindBar:
    document = Document(session)
    bar = FindBar(document)
    document.setParent(bar)
    qtbot.addWidget(bar)
    bar.open_bar()
    return bar


def test_it_finds_while_typing_and_goes_on_and_back(bar: FindBar, session: MemorySession) -> None:
    chosen: list[str] = []
    bar.chosen.connect(chosen.append)
    QTest.keyClicks(bar.query, "status page")
    rows = [session.board.by_ref["S2"], session.board.by_ref["P2"]]
    assert chosen[-1] == rows[0]
    QTest.keyClick(bar.query, Key.Key_Return)
    assert chosen[-1] == rows[1]
    QTest.keyClick(bar.query, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert chosen[-1] == rows[0]


def test_what_is_found_is_highlighted_until_the_bar_closes(bar: FindBar) -> None:
    told: list[frozenset[str]] = []
    bar.highlighted.connect(told.append)
    QTest.keyClicks(bar.query, "reminders")
    assert len(told[-1]) == 2
    QTest.keyClick(bar.query, Key.Key_Escape)
    assert bar.isHidden()
    assert told[-1] == frozenset()


def test_replacing_all_is_one_step(bar: FindBar, session: MemorySession) -> None:
    QTest.keyClicks(bar.query, "reply reminders")
    QTest.keyClicks(bar.replacement, "Nudges")
    bar.replace_all()
    assert session.seq == 1
    assert session.board.cards[session.board.by_ref["S1"]].text == "Nudges after 24 hours"
    assert session.board.outputs[session.board.by_ref["P1"]].text == "Nudges in the employer app"


def test_replacing_one_goes_to_the_next(bar: FindBar, session: MemorySession) -> None:
    QTest.keyClicks(bar.query, "reply reminders")
    QTest.keyClicks(bar.replacement, "Nudges")
    QTest.keyClick(bar.replacement, Key.Key_Return)
    assert session.board.cards[session.board.by_ref["S1"]].text == "Nudges after 24 hours"
    QTest.keyClick(bar.replacement, Key.Key_Return)
    assert session.board.outputs[session.board.by_ref["P1"]].text == "Nudges in the employer app"
    assert session.seq == 2


def test_an_owner_and_what_is_missing_are_found_too(session: MemorySession, qtbot: QtBot) -> None:
    document = Document(session)
    gaps = gaps_of(session.board, datetime.date(2026, 11, 16))
    bar = FindBar(document, gaps=lambda: gaps)
    document.setParent(bar)
    qtbot.addWidget(bar)
    bar.open_bar()
    chosen: list[str] = []
    bar.chosen.connect(chosen.append)
    QTest.keyClicks(bar.query, "lena")
    assert chosen[-1] == session.board.by_ref["P3"]
    bar.query.selectAll()
    QTest.keyClicks(bar.query, "gap newsletter")
    assert chosen[-1] == session.board.by_ref["P3"]
