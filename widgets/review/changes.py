"""The last step: what came, went and changed since the kickoff."""

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from widgets.document import Document
from widgets.review.step import ReviewStep, Today, label
from workshop.board import Board
from workshop.language import plural, text
from workshop.reading.differences import Difference, differences_between
from workshop.reading.review import ReviewDay
from workshop.words.differences import (
    difference_lines,
    difference_theme_word,
    difference_title,
    fate_word,
)

#: Differences shown of each theme; more are counted.
_MOST = 40


class ChangesStep(ReviewStep):
    """Lists the differences between two boards; asks nothing."""

    def __init__(self, document: Document, today: Today) -> None:
        super().__init__(text("What changed"), document, today)
        self._shown: tuple[Board, Board] | None = None
        self._groups: list[QWidget] = []
        self.nothing.setText(text("Nothing changed since the kickoff."))

    @property
    def count(self) -> int:
        """Nothing is asked here."""
        return 0

    def show_day(self, day: ReviewDay) -> None:
        """What changed depends on no day; see `show_difference`."""

    def show_difference(self, before: Board, after: Board) -> None:
        """List what differs between the kickoff and now."""
        if self._shown is not None and self._shown[0] is before and self._shown[1] is after:
            return
        self._shown = before, after
        for group in self._groups:
            self.questions.take_away(group)
        found = differences_between(before, after)
        self._groups = [
            self._group(before, after, difference_theme_word(theme), list(of_theme))
            for theme, of_theme in groupby(found, key=lambda difference: difference.theme)
        ]
        for group in self._groups:
            self.questions.addWidget(group)
        self.nothing.setVisible(not found)

    def _group(self, before: Board, after: Board, heading: str, found: list[Difference]) -> QWidget:
        group = QWidget(self)
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(heading, "heading"))
        panel = QFrame(group)
        panel.setProperty("role", "panel")
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(16, 8, 16, 8)
        for difference in found[:_MOST]:
            inside.addWidget(_told(before, after, difference))
        column.addWidget(panel)
        more = len(found) - _MOST
        if more > 0:
            words = plural("and {count} more", "and {count} more", more).format(count=more)
            column.addWidget(label(words, "soft"))
        return group


def _told(before: Board, after: Board, difference: Difference) -> QWidget:
    told = QWidget()
    row = QHBoxLayout(told)
    row.setContentsMargins(0, 4, 0, 4)
    row.setSpacing(12)
    fate = label(fate_word(difference.fate), "soft")
    fate.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    fate.setFixedWidth(72)
    words = QVBoxLayout()
    row.addWidget(fate, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    words.setSpacing(2)
    words.addWidget(label(difference_title(difference), "strong"))
    for line in difference_lines(before, after, difference):
        words.addWidget(label(line, "soft"))
    return told
