"""The one bridge between the domain and Qt: runs commands, tells every view what changed.

Handed to constructors; there is no global document. It never touches a file.
"""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal

from workshop.applied import Applied, Runs, StorageError
from workshop.board import Board
from workshop.rules import Refusal, RefusedError
from workshop.steps import Step

P = ParamSpec("P")


class Document(QObject):
    """An open workshop as the views see it.

    Signals:
        changed(Applied): a command, an undo or a redo is committed; read `board`.
        history_changed(): what can be undone or redone may have changed.
        refused(RefusedError): a rule was broken; nothing was written.
        failed(StorageError): nothing could be written; the board is what was last committed.
    """

    changed = Signal(object)
    history_changed = Signal()
    refused = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Runs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._telling = False

    @property
    def board(self) -> Board:
        """The workshop as last committed."""
        return self._session.board

    @property
    def session(self) -> Runs:
        """What runs the commands; views read its undo names and keep view state in it."""
        return self._session

    @property
    def can_write(self) -> bool:
        """Whether anything in it can be changed."""
        return self._session.can_write

    def may_write(self) -> bool:
        """Ask before people begin to change something; if they can't, they are told."""
        if not self.can_write:
            self.refused.emit(RefusedError(Refusal.READ_ONLY))
        return self.can_write

    def run(
        self, command: Callable[Concatenate[Board, P], Step], *args: P.args, **kwargs: P.kwargs
    ) -> Applied | None:
        """Run a command; None when it was refused or could not be written."""
        return self._take(lambda: self._session.run(command, *args, **kwargs))

    def undo(self) -> Applied | None:
        """Take the last change back, if there is one."""
        return self._take(self._session.undo) if self._session.to_undo else None

    def redo(self) -> Applied | None:
        """Bring back what was last undone, if there is something."""
        return self._take(self._session.redo) if self._session.to_redo else None

    def _take(self, change: Callable[[], Applied]) -> Applied | None:
        if self._telling:
            raise RuntimeError("a view ran a command while it was being told of a change")
        try:
            applied = change()
        except RefusedError as refused:
            self.refused.emit(refused)
            return None
        except StorageError as error:
            self.failed.emit(error)
            return None
        if applied.changed:
            self._tell(applied)
        return applied

    def _tell(self, applied: Applied) -> None:
        self._telling = True
        try:
            self.changed.emit(applied)
            self.history_changed.emit()
        finally:
            self._telling = False
