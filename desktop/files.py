"""Where workshops come from: a template, a file, or a working copy that was never finished.

Opens and names sessions and remembers them; shows nothing. Errors go to the caller, who says them.
"""

from pathlib import Path
from typing import Final

from desktop.recent import Recent
from workshop.session import Session
from workshop.store.recovery import Orphan, orphans
from workshop.store.writing import OpenWriter
from workshop.templates.catalog import step_from
from workshop.words import text

#: Ending of a workshop's file.
SUFFIX: Final = ".whyboard"


class Files:
    """Opens workshops in the app-data folder `home`; `actor` is who the history names."""

    def __init__(self, home: Path, open_writer: OpenWriter, recent: Recent, actor: str) -> None:
        self._actor = actor
        self._home = home
        self._open_writer = open_writer
        self._recent = recent

    def new(self, template: str) -> Session:
        """A workshop without a file.

        Raises:
            StorageError: the app-data folder can't be written.
        """
        return Session.create(
            self._home, self._open_writer, first=step_from(template), actor=self._actor
        )

    def open(self, path: Path) -> Session:
        """The workshop in a file.

        Raises:
            StorageError: one sentence that says why not.
        """
        session = Session.open(path, self._home, self._open_writer, actor=self._actor)
        self._recent.note(path)
        return session

    def resume(self, orphan: Orphan) -> Session:
        """Go on with a working copy that was left.

        Raises:
            StorageError: one sentence that says why not.
        """
        return Session.recover(orphan.folder, self._home, self._open_writer, actor=self._actor)

    def name(self, session: Session, path: Path) -> Path:
        """Give a workshop its file; the person has agreed to replace what is there.

        Raises:
            StorageError: nothing was written.
        """
        path = with_suffix(path, SUFFIX)
        session.name_file(path, replacing=True)
        self._recent.note(path)
        return path

    def recent(self) -> tuple[Path, ...]:
        """Files opened lately, newest first."""
        return self._recent.files()

    def unfinished(self) -> list[Orphan]:
        """Workshops without a file, or with changes their file lacks, that nobody has open."""
        return orphans(self._home)


def with_suffix(path: Path, suffix: str) -> Path:
    """The path with this ending, which many save dialogs leave to the program."""
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def suggested_name(title: str, suffix: str) -> str:
    """A file name made from a title, without what file systems refuse."""
    kept = "".join(c if c.isalnum() or c in " -_.,()" else " " for c in title)
    name = " ".join(kept.split()).strip(".")[:80].strip()
    return (name or text("Workshop")) + suffix
