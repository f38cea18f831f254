"""The middle of the window and the details beside it, shared out by the room there is.

Knows sizes only: which row is shown in the details, and where the focus goes, is the workspace's.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget


class Sides(QSplitter):
    """Both side by side. Where the middle would keep less than half of the width the details stay
    away, until people ask for them.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._is_wanted = True
        self._is_asked_for = False
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def hold(self, middle: QWidget, details: QWidget) -> None:
        """Show these two; to be called once."""
        self._details = details
        self.addWidget(middle)
        self.addWidget(details)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)

    @property
    def are_details_wanted(self) -> bool:
        """Whether people want the details beside the middle wherever there is room."""
        return self._is_wanted

    def want_details(self, *, are_wanted: bool) -> None:
        """Show the details where there is room for them, or don't."""
        self._is_wanted = are_wanted
        self._is_asked_for = False
        self._share_out()

    def show_details(self) -> None:
        """Show the details, also where the middle gets narrow."""
        self._is_wanted = self._is_asked_for = True
        self._share_out()

    def toggle_details(self) -> None:
        """Show the details, or hide them."""
        if self._details.isHidden():
            self.show_details()
        else:
            self.want_details(are_wanted=False)

    def make_room(self) -> None:
        """Give the middle the room the details took from it though there was little."""
        self._is_asked_for = False
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room out; nobody loses what they type in."""
        super().resizeEvent(event)
        focus = QApplication.focusWidget()
        if focus is None or not self._details.isAncestorOf(focus):
            self._share_out()

    def _share_out(self) -> None:
        has_room = self.width() >= 2 * self._details.sizeHint().width()
        self._details.setVisible(self._is_wanted and (has_room or self._is_asked_for))
