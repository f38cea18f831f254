"""The one menu behind ≡: everything a menu bar has, made from the table of actions."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop.actions import Actions, Section, entries_in
from widgets.look.look import Scheme
from workshop.language import text

#: Sections with a submenu of their own.
_SUBMENUS = (
    (Section.EXPORT, text("Export and print")),
    (Section.CARD, text("Card")),
    (Section.TABLE, text("Rows of the table")),
    (Section.VIEW, text("View")),
)

#: Actions that begin a group: a menu draws a line before them.
GROUPS = frozenset(
    {
        *("duplicate", "delete", "outcome", "up", "fold", "promote"),
        *("table_move_up", "table_sort"),
        *("zoom_in", "arrangement", "print", "motion", "go_back", "close"),
    }
)

_SCHEMES = (
    (Scheme.SYSTEM, text("Like the system")),
    (Scheme.LIGHT, text("Light")),
    (Scheme.DARK, text("Dark")),
    (Scheme.CONTRAST, text("High contrast")),
)


class MainMenu(QMenu):
    """The menu of one window. Recent files and the appearance are read each time it opens."""

    def __init__(
        self,
        actions: Actions,
        recent: Callable[[], Iterable[Path]],
        open_file: Callable[[Path], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        #: The themes that were offered.
        self.themes: tuple[QAction, ...] = ()
        self._list_recent = recent
        self._open_file = open_file
        self._add(self, actions, Section.EDIT)
        self.addSeparator()
        self._add(self, actions, Section.FILE)
        self._recent = QMenu(text("Open recent"), self)
        self._recent.aboutToShow.connect(self._fill_recent)
        self.insertMenu(actions["save"], self._recent)
        self.addSeparator()
        for section, words in _SUBMENUS:
            self._add(self.addMenu(words), actions, section)
        self.addSeparator()
        self.appearance = self.addMenu(text("Appearance"))
        self._add(self.appearance, actions, Section.LOOK)
        self._add(self, actions, Section.APP)

    def offer_themes(self, chosen: Callable[[], Scheme], choose: Callable[[Scheme], None]) -> None:
        """Put the themes on top of the appearance; `chosen` is asked each time it opens."""
        group = QActionGroup(self.appearance)
        first = self.appearance.actions()[0]
        made: dict[Scheme, QAction] = {}
        for scheme, words in _SCHEMES:
            action = QAction(words, self.appearance, checkable=True)
            action.triggered.connect(lambda _=False, it=scheme: choose(it))
            group.addAction(action)
            self.appearance.insertAction(first, action)
            made[scheme] = action
        self.themes = tuple(made.values())
        self.appearance.insertSeparator(first)
        self.appearance.aboutToShow.connect(lambda: made[chosen()].setChecked(True))

    def offer_motion(self, motion: QAction, is_wanted: Callable[[], bool]) -> None:
        """Show on the action whether cards glide, asked each time the menu opens."""
        motion.setCheckable(True)
        self.appearance.aboutToShow.connect(lambda: motion.setChecked(is_wanted()))

    def _add(self, menu: QMenu, actions: Actions, section: Section) -> None:
        for entry in entries_in(section):
            if entry.id in GROUPS:
                menu.addSeparator()
            menu.addAction(actions[entry.id])

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self._list_recent():
            action = self._recent.addAction(path.stem)
            action.setToolTip(str(path))
            action.triggered.connect(lambda _=False, it=path: self._open_file(it))
        if self._recent.isEmpty():
            self._recent.addAction(text("Nothing yet")).setEnabled(False)
