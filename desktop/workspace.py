"""The views of one open workshop: tree and table or a page, details, and the line below them.

Composes them and shows one or the other; whom the details follow is `attention`'s. It runs no
command of its own but undo and redo; how views look and work is theirs.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions import Actions, Needs
from desktop.attention import Attention, holds
from desktop.both import Both
from desktop.breadcrumbs import Breadcrumbs
from desktop.finding import Finding
from desktop.first_card import FirstCard
from desktop.first_question import FirstQuestion
from desktop.middle import Middle
from desktop.pages import PAGES, Hall, Pages
from desktop.possible import needs_met
from desktop.rail import Rail
from desktop.sides import Sides
from desktop.statusline import StatusLine
from desktop.table_place import TablePlace
from desktop.tree_menu import TreeMenu
from desktop.view_state import View, ViewState
from widgets.canvas.canvas import Canvas
from widgets.canvas.viewport import Viewport
from widgets.document import Document
from widgets.gaps_watch import GapsWatch
from widgets.inspector.inspector import Inspector
from widgets.look.look import Look
from widgets.page import Page
from widgets.reading_only import ReadingOnly
from widgets.saying import say
from workshop.gaps.marks import marks_on_cards
from workshop.language import text
from workshop.words.past import command_text

if TYPE_CHECKING:
    from widgets.table.table import OutputTable

#: Views in the order of the rail; each has an action of its name.
_VIEWS: Final = (View.TREE, View.TABLE, View.BOTH, *(entry.view for entry in PAGES))


class Workspace(QWidget):
    """Shows one document.

    Signals:
        possible_changed(): what can be done now may have changed.
        view_shown(): the middle shows another view.
    """

    possible_changed = Signal()
    view_shown = Signal()

    def __init__(
        self, document: Document, look: Look, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._actions = actions
        self._view = View.TREE
        self.gaps = GapsWatch(document, self)
        self.rail = Rail(tuple(actions[view.value] for view in _VIEWS), look, self)
        self._sides = Sides(self)
        column = self._compose()
        self._middle = Middle(document, lambda: self.gaps.gaps, self._sides)
        self._views = self._middle.add(lambda room: self._tree_and_table(room, look))
        self._pages = Pages(Hall(document, look, self.gaps), self._middle.add, self._follow)
        self.details = Inspector(document, look, self._sides)
        self._sides.hold(self._middle, self.details)
        self.finding = Finding(self._middle.bar, self.canvas, self._reveal, self._main_view)
        self.crumbs = Breadcrumbs(document, self.canvas)
        self.star = self._middle.star
        self.question = FirstQuestion(document, self.canvas)
        FirstCard(document, self.canvas, self.question)
        self.status = StatusLine(self)
        column.addWidget(self.status)
        self._attention = Attention(document, self.canvas, self._table, self.details)
        self._connect()
        if not document.can_write:
            ReadingOnly(document, self)
        self.canvas.addActions(actions.for_tree())
        TreeMenu(self.canvas, actions)
        self.status.set_look(look)
        self.star.set_look(look)
        self.question.set_look(look)
        self.crumbs.set_look(look)
        self.status.show_board(document.board)
        self._restore(ViewState.of(document.session.view_state(ViewState.KEY)))

    def _compose(self) -> QVBoxLayout:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        middle = QHBoxLayout()
        column.addLayout(middle, 1)
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self._sides, 1)
        return column

    def _tree_and_table(self, room: QWidget, look: Look) -> Both:
        both = Both(room)
        self.canvas = Canvas(self._document, look, both)
        self._table = TablePlace(self._document, look, both)
        both.hold(self.canvas, self._table)
        return both

    def _connect(self) -> None:
        self._document.changed.connect(self._on_changed)
        self._document.history_changed.connect(self.possible_changed)
        self._attention.moved.connect(self.possible_changed)
        self._attention.came.connect(self._views.turn_to)
        self.canvas.work.promoted.connect(self.go_to)
        self.canvas.facts.jump.connect(self._show_assumption)
        self.canvas.scale_changed.connect(self._show_zoom)
        self.question.left.connect(self.canvas.setFocus)
        self._table.jump.connect(self.go_to)
        self._table.details.connect(self._show_details)
        self.details.jump.connect(self.go_to)
        self.gaps.changed.connect(self._show_gaps)
        self.status.gap_chosen.connect(self.go_to)
        self.status.zoom_chosen.connect(self.canvas.zoom_to_fit)

    @property
    def table(self) -> "OutputTable":
        """The table, shown or not."""
        return self._table.table

    @property
    def view(self) -> View:
        """What the middle shows."""
        return self._view

    @property
    def page(self) -> Page | None:
        """The page that fills the middle; None while tree or table do."""
        return self._pages.page(self._view) if self._view in self._pages else None

    def met(self) -> frozenset[Needs]:
        """What is there for actions to work on."""
        return needs_met(
            self._document,
            self.canvas,
            is_tree_seen=self._is_tree_seen,
            is_table_seen=self.page is None and not self._table.isHidden(),
        )

    # What actions do --------------------------------------------------------------------------

    def show_view(self, view: View) -> None:
        """Show one view and work in it, on the row people were on."""
        row, before, focus = self._attention.row, self.view, QApplication.focusWidget()
        with self._attention.kept(self._main_view):
            self._show(view)
            if row is not None:
                self._select(row)
            self._main_view().setFocus()
        if self.view is not before and QApplication.focusWidget() is focus:
            say(self, text("View: {name}").format(name=self._actions[self.view.value].text()))

    def toggle_details(self) -> None:
        """Show or hide the details."""
        self.commit_pending()
        self._sides.toggle_details()
        self._keep_view_state()

    def next_pane(self) -> None:
        """Move the focus on: tree, table or page, details, and round again."""
        shown = [*self._shown_views(), *([] if self.details.isHidden() else [self.details])]
        focus = QApplication.focusWidget()
        at = next((n for n, pane in enumerate(shown) if holds(pane, focus)), -1)
        target = shown[(at + 1) % len(shown)]
        if target is self.details:
            self.details.focus_first()
        else:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def find_text(self) -> None:
        """Open the bar that finds and replaces."""
        if self.commit_pending():
            self._sides.make_room()
            self.finding.open()

    def undo(self) -> None:
        """Take the last change back."""
        if self.commit_pending():
            done = self._document.session.to_undo
            if self._document.undo() is not None and done is not None:
                say(self, text("Undone: {what}").format(what=command_text(done)))

    def redo(self) -> None:
        """Bring back what was undone."""
        if self.commit_pending():
            done = self._document.session.to_redo
            if self._document.redo() is not None and done is not None:
                say(self, text("Redone: {what}").format(what=command_text(done)))

    # What the window and the views ask --------------------------------------------------------

    def commit_pending(self) -> bool:
        """Keep what is being typed anywhere; False when it can't be written."""
        self.question.commit_pending()
        self._table.commit_pending()
        self.details.commit_pending()
        self._pages.commit_pending()
        return self.canvas.commit_pending()

    def start(self) -> None:
        """Take the focus; reopen what a crash interrupted, once the tree has its size."""
        is_asked = self._is_tree_seen and self.question.is_asked
        (self.question.field if is_asked else self._main_view()).setFocus()
        QTimer.singleShot(0, self.canvas, self._go_on)

    def finish(self) -> bool:
        """Keep what is being typed and how the views are arranged; False when that fails."""
        kept = self.commit_pending()
        self._keep_view_state()
        return kept

    def stop(self) -> None:
        """Follow nothing any more: the document is closed."""
        self._attention.stop()
        self.gaps.stop()

    def go_to(self, row: str) -> None:
        """Go to a card on the tree or to an output in the table."""
        self._reveal(row).setFocus()

    def set_look(self, look: Look) -> None:
        """Wear another palette."""
        for part in (self.canvas, self.crumbs, self._table, self.details, self.rail, self.status):
            part.set_look(look)
        self.star.set_look(look)
        self.question.set_look(look)
        self._pages.set_look(look)

    def _go_on(self) -> None:
        """Reopen a draft; else have the current card in sight, also in a smaller window."""
        self.canvas.restore_draft()
        if self.canvas.is_editing or self._restore_cell():
            return
        row = self.details.draft_row
        if row is not None:
            self._reveal(row)
            self.details.show_row(row)
            self._sides.show_details()
        elif self.canvas.current is not None:
            self.canvas.select(self.canvas.current)

    def _restore_cell(self) -> bool:
        """Reopen a cell of the table that a crash interrupted, and show the table."""
        if not self._table.has_draft:
            return False
        if self._table.isHidden() or self.page is not None:
            self._show(View.BOTH)
        return self.table.restore_draft()

    def _show_assumption(self, assumption: str) -> None:
        """Show an assumption among all others, and work there."""
        self._show(View.ASSUMPTIONS)
        self._select(assumption)
        self._main_view().setFocus()

    def _show_details(self, row: str) -> None:
        """Show the details of a row, and work in them."""
        self.details.show_row(row)
        self._sides.show_details()
        self.details.focus_first()

    def _reveal(self, row: str) -> QWidget:
        """Show a row where it lives, or what it belongs to; the view it is in."""
        board = self._document.board
        bearer = board.bearer_of(row)
        if bearer not in board.cards and bearer not in board.outputs:
            self.details.show_row(row)
            self._sides.show_details()
            return self._main_view()
        view: QWidget = self.canvas if bearer in board.cards else self._table
        if view.isHidden() or self.page is not None:
            self._show(View.TREE if self.page is not None and view is self.canvas else View.BOTH)
        self._select(row)
        return view

    def _select(self, row: str) -> None:
        """Make a row current in whatever is shown that has it."""
        board = self._document.board
        if self.page is not None:
            self.page.select_row(row)
            return
        if board.record(row) is None:
            return
        bearer = board.bearer_of(row)
        if bearer in board.cards:
            self.canvas.select(bearer)
        elif bearer in board.outputs:
            self.table.select_row(bearer)

    @property
    def _is_tree_seen(self) -> bool:
        return self.page is None and not self.canvas.isHidden()

    def _shown_views(self) -> list[QWidget]:
        if self.page is not None:
            return [self.page]
        return [view for view in (self.canvas, self._table) if not view.isHidden()]

    def _main_view(self) -> QWidget:
        return self._shown_views()[0]

    def _show(self, view: View) -> None:
        self.commit_pending()
        self._arrange(view)
        self._keep_view_state()

    def _arrange(self, view: View) -> None:
        """Show a view; one this program does not have is the tree."""
        self._view = view if view in _VIEWS else View.TREE
        page = self.page
        if page is None:
            self.canvas.setHidden(self._view is View.TABLE)
            self._table.want(is_wanted=self._view is not View.TREE)
            self._views.fit()
        self._middle.show_view(self._views if page is None else page)
        self.star.want(is_wanted=self._is_tree_seen)
        self.rail.choose(self._view.value)
        self._show_zoom(self.canvas.scale)
        self.possible_changed.emit()
        self.view_shown.emit()

    def _follow(self, page: Page) -> None:
        page.selected.connect(lambda row: self._follow_page(page, row))
        page.jump.connect(self.go_to)
        page.wanted.connect(lambda name: self._actions[name].trigger())

    def _follow_page(self, page: Page, row: str | None) -> None:
        """People stand on a row of a page; what a hidden one does is not theirs."""
        if page is self.page:
            self._attention.follow_page(row)

    def _show_gaps(self) -> None:
        gaps = self.gaps.gaps
        self.status.show_gaps(gaps)
        self.canvas.show_gaps(marks_on_cards(self._document.board, gaps))

    def _show_zoom(self, scale: float) -> None:
        self.status.show_zoom(scale if self._is_tree_seen else None)

    def _on_changed(self) -> None:
        self.status.show_board(self._document.board)

    def _restore(self, state: ViewState) -> None:
        self._arrange(state.view)
        self._sides.want_details(are_wanted=state.details)
        if state.split:
            self._views.share(state.split)
        if state.card in self._document.board.cards and self.canvas.scene.is_shown(state.card):
            self.canvas.select(state.card)
        if state.viewport and state.mirrored == self.canvas.scene.is_mirrored:
            self.canvas.look_through(Viewport(*state.viewport))

    def _keep_view_state(self) -> None:
        viewport = self.canvas.viewport
        state = ViewState(
            view=self.view,
            details=self._sides.are_details_wanted,
            split=self._views.shares if self.view is View.BOTH else (),
            viewport=(viewport.scale, viewport.x, viewport.y),
            mirrored=self.canvas.scene.is_mirrored,
            card=self.canvas.current,
        )
        self._document.session.set_view_state(ViewState.KEY, state.values())
