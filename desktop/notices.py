"""Two calm ways to say something: a toast for a moment, a banner until it is no longer true.

Neither takes the focus nor blocks anything.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop.style import dress
from widgets.look.icons import icon
from widgets.look.look import Look
from workshop.words import text

#: What a notice offers: the words on the button, and what it does.
Offer = tuple[str, Callable[[], object]]

_SHOWN_FOR = 6_000
_OFFERED_FOR = 12_000
_WIDEST = 560
#: Clear of the line at the bottom of the window.
_ABOVE_BOTTOM = 48


class Notice(QFrame):
    """One sentence with what can be done about it. `INK` names the colour of its text."""

    INK = "ink"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 8, 8)
        self._row.setSpacing(8)
        self._row.addWidget(self._words, 1)
        self._close = QPushButton()
        self._close.setAccessibleName(text("Close"))
        self._close.setObjectName("quiet")
        self._close.setFixedSize(32, 32)
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.clicked.connect(self.hide)
        self._row.addWidget(self._close)
        self.hide()

    @property
    def words(self) -> str:
        """The sentence shown last."""
        return self._words.text()

    def say(self, sentence: str, offers: tuple[Offer, ...] = ()) -> None:
        """Show a sentence, with a button for each thing that can be done about it."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(*offer) for offer in offers]
        self._words.setText(sentence)
        self.show()
        for button in self._buttons:
            button.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def set_look(self, look: Look) -> None:
        """Wear another palette."""
        dress(self, look)
        self._close.setIcon(icon("x", getattr(look.palette, self.INK)))

    def _button(self, words: str, call: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName("offer")
        button.clicked.connect(self.hide)
        button.clicked.connect(lambda _=False: call())
        self._row.insertWidget(self._row.count() - 1, button)
        return button


class Banner(Notice):
    """Stays across the top of the window until it is taken back or closed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)


class Toast(Notice):
    """Floats near the bottom of its parent and goes by itself."""

    INK = "surface"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self.setObjectName("toast")
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)

    def say(self, sentence: str, offers: tuple[Offer, ...] = ()) -> None:
        """Show a sentence for some seconds, longer when it offers something."""
        super().say(sentence, offers)
        self._place()
        self._timer.start(_OFFERED_FOR if offers else _SHOWN_FOR)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay near the bottom when the window grows."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._around.size()
        needed = self._words.fontMetrics().horizontalAdvance(self.words) + self._beside_words()
        width = min(_WIDEST, room.width() - 32, needed)
        size = QSize(width, max(self.sizeHint().height(), self._row.heightForWidth(width)))
        self.resize(size)
        self.move((room.width() - size.width()) // 2, room.height() - size.height() - _ABOVE_BOTTOM)

    def _beside_words(self) -> int:
        widths = [button.sizeHint().width() + 8 for button in self._buttons]
        return sum(widths) + self._close.width() + 8 + 16 + 8 + 8
