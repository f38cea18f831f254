"""A badge marks a card where something is amiss, and says what when the mouse rests on it."""

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.widgets.canvas.conftest import Hands
from widgets.canvas.canvas import Canvas
from widgets.canvas.face_pen import FacePen
from widgets.canvas.frame import Picture
from widgets.canvas.marks import MarkPainter
from widgets.look.look import Scheme, look_for
from workshop.gaps.codes import Gap, GapCode


def corner(hands: Hands, ref: str) -> QPoint:
    canvas = hands.canvas
    x, y = canvas.viewport.to_screen(*canvas.scene.badge(canvas.scene.rect(hands.card(ref))))
    return QPoint(round(x), round(y))


def mark(hands: Hands, ref: str) -> None:
    card = hands.card(ref)
    hands.canvas.show_gaps({card: (Gap(GapCode.OUTCOME_WITHOUT_OUTPUT, (ref,), (card,)),)})


def rest_on(hands: Hands, at: QPoint) -> str:
    place = hands.canvas.mapToGlobal(at)
    QApplication.sendEvent(hands.canvas, QHelpEvent(QEvent.Type.ToolTip, at, place))
    return QToolTip.text()


def colour(hands: Hands, at: QPoint) -> str:
    return hands.canvas.grab().toImage().pixelColor(at - QPoint(5, 0)).name().upper()


def test_a_badge_is_drawn_at_the_corner_and_goes_with_the_gap(hands: Hands) -> None:
    hands.canvas.zoom_to_100()
    attention = look_for(Scheme.LIGHT).palette.attention
    assert colour(hands, corner(hands, "G1")) != attention
    mark(hands, "G1")
    assert colour(hands, corner(hands, "G1")) == attention
    hands.canvas.show_gaps({})
    assert colour(hands, corner(hands, "G1")) != attention


def test_badges_and_fold_handles_glide_with_their_cards(hands: Hands) -> None:
    canvas = hands.canvas
    canvas.zoom_to_100()
    canvas.fold(frozenset({hands.card("O1")}))
    mark(hands, "O1")
    frame = canvas._picture()
    palette = look_for(Scheme.LIGHT).palette
    arrived = next(one for one in frame.placed if one.card == hands.card("O1"))
    on_way = replace(arrived, x=arrived.x - 400, y=arrived.y + 100)
    shown = painted(canvas, replace(frame, placed=(on_way,)))
    resting = painted(canvas, replace(frame, placed=(arrived,)))
    for at in (canvas.scene.badge, canvas.scene.handle):
        before, now = (
            QPointF(*frame.viewport.to_screen(*at(one.rect))).toPoint() - QPoint(5, 0)
            for one in (arrived, on_way)
        )
        assert shown.pixelColor(now) == resting.pixelColor(before)
        assert shown.pixelColor(before).name().upper() == palette.window
        assert resting.pixelColor(before).name().upper() != palette.window


def painted(canvas: Canvas, frame: Picture) -> QImage:
    """The marks of a frame on plain ground."""
    palette = look_for(Scheme.LIGHT).palette
    image = QImage(frame.width, frame.height, QImage.Format.Format_RGB32)
    image.fill(QColor(palette.window))
    painter = QPainter(image)
    MarkPainter(palette, FacePen(palette)).paint(painter, frame)
    painter.end()
    return image


def test_in_a_mirrored_tree_the_badge_is_at_the_other_corner(hands: Hands) -> None:
    hands.canvas.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    mark(hands, "G1")
    assert corner(hands, "G1").x() < hands.at("G1").x()
    assert "G1 has no output" in rest_on(hands, corner(hands, "G1"))


def test_the_badge_says_what_is_amiss(hands: Hands, qtbot: QtBot) -> None:
    mark(hands, "G1")
    assert "G1 has no output" in rest_on(hands, corner(hands, "G1"))
    rest_on(hands, hands.at("O2"))
    qtbot.waitUntil(lambda: not QToolTip.text())
