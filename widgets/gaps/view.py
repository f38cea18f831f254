"""The gaps: one live list of what the workshop still lacks, by theme, each leading to its place.

Composes the list; what a gap is and which there are is the domain's. Never a score.
"""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QTreeView, QVBoxLayout, QWidget

from widgets.document import Document
from widgets.gaps.delegate import GapDelegate
from widgets.gaps.model import GapModel, Index, Level, level_of
from widgets.gaps_watch import GapsWatch
from widgets.look.look import Look
from widgets.look.words import Label
from widgets.page import Page, leading_up
from workshop.applied import Applied
from workshop.gaps.codes import Gap
from workshop.language import plural, text

_MARGIN = 24
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GapList(QTreeView):
    """The rows; Enter or a double click goes to the place of a gap.

    Signals:
        current_changed(): people stand on another row; opened(Gap): they want to go to its place.
    """

    current_changed = Signal()
    opened = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("gapList")
        self.gap_model = GapModel(self)
        self.setModel(self.gap_model)
        self.painter = GapDelegate(look, self)
        self.setItemDelegate(self.painter)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(text("Gaps"))
        self.doubleClicked.connect(self._open)
        self.clicked.connect(self._toggle)

    @property
    def gap(self) -> Gap | None:
        """The gap people stand on."""
        return self.gap_model.gap_at(self.currentIndex())

    def stand_on(self, index: QModelIndex) -> None:
        """Make a row current and bring it into sight."""
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that people stand elsewhere."""
        super().currentChanged(current, previous)
        self.current_changed.emit()

    def moveCursor(
        self, action: QTreeView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where a key leads: headings are passed over."""
        found = super().moveCursor(action, modifiers)
        upwards = (QTreeView.CursorAction.MoveUp, QTreeView.CursorAction.MovePageUp)
        step = self.indexAbove if action in upwards else self.indexBelow
        while level_or_none(found) is Level.THEME:
            found = step(found)
        return found if found.isValid() else self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the place of a gap, or opens and closes a kind."""
        if event.key() in _ENTER:
            self._toggle(self.currentIndex())
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on a gap, so that keys have something to work on, and show which."""
        super().focusInEvent(event)
        if self.gap is None and level_or_none(self.currentIndex()) is not Level.KIND:
            first = next(self.gap_model.gaps(), None)
            if first is not None:
                self.stand_on(first[0])
        # Qt makes the first row current when the list first gets the focus, but chooses none.
        self.selectionModel().select(
            self.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the sentences anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _open(self, index: QModelIndex) -> None:
        gap = self.gap_model.gap_at(index)
        if gap is not None:
            self.opened.emit(gap)

    def _toggle(self, index: QModelIndex) -> None:
        if level_or_none(index) is Level.KIND:
            self.setExpanded(index, not self.isExpanded(index))


class GapsView(Page):
    """Every gap of one workshop."""

    def __init__(
        self, document: Document, look: Look, gaps: GapsWatch, parent: QWidget | None = None
    ) -> None:
        super().__init__(document, look, parent)
        self._gaps = gaps
        self.list = GapList(look, self)
        self._summary = Label(parent=self)
        self._lay_out()
        gaps.changed.connect(self.show_anew)
        self.list.current_changed.connect(self._tell_current)
        self.list.opened.connect(self._go_to)
        self.setFocusProxy(self.list)
        self.setAccessibleName(text("Gaps"))
        self.refresh()

    def refresh(self) -> None:
        """List the gaps as they were last found; people stay on the gap they stand on."""
        with QSignalBlocker(self.list):
            self._show_gaps()

    def _show_gaps(self) -> None:
        board, before = self.document.board, self.list.gap
        opened, gaps = self._open_kinds(), self._gaps.gaps
        self.list.gap_model.show_gaps(board, gaps)
        self._expand(opened)
        self._summary.setText(_summary(len(gaps), is_empty=board.is_empty))
        self.list.setVisible(bool(gaps))
        again = next((at for at, gap in self.list.gap_model.gaps() if gap == before), None)
        if again is not None:
            self.list.stand_on(again)

    def follow(self, _applied: Applied) -> None:
        """Nothing yet: gaps are looked for once people pause."""

    def select_row(self, row: str) -> None:
        """Stand on the first gap of a row, of what it belongs to, or of what is above it."""
        gaps = list(self.list.gap_model.gaps())
        for each in leading_up(self.document.board, row):
            index = next((at for at, gap in gaps if each in gap.rows), None)
            if index is not None:
                self.list.stand_on(index)
                return

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self.list.painter.set_look(look)
        super().set_look(look)

    def _lay_out(self) -> None:
        heading = Label(text("What is still open"), self)
        heading.setProperty("role", "title")
        self._summary.setProperty("role", "soft")
        self._summary.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 16)
        layout.setSpacing(4)
        layout.addWidget(heading)
        layout.addWidget(self._summary)
        layout.addWidget(self.list, 1)
        layout.addStretch()

    def _open_kinds(self) -> set[str]:
        model, opened = self.list.gap_model, set()
        for index, gap in model.gaps():
            above = index.parent()
            if level_of(above) is Level.KIND and self.list.isExpanded(above):
                opened.add(gap.code.value)
        return opened

    def _expand(self, opened: set[str]) -> None:
        model = self.list.gap_model
        for row in range(model.rowCount()):
            self.list.expand(model.index(row, 0))
        for index, gap in model.gaps():
            if gap.code.value in opened and level_of(index.parent()) is Level.KIND:
                self.list.expand(index.parent())

    def _tell_current(self) -> None:
        gap = self.list.gap
        self.selected.emit(gap.rows[0] if gap and gap.rows else None)

    def _go_to(self, gap: Gap) -> None:
        if gap.rows and self.document.board.record(gap.rows[0]) is not None:
            self.jump.emit(gap.rows[0])
        else:
            self.selected.emit(None)


def level_or_none(index: QModelIndex) -> Level | None:
    """What a row is; None where there is none."""
    return level_of(index) if index.isValid() else None


def _summary(count: int, *, is_empty: bool) -> str:
    if is_empty:
        return text("The workshop is still empty.")
    if not count:
        return text("Nothing found: every question we know to ask has its answer.")
    words = plural(
        "{count} question. Enter goes to its place; leaving it open is fine, it prints as a gap.",
        "{count} questions. Enter goes to the place of one; leaving them open is fine, they print "
        "as gaps.",
        count,
    )
    return words.format(count=count)
