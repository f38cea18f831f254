"""Everything a window has for the workshop it shows, wired together.

Owns nothing that is drawn but the workspace; which window shows it is the window's business.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.actions import Actions
from desktop.asking import Ask
from desktop.handouts import Handouts
from desktop.notices import Banner, Toast
from desktop.saving import Saving
from desktop.services import Services
from desktop.workspace import Workspace
from widgets.document import Document
from workshop.session import Session


@dataclass(frozen=True)
class OpenWorkshop:
    """An open session with its views, and what saves and exports it."""

    session: Session
    document: Document
    workspace: Workspace
    saving: Saving
    handouts: Handouts

    def is_at(self, path: Path) -> bool:
        """Whether the workshop's file is this one."""
        mine = self.session.path
        return mine is not None and mine.resolve() == path.resolve()

    def bring_up_to_date(self) -> bool:
        """Keep what is being typed and write the file; False when either fails."""
        return self.workspace.finish() and self.saving.try_to_finish()

    def name_to_reopen(self) -> str:
        """What to open to go on with it: its file, or else the folder of its working copy."""
        session = self.session
        return str(session.path if session.path is not None else session.folder)

    def let_go(self) -> None:
        """Close the session; what the file lacks stays in the working copy."""
        self.workspace.stop()
        self.handouts.cancel()
        self.saving.let_go()


@dataclass(frozen=True)
class Frame:
    """The parts of a window that a workshop uses."""

    window: QWidget
    actions: Actions
    ask: Ask
    banner: Banner
    toast: Toast


def open_workshop(session: Session, services: Services, frame: Frame) -> OpenWorkshop:
    """Build the parts for a session and connect them with one another."""
    document = Document(session, frame.window)
    workspace = Workspace(document, services.appearance.look, frame.actions)
    workspace.canvas.set_motion(services.settings.motion)
    saving = Saving(session, services.files, frame.ask, frame.banner, frame.toast)
    handouts = Handouts(document, frame.ask, frame.toast, services.start_export, services.print_pdf)
    document.changed.connect(saving.publisher.note_change)
    document.failed.connect(saving.say_not_kept)
    workspace.status.cancelled.connect(handouts.cancel)
    saving.committing.connect(workspace.commit_pending)
    handouts.committing.connect(workspace.commit_pending)
    handouts.working.connect(workspace.status.show_work)
    return OpenWorkshop(session, document, workspace, saving, handouts)
