"""Sentences for screen readers, on platforms that read announcements and on those that do not."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import QGroupBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from widgets import saying
from widgets.saying import say

_Event = QAccessible.Event


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[_Event, str, int]]]:
    """The events, their words and the numbers of their subjects, while a reader listens."""
    events: list[tuple[QAccessible.Event, str, int]] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            events.append((event.type(), event.message(), event.uniqueId()))
            return
        subject = QAccessible.accessibleInterface(event.uniqueId())
        assert subject.role() is QAccessible.Role.Notification
        words = subject.text(QAccessible.Text.Name)
        events.append((event.type(), words, event.uniqueId()))

    monkeypatch.setattr(saying, "tell", hear)
    QAccessible.setActive(True)
    yield events
    QAccessible.setActive(False)


@pytest.fixture
def widget(qtbot: QtBot) -> QWidget:
    widget = QGroupBox("Gaps")
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def _linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")


def test_sentence_is_announced(
    widget: QWidget, heard: list[tuple[_Event, str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "windows")
    say(widget, "Nothing found")
    assert [event[:2] for event in heard] == [(_Event.Announcement, "Nothing found")]


@pytest.mark.usefixtures("_linux")
def test_sentence_comes_into_sight_on_linux(
    widget: QWidget, heard: list[tuple[_Event, str, int]]
) -> None:
    say(widget, "Nothing found")
    say(widget, "1 of 2")
    assert [event[:2] for event in heard] == [
        (_Event.ObjectShow, "Nothing found"),
        (_Event.ObjectShow, "1 of 2"),
    ]
    assert heard[0][2] == heard[1][2]
    said = QAccessible.accessibleInterface(heard[0][2])
    assert said.parent().object() is widget
    assert (said.isValid(), said.state().invisible, said.childCount()) == (True, 0, 0)


@pytest.mark.usefixtures("_linux")
def test_sentence_ends_with_its_widget(
    widget: QWidget, heard: list[tuple[_Event, str, int]]
) -> None:
    part = QLabel(widget)
    say(part, "Nothing found")
    shiboken6.delete(part)
    assert QAccessible.accessibleInterface(heard[0][2]) is None


@pytest.mark.usefixtures("_linux")
def test_nothing_is_said_while_no_screen_reader_listens(
    widget: QWidget, heard: list[tuple[_Event, str, int]]
) -> None:
    QAccessible.setActive(False)
    say(widget, "Nothing found")
    assert not heard
    assert not widget.children()
