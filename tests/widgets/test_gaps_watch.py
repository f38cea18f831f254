"""Gaps are found once people pause, and views hear of it only when they changed."""

import datetime

import pytest
from pytestqt.qtbot import QtBot

from benchmarks.trees import board_with
from tests.widgets.memory import MemorySession
from widgets import gaps_watch
from widgets.document import Document
from widgets.gaps_watch import GapsWatch
from workshop.commands.cards import edit_card
from workshop.commands.outputs import link_output
from workshop.gaps.codes import GapCode
from workshop.gaps.finding import gaps_of

DAY = datetime.date(2026, 11, 16)


@pytest.fixture
def watch(document: Document, qtbot: QtBot) -> GapsWatch:
    watch = GapsWatch(document, today=lambda: DAY)
    with qtbot.waitSignal(watch.changed):
        pass
    return watch


def test_it_finds_what_the_domain_finds(watch: GapsWatch, document: Document) -> None:
    assert watch.gaps == gaps_of(document.board, DAY)
    assert GapCode.OUTPUT_WITHOUT_OUTCOME in {gap.code for gap in watch.gaps}


def test_a_change_is_looked_at_only_after_a_rest(
    watch: GapsWatch, document: Document, qtbot: QtBot
) -> None:
    before = watch.gaps
    by_ref = document.board.by_ref
    document.run(link_output, by_ref["P3"], by_ref["G3"])
    assert watch.gaps is before
    with qtbot.waitSignal(watch.changed):
        pass
    assert GapCode.OUTPUT_WITHOUT_OUTCOME not in {gap.code for gap in watch.gaps}


def test_a_change_that_leaves_the_gaps_alone_is_told_to_nobody(
    watch: GapsWatch, document: Document, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(watch.changed, wait=600):
        document.run(edit_card, document.board.by_ref["G3"], text="Employers renew early")


def test_a_large_workshop_is_searched_in_slices_and_afresh_after_a_change(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gaps_watch, "_SLICE", 0.0)
    document = Document(MemorySession(board_with(60)))
    watch = GapsWatch(document, today=lambda: DAY)
    watch._start()
    watch._go_on()
    assert watch._found == []
    while not watch._found:
        watch._go_on()
    assert len(watch._found) == 1
    assert watch.gaps == ()
    top = document.board.children_of(None)[0]
    document.run(edit_card, top, text="")
    with qtbot.waitSignal(watch.changed):
        pass
    assert watch.gaps == gaps_of(document.board, DAY)


def test_after_a_stop_nothing_is_searched(document: Document, qtbot: QtBot) -> None:
    watch = GapsWatch(document, today=lambda: DAY)
    watch.stop()
    with qtbot.assertNotEmitted(watch.changed, wait=600):
        pass
