"""Where people read from right to left, cells are mirrored, and so is what the mouse hits."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.front import bring_to_front
from tests.widgets.table.hand import TODAY, Hand
from widgets.document import Document
from widgets.look.look import Look
from widgets.table.faces import Act, face_of
from widgets.table.rows import Column, row_of
from widgets.table.table import OutputTable

C = Column


@pytest.fixture
def mirrored(qtbot: QtBot, document: Document, look: Look) -> Iterator[Hand]:
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    table = OutputTable(document, look, today=lambda: TODAY)
    table.resize(1200, 700)
    qtbot.addWidget(table)
    bring_to_front(qtbot, table)
    table.grid.setFocus()
    QApplication.processEvents()
    yield Hand(table)
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_every_piece_stands_as_far_from_the_right_as_it_stood_from_the_left(
    document: Document,
) -> None:
    row = row_of(document.board, document.board.rows[1], TODAY)
    for column in C:
        plain = face_of(row, column, 300)
        face = plain.mirrored(300)
        for before, after in zip(plain.pieces, face.pieces, strict=True):
            assert 300 - after.rect.x() - after.rect.width() == before.rect.x()
            assert after.rect.y() == before.rect.y()
        for chip in face.chips:
            assert chip.bar.right() == chip.rect.right()
            assert chip.cross.left() == chip.rect.left()


def test_the_cross_and_the_pills_are_hit_where_they_are_seen(
    mirrored: Hand, document: Document
) -> None:
    grid, viewport = mirrored.grid, mirrored.grid.viewport()
    corner = mirrored.point(1, C.OUTCOME, 0, 0)
    chip = grid.delegate.face(1, C.OUTCOME, grid.columnWidth(C.OUTCOME)).chips[0]
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=corner + chip.cross.center())
    assert mirrored.shown(1, C.OUTCOME) == "G3 Employers renew"
    corner = mirrored.point(2, C.OUTCOME, 0, 0)
    face = grid.delegate.face(2, C.OUTCOME, grid.columnWidth(C.OUTCOME))
    routine = next(pill.rect for pill in face.pills if pill.act is Act.ROUTINE)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=corner + routine.center())
    assert "Routine" in mirrored.shown(2, C.OUTPUT)


def test_the_output_stands_at_the_right_and_its_bar_too(mirrored: Hand) -> None:
    grid = mirrored.grid
    assert grid.columnViewportPosition(C.OUTPUT) > grid.columnViewportPosition(C.OUTCOME)
    face = grid.delegate.face(0, C.OUTCOME, grid.columnWidth(C.OUTCOME))
    place = mirrored.point(0, C.OUTCOME, 0, 0) + face.chips[0].bar.center()
    image = grid.viewport().grab().toImage()
    bar = image.pixelColor(place)
    body = image.pixelColor(place - QPoint(8, 0))
    assert bar.lightness() + 40 < body.lightness()


def test_arrow_keys_go_where_they_point(mirrored: Hand) -> None:
    mirrored.at(0, C.OUTPUT).key(Qt.Key.Key_Left)
    assert mirrored.place == (0, C.OUTCOME)
    mirrored.key(Qt.Key.Key_Up)
    mirrored.key(Qt.Key.Key_Left)
    assert mirrored.grid.header.current is C.KNOW
