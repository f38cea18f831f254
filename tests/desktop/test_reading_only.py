"""A workshop that can't be changed says so at the first letter, and lets people look and copy."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import notices
from desktop.actions import ENTRIES
from desktop.app import services_at
from desktop.reading import ForReading
from desktop.services import Services
from desktop.view_state import View
from desktop.window import Window
from tests.desktop.looking import ALT, CTRL, Press, board_of, texts, type_text, workspace_of
from tests.front import bring_to_front
from widgets.canvas.form import CardForm
from widgets.inspector.entries import ToolButton
from widgets.reading_only import SEEKS
from widgets.writing import CellText
from workshop.board import Board

SENTENCE = "This is open for reading only; nothing was changed."
Key = Qt.Key


@pytest.fixture
def board(window: Window) -> Board:
    return board_of(window)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample in a file."""
    folder = tmp_path_factory.mktemp("sample")
    files = services_at(folder / "home").files
    session = files.new("sample")
    path = files.name(session, folder / "kickoff")
    session.close()
    return path


@pytest.fixture
def window(services: Services, file: Path, qtbot: QtBot) -> Window:
    """A window that shows the sample, from a file that can't be written."""
    window = Window(services)
    opened = services.files.read(file, "It can't be written here.")
    assert isinstance(opened, ForReading)
    window.show_session(opened)
    bring_to_front(qtbot, window)
    return window


@pytest.fixture
def heard(window: Window, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is said after the window has opened."""
    said: list[str] = []

    def say(_widget: QWidget, sentence: str) -> None:
        said.append(sentence)

    monkeypatch.setattr(notices, "say", say)
    return said


def _is_refused(window: Window, heard: list[str]) -> bool:
    """Whether one sentence said so, once; afterwards none is in sight."""
    said, heard[:] = list(heard), []
    is_shown = window.toast.isVisible() and window.toast.words == SENTENCE
    window.toast.hide()
    return is_shown and said == [SENTENCE]


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Key.Key_X, Qt.KeyboardModifier.NoModifier),
        (Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
        (Key.Key_F2, Qt.KeyboardModifier.NoModifier),
        (Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Key.Key_Up, ALT),
        (Key.Key_Return, CTRL),
        (Key.Key_D, CTRL),
        (Key.Key_V, CTRL),
        (Key.Key_1, ALT),
        (Key.Key_7, ALT),
        (Key.Key_8, ALT),
        (Key.Key_9, ALT),
    ],
)
def test_on_the_tree_nothing_opens(
    window: Window,
    board: Board,
    heard: list[str],
    press: Press,
    key: Key,
    modifiers: Qt.KeyboardModifier,
) -> None:
    QGuiApplication.clipboard().setText("pasted")
    canvas = workspace_of(window).canvas
    canvas.select(board.by_ref["G2"])
    press(window, key, modifiers)
    assert not canvas.is_editing
    assert window.findChild(CardForm) is None
    assert QApplication.activePopupWidget() is None
    assert _is_refused(window, heard)
    assert board_of(window) is board


def test_typing_on_is_refused_once(window: Window, board: Board, heard: list[str]) -> None:
    workspace_of(window).canvas.select(board.by_ref["G2"])
    type_text(window, "hello there")
    assert _is_refused(window, heard)
    type_text(window, "and later again")
    assert _is_refused(window, heard)


def test_text_that_is_composed_opens_nothing(
    window: Window, board: Board, heard: list[str]
) -> None:
    canvas = workspace_of(window).canvas
    canvas.select(board.by_ref["G2"])
    focus = window.focusWidget()
    assert focus is not None
    QApplication.sendEvent(focus, QInputMethodEvent("ni", []))
    assert not canvas.is_editing
    assert _is_refused(window, heard)


def test_the_mouse_opens_and_carries_nothing(
    window: Window, board: Board, heard: list[str]
) -> None:
    canvas = workspace_of(window).canvas
    canvas.select(board.by_ref["G2"])
    x, y, width, height = canvas.scene.rect(board.by_ref["G2"])
    at = QPointF(*canvas.viewport.to_screen(x + width / 2, y + height / 2)).toPoint()
    assert canvas.card_at(QPointF(at)) == board.by_ref["G2"]
    left = Qt.MouseButton.LeftButton
    QTest.mouseDClick(canvas, left, pos=at)
    assert not canvas.is_editing
    assert _is_refused(window, heard)
    QTest.mousePress(canvas, left, pos=at)
    for away in (30, 60, 90):
        QTest.mouseMove(canvas, at + QPoint(away, away))
    assert canvas._mouse.drag is None
    QTest.mouseRelease(canvas, left, pos=at + QPoint(90, 90))
    assert _is_refused(window, heard)
    assert board_of(window) is board


def _fields(window: Window) -> list[QLineEdit | QPlainTextEdit]:
    """Fields in sight that are for writing."""
    workspace = workspace_of(window)
    found: list[QLineEdit | QPlainTextEdit] = [
        *workspace.findChildren(QLineEdit),
        *workspace.findChildren(QPlainTextEdit),
    ]
    return [each for each in found if each.isVisible() and not each.property(SEEKS)]


def _words(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


@pytest.mark.parametrize("view", list(View))
def test_no_field_takes_a_letter(
    window: Window, board: Board, heard: list[str], qtbot: QtBot, view: View
) -> None:
    window.menu_actions[view.value].trigger()
    workspace = workspace_of(window)
    if view is View.TREE:
        workspace.canvas.select(board.by_ref["G2"])
        qtbot.waitUntil(lambda: workspace.details.row == board.by_ref["G2"])
        workspace.finding.open()
    fields = _fields(window)
    if view in (View.TREE, View.METRICS, View.ASSUMPTIONS, View.REVIEW):
        assert fields
    for field in fields:
        before = _words(field)
        field.setFocus()
        assert field.isReadOnly()
        for key in (Key.Key_X, Key.Key_Backspace, Key.Key_Delete):
            QTest.keyClick(field, key)
            assert _words(field) == before
            assert _is_refused(window, heard)
        QTest.keyClick(field, Key.Key_V, CTRL)
        assert _words(field) == before
        assert _is_refused(window, heard)


@pytest.mark.parametrize("view", [View.TABLE, View.LANES])
def test_no_cell_opens(window: Window, heard: list[str], view: View) -> None:
    window.menu_actions[view.value].trigger()
    shown = [
        each
        for each in workspace_of(window).findChildren(QAbstractItemView)
        if each.isVisible()
        and not isinstance(each, QHeaderView)
        and each.editTriggers() != QAbstractItemView.EditTrigger.NoEditTriggers
        and each.model().rowCount()
    ]
    assert shown
    for each in shown:
        _opens_nothing(window, heard, each)


def test_no_value_of_a_metric_opens(window: Window, heard: list[str], board: Board) -> None:
    window.menu_actions[View.METRICS.value].trigger()
    page = workspace_of(window).page
    assert page is not None
    metric = next(detail for detail in board.details.values() if detail.ref == "M1")
    page.select_row(metric.id)
    values = page.findChild(QTableView, "valuesTable")
    if values is None:
        QTest.keyClick(window.focusWidget(), Key.Key_Return)
        values = page.findChild(QTableView, "valuesTable")
    assert values is not None
    _opens_nothing(window, heard, values)


def _opens_nothing(window: Window, heard: list[str], view: QAbstractItemView) -> None:
    index = view.model().index(0, 0)
    view.setFocus()
    view.setCurrentIndex(index)
    for key in (Key.Key_X, Key.Key_F2, Key.Key_Return):
        QTest.keyClick(view, key)
        assert view.indexWidget(view.currentIndex()) is None
        assert view.findChild(CellText) is None
        assert _is_refused(window, heard)
    at = view.visualRect(index).center()
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.findChild(CellText) is None
    window.toast.hide()
    heard.clear()


def _complaints(panel: QWidget) -> list[str]:
    labels = [label for label in panel.findChildren(QLabel) if label.isVisible()]
    return [label.text() for label in labels if label.property("role") == "attention"]


@pytest.mark.parametrize("ref", ["G2", "O2", "T1"])
def test_what_is_chosen_in_the_panel_stays_as_it_is(
    window: Window, board: Board, heard: list[str], qtbot: QtBot, ref: str
) -> None:
    workspace = workspace_of(window)
    workspace.canvas.select(board.by_ref[ref])
    qtbot.waitUntil(lambda: workspace.details.row == board.by_ref[ref])
    before = _complaints(workspace.details)
    boxes = [box for box in workspace.details.findChildren(QComboBox) if box.isVisible()]
    ticks = [tick for tick in workspace.details.findChildren(QCheckBox) if tick.isVisible()]
    plus = [
        button
        for button in workspace.details.findChildren(ToolButton)
        if button.isVisible() and button.toolTip().endswith("(Ins)")
    ]
    assert boxes or ticks
    assert plus
    for box in boxes:
        shown = box.currentIndex()
        box.setFocus()
        QTest.keyClick(box, Key.Key_Down if shown + 1 < box.count() else Key.Key_Up)
        assert (box.currentIndex(), _is_refused(window, heard)) == (shown, True)
    for tick in ticks:
        was = tick.isChecked()
        tick.click()
        assert (tick.isChecked(), _is_refused(window, heard)) == (was, True)
    for button in plus:
        button.click()
        assert QApplication.activePopupWidget() is None
        assert _is_refused(window, heard)
    assert _complaints(workspace.details) == before
    assert board_of(window) is board


def test_looking_goes_on(window: Window, board: Board, heard: list[str], press: Press) -> None:
    workspace = workspace_of(window)
    workspace.canvas.select(board.by_ref["G2"])
    press(window, Key.Key_C, CTRL)
    assert "More open jobs" in QGuiApplication.clipboard().text()
    press(window, Key.Key_F, CTRL)
    type_text(window, "T1")
    assert workspace.finding.bar.query.text() == "T1"
    press(window, Key.Key_Escape)
    field = workspace.details.findChild(QPlainTextEdit)
    assert field is not None
    field.setFocus()
    QTest.keyClick(field, Key.Key_A, CTRL)
    QTest.keyClick(field, Key.Key_C, CTRL)
    assert field.toPlainText() == QGuiApplication.clipboard().text()
    assert SENTENCE not in heard


def test_the_title_stays(window: Window, heard: list[str]) -> None:
    QTest.mouseDClick(window.bar.title, Qt.MouseButton.LeftButton)
    assert window.bar.title.findChild(QLineEdit, "titleField").isHidden()  # type: ignore[union-attr]
    assert _is_refused(window, heard)


def test_every_action_that_writes_is_marked(
    window: Window, board: Board, heard: list[str], tmp_path: Path
) -> None:
    """Whatever is done to the chosen card or row is refused with a sentence, or only looks."""
    QGuiApplication.clipboard().setText("pasted")
    workspace = workspace_of(window)
    for entry in ENTRIES:
        if entry.writes:
            workspace.show_view(View.BOTH)
            workspace.canvas.select(board.by_ref["G2"])
            window.menu_actions._do(entry)
            assert _is_refused(window, heard), entry.id
    assert board_of(window) is board
    assert texts(window)
    assert len([entry for entry in ENTRIES if entry.writes]) > 25
