"""The history: who did what when, what happened to one card, and the way back to any point.

It reads the past of the document and runs one command, going back, which can be undone. What needs
files (a copy without history, removing every trace) it leaves to the window by the action's name.
"""

import datetime
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets.document import Document
from widgets.history.delegate import HistoryDelegate
from widgets.history.model import EVENT, HistoryModel
from widgets.look.flow import Flow
from widgets.look.look import Look
from widgets.look.words import Label, Link
from widgets.page import Page
from widgets.reading_only import SEEKS
from workshop.board import Board
from workshop.commands.going_back import go_back
from workshop.language import plural, text
from workshop.past import Event, origin_of
from workshop.rules import RefusedError
from workshop.values import days
from workshop.words.past import difference_text

#: Actions of the window that the page offers too.
SNAPSHOTS, SHARE, FORGET = "go_back", "share", "forget"


class _Changes(QListView):
    """The list; Enter is left to the page, and the first row is a day that can't be chosen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        elif event.key() == Qt.Key.Key_Home:
            self.setCurrentIndex(self.model().index(1, 0))
            self.scrollToTop()
        else:
            super().keyPressEvent(event)


class HistoryView(Page):
    """Every change, newest first."""

    def __init__(
        self,
        document: Document,
        look: Look,
        parent: QWidget | None = None,
        *,
        today: Callable[[], datetime.date] = days.today,
    ) -> None:
        super().__init__(document, look, parent)
        self._row: str | None = None
        self._model = HistoryModel(today, self)
        self._delegate = HistoryDelegate(look)
        self._list = _Changes()
        self._summary = _soft()
        self._difference = _soft()
        self._filter = QLineEdit(placeholderText=text("Only changes to… O3, P1"))
        self._filter.setProperty(SEEKS, True)
        self._only = QPushButton()
        self._only.setCheckable(True)
        self._only.hide()
        self._back = QPushButton(text("Go back to this point"))
        self._comparing = QTimer(self, singleShot=True, interval=0)
        self._compose()
        self._connect()
        self.refresh()

    def _compose(self) -> None:
        heading = Label(text("What happened"))
        heading.setProperty("role", "title")
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setAccessibleName(text("Changes, newest first"))
        self._list.setUniformItemSizes(False)
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._filter.setAccessibleName(text("Only changes to"))
        self._filter.setClearButtonEnabled(True)
        self._filter.setFixedWidth(216)
        self._back.setProperty("role", "primary")
        self._back.setEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(self._summary)
        offering = Flow(gap=16)
        column.addLayout(offering)
        for name, words in (
            (SNAPSHOTS, text("Go back to…")),
            (SHARE, text("Share a copy without history…")),
            (FORGET, text("Remove every trace…")),
        ):
            offering.addWidget(self._wanting(name, words))
        choosing = QHBoxLayout()
        column.addLayout(choosing)
        choosing.setSpacing(8)
        choosing.addWidget(self._filter)
        choosing.addWidget(self._only)
        choosing.addStretch(1)
        column.addWidget(self._list, 1)
        going = QHBoxLayout()
        column.addLayout(going)
        going.setSpacing(16)
        going.addWidget(self._difference, 1)
        going.addWidget(self._back)
        self.setFocusProxy(self._list)

    def _wanting(self, name: str, words: str) -> QPushButton:
        button = Link(words)
        button.setObjectName(name)
        button.setProperty("role", "link")
        button.clicked.connect(lambda: self.wanted.emit(name))
        return button

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._filter_anew)
        self._only.toggled.connect(self._filter_anew)
        self._list.selectionModel().currentChanged.connect(self._on_current)
        self._list.doubleClicked.connect(self._jump_to)
        self._back.clicked.connect(self.go_back)
        self._comparing.timeout.connect(self._compare)

    @property
    def current(self) -> Event | None:
        """The change people are on."""
        event = self._list.currentIndex().data(EVENT)
        return event if isinstance(event, Event) else None

    def refresh(self) -> None:
        """List the changes anew; people stay on the one they were on."""
        current = self.current
        past = self.document.session.past
        self._delegate.look = self.look
        only = self._wanted_row()
        self._filter.setProperty("wrong", bool(self._filter.text().strip()) and only is None)
        self._filter.style().polish(self._filter)
        about = None if only is None else past.about(only)
        self._model.show(past, self.document.board, about)
        self._say_how_many()
        self._choose(None if current is None else self._model.place_of(current.seq))
        self._comparing.start()

    def select_row(self, row: str) -> None:
        """Offer the changes to this row alone."""
        record = self.document.board.record(row)
        if record is None:
            return
        bearer = self.document.board.bearer_of(row)
        ref = next((ref for ref, one in self.document.board.by_ref.items() if one == bearer), "")
        self._row = bearer if ref else None
        self._only.setVisible(bool(ref))
        self._only.setText(text("Only {ref}").format(ref=ref))

    def go_back(self) -> None:
        """Make the workshop what it was after the change people are on; it can be undone."""
        board = self._board_then()
        if board is not None:
            self.document.run(go_back, board)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to what a change was about."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self._jump_to(self._list.currentIndex())
        else:
            super().keyPressEvent(event)

    def _wanted_row(self) -> str | None:
        """The row that changes are wanted about; None for all of them."""
        typed = self._filter.text().strip().upper()
        if typed:
            return self.document.board.by_ref.get(typed) or self._gone(typed)
        return self._row if self._only.isChecked() else None

    def _gone(self, ref: str) -> str | None:
        """The row that had a reference before it was deleted."""
        past = self.document.session.past
        for event in past.events():
            if event.ref == ref:
                for change in past.step(event.seq).changes:
                    if ref in (getattr(change.before, "ref", ""), getattr(change.after, "ref", "")):
                        return change.row.id
        return None

    def _filter_anew(self) -> None:
        self.refresh()

    def _choose(self, place: int | None) -> None:
        if place is None:
            place = 1 if self._model.rowCount() > 1 else 0
        self._list.setCurrentIndex(self._model.index(place))

    def _say_how_many(self) -> None:
        count = self._model.count
        self._summary.setText(
            plural(
                "{count} change. Any point can be gone back to, and going back can be undone.",
                "{count} changes. Any point can be gone back to, and going back can be undone.",
                count,
            ).format(count=count)
        )

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._comparing.start()
        self.selected.emit(self._row_of_current())

    def _row_of_current(self) -> str | None:
        """The row that the current change was about, if it is still there."""
        event = self.current
        if event is None:
            return None
        past = self.document.session.past
        ref = origin_of(past, event).ref
        return self.document.board.by_ref.get(ref or "")

    def _jump_to(self, _index: QModelIndex) -> None:
        row = self._row_of_current()
        if row is not None:
            self.jump.emit(row)

    def _compare(self) -> None:
        """Say what going back would change."""
        board = self._board_then()
        step = None if board is None else go_back(self.document.board, board)
        self._back.setEnabled(step is not None and not step.is_empty)
        if step is None:
            self._difference.setText("")
        elif step.is_empty:
            self._difference.setText(text("This is how it is now."))
        else:
            words = text("Going back to right after this change: {difference}.")
            self._difference.setText(words.format(difference=difference_text(step)))

    def _board_then(self) -> Board | None:
        event = self.current
        if event is None:
            return None
        try:
            return self.document.session.past.board_at(event.seq)
        except RefusedError as refused:
            self.document.refused.emit(refused)
            return None


def _soft() -> QLabel:
    label = Label()
    label.setProperty("role", "soft")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
