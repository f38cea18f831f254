"""Finding, the command palette, the clipboard keys and the preferences, in the real window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.palette import Palette, rank
from desktop.services import Services
from desktop.settings import Settings
from desktop.window import Window
from tests.desktop.looking import ALT, CTRL, SHIFT, Press, board_of, texts, type_text, workspace_of
from widgets.canvas.glide import Glide
from widgets.look.look import Scheme

Key = Qt.Key


def palette_of(window: Window) -> Palette:
    return window.findChildren(Palette)[-1]


def listed(palette: Palette) -> list[str]:
    return [palette.list.item(n).text() for n in range(palette.list.count())]


def test_the_find_bar_goes_to_cards_and_outputs(sample: Window, press: Press) -> None:
    workspace = workspace_of(sample)
    press(sample, Key.Key_F, CTRL)
    assert workspace.finding.bar.isVisible()
    QTest.keyClicks(workspace.finding.bar.query, "status page")
    assert workspace.canvas.current == board_of(sample).by_ref["S4"]
    QTest.keyClick(workspace.finding.bar.query, Key.Key_Return)
    assert workspace.table.isVisible()
    QTest.keyClick(workspace.finding.bar.query, Key.Key_Escape)
    assert workspace.finding.bar.isHidden()


def test_finding_shows_the_view_that_is_needed_and_marks_what_was_found(
    sample: Window, press: Press
) -> None:
    workspace = workspace_of(sample)
    press(sample, Key.Key_T, CTRL | SHIFT)
    assert workspace.canvas.isHidden()
    press(sample, Key.Key_F, CTRL)
    QTest.keyClicks(workspace.finding.bar.query, "status page")
    assert workspace.canvas.isVisible()
    assert sample.focusWidget() is workspace.finding.bar.query
    assert board_of(sample).by_ref["S4"] in workspace.canvas._picture().highlighted
    QTest.keyClick(workspace.finding.bar.query, Key.Key_Escape)
    assert not workspace.canvas._picture().highlighted
    assert workspace.canvas.isAncestorOf(sample.focusWidget())


def test_closing_the_find_bar_gives_the_focus_back(sample: Window, press: Press) -> None:
    workspace = workspace_of(sample)
    press(sample, Key.Key_B, CTRL)
    for pane in (workspace.table, workspace.canvas):
        pane.setFocus()
        before = sample.focusWidget()
        press(sample, Key.Key_F, CTRL)
        press(sample, Key.Key_F, CTRL)
        QTest.keyClick(workspace.finding.bar.query, Key.Key_Escape)
        assert sample.focusWidget() is before


def test_a_field_of_the_table_that_closed_meanwhile_is_not_missed(
    sample: Window, press: Press
) -> None:
    workspace = workspace_of(sample)
    press(sample, Key.Key_T, CTRL | SHIFT)
    workspace.table.select_row(board_of(sample).by_ref["P1"])
    press(sample, Key.Key_F2)
    type_text(sample, "Renamed")
    press(sample, Key.Key_F, CTRL)
    QTest.qWait(1)
    QTest.keyClick(workspace.finding.bar.query, Key.Key_Escape)
    assert board_of(sample).outputs[board_of(sample).by_ref["P1"]].text.endswith("Renamed")
    assert workspace.table.isAncestorOf(sample.focusWidget())


def test_the_palette_does_what_is_typed(sample: Window, press: Press) -> None:
    press(sample, Key.Key_P, CTRL | SHIFT)
    palette = palette_of(sample)
    QTest.keyClicks(palette.query, "tab")
    assert listed(palette)[0] == "Table"
    QTest.keyClick(palette.query, Key.Key_Return)
    assert workspace_of(sample).table.isVisible()


def test_the_palette_changes_the_appearance(
    sample: Window, services: Services, press: Press
) -> None:
    press(sample, Key.Key_P, CTRL | SHIFT)
    palette = palette_of(sample)
    QTest.keyClicks(palette.query, "dark")
    assert listed(palette)[0] == "Appearance: Dark"
    QTest.keyClick(palette.query, Key.Key_Return)
    assert services.appearance.scheme is Scheme.DARK
    assert services.settings.scheme is Scheme.DARK


def test_the_palette_says_when_nothing_fits(sample: Window, press: Press) -> None:
    press(sample, Key.Key_P, CTRL | SHIFT)
    palette = palette_of(sample)
    QTest.keyClicks(palette.query, "no such thing at all")
    assert listed(palette) == ["Nothing here has these words."]
    assert palette.list.currentRow() == -1
    palette.query.selectAll()
    QTest.keyClicks(palette.query, "o7")
    assert "Nothing here has these words." not in listed(palette)
    palette.close()


def test_the_palette_goes_to_a_card_by_its_reference(sample: Window, press: Press) -> None:
    press(sample, Key.Key_P, CTRL | SHIFT)
    palette = palette_of(sample)
    QTest.keyClicks(palette.query, "o7")
    QTest.keyClick(palette.query, Key.Key_Return)
    assert workspace_of(sample).canvas.current == board_of(sample).by_ref["O7"]


def test_the_palette_goes_to_an_output_by_its_text(sample: Window, press: Press) -> None:
    press(sample, Key.Key_P, CTRL | SHIFT)
    palette = palette_of(sample)
    QTest.keyClicks(palette.query, "reminders employer")
    at = next(n for n, words in enumerate(listed(palette)) if words.startswith("P1"))
    for _ in range(at):
        QTest.keyClick(palette.query, Key.Key_Down)
    QTest.keyClick(palette.query, Key.Key_Return)
    workspace = workspace_of(sample)
    assert workspace.table.isAncestorOf(sample.focusWidget())
    assert workspace.table.grid.currentIndex().row() == 0


def test_the_palette_is_as_tall_as_its_list(sample: Window, press: Press) -> None:
    press(sample, Key.Key_P, CTRL | SHIFT)
    palette = palette_of(sample)
    tall = palette.height()
    QTest.keyClicks(palette.query, "o7")
    assert palette.height() < tall / 2
    for _ in "o7":
        QTest.keyClick(palette.query, Key.Key_Backspace)
    assert palette.height() == tall
    assert palette.geometry().bottom() < sample.geometry().bottom()
    palette.close()


def test_the_mark_of_the_palette_stays_within_the_list(sample: Window, press: Press) -> None:
    press(sample, Key.Key_P, CTRL | SHIFT)
    palette = palette_of(sample)
    QTest.keyClick(palette.query, Key.Key_Up)
    assert palette.list.currentRow() == 0
    for _ in range(20):
        QTest.keyClick(palette.query, Key.Key_PageDown)
    assert palette.list.currentRow() == palette.list.count() - 1
    QTest.keyClicks(palette.query, "no such thing at all")
    QTest.keyClick(palette.query, Key.Key_Down)
    QTest.keyClick(palette.query, Key.Key_Return)
    assert not palette.isVisible()


def test_escape_closes_the_palette_and_changes_nothing(sample: Window, press: Press) -> None:
    before = board_of(sample)
    press(sample, Key.Key_P, CTRL | SHIFT)
    palette = palette_of(sample)
    QTest.keyClicks(palette.query, "delete")
    QTest.keyClick(palette.query, Key.Key_Escape)
    assert not palette.isVisible()
    assert board_of(sample) is before


def test_the_palette_works_on_the_start_screen(start: Callable[[], Window], press: Press) -> None:
    window = start()
    press(window, Key.Key_P, CTRL | SHIFT)
    palette = palette_of(window)
    QTest.keyClicks(palette.query, "sample")
    QTest.keyClick(palette.query, Key.Key_Return)
    assert window.workshop is not None


@pytest.mark.parametrize(
    ("query", "best", "also"),
    [
        ("card ad", "Add card below", "Load cardigan"),
        ("zoom", "Zoom in", "Bezoomed"),
        ("dupl", "Duplicate branch", "Dual plough"),
    ],
)
def test_words_that_begin_as_typed_fit_best(query: str, best: str, also: str) -> None:
    assert rank(query, best) == 0
    assert rank(query, also) != 0


def test_letters_in_order_fit_and_others_do_not() -> None:
    assert rank("dlt", "Delete card") == 2
    assert rank("dtl", "Delete card") is None
    assert rank("", "Delete card") == 0


def test_the_palette_leaves_out_what_is_impossible(blank: Window, press: Press) -> None:
    press(blank, Key.Key_P, CTRL | SHIFT)
    palette = palette_of(blank)
    shown = listed(palette)
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
    workspace_of(sample).go_to(board_of(sample).by_ref["S2"])
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
    press(sample, Key.Key_Equal, ALT)
    assert services.settings.text_size == 110
    press(sample, Key.Key_Minus, ALT)
    press(sample, Key.Key_Minus, ALT)
    assert Settings(tmp_path / "home").text_size == 90
    services.settings.text_size = 1000
    assert services.settings.text_size == 300
    sample.menu_actions["motion"].trigger()
    assert services.settings.motion is False
    glide = workspace_of(sample).canvas.findChild(Glide)
    assert glide is not None
    assert not glide.is_wanted


def test_gaps_of_outcomes_lead_to_the_tree(sample: Window, qtbot: QtBot) -> None:
    status = workspace_of(sample).status
    status.gap_chosen.emit(board_of(sample).by_ref["G3"])
    assert workspace_of(sample).canvas.current == board_of(sample).by_ref["G3"]
    buttons = status.findChildren(QPushButton)
    qtbot.waitUntil(lambda: "1 outcome without an output" in [one.text() for one in buttons])
