"""The table of views that fill the middle of the window, beside tree and table.

Rail, menu, keys and palette are made from it: another view is one more entry. A view is imported
and built when it is first shown, so that none costs the start anything.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget

from desktop.view_state import View
from widgets.document import Document
from widgets.look.look import Look
from widgets.page import Page
from workshop.words import text


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A view: its name in people's words, icon and keys, and what builds it."""

    view: View
    text: str
    icon: str
    keys: tuple[str, ...]
    build: Callable[[Document, Look, QWidget], Page]


def _lanes(document: Document, look: Look, parent: QWidget) -> Page:
    from widgets.lanes.view import LanesView

    return LanesView(document, look, parent)


def _metrics(document: Document, look: Look, parent: QWidget) -> Page:
    from widgets.metrics.view import MetricsView

    return MetricsView(document, look, parent)


def _history(document: Document, look: Look, parent: QWidget) -> Page:
    from widgets.history.view import HistoryView

    return HistoryView(document, look, parent)


def _assumptions(document: Document, look: Look, parent: QWidget) -> Page:
    from widgets.assumptions.view import AssumptionsView

    return AssumptionsView(document, look, parent)


def _gaps(document: Document, look: Look, parent: QWidget) -> Page:
    from widgets.gaps.view import GapsView

    return GapsView(document, look, parent)


PAGES: Final[tuple[PageEntry, ...]] = (
    PageEntry(View.LANES, text("Lanes"), "columns-3", ("Ctrl+L",), _lanes),
    PageEntry(View.METRICS, text("Metrics"), "chart-line", ("Ctrl+M",), _metrics),
    PageEntry(
        View.ASSUMPTIONS, text("Assumptions"), "flask-conical", ("Ctrl+Shift+A",), _assumptions
    ),
    PageEntry(View.GAPS, text("Gaps"), "list-checks", ("Ctrl+G",), _gaps),
    PageEntry(View.HISTORY, text("History"), "history", ("Ctrl+H",), _history),
)


class Pages:
    """The views of one document that were shown so far."""

    def __init__(self, document: Document, look: Look, parent: QWidget) -> None:
        self._document = document
        self._look = look
        self._parent = parent
        self._entries = {entry.view: entry for entry in PAGES}
        self._built: dict[View, Page] = {}

    def __contains__(self, view: View) -> bool:
        return view in self._entries

    def page(self, view: View) -> Page:
        """The view, built if it was not yet."""
        page = self._built.get(view)
        if page is None:
            entry = self._entries[view]
            page = self._built[view] = entry.build(self._document, self._look, self._parent)
        return page

    def commit_pending(self) -> bool:
        """Write what is being typed in any of them; False when some of it could not be."""
        written = [page.commit_pending() for page in self._built.values()]
        return all(written)

    def set_look(self, look: Look) -> None:
        """Wear other colours."""
        self._look = look
        for page in self._built.values():
            page.set_look(look)
