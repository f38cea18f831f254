"""Above the rows: buttons that filter, group, choose columns and paste; and the calm filter bar."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)

from widgets.look.flow import Flow
from widgets.look.words import Label
from widgets.page import direction_for
from widgets.reading_only import SEEKS
from widgets.table.arrangement import Filter, Grouping
from widgets.table.keys import Key
from workshop.language import text
from workshop.vocabulary import Status
from workshop.words.codes import status_word

#: Typing goes on undisturbed for so long before rows are filtered, in milliseconds.
_PAUSE = 120
_TALL = 32
#: Least width in pixels of the filter bar on one line.
_ONE_LINE = 600


def grouping_words(by: Grouping) -> str:
    """What rows are grouped by, as a button says it."""
    return {
        Grouping.NOTHING: text("Group"),
        Grouping.OUTCOME: text("Grouped by outcome"),
        Grouping.OWNER: text("Grouped by owner"),
        Grouping.STATUS: text("Grouped by status"),
    }[by]


class TableBar(QWidget):
    """The heading of the view with its buttons.

    Signals:
        asked(Key): the same as this key; grouped(Grouping): group rows by this;
        rows_pasted(): add what a spreadsheet copied.
    """

    asked = Signal(object)
    grouped = Signal(object)
    rows_pasted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = Label(text("Outputs and the outcomes they drive"), self)
        heading.setProperty("role", "title")
        heading.setWordWrap(True)
        heading.setMinimumWidth(1)
        self._filter = self._button(text("Filter"), Key.FILTER)
        self._filter.setCheckable(True)
        self._filter.clicked.connect(lambda: self.asked.emit(Key.FILTER))
        self._group = self._button(grouping_words(Grouping.NOTHING), Key.GROUP)
        self._group.clicked.connect(self._choose_group)
        self._columns = self._button(text("Columns"), Key.COLUMNS)
        self._columns.clicked.connect(lambda: self.asked.emit(Key.COLUMNS))
        self._paste = QPushButton(text("Paste from spreadsheet"), self)
        self._paste.setToolTip(text("Add copied rows; their first may name the columns"))
        self._paste.setMinimumHeight(_TALL)
        self._paste.clicked.connect(self.rows_pasted)
        buttons = Flow()
        for button in (self._filter, self._group, self._columns, self._paste):
            buttons.addWidget(button)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)
        self._lines.addWidget(heading, 1)
        self._lines.addLayout(buttons)
        self._heading, self._buttons = heading, buttons

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the buttons below the heading where they don't fit beside it."""
        super().resizeEvent(event)
        along = self._heading.fontMetrics().horizontalAdvance(self._heading.text())
        needed = along + self._buttons.sizeHint().width() + self._lines.spacing()
        width = event.size().width()
        self._lines.setDirection(direction_for(width, needed))
        self.setMinimumHeight(self._lines.minimumHeightForWidth(width))

    @property
    def columns_button(self) -> QPushButton:
        """Where the column chooser opens."""
        return self._columns

    def show_filtering(self, *, on: bool) -> None:
        """Whether the filter bar is open."""
        self._filter.setChecked(on)

    def show_grouping(self, by: Grouping) -> None:
        """What rows are grouped by."""
        self._group.setText(grouping_words(by))

    def _button(self, words: str, key: Key) -> QPushButton:
        button = QPushButton(words, self)
        native = QKeySequence(key.value).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(text("{what} ({keys})").format(what=words, keys=native))
        button.setMinimumHeight(_TALL)
        return button

    def _choose_group(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        words = {
            Grouping.NOTHING: text("No groups"),
            Grouping.OUTCOME: text("By outcome"),
            Grouping.OWNER: text("By owner"),
            Grouping.STATUS: text("By status"),
        }
        for by, says in words.items():
            action = menu.addAction(says, self._grouping(by))
            action.setCheckable(True)
            action.setChecked(self._group.text() == grouping_words(by))
        menu.popup(self._group.mapToGlobal(self._group.rect().bottomLeft()))

    def _grouping(self, by: Grouping) -> Callable[[], None]:
        return lambda: self.grouped.emit(by)


class FilterBar(QFrame):
    """Which rows to show; what is chosen works at once.

    Signals:
        filtered(Filter): show these rows; closed(): show all again, and go back to the rows;
        left(): the keyboard goes to the rows.
    """

    filtered = Signal(object)
    closed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later.timeout.connect(self._tell)
        self._words = QLineEdit(self)
        self._words.setProperty(SEEKS, True)
        self._words.setPlaceholderText(text("Words in any cell"))
        self._words.setAccessibleName(text("Filter by words"))
        self._words.textChanged.connect(self._restart)
        self._owner = self._choice(text("Filter by owner"))
        self._status = self._choice(text("Filter by status"))
        self._gaps = QPushButton(text("Gaps only"), self)
        self._gaps.setCheckable(True)
        self._gaps.toggled.connect(self._tell)
        self._count = Label(parent=self)
        self._count.setProperty("role", "soft")
        self._close = QPushButton(text("Show all"), self)
        self._close.setProperty("role", "quiet")
        self._close.clicked.connect(self.closed)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        chosen, others = QHBoxLayout(), QHBoxLayout()
        for line in (chosen, others):
            line.setSpacing(8)
            self._lines.addLayout(line)
        self._words.setMaximumWidth(320)
        chosen.addWidget(self._words, 2)
        chosen.addWidget(self._owner, 1)
        chosen.addWidget(self._status, 1)
        others.addWidget(self._gaps)
        others.addWidget(self._close)
        others.addWidget(self._count)
        others.addStretch(1)
        self._lines.setStretch(0, 1)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)
        for part in (self._words, self._owner, self._status, self._gaps, self._close):
            part.setMinimumHeight(_TALL)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go on in a second line where one is too short."""
        super().resizeEvent(event)
        self._lines.setDirection(direction_for(event.size().width(), _ONE_LINE))

    def _choice(self, name: str) -> QComboBox:
        choice = QComboBox(self)
        choice.setAccessibleName(name)
        choice.setMaximumWidth(220)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(9)
        choice.activated.connect(self._tell)
        return choice

    def show_filter(self, chosen: Filter, owners: Sequence[str]) -> None:
        """Show what is filtered by, and which owners there are to choose from."""
        self._showing = True
        if self._words.text() != chosen.words:
            self._words.setText(chosen.words)
        _fill(self._owner, text("Any owner"), [(name, name) for name in owners], chosen.owner)
        statuses = [(status_word(status), status.value) for status in Status]
        _fill(self._status, text("Any status"), statuses, chosen.status)
        self._gaps.setChecked(chosen.gaps_only)
        self._later.stop()
        self._showing = False

    def show_count(self, words: str) -> None:
        """How many rows are shown."""
        self._count.setText(words)

    def start(self) -> None:
        """Take the keyboard."""
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()

    def sizeHint(self) -> QSize:
        """As high as its fields."""
        return QSize(super().sizeHint().width(), _TALL + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc shows all rows again; Enter and Down go to them."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            if self._later.isActive():
                self._later.stop()
                self._tell()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _restart(self) -> None:
        if not self._showing:
            self._later.start()

    def _tell(self) -> None:
        if self._showing:
            return
        self.filtered.emit(
            Filter(
                words=self._words.text().strip(),
                owner=self._owner.currentData() or "",
                status=self._status.currentData() or "",
                gaps_only=self._gaps.isChecked(),
            )
        )


def _fill(choice: QComboBox, anything: str, known: Sequence[tuple[str, str]], chosen: str) -> None:
    choice.clear()
    choice.addItem(anything, "")
    for says, key in known:
        choice.addItem(says, key)
    if chosen and choice.findData(chosen) < 0:
        choice.addItem(chosen, chosen)
    choice.setCurrentIndex(max(0, choice.findData(chosen)))
