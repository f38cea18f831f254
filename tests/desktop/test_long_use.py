"""The real window in long use: the screen is what the database holds, and nothing piles up."""

import ctypes
import gc
import os
import random
import sys
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.heap import give_back_large_blocks
from desktop.saving import Saving
from desktop.window import Window
from tests.desktop.conftest import Answers
from tests.desktop.looking import board_of, workspace_of
from tests.long.sizes import LONG, patience, size
from tests.wrappers import borrowed
from workshop.commands.cards import add_card
from workshop.commands.outputs import add_output
from workshop.session import Session
from workshop.store.vetting import check_file, vet
from workshop.vocabulary import Kind

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ALT, _NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
_KEYS = (
    *[(Qt.Key.Key_Tab, _NONE), (Qt.Key.Key_Return, _NONE), (Qt.Key.Key_Return, _SHIFT)] * 2,
    *[(Qt.Key.Key_Z, _CTRL)] * 3,
    (Qt.Key.Key_Z, _CTRL | _SHIFT),
    (Qt.Key.Key_Delete, _NONE),
    (Qt.Key.Key_F2, _NONE),
    (Qt.Key.Key_Escape, _NONE),
    (Qt.Key.Key_Left, _NONE),
    (Qt.Key.Key_Right, _NONE),
    (Qt.Key.Key_Up, _NONE),
    (Qt.Key.Key_Down, _NONE),
    (Qt.Key.Key_Up, _ALT),
    (Qt.Key.Key_Left, _ALT),
    (Qt.Key.Key_Right, _ALT),
)
#: Actions by name; those that open a dialog, leave the workshop or start a process stay out.
_ACTIONS = (
    *("add_child", "add_sibling", "add_parent", "start_tree", "duplicate", "copy", "paste"),
    *("delete_alone", "outcome", "opportunity", "solution", "test", "fold", "promote"),
    *("tree", "table", "both", "history", "details", "next_pane", "zoom_fit", "save"),
    *("undo", "redo", "undo"),
)
#: Of all actions, those in which caches fill.
_WARM_UP = 2_000
#: How much memory may grow once all was seen and caches are full, in MiB; on demand, in as many
#: actions as a day has.
_GROWTH = 20 if LONG else 5
#: As many cards as a group makes; more would only measure how slow drawing is.
_MOST_CARDS = 30


class _Person:
    """Does one thing after the other, as people do, by keys and actions."""

    def __init__(self, window: Window, seed: int) -> None:
        self._window = window
        self._rng = random.Random(seed)

    def act(self) -> str:
        rng, window = self._rng, self._window
        # A menu has a loop of its own, and waits in it for somebody to choose.
        QTimer.singleShot(0, _close_what_popped_up)
        if len(board_of(window).cards) > _MOST_CARDS:
            workspace_of(window).commit_pending()
            workspace_of(window).canvas.select(board_of(window).children_of(None)[0])
            workspace_of(window).canvas.work.delete()
            did = "delete a branch"
        elif rng.random() < 0.55:
            key, modifiers = rng.choice(_KEYS)
            QTest.keyClick(self._focus(), key, modifiers)
            did = f"{modifiers.name} {key.name}"
        elif rng.random() < 0.4:
            words = rng.choice(["reply", "in time ", "עברית", "🎉 done", "a longer text " * 2])
            for letter in words:
                # QTest types Latin letters only.
                event = QKeyEvent(QEvent.Type.KeyPress, 0, _NONE, letter)
                QApplication.sendEvent(self._focus(), event)
            did = f"type {words}"
        else:
            did = rng.choice(_ACTIONS)
            action = window.menu_actions[did]
            if action.isEnabled():
                action.trigger()
        QApplication.processEvents()
        _delete_what_waits()
        return did

    def _focus(self) -> QWidget:
        focus: QWidget | None = self._window.focusWidget()
        return self._window if focus is None else focus


def _require_screen_is_database(window: Window, did: str) -> None:
    """Compare what is drawn, what the views hold and what the file of the session holds."""
    workspace, board = workspace_of(window), board_of(window)
    assert window.workshop is not None
    session = window.workshop.session
    assert isinstance(session, Session)
    stored = vet(session.image(), Path("working copy")).board
    assert stored == board, did
    canvas = workspace.canvas
    if canvas.is_editing:
        return
    assert canvas.scene.board == board, did
    for card in board.cards.values():
        face = canvas.scene.face(card.id)
        drawn = "".join("".join(line.text.split()) for line in face.lines)
        if not face.cut and card.text:
            assert "".join(card.text.split()) in drawn, did
    model = workspace.table.grid.model()
    cells = [(r, c) for r in range(model.rowCount()) for c in range(model.columnCount())]
    told = {str(model.index(row, column).data()) for row, column in cells}
    if workspace.table.isVisible():
        assert all(any(o.text in words for words in told) for o in board.outputs.values()), did


@pytest.fixture
def in_use(blank: Window, answers: Answers, tmp_path: Path) -> Window:
    """An empty workshop in a file."""
    answers.to_write = tmp_path / "kickoff.whyboard"
    blank.menu_actions["save"].trigger()
    blank.warm_up()
    return blank


@pytest.mark.timeout(patience(240))
def test_after_every_action_the_screen_is_what_the_database_holds(
    in_use: Window, tmp_path: Path
) -> None:
    person = _Person(in_use, seed=5)
    kinds = set[str]()
    for _ in range(size(600, 30_000)):
        did = person.act()
        kinds.add(did)
        _require_screen_is_database(in_use, did)
    assert len(kinds) > 25
    workspace_of(in_use).commit_pending()
    board = board_of(in_use)
    in_use.close()
    assert check_file(tmp_path / "kickoff.whyboard").board == board


def _see_everything(window: Window) -> None:
    """Look at every view and at all kinds of details and export, as people do sooner or later."""
    assert window.workshop is not None
    workspace, document = window.workshop.workspace, window.workshop.document
    for kind in [*Kind] * 2:
        document.run(add_card, kind=kind, text=f"{kind} עברית 🎉")
    for name in ("one", "two"):
        document.run(add_output, text=name)
    for view in ("table", "both", "history", "tree"):
        window.menu_actions[view].trigger()
        QApplication.processEvents()
    cards, outputs = document.board.cards, list(document.board.outputs)
    together = [kinds for count in range(1, 5) for kinds in combinations(Kind, count)]
    several = [[card.id for card in cards.values() if card.kind in kinds] for kinds in together]
    for rows in ([], outputs, *([row] for row in [*cards, *outputs]), *several):
        workspace.details.show_rows(rows)
        QApplication.processEvents()
    # The first process that Python starts leaves the pipe of its resource tracker open.
    window.menu_actions["export_json"].trigger()


def _close_what_popped_up() -> None:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def _delete_what_waits() -> None:
    """Delete what is to be deleted later, as the loop of a program does and a test's does not."""
    # What goes may send something else after it.
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _settle(window: Window) -> None:
    """Let writing come to its end, and everything go that is garbage or kept for later use."""
    assert window.workshop is not None
    window.workshop.handouts.cancel()
    saving = window.workshop.saving
    assert isinstance(saving, Saving)
    saving.publisher.settle()
    _delete_what_waits()
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _resident() -> float:
    """Resident memory in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def _counts() -> tuple[float, int, int, int]:
    """Memory in MiB, open files, widgets, and objects that Python's collector knows."""
    files = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    return _resident(), files, len(QApplication.allWidgets()), len(gc.get_objects())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc")
@pytest.mark.timeout(patience(600))
def test_nothing_piles_up_in_long_use(in_use: Window) -> None:
    give_back_large_blocks()
    _see_everything(in_use)
    person = _Person(in_use, seed=9)
    count = size(4_000, 40_000)
    for _ in range(_WARM_UP):
        person.act()
    _settle(in_use)
    before = _counts()
    for _ in range(count - _WARM_UP):
        person.act()
    _settle(in_use)
    memory, files, widgets, things = (
        now - then for now, then in zip(_counts(), before, strict=True)
    )
    assert not borrowed()
    assert memory <= _GROWTH
    assert files == 0
    assert widgets <= 60
    # Commands that were written stay in the history, and people may go back to each.
    assert things <= 2 * count
