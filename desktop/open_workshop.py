"""Everything a window has for the workshop it shows, wired together.

Owns nothing that is drawn but the workspace; which window shows it is the window's business.
"""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from PySide6.QtWidgets import QWidget

from desktop.actions import Actions
from desktop.asking import Ask
from desktop.going_back import GoingBack
from desktop.handouts import Handouts
from desktop.notices import Banner, Toast
from desktop.reading import ForReading, Reading
from desktop.saving import Saving
from desktop.services import Services
from desktop.workspace import Workspace
from widgets.document import Document
from workshop.files import real
from workshop.session import Session
from workshop.store.reading import Reader


class OpenWorkshop(Struct, frozen=True):
    """An open workshop with its views, and what saves and exports it."""

    session: Session | Reader
    document: Document
    workspace: Workspace
    saving: Saving | Reading
    handouts: Handouts
    back: GoingBack | None

    def is_at(self, path: Path) -> bool:
        """Whether the workshop's file is this one."""
        mine = self.saving.path
        return mine is not None and real(mine) == real(path)

    def bring_up_to_date(self) -> bool:
        """Keep what is being typed and write the file; False when either fails."""
        return self.workspace.finish() and self.saving.try_to_finish()

    def name_to_reopen(self) -> str:
        """What to open to go on with it."""
        return self.saving.name_to_reopen

    def forget(self) -> bool:
        """Close it and leave no trace on this laptop but its file; False when that can't be done.

        Only what the file holds too may go.
        """
        if isinstance(self.saving, Reading) or not self.saving.forget():
            return False
        self.workspace.stop()
        self.handouts.cancel()
        return True

    def let_go(self) -> None:
        """Close the session; what the file lacks stays in the working copy."""
        self.workspace.stop()
        self.handouts.cancel()
        self.saving.let_go()


class Frame(Struct, frozen=True):
    """The parts of a window that a workshop uses."""

    window: QWidget
    pages: QWidget
    actions: Actions
    ask: Ask
    banner: Banner
    toast: Toast
    show: Callable[[ForReading], object]
    salvage: Callable[[Path], object]


def open_workshop(opened: Session | ForReading, services: Services, frame: Frame) -> OpenWorkshop:
    """Build the parts for a workshop and connect them with one another."""
    session = opened.reader if isinstance(opened, ForReading) else opened
    document = Document(session, frame.window)
    workspace = Workspace(document, services.appearance.look, frame.actions, frame.pages)
    workspace.canvas.set_motion(services.settings.motion)
    saving: Saving | Reading
    back: GoingBack | None = None
    if isinstance(opened, ForReading):
        saving = Reading(opened, frame.ask, frame.banner, frame.toast)
    else:
        saving = Saving(opened, services.files, frame.ask, frame.banner, frame.toast)
        saving.salvage_chosen.connect(frame.salvage)
        back = GoingBack(opened, document, frame.window, frame.toast, frame.show)
    if saving.path is not None:
        frame.ask.begin_in(saving.path.parent)
    handouts = Handouts(document, frame.ask, frame.toast, services.start_export, services.print_pdf)
    document.changed.connect(saving.note_change)
    document.failed.connect(saving.say_not_kept)
    workspace.status.cancelled.connect(handouts.cancel)
    saving.committing.connect(workspace.commit_pending)
    handouts.committing.connect(workspace.commit_pending)
    handouts.working.connect(workspace.status.show_work)
    return OpenWorkshop(session, document, workspace, saving, handouts, back)
