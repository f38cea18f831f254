"""Windows in front of all others: on a real desktop that takes its time."""

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def bring_to_front(qtbot: QtBot, widget: QWidget) -> None:
    """Show a window and wait until it is active, so that keys go to it.

    The pointer is taken out of its way: the test before may have left it anywhere.
    """
    QCursor.setPos(-1, -1)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
