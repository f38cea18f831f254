"""What people do to the chosen cards once they are typed: move, delete, copy, paste, fold, promote.

Each is one command, so one entry of the history. Typing itself is the canvas's business.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from widgets.canvas.selection import all_of, only
from workshop.applied import Applied
from workshop.board import Board
from workshop.commands import branches, cards
from workshop.commands.outputs import add_output
from workshop.commands.pasting import paste_outline
from workshop.outline import Line, branches_of, lines_of, text_of
from workshop.records import new_id
from workshop.steps import Step
from workshop.vocabulary import Kind

if TYPE_CHECKING:
    from widgets.canvas.canvas import Canvas

#: Branches on the clipboard, with all that belongs to them; other programs get an indented outline.
MIME = "application/x-whyboard-branches+json"


class TreeWork(QObject):
    """Commands on the cards that are chosen on a canvas.

    Signals:
        promoted(str): the output that a solution has become, or already was.
    """

    promoted = Signal(str)

    def __init__(self, canvas: "Canvas") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._document = canvas.document

    def delete(self) -> None:
        """Delete the chosen cards with their branches."""
        self._delete(branches.delete_cards)

    def delete_keeping_children(self) -> None:
        """Delete the chosen cards; their children take their places."""
        self._delete(branches.delete_keeping_children)

    def set_kind(self, kind: Kind) -> None:
        """Make the chosen cards, or the one being typed, of this kind."""
        if not self._canvas.typist.set_kind_typed(kind):
            self._run(lambda board, chosen: branches.set_kinds(board, chosen, kind=kind))

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

    def duplicate(self) -> None:
        """Copy the chosen branches, each copy behind its original."""
        self._select_new(self._run(branches.duplicate_cards))

    def copy(self) -> None:
        """Put the chosen branches on the clipboard."""
        if self._canvas.commit_pending() and self._chosen():
            board = self._document.board
            lines = branches_of(board, branches.tops_of(board, self._chosen()))
            data = QMimeData()
            data.setText(text_of(lines))
            data.setData(MIME, msgspec.json.encode(lines))
            QGuiApplication.clipboard().setMimeData(data)

    def cut(self) -> None:
        """Put the chosen branches on the clipboard and delete them."""
        self.copy()
        self.delete()

    def paste(self) -> None:
        """Add what is on the clipboard below the current card, or as trees of its own."""
        if not self._canvas.commit_pending():
            return
        lines = _lines_in(QGuiApplication.clipboard().mimeData())
        if lines:
            parent = self._canvas.current
            self._select_new(self._document.run(paste_outline, lines, parent=parent))

    def toggle_fold(self) -> None:
        """Fold the chosen branches away, or show them again."""
        if self._canvas.commit_pending():
            board, folded = self._document.board, self._canvas.scene.folded
            chosen = {card for card in self._chosen() if board.children_of(card)}
            self._canvas.fold(folded - chosen if chosen <= folded else folded | chosen)

    def promote(self) -> None:
        """Make the current solution an output, or go to the output it already is."""
        meant = self._canvas.current
        card = self._current()
        if card is None or card != meant:
            return
        existing = self._document.board.outputs_from(card)
        if existing:
            self.promoted.emit(existing[0].id)
            return
        output = new_id()
        if self._document.run(add_output, solution=card, output=output) is not None:
            self.promoted.emit(output)

    def _current(self) -> str | None:
        """The current card, what was typed on it kept."""
        return self._canvas.current if self._canvas.commit_pending() else None

    def _chosen(self) -> frozenset[str]:
        return self._canvas.selection.chosen

    def _run_on_current(self, command: Callable[[Board, str], Step]) -> None:
        card = self._current()
        if card is not None:
            self._document.run(command, card)

    def _run(self, command: Callable[[Board, frozenset[str]], Step]) -> Applied | None:
        if not self._canvas.commit_pending() or not self._chosen():
            return None
        return self._document.run(command, self._chosen())

    def _delete(self, command: Callable[[Board, frozenset[str]], Step]) -> None:
        if not self._canvas.commit_pending() or not self._chosen():
            return
        beside = _beside(self._document.board, self._chosen())
        if self._document.run(command, self._chosen()) is not None:
            self._canvas.choose(only(beside))

    def _select_new(self, applied: Applied | None) -> None:
        """Choose the tops of what a command has just added."""
        if applied is not None:
            added = applied.touched - frozenset(applied.before.cards)
            tops = branches.tops_of(applied.board, added)
            self._canvas.choose(all_of(tops, tops[0] if tops else None))


def _lines_in(data: QMimeData | None) -> list[Line]:
    """The outline on the clipboard, whose content the system may refuse to give."""
    if data is None:
        return []
    if data.hasFormat(MIME):
        try:
            return msgspec.json.decode(data.data(MIME).data(), type=list[Line])
        except msgspec.DecodeError:
            return []
    return lines_of(data.text())


def _beside(board: Board, chosen: frozenset[str]) -> str | None:
    """The card to select once these are gone: the next sibling, the previous one, or the parent."""
    tops = branches.tops_of(board, chosen)
    siblings = board.siblings_of(tops[-1])
    at = siblings.index(tops[-1])
    left = [card for card in (*siblings[at + 1 :], *reversed(siblings[:at])) if card not in chosen]
    return left[0] if left else board.cards[tops[-1]].parent
