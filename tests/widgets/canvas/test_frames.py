"""What a frame paints: no more than has changed, lines once, sharp as soon as the zoom rests."""

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks.trees import board_with
from tests.widgets.canvas.conftest import Hands
from tests.widgets.memory import MemorySession
from widgets.canvas.canvas import Canvas
from widgets.canvas.edge_pen import paint_edges
from widgets.canvas.frame import Picture
from widgets.canvas.painter import CanvasPainter
from widgets.canvas.selection import only
from widgets.canvas.viewport import Viewport
from widgets.document import Document
from widgets.look.look import Look, Scheme, look_for
from workshop.commands.cards import add_card, move_card
from workshop.commands.supports import support_opportunity
from workshop.drawing.shapes import Edge
from workshop.gaps.codes import Gap, GapCode
from workshop.vocabulary import Kind


class Painted(QObject):
    """Notes what Qt asks a canvas to paint."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.parts: list[QRect] = []
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.parts.append(event.rect())
        return super().eventFilter(watched, event)


def drawn(look: Look, picture: Picture, part: QRect | None = None) -> QImage:
    """A frame, or a part of it on an image as large."""
    image = QImage(picture.width, picture.height, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    painter = QPainter(image)
    if part is not None:
        painter.setClipRect(part)
    CanvasPainter(look).paint(painter, picture)
    painter.end()
    return image


def test_a_letter_paints_the_card_and_a_line_more_paints_all(hands: Hands, qtbot: QtBot) -> None:
    canvas = hands.canvas
    canvas.zoom_to_100()
    canvas.select(hands.card("O1"))
    hands.type("Short")
    qtbot.waitUntil(lambda: not canvas._moves.are_under_way)
    QApplication.processEvents()
    painted = Painted(canvas)
    hands.type("e")
    QApplication.processEvents()
    x, y, width, height = canvas.scene.rect(hands.card("O1"))
    left, top = canvas.viewport.to_screen(x, y)
    card = QRect(round(left), round(top), round(width), round(height)).adjusted(-30, -30, 30, 30)
    assert painted.parts
    assert all(card.contains(part) for part in painted.parts)
    hands.type(" words and more words and more words and more words")
    QApplication.processEvents()
    assert canvas.rect() in painted.parts


def test_an_arrow_key_paints_two_cards_and_a_card_with_a_bow_all(
    hands: Hands, qtbot: QtBot
) -> None:
    canvas = hands.canvas
    canvas.zoom_to_100()
    canvas.select(hands.card("G1"))
    qtbot.waitUntil(lambda: not canvas._moves.are_under_way)
    QApplication.processEvents()
    painted = Painted(canvas)
    hands.key(Qt.Key.Key_Down)
    QApplication.processEvents()
    assert painted.parts
    assert canvas.rect() not in painted.parts
    ring = QRect(hands.at("O1", 0.0, 0.0), hands.at("O1", 1.0, 1.0)).adjusted(-6, -6, 6, 6)
    assert any(part.contains(ring) for part in painted.parts)
    assert any(part.contains(hands.at("G1", 1.0, 1.0)) for part in painted.parts)
    canvas.document.run(support_opportunity, hands.card("S1"), hands.card("O2"))
    qtbot.waitUntil(lambda: not canvas._moves.are_under_way)
    QApplication.processEvents()
    painted.parts.clear()
    canvas.select(hands.card("O2"))
    QApplication.processEvents()
    assert canvas.rect() in painted.parts


def test_a_part_is_painted_as_it_is_in_the_whole(hands: Hands) -> None:
    canvas, look = hands.canvas, look_for(Scheme.LIGHT)
    hands.canvas.document.run(support_opportunity, hands.card("S1"), hands.card("O2"))
    canvas.zoom_to_100()
    canvas.fold(frozenset({hands.card("S1")}))
    card = hands.card("O1")
    canvas.show_gaps({card: (Gap(GapCode.OUTCOME_WITHOUT_OUTPUT, ("O1",), (card,)),)})
    canvas.highlight(frozenset({hands.card("O2")}))
    canvas.select(card)
    whole = drawn(look, canvas._picture())
    for scale in (1.0, 0.6, 0.3, 0.1):
        canvas.look_through(canvas.viewport.zoomed(scale, 550, 350))
        whole = drawn(look, canvas._picture())
        for left in range(0, canvas.width(), 220):
            for top in range(0, canvas.height(), 140):
                part = QRect(left, top, 220, 140)
                picture = canvas._picture(part)
                assert drawn(look, picture, part).copy(part) == whole.copy(part)


def test_a_part_of_moving_cards_is_seen_whole(hands: Hands) -> None:
    canvas = hands.canvas
    canvas.zoom_to_100()
    everything = len(canvas._picture().placed)
    corner = QRect(0, 0, 5, 5)
    assert len(canvas._picture(corner).placed) < everything
    canvas.document.run(move_card, hands.card("O2"), after=None)
    assert len(canvas._picture(corner).placed) == everything


def test_lines_stay_level_and_upright_while_cards_glide(hands: Hands) -> None:
    canvas = hands.canvas
    for text in ("One", "Two", "Three", "Four"):
        canvas.document.run(
            add_card, kind=Kind.SOLUTION, parent=hands.card("O2"), after=None, text=text
        )
    canvas.zoom_to_100()
    canvas._picture()
    canvas.document.run(move_card, hands.card("O2"), after=None)
    canvas._picture()
    frame = canvas._picture()
    assert canvas._moves.are_under_way
    places = {one.card: one for one in frame.placed}
    bent = [edge for edge in frame.edges if len(edge.points) > 2]
    assert bent
    for edge in bent:
        for (x, y), (right, down) in zip(edge.points, edge.points[1:], strict=False):
            assert x == right or y == down
        top, child = places[edge.parent], places[edge.child]
        (start_x, start_y), (end_x, end_y) = edge.points[0], edge.points[-1]
        assert top.x <= start_x <= top.x + top.face.width
        assert start_y == top.y + top.face.height
        assert child.x <= end_x <= child.x + child.face.width
        assert child.y <= end_y <= child.y + child.face.height


def test_what_edges_share_is_as_thin_as_the_rest(look: Look) -> None:
    def painted(edges: list[Edge]) -> QImage:
        image = QImage(300, 200, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_edges(painter, Viewport(), edges, QColor("black"), 8.0)
        painter.end()
        return image

    near, far = (
        Edge("top", f"at {x}", ((50.3, 10.0), (50.3, 60.4), (x, 60.4), (x, 90.0)))
        for x in (150.0, 250.0)
    )
    both, alone = painted([near, far, near]), painted([far])
    shared = QRect(0, 0, 130, 200)
    assert both.copy(shared) == alone.copy(shared)
    assert both != alone


def test_while_the_zoom_runs_every_card_is_there_and_at_rest_it_is_sharp(
    qtbot: QtBot, look: Look
) -> None:
    canvas = Canvas(Document(MemorySession(board_with(300))), look)
    qtbot.addWidget(canvas)
    canvas.resize(1200, 800)
    canvas.show()
    canvas.look_through(canvas.viewport.zoomed(0.38, 600, 400))
    canvas.grab()
    for _ in range(12):
        canvas.look_through(canvas.viewport.zoomed(canvas.scale * 1.05, 600, 400))
        running = canvas._picture()
        assert running.is_zooming
        frame = canvas.grab().toImage()
        for one in running.placed:
            x, y = running.viewport.to_screen(one.x + one.face.width / 2, one.y + 5.5)
            at = QRect(0, 0, running.width, running.height)
            if at.contains(round(x), round(y)):
                colours = look.palette.cards[one.face.kind]
                assert frame.pixelColor(round(x), round(y)).name().upper() == colours.fill
    qtbot.waitUntil(lambda: not canvas._picture().is_zooming)
    rested = canvas._picture()
    image = QImage(rested.width, rested.height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    canvas._painter.paint(painter, rested)
    painter.end()
    assert image == drawn(look, rested)


def test_a_leap_is_sharp_at_once(hands: Hands) -> None:
    canvas = hands.canvas
    canvas.zoom_to_fit()
    canvas.look_through(replace(canvas.viewport, scale=canvas.scale / 2))
    assert not canvas._picture().is_zooming
    canvas.look_through(canvas.viewport.zoomed(canvas.scale * 1.1, 0, 0))
    assert canvas._picture().is_zooming
    canvas.zoom_to_100()
    assert not canvas._picture().is_zooming


def test_cards_just_outside_the_window_are_drawn_before_somebody_scrolls_there(
    qtbot: QtBot, look: Look
) -> None:
    canvas = Canvas(Document(MemorySession(board_with(300))), look)
    qtbot.addWidget(canvas)
    canvas.resize(1200, 800)
    with qtbot.waitExposed(canvas):
        canvas.show()
    canvas.zoom_to_100()
    canvas.select(canvas.scene.board.children_of(canvas.scene.board.children_of(None)[0])[1])
    canvas.repaint()
    seen = {one.card for one in canvas._picture().placed}
    qtbot.waitUntil(lambda: not canvas._ahead._timer.isActive())
    faces = canvas._painter._cache
    for dx, dy in ((200, 0), (-400, 0), (200, 100), (0, -200)):
        canvas._viewport = canvas.viewport.panned(dx, dy)
        there = canvas._picture().placed
        assert {one.card for one in there} != seen
        assert all(one.face in faces for one in there)


def test_a_card_that_a_change_moves_out_of_the_window_is_seen_going(
    hands: Hands, qtbot: QtBot
) -> None:
    canvas = hands.canvas
    canvas.zoom_to_100()
    canvas.choose_lightly(only(hands.card("O1")))
    canvas.look_through(canvas.viewport.centred(canvas.scene.rect(hands.card("O2")), 1100, 700))
    canvas.look_through(canvas.viewport.panned(500, 0))
    canvas._picture()
    leaves = hands.card("O2")
    place = canvas.scene.rect(leaves)[0]
    for at in range(4):
        canvas.document.run(
            add_card,
            kind=Kind.OPPORTUNITY,
            parent=hands.card("G1"),
            after=hands.card("O1"),
            text=f"New {at}",
        )
    going = canvas._picture()
    there = {one.card: one.x for one in going.placed}
    assert leaves in {edge.child for edge in going.edges}
    assert place <= there[leaves] < canvas.scene.rect(leaves)[0]
    qtbot.waitUntil(lambda: not canvas._moves.are_under_way)
    assert leaves not in {one.card for one in canvas._picture().placed}
