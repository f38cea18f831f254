"""The lanes: inputs → activities → outputs → outcomes → impact, side by side, with their lines.

Composes lists and lines and lets people travel between them; what may lead where is the domain's.
"""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from widgets.document import Document
from widgets.lanes.lane import LaneList
from widgets.lanes.lines import Line, Lines, Picture
from widgets.lanes.menu import StopMenu
from widgets.lanes.words import HEADINGS
from widgets.look.look import Look
from widgets.look.words import Label
from widgets.page import Page
from workshop.language import text
from workshop.reading.lanes import Stage, lanes_of

_BETWEEN = 32
_MARGIN = 24
#: Width in which a lane's texts can be read; where there is less, the lanes scroll sideways.
_LEAST_LANE = 160


class LanesView(Page):
    """The logic model of one workshop."""

    def __init__(self, document: Document, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(document, look, parent)
        self.setObjectName("lanes")
        self.lanes = {stage: LaneList(document, stage, look, self) for stage in Stage}
        self._headings: dict[Stage, QLabel] = {}
        self._current: str | None = None
        self._aim: tuple[str, str] | None = None
        self._board_area = QWidget(self)
        self._area = QScrollArea(self)
        self._lay_out()
        self._lines = Lines(self.picture, look, self._board_area)
        for lane in self.lanes.values():
            lane.current_changed.connect(self._follow_current)
            lane.reached.connect(lambda lane=lane: self._bring_into_sight(lane))
            lane.scrolled.connect(self._lines.update)
            lane.left.connect(lambda step, lane=lane: self._travel(lane, step))
            lane.asked.connect(lambda lane=lane: self._open_menu(lane))
            lane.entered_by_drag.connect(lambda lane=lane: self._bring_into_sight(lane))
            lane.aimed.connect(self._show_aim)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.refresh()

    def refresh(self) -> None:
        """Show the board as it is now."""
        lanes = lanes_of(self.document.board)
        for stage, lane in self.lanes.items():
            lane.show_stops(lanes[stage])
        self._lines.update()

    def select_row(self, row: str) -> None:
        """Be on a row, or on what it belongs to."""
        board = self.document.board
        if board.record(row) is None:
            return
        for candidate in (row, board.bearer_of(row)):
            for lane in self.lanes.values():
                if lane.go_to(candidate):
                    self._current = candidate
                    lane.setFocus()
                    return

    def commit_pending(self) -> bool:
        """Write what stands in an open field."""
        written = [lane.commit_pending() for lane in self.lanes.values()]
        return all(written)

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        super().set_look(look)
        self._lines.set_look(look)
        for stage, lane in self.lanes.items():
            lane.set_look(look)
            self._colour(stage)

    # Qt's own hooks ---------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard works in the lane of the current row, or in the first."""
        super().focusInEvent(event)
        row = self._current
        lanes = list(self.lanes.values())
        has_row = (lane for lane in lanes if row and lane.lane.place_of(row) is not None)
        next(has_row, lanes[0]).setFocus()

    # Composition ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        heading = Label(text("From what we put in to what changes"), self)
        heading.setProperty("role", "title")
        row = QHBoxLayout(self._board_area)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BETWEEN)
        for stage, lane in self.lanes.items():
            row.addWidget(self._framed(stage, lane), 1)
        self._area.setWidget(self._board_area)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        hint = Label(text("Drag a row onto the one it leads to, or press Ctrl+Enter."), self)
        hint.setProperty("role", "soft")
        hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 16)
        layout.setSpacing(16)
        layout.addWidget(heading)
        layout.addWidget(self._area, 1)
        layout.addWidget(hint)

    def _framed(self, stage: Stage, lane: LaneList) -> QFrame:
        frame = QFrame(self._board_area)
        frame.setObjectName("lane")
        frame.setMinimumWidth(_LEAST_LANE)
        label = Label(HEADINGS[stage], frame)
        label.setProperty("role", "lane")
        self._headings[stage] = label
        self._colour(stage)
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        column.addWidget(label)
        column.addWidget(lane, 1)
        return frame

    def _colour(self, stage: Stage) -> None:
        is_change = stage in (Stage.OUTCOMES, Stage.IMPACT)
        palette = self.look.palette
        colour = palette.accent_text if is_change else palette.soft
        self._headings[stage].setStyleSheet(f"color: {colour}; font-weight: 600")

    # Following --------------------------------------------------------------------------------

    def _follow_current(self, row: str | None) -> None:
        self._current = row
        for lane in self.lanes.values():
            if row is None or lane.lane.place_of(row) is None:
                lane.clearSelection()
        self._lines.update()
        self.selected.emit(row)

    def _travel(self, lane: LaneList, step: int) -> None:
        lanes = list(self.lanes.values())
        at = lanes.index(lane) + step
        if 0 <= at < len(lanes):
            lanes[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _bring_into_sight(self, lane: LaneList) -> None:
        frame = lane.parentWidget()
        assert frame is not None
        self._area.ensureWidgetVisible(frame, 0, 0)

    def _show_aim(self, aim: tuple[str, str] | None) -> None:
        self._aim = aim
        self._lines.update()

    def _open_menu(self, lane: LaneList) -> None:
        stop = lane.current
        card = lane.card_of(stop.row) if stop else None
        if stop is None or card is None:
            return
        menu = StopMenu(self.document, stop, self)
        menu.edit.connect(lambda: lane.edit(lane.currentIndex()))
        menu.jump.connect(self.jump)
        menu.delete.connect(lambda: lane.lane.delete(stop.row))
        menu.popup(lane.viewport().mapToGlobal(card.bottomLeft()))

    def picture(self) -> Picture:
        """The lines whose cards are in sight, and all cards, in the lines' own coordinates."""
        cards: dict[str, QRect] = {}
        covering: list[QRect] = []
        for lane in self.lanes.values():
            port = lane.viewport()
            offset = port.mapTo(self._board_area, QPoint(0, 0))
            for row, card in lane.cards_in_sight():
                covering.append((card & port.rect()).translated(offset))
                if row is not None and port.rect().contains(card.center()):
                    cards[row] = card.translated(offset)
        return Picture(tuple(self._lines_between(cards)), tuple(covering))

    def _lines_between(self, cards: Mapping[str, QRect]) -> Iterator[Line]:
        for lane in self.lanes.values():
            for stop in lane.lane.stops:
                for target in stop.leads_to:
                    if stop.row in cards and target in cards:
                        is_current = self._current in (stop.row, target)
                        ends = self._ends(cards[stop.row], cards[target])
                        yield Line(*ends, is_current=is_current)
        if self._aim is not None and all(row in cards for row in self._aim):
            start, end = self._aim
            yield Line(*self._ends(cards[start], cards[end]), is_coming=True)

    def _ends(self, start: QRect, end: QRect) -> tuple[QPointF, QPointF]:
        ahead = (start.right(), end.left())
        left, right = (start.left(), end.right()) if self.isRightToLeft() else ahead
        return QPointF(left, start.center().y()), QPointF(right, end.center().y())
