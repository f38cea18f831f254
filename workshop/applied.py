"""What running a command gives back, and what runs commands, as far as views need to know.

Free of SQLite: views import this module, never the store.
"""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol

from msgspec import Struct

from workshop.board import Board
from workshop.past import Past
from workshop.steps import Done, Step, StepName
from workshop.store.errors import StorageError

__all__ = ["Applied", "Runs", "StorageError"]

P = ParamSpec("P")


class Applied(Struct, frozen=True):
    """A command, an undo or a redo that is safely committed.

    `touched` are the identities of the rows that changed; `seq` is the number of the last
    committed command. `changed` is False when there was nothing to change, and nothing was written.
    """

    before: Board
    board: Board
    touched: frozenset[str]
    name: StepName
    ref: str | None
    seq: int
    changed: bool


class Runs(Protocol):
    """An open workshop: runs commands, and keeps view state and drafts with it."""

    @property
    def board(self) -> Board:
        """The workshop as last committed."""

    @property
    def seq(self) -> int:
        """Number of the last committed command; 0 before the first."""

    @property
    def can_write(self) -> bool:
        """Whether anything can be changed; if not, every command is refused."""

    @property
    def to_undo(self) -> Done | None:
        """What `undo` would take back."""

    @property
    def to_redo(self) -> Done | None:
        """What `redo` would bring back."""

    @property
    def past(self) -> Past:
        """What was changed, and the workshop as it was before."""

    def run(
        self, command: Callable[Concatenate[Board, P], Step], *args: P.args, **kwargs: P.kwargs
    ) -> Applied:
        """Run a command and commit its step.

        Raises:
            RefusedError: a rule was broken; nothing was written.
            StorageError: nothing could be written; the board stays as it was.
        """

    def undo(self) -> Applied:
        """Take the last command back; raises as `run` does."""

    def redo(self) -> Applied:
        """Bring back what was last undone; raises as `run` does."""

    def view_state(self, key: str) -> object:
        """A kept fold, zoom or selection, as plain JSON values; None when there is none."""

    def set_view_state(self, key: str, value: object) -> None:
        """Keep a piece of view state with the document; not journalled, not undone."""

    def draft(self, key: str) -> object:
        """The half-typed text of one editor; None when there is none."""

    def set_draft(self, key: str, value: object) -> None:
        """Keep half-typed text safe from a crash; it is never published."""

    def clear_draft(self, key: str) -> None:
        """Forget the draft of an editor that was finished or cancelled."""
