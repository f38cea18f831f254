"""What the painter remembers between frames."""

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks.trees import board_with
from tests.widgets.canvas.conftest import Hands
from tests.widgets.memory import MemorySession
from widgets.canvas.canvas import Canvas
from widgets.canvas.face_cache import FaceCache, FacePicture
from widgets.canvas.frame import on_screen
from widgets.canvas.painter import CanvasPainter
from widgets.document import Document
from widgets.look.look import Look
from workshop.commands.cards import add_card
from workshop.drawing.shapes import Face
from workshop.vocabulary import Kind


def test_it_keeps_no_more_faces_than_fill_a_part_of_the_window(qtbot: QtBot, look: Look) -> None:
    canvas = Canvas(Document(MemorySession(board_with(200))), look)
    qtbot.addWidget(canvas)
    canvas.resize(600, 400)
    with qtbot.waitExposed(canvas):
        canvas.show()
    seen, most, cache = set(), 0, canvas._painter._cache
    window = canvas.width() * canvas.height() * canvas.devicePixelRatioF() ** 2
    for card in canvas.scene.board.cards:
        canvas.zoom_to_100()
        canvas.select(card)
        for _ in range(2):
            canvas.repaint()
            QApplication.processEvents()
        in_sight = sum(picture_of(cache, one.face).pixels for one in canvas._picture().placed)
        assert cache.pixels <= max(0.6 * window, in_sight)
        most = max(most, cache.pixels)
        seen |= set(cache._drawn)
    assert len(seen) > 2 * len(cache._drawn)
    assert cache.pixels == sum(picture.pixels for picture in cache._drawn.values())
    assert most > 0.4 * window


def test_faces_in_sight_stay_however_large_they_are(qtbot: QtBot, look: Look) -> None:
    canvas = Canvas(Document(MemorySession(board_with(40))), look)
    qtbot.addWidget(canvas)
    canvas.resize(600, 400)
    with qtbot.waitExposed(canvas):
        canvas.show()
    canvas.look_through(canvas.viewport.zoomed(2.5, 300, 200))
    for card in canvas.scene.board.cards:
        canvas.select(card)
        canvas.update()
        QApplication.processEvents()
        canvas.look_through(canvas.viewport.panned(260, 0))
        canvas.repaint()
        faces = [one.face for one in canvas._picture().placed]
        assert faces
        assert all(face in canvas._painter._cache for face in faces)


def test_what_is_remembered_of_cards_goes_with_them(hands: Hands) -> None:
    canvas = hands.canvas
    cards = set(canvas.scene.board.cards)
    for word in ("one", "two", "three"):
        canvas.document.run(add_card, kind=Kind.OPPORTUNITY, text=word, parent=hands.card("O1"))
        canvas.repaint()
    remembered = canvas.scene._faces
    assert set(remembered._faces) & (set(canvas.scene.board.cards) - cards)
    for _ in range(3):
        canvas.document.undo()
    canvas.repaint()
    assert set(canvas.scene.board.cards) == cards
    assert cards >= set(remembered._faces)
    assert cards >= set(remembered._counts)


def picture_of(cache: FaceCache, face: Face) -> FacePicture:
    return cache._drawn[id(face)]


@pytest.mark.parametrize("scale", [0.13, 0.15, 0.2, 0.3, 0.39])
def test_a_small_card_shows_its_reference_six_pixels_high(
    scale: float, qtbot: QtBot, look: Look
) -> None:
    canvas = Canvas(Document(MemorySession(board_with(20))), look)
    qtbot.addWidget(canvas)
    canvas.resize(600, 400)
    canvas.show()
    canvas.look_through(canvas.viewport.zoomed(scale, 0, 0))
    picture = canvas._picture()
    one = picture.placed[0]

    def painted(ref: str) -> QImage:
        image = QImage(picture.width, picture.height, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        shown = replace(picture, placed=(replace(one, ref=ref),), chosen=frozenset(), current=None)
        CanvasPainter(look).paint(painter, shown)
        painter.end()
        return image

    with_reference, without = painted(one.ref), painted("")
    card = on_screen(picture.viewport, one)
    inked = [
        y
        for y in range(picture.height)
        if any(with_reference.pixel(x, y) != without.pixel(x, y) for x in range(picture.width))
    ]
    assert len(inked) >= 6
    assert card.top() <= inked[0]
    assert inked[-1] <= card.bottom()
