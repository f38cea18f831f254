"""Words in a mirrored interface: each text keeps its own order, each label its own side.

Qt sets a label on the side where its words' script begins, and a button's words in the order of the
interface: a heading would stay on the far side, and "1 output" become "output 1".
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)


class Label(QLabel):
    """Begins on the side where the interface begins, in whichever script its words are."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._begin()

    def changeEvent(self, event: QEvent) -> None:
        """Change sides with the interface."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._begin()

    def _begin(self) -> None:
        flag = Qt.AlignmentFlag
        side = flag.AlignRight if self.isRightToLeft() else flag.AlignLeft
        self.setAlignment(side | flag.AlignAbsolute | flag.AlignVCenter)


class Link(QPushButton):
    """A button whose words stand in their own order."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as every button, but in the direction of the words, not of the interface."""
        painter = QStylePainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
