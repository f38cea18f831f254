"""Small buttons that lead from a panel to cards and outputs: a list of them, and the way up."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from widgets.look.words import Label
from workshop.language import text

_MOST_STEPS = 4
#: What a finger needs, in pixels.
_LEAST_WIDTH = 32


class Destination(Struct, frozen=True):
    """A row to go to: its identity, reference and text."""

    row: str
    ref: str
    text: str


class LinkButton(QPushButton):
    """A reference with its text, cut to the width there is; the tooltip says all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setProperty("role", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def lead_to(self, destination: Destination) -> None:
        """Say where it leads."""
        self._whole = f"{destination.ref}  {' '.join(destination.text.split())}"
        self.setToolTip(destination.text)
        self.setAccessibleName(self._whole)
        self._cut()

    def sizeHint(self) -> QSize:
        """As wide as there is room, 32 pixels high."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 28, 32)

    def minimumSizeHint(self) -> QSize:
        """Text may be cut."""
        return QSize(64, 32)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text to the new width."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.width() - 26
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(cut.replace("&", "&&"))


class LinkList(QWidget):
    """Destinations one below the other, under a heading. Lines are made once and used again.

    Signals:
        chosen(str): the row of the one that was pressed.
        removed(str): the row of the one whose × was pressed; only a list that `can_remove` has ×.
    """

    chosen = Signal(str)
    removed = Signal(str)

    def __init__(
        self, heading: str, parent: QWidget | None = None, *, can_remove: bool = False
    ) -> None:
        super().__init__(parent)
        self._can_remove = can_remove
        self._destinations: tuple[Destination, ...] = ()
        self._lines: list[_LinkLine] = []
        label = Label(heading, self)
        label.setProperty("role", "field")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addWidget(label)

    def show_links(self, destinations: Sequence[Destination]) -> None:
        """Show these; nothing at all when there are none."""
        self.setVisible(bool(destinations))
        if tuple(destinations) == self._destinations:
            return
        self._destinations = tuple(destinations)
        while len(self._lines) < len(destinations):
            self._lines.append(self._made_line())
        for line, destination in zip(self._lines, destinations, strict=False):
            line.lead_to(destination)
        for at, line in enumerate(self._lines):
            line.setVisible(at < len(destinations))

    def _made_line(self) -> "_LinkLine":
        line = _LinkLine(self, can_remove=self._can_remove)
        line.button.clicked.connect(lambda: self.chosen.emit(line.row))
        if line.remove is not None:
            line.remove.clicked.connect(lambda: self.removed.emit(line.row))
        self._layout.addWidget(line)
        return line


class _LinkLine(QWidget):
    """A link, and × if it can be taken away."""

    def __init__(self, parent: QWidget, *, can_remove: bool) -> None:
        super().__init__(parent)
        self.row = ""
        self.button = LinkButton(self)
        self.remove = QPushButton("×", self) if can_remove else None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.button, 1)
        if self.remove is not None:
            self.remove.setProperty("role", "tool")
            self.remove.setFixedSize(32, 32)
            layout.addWidget(self.remove)

    def lead_to(self, destination: Destination) -> None:
        """Say where it leads."""
        self.row = destination.row
        self.button.lead_to(destination)
        if self.remove is not None:
            unlink = text("Unlink {ref}").format(ref=destination.ref)
            self.remove.setAccessibleName(unlink)
            self.remove.setToolTip(unlink)


class WayUp(QWidget):
    """The references of the cards above, from the top down; the tooltips say their text.

    Signals:
        chosen(str): the card that was pressed.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: tuple[Destination, ...] = ()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._steps = [_Step(self) for _ in range(_MOST_STEPS)]
        for step in self._steps:
            step.button.clicked.connect(lambda _=False, step=step: self.chosen.emit(step.row))
            layout.addWidget(step.before)
            layout.addWidget(step.button)
        layout.addStretch(1)

    def show_path(self, path: Sequence[Destination]) -> None:
        """Show the last few steps of a path; nothing at all for a card at the top."""
        self.setVisible(bool(path))
        if tuple(path) == self._path:
            return
        self._path = tuple(path)
        shown = path[-_MOST_STEPS:]
        before = "… ›" if len(shown) < len(path) else ""
        for at, step in enumerate(self._steps):
            step.lead_to(shown[at] if at < len(shown) else None, "›" if at else before)


class _Step:
    """A step of the way up, and what stands before it."""

    def __init__(self, parent: QWidget) -> None:
        self.row = ""
        self.before = Label(parent=parent)
        self.before.setProperty("role", "soft")
        self.before.setContentsMargins(0, 0, 5, 0)
        self.button = QPushButton(parent)
        self.button.setProperty("role", "link")
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)

    def lead_to(self, destination: Destination | None, before: str) -> None:
        """Say where it leads; nothing where the path is shorter."""
        self.button.setVisible(destination is not None)
        self.before.setVisible(destination is not None and bool(before))
        if destination is not None:
            self.row = destination.row
            self.before.setText(before)
            self.button.setText(destination.ref)
            width = self.button.fontMetrics().horizontalAdvance(destination.ref) + 12
            self.button.setFixedWidth(max(width, _LEAST_WIDTH))
            self.button.setToolTip(destination.text)
            self.button.setAccessibleName(f"{destination.ref} {destination.text}")
