"""What people looked at and had chosen when each change was made, so that taking one back shows it.

Knows changes, views and selections; no widget, no rule.
"""

from collections import deque

from msgspec import Struct

from widgets.canvas.selection import Selection
from widgets.canvas.viewport import Viewport
from workshop.applied import Applied
from workshop.board import Board

#: So many changes back the view is known.
_LONGEST = 100


class Glance(Struct):
    """One change: the boards around it, the selection and view before it, and the view it led to.

    `viewport` is None where the tree showed more than the board, a card that was being typed;
    `led_to` is None until the event that made the change is over.
    """

    before: Board
    after: Board
    touched: frozenset[str]
    selection: Selection
    viewport: Viewport | None
    led_to: Viewport | None = None

    def is_restored_by(self, applied: Applied) -> bool:
        """Whether a change brings back what was before this one."""
        return applied.touched == self.touched and all(
            applied.board.record(row) == self.before.record(row) for row in self.touched
        )

    @property
    def is_about_cards(self) -> bool:
        """Whether the change added, changed, moved or deleted cards."""
        return any(row in self.before.cards or row in self.after.cards for row in self.touched)

    def view_for(self, viewport: Viewport) -> Viewport | None:
        """The view to go back to from this one; None when people have looked elsewhere since."""
        return self.viewport if self.led_to in (None, viewport) else None


class Trail:
    """The last changes, those taken back apart from those that may be taken back."""

    def __init__(self) -> None:
        self._behind: deque[Glance] = deque(maxlen=_LONGEST)
        self._ahead: deque[Glance] = deque(maxlen=_LONGEST)
        self._latest: Glance | None = None

    def follow(
        self, applied: Applied, selection: Selection, viewport: Viewport | None
    ) -> Glance | None:
        """Note a change and what is seen before it; the glance that it goes back to, if any."""
        self._latest = Glance(applied.before, applied.board, applied.touched, selection, viewport)
        for source, target in ((self._behind, self._ahead), (self._ahead, self._behind)):
            if source and source[-1].is_restored_by(applied):
                target.append(self._latest)
                return source.pop()
        self._behind.append(self._latest)
        self._ahead.clear()
        return None

    def settle(self, viewport: Viewport) -> None:
        """The latest change is shown, everything scrolled that it asked for."""
        if self._latest is not None:
            self._latest.led_to, self._latest = viewport, None
