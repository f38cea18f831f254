"""Beginning and opening workshops from a window: which window they go to, and what to say if not.

A window that shows the start screen takes the workshop itself; otherwise it gets a window.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from desktop.asking import Ask
from desktop.files import Files
from desktop.notices import Offer
from desktop.reading import ForReading
from desktop.rescue import Rescue, Way, way_for_copy
from workshop.language import text
from workshop.session import Session
from workshop.store.errors import (
    UNWRITABLE,
    AlreadyOpenError,
    DamagedError,
    NotAWorkshopError,
    StorageError,
    Trouble,
)
from workshop.store.recovery import Orphan
from workshop.words.codes import trouble_text


class Place(Protocol):
    """A window, as far as opening is concerned."""

    def show_session(self, opened: Session | ForReading) -> "Place":
        """Show an open workshop, here or in a window of its own; the one that shows it."""

    def raise_file(self, path: Path) -> bool:
        """Bring the window that has this file open to the front; False when there is none."""

    def raise_elsewhere(self, path: Path) -> bool:
        """Have another process show a file it has open; False when none answers."""

    def say(self, sentence: str) -> None:
        """Tell the person something."""

    def offer(self, sentence: str, offers: tuple[Offer, ...]) -> None:
        """Tell the person something that stays, with what can be done about it."""


class Opening:
    """Opens workshops for one window."""

    def __init__(self, files: Files, ask: Ask, place: Place) -> None:
        self._files = files
        self._ask = ask
        self._place = place
        #: Whether what was asked for last is in a window of another process.
        self.is_shown_elsewhere = False

    def new(self) -> None:
        """Begin an empty workshop."""
        self.new_from("blank")

    def new_sample(self) -> None:
        """Begin a workshop from the sample."""
        self.new_from("sample")

    def new_from(self, template: str) -> None:
        """Begin a workshop from a template."""
        self._show(lambda: self._files.new(template))

    def choose_file(self) -> None:
        """Let the person choose a file and open it."""
        path = self._ask.file_to_open()
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Open a file, or raise the window that has it.

        One that is damaged or gone is never just refused while something of it is left.
        """
        if self._place.raise_file(path):
            return
        try:
            opened = self._files.open_or_read(path)
        except (DamagedError, NotAWorkshopError) as error:
            self._offer_rescue(path, error)
        except AlreadyOpenError as error:
            self.is_shown_elsewhere = self._place.raise_elsewhere(path)
            if not self.is_shown_elsewhere:
                words = text("{file} is open in another window, so it is for reading only here.")
                self._offer_to_read(path, error, words)
        except StorageError as error:
            self._explain(path, error)
        else:
            self._place.show_session(opened)

    def resume(self, orphan: Orphan) -> None:
        """Go on with a workshop that was left; a damaged one is never just refused."""
        try:
            session = self._files.resume(orphan)
        except (DamagedError, NotAWorkshopError):
            name = text("a workshop without a file") if orphan.path is None else orphan.path.name
            words = text("The copy of {file} on this laptop is damaged.").format(file=name)
            offer = (text("Save what can be read"), partial(self.salvage, orphan.folder))
            self._place.offer(words, (offer,))
        except StorageError as error:
            self._place.say(trouble_text(error))
        else:
            self._place.show_session(session)

    def salvage(self, folder: Path) -> None:
        """Save what can be read of a damaged working copy that was left."""
        try:
            way = way_for_copy(folder, self._files)
        except StorageError as error:
            self._place.say(trouble_text(error))
            return
        if way is None:
            self._place.say(text("Nothing of the damaged copy can be read."))
        else:
            self._rescue(way)

    def _explain(self, path: Path, error: StorageError) -> None:
        if error.code is Trouble.FILE_NOT_FOUND:
            self._offer_rescue(path, error)
        elif error.code in UNWRITABLE:
            words = text("No change to {file} could be kept now, so it is for reading only.")
            self._offer_to_read(path, error, words)
        else:
            self._place.say(trouble_text(error))

    def _offer_to_read(self, path: Path, error: StorageError, words: str) -> None:
        read = partial(self._read, path, words.format(file=path.name))
        self._place.offer(trouble_text(error), ((text("Open a copy for reading"), read),))

    def _read(self, path: Path, sentence: str) -> None:
        try:
            opened = self._files.read(path, sentence)
        except StorageError as error:
            self._place.say(trouble_text(error))
        else:
            self._place.show_session(opened)

    def _offer_rescue(self, path: Path, error: StorageError) -> None:
        try:
            rescue = Rescue(path, self._files)
        except StorageError:
            self._place.say(trouble_text(error))
            return
        ways = rescue.ways()
        if not ways:
            self._place.say(trouble_text(error))
            return
        offers = tuple((way.words, partial(self._rescue, way)) for way in ways)
        self._place.offer(rescue.sentence(error), offers)

    def _rescue(self, way: Way) -> None:
        try:
            session = way.open()
        except StorageError as error:
            self._place.say(trouble_text(error))
        else:
            self._place.show_session(session).say(way.said(session))

    def _show(self, opened: Callable[[], Session]) -> None:
        try:
            session = opened()
        except StorageError as error:
            self._place.say(trouble_text(error))
        else:
            self._place.show_session(session)
