"""Finding, the command palette, the clipboard keys and the preferences, in the real window."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.palette import Palette
from desktop.services import Services
from desktop.settings import Settings
from desktop.window import Window
from tests.desktop.looking import CTRL, SHIFT, Press, board_of, texts, type_text, workspace_of

Key = Qt.Key


def palette_of(window: Window) -> Palette:
    return window.findChildren(Palette)[-1]


def test_the_find_bar_goes_to_cards_and_outputs(sample: Window, press: Press) -> None:
    workspace = workspace_of(sample)
    press(sample, Key.Key_F, CTRL)
    assert workspace.find_bar.isVisible()
    QTest.keyClicks(workspace.find_bar.query, "status page")
    assert workspace.canvas.current == board_of(sample).by_ref["S4"]
    QTest.keyClick(workspace.find_bar.query, Key.Key_Return)
    assert workspace.table.isVisible()
    QTest.keyClick(workspace.find_bar.query, Key.Key_Escape)
    assert workspace.find_bar.isHidden()


def test_the_palette_does_what_is_typed(sample: Window, press: Press) -> None:
    press(sample, Key.Key_P, CTRL | SHIFT)
    palette = palette_of(sample)
    QTest.keyClicks(palette.query, "table")
    texts_shown = [palette.list.item(n).text() for n in range(palette.list.count())]
    assert any(text.startswith("Table") for text in texts_shown)
    palette.list.setCurrentRow(
        next(n for n, text in enumerate(texts_shown) if text.startswith("Table"))
    )
    QTest.keyClick(palette.query, Key.Key_Return)
    assert workspace_of(sample).table.isVisible()


def test_the_palette_goes_to_a_card_by_its_reference(sample: Window, press: Press) -> None:
    press(sample, Key.Key_P, CTRL | SHIFT)
    palette = palette_of(sample)
    QTest.keyClicks(palette.query, "o7")
    QTest.keyClick(palette.query, Key.Key_End)
    palette.list.setCurrentRow(palette.list.count() - 1)
    QTest.keyClick(palette.query, Key.Key_Return)
    assert workspace_of(sample).canvas.current == board_of(sample).by_ref["O7"]


def test_the_palette_leaves_out_what_is_impossible(blank: Window, press: Press) -> None:
    press(blank, Key.Key_P, CTRL | SHIFT)
    palette = palette_of(blank)
    shown = [palette.list.item(n).text() for n in range(palette.list.count())]
    assert not any(text.startswith("Undo") for text in shown)
    assert any(text.startswith("Export PDF") for text in shown)
    QTest.keyClick(palette.query, Key.Key_Escape)


def test_clipboard_keys_work_on_cards_and_on_text_being_typed(blank: Window, press: Press) -> None:
    QGuiApplication.clipboard().setText("One\n  Two")
    press(blank, Key.Key_V, CTRL)
    assert texts(blank) == ["One", "Two"]
    press(blank, Key.Key_D, CTRL)
    assert len(texts(blank)) == 4
    press(blank, Key.Key_F2)
    press(blank, Key.Key_A, CTRL)
    QGuiApplication.clipboard().setText("Three")
    press(blank, Key.Key_V, CTRL)
    press(blank, Key.Key_Escape)
    assert "Three" in texts(blank)
    assert len(texts(blank)) == 4


def test_a_parent_is_typed_in_place(sample: Window, press: Press) -> None:
    workspace_of(sample).show_card(board_of(sample).by_ref["S2"])
    press(sample, Key.Key_Return, CTRL)
    type_text(sample, "Too slow")
    press(sample, Key.Key_Escape)
    board = board_of(sample)
    parent = board.cards[board.by_ref["S2"]].parent
    assert parent is not None
    assert board.cards[parent].text == "Too slow"


def test_text_size_and_motion_are_kept(
    sample: Window, press: Press, services: Services, tmp_path: Path
) -> None:
    press(sample, Key.Key_Equal, CTRL | SHIFT)
    assert services.settings.text_size == 110
    press(sample, Key.Key_Minus, CTRL | SHIFT)
    press(sample, Key.Key_Minus, CTRL | SHIFT)
    assert Settings(tmp_path / "home").text_size == 90
    services.settings.text_size = 1000
    assert services.settings.text_size == 300
    sample.menu_actions["motion"].trigger()
    assert services.settings.motion is False


def test_gaps_of_outcomes_lead_to_the_tree(sample: Window) -> None:
    status = workspace_of(sample).status
    status.gap_chosen.emit(board_of(sample).by_ref["G3"])
    assert workspace_of(sample).canvas.current == board_of(sample).by_ref["G3"]
    words = [button.text() for button in status.findChildren(QPushButton)]
    assert "1 outcome without an output" in words
