"""A thin line above the tree: the path from the top to the current card, each step a button.

Shows and selects; the canvas owns the selection. It takes the whole width, so that what is panned
goes below it as below an edge, and none of it peeps out beside it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from desktop.style import dress
from widgets.canvas.canvas import Canvas
from widgets.document import Document
from widgets.look.look import Look
from workshop.language import text
from workshop.records import Card

#: Room at both ends and under the line, and the widest step, in pixels.
_MARGIN, _WIDEST = 12, 200
#: In a tree that is lower than this the path would cover the very card it leads to, in pixels.
_LEAST_HEIGHT = 200
#: What a step needs besides its text: its own padding and the arrow before it.
_AROUND = 26
_ELLIPSIS = "…"


class Breadcrumbs(QFrame):
    """Follows the current card of one canvas; hidden while there is none."""

    def __init__(self, document: Document, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._document = document
        self._canvas = canvas
        self._steps: list[tuple[QLabel, QToolButton]] = []
        self._following = QTimer(self, singleShot=True, interval=0)
        self._following.timeout.connect(self._follow)
        self.setObjectName("crumbs")
        # A click beside the steps is none on the card that lies below.
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setAccessibleName(text("Path to the current card"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self._row.setSpacing(0)
        self._row.addStretch(1)
        self._steps.append(self._step())
        self.hide()
        canvas.selected.connect(self._following.start)
        canvas.installEventFilter(self)
        document.changed.connect(self._following.start)

    @property
    def steps(self) -> list[QToolButton]:
        """The buttons in sight, from the top to the current card."""
        return [step for _, step in self._steps if step.text() and not step.isHidden()]

    def set_look(self, look: Look) -> None:
        """Wear another palette."""
        dress(self, look)
        self._keep_room()
        self._following.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the path in when the tree gets another width."""
        if event.type() == QEvent.Type.Resize:
            self._keep_room()
            self._following.start()
        return super().eventFilter(watched, event)

    @property
    def _has_room(self) -> bool:
        return self._canvas.height() >= _LEAST_HEIGHT

    def _keep_room(self) -> None:
        """Let the tree leave the line free, whether or not there is a path to show just now."""
        self.ensurePolished()
        self._canvas.keep_free(self.sizeHint().height() + _MARGIN if self._has_room else 0)

    def _follow(self) -> None:
        """Show the path; what is being typed for the first time has none yet."""
        if self._canvas.is_editing:
            return
        board, current = self._document.board, self._canvas.current
        if not self._has_room or current is None or current not in board.cards:
            self.hide()
            return
        cards = [*reversed(list(board.ancestors_of(current))), current]
        self._show([board.cards[card] for card in cards])

    def _show(self, path: list[Card]) -> None:
        room = self._canvas.width() - 2 * _MARGIN
        while len(self._steps) < len(path):
            self._steps.append(self._step())
        self.ensurePolished()
        shown = labels(path, room, self._steps[0][1].fontMetrics())
        for at, (arrow, button) in enumerate(self._steps):
            words = shown[at] if at < len(path) else ""
            arrow.setVisible(bool(words) and at > 0)
            button.setVisible(bool(words))
            if words:
                self._fill(button, path[at], words, is_last=at == len(path) - 1)
        self.setGeometry(0, 0, self._canvas.width(), self.sizeHint().height())
        self.show()

    def _fill(self, button: QToolButton, card: Card, words: str, *, is_last: bool) -> None:
        button.setText(words.replace("&", "&&"))
        button.setToolTip(f"{card.ref} {card.text}")
        button.setAccessibleName(f"{card.ref} {card.text}")
        button.setProperty("card", card.id)
        button.setEnabled(not is_last)

    def _step(self) -> tuple[QLabel, QToolButton]:
        arrow, button = QLabel("›", self), QToolButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self._go_to(str(button.property("card"))))
        for part in (arrow, button):
            self._row.insertWidget(self._row.count() - 1, part)
        return arrow, button

    def _go_to(self, card: str) -> None:
        if card in self._document.board.cards:
            self._canvas.select(card)
            self._canvas.setFocus()


def labels(path: Sequence[Card], room: int, metrics: QFontMetrics) -> list[str]:
    """What to write for each step, so that all fit into so many pixels; empty for those left out.

    Texts are shortened first, then left out; then steps in the middle go, the last of them as “…”.
    """
    whole = [f"{card.ref} {' '.join(card.text.split())}" for card in path]
    share = min(_WIDEST, room // len(path) - _AROUND)
    refs_only = share < max(metrics.horizontalAdvance(f"{card.ref} mm…") for card in path)
    if not refs_only:
        return [metrics.elidedText(it, Qt.TextElideMode.ElideRight, share) for it in whole]
    each = max(metrics.horizontalAdvance(card.ref) for card in path) + _AROUND
    fitting = max(3, room // each)
    names = [card.ref for card in path]
    missing = len(path) - fitting
    if missing > 0:
        names[1 : 2 + missing] = [""] * missing + [_ELLIPSIS]
    return names
