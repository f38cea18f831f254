"""The assumptions view, "What we assume": the map, the register, and what is due.

Composes them and runs what they ask for. Which grades and verdicts there are is the domain's.
"""

import datetime
from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFocusEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets.assumptions.adding import AddLine
from widgets.assumptions.due import DuePanel
from widgets.assumptions.half_typed import HalfTyped
from widgets.assumptions.map import AssumptionMapArea, MapFace
from widgets.assumptions.reading import (
    AssumptionReading,
    next_look,
    readings_of,
)
from widgets.assumptions.register import Register
from widgets.document import Document
from widgets.look.look import Look
from widgets.look.stack import Stack
from widgets.look.words import Label
from widgets.page import Page, direction_for
from widgets.saying import say
from workshop.board import Board
from workshop.commands.assuming import assume
from workshop.commands.details import delete_detail, edit_detail
from workshop.commands.judging import judge_assumption
from workshop.details import Assumption
from workshop.language import plural, text
from workshop.method import ReviewVerdict
from workshop.reading.assumptions import due_this_month, linked_tests
from workshop.records import WORKSHOP_ID
from workshop.values import days
from workshop.words.assumptions import about_words, place_words

#: Below this width what is due is a face of its own beside map and register.
_NARROW: Final = 880
#: From this width on the buttons stand beside the heading.
_BESIDE: Final = 640
#: Below this width the button says its word alone.
_SHORT: Final = 440
_DUE_WIDTH: Final = (264, 400)
#: Most outcomes offered when an assumption is added.
_MOST_OFFERED: Final = 200
MAP, REGISTER, DUE = range(3)


class AssumptionsView(Page):
    """Every assumption by importance and evidence, as a register, and what is due this month."""

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
        self._about: str | None = None
        self.face = MapFace(look)
        self.area = AssumptionMapArea(self.face)
        self.register = Register()
        self.due = DuePanel()
        self.adding = AddLine(self)
        self.add = QPushButton(text("Add an assumption"), self)
        self.add.setAccessibleName(text("Add an assumption"))
        self.switches = tuple(
            QPushButton(words, self) for words in (text("Map"), text("Register"), text("Due"))
        )
        self._faces = Stack(self)
        self._side = QWidget(self)
        self._beside = QVBoxLayout(self._side)
        self._due_face = QWidget()
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._footer = Label(parent=self)
        self._lay_out()
        self._connect()
        self.setAccessibleName(text("Assumptions"))
        self.refresh()
        if HalfTyped(document, self.adding, self.due).restore():
            self._go_on_adding()

    def refresh(self) -> None:
        """Show every assumption as it is now; what is being typed stays."""
        board, today = self.document.board, self._today()
        readings = readings_of(board, today)
        known = {reading.row: reading for reading in readings}
        due = [known[assumption.id] for assumption in due_this_month(board, today)]
        self.face.show_readings(readings)
        self.register.show_readings(readings)
        self.due.show_due(due, _nothing_due(readings))
        self.switches[DUE].setText(text("Due ({count})").format(count=len(due)))
        if not self.adding.isHidden():
            self._offer_rows()
        self._footer.setText(summary(board, readings, len(due), self.look.palette.attention))

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self.face.set_look(look)
        super().set_look(look)

    def select_row(self, row: str) -> None:
        """Go to an assumption; another row is what the next one may be about."""
        board = self.document.board
        while row != WORKSHOP_ID and not isinstance(board.details.get(row), Assumption):
            detail = board.details.get(row)
            if detail is None:
                self._about = row if board.record(row) is not None else None
                return
            row = detail.owner
        self._go_to(row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes to the face that is shown."""
        super().focusInEvent(event)
        shown = self._faces.currentIndex()
        target = (self.face, self.register, self.due)[shown]
        if shown != DUE or not self.due.focus_next():
            target.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside the map, what is due is a face of its own."""
        super().resizeEvent(event)
        width = event.size().width()
        least, most = _DUE_WIDTH
        self._side.setFixedWidth(max(least, min(most, width * 3 // 10)))
        self._set_narrow(is_narrow=width < _NARROW)
        self._top.setDirection(direction_for(width, _BESIDE))
        self.add.setText(text("Add") if width < _SHORT else text("Add an assumption"))

    def show_face(self, at: int) -> None:
        """Show the map, the register, or what is due."""
        self.switches[at].setChecked(True)
        self._faces.setCurrentIndex(at)

    # What people do -----------------------------------------------------------------------------

    def _start_adding(self) -> None:
        self._go_on_adding()
        self.adding.start()

    def _go_on_adding(self) -> None:
        self.adding.show()
        self._offer_rows(self._about)

    def _stop_adding(self) -> None:
        self.add.setFocus()
        self.adding.hide()

    def _offer_rows(self, chosen: str | None = None) -> None:
        board = self.document.board
        rows = dict.fromkeys(_rows_to_assume_about(board, chosen or self._about))
        self.adding.offer([(row, about_words(board, row)) for row in rows], chosen)

    def _add(self, words: str, row: str) -> None:
        applied = self.document.run(assume, row, words, self._today())
        if applied is not None:
            self.adding.start()
            for added in applied.touched:
                self._go_to(added)
                self.selected.emit(added)

    def _place(self, row: str, importance: int, evidence: int) -> None:
        fields = {"importance": importance, "evidence": evidence}
        applied = self.document.run(edit_detail, row, fields)
        if applied is not None and applied.changed:
            self.area.bring_in_sight(row)
            self._announce(place_words(importance, evidence))

    def _judge(self, row: str, verdict: ReviewVerdict, note: str) -> None:
        applied = self.document.run(
            judge_assumption, row, verdict, held_on=self._today(), note=note
        )
        if applied is None:
            return
        judged = applied.board.details[row]
        assert isinstance(judged, Assumption)
        says = _verdict_sentence(judged, verdict)
        self.due.say(says, judged.id if verdict is ReviewVerdict.PIVOTED else "")
        self._announce(says)

    def _rewrite(self, row: str) -> None:
        """After a pivot: write what is assumed instead, about the same thing."""
        turned = self.document.board.details.get(row)
        self._about = turned.owner if turned is not None else self._about
        self._start_adding()

    def _delete(self, row: str) -> None:
        self.document.run(delete_detail, row)

    def _open(self, row: str) -> None:
        self.jump.emit(self.document.board.bearer_of(row))

    def _reach(self, row: str) -> None:
        self.face.select(row)
        self.register.select(row)
        if self.face.hasFocus():
            self._announce(self.face.accessibleDescription())
        self.selected.emit(row)

    def _go_to(self, row: str) -> None:
        self.face.select(row)
        self.register.select(row)
        self.area.bring_in_sight(row)

    def _announce(self, words: str) -> None:
        say(self, words)

    # Building -----------------------------------------------------------------------------------

    def _connect(self) -> None:
        for part in (self.face, self.register):
            part.chosen.connect(self._reach)
            part.opened.connect(self._open)
            part.unwanted.connect(self._delete)
        self.face.placed.connect(self._place)
        self.due.judged.connect(self._judge)
        self.due.rewritten.connect(self._rewrite)
        self.due.done.connect(self.add.setFocus)
        self.add.clicked.connect(self._start_adding)
        self.adding.sent.connect(self._add)
        self.adding.given_up.connect(self._stop_adding)

    def _lay_out(self) -> None:
        for face in (self.area, self.register, self._due_face):
            self._faces.addWidget(face)
        QVBoxLayout(self._due_face).setContentsMargins(0, 0, 0, 0)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.addWidget(self.due)
        self._footer.setProperty("role", "soft")
        self._footer.setTextFormat(Qt.TextFormat.RichText)
        self._footer.setWordWrap(True)
        self._footer.setAccessibleName(text("Summary"))
        self.adding.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 12)
        layout.setSpacing(24)
        main = QVBoxLayout()
        layout.addLayout(main, 1)
        layout.addWidget(self._side)
        main.setSpacing(12)
        main.addLayout(self._top)
        self._lay_out_top()
        main.addWidget(self.adding)
        main.addWidget(self._faces, 1)
        main.addWidget(self._footer)
        self.show_face(MAP)
        self._set_narrow(is_narrow=False)

    def _lay_out_top(self) -> None:
        heading = Label(text("What we assume"), self)
        heading.setProperty("role", "title")
        group = QButtonGroup(self)
        self._top.setSpacing(8)
        self._top.addWidget(heading, 1, Qt.AlignmentFlag.AlignLeading)
        line = QHBoxLayout()
        self._top.addLayout(line)
        line.setSpacing(4)
        for at, switch in enumerate(self.switches):
            switch.setCheckable(True)
            switch.setProperty("role", "switch")
            switch.setMinimumHeight(32)
            switch.clicked.connect(lambda _on=False, at=at: self.show_face(at))
            group.addButton(switch)
            line.addWidget(switch)
        line.addSpacing(8)
        self.add.setMinimumHeight(32)
        line.addWidget(self.add)
        line.addStretch(1)

    def _set_narrow(self, *, is_narrow: bool) -> None:
        """What is due stands at the side, or is a face."""
        if is_narrow == self._side.isHidden() and self.switches[DUE].isHidden() != is_narrow:
            return
        self._side.setVisible(not is_narrow)
        self.switches[DUE].setVisible(is_narrow)
        home = self._due_face.layout() if is_narrow else self._beside
        if home is not None:
            home.addWidget(self.due)
        if not is_narrow and self._faces.currentIndex() == DUE:
            self.show_face(MAP)


def _rows_to_assume_about(board: Board, chosen: str | None) -> Iterator[str]:
    """What people were on first, then the outcomes; without one, the first card and output."""
    record = None if chosen is None or chosen == WORKSHOP_ID else board.record(chosen)
    if record is not None:
        yield record.id
    for at, outcome in enumerate(board.outcomes()):
        if at >= _MOST_OFFERED:
            return
        yield outcome.id
    yield from board.children_of(None)[:_MOST_OFFERED]
    yield from board.rows[:_MOST_OFFERED]


def _nothing_due(readings: list[AssumptionReading]) -> str:
    """What to say while nothing is due: when the next thing is."""
    coming = [r.assumption for r in readings if r.assumption.next_review is not None]
    soonest = min(coming, key=lambda a: (a.next_review, a.number), default=None)
    if soonest is None:
        return text("Nothing is due: no assumption has a review date yet.")
    return text("Nothing is due this month. {ref}: {next}").format(
        ref=soonest.ref, next=next_look(soonest.next_review)
    )


def _verdict_sentence(assumption: Assumption, verdict: ReviewVerdict) -> str:
    """A calm word about a review; a pivot is praised."""
    sentences = {
        ReviewVerdict.VALIDATED: text("{ref} holds so far."),
        ReviewVerdict.OPEN: text("{ref} stays open."),
        ReviewVerdict.INVALIDATED: text("{ref} does not hold: good to know now."),
        ReviewVerdict.PIVOTED: text(
            "A pivot on {ref}: the group learned in time, before it was expensive."
        ),
    }
    says = sentences[verdict].format(ref=assumption.ref)
    return f"{says} {next_look(assumption.next_review)}".strip()


def summary(board: Board, readings: list[AssumptionReading], due: int, attention: str) -> str:
    """How many there are, are due, and have no test yet, as rich text."""
    untested = sum(not linked_tests(board, reading.assumption.owner) for reading in readings)
    count = len(readings)
    parts = [
        plural("{count} assumption", "{count} assumptions", count).format(count=count),
        plural("{count} due this month", "{count} due this month", due).format(count=due),
    ]
    if untested:
        says = plural("{count} without a test", "{count} without a test", untested)
        told = says.format(count=untested)
        parts.append(f'<span style="color: {attention}">{told}</span>')
    return "&nbsp;&nbsp;&nbsp; ".join(parts)
