"""An open workshop: runs commands on the board and commits each before anyone sees it.

Owns the order of things (rules, commit, then the board) and what can be undone. How rows are
written is the writer's business, where the copies lie the store's; views see `workshop.applied`.
"""

import contextlib
import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec

from workshop.applied import Applied
from workshop.board import Board, StaleStepError
from workshop.files import replace_file
from workshop.records import InvalidRecordError, new_id
from workshop.rules import Refusal, RefusedError
from workshop.steps import Step, StepName
from workshop.store import recovery
from workshop.store.errors import StorageError, Trouble, write_error
from workshop.store.journal import CommandKind, Entry, Stacks, entries, step_of
from workshop.store.publishing import (
    Publication,
    Published,
    Target,
    image_of,
    target_at,
)
from workshop.store.recovery import Note, Opened
from workshop.store.soundness import UnsoundError, require_sound
from workshop.store.values import Values
from workshop.store.vetting import sealed
from workshop.store.writing import OpenWriter, Writer

P = ParamSpec("P")


class Session:
    """One open workshop. All calls belong on one thread; only a `Publication` may leave it."""

    def __init__(self, opened: Opened, home: Path, open_writer: OpenWriter, actor: str) -> None:
        """Use `create`, `open` or `recover`."""
        self._home = home
        self._open_writer = open_writer
        self._actor = actor
        self._copy = opened.copy
        self._target = opened.target
        self._board = opened.contents.board
        self._stacks = Stacks(opened.contents.journal)
        self._seq = opened.contents.journal[-1].seq if opened.contents.journal else 0
        self._published_seq = opened.published
        self._published_at: datetime.datetime | None = None
        self._first: Step | None = None
        self._stopped: StorageError | None = None
        self.recovered = opened.recovered
        self.note = opened.note
        self.kept = opened.kept
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
        session = cls(recovery.open_new(home), home, open_writer, actor)
        if first is not None and not first.is_empty:
            session._begin_with(first)
        return session
