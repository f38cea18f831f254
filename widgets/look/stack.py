"""One of several pages at a time."""

from PySide6.QtWidgets import QStackedLayout, QWidget


class Stack(QWidget):
    """Shows one of its pages, as a `QStackedWidget` does.

    That one is a layered pane to screen readers, which say so whenever the focus enters it; this
    is nothing to them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = QStackedLayout(self)
        self.addWidget = self._pages.addWidget
        self.removeWidget = self._pages.removeWidget
        self.setCurrentIndex = self._pages.setCurrentIndex
        self.setCurrentWidget = self._pages.setCurrentWidget
        self.currentIndex = self._pages.currentIndex
        self.currentWidget = self._pages.currentWidget
