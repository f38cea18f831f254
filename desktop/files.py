"""Where workshops come from: a template, a file, or a working copy that was never finished.

Opens and names sessions and remembers them; shows nothing. Errors go to the caller, who says them.
"""

import contextlib
from collections.abc import Callable
from pathlib import Path

from desktop.naming import SUFFIX, with_suffix
from desktop.reading import ForReading
from desktop.recent import Recent
from workshop.files import is_file, real, replace_file
from workshop.language import text
from workshop.session import Session
from workshop.steps import Step
from workshop.store.copies import saved_from
from workshop.store.errors import StorageError, TooNewError, write_error
from workshop.store.publishing import beside
from workshop.store.reading import can_be_written, read_only, read_what_can_be_read
from workshop.store.recovery import Orphan, orphans
from workshop.store.salvage import Salvaged
from workshop.store.snapshots import Snapshot, snapshots_at
from workshop.store.vetting import current, read_bytes, unsealed, vet
from workshop.store.working_copy import put_away
from workshop.store.writing import OpenWriter
from workshop.words.codes import trouble_text


class Files:
    """Opens workshops in the app-data folder `home`; `step_from` makes the first step from a
    template's name, `actor` is who the history names."""

    def __init__(
        self,
        home: Path,
        open_writer: OpenWriter,
        step_from: Callable[[str], Step],
        recent: Recent,
        actor: str,
    ) -> None:
        self._actor = actor
        self._home = home
        self._open_writer = open_writer
        self._step_from = step_from
        self._recent = recent

    def new(self, template: str) -> Session:
        """A workshop without a file.

        Raises:
            StorageError: the app-data folder can't be written.
        """
        return Session.create(
            self._home, self._open_writer, first=self._step_from(template), actor=self._actor
        )

    def open_or_read(self, path: Path) -> Session | ForReading:
        """The workshop in a file; for reading only where it can't be written, or is too new.

        Changes that a crash has left on this laptop are opened all the same.

        Raises:
            StorageError: one sentence that says why not.
        """
        if is_file(path) and not can_be_written(path) and self.left_for(path) is None:
            words = text("{file} can't be written here, so it is open for reading only.")
            return ForReading(read_only(path), words.format(file=path.name))
        try:
            return self.open(path)
        except TooNewError as error:
            words = text(
                "{error} What this version understands of it is shown for reading only; the file "
                "is left as it is."
            )
            shown = words.format(error=trouble_text(error))
            return ForReading(read_what_can_be_read(path), shown)

    def read(self, path: Path, sentence: str) -> ForReading:
        """What a file holds now, for reading only; `sentence` says why.

        Raises:
            StorageError: one sentence that says why not.
        """
        return ForReading(read_only(path), sentence)

    def open(self, path: Path) -> Session:
        """The workshop in a file, to work on.

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

    def forget(self, path: Path) -> None:
        """Take a file off the list of those opened lately."""
        self._recent.forget(path)

    def left_for(self, path: Path) -> Orphan | None:
        """A sound working copy of the file that nobody has open, with changes a crash has left."""
        there = real(path)
        own = (left for left in self.unfinished() if left.path == there and not left.is_damaged)
        return next(own, None)

    def newest_image(self, path: Path, doc_id: str | None) -> Snapshot | None:
        """The newest earlier image that is sound of a document, or of whatever was in the file."""
        images = snapshots_at(self._home, real(path), doc_id)
        return next((image for image in images if _is_sound(image.file)), None)

    def restore(self, path: Path, image: Snapshot) -> Session:
        """The workshop in an earlier image, as a new file beside the damaged one.

        Raises:
            StorageError: the new file can't be written, or the image can't be read.
        """
        content = read_bytes(image.file)
        place = beside(path, text("restored"))
        try:
            replace_file(place, content)
        except OSError as error:
            raise write_error(place, error) from error
        return self.open(place)

    def salvage(self, path: Path | None, found: Salvaged) -> Session:
        """A new workshop of what was read of a damaged file, saved beside it where that goes.

        Raises:
            StorageError: the app-data folder can't be written.
        """
        image = saved_from(found, self._actor)
        session = Session.adopt(image, self._home, self._open_writer, actor=self._actor)
        if path is not None:
            with contextlib.suppress(StorageError):
                self.name(session, beside(path, text("salvaged")))
        return session

    def salvage_copy(self, left: Path, path: Path | None, found: Salvaged) -> Session:
        """The same of a damaged working copy, which is no longer offered afterwards.

        Raises:
            StorageError: the app-data folder can't be written.
        """
        session = self.salvage(path, found)
        put_away(left)
        return session

    def recent(self) -> tuple[Path, ...]:
        """Files opened lately, newest first."""
        return self._recent.files()

    def unfinished(self) -> list[Orphan]:
        """Workshops without a file, or with changes their file lacks, that nobody has open."""
        return orphans(self._home)


def _is_sound(file: Path) -> bool:
    try:
        vet(current(unsealed(read_bytes(file), file), file), file)
    except StorageError:
        return False
    return True
