"""The tree as people see and work it: one widget that paints itself.

Composes scene, viewport, painter, editor and gestures; turns keys and the mouse into commands.
Rules live in the domain, painting in `painter`, typing in `capture`.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from widgets.canvas.capture import Capture
from widgets.canvas.editor import CardEditor
from widgets.canvas.edits import CardText, NewCard
from widgets.canvas.keys import method_for
from widgets.canvas.measure import font_of
from widgets.canvas.mouse import Mouse
from widgets.canvas.painter import Picture
from widgets.canvas.view import TreeView
from widgets.canvas.viewport import Viewport
from widgets.document import Document
from widgets.look.look import Look
from workshop.applied import Applied
from workshop.board import Board
from workshop.commands import cards
from workshop.commands.outputs import add_output
from workshop.commands.places import kind_below, kind_beside
from workshop.drawing.shapes import Role
from workshop.drawing.travel import Direction
from workshop.records import new_id
from workshop.rules import Refusal, RefusedError
from workshop.steps import Step
from workshop.vocabulary import Kind
from workshop.words import text

P = ParamSpec("P")

#: Text smaller than this share of its size can't be typed in comfortably.
_SMALLEST_EDITING_SCALE = 0.75


class Canvas(TreeView):
    """Shows and edits the tree of a document.

    Signals:
        selected(str | None): the current card, or None.
        promoted(str): the output that a solution has become, or already was.
    """

    selected = Signal(object)
    promoted = Signal(str)

    def __init__(self, document: Document, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(document.board, _folded(document), look, parent)
        self._document = document
        self._came_from: str | None = None
        self._mouse = Mouse(self)
        self._editor = CardEditor(self)
        self._capture = Capture(document, self._scene, self._editor, self)
        self._connect()
        self.setObjectName("canvas")
        self.setAccessibleName(text("Tree"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._editor)
        self.setMouseTracking(True)

    def _connect(self) -> None:
        self._document.changed.connect(self._on_changed)
        self._capture.previewed.connect(self._on_previewed)
        self._capture.ended.connect(self.update)
        self._editor.started.connect(self._start_typing)
        self._editor.rest_key.connect(self._on_key)
        self._editor.entered.connect(self._on_enter)
        self._editor.tabbed.connect(self._on_tab)
        self._editor.escaped.connect(self._keep_typed)
        self._editor.left.connect(self._keep_typed)

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
        """Make a card the current one and bring it into sight."""
        self.commit_pending()
        if card is not None and card not in self._document.board.cards:
            return
        if card is not None and not self._scene.is_shown(card):
            self._fold(self._scene.unfolded_down_to(card))
        self._select(card)

    def commit_pending(self) -> bool:
        """Keep what is being typed; False when it can't be written."""
        return self._capture.keep()

    def restore_draft(self) -> None:
        """Reopen the card that was being typed when the program stopped."""
        if self._capture.restore():
            self._select(self._capture.card)

    # What actions and keys do -----------------------------------------------------------------

    def add_child(self) -> None:
        """Type a new child of the current card."""
        if self._keep_typed() and self._current is not None:
            kind = kind_below(self._scene.board, self._current)
            if kind is None:
                self._refuse_child()
                return
            children = self._scene.board.children_of(self._current)
            if self._current in self._scene.folded:
                self._fold(self._scene.folded - {self._current})
            self._type_new(kind, self._current, children[-1] if children else None)

    def add_sibling(self) -> None:
        """Type a new card after the current one; at the top level when there is none."""
        if self._keep_typed():
            board, current = self._scene.board, self._current
            tops = board.children_of(None)
            beside = current if current is not None else (tops[-1] if tops else None)
            parent = board.cards[beside].parent if beside is not None else None
            self._type_new(kind_beside(board, beside), parent, beside)

    def add_sibling_before(self) -> None:
        """Type a new card before the current one."""
        if self._keep_typed() and self._current is not None:
            board = self._scene.board
            siblings = board.siblings_of(self._current)
            at = siblings.index(self._current)
            before = siblings[at - 1] if at > 0 else None
            parent = board.cards[self._current].parent
            self._type_new(kind_beside(board, self._current), parent, before)

    def edit(self) -> None:
        """Edit the text of the current card, the cursor at its end."""
        self._edit_current(select_all=False)

    def delete_selected(self) -> None:
        """Delete the current card with its branch."""
        card = self._current
        if card is not None and self._keep_typed() and card in self._document.board.cards:
            beside = _beside(self._document.board, card)
            if self._document.run(cards.delete_card, card) is not None:
                self._select(beside)

    def set_kind(self, kind: Kind) -> None:
        """Make the current card, or the one being typed, one of this kind."""
        edit = self._capture.edit
        if isinstance(edit, NewCard):
            self._capture.change_to(_of_kind(edit, kind))
            self._on_previewed()
        else:
            self._run_on_current(cards.edit_card, kind=kind)

    def move_up(self) -> None:
        """Move the current card before the sibling before it."""
        self._run_on_current(cards.raise_card)

    def move_down(self) -> None:
        """Move the current card behind the sibling after it."""
        self._run_on_current(cards.lower_card)

    def indent(self) -> None:
        """Hang the current card under the sibling before it."""
        self._run_on_current(cards.indent_card)

    def outdent(self) -> None:
        """Hang the current card beside its parent."""
        self._run_on_current(cards.outdent_card)

    def toggle_fold(self) -> None:
        """Fold the branch below the current card away, or show it again."""
        if self._keep_typed() and self._document.board.children_of(self._current):
            self._fold(self._scene.folded ^ {str(self._current)})

    def promote(self) -> None:
        """Make the current solution an output, or go to the output it already is."""
        card = self._current
        if card is None or not self._keep_typed():
            return
        existing = self._document.board.outputs_from(card)
        if existing:
            self.promoted.emit(existing[0].id)
            return
        output = new_id()
        if self._document.run(add_output, solution=card, output=output) is not None:
            self.promoted.emit(output)

    def start_tree(self) -> None:
        """Type a new card at the top level."""
        self.select(None)
        self.add_sibling()

    def fold_handle_at(self, at: QPointF) -> str | None:
        """The card whose fold handle is under a pixel."""
        current = None if self.is_editing else self._current
        return self._painter.handle_at(self._scene, self._viewport, current, at)

    def cancel(self) -> None:
        """Cancel the gesture under way; else select nothing."""
        if not self._mouse.cancel():
            self._select(None)

    def go_left(self) -> None:
        """Select the nearest card to the left."""
        self._go(Direction.LEFT)

    def go_right(self) -> None:
        """Select the nearest card to the right."""
        self._go(Direction.RIGHT)

    def go_up(self) -> None:
        """Select the nearest card above."""
        self._go(Direction.UP)

    def go_down(self) -> None:
        """Select the nearest card below."""
        self._go(Direction.DOWN)

    def go_first(self) -> None:
        """Select the first card of the tree."""
        tops = self._scene.board.children_of(None)
        self._select(tops[0] if tops else None)

    # Selection and typing ---------------------------------------------------------------------

    def _select(self, card: str | None) -> None:
        changed = card != self._current
        self._current = card
        if card is not None and self._scene.is_shown(card):
            self._bring_into_sight(card)
        self.update()
        if changed:
            self.selected.emit(card if card in self._document.board.cards else None)

    def _go(self, direction: Direction) -> None:
        if self._current is None:
            self.go_first()
            return
        target = self._scene.layout.neighbour(self._current, direction)
        if target is not None:
            self._select(target)

    def _bring_into_sight(self, card: str) -> None:
        rect = self._scene.rect(card)
        self.look_through(self._viewport.with_in_sight(rect, self.width(), self.height()))

    def _keep_typed(self) -> bool:
        """Keep what is being typed; the current card is then one that exists."""
        typed = self._capture.card
        kept = self._capture.keep()
        if kept and typed is not None:
            board = self._document.board
            self._select(typed if typed in board.cards else self._last_existing())
        return kept

    def _last_existing(self) -> str | None:
        return self._came_from if self._came_from in self._document.board.cards else None

    def _type_new(self, kind: Kind, parent: str | None, after: str | None) -> None:
        self._came_from = self._current
        edit = NewCard(card=new_id(), kind=kind, parent=parent, after=after)
        if self._capture.start(edit, "", select_all=False):
            self._select(edit.card)
            self.setFocus()

    def _edit_current(self, *, select_all: bool) -> None:
        if self._current is not None and self._keep_typed() and self._current is not None:
            before = self._document.board.cards[self._current].text
            self._capture.start(CardText(self._current), before, select_all=select_all)
            self.setFocus()

    def _start_typing(self) -> None:
        """Text is coming: it replaces the current card's, or starts the first card."""
        if self._current is None:
            self.add_sibling()
        else:
            self._edit_current(select_all=True)

    def _on_enter(self) -> None:
        was_new = isinstance(self._capture.edit, NewCard)
        has_text = bool(self._editor.text().strip())
        if was_new and has_text:
            self.add_sibling()
        else:
            self._keep_typed()

    def _on_tab(self) -> None:
        was_empty = isinstance(self._capture.edit, NewCard) and not self._editor.text().strip()
        if was_empty:
            self._keep_typed()
        else:
            self.add_child()

    def _refuse_child(self) -> None:
        self._document.refused.emit(RefusedError(Refusal.NO_CHILDREN))

    def _run_on_current(
        self,
        command: Callable[Concatenate[Board, str, P], Step],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        if self._keep_typed() and self._current is not None:
            card = self._current
            self._document.run(lambda board: command(board, card, *args, **kwargs))

    # What the document and the editor tell ----------------------------------------------------

    def _on_changed(self, applied: Applied) -> None:
        anchor = self._anchor()
        self._capture.follow(applied.board, applied.touched)
        self._hold(anchor)
        board = self._scene.board
        if self._current is not None and self._current not in board.cards:
            self._current = None
            self.selected.emit(None)
        elif self._current in applied.touched and self._scene.is_shown(self._current):
            self._bring_into_sight(str(self._current))
        self._place_editor()
        self.update()

    def _on_previewed(self) -> None:
        card = self._capture.card
        if card is not None and self._scene.is_shown(card):
            self._place_editor()
            self._bring_into_sight(card)
        self.update()

    def look_through(self, viewport: Viewport) -> None:
        """Show another part of the drawing; the editor goes with its card."""
        super().look_through(viewport)
        self._place_editor()

    def _held(self) -> str | None:
        return self._capture.card or self._current

    def _place_editor(self) -> None:
        card = self._capture.card
        if card is None or not self._scene.is_shown(card):
            return
        face = self._scene.face(card)
        x, y, width, height = self._scene.rect(card)
        scale = max(self._viewport.scale, _SMALLEST_EDITING_SCALE)
        left, top = self._viewport.to_screen(x, y)
        line = next(line for line in face.lines if line.role is not Role.LABEL)
        colours = self._painter.editing_colours(face.kind)
        style = line.style
        self._editor.dress(font_of(style, scale), style.leading * scale, *colours)
        text_top = line.y - (style.leading + style.size * 0.72) / 2
        room = max(height * scale, self.height() - top - 2 * text_top * scale)
        self._editor.place(
            left + line.x * scale,
            top + text_top * scale,
            (width - 2 * line.x) * scale,
            room,
        )

    def _fold(self, folded: frozenset[str]) -> None:
        anchor = self._anchor()
        self._scene.fold(folded)
        self._hold(anchor)
        self._document.session.set_view_state("folded", sorted(folded))
        self.update()

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
            getattr(self, method)()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Letting the space bar go ends panning by drag."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._mouse.hold_space(held=False)
        super().keyReleaseEvent(event)

    # Qt's own hooks: mouse --------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select, fold, or start a gesture."""
        self.setFocus()
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the gesture on."""
        self._mouse.move(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Finish the gesture."""
        self._mouse.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the card, or start a new tree on empty ground."""
        self._mouse.double_click(event)

    def _picture(self) -> Picture:
        return replace(super()._picture(), editing=self._capture.card, drag=self._mouse.drag)


def _folded(document: Document) -> frozenset[str]:
    """The cards that were folded when the document was last open."""
    kept = document.session.view_state("folded")
    names = kept if isinstance(kept, list) else []
    return frozenset(card for card in names if card in document.board.cards)


def _beside(board: Board, card: str) -> str | None:
    """The card to select once this one is gone: next sibling, previous one, or parent."""
    siblings = board.siblings_of(card)
    at = siblings.index(card)
    if at + 1 < len(siblings):
        return siblings[at + 1]
    return siblings[at - 1] if at > 0 else board.cards[card].parent


def _of_kind(edit: NewCard, kind: Kind) -> NewCard:
    return NewCard(card=edit.card, kind=kind, parent=edit.parent, after=edit.after)
