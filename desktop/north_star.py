"""The north star in one line above the tree, so that nobody loses sight of it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop.style import dress
from widgets.document import Document
from widgets.look.look import Look
from workshop.details import Frame
from workshop.language import text
from workshop.records import WORKSHOP_ID

_MARGIN = 16
_TALL = 32
#: Times its own height that the view below must keep.
_LEAST_BELOW = 3


class NorthStar(QLabel):
    """Shows what the workshop works towards in the end; hidden while nothing is written."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._is_wanted = True
        self._has_room = True
        self.setObjectName("northStar")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedHeight(_TALL)
        self.setMinimumWidth(1)
        document.changed.connect(self._follow)
        self._follow()

    @property
    def words(self) -> str:
        """All of the line."""
        frame = self._document.board.facts_of(WORKSHOP_ID, Frame)
        star = "" if frame is None else " ".join(frame.north_star.split())
        return text("North star: {words}").format(words=star) if star else ""

    def set_look(self, look: Look) -> None:
        """Wear another palette."""
        dress(self, look)

    def want(self, *, is_wanted: bool) -> None:
        """Show the line, where there is one, or leave the room to a view without it."""
        self._is_wanted = is_wanted
        self._follow()

    def fit(self, height: int) -> None:
        """Give way where line and view together have so little height, in pixels."""
        has_room = height >= (1 + _LEAST_BELOW) * _TALL
        if has_room != self._has_room:
            self._has_room = has_room
            self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the line to the new width."""
        super().resizeEvent(event)
        self._cut()

    def _follow(self) -> None:
        self.setVisible(self._is_wanted and self._has_room and bool(self.words))
        self.setAccessibleName(self.words)
        self.setToolTip(self.words)
        self._cut()

    def _cut(self) -> None:
        room = self.width() - 2 * _MARGIN
        cut = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room)
        if cut != self.text():
            self.setText(cut)
