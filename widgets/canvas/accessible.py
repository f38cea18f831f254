"""The canvas for screen readers: a tree of cards that can be found, read, chosen, edited, folded.

Owns the tree itself and telling what changes; what a card answers is in `accessible_cards`.
Nothing here runs before a screen reader has asked for the canvas: Qt calls the factory then.
Refusals are not told here; that is for the window, which knows what else it says.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleSelectionInterface,
    QAccessibleStateChangeEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QWidget

from widgets.canvas.accessible_cards import AccessibleCard, AccessibleCards
from widgets.canvas.canvas import Canvas
from widgets.canvas.capture import Capture
from widgets.canvas.selection import Selection, all_of
from widgets.saying import null
from workshop.applied import Applied
from workshop.language import plural, text
from workshop.records import Card

_Event = QAccessible.Event
#: Beyond so many cards chosen or let go at once, only the tree tells that its selection changed.
_MANY = 20


def make_accessible() -> None:
    """Let Qt know how a canvas is read; call it once, when the application exists."""
    QAccessible.installFactory(_interface_for)


def _interface_for(key: str, thing: QObject) -> QAccessibleInterface | None:
    """What stands for an object; None lets Qt choose. It asks again for each base class."""
    if key != Canvas.__name__ or not isinstance(thing, Canvas):
        return None
    return AccessibleTree(thing)


class AccessibleTree(QAccessibleWidget):
    """The canvas: its children are the cards, then the text field that types on cards.

    PySide keeps this object until the program ends, so it holds the canvas weakly.
    """

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, QAccessible.Role.Tree)
        cards = AccessibleCards(canvas, self)
        self._cards = cards
        self._selection = ChosenCards(cards)
        CanvasAccess(canvas, cards)

        # The connection owns the cards: were they part of a reference cycle, the collector could
        # delete interfaces that Qt still has in its register. (A bound method would not own them.)
        def let_go() -> None:
            cards.clear()

        canvas.destroyed.connect(let_go)

    def text(self, kind: QAccessible.Text) -> str:
        """The name of the canvas, and as a description how many cards it has."""
        if kind is QAccessible.Text.Description:
            count = len(self._cards.in_order)
            return plural("{count} card", "{count} cards", count).format(count=count)
        return super().text(kind)

    def childCount(self) -> int:
        """The cards and the text field."""
        return len(self._cards.in_order) + len(self._fields())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """A card, or the text field."""
        cards = self._cards.in_order
        if 0 <= index < len(cards):
            return self._cards.of(cards[index])
        fields = self._fields()
        return _interface(fields[0]) if fields and index == len(cards) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The place of a child, or -1."""
        if isinstance(child, AccessibleCard):
            return self._cards.place_of(child.card)
        return len(self._cards.in_order) if child.object() in self._fields() else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The card at a pixel of the desktop, however deep."""
        return self._cards.at(x, y)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """What keys go to: the card, or the text field while it is being typed on."""
        canvas = self._cards.canvas
        if canvas is None or not canvas.hasFocus():
            return None
        return focused_in(canvas, self._cards)

    def state(self) -> QAccessible.State:
        """A tree of which several cards can be chosen."""
        state = super().state()
        state.multiSelectable = 1
        state.extSelectable = 1
        return state

    def interface_cast(self, kind: QAccessible.InterfaceType) -> object:  # type: ignore[override]
        """The chosen cards, besides what every widget can do."""
        if kind is QAccessible.InterfaceType.SelectionInterface:
            return self._selection
        cast: object = super().interface_cast(kind)
        return null() if cast is None else cast

    def _fields(self) -> list[QWidget]:
        canvas = self._cards.canvas
        return [] if canvas is None else [field_of(canvas)]


class ChosenCards(QAccessibleSelectionInterface):
    """The cards that are chosen on the canvas."""

    def __init__(self, cards: AccessibleCards) -> None:
        super().__init__()
        self._cards = cards

    def selectedItemCount(self) -> int:
        """How many cards are chosen."""
        return len(self._chosen().chosen)

    def selectedItems(self) -> list[QAccessibleInterface]:
        """The chosen cards, in an order of their own."""
        return [self._cards.of(card) for card in sorted(self._chosen().chosen)]

    def selectedItem(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """One of the chosen cards."""
        chosen = sorted(self._chosen().chosen)
        return self._cards.of(chosen[index]) if 0 <= index < len(chosen) else None

    def isSelected(self, item: QAccessibleInterface) -> bool:
        """Whether a card is chosen."""
        return isinstance(item, AccessibleCard) and item.card in self._chosen().chosen

    def select(self, item: QAccessibleInterface) -> bool:
        """Choose a card as well."""
        if not isinstance(item, AccessibleCard) or not item.isValid():
            return False
        return self._choose(self._chosen().extended(item.card))

    def unselect(self, item: QAccessibleInterface) -> bool:
        """Let a card go."""
        return (
            isinstance(item, AccessibleCard)
            and self.isSelected(item)
            and self._choose(self._chosen().toggled(item.card))
        )

    def selectAll(self) -> bool:
        """Choose every card that is not folded away."""
        canvas = self._cards.canvas
        if canvas is not None:
            canvas.choose_all()
        return canvas is not None

    def clear(self) -> bool:
        """Choose none."""
        return self._choose(all_of((), None))

    def _chosen(self) -> Selection:
        canvas = self._cards.canvas
        return canvas.selection if canvas is not None else Selection()

    def _choose(self, selection: Selection) -> bool:
        canvas = self._cards.canvas
        if canvas is not None:
            canvas.choose(selection)
        return canvas is not None


class CanvasAccess(QObject):
    """Tells screen readers what changes on a canvas that one of them has asked for.

    The focus is told once the keys or commands under way are through, so that moving on from card
    to card is one sentence, not three; but before other views follow, whose many changes would
    keep the sentence waiting.
    """

    _DUE = QEvent.Type(QEvent.registerEventType())

    def __init__(self, canvas: Canvas, cards: AccessibleCards) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._cards = cards
        self._chosen: frozenset[str] = frozenset()
        self._said: tuple[str | None, bool] | None = None
        self._is_due = False
        # Qt may ask for a canvas while it is still being made, as soon as it has a name.
        QTimer.singleShot(0, self, self._listen)

    def _listen(self) -> None:
        canvas = self._canvas
        self._chosen = canvas.selection.chosen
        field_of(canvas).setAccessibleName(text("Text of the card"))
        canvas.selected.connect(self._on_selected)
        canvas.refolded.connect(self._on_refolded)
        canvas.document.changed.connect(self._on_changed)
        typing = canvas.findChild(Capture)
        assert typing is not None
        # Before the field's own events: Orca says nothing of a field whose cursor moves first.
        typing.opening.connect(self._tell_focus)
        typing.previewed.connect(self._tell_soon)
        typing.ended.connect(self._on_ended)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        canvas = self._cards.canvas
        self._said = None
        if canvas is not None and now is field_of(canvas):
            self._tell_soon()

    def _tell_soon(self) -> None:
        if not self._is_due:
            self._is_due = True
            first = Qt.EventPriority.HighEventPriority.value
            QCoreApplication.postEvent(self, QEvent(self._DUE), first)

    def customEvent(self, _event: QEvent) -> None:
        """What was under way is through."""
        self._is_due = False
        self._tell_focus()

    def _tell_focus(self) -> None:
        canvas = self._cards.canvas
        if canvas is None or not QAccessible.isActive() or not canvas.hasFocus():
            return
        focus = (canvas.current, canvas.is_editing)
        if focus != self._said:
            self._said = focus
            tell(focused_in(canvas, self._cards), _Event.Focus)

    def _on_ended(self) -> None:
        """A new card that was dropped while it was typed was on the screen only."""
        dropped = [card for card in self._cards.seen if card not in self._cards.board.cards]
        if QAccessible.isActive():
            self._tell_soon()
            self._tell_new_and_gone((), dropped)
        for card in dropped:
            self._cards.forget(card)

    def _on_selected(self, _current: str | None) -> None:
        before, self._chosen = self._chosen, self._canvas.selection.chosen
        if not QAccessible.isActive():
            return
        self._tell_soon()
        let_go, taken = before - self._chosen, self._chosen - before
        if len(let_go) + len(taken) > _MANY:
            self._tell_tree(_Event.SelectionWithin)
            return
        self._tell_known(let_go, _Event.SelectionRemove)
        board = self._cards.board
        only_one = len(self._chosen) == 1
        for card in taken & frozenset(board.cards):
            tell(self._cards.of(card), _Event.Selection if only_one else _Event.SelectionAdd)

    def _on_refolded(self, concerned: frozenset[str]) -> None:
        if not QAccessible.isActive():
            return
        for card in concerned:
            known = self._cards.known(card)
            if known is not None:
                changed = QAccessible.State()
                changed.expanded = 1
                changed.collapsed = 1
                send(QAccessibleStateChangeEvent(known, changed))
                tell(known, _Event.DescriptionChanged)

    def _on_changed(self, applied: Applied) -> None:
        before, after = applied.before.cards, applied.board.cards
        gone = [row for row in applied.touched if row in before and row not in after]
        if QAccessible.isActive():
            self._tell_soon()
            new = [row for row in applied.touched if row in after and row not in before]
            self._tell_new_and_gone(new, gone)
            stay = [row for row in applied.touched if row in before and row in after]
            self._tell_changed([(before[row], after[row]) for row in stay])
        for card in gone:
            self._cards.forget(card)

    def _tell_new_and_gone(self, new: Sequence[str], gone: Sequence[str]) -> None:
        if len(new) + len(gone) > _MANY:
            self._tell_tree(_Event.ObjectReorder)
            return
        for card in gone:
            known = self._cards.known(card)
            if known is not None:
                known.leave()
                tell(known, _Event.ObjectDestroyed)
        for card in new:
            tell(self._cards.of(card), _Event.ObjectCreated)

    def _tell_changed(self, cards: list[tuple[Card, Card]]) -> None:
        self._tell_known(
            [now.id for was, now in cards if _told(was) != _told(now)], _Event.NameChanged
        )
        moved = [now.id for was, now in cards if _place(was) != _place(now)]
        if moved:
            self._tell_tree(_Event.ObjectReorder)
            self._tell_known(moved, _Event.DescriptionChanged)

    def _tell_known(self, cards: Iterable[str | None], event: QAccessible.Event) -> None:
        for card in cards:
            known = self._cards.known(card) if card is not None else None
            tell(known, event)

    def _tell_tree(self, event: QAccessible.Event) -> None:
        tell(self._cards.tree, event)


def field_of(canvas: Canvas) -> QWidget:
    """The text field that types on the cards, and has the keyboard focus for them."""
    field = canvas.focusProxy()
    assert field is not None
    return field


def focused_in(canvas: Canvas, cards: AccessibleCards) -> QAccessibleInterface | None:
    """What keys go to on a canvas that has the focus."""
    if canvas.is_editing:
        return _interface(field_of(canvas))
    if canvas.current is not None and canvas.current in cards.board.cards:
        return cards.of(canvas.current)
    return cards.tree


def tell(what: QAccessibleInterface | None, event: QAccessible.Event) -> None:
    """Say that something happened to a card, to the tree or to the text field."""
    if what is None:
        return
    thing: QObject | None = what.object()
    # Told of its interface, Qt would take a widget's number for the place of a child.
    send(QAccessibleEvent(what, event) if thing is None else QAccessibleEvent(thing, event))


def send(event: QAccessibleEvent) -> None:
    """Hand an event to the screen readers that listen."""
    QAccessible.updateAccessibility(event)


def _interface(widget: QWidget) -> QAccessibleInterface | None:
    return QAccessible.queryAccessibleInterface(widget)


def _told(card: Card) -> tuple[str, str]:
    """What a card's name says."""
    return card.ref, card.text


def _place(card: Card) -> tuple[str | None, str]:
    return card.parent, card.rank
