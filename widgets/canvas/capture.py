"""Typing on a card: opens the editor over it, previews, keeps a draft, and keeps or drops the text.

One object joins the editor, the edit and the scene; the canvas only says when.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from widgets.canvas.editor import CardEditor
from widgets.canvas.edits import Draft, Edit, NewCard, draft_of, draft_values, indented
from widgets.canvas.scene import Scene
from widgets.canvas.viewport import Viewport
from widgets.document import Document
from widgets.drafts import DraftKeeper
from widgets.look.measure import font_of
from workshop.board import Board
from workshop.drawing.shapes import Role
from workshop.rules import RefusedError
from workshop.steps import Step
from workshop.values.text import clean_text
from workshop.vocabulary import Kind

#: Ink and paper of the editor on a card of this kind.
Colours = Callable[[Kind], tuple[QColor, QColor]]

#: Where the canvas keeps its draft.
DRAFT_KEY = "canvas"


class Capture(QObject):
    """The edit under way, if one.

    Signals:
        opening(): an existing card's text is about to be in the field.
        previewed(): the scene shows what the text typed so far would lead to.
        changed_to(): the new card that is being typed has another kind or place.
        ended(): no card is being edited any more.
    """

    opening = Signal()
    previewed = Signal()
    changed_to = Signal()
    ended = Signal()

    def __init__(
        self, document: Document, scene: Scene, editor: CardEditor, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._scene = scene
        self._editor = editor
        self._edit: Edit | None = None
        self._draft = DraftKeeper(document, DRAFT_KEY, self._draft_values, self)
        editor.typed.connect(self._on_typed)

    @property
    def edit(self) -> Edit | None:
        """What is being edited."""
        return self._edit

    @property
    def card(self) -> str | None:
        """The card being edited; it may not exist yet."""
        return self._edit.card if self._edit is not None else None

    def start(self, edit: Edit, text: str, *, select_all: bool) -> bool:
        """Open the editor for an edit; False when a rule refuses it."""
        if not self._document.may_write():
            return False
        try:
            step = edit.step(self._document.board, text)
        except RefusedError as refused:
            self._document.refused.emit(refused)
            return False
        self._edit = edit
        self._preview(step)
        if not edit.is_new:
            self.opening.emit()
        self._editor.open(text, select_all=select_all)
        self.previewed.emit()
        return True

    def place(self, view: Viewport, height: int, colours: Colours) -> None:
        """Let the editor lie over its card's text, on a window of this height."""
        card = self.card
        if card is None or not self._scene.is_shown(card):
            return
        face = self._scene.face(card)
        x, y, _, _ = self._scene.rect(card)
        scale = view.scale
        left, top = view.to_screen(x, y)
        line = next(line for line in face.lines if line.role in (Role.TEXT, Role.EMPTY))
        column, wide = self._scene.text_column(card)
        style = line.style
        self._editor.dress(font_of(style, scale), style.leading * scale, *colours(face.kind))
        text_top = line.y - (style.leading + style.size * 0.72) / 2
        room = max(style.leading * scale, height - top - 2 * text_top * scale)
        self._editor.place(left + column * scale, top + text_top * scale, wide * scale, room)

    def change_to(self, edit: NewCard) -> None:
        """Let the card that is being typed be another one, e.g. of another kind."""
        if self._edit is not None:
            before, self._edit = self._edit, edit
            if self._try_preview(self._editor.text()):
                self.changed_to.emit()
            else:
                self._edit = before

    def indent(self) -> str | None:
        """Hang the new card under the sibling before it; that sibling, or None when it stays."""
        edit = self._edit
        if not isinstance(edit, NewCard):
            return None
        try:
            below = indented(self._document.board, edit)
        except RefusedError as refused:
            self._document.refused.emit(refused)
            return None
        self.change_to(below)
        return below.parent if self._edit is below and below is not edit else None

    def keep(self) -> bool:
        """Write what was typed; an empty new card is dropped. False when it can't be written."""
        edit, text = self._edit, self._editor.text()
        if edit is None:
            return True
        if edit.is_new and not clean_text(text):
            self.drop()
            return True
        self._edit = None
        if self._document.run(edit.step, text) is None:
            self._edit = edit
            return False
        self._scene.type_on(None)
        self._finish()
        return True

    def drop(self) -> None:
        """Forget what was typed."""
        if self._edit is not None:
            card, self._edit = self._edit.card, None
            self._scene.type_on(None)
            self._scene.show(self._document.board, {card})
            self._finish()

    def follow(self, board: Board, touched: frozenset[str]) -> None:
        """Show a newly committed board, with the edit under way on top of it."""
        self._scene.show(board, touched)
        if self._edit is None:
            return
        if not self._edit.still_fits(board) or not self._try_preview(self._editor.text()):
            self.drop()

    def restore(self) -> bool:
        """Reopen the edit that a crash interrupted; False when there is none."""
        draft = draft_of(self._draft.left)
        if draft is None or not draft.edit.still_fits(self._document.board):
            return False
        return self.start(draft.edit, draft.text, select_all=False)

    def _on_typed(self, text: str) -> None:
        if self._try_preview(text):
            self._draft.typed()
            self.previewed.emit()

    def _try_preview(self, text: str) -> bool:
        if self._edit is None:
            return False
        try:
            self._preview(self._edit.step(self._document.board, text))
        except RefusedError as refused:
            self._document.refused.emit(refused)
            return False
        return True

    def _preview(self, step: Step) -> None:
        board = self._document.board
        touched = step.touched or ({self._edit.card} if self._edit is not None else frozenset())
        self._scene.type_on(self.card)
        self._scene.show(board.applied(step.changes), touched)

    def _draft_values(self) -> object:
        if self._edit is None:
            return None
        return draft_values(Draft(self._edit, self._editor.text()))

    def _finish(self) -> None:
        self._draft.forget()
        self._editor.rest()
        self.ended.emit()
