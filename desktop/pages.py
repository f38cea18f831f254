"""The table of views that fill the middle of the window, beside tree and table.

Rail, menu, keys and palette are made from it: another view is one more entry. A view is imported
and built when it is first shown, so that none costs the start anything.
"""

from collections.abc import Callable
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from desktop.view_state import View
from widgets.document import Document
from widgets.gaps_watch import GapsWatch
from widgets.look.look import Look
from widgets.page import Page
from workshop.language import text


class Hall(Struct, frozen=True):
    """What a view is built from."""

    document: Document
    look: Look
    gaps: GapsWatch


class PageEntry(Struct, frozen=True):
    """A view: its name in people's words, icon and keys, and what builds it."""

    view: View
    text: str
    icon: str
    keys: tuple[str, ...]
    build: Callable[[Hall, QWidget], Page]


def _lanes(hall: Hall, parent: QWidget) -> Page:
    from widgets.lanes.view import LanesView

    return LanesView(hall.document, hall.look, parent)


def _metrics(hall: Hall, parent: QWidget) -> Page:
    from widgets.metrics.view import MetricsView

    return MetricsView(hall.document, hall.look, parent)


def _history(hall: Hall, parent: QWidget) -> Page:
    from widgets.history.view import HistoryView

    return HistoryView(hall.document, hall.look, parent)


def _assumptions(hall: Hall, parent: QWidget) -> Page:
    from widgets.assumptions.view import AssumptionsView

    return AssumptionsView(hall.document, hall.look, parent)


def _gaps(hall: Hall, parent: QWidget) -> Page:
    from widgets.gaps.view import GapsView

    return GapsView(hall.document, hall.look, hall.gaps, parent)


def _review(hall: Hall, parent: QWidget) -> Page:
    from widgets.review.view import ReviewView

    return ReviewView(hall.document, hall.look, parent)


PAGES: Final[tuple[PageEntry, ...]] = (
    PageEntry(View.LANES, text("Lanes"), "columns-3", ("Ctrl+L",), _lanes),
    PageEntry(View.METRICS, text("Metrics"), "chart-line", ("Ctrl+M",), _metrics),
    PageEntry(
        View.ASSUMPTIONS, text("Assumptions"), "flask-conical", ("Ctrl+Shift+A",), _assumptions
    ),
    PageEntry(View.GAPS, text("Gaps"), "list-checks", ("Ctrl+G",), _gaps),
    PageEntry(View.REVIEW, text("Review"), "calendar-check", ("Ctrl+J",), _review),
    PageEntry(View.HISTORY, text("History"), "history", ("Ctrl+H",), _history),
)


class Pages:
    """The views of one document that were shown so far. `place` has one built where it is to be
    shown; `follow` hears of it.
    """

    def __init__(
        self,
        hall: Hall,
        place: Callable[[Callable[[QWidget], Page]], Page],
        follow: Callable[[Page], None],
    ) -> None:
        self._hall = hall
        self._place, self._follow = place, follow
        self._entries = {entry.view: entry for entry in PAGES}
        self._built: dict[View, Page] = {}

    def __contains__(self, view: View) -> bool:
        return view in self._entries

    def page(self, view: View) -> Page:
        """The view, built if it was not yet."""
        page = self._built.get(view)
        if page is None:
            build = self._entries[view].build
            page = self._place(lambda parent: build(self._hall, parent))
            self._built[view] = page
            self._follow(page)
        return page

    def commit_pending(self) -> bool:
        """Write what is being typed in any of them; False when some of it could not be."""
        written = [page.commit_pending() for page in self._built.values()]
        return all(written)

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self._hall = replace(self._hall, look=look)
        for page in self._built.values():
            page.set_look(look)
