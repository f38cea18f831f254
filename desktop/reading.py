"""A workshop that is shown for reading only: what `saving` is for one that can be changed."""

from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from desktop.asking import Ask
from desktop.naming import SUFFIX, suggested_name, with_suffix
from desktop.notices import Banner, Offer, Toast
from workshop.applied import StorageError
from workshop.files import real, replace_file
from workshop.language import text
from workshop.store.errors import write_error
from workshop.store.reading import Reader
from workshop.words.codes import title_of, trouble_text


class ForReading(Struct, frozen=True):
    """Something to read, the sentence that says why it can't be changed, and what can be done."""

    reader: Reader
    sentence: str
    offers: tuple[Offer, ...] = ()


class Reading(QObject):
    """Says that nothing can be changed; all it ever writes is a copy.

    Signals:
        status_changed(str): what stands in the bar at the top.
        committing(), named(): never emitted.
    """

    status_changed = Signal(str)
    committing = Signal()
    named = Signal()

    def __init__(self, shown: ForReading, ask: Ask, banner: Banner, toast: Toast) -> None:
        super().__init__(banner)
        self._reader = shown.reader
        self._sentence = shown.sentence
        self._offers = shown.offers
        self._ask = ask
        self._banner = banner
        self._toast = toast

    @property
    def path(self) -> Path | None:
        """The file that is shown."""
        return self._reader.path

    @property
    def name_to_reopen(self) -> str:
        """What to open to see it again."""
        return str(self._reader.path)

    def start(self) -> None:
        """Say why it is for reading only."""
        copy = (text("Save a copy…"), self.save_copy)
        self._banner.say(self._sentence, (*self._offers, copy))
        self.status_changed.emit(text("For reading only"))

    def warm_up(self) -> None:
        """There is nothing to prepare."""

    def note_change(self) -> None:
        """Nothing ever changes."""

    def publish(self) -> None:
        """There is nothing to write."""

    def save(self) -> None:
        """Saving makes a copy."""
        self.save_copy()

    def save_copy(self) -> None:
        """Write the same file somewhere else (or where a link leads), to be changed there."""
        name = suggested_name(title_of(self._reader.board.workshop), SUFFIX)
        path = self._ask.file_to_write(text("Save a copy"), name, SUFFIX)
        if path is None:
            return
        path = with_suffix(path, SUFFIX)
        try:
            replace_file(real(path), self._reader.content)
        except OSError as error:
            self._toast.say(trouble_text(write_error(path, error)))
        else:
            self._toast.say(text("A copy is in {file}.").format(file=path.name))

    def say_not_kept(self, error: StorageError) -> None:
        """A draft could not be kept."""
        self._toast.say(trouble_text(error))

    def try_to_finish(self) -> bool:
        """There is nothing to finish."""
        return True

    def let_go(self) -> None:
        """Close what was read."""
        self._reader.close()
