"""The gesture that carries a card over the map: begun by a drag, ended by letting go or by Esc."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from workshop.drawing.assumption_map import AssumptionMap, MapBox


@dataclass
class Carry:
    """A card held at a place within it; it is carried once the pointer has moved far enough."""

    box: MapBox
    start: QPointF
    at: QPointF
    is_carried: bool = False

    def move(self, at: QPointF) -> None:
        """Follow the pointer."""
        self.at = at
        moved = (at - self.start).manhattanLength()
        self.is_carried = self.is_carried or moved >= QApplication.startDragDistance()

    @property
    def corner(self) -> QPointF:
        """Where the carried card's upper left corner is."""
        return QPointF(self.box.x, self.box.y) + self.at - self.start

    def target(self, drawn: AssumptionMap) -> tuple[int, int]:
        """The place that the card's middle is over: importance and evidence."""
        middle = self.corner + QPointF(self.box.width / 2, self.box.height / 2)
        return drawn.cell_at(middle.x(), middle.y())
