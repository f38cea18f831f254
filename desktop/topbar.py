"""The bar at the top: whose workshop this is, whether it is safe, and the few things always needed.

Owns no document: it shows what it is told and says what was clicked.
"""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QResizeEvent
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
from workshop.words import text

_TITLE_WIDTH = 420


class TitleField(QStackedWidget):
    """The title: a label that a double click turns into a field.

    Signals:
        renamed(str): another title was typed.
    """

    renamed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
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
        self.setFixedHeight(32)

    def show_title(self, title: str, shown: str) -> None:
        """Show the title; `shown` is what stands for it while it is empty."""
        self._title = title
        width = self._label.fontMetrics().horizontalAdvance(shown) + 4
        self.setFixedWidth(min(_TITLE_WIDTH, width))
        fitting = self._label.fontMetrics().elidedText(
            shown, Qt.TextElideMode.ElideRight, _TITLE_WIDTH - 16
        )
        self._label.setText(fitting)
        self._label.setToolTip(text("Double-click to rename"))

    def edit(self) -> None:
        """Let the person type another title."""
        self.setFixedWidth(_TITLE_WIDTH)
        self._field.setText(self._title)
        self._field.selectAll()
        self.setCurrentWidget(self._field)
        self._field.setFocus()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename."""
        self.edit()
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
            self.show_title(self._title, self._label.text())
            if typed != self._title:
                self.renamed.emit(typed)


class Status(QLabel):
    """One sentence, shortened to the room there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self.setText(self.fontMetrics().elidedText(self._whole, end, self.width()))


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
            self._insert(_tool(action))
        button = QPushButton(text("Export PDF"))
        button.setProperty("role", "primary")
        button.setFixedHeight(32)
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

    def set_look(self, look: Look) -> None:
        """Wear another palette."""
        dress(self, look)
        for action in self._icons:
            action.setIcon(icon(str(action.property(ICON)), look.palette.ink))

    def _insert(self, part: QWidget) -> None:
        self._workshop_only.append(part)
        self._row.insertWidget(self._row.count() - 1, part)


def _tool(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "quiet")
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setIconSize(QSize(18, 18))
    button.setFixedSize(32, 32)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
