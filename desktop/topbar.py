"""The bar at the top: whose workshop this is, whether it is safe, and the few things always needed.

Owns no document: it shows what it is told and says what was clicked.
"""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from desktop.actions import ICON
from desktop.style import dress
from widgets.look.icons import icon
from widgets.look.look import Look
from widgets.look.words import Label
from workshop.language import text

#: The widest title, and the least that is left of it, in pixels.
_WIDEST, _NARROWEST = 420, 48
#: Room for a title below which the button beside it is a picture alone.
_ROOM_FOR_TITLE = 200
#: A shorter stretch of the status says nothing.
_LEAST_STATUS = 80
_TALL = 32
#: Beside the words on the button, and its width without them, in pixels.
_PADDING, _SLIM = 16, 44


class TitleField(QStackedWidget):
    """The title: a label that turns into a field.

    Signals:
        asked(): a double click asks for that.
        renamed(str): another title was typed.
    """

    asked = Signal()
    renamed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = self._shown = ""
        self._label = QLabel()
        self._label.setObjectName("title")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._field = QLineEdit()
        self._field.setObjectName("titleField")
        self._field.setAccessibleName(text("Title of the workshop"))
        self._field.returnPressed.connect(self._keep)
        self._field.editingFinished.connect(self._keep)
        self._field.installEventFilter(self)
        self.addWidget(self._label)
        self.addWidget(self._field)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_TALL)

    def sizeHint(self) -> QSize:
        """Room for the whole title; for a long one while it is typed."""
        if self.currentWidget() is self._field:
            return QSize(_WIDEST, _TALL)
        needed = self._label.fontMetrics().horizontalAdvance(self._shown) + 4
        return QSize(min(_WIDEST, needed), _TALL)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(_NARROWEST, _TALL)

    def show_title(self, title: str, shown: str) -> None:
        """Show the title; `shown` is what stands for it while it is empty."""
        self._title, self._shown = title, shown
        self._label.setToolTip(f"{shown}\n{text('Double-click to rename')}")
        self.updateGeometry()
        self._cut()

    def edit(self) -> None:
        """Let the person type another title."""
        self._field.setText(self._title)
        self._field.selectAll()
        self.setCurrentWidget(self._field)
        self.updateGeometry()
        self._field.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the title to the new width."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        end = Qt.TextElideMode.ElideRight
        metrics = self._label.fontMetrics()
        self._label.setText(metrics.elidedText(self._shown, end, self.width()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask to rename."""
        self.asked.emit()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc keeps the old title."""
        if (
            watched is self._field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self._field.setText(self._title)
            self._keep()
            return True
        return False

    def _keep(self) -> None:
        if self.currentWidget() is self._field:
            typed = self._field.text().strip()
            self.setCurrentWidget(self._label)
            self.show_title(self._title, self._shown)
            if typed != self._title:
                self.renamed.emit(typed)


class Status(Label):
    """One sentence, shortened to the room there is; nothing where that is next to none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._whole = ""
        self.setObjectName("status")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, sentence: str) -> None:
        """Show another sentence."""
        self._whole = sentence
        self.setToolTip(sentence)
        self.setAccessibleName(sentence)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the sentence in again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        end = Qt.TextElideMode.ElideRight
        cut = self.fontMetrics().elidedText(self._whole, end, self.width())
        self.setText(cut if cut == self._whole or self.width() >= _LEAST_STATUS else "")


class TopBar(QFrame):
    """Logo, title, status, undo and redo, Export PDF and the menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setFixedHeight(52)
        self.title = TitleField()
        self._logo = QLabel("W")
        self._logo.setObjectName("logo")
        self._logo.setFixedSize(24, 24)
        self._logo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._status = Status()
        self._menu = QToolButton()
        self._menu.setObjectName("menu")
        self._menu.setProperty("role", "quiet")
        self._menu.setToolTip(text("Menu"))
        self._menu.setAccessibleName(text("Menu"))
        self._menu.setText("≡")
        self._menu.setFixedSize(36, 32)
        self._menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._icons: list[QAction] = []
        self._primary = QPushButton()
        self._picture = QIcon()
        self._workshop_only: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 12, 0)
        self._row.setSpacing(12)
        self._row.addWidget(self._logo)
        self._row.addWidget(self.title)
        self._row.addWidget(self._status, 1)
        self._row.addWidget(self._menu)

    def add_actions(self, history: tuple[QAction, ...], primary: QAction, menu: QMenu) -> None:
        """Put undo and redo, the primary button and the menu in their places."""
        self._icons = list(history)
        for action in history:
            self._insert(_Tool(action))
        button = self._primary
        button.setText(text("Export PDF"))
        button.setAccessibleName(text("Export PDF"))
        button.setProperty("role", "primary")
        button.setFixedHeight(_TALL)
        button.setIconSize(QSize(18, 18))
        button.setToolTip(primary.toolTip())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(primary.trigger)
        self._insert(button)
        self._menu.setMenu(menu)

    def show_workshop(self, *, there: bool) -> None:
        """Show or hide what only a workshop needs."""
        for part in self._workshop_only:
            part.setVisible(there)
        if not there:
            self.say("")

    def say(self, status: str) -> None:
        """Say how safe the work is."""
        self._status.say(status)
        self._logo.setToolTip(status)

    def minimumSizeHint(self) -> QSize:
        """It gets along with any width."""
        return QSize(0, self.height())

    def event(self, event: QEvent) -> bool:
        """Another title takes another part of the room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say what the button does where there is room for it beside the title."""
        super().resizeEvent(event)
        self._fit()

    def set_look(self, look: Look) -> None:
        """Wear another palette."""
        dress(self, look)
        for action in self._icons:
            action.setIcon(icon(str(action.property(ICON)), look.palette.ink))
        self._picture = icon("file-down", look.palette.on_accent)
        self._fit()

    def _fit(self) -> None:
        """Leave the words on the button out where the title would be cut short for them."""
        button = self._primary
        words, around = text("Export PDF"), 2 * _PADDING
        wide = button.fontMetrics().horizontalAdvance(words) + around
        parts = [self._logo, self._menu, *(p for p in self._workshop_only if p is not button)]
        margins = self._row.contentsMargins()
        taken = sum(part.width() for part in parts) + margins.left() + margins.right()
        taken += self._row.spacing() * (len(parts) + 2)
        room = self.width() - taken - wide
        has_room = room >= min(_ROOM_FOR_TITLE, self.title.sizeHint().width())
        button.setText(words if has_room else "")
        button.setIcon(QIcon() if has_room else self._picture)
        button.setFixedWidth(wide if has_room else _SLIM)

    def _insert(self, part: QWidget) -> None:
        self._workshop_only.append(part)
        self._row.insertWidget(self._row.count() - 1, part)


class _Tool(QToolButton):
    """A picture that does what an action does, and is enabled when it is.

    Qt's own default action connects the button once more with every change of the action: hours of
    undo would make each key slower.
    """

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self._action = action
        self.setProperty("role", "quiet")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.setIconSize(QSize(18, 18))
        self.setFixedSize(32, 32)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setIcon(self._action.icon())
        self.setText(self._action.iconText())
        self.setToolTip(self._action.toolTip())
        self.setEnabled(self._action.isEnabled())
