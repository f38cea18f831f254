"""Tree and table, one above the other; where that leaves neither enough height, one at a time.

Knows heights only. Which of the two people want to see, and where they work, is the workspace's.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabBar, QVBoxLayout, QWidget

from workshop.language import text

#: What both need at least to stand together, in pixels: the tree, and rows of the table besides
#: its bars.
_TREE, _ROWS = 160, 48
#: More than a part needs: a splitter makes both smaller by the same share.
_ALL: Final = 10_000


class Both(QWidget):
    """Shows what is not hidden of tree and table.

    Where both have too little height, one of them has all of it. Tabs lead to the other one, with
    the keyboard.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tabs = QTabBar(self)
        self._split = _Split(self)
        #: Whether the height is still to be shared out.
        self._is_owed = True
        #: Heights of tree and table in pixels, as people shared them out; empty until they do.
        self.shares: tuple[int, ...] = ()
        self._compose()
        self._split.splitterMoved.connect(self._note_shares)
        self._tabs.tabBarClicked.connect(lambda at: self._parts[at].setFocus())

    def hold(self, tree: QWidget, table: QWidget) -> None:
        """Show these two; to be called once."""
        self._parts = (tree, table)
        self._split.hold(self._parts)

    def share(self, heights: Sequence[int]) -> None:
        """Share the height out in this proportion."""
        self.shares, self._is_owed = tuple(heights), True
        self.fit()

    def turn_to(self, part: QWidget) -> None:
        """Where only one part has room, let it be this one."""
        self._tabs.setCurrentIndex(self._parts.index(part))
        self._give_room()

    def fit(self) -> None:
        """Look which parts are not hidden, and whether both have room."""
        are_both = not any(part.isHidden() for part in self._parts)
        needed = _TREE + self._parts[1].minimumSizeHint().height() + _ROWS
        is_tight = are_both and self.height() < needed
        self._tabs.setVisible(is_tight)
        self._split.let_collapse(may_collapse=is_tight)
        if is_tight:
            self._is_owed = True
            self._give_room()
        elif are_both and self._is_owed:
            self._is_owed = False
            self._split.setSizes(self.shares or (_ALL, _ALL))

    def event(self, event: QEvent) -> bool:
        """Look again when a part comes, goes, or needs another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look whether both have room."""
        super().resizeEvent(event)
        self.fit()

    def _compose(self) -> None:
        self._tabs.setObjectName("bothTabs")
        self._tabs.addTab(text("Tree"))
        self._tabs.addTab(text("Table"))
        self._tabs.setDrawBase(False)
        self._tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tabs.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addWidget(self._split, 1)

    def _note_shares(self) -> None:
        self.shares = tuple(self._split.sizes())

    def _give_room(self) -> None:
        if not self._tabs.isHidden():
            shown = self._tabs.currentIndex()
            self._split.setSizes([_ALL if at == shown else 0 for at in range(len(self._parts))])


class _Split(QSplitter):
    """The two parts and the line between them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def hold(self, parts: Sequence[QWidget]) -> None:
        """Show these."""
        self._parts = parts
        for part in parts:
            self.addWidget(part)

    def let_collapse(self, *, may_collapse: bool) -> None:
        """Let a part have no height at all; the line between them is no handle then."""
        for at in range(self.count()):
            self.setCollapsible(at, may_collapse)
        self.handle(1).setEnabled(not may_collapse)

    def minimumSizeHint(self) -> QSize:
        """Room for one of them: where there is no more, only one is shown."""
        room = QSize(0, 0)
        for part in self._parts:
            if not part.isHidden():
                room = room.expandedTo(part.minimumSizeHint()).expandedTo(part.minimumSize())
        return room
