"""The middle of the window: a view, and above it what is found and what the workshop is for.

The line above gives way where the view would keep too little height; the find bar never does.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.north_star import NorthStar
from widgets.document import Document
from widgets.find.find_bar import FindBar
from widgets.look.stack import Stack
from workshop.gaps.codes import Gap

_Built = TypeVar("_Built", bound=QWidget)


class Middle(QWidget):
    """One below the other: bar, line, and one of the views."""

    def __init__(
        self, document: Document, gaps: Callable[[], Iterable[Gap]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.bar = FindBar(document, self, gaps=gaps)
        self.star = NorthStar(document, self)
        self._views = Stack(self)
        self._wholes: dict[QWidget, _Whole] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.star)
        column.addWidget(self._views, 1)

    def add(self, build: Callable[[QWidget], _Built]) -> _Built:
        """Take in what is built as a child of the given widget.

        Qt styles everything in a widget once more each time it is given another parent.
        """
        whole = _Whole(self._views)
        view = build(whole.viewport())
        whole.setWidget(view)
        self._views.addWidget(whole)
        self._wholes[view] = whole
        return view

    def show_view(self, view: QWidget) -> None:
        """Show one of the views instead of another."""
        self._views.setCurrentWidget(self._wholes[view])

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
        taken = 0 if self.bar.isHidden() else self.bar.sizeHint().height()
        self.star.fit(self.height() - taken)


class _Whole(QScrollArea):
    """Shows a view in the room there is; one that needs more is scrolled, not squeezed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("whole")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(1, 1)
