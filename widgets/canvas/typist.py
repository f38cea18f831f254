"""Making and editing cards at the keyboard: which card is typed next, and where it hangs.

Opens and ends edits; what is typed, and its preview, are `capture`'s, what a card is and where it
may hang the domain's.
"""

from typing import TYPE_CHECKING

from msgspec import structs

from widgets.canvas.capture import Capture
from widgets.canvas.editor import CardEditor
from widgets.canvas.edits import CardText, NewCard, NewParent
from widgets.canvas.selection import only
from workshop.commands.places import kind_below, kind_beside
from workshop.records import new_id
from workshop.rules import RefusedError
from workshop.vocabulary import Kind

if TYPE_CHECKING:
    from widgets.canvas.canvas import Canvas


class Typist:
    """Starts typing on a canvas, and goes on from card to card.

    `came_from` is the card that was current when a new one was asked for.
    """

    def __init__(self, canvas: "Canvas", capture: Capture, editor: CardEditor) -> None:
        self._canvas = canvas
        self._capture = capture
        self._editor = editor
        self.came_from: str | None = None
        editor.started.connect(self._start_typing)
        editor.entered.connect(self._on_enter)
        editor.tabbed.connect(self._on_tab)
        editor.given_up.connect(self._give_up)

    @property
    def origin(self) -> str | None:
        """The card people came from, if it is still there."""
        return self.came_from if self.came_from in self._canvas.document.board.cards else None

    def add_child(self) -> None:
        """Type a new child of the current card."""
        if self._canvas.commit_pending() and self._canvas.current is not None:
            try:
                kind = kind_below(self._canvas.scene.board, self._canvas.current)
            except RefusedError as refused:
                self._canvas.document.refused.emit(refused)
                return
            children = self._canvas.scene.board.children_of(self._canvas.current)
            if self._canvas.current in self._canvas.scene.folded:
                self._canvas.fold(self._canvas.scene.folded - {self._canvas.current})
            self._type_new(kind, self._canvas.current, children[-1] if children else None)

    def add_sibling(self) -> None:
        """Type a new card after the current one; at the top level when there is none."""
        if self._canvas.commit_pending():
            board, current = self._canvas.scene.board, self._canvas.current
            tops = board.children_of(None)
            beside = current if current is not None else (tops[-1] if tops else None)
            parent = board.cards[beside].parent if beside is not None else None
            self._type_new(kind_beside(board, beside), parent, beside)

    def add_sibling_before(self) -> None:
        """Type a new card before the current one."""
        if self._canvas.commit_pending() and self._canvas.current is not None:
            board = self._canvas.scene.board
            siblings = board.siblings_of(self._canvas.current)
            at = siblings.index(self._canvas.current)
            before = siblings[at - 1] if at > 0 else None
            parent = board.cards[self._canvas.current].parent
            self._type_new(kind_beside(board, self._canvas.current), parent, before)

    def add_parent(self) -> None:
        """Type a new card between the current one and its parent."""
        if self._canvas.commit_pending() and self._canvas.current is not None:
            self._type_at(NewParent(card=new_id(), below=self._canvas.current))

    def edit(self) -> None:
        """Edit the text of the current card, the cursor at its end."""
        self._edit_current(select_all=False)

    def set_kind_typed(self, kind: Kind) -> bool:
        """Give the new card that is being typed another kind; False when there is none."""
        edit = self._capture.edit
        if not isinstance(edit, NewCard):
            return False
        self._capture.change_to(structs.replace(edit, kind=kind))
        return True

    def start_tree(self) -> None:
        """Type a new card at the top level."""
        self._canvas.select(None)
        self.add_sibling()

    # How ----------------------------------------------------------------------------------

    def _type_new(self, kind: Kind, parent: str | None, after: str | None) -> None:
        self._type_at(NewCard(card=new_id(), kind=kind, parent=parent, after=after))

    def _is_typing_new(self) -> bool:
        edit = self._capture.edit
        return edit is not None and edit.is_new

    def _type_at(self, edit: NewCard | NewParent) -> None:
        self.came_from = self._canvas.current
        if self._capture.start(edit, "", select_all=False):
            self._canvas.go_to(only(edit.card))
            self._canvas.make_legible(edit.card)
            self._canvas.setFocus()

    def _edit_current(self, *, select_all: bool) -> None:
        if self._canvas.current is None or not self._canvas.commit_pending():
            return
        card = self._canvas.current
        if card is not None:
            before = self._canvas.document.board.cards[card].text
            if self._capture.start(CardText(card), before, select_all=select_all):
                self._canvas.make_legible(card)
            self._canvas.setFocus()

    def _start_typing(self) -> None:
        """Text is coming: it replaces the current card's, or starts the first card."""
        if self._canvas.current is None:
            self.add_sibling()
        else:
            self._edit_current(select_all=True)

    def _give_up(self) -> None:
        """Leave the card as it was, and a card that was to be the first one unwritten."""
        typed = self._capture.card
        self._capture.drop()
        if typed not in self._canvas.document.board.cards:
            self._canvas.go_to(only(self.origin))

    def _on_enter(self) -> None:
        was_new = self._is_typing_new()
        has_text = bool(self._editor.text().strip())
        if was_new and has_text:
            self.add_sibling()
        else:
            self._canvas.commit_pending()

    def _on_tab(self) -> None:
        is_empty = self._is_typing_new() and not self._editor.text().strip()
        if is_empty:
            self._indent_new()
        else:
            self.add_child()

    def _indent_new(self) -> None:
        """Let the empty new card hang under the one before it; it stays open."""
        above = self._capture.indent()
        if above is not None:
            self.came_from = above
            if above in self._canvas.scene.folded:
                self._canvas.fold(self._canvas.scene.folded - {above})
                self._capture.previewed.emit()
