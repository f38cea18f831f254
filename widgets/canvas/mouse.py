"""The mouse on the canvas: which button starts which gesture.

The gestures themselves are in `gestures`.
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QCursor, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication

from widgets.canvas.facts import FactWork
from widgets.canvas.gestures import Band, DragCards, Gesture, Pan, Stage
from widgets.canvas.selection import Selection, only
from widgets.canvas.typist import Typist
from widgets.canvas.work import TreeWork
from workshop.drawing.shapes import Fact

#: What is changed by the first click; other lines only on the card people are on.
_AT_ONCE = (Fact.EVIDENCE, Fact.RISK)


class Handled(Stage, Protocol):
    """What the mouse does to the canvas."""

    @property
    def selection(self) -> Selection: ...
    @property
    def typist(self) -> Typist: ...
    @property
    def work(self) -> TreeWork: ...
    @property
    def facts(self) -> FactWork: ...
    def select(self, card: str | None) -> None: ...
    def choose(self, selection: Selection) -> None: ...
    def commit_pending(self) -> bool: ...
    def card_at(self, at: QPointF) -> str | None: ...
    def fact_at(self, at: QPointF) -> tuple[str, Fact] | None: ...
    def fold_handle_at(self, at: QPointF) -> str | None: ...
    def setCursor(self, cursor: QCursor | Qt.CursorShape | QPixmap, /) -> None: ...
    def unsetCursor(self) -> None: ...
    def update(self) -> None: ...


class Mouse:
    """Turns presses and moves into selection and gestures, one at a time."""

    def __init__(self, canvas: Handled) -> None:
        self._canvas = canvas
        self._gesture: Gesture | None = None
        self._pressed: tuple[str, QPointF] | None = None
        self._asked: Fact | None = None
        self._space_held = False

    @property
    def is_busy(self) -> bool:
        """True while a gesture is under way."""
        return self._gesture is not None

    @property
    def band(self) -> QRectF | None:
        """The rubber band, while it is drawn."""
        return self._gesture.rect if isinstance(self._gesture, Band) else None

    @property
    def drag(self) -> DragCards | None:
        """The gesture that carries a card, if one is under way."""
        return self._gesture if isinstance(self._gesture, DragCards) else None

    def hold_space(self, *, held: bool) -> None:
        """While the space bar is held, a drag pans."""
        self._space_held = held
        if self._gesture is None:
            if held:
                self._canvas.setCursor(Qt.CursorShape.OpenHandCursor)
            else:
                self._canvas.unsetCursor()

    def press(self, event: QMouseEvent) -> None:
        """Select, fold, or start a gesture."""
        at = event.position()
        if event.button() == Qt.MouseButton.MiddleButton or self._space_held:
            self._start(Pan(self._canvas, at))
            return
        handle = self._canvas.fold_handle_at(at)
        if handle is not None and event.button() == Qt.MouseButton.LeftButton:
            self._canvas.select(handle)
            self._canvas.work.toggle_fold()
            return
        self._asked = self._fact_at(event)
        self._choose(event, self._canvas.card_at(at))

    def _fact_at(self, event: QMouseEvent) -> Fact | None:
        """The fact a click asks for: any mark, and the lines of the card people are on."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if not plain or event.button() != Qt.MouseButton.LeftButton:
            return None
        return self._fact_under(event.position())

    def _fact_under(self, at: QPointF) -> Fact | None:
        found = self._canvas.fact_at(at)
        if found is None:
            return None
        card, fact = found
        is_alone = self._canvas.selection == only(card)
        return fact if fact in _AT_ONCE or is_alone else None

    def _choose(self, event: QMouseEvent, card: str | None) -> None:
        """Ctrl adds or takes away, Shift stretches; a chosen card is kept for a drag."""
        canvas, modifiers = self._canvas, event.modifiers()
        adding = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        stretching = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        left = event.button() == Qt.MouseButton.LeftButton
        before = canvas.selection
        if card is None:
            if left:
                kept = before if adding or stretching else only(None)
                canvas.choose(kept)
                self._start(Band(canvas, event.position(), kept))
            else:
                canvas.choose(only(None))
            return
        if adding:
            canvas.choose(before.toggled(card))
        elif stretching:
            canvas.choose(before.stretched(canvas.document.board, card))
        elif card not in before.chosen:
            canvas.choose(only(card))
        if left and card in canvas.selection.chosen:
            self._pressed = (card, event.position())

    def move(self, event: QMouseEvent) -> None:
        """Carry the gesture on, or start to drag the card that was pressed."""
        at = event.position()
        if self._pressed is not None:
            card, start = self._pressed
            if (at - start).manhattanLength() >= QApplication.startDragDistance():
                self._pressed = None
                self._carry(card, start)
        if self._gesture is not None:
            self._gesture.move(at)
            self._canvas.setCursor(self._gesture.cursor)
            self._canvas.update()
        elif not self._space_held:
            self._hint(self._fact_under(at))

    def _carry(self, card: str, at: QPointF) -> None:
        if self._canvas.document.may_write():
            self._start(DragCards(self._canvas, card, self._canvas.selection.chosen, at))

    def _hint(self, fact: Fact | None) -> None:
        """Show by the pointer that a click changes something here."""
        if fact is not None:
            self._canvas.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self._canvas.unsetCursor()

    def release(self, event: QMouseEvent) -> None:
        """Finish the gesture; a click on one of several chosen cards chooses it alone."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._canvas.choose(only(pressed[0]))
            if self._asked is not None:
                self._canvas.facts.open(self._asked)
        if self._gesture is not None:
            self._end(self._gesture.finish)

    def double_click(self, event: QMouseEvent) -> None:
        """Edit the card, or start a new tree on empty ground."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = self._asked = None
        if self._canvas.card_at(event.position()) is not None:
            self._canvas.typist.edit()
        else:
            self._canvas.typist.start_tree()

    def cancel(self) -> bool:
        """Cancel the gesture; False when there is none."""
        if self._gesture is None:
            return False
        self._end(self._gesture.cancel)
        return True

    def _start(self, gesture: Gesture) -> None:
        if self._canvas.commit_pending():
            self._gesture = gesture
            self._canvas.setCursor(gesture.cursor)

    def _end(self, how: Callable[[], None]) -> None:
        self._gesture = None
        self._canvas.unsetCursor()
        how()
        self._canvas.update()
