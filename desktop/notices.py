"""Two calm ways to say something: a toast for a moment, a banner until it is no longer true.

Neither takes the focus nor blocks anything.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from desktop.style import dress
from widgets.look.icons import icon
from widgets.look.look import Look
from widgets.saying import say
from workshop.language import text

#: What a notice offers: the words on the button, and what it does.
Offer = tuple[str, Callable[[], object]]

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_MARGINS, _GAP, _CLOSE = (16, 8, 8, 8), 8, 32
#: What a notice needs beside words and offers.
_AROUND = _MARGINS[0] + _MARGINS[2] + _GAP + _CLOSE
#: Width that words keep beside what is offered.
_LEAST_WORDS = 240
_SHOWN_FOR = 6_000
_OFFERED_FOR = 12_000
_WIDEST = 560
#: A label wraps a little before its words fill it.
_SPARE = 8
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
        self._offers = QBoxLayout(_BESIDE)
        self._said = QBoxLayout(_BESIDE)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*_MARGINS)
        for layout in (self._row, self._said, self._offers):
            layout.setSpacing(_GAP)
        self._row.addLayout(self._said, 1)
        self._said.addWidget(self._words, 1)
        self._said.addLayout(self._offers)
        self._close = QPushButton()
        self._close.setAccessibleName(text("Close"))
        self._close.setObjectName("quiet")
        self._close.setFixedSize(_CLOSE, _CLOSE)
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.clicked.connect(self.hide)
        self._row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def words(self) -> str:
        """The sentence shown last."""
        return self._words.text()

    def say(self, sentence: str, offers: tuple[Offer, ...] = ()) -> None:
        """Show a sentence, with a button for each thing that can be done about it."""
        for button in self._buttons:
            self._offers.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(*offer) for offer in offers]
        self._words.setText(sentence)
        self._arrange(self.width())
        self.show()
        for button in self._buttons:
            button.show()
        self.raise_()
        say(self, sentence)

    def take_back(self, sentence: str) -> None:
        """Hide what is no longer true, unless something else was said since."""
        if self.words == sentence:
            self.hide()

    def set_look(self, look: Look) -> None:
        """Wear another palette."""
        dress(self, look)
        self._close.setIcon(icon("x", getattr(look.palette, self.INK)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is offered beside the words, or below them where they would get too little."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        offered = sum(button.sizeHint().width() + _GAP for button in self._buttons)
        room = width - _AROUND
        words = min(_LEAST_WORDS, self._words.fontMetrics().horizontalAdvance(self.words))
        start = Qt.AlignmentFlag.AlignLeading
        below = bool(offered) and room - offered < words
        self._said.setDirection(_BELOW if below else _BESIDE)
        self._said.setAlignment(self._offers, start if below else Qt.AlignmentFlag(0))
        self._offers.setDirection(_BELOW if below and offered - _GAP > room else _BESIDE)
        # A layout does not tell the one around it that it turned: that would keep its old height.
        self._row.invalidate()

    def _button(self, words: str, call: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName("offer")
        # A click leaves the keyboard where people work.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self.hide)
        button.clicked.connect(lambda _=False: call())
        self._offers.addWidget(button)
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
        self._is_refusal = False
        self.setObjectName("toast")
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)

    def say(self, sentence: str, offers: tuple[Offer, ...] = ()) -> None:
        """Show a sentence for some seconds, longer when it offers something."""
        super().say(sentence, offers)
        self._is_refusal = False
        self._place()
        self._timer.start(_OFFERED_FOR if offers else _SHOWN_FOR)

    def refuse(self, sentence: str) -> None:
        """Say why something was not done, until something else is; once while it is in sight."""
        if self._is_refusal and self.isVisible() and self.words == sentence:
            self._timer.start(_SHOWN_FOR)
            return
        self.say(sentence)
        self._is_refusal = True

    def go_on(self) -> None:
        """Something else was done: why the last thing was not is past."""
        if self._is_refusal:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay near the bottom when the window grows."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._around.size()
        offered = sum(button.sizeHint().width() + _GAP for button in self._buttons)
        words = self._words.fontMetrics().horizontalAdvance(self.words)
        width = min(_WIDEST, room.width() - 32, words + offered + _AROUND + _SPARE)
        self._arrange(width)
        size = QSize(width, max(self.minimumSizeHint().height(), self._row.heightForWidth(width)))
        self.resize(size)
        self.move((room.width() - size.width()) // 2, room.height() - size.height() - _ABOVE_BOTTOM)
