"""The strip on the left: which view of the workshop is shown. Knows actions, not views."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QToolButton, QVBoxLayout, QWidget

from desktop.actions import ICON
from desktop.style import dress
from widgets.look.icons import icon
from widgets.look.look import Look

#: Width with words and with icons alone; of the buttons, the room beside them is taken off.
_WIDTH, _SLIM, _SIDE = 76, 56, 2
_TALL, _LOW, _GAP, _MARGIN = 48, 34, 6, 8
_NARROW = 36
_ICON = 20


class Rail(QFrame):
    """One button for each view; exactly one is down. Where room is short they are icons alone, and
    scroll where not even those fit."""

    def __init__(
        self, actions: tuple[QAction, ...], look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._palette = look.palette
        self.setObjectName("rail")
        self.setFixedWidth(_WIDTH)
        strip = QWidget()
        strip.setObjectName("railStrip")
        layout = QVBoxLayout(strip)
        layout.setContentsMargins(_SIDE, _MARGIN, _SIDE, _MARGIN)
        layout.setSpacing(_GAP)
        self._area = QScrollArea(self)
        self._area.setObjectName("railArea")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setMinimumSize(1, _LOW)
        self._area.setWidget(strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
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
        height = event.size().height()
        has_room = height >= self._needs(_TALL)
        bar = (
            0 if height >= self._needs(_LOW) else self._area.verticalScrollBar().sizeHint().width()
        )
        width = _WIDTH if has_room else _SLIM
        style = Qt.ToolButtonStyle
        for button in self._buttons.values():
            button.setToolButtonStyle(
                style.ToolButtonTextUnderIcon if has_room else style.ToolButtonIconOnly
            )
            room = _NARROW if bar else width - 2 * _SIDE
            button.setFixedSize(room, _TALL if has_room else _LOW)
        self.setFixedWidth(_NARROW + 2 * _SIDE + bar if bar else width)

    def _needs(self, button: int) -> int:
        """The height of all buttons when each is this tall."""
        count = len(self._buttons)
        return count * button + (count - 1) * _GAP + 2 * _MARGIN

    def choose(self, view: str) -> None:
        """Show which view is shown."""
        self._buttons[view].setChecked(True)
        self._area.ensureWidgetVisible(self._buttons[view], 0, _MARGIN)
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
            button.setIcon(icon(self._icons[name], colour, _ICON))

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(action.objectName())
        button.setText(action.text())
        button.setToolTip(action.toolTip())
        button.setIconSize(QSize(_ICON, _ICON))
        button.setFixedSize(_WIDTH - 2 * _SIDE, _LOW)
        button.setAccessibleName(action.text())
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(action.trigger)
        self._group.addButton(button)
        return button
