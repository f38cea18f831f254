"""Review day: opened again a month later, the workshop leads through what is due, step by step.

Composes the steps; what is due is the domain's. Every step can be skipped, in any order.
"""

import datetime
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from widgets.document import Document
from widgets.look.flow import Flow
from widgets.look.look import Look
from widgets.look.stack import Stack
from widgets.look.words import Label
from widgets.page import Page
from widgets.review.assumptions import AssumptionsStep
from widgets.review.changes import ChangesStep
from widgets.review.flat import FlatStep
from widgets.review.promises import PromisesStep
from widgets.review.step import ReviewStep
from widgets.review.values import ValuesStep
from workshop.board import Board
from workshop.language import plural, text
from workshop.reading.review import board_at_kickoff, kickoff_of, review_day, shipping_days
from workshop.rules import RefusedError
from workshop.values import days
from workshop.values.days import short_day_text
from workshop.words.codes import refusal_text

_MARGIN = 24
#: Text is easier to read in a column than across a projector.
_WIDEST = 900


class ReviewView(Page):
    """The steps of a review of one workshop."""

    def __init__(
        self,
        document: Document,
        look: Look,
        parent: QWidget | None = None,
        *,
        today: Callable[[], datetime.date] = days.today,
    ) -> None:
        super().__init__(document, look, parent)
        self._today = today
        self.values = ValuesStep(document, today)
        self.flat = FlatStep(document, today)
        self.assumptions = AssumptionsStep(document, today)
        self.promises = PromisesStep(document, today)
        self.changes = ChangesStep(document, today)
        self.steps: tuple[ReviewStep, ...] = (
            self.values,
            self.flat,
            self.assumptions,
            self.promises,
            self.changes,
        )
        self._kickoff: tuple[datetime.date | None, Board] | None = None
        self._tabs = QButtonGroup(self)
        self.tabs = [self._tab(at, step) for at, step in enumerate(self.steps)]
        self._pages = Stack(self)
        self._said = Label(parent=self)
        self.next = QPushButton(text("Next step"), self)
        self._lay_out()
        self.setAccessibleName(text("Review day"))
        self.refresh()
        self.go_to_step(next((at for at, step in enumerate(self.steps) if step.count), 0))

    @property
    def at(self) -> int:
        """Number of the step that is shown, from 0."""
        return self._pages.currentIndex()

    def refresh(self) -> None:
        """Ask what is due on the board as it is now; what is being typed stays."""
        board, past = self.document.board, self.document.session.past
        day = review_day(board, self._today(), shipping_days(board, past))
        for step in self.steps:
            step.show_day(day)
        if self.at == self.steps.index(self.changes):
            self._show_changes()
        self._say_where()
        self._order_tabs()

    def go_to_step(self, at: int) -> None:
        """Show a step; what is typed in the one before is kept."""
        self.commit_pending()
        self._pages.setCurrentIndex(at)
        self.tabs[at].setChecked(True)
        self.next.setVisible(at + 1 < len(self.steps))
        if self.steps[at] is self.changes:
            self._show_changes()
        self._say_where()
        self._order_tabs()

    def commit_pending(self) -> bool:
        """Write what is typed; False when it could not be written."""
        written = [step.commit_pending() for step in self.steps]
        return all(written)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard starts at the steps."""
        super().focusInEvent(event)
        self._focus_tab()

    def _order_tabs(self) -> None:
        """Tab comes to the next step after the questions, also after those asked later."""
        parts = self.steps[self.at].findChildren(QWidget)
        stops = [part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
        if stops:
            QWidget.setTabOrder(stops[-1], self.next)

    def _focus_tab(self) -> None:
        self.tabs[self.at].setFocus(Qt.FocusReason.TabFocusReason)

    # Composition ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        heading = Label(text("Review day"), self)
        heading.setProperty("role", "title")
        self._said.setProperty("role", "soft")
        self._said.setWordWrap(True)
        tabs = Flow(gap=4)
        for tab in self.tabs:
            tabs.addWidget(tab)
        for step in self.steps:
            step.jump.connect(self.jump)
            step.done.connect(self._focus_tab)
            self._pages.addWidget(_scrolling(step))
        self.next.clicked.connect(lambda: self.go_to_step(self.at + 1))
        foot = QHBoxLayout()
        calm = Label(text("Nothing is lost by skipping."), self)
        calm.setProperty("role", "soft")
        calm.setWordWrap(True)
        foot.addWidget(calm, 1)
        foot.addWidget(self.next)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(self._said)
        column.addLayout(tabs)
        column.addWidget(self._pages, 1)
        column.addLayout(foot)
        inside = QWidget(self)
        inside.setMaximumWidth(_WIDEST)
        inside.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 16)
        layout.addWidget(inside, 1000)
        layout.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _tab(self, at: int, step: ReviewStep) -> QPushButton:
        tab = QPushButton(step.title, self)
        tab.setProperty("role", "switch")
        tab.setCheckable(True)
        tab.setMinimumHeight(32)
        tab.clicked.connect(lambda: self.go_to_step(at))
        self._tabs.addButton(tab)
        return tab

    # What is said -----------------------------------------------------------------------------

    def _say_where(self) -> None:
        board, today = self.document.board, self._today()
        kickoff = kickoff_of(board, self.document.session.past)
        left = sum(step.count for step in self.steps)
        parts = [text("Today {day}").format(day=short_day_text(today, today))]
        if kickoff is not None:
            shown = short_day_text(kickoff, today)
            parts.insert(0, text("Kickoff {day}").format(day=shown))
        words = plural("{count} question left", "{count} questions left", left)
        parts.append(words.format(count=left) if left else text("Nothing is due"))
        where = text("Step {at} of {count}").format(at=self.at + 1, count=len(self.steps))
        self._said.setText(" · ".join((*parts, where)))
        for tab, step in zip(self.tabs, self.steps, strict=True):
            is_done = step is not self.changes and not step.count
            count = f"  {step.count}" if step.count else ""
            tab.setText(f"✓ {step.title}" if is_done else f"{step.title}{count}")

    def _show_changes(self) -> None:
        board, past = self.document.board, self.document.session.past
        kickoff = kickoff_of(board, past)
        try:
            if self._kickoff is None or self._kickoff[0] != kickoff:
                self._kickoff = kickoff, board_at_kickoff(board, past)
        except RefusedError as refused:
            self.changes.nothing.setText(refusal_text(refused))
            return
        self.changes.show_difference(self._kickoff[1], board)


def _scrolling(step: ReviewStep) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(step)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
