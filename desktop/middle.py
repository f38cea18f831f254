"""The middle of the window: a view, and above it what is found and what the workshop is for.

The line above gives way where the view would keep too little height; the find bar never does.
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.north_star import NorthStar


class Middle(QWidget):
    """One below the other: bar, line, view."""

    def __init__(self, bar: QWidget, star: NorthStar, view: QWidget) -> None:
        super().__init__()
        self._bar, self._star = bar, star
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(star)
        column.addWidget(view, 1)

    def event(self, event: QEvent) -> bool:
        """Share the height out anew when the bar comes, goes or wraps."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._share_out()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new height out."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        taken = 0 if self._bar.isHidden() else self._bar.sizeHint().height()
        self._star.fit(self.height() - taken)


class Whole(QScrollArea):
    """Shows a view in the room there is; one that needs more is scrolled, not squeezed."""

    def __init__(self, view: QWidget) -> None:
        super().__init__()
        self.setObjectName("whole")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(1, 1)
        self.setWidget(view)
