"""A row of parts that goes on in the next line where there is no more room, as words do.

After the flow layout among Qt's own examples; Qt's layouts have none.
"""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class Flow(QLayout):
    """Lays parts out in lines from the start, each in its own size, `gap` pixels apart."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:
        """Put an item behind the others."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, at: int) -> QLayoutItem | None:
        """The item at a place; None behind the last."""
        return self._items[at] if 0 <= at < len(self._items) else None

    def takeAt(self, at: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(at) if 0 <= at < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        places = self._places(width)
        return max((place.bottom() + 1 for _, place in places), default=0)

    def sizeHint(self) -> QSize:
        """Everything on one line."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        gaps = self.spacing() * max(0, len(sizes) - 1)
        across = sum(size.width() for size in sizes) + gaps
        return QSize(across, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """The largest part."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        widest = max((size.width() for size in sizes), default=0)
        return QSize(widest, max((size.height() for size in sizes), default=0))

    def setGeometry(self, rect: QRect) -> None:
        """Put every part at its place."""
        super().setGeometry(rect)
        parent = self.parentWidget()
        reads = Qt.LayoutDirection.LeftToRight if parent is None else parent.layoutDirection()
        for item, place in self._places(rect.width()):
            there = place.translated(rect.topLeft())
            item.setGeometry(QStyle.visualRect(reads, rect, there))

    def _places(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        """Where every part that is shown goes, from the top left corner of the whole."""
        places, at, tallest = [], QPoint(0, 0), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if at.x() and at.x() + size.width() > width:
                at, tallest = QPoint(0, at.y() + tallest + self.spacing()), 0
            places.append((item, QRect(at, size)))
            at += QPoint(size.width() + self.spacing(), 0)
            tallest = max(tallest, size.height())
        return places
