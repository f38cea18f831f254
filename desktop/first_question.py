"""What a workshop asks before anything else: the problem. It stands on the empty tree, and never
blocks: Esc leaves it, and it goes with the first card or output.
"""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.style import dress
from widgets.document import Document
from widgets.drafts import DraftKeeper
from widgets.look.look import Look
from widgets.look.words import Label
from widgets.writing import CellText, Leave
from workshop.commands.facts import set_workshop
from workshop.language import text

_WIDTH = 560
_MARGIN = 24


class FirstQuestion(QFrame):
    """Asks for the problem over the view `over`, while there is neither a problem nor a card.

    Signals:
        left(): the question is answered or put off; the keyboard belongs to the view again.
    """

    left = Signal()

    def __init__(self, document: Document, over: QWidget) -> None:
        super().__init__(over)
        self._document = document
        self._over = over
        self._is_put_off = False
        self.setObjectName("firstQuestion")
        self.field = CellText(text("What problem are we solving?"), self)
        self.field.setObjectName("problemField")
        self.field.setPlaceholderText(text("Who has it, when, and what does it cost them?"))
        self._draft = DraftKeeper(document, "problem", self._typed, self)
        self._lay_out()
        self.field.left.connect(self._leave)
        self.field.grown.connect(self._fit)
        self.field.textChanged.connect(self._draft.typed)
        document.changed.connect(self.follow)
        over.installEventFilter(self)
        left = self._draft.left
        if isinstance(left, str):
            self.field.setPlainText(left)
        self.follow()

    @property
    def is_asked(self) -> bool:
        """True while it waits for an answer."""
        return not self.isHidden()

    def set_look(self, look: Look) -> None:
        """Wear another palette."""
        dress(self, look)

    def follow(self) -> None:
        """Ask only while nothing is there yet."""
        board = self._document.board
        needed = board.is_empty and not board.workshop.problem and not self._is_put_off
        needed = needed and self._document.can_write
        self.setVisible(needed)
        if needed:
            self._fit()

    def commit_pending(self) -> bool:
        """Write what is typed; False when it could not be written."""
        typed = self._typed()
        if not self.is_asked or typed is None:
            return True
        if self._document.run(set_workshop, problem=typed) is None:
            return False
        self._draft.forget()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the view."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _lay_out(self) -> None:
        heading = Label(text("What problem are we solving?"), self)
        heading.setProperty("role", "title")
        hint = Label(text("Enter keeps it and goes on to the tree. Esc leaves it for later."), self)
        hint.setProperty("role", "soft")
        hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN - 4, _MARGIN, _MARGIN - 4)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(self.field)
        column.addWidget(hint)

    def _typed(self) -> str | None:
        return self.field.toPlainText().strip() or None

    def _leave(self, how: Leave) -> None:
        if how is Leave.AWAY:
            self.commit_pending()
            return
        if how is not Leave.CANCEL and not self.commit_pending():
            return
        if self.is_asked:
            self._is_put_off = True
            self._draft.forget()
            self.follow()
        self.left.emit()

    def _fit(self) -> None:
        room = self._over.height() // 2
        self.field.setFixedHeight(min(self.field.needed_height(), room))
        stand_on(self._over, self)


def stand_on(over: QWidget, what: QWidget) -> None:
    """Put words in the middle of the view `over`, somewhat above it, and wrap them to its width."""
    room = over.rect()
    width = min(_WIDTH, room.width() - 2 * _MARGIN)
    what.setFixedWidth(width)
    what.adjustSize()
    spare = max(0, room.height() - what.height())
    what.move((room.width() - width) // 2, max(min(_MARGIN, spare // 2), spare // 3))
