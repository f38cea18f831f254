"""Whole copies of a workshop beside its file: as it is, without history, or put together anew."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

from workshop.board import Board, changes_between
from workshop.files import real, replace_file
from workshop.records import new_id
from workshop.steps import Step, StepName
from workshop.store.errors import write_error
from workshop.store.fresh import add_command, add_row, raise_counters
from workshop.store.journal import Entry, new_entry
from workshop.store.publishing import image_of
from workshop.store.salvage import Salvaged, salvaged
from workshop.store.salvaged_past import believable
from workshop.store.schema import lay_out
from workshop.store.vetting import sealed
from workshop.store.working_copy import bytes_of


class Copies:
    """Writes an open workshop to other files, which changes nothing of how it goes on.

    `image` gives it as it would be published, `board` as it is now, `folder` its working copy.
    """

    def __init__(
        self,
        image: Callable[[], bytes],
        board: Callable[[], Board],
        folder: Callable[[], Path],
        actor: str,
    ) -> None:
        self._image = image
        self._board = board
        self._folder = folder
        self._actor = actor

    def check(self) -> None:
        """See that the working copy gives back what was written to it.

        Raises:
            StorageError: it does not.
        """
        sealed(self._image())

    def save(self, path: Path) -> None:
        """Write the workshop to another file; replaces what is there.

        Raises:
            StorageError: nothing was written.
        """
        write_copy(path, self._image())

    def save_what_is_left(self, path: Path) -> None:
        """Write all of a workshop whose working copy is damaged, with the history that is left.

        Raises:
            StorageError: nothing was written.
        """
        found = replace(salvaged(bytes_of(self._folder())), board=self._board())
        write_copy(path, saved_from(found, self._actor))

    def save_without_history(self, path: Path) -> None:
        """Write the workshop as it is now, without what was there before.

        Raises:
            StorageError: nothing was written.
        """
        write_copy(path, without_history(self._board()))


def write_copy(path: Path, image: bytes) -> None:
    """Write an image as a file that opens on its own; replaces what is there, or what a link names.

    Raises:
        StorageError: nothing was written.
    """
    try:
        replace_file(real(path), sealed(image))
    except OSError as error:
        raise write_error(path, error) from error


def without_history(board: Board) -> bytes:
    """The image of a new workshop that holds this board and nothing of how it came about.

    It is another document, so that it is never taken for an earlier state of the first.
    """
    return _new_document(new_entry(1, StepName.CREATE_WORKSHOP), board, board)


def saved_from(found: Salvaged, actor: str) -> bytes:
    """The image of a new workshop that goes on from what was saved of a damaged one."""
    base, past = believable(found.board, found.entries, found.changes, found.last)
    began = new_entry(1, StepName.SAVE_WHAT_IS_LEFT, actor=actor)
    if past:
        # What is known of the time before is known for that moment.
        began = replace(began, at=past[0][0].at)
    return _new_document(began, base, found.board, past)


def _new_document(
    began: Entry, base: Board, board: Board, past: Sequence[tuple[Entry, Step]] = ()
) -> bytes:
    """Begin with a board and go through its `past` to another."""
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        lay_out(fresh, new_id())
        fresh.execute("BEGIN")
        add_command(fresh, began, changes_between(Board(), base))
        for entry, step in past:
            add_command(fresh, _moved(entry, 2 - past[0][0].seq), step.changes)
        tables = board.cards, board.outputs, board.links, board.supports, board.details
        for record in (board.workshop, *(row for table in tables for row in table.values())):
            add_row(fresh, record)
        # Going back gave no number away: the earlier board knows every one there was.
        raise_counters(fresh, base.counters)
        fresh.execute("COMMIT")
        return image_of(fresh)
    finally:
        fresh.close()


def _moved(entry: Entry, by: int) -> Entry:
    target = None if entry.target is None else entry.target + by
    return replace(entry, seq=entry.seq + by, target=target)
