"""Whole copies of a workshop that are not published: without its history, or put together anew."""

import datetime
import sqlite3
from pathlib import Path

from workshop.board import Board
from workshop.commands.going_back import changes_between
from workshop.files import replace_file
from workshop.records import new_id
from workshop.steps import Step, StepName
from workshop.store.errors import write_error
from workshop.store.journal import Entry
from workshop.store.publishing import image_of
from workshop.store.schema import lay_out
from workshop.store.vetting import sealed
from workshop.store.writing import OpenWriter


def beginning_with(board: Board, name: StepName = StepName.CREATE_WORKSHOP) -> Step:
    """The step that creates a workshop as it is on this board."""
    return Step(name, changes_between(Board(), board))


def write_copy(path: Path, image: bytes) -> None:
    """Write an image as a file that opens on its own; replaces what is there.

    Raises:
        StorageError: nothing was written.
    """
    try:
        replace_file(path, sealed(image))
    except OSError as error:
        raise write_error(path, error) from error


def without_history(board: Board, open_writer: OpenWriter) -> bytes:
    """The image of a new workshop that holds this board and nothing of how it came about.

    It is another document, so that it is never taken for an earlier state of the first.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        lay_out(connection, new_id())
        entry = Entry(
            seq=1,
            uid=new_id(),
            kind="do",
            target=None,
            name=StepName.CREATE_WORKSHOP,
            ref=None,
            actor="",
            at=datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds"),
        )
        open_writer(connection).write(entry, beginning_with(board), dict(board.counters))
        return image_of(connection)
    finally:
        connection.close()
