"""The path of the current card: what it shows, how it shortens, where it leads."""

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
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


@pytest.mark.parametrize("size", [(1366, 768), (900, 600), (1920, 1080)])
def test_the_path_covers_no_card_at_fit(
    sample: Window, qtbot: QtBot, press: Press, size: tuple[int, int]
) -> None:
    sample.showNormal()
    sample.resize(*size)
    crumbs = show(sample, "S1", qtbot)
    press(sample, Key.Key_1, CTRL)
    assert crumbs.isVisible()
    assert not covered(sample)
    assert len(list(workspace_of(sample).canvas.scene.visible(seen_by(sample)))) == len(
        board_of(sample).cards
    )


def test_the_path_covers_neither_the_current_card_nor_the_top_beside_it(
    sample: Window, qtbot: QtBot, press: Press
) -> None:
    show(sample, "S1", qtbot)
    press(sample, Key.Key_0, CTRL)
    for ref in ("G1", "G2", "G3"):
        place = place_of(sample, ref)
        QTest.mouseClick(workspace_of(sample).canvas, Qt.MouseButton.LeftButton, pos=place)
        show(sample, ref, qtbot)
        assert ref not in covered(sample)
    press(sample, Key.Key_Home)
    QTest.mouseClick(
        workspace_of(sample).canvas, Qt.MouseButton.LeftButton, pos=place_of(sample, "O2")
    )
    show(sample, "O2", qtbot)
    assert not covered(sample)


def test_what_is_panned_goes_below_the_whole_line_and_is_not_clicked_through_it(
    sample: Window, qtbot: QtBot, press: Press
) -> None:
    crumbs = show(sample, "G1", qtbot)
    canvas = workspace_of(sample).canvas
    press(sample, Key.Key_0, CTRL)
    line = crumbs.geometry()
    assert (line.left(), line.top(), line.width()) == (0, 0, canvas.width())
    below = rect_of(sample, "G3")
    canvas.look_through(canvas.viewport.panned(line.width() - 60 - below.left(), -below.top()))
    assert "G3" in covered(sample)
    QTest.mouseClick(crumbs, Qt.MouseButton.LeftButton, pos=QPoint(line.width() - 30, 10))
    assert canvas.current == board_of(sample).by_ref["G1"]


def test_a_tree_too_low_for_a_path_keeps_no_room_for_it(sample: Window, qtbot: QtBot) -> None:
    show(sample, "G1", qtbot)
    canvas = workspace_of(sample).canvas
    canvas.zoom_to_fit()
    wide = canvas.scale
    canvas.setFixedHeight(180)
    qtbot.waitUntil(lambda: canvas.height() == 180)
    canvas.zoom_to_fit()
    tall = canvas.scene.extent()[3] * canvas.scale
    assert canvas.scale < wide
    assert tall == pytest.approx(180 - 2 * 40)


def seen_by(window: Window) -> tuple[float, float, float, float]:
    canvas = workspace_of(window).canvas
    return canvas.viewport.seen(canvas.width(), canvas.height())


def rect_of(window: Window, ref: str) -> QRectF:
    """Where a card is on the canvas, in pixels."""
    canvas = workspace_of(window).canvas
    x, y, width, height = canvas.scene.rect(board_of(window).by_ref[ref])
    left, top = canvas.viewport.to_screen(x, y)
    return QRectF(left, top, width * canvas.scale, height * canvas.scale)


def place_of(window: Window, ref: str) -> QPoint:
    """A pixel of a card; the card is brought into sight for it."""
    workspace_of(window).canvas.select(board_of(window).by_ref[ref])
    return rect_of(window, ref).center().toPoint()


def covered(window: Window) -> set[str]:
    """The cards that the path lies on."""
    bar = QRectF(workspace_of(window).crumbs.geometry())
    cards = board_of(window).cards.values()
    return {card.ref for card in cards if rect_of(window, card.ref).intersects(bar)}
