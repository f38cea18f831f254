"""The importance × evidence map: cards to look over, to travel by arrows, and to drag or move.

Lays out by `workshop.drawing.assumption_map` and paints by `painting`. It asks for a change of
grades and makes none.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QToolTip, QWidget

from widgets.assumptions.carrying import Carry
from widgets.assumptions.painting import MapPicture, paint_map
from widgets.assumptions.reading import AssumptionReading
from widgets.look.look import Look
from widgets.look.measure import ScreenMeasure
from workshop.drawing.assumption_map import AssumptionMap, MapBox, MapMaker
from workshop.drawing.wrapping import Wrapper
from workshop.language import text

_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_LEAST: Final = QSize(500, 320)
#: A carried card this near to the edge scrolls.
_NEAR: Final = 40


class MapFace(QWidget):
    """The map itself.

    Signals:
        chosen(str): people came to a card.
        placed(str, int, int): a card should get this importance and this evidence.
        opened(str): people want to see where the card's assumption lives.
        unwanted(str): people want to delete a card.
        carried(int, int): a card is carried to here.
    """

    chosen = Signal(str)
    placed = Signal(str, int, int)
    opened = Signal(str)
    unwanted = Signal(str)
    carried = Signal(int, int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = look.palette
        self._maker = MapMaker(Wrapper(ScreenMeasure()))
        self._readings: dict[str, AssumptionReading] = {}
        self._current: str | None = None
        self._carry: Carry | None = None
        self._room = _LEAST
        self._drawn = self._maker.map_of((), _LEAST.width(), _LEAST.height())
        self.setMinimumWidth(_LEAST.width())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(text("Map of assumptions"))

    @property
    def drawn(self) -> AssumptionMap:
        """The map as it is laid out."""
        return self._drawn

    @property
    def current(self) -> str | None:
        """The card people are on."""
        return self._current

    @property
    def target(self) -> tuple[int, int] | None:
        """Importance and evidence where a carried card would land."""
        carry = self._carry
        return carry.target(self._drawn) if carry is not None and carry.is_carried else None

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self._palette = look.palette
        self.update()

    def set_room(self, room: QSize) -> None:
        """Fill this much; the map grows below it where the cards need more."""
        self._room = room.expandedTo(_LEAST)
        self._lay_out()

    def show_readings(self, readings: Sequence[AssumptionReading]) -> None:
        """Show these assumptions."""
        self._readings = {reading.row: reading for reading in readings}
        if self._current not in self._readings:
            self._current = None
        if self._carry is not None and self._carry.box.row not in self._readings:
            self._carry = None
        self._lay_out()

    def select(self, row: str) -> None:
        """Make a card current."""
        if row in self._readings and row != self._current:
            self._current = row
            self._describe()
            self.update()

    def place_of(self, row: str) -> QRect | None:
        """Where a card is."""
        box = next((box for box in self._drawn.boxes if box.row == row), None)
        if box is None:
            return None
        return QRect(round(box.x), round(box.y), round(box.width), round(box.height))

    def event(self, event: QEvent) -> bool:
        """A card that is pointed at tells all of its words."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            box = self._drawn.box_at(event.pos().x(), event.pos().y())
            told = "" if box is None else self._readings[box.row].heard
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows travel, with Alt they move the card by a grade; Esc cancels a drag."""
        key = Qt.Key(event.key())
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Escape and self._carry is not None:
            self._carry = None
            self.update()
        elif key in _ARROWS and alt:
            self._move(*_ARROWS[key])
        elif key in _ARROWS:
            self._travel(*_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current is not None:
            self.opened.emit(self._current)
        elif key == Qt.Key.Key_Delete and self._current is not None:
            self.unwanted.emit(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard is on the card people came to last; before that on none."""
        super().focusInEvent(event)
        if self._current is not None:
            self.chosen.emit(self._current)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A drag ends with the keyboard's leave."""
        super().focusOutEvent(event)
        self._carry = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a card."""
        box = self._box_at(event.position())
        if box is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._choose(box.row)
        self._carry = Carry(box, event.position(), event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the card that is held; show what can be held."""
        if self._carry is not None:
            self._carry.move(event.position())
            self.update()
            if self._carry.is_carried:
                self.carried.emit(round(event.position().x()), round(event.position().y()))
        shape = Qt.CursorShape
        box = self._box_at(event.position())
        held = self._carry is not None and self._carry.is_carried
        over = shape.ClosedHandCursor if held else shape.OpenHandCursor
        self.setCursor(over if held or box is not None else shape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: the card lands where it shows."""
        target, carry = self.target, self._carry
        self._carry = None
        self.update()
        if target is not None and carry is not None:
            self.placed.emit(carry.box.row, *target)
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go where the assumption lives."""
        box = self._box_at(event.position())
        if box is not None:
            self.opened.emit(box.row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another map."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the map."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        carry = self._carry if self._carry is not None and self._carry.is_carried else None
        picture = MapPicture(
            drawn=self._drawn,
            current=self._current,
            has_focus=self.hasFocus(),
            unscheduled=frozenset(
                row
                for row, reading in self._readings.items()
                if reading.assumption.next_review is None
            ),
            carried=None if carry is None else carry.box.row,
            corner=None if carry is None else carry.corner,
            target=self.target,
        )
        paint_map(painter, picture, self._palette, QRectF(event.rect()))

    def _box_at(self, place: QPointF) -> MapBox | None:
        return self._drawn.box_at(place.x(), place.y())

    def _lay_out(self) -> None:
        cards = [reading.card() for reading in self._readings.values()]
        room = self._room
        self._drawn = self._maker.map_of(cards, room.width(), room.height())
        self.setFixedHeight(round(self._drawn.height))
        self._describe()
        self.update()

    def _travel(self, right: int, down: int) -> None:
        if self._current is None:
            box = next(iter(self._drawn.boxes), None)
        else:
            box = self._drawn.beside(self._current, right, down)
        if box is not None:
            self._choose(box.row)

    def _move(self, right: int, down: int) -> None:
        """Ask for one grade more or less, within bounds."""
        reading = self._readings.get(self._current or "")
        if reading is None:
            return
        importance = max(1, min(3, reading.assumption.importance - down))
        evidence = max(0, min(3, reading.assumption.evidence + right))
        self.placed.emit(reading.row, importance, evidence)

    def _choose(self, row: str) -> None:
        self._current = row
        self._describe()
        self.update()
        self.chosen.emit(row)

    def _describe(self) -> None:
        reading = self._readings.get(self._current or "")
        self.setAccessibleDescription("" if reading is None else reading.heard)


class AssumptionMapArea(QScrollArea):
    """The map, which scrolls where many cards meet."""

    def __init__(self, face: MapFace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = face
        self.setWidget(face)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(face)
        face.chosen.connect(self.bring_in_sight)
        # Where a card is carried to the edge, the map moves on below it.
        face.carried.connect(lambda x, y: self.ensureVisible(x, y, _NEAR, _NEAR))

    def bring_in_sight(self, row: str) -> None:
        """Scroll until a card can be seen."""
        place = self._face.place_of(row)
        if place is not None:
            middle = place.center()
            across, down = place.width() // 2 + 24, place.height() // 2 + 24
            self.ensureVisible(middle.x(), middle.y(), across, down)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the map what is there."""
        super().resizeEvent(event)
        self._face.set_room(self.viewport().size())
