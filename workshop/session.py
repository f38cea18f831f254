"""An open workshop: runs commands on the board and commits each before anyone sees it.

Owns the order of things: rules, commit, then the board. What the user's file holds is known to
`workshop.store.user_file`; how rows are written is the writer's business, where copies lie the
store's.
"""

import contextlib
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec

from workshop.applied import Applied
from workshop.board import Board, StaleStepError
from workshop.files import real
from workshop.records import InvalidRecordError
from workshop.rules import Refusal, RefusedError
from workshop.steps import Done, Step
from workshop.store.commits import Commits
from workshop.store.copies import Copies
from workshop.store.errors import Note, StorageError, Trouble, damaged_copy, write_error
from workshop.store.journal import CommandKind, Entry
from workshop.store.ledger import Ledger
from workshop.store.past import JournalPast
from workshop.store.publishing import image_of
from workshop.store.recovery import Opened, open_file, open_image, open_new, open_orphan, reopened
from workshop.store.reserve import Reserve
from workshop.store.snapshots import Snapshot, forget_snapshots, snapshots_of
from workshop.store.soundness import UnsoundError, require_sound_step
from workshop.store.user_file import UserFile
from workshop.store.values import Values
from workshop.store.vetting import Contents
from workshop.store.working_copy import forget_copies
from workshop.store.writing import OpenWriter

P = ParamSpec("P")


class Session:
    """One open workshop. All calls belong on one thread; only a `Publication` may leave it.

    `file` is the user's file, or the place for one; `copies` writes others. `recovered` counts
    commands that a crash had kept from it. `note` is something people should hear once, `kept` the
    second file it is about. `renewals` counts how often the working copy was taken away and made
    again.
    """

    can_write = True

    def __init__(
        self, open_copy: Callable[[], Opened], home: Path, open_writer: OpenWriter, actor: str
    ) -> None:
        """Use `create`, `adopt`, `open` or `recover`."""
        self._home = home
        self._actor = actor
        self._open_writer = open_writer
        self._reserve = Reserve(home)
        opened = self._reserve.spent_on(open_copy)
        self._copy = opened.copy
        self._board = opened.contents.board
        self._ledger = Ledger(opened.contents, open_writer, actor)
        self._commits = Commits(self._ledger, self._reserve, self._reopen)
        self.file = UserFile(home, opened, self._ledger, self.image, self._follow)
        self.copies = Copies(self.image, lambda: self._board, lambda: self.folder, actor)
        self._first: Step | None = None
        self._view_changed = False
        self._is_warm = False
        self.renewals = 0
        self.recovered: int = opened.recovered
        self.note: Note | None = opened.note
        self.kept: Path | None = opened.kept
        self._attach()

    @classmethod
    def create(
        cls, home: Path, open_writer: OpenWriter, *, first: Step | None = None, actor: str = ""
    ) -> "Session":
        """Start a workshop without a file.

        `first`, a template say, is on the board at once and committed with the first command or by
        `warm_up`, so that a window can be shown before the writer is imported.

        Raises:
            StorageError: the app-data folder can't be written.
        """
        session = cls(partial(open_new, home), home, open_writer, actor)
        if first is not None and not first.is_empty:
            session._first = first
            session._board = session._board.applied(first.changes)
        return session

    @classmethod
    def adopt(
        cls, image: bytes, home: Path, open_writer: OpenWriter, *, actor: str = ""
    ) -> "Session":
        """Start a workshop without a file with the contents of an image; it is safe at once.

        Raises:
            StorageError: the image is damaged, or the app-data folder can't be written.
        """
        return cls(partial(open_image, image, home), home, open_writer, actor)

    @classmethod
    def open(
        cls,
        path: Path,
        home: Path,
        open_writer: OpenWriter,
        *,
        create_if_absent: bool = False,
        actor: str = "",
    ) -> "Session":
        """Open the user's file, with what a crash had kept from it.

        Raises:
            StorageError: one sentence that says what is wrong; the file is untouched.
        """
        if create_if_absent and not path.exists():
            session = cls.create(home, open_writer, actor=actor)
            try:
                session.name_file(path)
            except BaseException:
                session.discard()
                raise
            return session
        return cls(partial(open_file, path, home), home, open_writer, actor)

    @classmethod
    def recover(
        cls, folder: Path, home: Path, open_writer: OpenWriter, *, actor: str = ""
    ) -> "Session":
        """Open a left-over working copy (`workshop.store.recovery.orphans` lists them).

        Raises:
            StorageError: it is open elsewhere or damaged.
        """
        return cls(partial(open_orphan, folder, home), home, open_writer, actor)

    @property
    def board(self) -> Board:
        """The workshop as last committed (a template of `create` counts as committed)."""
        return self._board

    @property
    def seq(self) -> int:
        """Number of the last committed command; 0 before the first."""
        return self._ledger.seq

    @property
    def path(self) -> Path | None:
        """The user's file, or None while there is none."""
        return self.file.path

    @property
    def folder(self) -> Path:
        """Where the working copy is."""
        return self._copy.folder

    @property
    def doc_id(self) -> str:
        """Identity of the document, the same in every copy of its file."""
        return self._copy.doc_id

    @property
    def is_disk_full(self) -> bool:
        """Whether work goes on only because room was kept for that."""
        return self._is_warm and not self._reserve.is_kept

    @property
    def is_stopped(self) -> bool:
        """Whether nothing can be committed for now, because the disk can't be written."""
        return self._ledger.is_stopped

    @property
    def is_disk_slow(self) -> bool:
        """Whether committing keeps people waiting."""
        return self._ledger.is_slow

    def look_after(self) -> None:
        """Make the working copy again where something has taken it away meanwhile.

        Raises:
            StorageError: it can't be made; what is on the board is nowhere but in this process.
        """
        if not self._copy.is_there:
            self._copy.make_again()
            self._attach()
            self._reserve.keep()
            self.renewals += 1

    def keep_reserve(self) -> None:
        """Keep room for the time when the disk is full, if there is some now."""
        self._reserve.keep()
        self._is_warm = True

    @property
    def to_undo(self) -> Done | None:
        """What `undo` would take back."""
        return self._ledger.to_undo

    @property
    def to_redo(self) -> Done | None:
        """What `redo` would bring back."""
        return self._ledger.to_redo

    def run(
        self, command: Callable[Concatenate[Board, P], Step], *args: P.args, **kwargs: P.kwargs
    ) -> Applied:
        """Run a command and commit its step; a step that changes nothing commits nothing.

        Raises:
            RefusedError: a rule was broken; nothing was written.
            StorageError: nothing could be written; the board stays as it was.
        """
        self._commits.go_on()
        step = command(self._board, *args, **kwargs)
        self.warm_up()
        return self._commit("do", step)

    def undo(self) -> Applied:
        """Take the last command back.

        Raises:
            RefusedError: there is nothing to undo, or the rows are not what the journal says.
            StorageError: nothing could be written; the board stays as it was.
        """
        self._commits.go_on()
        return self._invert("undo", self._ledger.to_undo, Refusal.NOTHING_TO_UNDO)

    def redo(self) -> Applied:
        """Bring back what was last undone; raises as `undo` does."""
        self._commits.go_on()
        return self._invert("redo", self._ledger.to_redo, Refusal.NOTHING_TO_REDO)

    def warm_up(self) -> None:
        """Import and open the writer, and commit the step the workshop began with.

        Raises:
            StorageError: nothing could be written.
        """
        self._commits.go_on()
        self._ledger.warm_up()
        if self._first is not None and self.seq == 0:
            self._commits.write("do", self._first, self._board.counters, None)
        self._first = None

    def history(self) -> list[Entry]:
        """Every committed command, newest last."""
        return list(self._ledger.journal)

    @property
    def past(self) -> JournalPast:
        """What was changed, and the workshop as it was before."""
        return JournalPast(lambda: self._copy.connection, self._ledger.journal, lambda: self._board)

    def snapshots(self) -> list[Snapshot]:
        """Earlier images of this document on this laptop, newest first."""
        return snapshots_of(self._home, self.doc_id)

    def view_state(self, key: str) -> object:
        """A kept fold, zoom or selection, as plain JSON values; None when there is none."""
        return self._view.get(key)

    def set_view_state(self, key: str, value: object) -> None:
        """Keep a piece of view state with the document; not journalled, not undone.

        On a disk that is full or broken it is not kept: looking is never an error.
        """
        with contextlib.suppress(StorageError):
            self._view_changed |= self._view.put(key, value)

    def draft(self, key: str) -> object:
        """The half-typed text of one editor; None when there is none."""
        return self._drafts.get(key)

    def set_draft(self, key: str, value: object) -> None:
        """Keep half-typed text safe from a crash; it is never published.

        Raises:
            StorageError: it could not be written.
        """
        self._commits.keep(lambda: self._drafts.put(key, value))

    def clear_draft(self, key: str) -> None:
        """Forget the draft of an editor that was finished or cancelled."""
        self._drafts.drop(key)

    def image(self) -> bytes:
        """The workshop as it would be published, without its seal.

        Raises:
            StorageError: it has never been committed, or can't be read.
        """
        try:
            self.warm_up()
        except StorageError:
            if self._first is not None or not self.is_stopped:
                raise
        try:
            return image_of(self._copy.connection)
        except sqlite3.Error as error:
            raise damaged_copy() from error

    def name_file(self, path: Path, *, replacing: bool = False) -> None:
        """Publish to this file from now on; the working copy moves along.

        Raises:
            StorageError: something is there and `replacing` is False, or it can't be written;
                publishing goes where it went before.
        """
        path = real(path)
        self.look_after()
        self._copy.require_free(self._home, path)
        self.file.publish_at(path, replacing=replacing)

    def forget(self) -> None:
        """Close, and delete all that is kept of this document on this laptop but its file.

        Raises:
            StorageError: the file does not hold every command, or an image can't be deleted; the
                workshop stays open.
        """
        if not self.file.is_whole:
            raise StorageError(Trouble.NOT_IN_FILE)
        try:
            forget_copies(self._home, self.doc_id)
            forget_snapshots(self._home, self.doc_id)
        except OSError as error:
            raise write_error(self._home, error) from error
        self._copy.remove()

    def close(self, *, publish: bool = True) -> None:
        """Publish what the file lacks and let go; a workshop without a file stays in app-data.

        Raises:
            StorageError: publishing failed; the working copy is kept and found at the next start,
                unless it was taken away and can't be made again.
        """
        try:
            if publish and self.path is not None:
                self._publish_rest()
        finally:
            self._let_go()

    def discard(self) -> None:
        """Delete the working copy, with everything the file does not hold."""
        self._copy.remove()

    def _publish_rest(self) -> None:
        if not self.file.state.up_to_date:
            self.file.publish()
        elif self._view_changed and self.file.is_whole:
            # Looking at a file must neither fail nor fork it.
            with contextlib.suppress(StorageError):
                self.file.publish()

    def _let_go(self) -> None:
        if self.file.is_whole or (self.path is None and self.seq == 0):
            self._copy.remove()
            return
        try:
            self.look_after()
        finally:
            self._copy.close()

    def _follow(self, path: Path) -> None:
        """Go on in the working copy that is found by this name of the file."""
        try:
            self._copy = self._copy.move_to(self._home, path)
        finally:
            # It was closed and opened anew, also where it could not move.
            self._attach()

    def _attach(self) -> None:
        if not self._copy.is_open:
            self._ledger.note_failure(StorageError(Trouble.STOPPED, reason="it can't be opened"))
        self._ledger.use(self._copy.connection)
        self._view = Values(self._copy.connection, "view_state")
        self._drafts = Values(self._copy.connection, "draft")

    def _invert(self, kind: CommandKind, entry: Entry | None, nothing: Refusal) -> Applied:
        if entry is None:
            raise RefusedError(nothing)
        try:
            step = self._ledger.step_of(entry).inverted()
            return self._commit(kind, step, entry)
        except (StaleStepError, InvalidRecordError, UnsoundError) as error:
            raise RefusedError(Refusal.STALE) from error

    def _commit(self, kind: CommandKind, step: Step, target: Entry | None = None) -> Applied:
        before = self._board
        if step.is_empty:
            return Applied(before, before, frozenset(), step.name, step.ref, self.seq, False)
        after = before.applied(step.changes)
        require_sound_step(after, step)
        self.look_after()
        raised = {k: v for k, v in after.counters.items() if before.counters.get(k) != v}
        self._commits.write(kind, step, raised, target)
        self._board = after
        return Applied(before, after, step.touched, step.name, step.ref, self.seq, True)

    def _reopen(self, believe: Callable[[Contents], bool]) -> bool:
        try:
            return reopened(self._copy, self._home, believe)
        finally:
            self._attach()
