"""The line at the bottom: what the workshop holds, what it lacks, the zoom, an export under way."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.style import dress
from widgets.look.look import Look
from widgets.look.words import Label, Link
from workshop.board import Board
from workshop.gaps.codes import Gap, GapCode
from workshop.language import plural, text
from workshop.values.quantities import number_text

#: Below this scale the zoom is told with decimals.
_EVEN = 0.01
_MARGIN, _GAP = 16, 16
_COUNTED: Final = (GapCode.OUTPUT_WITHOUT_OUTCOME, GapCode.OUTCOME_WITHOUT_OUTPUT)


class StatusLine(QFrame):
    """Counts of the board shown.

    Signals:
        gap_chosen(str): somebody wants to see the first output or outcome that lacks the other.
        zoom_chosen(): the zoom was clicked.
        cancelled(): somebody wants the export under way to stop.
    """

    gap_chosen = Signal(str)
    zoom_chosen = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.setFixedHeight(33)
        self._working = ""
        self._first_gap = ""
        self._first_unserved = ""
        self._cards = Label()
        self._outputs = Label()
        self._gaps = _link("gaps")
        self._gaps.clicked.connect(lambda: self.gap_chosen.emit(self._first_gap))
        self._unserved = _link("gaps")
        self._unserved.clicked.connect(lambda: self.gap_chosen.emit(self._first_unserved))
        self._work = Label()
        self._cancel = _link("cancelWork")
        self._cancel.setText(text("Cancel"))
        self._cancel.clicked.connect(self.cancelled)
        self._zoom = _link("zoom")
        self._zoom.setToolTip(text("Show the whole tree"))
        self._zoom.clicked.connect(self.zoom_chosen)
        self._counts = (self._cards, self._outputs, self._gaps, self._unserved)
        self._others = (self._cancel, self._zoom)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        row.setSpacing(_GAP)
        for part in self._counts:
            row.addWidget(part)
        row.addStretch(1)
        for part in (self._work, *self._others):
            row.addWidget(part)
        self.show_work("")
        self.show_gaps(())

    def set_look(self, look: Look) -> None:
        """Wear another palette."""
        dress(self, look)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """It gets along with any width."""
        return QSize(0, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as has room."""
        super().resizeEvent(event)
        self._fit()

    def show_board(self, board: Board) -> None:
        """Count cards and outputs."""
        self._cards.setText(_count_of_cards(len(board.cards)))
        self._outputs.setText(_count_of_outputs(len(board.rows)))
        self._fit()

    def show_gaps(self, gaps: Iterable[Gap]) -> None:
        """Count outputs and outcomes that lack the other."""
        rows: dict[GapCode, list[str]] = {code: [] for code in _COUNTED}
        for gap in gaps:
            if gap.code in rows:
                rows[gap.code].append(gap.rows[0])
        orphans, unserved = rows.values()
        self._first_gap = orphans[0] if orphans else ""
        self._gaps.setText(_count_of_gaps(len(orphans)) if orphans else "")
        self._first_unserved = unserved[0] if unserved else ""
        self._unserved.setText(_count_of_unserved(len(unserved)) if unserved else "")
        self._fit()

    def show_zoom(self, scale: float | None) -> None:
        """Show the zoom of the tree; None hides it."""
        self._zoom.setVisible(scale is not None)
        if scale is not None:
            percent = round(scale * 100, 0 if scale >= _EVEN else 2)
            self._zoom.setText(text("{percent} %").format(percent=number_text(percent)))
        self._fit()

    def show_work(self, words: str) -> None:
        """Say what is being written, with a way to stop it; nothing for an empty text."""
        self._working = words
        self._work.setToolTip(words)
        self._work.setAccessibleName(words)
        self._work.setVisible(bool(words))
        self._cancel.setVisible(bool(words))
        self._fit()

    def _fit(self) -> None:
        """Leave out counts from the last on, then cut what is said of the work."""
        shown = [part for part in self._others if not part.isHidden()]
        room = self.width() - 2 * _MARGIN - sum(_needs(part) for part in shown)
        work = self._work.fontMetrics().horizontalAdvance(self._working)
        if self._working:
            end = Qt.TextElideMode.ElideRight
            fitting = max(0, room - _GAP)
            self._work.setText(self._work.fontMetrics().elidedText(self._working, end, fitting))
            room -= work + _GAP
        for part in self._counts:
            if part.text():
                room -= _needs(part)
                part.setVisible(room >= 0)
            else:
                part.hide()


def _needs(part: QLabel | QPushButton) -> int:
    """What a part takes of the line with the gap beside it; one too many does no harm."""
    part.ensurePolished()
    return part.sizeHint().width() + _GAP


def _link(name: str) -> QPushButton:
    button = Link()
    button.setObjectName(name)
    button.setFlat(True)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _count_of_cards(count: int) -> str:
    return plural("{count} card", "{count} cards", count).format(count=count)


def _count_of_outputs(count: int) -> str:
    return plural("{count} output", "{count} outputs", count).format(count=count)


def _count_of_gaps(count: int) -> str:
    return plural(
        "{count} output without an outcome", "{count} outputs without an outcome", count
    ).format(count=count)


def _count_of_unserved(count: int) -> str:
    return plural(
        "{count} outcome without an output", "{count} outcomes without an output", count
    ).format(count=count)
