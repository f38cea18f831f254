"""Small buttons that lead from a panel to cards and outputs: a list of them, and the way up."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from workshop.words import text

_MOST_STEPS = 4


@dataclass(frozen=True, slots=True)
class Destination:
    """A row to go to: its identity, reference and text."""

    row: str
    ref: str
    text: str


class LinkButton(QPushButton):
    """A reference with its text, cut to the width there is; the tooltip says all of it."""

    def __init__(self, destination: Destination, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = f"{destination.ref}  {' '.join(destination.text.split())}"
        self.setProperty("role", "chip")
        self.setToolTip(destination.text)
        self.setAccessibleName(self._whole)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As wide as there is room, 32 pixels high."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 28, 32)

    def minimumSizeHint(self) -> QSize:
        """Text may be cut."""
        return QSize(64, 32)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text to the new width."""
        super().resizeEvent(event)
        room = self.width() - 26
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(cut.replace("&", "&&"))


class LinkList(QWidget):
    """Destinations one below the other, under a heading.

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
        self._buttons: list[QWidget] = []
        label = QLabel(heading, self)
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
        for button in self._buttons:
            _take_out(self._layout, button)
        self._buttons = [self._button(destination) for destination in destinations]

    def _button(self, destination: Destination) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        button = LinkButton(destination, line)
        button.clicked.connect(lambda: self.chosen.emit(destination.row))
        row.addWidget(button, 1)
        if self._can_remove:
            remove = QPushButton("×", line)
            remove.setProperty("role", "tool")
            remove.setFixedSize(32, 32)
            unlink = text("Unlink {ref}").format(ref=destination.ref)
            remove.setAccessibleName(unlink)
            remove.setToolTip(unlink)
            remove.clicked.connect(lambda: self.removed.emit(destination.row))
            row.addWidget(remove)
        self._layout.addWidget(line)
        return line


class WayUp(QWidget):
    """The references of the cards above, from the top down; the tooltips say their text.

    Signals:
        chosen(str): the card that was pressed.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: tuple[Destination, ...] = ()
        self._parts: list[QWidget] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addStretch(1)

    def show_path(self, path: Sequence[Destination]) -> None:
        """Show the last few steps of a path; nothing at all for a card at the top."""
        self.setVisible(bool(path))
        if tuple(path) == self._path:
            return
        self._path = tuple(path)
        for part in self._parts:
            _take_out(self._layout, part)
        shown = path[-_MOST_STEPS:]
        self._parts = [self._word("… ›")] if len(shown) < len(path) else []
        for at, step in enumerate(shown):
            self._parts += [self._step(step)] if at == 0 else [self._word("›"), self._step(step)]
        for at, part in enumerate(self._parts):
            self._layout.insertWidget(at, part)

    def _step(self, step: Destination) -> QWidget:
        button = QPushButton(step.ref, self)
        button.setFixedWidth(button.fontMetrics().horizontalAdvance(step.ref) + 12)
        button.setProperty("role", "link")
        button.setToolTip(step.text)
        button.setAccessibleName(f"{step.ref} {step.text}")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.chosen.emit(step.row))
        return button

    def _word(self, word: str) -> QWidget:
        label = QLabel(word, self)
        label.setProperty("role", "soft")
        label.setContentsMargins(0, 0, 5, 0)
        return label


def _take_out(layout: QLayout, part: QWidget) -> None:
    """Hide at once: Qt deletes a widget only when it is idle."""
    layout.removeWidget(part)
    part.hide()
    part.deleteLater()
