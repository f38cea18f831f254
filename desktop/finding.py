"""The find bar at work: it leads to the views and marks there, and gives the focus back.

Where a row is shown is the workspace's business, what is found the bar's.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from widgets.canvas.canvas import Canvas
from widgets.find.find_bar import FindBar


class Finding(QObject):
    """Leads where the bar says. `reveal` shows a row and returns the view it is in; `usual` is
    where the focus goes when the part that had it is gone.
    """

    def __init__(
        self,
        bar: FindBar,
        canvas: Canvas,
        reveal: Callable[[str], QWidget],
        usual: Callable[[], QWidget],
    ) -> None:
        super().__init__(canvas)
        self.bar = bar
        self._reveal = reveal
        self._usual = usual
        self._back: QWidget | None = None
        self.bar.highlighted.connect(canvas.highlight)
        self.bar.chosen.connect(self._show)
        self.bar.closed.connect(self._leave)

    def open(self) -> None:
        """Open the bar, ready to be typed in."""
        focus = QApplication.focusWidget()
        if focus is None or not self.bar.isAncestorOf(focus):
            self._back = focus
        self.bar.open_bar()

    def _show(self, row: str) -> None:
        """Show a row that was found; the bar keeps the focus until it is closed."""
        self._back = self._reveal(row)

    def _leave(self) -> None:
        back = self._back
        is_there = back is not None and isValid(back) and back.isVisible()
        (back if is_there and back is not None else self._usual()).setFocus()
