"""The path of the current card: what it shows, how it shortens, where it leads."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.breadcrumbs import Breadcrumbs, labels
from desktop.window import Window
from tests.desktop.looking import CTRL, Press, board_of, type_text, workspace_of
from widgets.look.fonts import font
from workshop.commands.cards import edit_card
from workshop.records import Card
from workshop.vocabulary import Kind

Key = Qt.Key


def refs(crumbs: Breadcrumbs) -> list[str]:
    return [button.text().split()[0] for button in crumbs.steps]


def show(window: Window, ref: str, qtbot: QtBot) -> Breadcrumbs:
    workspace = workspace_of(window)
    workspace.canvas.select(board_of(window).by_ref[ref])
    qtbot.waitUntil(lambda: bool(workspace.crumbs.steps) and refs(workspace.crumbs)[-1] == ref)
    return workspace.crumbs


def path_of(depth: int) -> list[Card]:
    kind, text = Kind.OPPORTUNITY, "What people say"
    return [
        Card(id=f"c{at}", kind=kind, number=at + 1, rank="a0", text=text) for at in range(depth)
    ]


def test_the_path_leads_from_the_top_to_the_current_card(sample: Window, qtbot: QtBot) -> None:
    board = board_of(sample)
    crumbs = show(sample, "S2", qtbot)
    card: str | None = board.by_ref["S2"]
    path: list[str] = []
    while card is not None:
        path.insert(0, board.cards[card].ref)
        card = board.cards[card].parent
    assert refs(crumbs) == path
    assert len(path) > 2


def test_a_step_selects_its_card(sample: Window, qtbot: QtBot) -> None:
    crumbs = show(sample, "S2", qtbot)
    QTest.mouseClick(crumbs.steps[0], Qt.MouseButton.LeftButton)
    assert workspace_of(sample).canvas.current == board_of(sample).by_ref["G1"]
    assert workspace_of(sample).canvas.isAncestorOf(sample.focusWidget())
    qtbot.waitUntil(lambda: refs(crumbs) == ["G1"])


def test_no_path_without_a_card(sample: Window, qtbot: QtBot) -> None:
    crumbs = show(sample, "S2", qtbot)
    workspace_of(sample).canvas.select(None)
    qtbot.waitUntil(crumbs.isHidden)


def test_the_path_follows_changes_of_the_cards(sample: Window, qtbot: QtBot) -> None:
    crumbs = show(sample, "G1", qtbot)
    assert sample.workshop is not None
    sample.workshop.document.run(edit_card, board_of(sample).by_ref["G1"], text="Now & then")
    qtbot.waitUntil(lambda: crumbs.steps[0].text() == "G1 Now && then")


def test_the_path_stays_while_a_child_is_typed(sample: Window, qtbot: QtBot, press: Press) -> None:
    crumbs = show(sample, "O2", qtbot)
    before = refs(crumbs)
    press(sample, Key.Key_Tab)
    type_text(sample, "New one")
    QTest.qWait(5)
    assert refs(crumbs) == before
    press(sample, Key.Key_Escape)
    qtbot.waitUntil(lambda: len(refs(crumbs)) == len(before) + 1)


def test_the_path_fits_a_narrow_tree(sample: Window, qtbot: QtBot, press: Press) -> None:
    sample.resize(sample.minimumSize())
    crumbs = show(sample, "S2", qtbot)
    assert crumbs.geometry().right() <= workspace_of(sample).canvas.width()
    press(sample, Key.Key_I, CTRL)
    qtbot.waitUntil(lambda: any(" " in button.text() for button in crumbs.steps))
    assert crumbs.geometry().right() <= workspace_of(sample).canvas.width()


@pytest.mark.parametrize("depth", [1, 3, 8, 30])
@pytest.mark.parametrize("room", [160, 400, 1200])
def test_labels_fit_and_keep_both_ends(qapp: QApplication, depth: int, room: int) -> None:
    metrics = QFontMetrics(font(12))
    path = path_of(depth)
    shown = labels(path, room, metrics)
    assert len(shown) == depth
    assert shown[0].startswith("O1")
    assert shown[-1].startswith(path[-1].ref)
    widths = [metrics.horizontalAdvance(words) + 26 for words in shown if words]
    assert sum(widths) <= room or len(widths) == 3
