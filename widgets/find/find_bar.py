"""The bar that finds cards and outputs, goes from one to the next, and replaces what they say.

What counts as found is decided in `workshop.search`; where a row is shown, by whoever
listens.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from widgets.document import Document
from widgets.look.words import Label
from widgets.reading_only import SEEKS
from widgets.saying import say
from workshop.applied import Applied
from workshop.commands.replacing import replace_text
from workshop.gaps.codes import Gap
from workshop.language import plural, text
from workshop.search import found

#: Least width in pixels of a bar on one line.
_ONE_LINE = 640
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(QWidget):
    """Finds as people type; Enter goes on, Shift+Enter back, Esc closes. `gaps` are found by name.

    Signals:
        highlighted(frozenset[str]): the rows found; empty when the bar closes.
        chosen(str): go to this row, and keep the bar's focus.
        closed(): the bar was closed by hand.
    """

    highlighted = Signal(object)
    chosen = Signal(str)
    closed = Signal()

    def __init__(
        self,
        document: Document,
        parent: QWidget | None = None,
        *,
        gaps: Callable[[], Iterable[Gap]] = tuple,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._gaps = gaps
        self._rows: list[str] = []
        self._at = -1
        self.query = QLineEdit(placeholderText=text("Find text, O3, an owner, gap…"))
        self.query.setProperty(SEEKS, True)
        self.replacement = QLineEdit(placeholderText=text("Replace with"))
        self._count = Label()
        self._count.setMinimumWidth(88)
        self._replace = QPushButton(text("Replace"))
        self._replace_all = QPushButton(text("Replace all"))
        self._compose()
        self._connect()
        self.hide()

    def _compose(self) -> None:
        self.setObjectName("findBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.query.setAccessibleName(text("Find"))
        self.replacement.setAccessibleName(text("Replace with"))
        close = QPushButton(text("Close"))
        close.clicked.connect(self.close_bar)
        finding, replacing = QHBoxLayout(), QHBoxLayout()
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(16, 8, 16, 8)
        self._lines.addLayout(finding, 1)
        self._lines.addLayout(replacing, 1)
        for layout in (self._lines, finding, replacing):
            layout.setSpacing(8)
        finding.addWidget(self.query, 1)
        finding.addWidget(self._count)
        replacing.addWidget(self.replacement, 1)
        for button in (self._replace, self._replace_all, close):
            replacing.addWidget(button)

    def _connect(self) -> None:
        self.query.textChanged.connect(self._find)
        self.query.installEventFilter(self)
        self.replacement.returnPressed.connect(self.replace_one)
        self._replace.clicked.connect(self.replace_one)
        self._replace_all.clicked.connect(self.replace_all)
        self._document.changed.connect(self._on_changed)

    def open_bar(self) -> None:
        """Show the bar with its text selected, ready to be typed over."""
        self.show()
        self.query.setFocus()
        self.query.selectAll()
        self._find()

    def close_bar(self) -> None:
        """Hide the bar and forget what was found."""
        self.hide()
        self.closed.emit()

    def replace_one(self) -> None:
        """Replace in the current row, then go to the next."""
        if 0 <= self._at < len(self._rows):
            self._put(self._rows[self._at : self._at + 1])
        self._go(1)

    def replace_all(self) -> None:
        """Replace in every row found, as one step to undo."""
        self._put(self._rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the query goes on, Shift+Enter back."""
        pressed = event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._go(-1 if shift else 1)
            return True
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """It gets along with any width."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Replace on a line of its own where one is too short for all."""
        super().resizeEvent(event)
        along, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._lines.setDirection(along if event.size().width() >= _ONE_LINE else below)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing stays highlighted behind a closed bar."""
        super().hideEvent(event)
        self._show([])

    def _find(self) -> None:
        self._at = -1
        self._show(self._found())
        self._go(1)
        if not self._rows and self.query.text().strip():
            say(self, self._count.text())

    def _found(self) -> list[str]:
        return found(self._document.board, self.query.text(), self._gaps())

    def _on_changed(self, _applied: Applied) -> None:
        if self.isVisible():
            current = self._rows[self._at] if 0 <= self._at < len(self._rows) else None
            rows = self._found()
            self._at = rows.index(current) if current in rows else min(self._at, len(rows)) - 1
            self._show(rows)

    def _go(self, step: int) -> None:
        if self._rows:
            self._at = (self._at + step) % len(self._rows)
            self._say()
            say(self, self._count.text())
            self.chosen.emit(self._rows[self._at])

    def _put(self, rows: list[str]) -> None:
        old, new = self.query.text(), self.replacement.text()
        self._document.run(replace_text, rows, old=old, new=new)

    def _show(self, rows: list[str]) -> None:
        self._rows = rows
        self._say()
        self.highlighted.emit(frozenset(rows))

    def _say(self) -> None:
        total = len(self._rows)
        if not self.query.text().strip():
            words = ""
        elif not total:
            words = text("Nothing found")
        elif self._at < 0:
            words = plural("{count} found", "{count} found", total).format(count=total)
        else:
            words = text("{at} of {count}").format(at=self._at + 1, count=total)
        self._count.setText(words)
        self._replace.setEnabled(total > 0)
        self._replace_all.setEnabled(total > 0)
