"""The list of gaps through real keys: standing on one, going to its place, and following."""

import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.front import bring_to_front
from tests.widgets.memory import MemorySession, board_from
from widgets.document import Document
from widgets.gaps.model import Level, level_of
from widgets.gaps.view import GapsView
from widgets.gaps_watch import GapsWatch
from widgets.look.blocks import NOTE, TEXT, height
from widgets.look.look import Look, Scheme, look_for
from workshop.board import Board
from workshop.commands.cards import add_card
from workshop.commands.outputs import link_output
from workshop.gaps.codes import GapCode
from workshop.gaps.finding import gaps_of
from workshop.vocabulary import Kind

TODAY = datetime.date(2026, 11, 27)


@pytest.fixture
def view(qtbot: QtBot, document: Document, look: Look) -> GapsView:
    return shown(qtbot, document, look)


def shown(qtbot: QtBot, document: Document, look: Look) -> GapsView:
    watch = GapsWatch(document, document, today=lambda: TODAY)
    made = GapsView(document, look, watch)
    qtbot.addWidget(made)
    if not document.board.is_empty:
        qtbot.waitUntil(lambda: bool(watch.gaps))
    made.resize(800, 600)
    bring_to_front(qtbot, made)
    made.setFocus()
    return made


def listed(view: GapsView) -> list[GapCode]:
    return [gap.code for _, gap in view.list.gap_model.gaps()]


def codes(board: Board) -> list[GapCode]:
    return [gap.code for gap in gaps_of(board, TODAY)]


def summary(view: GapsView) -> str:
    return " ".join(label.text() for label in view.findChildren(QLabel))


def test_every_gap_is_listed_in_the_order_of_the_method(view: GapsView, document: Document) -> None:
    assert listed(view) == codes(document.board)
    assert GapCode.OUTPUT_WITHOUT_OUTCOME in listed(view)


def test_standing_on_a_gap_tells_which_row_and_enter_goes_there(
    view: GapsView, document: Document, qtbot: QtBot
) -> None:
    output = document.board.by_ref["P3"]
    with qtbot.waitSignal(view.selected) as told:
        view.select_row(output)
    assert told.args == [output]
    with qtbot.waitSignal(view.jump) as gone:
        QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert gone.args == [output]


def test_a_row_without_a_gap_leads_to_one_of_what_is_above_it(
    view: GapsView, document: Document
) -> None:
    above = document.board.by_ref["G3"]
    document.run(add_card, kind=Kind.OUTCOME, text="They stay longer", parent=above)
    view.select_row(document.board.by_ref["G4"])
    assert view.list.gap is not None
    assert above in view.list.gap.rows


def test_arrows_pass_over_the_headings(view: GapsView) -> None:
    for _ in range(view.list.gap_model.rowCount() + len(listed(view))):
        assert level_of(view.list.currentIndex()) is not Level.THEME
        QTest.keyClick(view.list, Qt.Key.Key_Down)


def test_a_gap_that_is_closed_leaves_the_list_and_people_stay_where_they_are(
    view: GapsView, document: Document, qtbot: QtBot
) -> None:
    view.select_row(document.board.by_ref["G3"])
    before = view.list.gap
    document.run(link_output, document.board.by_ref["P3"], document.board.by_ref["G2"])
    qtbot.waitUntil(lambda: GapCode.OUTPUT_WITHOUT_OUTCOME not in listed(view))
    assert before is not None
    assert view.list.gap == before


def many() -> Board:
    return board_from(
        '{"do": "add_card", "kind": "outcome", "text": "Jobs are filled"}\n'
        + "\n".join(f'{{"do": "add_output", "text": "Thing {n}"}}' for n in range(6))
    )


def test_many_gaps_of_one_kind_are_one_row_that_opens_and_stays_open(
    qtbot: QtBot, look: Look
) -> None:
    document = Document(MemorySession(many()))
    view = shown(qtbot, document, look)
    row = document.board.by_ref["P2"]
    index = next(at for at, gap in view.list.gap_model.gaps() if row in gap.rows)
    kind = index.parent()
    assert level_of(kind) is Level.KIND
    assert str(kind.data()).endswith("6")
    assert not view.list.isExpanded(kind)
    view.list.stand_on(kind)
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert view.list.isExpanded(kind)
    view.refresh()
    again = next(at for at, gap in view.list.gap_model.gaps() if row in gap.rows)
    assert view.list.isExpanded(again.parent())


def test_a_click_opens_a_kind_and_a_double_click_goes_to_a_gap(qtbot: QtBot, look: Look) -> None:
    document = Document(MemorySession(many()))
    view = shown(qtbot, document, look)
    port = view.list.viewport()
    kind = next(at.parent() for at, gap in view.list.gap_model.gaps() if "P1" in gap.refs)
    middle = view.list.visualRect(kind).center()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=middle)
    assert view.list.isExpanded(kind)
    place = view.list.visualRect(view.list.gap_model.index(0, 0, kind)).center()
    with qtbot.waitSignal(view.jump) as gone:
        QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert gone.args == [document.board.by_ref["P1"]]


def test_an_empty_workshop_is_asked_nothing(qtbot: QtBot, look: Look) -> None:
    view = shown(qtbot, Document(MemorySession()), look)
    assert listed(view) == []
    assert "still empty" in summary(view)


def test_another_look_repaints_the_list(view: GapsView) -> None:
    light = view.grab().toImage()
    view.set_look(look_for(Scheme.DARK))
    assert view.grab().toImage() != light


def test_rows_begin_on_the_right_in_a_mirrored_interface(view: GapsView) -> None:
    def ink_in(left: float, right: float) -> bool:
        """Whether the first question has words between two shares of its width."""
        index, _ = next(iter(view.list.gap_model.gaps()))
        row = view.list.visualRect(index)
        image = view.list.viewport().grab(row).toImage()
        ink = QColor(look_for(Scheme.LIGHT).palette.ink)
        columns = range(int(row.width() * left), int(row.width() * right))
        return any(image.pixelColor(x, y) == ink for x in columns for y in range(row.height()))

    assert ink_in(0, 0.2)
    assert not ink_in(0.8, 1)
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert ink_in(0.8, 1)
    assert not ink_in(0, 0.2)


def test_arriving_shows_the_gap_that_keys_work_on(view: GapsView) -> None:
    assert view.list.gap is not None
    assert view.list.selectionModel().selectedIndexes() == [view.list.currentIndex()]


def test_a_row_is_as_high_as_its_words_need_in_the_width_it_has(
    view: GapsView, document: Document
) -> None:
    view.select_row(document.board.by_ref["P3"])
    index = view.list.currentIndex()
    for wide in range(280, 480, 20):
        view.setFixedWidth(wide)
        QApplication.processEvents()
        row = view.list.visualRect(index)
        words = height(str(index.data()), TEXT, row.width() - 2 * 12 - 18)
        assert row.height() == words + NOTE.leading + 2 * 8
