"""Every card of the canvas as a screen reader meets it: a tree item with a name, a state, a place.

Owns what one card answers when it is asked, and the set of cards that were asked for. Tells
nobody of changes (`accessible` does) and changes nothing itself: actions are the canvas's own.

As in Qt's own trees, every card is a child of the tree itself, in the order of the tree, and says
its level and place: Orca reads an item that has children by the names of the children.
"""

import weakref
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAttributesInterface,
    QAccessibleInterface,
    QWindow,
)
from shiboken6 import Shiboken

from widgets.saying import Thing, null
from workshop.board import Board
from workshop.language import plural, text
from workshop.words.cards import spoken_facts
from workshop.words.codes import kind_word

if TYPE_CHECKING:
    from widgets.canvas.canvas import Canvas

#: The action that opens the text field on a card; Qt names the others.
EDIT = "edit"


class AccessibleCards:
    """The cards a screen reader has asked for, each made once and kept while it exists.

    Qt's own register deletes an interface it knows, so a Python one has to live as long: it is
    registered when it is made, and leaves here and there at once. Holds the canvas weakly.
    """

    def __init__(self, canvas: "Canvas", tree: QAccessibleInterface) -> None:
        self._canvas = weakref.ref(canvas)
        self._tree: QAccessibleInterface | None = tree
        self._known: dict[str, AccessibleCard] = {}
        self._ordered = Board()
        self._in_order: tuple[str, ...] = ()
        self._places: dict[str, int] = {}

    @property
    def canvas(self) -> "Canvas | None":
        """The canvas; None once it is gone, and until it has the text field it is made with."""
        canvas = self._canvas()
        if canvas is None or not Shiboken.isValid(canvas) or canvas.focusProxy() is None:
            return None
        return canvas

    @property
    def tree(self) -> QAccessibleInterface | None:
        """What stands for the canvas itself; None once it is gone."""
        tree = self._tree
        return tree if tree is not None and Shiboken.isValid(tree) else None

    @property
    def board(self) -> Board:
        """The board on the screen; an empty one when the canvas is gone."""
        canvas = self.canvas
        return canvas.scene.board if canvas is not None else Board()

    def known(self, card: str) -> "AccessibleCard | None":
        """A card that was asked for before."""
        return self._known.get(card)

    @property
    def seen(self) -> tuple[str, ...]:
        """The cards that were asked for before."""
        return tuple(self._known)

    def of(self, card: str) -> "AccessibleCard":
        """The card's interface."""
        known = self._known.get(card)
        if known is None:
            known = self._known[card] = AccessibleCard(self, card)
            known.number = QAccessible.registerAccessibleInterface(known)
        return known

    @property
    def in_order(self) -> tuple[str, ...]:
        """Every card of the board on the screen, in the order of the tree."""
        board = self.board
        if board is not self._ordered:
            self._ordered = board
            self._in_order = tuple(card.id for card in board.in_tree_order())
            self._places = {card: at for at, card in enumerate(self._in_order)}
        return self._in_order

    def place_of(self, card: str) -> int:
        """The place of a card in the order of the tree, or -1."""
        return self._places.get(card, -1) if self.in_order else -1

    def at(self, x: int, y: int) -> "AccessibleCard | None":
        """The card at a pixel of the desktop."""
        canvas = self.canvas
        if canvas is None:
            return None
        local = canvas.mapFromGlobal(QPoint(x, y))
        card = canvas.card_at(QPointF(local)) if canvas.rect().contains(local) else None
        return self.of(card) if card is not None else None

    def forget(self, card: str) -> None:
        """Let a card go that is gone."""
        known = self._known.pop(card, None)
        if known is not None and Shiboken.isValid(known):
            QAccessible.deleteAccessibleInterface(known.number)

    def clear(self) -> None:
        """Let all go: the canvas is being destroyed."""
        for card in list(self._known):
            self.forget(card)
        self._tree = None


class AccessibleCard(Thing):
    """One card; its parent is the canvas, whatever card it hangs under, and those below are beside
    it.
    """

    def __init__(self, cards: AccessibleCards, card: str) -> None:
        super().__init__()
        self._cards = cards
        self._actions = CardActions(cards, card)
        self._attributes = CardLevel(cards, card)
        self._is_leaving = False
        self.card = card
        #: Its number in Qt's register.
        self.number = 0

    def leave(self) -> None:
        """Go on answering while its end is told."""
        self._is_leaving = True

    def isValid(self) -> bool:
        """True while the card is on the board that is shown, and while its end is told."""
        return self._is_leaving or self.card in self._cards.board.cards

    def window(self) -> QWindow | None:  # type: ignore[override]
        """The window the canvas is in."""
        tree = self._cards.tree
        return tree.window() if tree is not None else None

    # Relations --------------------------------------------------------------------------------

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The canvas."""
        return self._cards.tree

    # What it is -------------------------------------------------------------------------------

    def role(self) -> QAccessible.Role:
        """A tree item."""
        return QAccessible.Role.TreeItem

    def text(self, kind: QAccessible.Text) -> str:
        """The name, and as a description the level and what is folded away."""
        canvas = self._cards.canvas
        if canvas is None or self.card not in canvas.scene.board.cards:
            return ""
        if kind is QAccessible.Text.Name:
            return _name(canvas, self.card)
        if kind is QAccessible.Text.Description:
            return _description(canvas, self.card)
        return ""

    def setText(self, kind: QAccessible.Text, words: str) -> None:
        """Texts are typed, with the action `edit`."""

    def rect(self) -> QRect:
        """Where the card is on the desktop, in pixels; empty while it is folded away."""
        canvas = self._cards.canvas
        if canvas is None or not canvas.scene.is_shown(self.card):
            return QRect()
        return _rect(canvas, self.card).translated(canvas.mapToGlobal(QPoint(0, 0)))

    def state(self) -> QAccessible.State:
        """Chosen, current, folded, out of sight."""
        state, canvas = QAccessible.State(), self._cards.canvas
        if canvas is None or self.card not in canvas.scene.board.cards:
            _set(state, invalid=True)
            return state
        card, scene = self.card, canvas.scene
        shown, has_children = scene.is_shown(card), bool(scene.board.children_of(card))
        in_sight = shown and _rect(canvas, card).intersects(canvas.rect())
        _set(
            state,
            selectable=True,
            focusable=True,
            editable=True,
            selected=card in canvas.selection.chosen,
            focused=card == canvas.current and canvas.hasFocus() and not canvas.is_editing,
            expandable=has_children,
            expanded=has_children and card not in scene.folded,
            collapsed=has_children and card in scene.folded,
            invisible=not shown or not canvas.isVisible(),
            offscreen=not in_sight,
        )
        return state

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        """What it can do, and its level."""
        if kind is QAccessible.InterfaceType.ActionInterface:
            return self._actions
        if kind is QAccessible.InterfaceType.AttributesInterface:
            return self._attributes
        return null()


class CardActions(QAccessibleActionInterface):
    """What can be done to a card: choose it, focus it, edit its text, fold its branch."""

    def __init__(self, cards: AccessibleCards, card: str) -> None:
        super().__init__()
        self._cards = cards
        self._card = card

    def actionNames(self) -> list[str]:
        """Folding only where there is something to fold."""
        names = [self.pressAction(), self.setFocusAction(), EDIT]
        if self._cards.board.children_of(self._card):
            names.append(self.toggleAction())
        return names

    def localizedActionName(self, name: str) -> str:
        """The action in people's words."""
        return _action_words().get(name) or super().localizedActionName(name)

    def localizedActionDescription(self, name: str) -> str:
        """No more than the name says."""
        return self.localizedActionName(name)

    def keyBindingsForAction(self, name: str) -> list[str]:
        """The keys that do the same to the current card."""
        return ["F2"] if name == EDIT else []

    def doAction(self, name: str) -> None:
        """Do it as the keys would."""
        canvas = self._cards.canvas
        if canvas is None or name not in self.actionNames():
            return
        if name == self.toggleAction():
            if canvas.commit_pending():
                canvas.fold(canvas.scene.folded ^ {self._card})
            return
        canvas.select(self._card)
        if name == self.setFocusAction():
            canvas.setFocus()
        elif name == EDIT and canvas.current == self._card:
            canvas.typist.edit()


class CardLevel(QAccessibleAttributesInterface):
    """How deep a card is in its tree; the top is level 1."""

    def __init__(self, cards: AccessibleCards, card: str) -> None:
        super().__init__()
        self._cards = cards
        self._card = card

    def attributeKeys(self) -> list[QAccessible.Attribute]:
        """Just the level."""
        return [QAccessible.Attribute.Level]

    def attributeValue(self, key: QAccessible.Attribute) -> Any:
        """The level, as a number."""
        board = self._cards.board
        if key is not QAccessible.Attribute.Level or self._card not in board.cards:
            return None
        return _level(board, self._card)


def _action_words() -> dict[str, str]:
    return {
        CardActions.pressAction(): text("Select the card"),
        CardActions.setFocusAction(): text("Go to the card"),
        EDIT: text("Edit the text"),
        CardActions.toggleAction(): text("Fold or unfold the branch"),
    }


def _set(state: QAccessible.State, **flags: bool) -> None:
    """A state's flags are single bits in Qt."""
    for name, value in flags.items():
        setattr(state, name, int(value))


def _level(board: Board, card: str) -> int:
    return 1 + sum(1 for _ in board.ancestors_of(card))


def _name(canvas: "Canvas", card: str) -> str:
    record = canvas.scene.board.cards[card]
    words = record.text or text("no text yet")
    return text("{kind} {ref}: {words}").format(
        kind=kind_word(record.kind), ref=record.ref, words=words
    )


def _description(canvas: "Canvas", card: str) -> str:
    scene = canvas.scene
    siblings, below = scene.board.siblings_of(card), len(scene.board.children_of(card))
    at = {"level": _level(scene.board, card), "at": siblings.index(card) + 1, "of": len(siblings)}
    parts = [text("level {level}, {at} of {of}").format(**at)]
    hidden = scene.layout.hidden(card)
    if hidden:
        folded = plural("folded, {count} card hidden", "folded, {count} cards hidden", hidden)
        parts.append(folded.format(count=hidden))
    elif below:
        parts.append(plural("{count} card below", "{count} cards below", below).format(count=below))
    parts += spoken_facts(scene.board, scene.board.cards[card])
    return ", ".join(filter(None, (*parts, canvas.gap_words(card).replace("\n", " "))))


def _rect(canvas: "Canvas", card: str) -> QRect:
    """Where a shown card is on the canvas, in pixels."""
    x, y, width, height = canvas.scene.rect(card)
    left, top = canvas.viewport.to_screen(x, y)
    return QRectF(left, top, width * canvas.scale, height * canvas.scale).toAlignedRect()
