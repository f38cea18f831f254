"""Opening a workshop for a command, without a window."""

import contextlib
import sys
from dataclasses import dataclass
from pathlib import Path

from desktop.actor import actor_name
from desktop.late import open_writer
from workshop.board import Board
from workshop.language import text
from workshop.session import Session
from workshop.store.errors import UNWRITABLE, AlreadyOpenError, Note, StorageError
from workshop.store.home import default_home
from workshop.store.journal import Entry
from workshop.store.vetting import check_file
from workshop.words.codes import copy_trouble_text, note_text


@dataclass(frozen=True, slots=True)
class Content:
    """What a workshop holds, and how it came to that."""

    board: Board
    journal: tuple[Entry, ...]


def open_session(path: Path, *, create_if_absent: bool = False) -> Session:
    """Open a file to change it, with what a crash had kept from it.

    Where that left two versions, standard error says which is which.

    Raises:
        StorageError: it is open elsewhere, can't be read, or is not a workshop.
    """
    session = Session.open(
        path,
        default_home(),
        open_writer,
        create_if_absent=create_if_absent,
        actor=actor_name(),
    )
    if session.note is not None:
        say_note(session.note, session.kept)
    return session


def say_note(note: Note, kept: Path | None) -> None:
    """Tell on standard error what the person should know; `kept` is the other file."""
    print(note_text(note, "" if kept is None else kept.name), file=sys.stderr)


def read(path: Path) -> Content:
    """What a file holds, with every change that is safe on this laptop.

    While the app has the file open, or the app-data folder can't be written, the published file is
    read, and standard error says so.

    Raises:
        StorageError: it can't be read, or is not a workshop.
    """
    try:
        session = open_session(path)
    except AlreadyOpenError:
        words = text("The app has this workshop open; this is the file as last published.")
        return _as_published(path, words)
    except StorageError as error:
        if error.code not in UNWRITABLE:
            raise
        words = text("{error} This is the file as last published.")
        return _as_published(path, words.format(error=copy_trouble_text(error)))
    content = Content(session.board, tuple(session.history()))
    # Reading succeeds even where the file can't be brought up to date.
    with contextlib.suppress(StorageError):
        session.close(publish=session.recovered > 0)
    return content


def _as_published(path: Path, words: str) -> Content:
    print(words, file=sys.stderr)
    contents = check_file(path)
    return Content(contents.board, tuple(contents.journal))
