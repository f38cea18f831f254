"""A tree on the screen, to look at: paints a scene, pans and zooms. Changes nothing.

Painting itself is in `painter`; what people do to the tree is in `canvas`.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from widgets.canvas.ahead import Ahead
from widgets.canvas.frame import GREEK, Picture
from widgets.canvas.framing import Framer
from widgets.canvas.minimap import Minimap
from widgets.canvas.moves import Moves
from widgets.canvas.painter import CanvasPainter
from widgets.canvas.scene import Scene
from widgets.canvas.selection import Selection
from widgets.canvas.viewport import SMALLEST, Rect, Viewport, at_start, fitted
from widgets.look.look import Look
from widgets.look.measure import ScreenMeasure
from workshop.board import Board
from workshop.drawing.branches import Arrangement
from workshop.drawing.shapes import Fact
from workshop.gaps.codes import Gap
from workshop.language import text
from workshop.words.gaps import gap_text

_HINTS: Final = {
    Fact.EVIDENCE: text("○ is a guess, ● a piece of evidence. Click to add one."),
    Fact.METRIC: text("How it is measured. Click the current card’s to change it."),
    Fact.OWNER: text("Who owns it. Click the current card’s to change it."),
    Fact.STATE: text("What became of it. Click the current card’s to change it."),
    Fact.OUTPUTS: text("What is made of it. Click the current card’s to change the status."),
    Fact.TARGET: text("Click the current opportunity’s to make it the target, or no longer."),
    Fact.RISK: text("Much depends on this assumption, and little proves it. Click to go there."),
}
_ZOOM_STEP = 1.2
#: Factor for one notch of the wheel.
_WHEEL_ZOOM = 1.15
#: Room in pixels that the map leaves around a card in work, and that its ring and shadow take;
#: how far, in points, its badge and its fold handle reach.
_AROUND = 12
_REACH = 16.0
#: More cards than these are not painted one by one.
_FEW = 8
#: The zoom runs while frames follow each other this fast, in milliseconds, and by such steps.
_ZOOM_PAUSE = 80
_ZOOM_STRIDE = 1.25


class TreeView(QWidget):
    """Shows the tree of a board.

    Signals:
        scale_changed(float): pixels per point.
    """

    scale_changed = Signal(float)

    def __init__(
        self, board: Board, folded: frozenset[str], look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._scene = Scene(board, ScreenMeasure(), folded, mirrored=mirrored)
        self._viewport = Viewport()
        self._painter = CanvasPainter(look)
        self._selection = Selection()
        self._highlighted: frozenset[str] = frozenset()
        self._focus: str | None = None
        self._gaps: Mapping[str, tuple[Gap, ...]] = {}
        self._is_settled = False
        self._head = 0.0
        self._moves = Moves(self._scene, self)
        self._moves.moved.connect(self.update)
        self._framer = Framer(self._scene, self._moves)
        self._ahead = Ahead(self._scene, self._painter, self)
        self._map = Minimap(self._scene, look, self)
        self._map.looked_at.connect(self._look_at)
        self._map_timer = QTimer(self, singleShot=True, interval=0)
        self._map_timer.timeout.connect(self._update_map)
        self._moves.changed.connect(self._map_timer.start)
        self._zooming = QTimer(self, singleShot=True, interval=_ZOOM_PAUSE)
        self._zooming.timeout.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(160, 80)

    @property
    def scene(self) -> Scene:
        """The board shown, laid out."""
        return self._scene

    @property
    def viewport(self) -> Viewport:
        """Which part of the drawing is shown, and how large."""
        return self._viewport

    @property
    def current(self) -> str | None:
        """The card that keys act on."""
        return self._selection.current

    @property
    def selection(self) -> Selection:
        """The chosen cards, the current one among them."""
        return self._selection

    @property
    def scale(self) -> float:
        """Pixels per point: 1.0 is 100 %."""
        return self._viewport.scale

    def sizeHint(self) -> QSize:
        """Room for a small tree."""
        return QSize(900, 640)

    def set_look(self, look: Look) -> None:
        """Wear another palette."""
        self._painter.wear(look)
        self._map.set_look(look)
        self.update()

    def zoom_in(self) -> None:
        """Show the drawing larger."""
        self._zoom(self.scale * _ZOOM_STEP)

    def zoom_out(self) -> None:
        """Show the drawing smaller."""
        self._zoom(self.scale / _ZOOM_STEP)

    def zoom_to_100(self) -> None:
        """Show the drawing in its own size."""
        self._zoom(1.0)

    def zoom_to_fit(self) -> None:
        """Show all cards."""
        self.look_through(self._fitted(self._scene.extent()))
        self._is_settled = False

    def zoom_to_start(self) -> None:
        """Show all cards, or, when they would be too small to read, the first tree from its top."""
        tops = self._scene.board.children_of(None)
        extent = self._scene.extent()
        top = self._scene.rect(tops[0]) if tops else extent
        self.look_through(at_start(extent, top, self.width(), self.height(), head=self._head))
        self._is_settled = False

    def zoom_to_selection(self) -> None:
        """Show the branch of the current card."""
        if self.current is None:
            self.zoom_to_fit()
        else:
            rect = self._scene.layout.subtree_extent(self.current)
            self.look_through(self._fitted(rect))

    def keep_free(self, head: float) -> None:
        """Leave so many pixels at the top to something that lies over the tree."""
        if head != self._head:
            self._head = head
            if not self._is_settled:
                self.zoom_to_start()

    def set_motion(self, wanted: bool) -> None:
        """Let cards glide to their places, or jump."""
        self._moves.want(are_wanted=wanted)

    def highlight(self, rows: frozenset[str]) -> None:
        """Mark cards that were found; rows that are no cards don't matter."""
        self._highlighted = rows
        self.update()

    def show_gaps(self, gaps: Mapping[str, tuple[Gap, ...]]) -> None:
        """Mark cards where something is amiss; the mark tells what when the mouse rests on it."""
        if gaps != self._gaps:
            self._gaps = gaps
            self.update()

    def gap_words(self, card: str) -> str:
        """What is amiss with a card, a sentence a line; empty when nothing is."""
        return "\n".join(gap_text(gap) for gap in self._gaps.get(card, ()))

    @property
    def focus(self) -> str | None:
        """The card whose branch is in focus, the rest dimmed; None for the whole tree."""
        return self._focus

    def focus_on(self, card: str | None) -> None:
        """Dim everything but a card, its branch and what it hangs under; None dims nothing."""
        self._focus = card
        self.update()

    def arrange(self, arrangement: Arrangement) -> None:
        """Let the tree grow down or to the right."""
        self._scene.arrange(arrangement)
        self.zoom_to_start()
        self.update()

    def look_through(self, viewport: Viewport) -> None:
        """Show another part of the drawing."""
        before, self._viewport = self._viewport, viewport
        self._update_map()
        if viewport != before:
            self._is_settled = True
            self.update()
        if viewport.scale != before.scale:
            self._note_zoom(viewport.scale / before.scale)
            self.scale_changed.emit(viewport.scale)

    def _note_zoom(self, factor: float) -> None:
        """Paint fast rather than sharp until the zoom rests; a leap is sharp at once."""
        if 1 / _ZOOM_STRIDE < factor < _ZOOM_STRIDE:
            self._zooming.start()
        else:
            self._zooming.stop()

    def _zoom(self, scale: float) -> None:
        """Zoom around the current card, or around the middle of the window."""
        x, y = self.width() / 2, self.height() / 2
        if self.current is not None and self._scene.is_shown(self.current):
            left, top, width, height = self._scene.rect(self.current)
            x, y = self._viewport.to_screen(left + width / 2, top + height / 2)
        self.look_through(self._zoomed(scale, x, y))

    def _zoomed(self, scale: float, x: float, y: float) -> Viewport:
        """At another scale around a pixel: as small as it takes to see the whole tree."""
        whole = self._fitted(self._scene.extent())
        return self._viewport.zoomed(scale, x, y, smallest=min(SMALLEST, whole.scale))

    def zoom_around(self, at: QPointF, factor: float) -> None:
        """Show the drawing so much larger; a pixel keeps its place on it."""
        self.look_through(self._zoomed(self.scale * factor, at.x(), at.y()))

    def _update_map(self) -> None:
        self._map.follow(self._viewport.seen(self.width(), self.height()))
        self._place_map()

    def _place_map(self) -> None:
        self._map.stand_clear_of(self._in_work(), mirrored=self._scene.is_mirrored)

    def _in_work(self) -> QRect:
        """Where on the screen the card that people look at is, with a little room around it."""
        return self._room_of(self._held(), _AROUND)

    def _room_of(self, card: str | None, around: int) -> QRect:
        """Where on the screen a card is, with so many pixels around it."""
        if card is None or not self._scene.is_shown(card):
            return QRect()
        x, y, width, height = self._scene.rect(card)
        left, top = self._viewport.to_screen(x, y)
        rect = QRectF(left, top, width * self.scale, height * self.scale)
        return rect.toAlignedRect().adjusted(-around, -around, around, around)

    def _look_at(self, x: float, y: float) -> None:
        """Show a point of the drawing in the middle."""
        self.look_through(self._viewport.centred((x, y, 0, 0), self.width(), self.height()))

    def _fitted(self, rect: Rect) -> Viewport:
        return fitted(rect, self.width(), self.height(), head=self._head)

    def _with_in_sight(self, rect: Rect, viewport: Viewport) -> Viewport:
        return viewport.with_in_sight(rect, self.width(), self.height(), head=self._head)

    def _cards_seen(self, size: QSize) -> Iterator[str]:
        seen = self._viewport.seen(size.width(), size.height())
        return (card for card, _, _ in self._scene.visible(seen))

    def _sees(self, card: str | None, size: QSize) -> bool:
        """Whether a card is in sight on a window of this size."""
        return size.isValid() and card is not None and card in self._cards_seen(size)

    def _bring_into_sight(self, card: str) -> None:
        rect = self._scene.rect(card)
        self.look_through(self._with_in_sight(rect, self._viewport))

    def _anchor(self, card: str | None) -> tuple[str, float, float] | None:
        """A card that must not move on screen, and where it is."""
        if card is None or not self._scene.is_shown(card):
            return None
        x, y = self._scene.layout.place(card)
        return card, x, y

    def _hold(self, anchor: tuple[str, float, float] | None) -> None:
        """Scroll so that the anchor stays where it was on screen."""
        if anchor is None or not self._scene.is_shown(anchor[0]):
            return
        x, y = self._scene.layout.place(anchor[0])
        self._viewport = replace(
            self._viewport,
            x=self._viewport.x + x - anchor[1],
            y=self._viewport.y + y - anchor[2],
        )

    def _held(self) -> str | None:
        """The card people are looking at."""
        return self.current

    # Qt's own hooks ---------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom around the pointer."""
        pixels, angle = event.pixelDelta(), event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_around(event.position(), _WHEEL_ZOOM ** (angle.y() / 120))
            return
        dx, dy = (pixels.x(), pixels.y()) if not pixels.isNull() else (angle.x(), angle.y())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not dx:
            dx, dy = dy, 0
        self.look_through(self._viewport.panned(dx, dy))

    def event(self, event: QEvent) -> bool:
        """Pinch on a touchpad zooms; a badge under the resting mouse says what is amiss."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            card = self._painter.marks.badge_at(
                self._scene, self._viewport, self._gaps, event.pos()
            )
            words = self.gap_words(card) if card is not None else self._hint_at(event.pos())
            QToolTip.showText(event.globalPos(), words, self)
            return True
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.zoom_around(event.position(), 1 + event.value())
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the direction in which people read."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            self._scene.mirror(mirrored=mirrored)
            self._place_map()
            self.zoom_to_start()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the whole tree in sight until somebody zooms or scrolls; then some of it at least.

        The current card stays in sight if it was.
        """
        super().resizeEvent(event)
        self._update_map()
        held = self.current if self._sees(self.current, event.oldSize()) else None
        # A window that is still to be shown may not have its size yet.
        has_cards = self.isVisible() and bool(self._scene.board.cards)
        is_lost = has_cards and not any(self._cards_seen(event.size()))
        if is_lost or not self._is_settled:
            self.zoom_to_start()
        if held is not None:
            self._bring_into_sight(held)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is seen, or the part of it that has changed."""
        picture = self._picture(event.rect())
        painter = QPainter(self)
        self._painter.paint(painter, picture)
        painter.end()
        if event.rect() == self.rect():
            self._ahead.follow(picture)

    def card_at(self, at: QPointF) -> str | None:
        """The card under a pixel."""
        return self._scene.layout.card_at(*self._viewport.to_drawing(at.x(), at.y()))

    def fact_at(self, at: QPointF) -> tuple[str, Fact] | None:
        """The mark or soft line under a pixel that tells a fact, with its card."""
        if self.scale < GREEK:
            return None
        return self._scene.fact_at(*self._viewport.to_drawing(at.x(), at.y()))

    def _hint_at(self, at: QPoint) -> str:
        """What a click on the fact under a pixel does."""
        found = self.fact_at(QPointF(at))
        return _HINTS[found[1]] if found is not None else ""

    def _picture(self, part: QRect | None = None) -> Picture:
        """What the painter needs to know to paint a part of the window, or all of it."""
        window, chosen = self.rect(), self._selection.chosen
        marked = (*chosen, *self._highlighted)
        sight = self._framer.sight(self._viewport, window, part or window, marked)
        return Picture(
            scene=self._scene,
            viewport=self._viewport,
            width=self.width(),
            height=self.height(),
            ratio=self.devicePixelRatioF(),
            placed=sight.placed,
            edges=sight.edges,
            bows=sight.bows,
            blocks=sight.blocks,
            current=self.current,
            chosen=chosen,
            highlighted=self._highlighted,
            bright=self._framer.in_focus(self._focus, sight.placed),
            amiss=self._gaps.keys(),
            is_zooming=self._zooming.isActive(),
        )

    def _update_cards(self, cards: Collection[str | None]) -> None:
        """Paint these cards; everything when others, or bows, may look different, too."""
        board = self._scene.board
        have_bows = any(
            card and (board.supports_of(card) or board.supports_for(card)) for card in cards
        )
        if len(cards) > _FEW or have_bows or self._moves.are_due(self._viewport):
            self.update()
            return
        for card in cards:
            self.update(self._room_of(card, _AROUND + math.ceil(_REACH * self.scale)))
