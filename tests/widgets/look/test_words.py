"""Words in a mirrored interface, by where their ink is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from widgets.look.words import Label, Link

RIGHT = Qt.LayoutDirection.RightToLeft


def ink(widget: QWidget) -> QRect:
    """Where something is painted in black on white."""
    widget.setStyleSheet("background: white; color: black; border: none")
    image = widget.grab().toImage()
    dark = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).lightness() < 128
    ]
    xs, ys = zip(*dark, strict=True)
    return QRect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


@pytest.mark.parametrize("words", ["Lanes", "מסלולים"])
def test_a_label_begins_where_the_interface_begins(words: str, qtbot: QtBot) -> None:
    label = Label(words)
    qtbot.addWidget(label)
    label.resize(400, 40)
    assert ink(label).right() < 200
    label.setLayoutDirection(RIGHT)
    assert ink(label).left() > 200


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    """Mirrors the whole interface, which is what painters go by."""
    qapp.setLayoutDirection(RIGHT)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.usefixtures("mirrored")
@pytest.mark.parametrize("words", ["1 ..........", "50 %", "1 output"])
def test_a_button_keeps_the_order_of_its_words(words: str, qtbot: QtBot) -> None:
    def shown(button: QPushButton) -> QImage:
        qtbot.addWidget(button)
        button.resize(200, 40)
        return button.grab().toImage()

    in_order = QPushButton(f"\u2066{words}\u2069")
    assert shown(Link(words)) == shown(in_order)


@pytest.mark.usefixtures("mirrored")
def test_a_button_keeps_words_from_right_to_left_too(qtbot: QtBot) -> None:
    link, plain = Link("1 שלום"), QPushButton("1 שלום")
    for button in (link, plain):
        qtbot.addWidget(button)
        button.resize(200, 40)
    assert link.grab().toImage() == plain.grab().toImage()
