"""A window: the bar at the top, the start screen or one open workshop, and what is said to people.

It only composes. Views are `workspace`'s; opening, saving and handing out have owners of their own.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.about import About
from desktop.actions import Actions, Needs
from desktop.cheatsheet import CheatSheet
from desktop.enter import EnterPresses
from desktop.menu import MainMenu
from desktop.naming import SUFFIX
from desktop.notices import Banner, Offer, Toast
from desktop.open_workshop import Frame, OpenWorkshop, open_workshop
from desktop.opening import Opening
from desktop.palette import Palette
from desktop.preferences import Preferences
from desktop.reading import ForReading
from desktop.services import Services
from desktop.style import dress
from desktop.topbar import TopBar
from desktop.welcome import Welcome
from widgets.look.look import Look, Scheme
from widgets.look.stack import Stack
from workshop.commands.facts import set_workshop
from workshop.language import text
from workshop.rules import RefusedError
from workshop.session import Session
from workshop.words.codes import refusal_text, title_of
from workshop.words.past import command_text

if TYPE_CHECKING:
    from desktop.doorbell import Doorbell

#: Name of the program, in no language.
NAME = "Whyboard"
#: From one window to the next, so that none hides another.
_CASCADE = QPoint(32, 32)
_LEAST, _USUAL = QSize(760, 480), QSize(1440, 900)
#: What a window manager's frame takes at most; it is not known before the window is shown.
_FRAME = QSize(16, 48)
#: Milliseconds after which a workshop just shown gets ready for changes: a first click comes first.
WARM_UP_PAUSE = 50


class Window(QWidget):
    """Shows the start screen until it is given a session, then that workshop until it closes."""

    def __init__(self, services: Services) -> None:
        super().__init__(None)
        self._services = services
        self._ask = services.ask(self)
        self._close_anyway = False
        self._welcome: Welcome | None = None
        self.workshop: OpenWorkshop | None = None
        self._doorbell: Doorbell | None = None
        self._rings_for: Path | None = None
        self._preferences = Preferences(services)
        self.opening = Opening(services.files, self._ask, self)
        self.menu_actions = Actions(self, self._part, self._may_write)
        self.bar = TopBar()
        self.banner = Banner(self)
        self._pages = Stack(self)
        self.toast = Toast(self)
        EnterPresses(self)
        self._compose()
        services.appearance.changed.connect(self._wear)
        services.windows.append(self)

    def _compose(self) -> None:
        self.setAcceptDrops(True)
        self.setWindowTitle(NAME)
        self._take_place()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.banner)
        column.addWidget(self._pages, 1)
        menu = self._menu = MainMenu(
            self.menu_actions, self._services.files.recent, self.opening.open_file, self.bar
        )
        actions, settings = self.menu_actions, self._services.settings
        menu.offer_themes(lambda: self._services.appearance.scheme, self._choose_scheme)
        menu.offer_motion(actions["motion"], lambda: settings.motion)
        self.bar.add_actions((actions["undo"], actions["redo"]), actions["export_pdf"], menu)
        self.bar.title.asked.connect(actions["rename"].trigger)
        self.bar.title.renamed.connect(self._rename_to)
        self._wear(self._services.appearance.look)

    def _take_place(self) -> None:
        """Stand where the last window stood; the first one fills a screen too small for it."""
        room = self.screen().availableSize() - _FRAME
        self.setMinimumSize(_LEAST.boundedTo(room))
        self.resize(_USUAL.boundedTo(room))
        if _USUAL.boundedTo(room) != _USUAL:
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self.restoreGeometry(self._services.settings.geometry)
        if self._services.windows:
            self.move(self._services.windows[-1].pos() + _CASCADE)

    def _part(self, name: str) -> object:
        """What the first half of an action's call names."""
        if name == "window":
            return self
        if name == "opening":
            return self.opening
        if name == "preferences":
            return self._preferences
        if name in ("canvas", "table"):
            return getattr(self._open.workspace, name)
        if name == "cells":
            return self._open.workspace.table.cells
        if name in ("typist", "work", "facts"):
            return getattr(self._open.workspace.canvas, name)
        return getattr(self._open, name)

    def _may_write(self) -> bool:
        return self._open.document.may_write()

    @property
    def _open(self) -> OpenWorkshop:
        assert self.workshop is not None
        return self.workshop

    # Start screen or workshop -----------------------------------------------------------------

    def show_welcome(self) -> None:
        """Show ways to begin."""
        files = self._services.files
        welcome = Welcome(files.recent(), files.unfinished(), self._pages)
        welcome.template_chosen.connect(self.opening.new_from)
        welcome.open_chosen.connect(self.opening.choose_file)
        welcome.file_chosen.connect(self.opening.open_file)
        welcome.unfinished_chosen.connect(self.opening.resume)
        dress(welcome, self._services.appearance.look)
        self._show_page(welcome)
        self._welcome = welcome
        welcome.setFocus()
        self.bar.show_workshop(there=False)
        self.bar.title.show_title("", NAME)
        self.menu_actions.allow(frozenset({Needs.NOTHING}))

    def show_session(self, opened: Session | ForReading) -> "Window":
        """Show a workshop: here, or in a new window when this one has one already."""
        if self.workshop is not None:
            other = Window(self._services)
            other.show()
            return other.show_session(opened)
        self.banner.hide()
        self._take(opened)
        self._show_page(self._open.workspace)
        self._welcome = None
        self.bar.show_workshop(there=True)
        self._show_facts()
        self._follow()
        self._open.saving.start()
        self._open.workspace.start()
        if self.isVisible():
            QTimer.singleShot(WARM_UP_PAUSE, self, self.warm_up)
        return self

    def warm_up(self) -> None:
        """Get ready for the first change, while nobody waits for it."""
        if self.workshop is not None:
            self.workshop.saving.warm_up()
            self._hang_doorbell()

    def _hang_doorbell(self) -> None:
        """Be found by other processes that are asked for this window's file."""
        path = None if self.workshop is None else self.workshop.saving.path
        if path != self._rings_for:
            if self._doorbell is not None:
                self._doorbell.take_down()
            self._rings_for, self._doorbell = path, None
            if path is not None and self._open.back is not None:
                self._doorbell = self._services.hang(path, self.answer, self)

    def show_beside(self, opened: ForReading) -> None:
        """Show something to read in a window beside this one, where the screen is wide enough."""
        other = Window(self._services)
        room = self.screen().availableGeometry()
        half = room.adjusted(0, 0, -room.width() // 2, 0)
        if half.width() >= _LEAST.width():
            for window, place in ((self, half), (other, half.translated(half.width(), 0))):
                window.showNormal()
                window.setGeometry(place.adjusted(8, _FRAME.height(), -8, -8))
        other.show()
        other.show_session(opened)

    def _take(self, opened: Session | ForReading) -> None:
        frame = Frame(
            self,
            self._pages,
            self.menu_actions,
            self._ask,
            self.banner,
            self.toast,
            self.show_beside,
            self.opening.salvage,
        )
        workshop = open_workshop(opened, self._services, frame)
        workshop.document.changed.connect(self._show_facts)
        workshop.document.changed.connect(self.toast.go_on)
        workshop.document.refused.connect(self._say_refused)
        workshop.workspace.view_shown.connect(self.toast.go_on)
        workshop.workspace.possible_changed.connect(self._follow)
        workshop.saving.status_changed.connect(self.bar.say)
        workshop.saving.named.connect(self._hang_doorbell)
        self.workshop = workshop

    def _show_page(self, page: QWidget) -> None:
        before = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if before is not None:
            self._pages.removeWidget(before)
            before.deleteLater()

    # What opening asks ------------------------------------------------------------------------

    def raise_file(self, path: Path) -> bool:
        """Bring the window that has this file open to the front; False when there is none."""
        for window in self._services.windows:
            if window.has_file(path):
                window.come_to_front()
                return True
        return False

    def raise_elsewhere(self, path: Path) -> bool:
        """Have another process show a file it has open; False when none answers."""
        return self._services.ring(path)

    def come_to_front(self) -> None:
        """Be seen, also when it was minimised."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def answer(self) -> None:
        """Show that what another process was asked for is here, also where the desktop lets no
        window come to the front by itself."""
        self.come_to_front()
        QApplication.alert(self)
        self.say(text("This workshop is open here."))

    def has_file(self, path: Path) -> bool:
        """Whether this window shows the workshop in that file."""
        return self.workshop is not None and self.workshop.is_at(path)

    def say(self, sentence: str) -> None:
        """Tell the person something, for a moment."""
        self.toast.say(sentence)

    def offer(self, sentence: str, offers: tuple[Offer, ...]) -> None:
        """Tell the person something that stays, with what can be done about it."""
        self.banner.say(sentence, offers)

    # What actions do --------------------------------------------------------------------------

    def rename(self) -> None:
        """Let the person type another title."""
        self.bar.title.edit()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop doing so."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def quit(self) -> None:
        """Close every window."""
        QApplication.closeAllWindows()

    def forget(self) -> None:
        """Ask whether every trace of the workshop should go, in words and not in a dialog."""
        path = self._open.saving.path
        if path is None:
            self.say(text("This workshop is nowhere else yet: save it to a file first."))
            return
        words = text(
            "Remove every trace of this workshop from this laptop? {file} stays where it is. The "
            "working copy, earlier images, unfinished texts and its entry among the recent go."
        )
        self.banner.say(
            words.format(file=path.name), ((text("Remove every trace"), self._forget_all),)
        )

    def _forget_all(self) -> None:
        workshop = self._open
        if workshop.bring_up_to_date() and workshop.forget():
            self.workshop = None
            self._hang_doorbell()
            self.show_welcome()
            self.say(text("Nothing of it is left on this laptop but the file."))

    def show_keys(self) -> None:
        """Show the cheat sheet."""
        CheatSheet(self).open()

    def show_palette(self) -> None:
        """Let people do or find anything by typing."""
        is_open = self.workshop is not None
        board = self._open.document.board if is_open else None
        gaps = self._open.workspace.gaps.gaps if is_open else ()
        palette = Palette(self.menu_actions, board, self._go_to, self, gaps, self._menu.themes)
        palette.open_over(self)

    def _go_to(self, row: str) -> None:
        self._open.workspace.go_to(row)

    def show_about(self) -> None:
        """Say what this program is."""
        About(self).open()

    # What the workshop tells ------------------------------------------------------------------

    def _show_facts(self) -> None:
        facts = self._open.document.board.workshop
        self.bar.title.show_title(facts.title, title_of(facts))
        self.setWindowTitle(f"{title_of(facts)} – {NAME}")

    def _follow(self) -> None:
        """Enable what is possible now, and say what would be undone."""
        own = frozenset[Needs]() if self._open.back is None else frozenset({Needs.OWN})
        self.menu_actions.allow(self._open.workspace.met() | own)
        session = self._open.session
        for name, done, words in (
            ("undo", session.to_undo, text("Undo")),
            ("redo", session.to_redo, text("Redo")),
        ):
            said = words if done is None else f"{words}: {command_text(done)}"
            self.menu_actions.rename(name, said)

    def _say_refused(self, refused: RefusedError) -> None:
        self.toast.refuse(refusal_text(refused))

    def _rename_to(self, title: str) -> None:
        self._open.document.run(set_workshop, title=title)
        self._show_facts()
        self._open.workspace.canvas.setFocus()

    # Look -------------------------------------------------------------------------------------

    def _choose_scheme(self, scheme: Scheme) -> None:
        self._services.settings.scheme = scheme
        self._services.appearance.choose(scheme)

    def _wear(self, look: Look) -> None:
        self.bar.set_look(look)
        self.banner.set_look(look)
        self.toast.set_look(look)
        if self._welcome is not None:
            dress(self._welcome, look)
        if self.workshop is not None:
            self.workshop.workspace.set_look(look)

    # Qt's own hooks ---------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Bring the file up to date when people turn to another window."""
        super().changeEvent(event)
        left = event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow()
        if left and self.workshop is not None:
            self.workshop.saving.publish()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep everything, bring the file up to date, and let go."""
        workshop = self.workshop
        if workshop is not None:
            if not workshop.bring_up_to_date() and not self._close_anyway:
                self._offer_to_close(workshop)
                event.ignore()
                return
            workshop.let_go()
        self.workshop = None
        self._services.settings.geometry = self.saveGeometry()
        self._services.appearance.changed.disconnect(self._wear)
        self._services.windows.remove(self)
        event.accept()
        self.deleteLater()

    def _offer_to_close(self, workshop: OpenWorkshop) -> None:
        def close_anyway() -> None:
            self._close_anyway = True
            self.close()

        close, copy = text("Close anyway"), text("Save a copy…")
        self.banner.say(
            self.banner.words, ((close, close_anyway), (copy, workshop.saving.save_copy))
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take workshops dropped from a file manager."""
        if _workshops_in(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        for path in _workshops_in(event.mimeData().urls()):
            self.opening.open_file(path)
        event.acceptProposedAction()


def _workshops_in(urls: list[QUrl]) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() == SUFFIX]
