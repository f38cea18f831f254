"""A badge marks a card where something is amiss, and says what when the mouse rests on it."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.widgets.canvas.conftest import Hands
from widgets.look.look import Scheme, look_for
from workshop.gap_codes import Gap, GapCode


def corner(hands: Hands, ref: str) -> QPoint:
    canvas = hands.canvas
    x, y = canvas.viewport.to_screen(*canvas.scene.badge(hands.card(ref)))
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
