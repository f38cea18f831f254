"""What can be done about a file that is damaged or gone: never just a refusal.

The copy on this laptop comes first, because it holds every change; then the newest earlier image;
then whatever can still be read. The damaged file itself is left as it is.
"""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from desktop.files import Files
from desktop.going_back import when_text
from workshop.language import plural, text
from workshop.session import Session
from workshop.store.errors import NotAWorkshopError, StorageError, Trouble
from workshop.store.recovery import Orphan
from workshop.store.salvage import Salvaged, salvaged
from workshop.store.snapshots import Snapshot
from workshop.store.vetting import read_bytes
from workshop.store.working_copy import bytes_of, origin_of
from workshop.words.codes import trouble_text


class Way(Struct, frozen=True):
    """One way to go on: the words on its button, what opens it, and what is said afterwards."""

    words: str
    open: Callable[[], Session]
    said: Callable[[Session], str]


class Rescue:
    """The ways to go on with one damaged file, or one that is gone."""

    def __init__(self, path: Path, files: Files) -> None:
        """Look what can still be read of it.

        Raises:
            StorageError: nothing can, not even its bytes.
        """
        self._path = path
        self._files = files
        self._found = salvaged(read_bytes(path) if path.exists() else b"")

    def sentence(self, error: StorageError) -> str:
        """What is wrong, and that nothing is done to the file."""
        said = trouble_text(error)
        if error.code is Trouble.FILE_NOT_FOUND:
            return said
        if isinstance(error, NotAWorkshopError) and self._found.saved:
            words = text("{path} is damaged: its beginning can't be read.")
            said = words.format(path=self._path)
        return text("{error} The file is left as it is.").format(error=said)

    def ways(self) -> list[Way]:
        """Every way there is, the best first."""
        ways: list[Way] = []
        left = self._files.left_for(self._path)
        if left is not None:
            ways.append(self._left_copy(left))
        image = self._files.newest_image(self._path, self._found.doc_id)
        if image is not None:
            ways.append(self._image(image))
        if self._found.saved:
            found = self._found
            ways.append(_salvage_way(found, lambda: self._files.salvage(self._path, found)))
        return ways

    def _left_copy(self, left: Orphan) -> Way:
        return Way(
            text("Go on with the copy on this laptop"),
            lambda: self._files.resume(left),
            lambda _session: text("This is the copy on this laptop, with every change made here."),
        )

    def _image(self, image: Snapshot) -> Way:
        when = when_text(image)
        words = text("This is how it was, {when}, in the new file {file}.")
        return Way(
            text("Open how it was, {when}").format(when=when),
            lambda: self._files.restore(self._path, image),
            lambda session: words.format(when=when, file=_name(session)),
        )


def way_for_copy(folder: Path, files: Files) -> Way | None:
    """What can be done about a damaged working copy that was left in this folder.

    Raises:
        StorageError: its bytes can't be read.
    """
    found, path = salvaged(bytes_of(folder)), origin_of(folder)
    if not found.saved:
        return None
    return _salvage_way(found, lambda: files.salvage_copy(folder, path, found))


def _salvage_way(found: Salvaged, open_it: Callable[[], Session]) -> Way:
    """Save what was found in a new file."""
    return Way(
        text("Save what can be read"), open_it, lambda session: _salvage_words(found, session)
    )


def _salvage_words(found: Salvaged, session: Session) -> str:
    words = plural(
        "{saved} of {known} row was saved in {file}, {history}.",
        "{saved} of {known} rows were saved in {file}, {history}.",
        found.known,
    )
    # The first command is the one that began with what was saved.
    past = session.seq - 1
    history = text("without their history")
    if past:
        history = plural(
            "with the last change of their history",
            "with the last {count} changes of their history",
            past,
        ).format(count=past)
    return words.format(saved=found.saved, known=found.known, file=_name(session), history=history)


def _name(session: Session) -> str:
    return text("a workshop without a file") if session.path is None else session.path.name
