"""The panel beside the views: the selected cards or outputs, or the workshop itself.

Chooses the panel and says what it is about; fields, lists and links are parts of it, laid out in
`layouts`. A panel is built when its kind is first shown and used again for every row of the kind.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from widgets.document import Document
from widgets.inspector.building import part_view
from widgets.inspector.desk import Desk
from widgets.inspector.layouts import (
    CARD_SHEETS,
    OUTPUT_SHEET,
    WORKSHOP_SHEET,
    Sheet,
    shared_sheet,
)
from widgets.inspector.links import Destination
from widgets.inspector.panel import Panel
from widgets.keyboard import parts_in_order
from widgets.look.look import Look
from widgets.look.stack import Stack
from widgets.look.words import Label
from workshop.board import Board
from workshop.details import OpportunityFacts, OutcomeFacts
from workshop.language import plural, text
from workshop.records import WORKSHOP_ID, Card, Output
from workshop.values.days import today
from workshop.vocabulary import Kind
from workshop.words.codes import kind_word
from workshop.words.fields import code_word, field_label

_WIDTH, _LEAST_WIDTH = 300, 180
#: In less height than this the reasons to fill fields are tooltips only.
_LEAST_HEIGHT_TO_SAY_WHY = 240


class Inspector(QFrame):
    """Shows one row or several, or the workshop when none is selected.

    Signals:
        jump(str): people want to go to this card or output.
    """

    jump = Signal(str)

    def __init__(
        self,
        document: Document,
        look: Look,
        parent: QWidget | None = None,
        *,
        today: Callable[[], datetime.date] = today,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAccessibleName(text("Details"))
        self._document = document
        self._palette = look.palette
        self._rows: tuple[str, ...] = ()
        self._asked: tuple[str, ...] = ()
        self._is_stale = False
        self._desk = Desk(document, today, part_view, self)
        self._panels: dict[Sheet, tuple[Panel, QScrollArea]] = {}
        self._pages = Stack(self)
        self._why = Label(parent=self)
        self._why.setObjectName("why")
        self._why.setWordWrap(True)
        self._why.setIndent(0)
        self._why.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._why)
        self._ordering = QTimer(self, singleShot=True, interval=0)
        self._ordering.timeout.connect(self._order_tabs)
        self._desk.jump.connect(self.jump)
        self._desk.built.connect(self._ordering.start)
        self._desk.explained.connect(self._explain)
        document.changed.connect(self._follow)
        self.setMinimumWidth(_LEAST_WIDTH)
        self._show(())

    @property
    def row(self) -> str | None:
        """The card or output that is shown; None for the workshop, or for several."""
        return self._rows[0] if len(self._rows) == 1 else None

    @property
    def rows(self) -> tuple[str, ...]:
        """The cards or outputs that are shown; none for the workshop."""
        return self._rows

    def is_about(self, rows: tuple[str, ...]) -> bool:
        """Whether these rows, or what they belong to, are what it shows."""
        return rows in (self._asked, self._rows)

    def sizeHint(self) -> QSize:
        """300 pixels wide."""
        return QSize(_WIDTH, 600)

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self._palette = look.palette
        self._say()

    def show_row(self, row: str | None) -> None:
        """Show a card or an output, or the workshop for None; what was typed is written first.

        A detail is shown unfolded in the panel of what bears it.
        """
        self.commit_pending()
        board = self._document.board
        if row is None or board.record(row) is None:
            self._show(())
            return
        bearer = board.bearer_of(row)
        self._show(() if bearer == WORKSHOP_ID else (bearer,))
        if bearer != row:
            self._reveal(row)
        self._asked = (row,)

    def show_rows(self, rows: Sequence[str]) -> None:
        """Show several cards, or several outputs, at once: the fields they share; one as it is."""
        if len(rows) == 1:
            self.show_row(rows[0])
            return
        board = self._document.board
        there = tuple(row for row in rows if row in board.cards or row in board.outputs)
        if len(there) <= 1:
            self.show_row(there[0] if there else None)
        else:
            self.commit_pending()
            self._show(there)

    def focus_first(self) -> None:
        """Put the keyboard into the first field of what is shown."""
        self._current[0].focus_first()

    @property
    def draft_row(self) -> str | None:
        """The row that was being typed about when the program stopped; None for none."""
        rows = self._desk.unwritten.rows(self._document.board)
        return rows[-1] if rows else None

    def commit_pending(self) -> bool:
        """Write what is typed; False when some of it could not be."""
        return self._desk.commit()

    # Inside -----------------------------------------------------------------------------------

    def _show(self, rows: tuple[str, ...]) -> None:
        self._rows = self._asked = rows
        self._current = panel, page = self._panel(_sheet_of(self._document.board, rows))
        self._pages.setCurrentWidget(page)
        panel.start(rows or (WORKSHOP_ID,))
        page.verticalScrollBar().setValue(0)
        self._say()
        board = self._document.board
        for row in self._desk.unwritten.rows(board):
            if row in board.details and board.bearer_of(row) in panel.rows:
                panel.reveal(row)

    def _panel(self, sheet: Sheet) -> tuple[Panel, QScrollArea]:
        known = self._panels.get(sheet)
        if known is None:
            area = _scrolling(self._pages)
            panel = Panel(self._desk, sheet, area.viewport())
            area.setWidget(panel)
            known = self._panels[sheet] = panel, area
            self._pages.addWidget(area)
            self._ordering.start()
        return known

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self._follow()

    def _follow(self) -> None:
        self._is_stale = not self.isVisible()
        if self._is_stale:
            return
        self._desk.is_following = True
        try:
            self._catch_up()
        finally:
            self._desk.is_following = False

    def _catch_up(self) -> None:
        board = self._document.board
        left = tuple(row for row in self._rows if board.record(row) is not None)
        if left != self._rows:
            self._desk.pending.clear()
            self._show(left)
        elif self._panel(_sheet_of(board, self._rows)) is not self._current:
            self._show(self._rows)
        else:
            self._current[0].refresh()
            self._say()

    def _say(self) -> None:
        board, rows = self._document.board, self._rows
        panel, _ = self._current
        palette = self._palette
        if not rows:
            panel.say(text("Workshop"), palette.ink)
        elif len(rows) > 1:
            panel.say(_several(board, rows), palette.ink)
        elif rows[0] in board.outputs:
            output = board.outputs[rows[0]]
            panel.say(text("Output {ref}").format(ref=output.ref), palette.ink)
        else:
            card = board.cards[rows[0]]
            is_outcome = card.kind is Kind.OUTCOME
            colour = palette.accent_text if is_outcome else palette.cards[card.kind].label
            above = [board.cards[row] for row in board.ancestors_of(card.id)]
            path = [Destination(row.id, row.ref, row.text) for row in reversed(above)]
            panel.say(f"{_kind_words(board, card)} {card.ref}", colour, path)

    def _reveal(self, row: str) -> None:
        panel, page = self._current
        shown = panel.reveal(row)
        if shown is not None:
            # Once the layout has found its height.
            QTimer.singleShot(0, shown, lambda: page.ensureWidgetVisible(shown, 0, 24))

    def _explain(self, why: str) -> None:
        self._why.setText(why)
        self._why.setVisible(bool(why) and self.height() >= _LEAST_HEIGHT_TO_SAY_WHY)
        focus = self.focusWidget()
        page = self._pages.currentWidget()
        if why and isinstance(page, QScrollArea):
            QTimer.singleShot(0, focus, lambda: page.ensureWidgetVisible(focus, 0, 12))

    def _order_tabs(self) -> None:
        """Tab goes from the top down, also through what was built later."""
        before: QWidget | None = None
        for widget in _in_layout_order(self._current[0].layout()):
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget


def _sheet_of(board: Board, rows: tuple[str, ...]) -> Sheet:
    if not rows:
        return WORKSHOP_SHEET
    kinds = {board.cards[row].kind for row in rows if row in board.cards}
    sheets = tuple(CARD_SHEETS[kind] for kind in Kind if kind in kinds) or (OUTPUT_SHEET,)
    return sheets[0] if len(rows) == 1 else shared_sheet(sheets)


def _kind_words(board: Board, card: Card) -> str:
    """The kind with what makes it special: a product outcome, the target opportunity."""
    facts = board.facts_of(card.id, OutcomeFacts)
    if facts is not None and facts.outcome_class is not None:
        words = text("{outcome_class} outcome")
        return words.format(outcome_class=code_word(facts.outcome_class))
    target = board.facts_of(card.id, OpportunityFacts)
    if target is not None and target.is_target:
        return field_label(OpportunityFacts, "is_target")
    return kind_word(card.kind)


def _several(board: Board, rows: tuple[str, ...]) -> str:
    if isinstance(board.record(rows[0]), Output):
        return plural("{count} output", "{count} outputs", len(rows)).format(count=len(rows))
    return plural("{count} card", "{count} cards", len(rows)).format(count=len(rows))


def _in_layout_order(layout: QLayout | None) -> Iterator[QWidget]:
    if layout is None:
        return
    for part in parts_in_order(layout):
        if isinstance(part, QLayout):
            yield from _in_layout_order(part)
            continue
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None:
            yield part
        yield from _in_layout_order(part.layout())


def _scrolling(parent: QWidget) -> QScrollArea:
    area = QScrollArea(parent)
    area.setObjectName("panel")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
