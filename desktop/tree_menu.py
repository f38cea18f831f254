"""The menu of the tree: what can be done to a card, or on empty ground.

Made of rows of the table of actions. Opens at the pointer, or, by key, under the current card.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu

from desktop.actions import Actions
from widgets.canvas.canvas import Canvas
from workshop.language import text

_KINDS: Final = ("outcome", "opportunity", "solution", "test")
_FACTS: Final = ("target", "evidence", "metric", "owner", "state")
#: Groups that open from a line of their own.
_FOLDED: Final = {_KINDS: text("Kind"), _FACTS: text("What stands behind it")}
#: Actions by their names in the table, in groups.
ON_CARD: Final = (
    ("add_child", "add_sibling", "add_parent", "edit"),
    ("cut", "copy", "paste", "duplicate"),
    _KINDS,
    ("fold", "focus", "zoom_branch"),
    _FACTS,
    ("promote",),
    ("delete", "delete_alone"),
)
ON_GROUND: Final = (
    ("start_tree", "paste", "choose_all"),
    ("zoom_fit", "zoom_100", "arrangement"),
    ("undo", "redo"),
)


class TreeMenu(QObject):
    """Opens the menu of one canvas."""

    def __init__(self, canvas: Canvas, actions: Actions) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._actions = actions
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer the right button, and the key that means the same."""
        if isinstance(event, QContextMenuEvent):
            by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
            place = self._below_current() if by_key else event.pos()
            on_card = self._canvas.current is not None and (
                by_key or self._canvas.card_at(QPointF(place)) is not None
            )
            self._open(ON_CARD if on_card else ON_GROUND, place)
            return True
        return super().eventFilter(watched, event)

    def _open(self, groups: tuple[tuple[str, ...], ...], place: QPoint) -> None:
        menu = QMenu(self._canvas)
        menu.setObjectName("treeMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in groups:
            into = menu.addMenu(_FOLDED[group]) if group in _FOLDED else menu
            for name in group:
                into.addAction(self._actions[name])
            menu.addSeparator()
        menu.popup(self._canvas.mapToGlobal(place))

    def _below_current(self) -> QPoint:
        canvas, card = self._canvas, self._canvas.current
        if card is None or not canvas.scene.is_shown(card):
            return canvas.rect().center()
        x, y, _, height = canvas.scene.rect(card)
        left, bottom = canvas.viewport.to_screen(x, y + height)
        bounds = canvas.rect()
        return QPoint(
            min(max(round(left), bounds.left()), bounds.right()),
            min(max(round(bottom), bounds.top()), bounds.bottom()),
        )
