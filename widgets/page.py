"""What every view that fills the middle of the window is: a face of the board, quiet while hidden.

Owns when a view is drawn anew; what it shows and how people work in it is each view's own.
"""

from collections.abc import Iterator
from typing import ClassVar

from PySide6.QtCore import QEvent, QPoint, QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from widgets.document import Document
from widgets.look.look import Look
from workshop.applied import Applied
from workshop.board import Board

#: Room kept above and below what is brought into sight, in pixels.
_NEAR = 24


class Page(QWidget):
    """A view of one document. A subclass builds itself and then calls `refresh` once.

    Signals:
        selected(str | None): the card, output or detail people are on; None for nothing.
        jump(str): people want to see this row where it lives.
        wanted(str): people want what an action of the window does, by its name.
    """

    selected = Signal(object)
    jump = Signal(str)
    wanted = Signal(str)

    #: Room in pixels in which a view can be read; in less it is scrolled as a whole.
    LEAST: ClassVar[QSize] = QSize(320, 320)

    def __init__(self, document: Document, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.look = look
        self._is_stale = False
        document.changed.connect(self._follow)

    def minimumSizeHint(self) -> QSize:
        """What its parts need, and never less than can be read."""
        return super().minimumSizeHint().expandedTo(self.LEAST)

    def event(self, event: QEvent) -> bool:
        """Parts that wrap in less width, or are shown, need more height."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            claim_height(self, self.LEAST.height())
        return super().event(event)

    def refresh(self) -> None:
        """Show the board as it is now; what is being typed stays."""
        raise NotImplementedError

    def follow(self, _applied: Applied) -> None:
        """Show a change; a view that can, shows only what it touched."""
        self.refresh()

    def select_row(self, row: str) -> None:
        """Make a row current and bring it into sight, or what it leads up to; else do nothing."""

    def commit_pending(self) -> bool:
        """Write what is being typed; False when it could not be written."""
        return True

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self.look = look
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def show_anew(self) -> None:
        """Show what changed beside the document, once people look."""
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def _follow(self, applied: Applied) -> None:
        if self.isVisible():
            self.follow(applied)
        else:
            self._is_stale = True


def leading_up(board: Board, row: str) -> Iterator[str]:
    """A row, what it belongs to, and the cards above that, nearest first."""
    yield row
    while (detail := board.details.get(row)) is not None:
        row = detail.owner
        yield row
    if row in board.cards:
        yield from board.ancestors_of(row)


def direction_for(width: int, least: int) -> QBoxLayout.Direction:
    """How a view of this width sets its heading and its buttons: beside each other from `least`."""
    direction = QBoxLayout.Direction
    return direction.TopToBottom if width < least else direction.LeftToRight


def claim_height(view: QWidget, least: int = 0) -> None:
    """Give a view the height its parts need at its width: by itself Qt forgets that they wrap."""
    layout = view.layout()
    if layout is not None and layout.hasHeightForWidth():
        view.setMinimumHeight(max(layout.minimumHeightForWidth(view.width()), least))


def bring_in_sight(part: QWidget) -> None:
    """Scroll every area around a part until it can be seen; of one too high for it, the top."""
    around = part.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(part, 0, _NEAR)
            bar, top = around.verticalScrollBar(), part.mapTo(around.viewport(), QPoint()).y()
            bar.setValue(bar.value() + min(0, top))
        around = around.parentWidget()
