"""The tree as people see and work it: one widget that paints itself.

Composes scene, viewport, painter, editor and gestures, and follows the document. Rules live in the
domain, painting in `painter`; what people do is in `typist`, `work`, `travel`, `mouse`, `touch`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QWidget

from widgets.canvas.capture import Capture
from widgets.canvas.editor import CardEditor
from widgets.canvas.facts import FactWork
from widgets.canvas.frame import Picture
from widgets.canvas.keys import method_for
from widgets.canvas.mouse import Mouse
from widgets.canvas.selection import Selection, all_of, only
from widgets.canvas.touch import Fingers
from widgets.canvas.trail import Glance, Trail
from widgets.canvas.travel import Travel
from widgets.canvas.typist import Typist
from widgets.canvas.view import TreeView
from widgets.canvas.viewport import Viewport
from widgets.canvas.work import TreeWork
from widgets.document import Document
from widgets.look.look import Look
from workshop.applied import Applied
from workshop.drawing.branches import Arrangement
from workshop.language import text

#: Smaller text can't be typed in comfortably: below this scale, typing zooms in to it.
_TYPING_SCALE = 0.7
_SWAPPED = {"work.indent": "work.outdent", "work.outdent": "work.indent"}


class Canvas(TreeView):
    """Shows and edits the tree of a document.

    Signals:
        selected(str | None): the current card, or None; the chosen cards are in `selection`.
        refolded(frozenset[str]): branches were folded away or shown again; the cards concerned.
    """

    selected = Signal(object)
    refolded = Signal(object)

    def __init__(self, document: Document, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(document.board, _folded(document), look, parent)
        self._document = document
        self._pinned: str | None = None
        self._trail = Trail()
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(lambda: self._trail.settle(self._viewport))
        self._mouse = Mouse(self)
        self._fingers = Fingers(self, self._mouse)
        self._editor = CardEditor(self)
        self._capture = Capture(document, self._scene, self._editor, self)
        self.typist = Typist(self, self._capture, self._editor)
        self.work = TreeWork(self)
        self.facts = FactWork(self)
        self.travel = Travel(self)
        self._connect()
        if document.session.view_state("arrangement") == Arrangement.LEFT_TO_RIGHT.value:
            self._scene.arrange(Arrangement.LEFT_TO_RIGHT)
        self.setObjectName("canvas")
        self.setAccessibleName(text("Tree"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._editor)
        self.setMouseTracking(True)

    def _connect(self) -> None:
        self._document.changed.connect(self._on_changed)
        self._capture.previewed.connect(self._on_previewed)
        self._capture.changed_to.connect(self._on_previewed)
        self._capture.changed_to.connect(lambda: self.selected.emit(None))
        self._capture.ended.connect(self.update)
        self._editor.rest_key.connect(self._on_key)
        self._editor.escaped.connect(self.commit_pending)
        self._editor.left.connect(self.commit_pending)
        self._editor.composed.connect(self._place_editor)

    # What others may ask ----------------------------------------------------------------------

    @property
    def document(self) -> Document:
        """The document shown."""
        return self._document

    @property
    def is_editing(self) -> bool:
        """True while a card is being typed."""
        return self._capture.edit is not None

    def select(self, card: str | None) -> None:
        """Choose one card, or none, and bring it into sight."""
        self.choose(only(card))

    def choose(self, selection: Selection) -> None:
        """Choose cards; the current one is unfolded and brought into sight."""
        self.commit_pending()
        selection = selection.within(self._document.board.cards)
        card = selection.current
        if card is not None and not self._scene.is_shown(card):
            self.fold(self._scene.unfolded_down_to(card))
        self._choose(selection)

    def toggle_focus(self) -> None:
        """Dim everything but the current branch, or show everything again."""
        self.focus_on(None if self.focus is not None else self.current)

    def toggle_arrangement(self) -> None:
        """Let the tree grow to the right instead of down, or down again; kept with the document."""
        if self.commit_pending():
            down = self._scene.layout.arrangement is Arrangement.TOP_DOWN
            self.arrange(Arrangement.LEFT_TO_RIGHT if down else Arrangement.TOP_DOWN)
            kept = self._scene.layout.arrangement.value
            self._document.session.set_view_state("arrangement", kept)

    def choose_lightly(self, selection: Selection) -> None:
        """Choose cards without scrolling to them."""
        self._selection = selection
        self.selected.emit(selection.current)
        self.update()

    @contextmanager
    def held(self, card: str | None) -> Iterator[None]:
        """While this lasts, changes leave a card where it is on the screen; nothing scrolls."""
        self._pinned = card
        try:
            yield
        finally:
            self._pinned = None

    def choose_all(self) -> None:
        """Choose every card in sight of the tree, folded ones left out."""
        shown = [card for card in self._document.board.cards if self._scene.is_shown(card)]
        self.choose(all_of(shown, self.current))

    def commit_pending(self) -> bool:
        """Keep what is being typed; False when it can't be written. The current card exists."""
        typed = self._capture.card
        kept = self._capture.keep()
        if kept and typed is not None:
            board = self._document.board
            self._choose(only(typed if typed in board.cards else self.typist.origin))
        return kept

    def restore_draft(self) -> None:
        """Reopen the card that was being typed when the program stopped."""
        if self._capture.restore():
            self._choose(only(self._capture.card))

    # What actions and keys do -----------------------------------------------------------------

    def fold_handle_at(self, at: QPointF) -> str | None:
        """The card whose fold handle is under a pixel."""
        current = None if self.is_editing else self.current
        return self._painter.marks.handle_at(self._scene, self._viewport, current, at)

    def make_legible(self, card: str) -> None:
        """Zoom in, around the card, as far as typing on it needs."""
        if self.scale < _TYPING_SCALE:
            self._zoom(_TYPING_SCALE)
            self._bring_into_sight(card)

    def cancel(self) -> None:
        """Cancel the gesture under way; else select nothing."""
        if not self._mouse.cancel():
            self._choose(only(None))

    def go_to(self, selection: Selection) -> None:
        """Choose cards that are shown, and bring the current one into sight."""
        self._choose(selection)

    # Selection and typing ---------------------------------------------------------------------

    def _choose(self, selection: Selection) -> None:
        before, self._selection = self._selection, selection
        card = selection.current
        if card is not None and self._scene.is_shown(card):
            self._bring_into_sight(card)
        self._update_cards({before.current, card, *(before.chosen ^ selection.chosen)})
        if selection != before:
            self.selected.emit(card if card in self._document.board.cards else None)

    # What the document and the editor tell ----------------------------------------------------

    def _on_changed(self, applied: Applied) -> None:
        seen = self._viewport
        glance = self._trail.follow(applied, *self._seen_before(applied))
        self._settling.start()
        anchor = self._anchor(self._steady(applied, taken_back=glance is not None))
        self._capture.follow(applied.board, applied.touched)
        self._hold(anchor)
        if glance is None or not self._look_back(glance, seen):
            self._follow_choice(applied)
        self._place_editor()
        self.update()

    def _seen_before(self, applied: Applied) -> tuple[Selection, Viewport | None]:
        """What was chosen and seen before a change; a card typed anew was not there yet."""
        if self._selection.within(applied.before.cards) == self._selection:
            return self._selection, self._viewport
        return only(self.typist.came_from), None

    def _steady(self, applied: Applied, *, taken_back: bool) -> str | None:
        """The card that people look at; where the change moves or takes it, what it hung under."""
        held = self._held()
        card = applied.before.cards.get(held or "")
        leaves = held not in applied.board.cards or (taken_back and held in applied.touched)
        return card.parent if card is not None and leaves else held

    def _look_back(self, glance: Glance, seen: Viewport) -> bool:
        """Show cards as people saw them before a change that is taken back; False for others."""
        selection = glance.selection.within(self._document.board.cards)
        is_mine = self._editor.hasFocus() or self.current not in self._document.board.cards
        if not (is_mine and glance.is_about_cards and self._scene.is_shown(selection.current)):
            return False
        view = glance.view_for(seen)
        if view is None or self._capture.edit is not None:
            self._choose(selection)
        else:
            self.choose_lightly(selection)
            self.look_through(view)
        return True

    def _follow_choice(self, applied: Applied) -> None:
        """Keep chosen what is left, and the current card in sight."""
        board = self._scene.board
        left = self._selection.within(board.cards)
        if left.current is None and self._capture.edit is None:
            back = board.by_ref.get(applied.ref or "")
            if back not in applied.before.cards and self._scene.is_shown(back):
                left = only(back)
        if left != self._selection:
            self._choose(left)
        elif self._pinned:
            self._update_map()
        elif self.current in applied.touched and self._scene.is_shown(self.current):
            self._bring_into_sight(str(self.current))

    def _on_previewed(self) -> None:
        card = self._capture.card
        if card is not None and self._scene.is_shown(card):
            self._place_editor()
            self._bring_into_sight(card)
        self._update_cards({card})

    def set_look(self, look: Look) -> None:
        """Wear another palette, the editor too."""
        super().set_look(look)
        self._place_editor()

    def look_through(self, viewport: Viewport) -> None:
        """Show another part of the drawing; the editor goes with its card."""
        moved = viewport != self._viewport
        super().look_through(viewport)
        if moved:
            self._place_editor()

    def _held(self) -> str | None:
        return self._pinned or self._capture.card or self.current

    def _place_editor(self) -> None:
        self._capture.place(self._viewport, self.height(), self._painter.editing_colours)

    def fold(self, folded: frozenset[str]) -> None:
        """Fold exactly these cards; kept with the document, not undone."""
        anchor = self._anchor(self._held())
        concerned = self._scene.folded ^ folded
        self._scene.fold(folded)
        self._hold(anchor)
        self._document.session.set_view_state("folded", sorted(folded))
        self.update()
        self.refolded.emit(concerned)

    # Qt's own hooks: keys ---------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys go through the editor, which has the focus anyway."""
        self._editor.keyPressEvent(event)

    def _on_key(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._mouse.hold_space(held=True)
            return
        if self._mouse.is_busy and event.key() != Qt.Key.Key_Escape:
            return
        method = method_for(event)
        if method is None:
            event.ignore()
        else:
            owner, _, name = self._as_seen(method).rpartition(".")
            owners = {
                "": self,
                "typist": self.typist,
                "work": self.work,
                "travel": self.travel,
            }
            getattr(owners[owner], name)()

    def _as_seen(self, method: str) -> str:
        """In a tree that grows to the left, the keys that move a card inwards and outwards swap."""
        return _SWAPPED.get(method, method) if self._scene.is_mirrored else method

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Letting the space bar go ends panning by drag."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._mouse.hold_space(held=False)
        super().keyReleaseEvent(event)

    # Qt's own hooks: mouse and fingers --------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Touches are no clicks before it is known how many fingers there are."""
        if isinstance(event, QTouchEvent):
            return self._fingers.follow(event)
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select, fold, or start a gesture."""
        self.setFocus()
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the gesture on."""
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish the gesture."""
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the card, or start a new tree on empty ground."""
        self._mouse.double_click(event)

    def _picture(self, part: QRect | None = None) -> Picture:
        return replace(
            super()._picture(part),
            editing=self._capture.card,
            band=self._mouse.band,
            drag=self._mouse.drag,
        )


def _folded(document: Document) -> frozenset[str]:
    """The cards that were folded when the document was last open."""
    kept = document.session.view_state("folded")
    names = kept if isinstance(kept, list) else []
    return frozenset(card for card in names if card in document.board.cards)
