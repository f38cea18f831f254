"""The strip on the left: which view of the workshop is shown. Knows actions, not views."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from desktop.actions import ICON
from desktop.style import dress
from widgets.look.icons import icon
from widgets.look.look import Look

#: Width with words and with icons alone; of the buttons, the room beside them is taken off.
_WIDTH, _SLIM, _SIDE = 84, 56, 4
_TALL, _LOW, _GAP, _MARGIN = 48, 34, 6, 8


class Rail(QFrame):
    """One button for each view; exactly one is down. Where room is short they are icons alone."""

    def __init__(
        self, actions: tuple[QAction, ...], look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._palette = look.palette
        self.setObjectName("rail")
        self.setFixedWidth(_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_SIDE, _MARGIN, _SIDE, _MARGIN)
        layout.setSpacing(_GAP)
        self._group = QButtonGroup(self)
        self._icons = {action.objectName(): str(action.property(ICON)) for action in actions}
        self._buttons = {action.objectName(): self._button(action) for action in actions}
        for button in self._buttons.values():
            layout.addWidget(button)
        layout.addStretch(1)
        self.set_look(look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words out where not all buttons would fit with them."""
        super().resizeEvent(event)
        count = len(self._buttons)
        needed = count * _TALL + (count - 1) * _GAP + 2 * _MARGIN
        style = Qt.ToolButtonStyle
        has_room = event.size().height() >= needed
        width = _WIDTH if has_room else _SLIM
        self.setFixedWidth(width)
        for button in self._buttons.values():
            button.setToolButtonStyle(
                style.ToolButtonTextUnderIcon if has_room else style.ToolButtonIconOnly
            )
            button.setFixedSize(width - 2 * _SIDE, _TALL if has_room else _LOW)

    def choose(self, view: str) -> None:
        """Show which view is shown."""
        self._buttons[view].setChecked(True)
        self._draw_icons()

    def set_look(self, look: Look) -> None:
        """Wear another palette."""
        self._palette = look.palette
        dress(self, look)
        self._draw_icons()

    def _draw_icons(self) -> None:
        palette = self._palette
        for name, button in self._buttons.items():
            colour = palette.accent_text if button.isChecked() else palette.soft
            button.setIcon(icon(self._icons[name], colour))

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(action.objectName())
        button.setText(action.text())
        button.setToolTip(action.toolTip())
        button.setIconSize(QSize(20, 20))
        button.setFixedSize(_WIDTH - 2 * _SIDE, _LOW)
        button.setAccessibleName(action.text())
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(action.trigger)
        self._group.addButton(button)
        return button
