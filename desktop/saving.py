"""The two truths about the file, in words, and what people can do about them.

Owns the status text and the banners of one open workshop; the publisher does the writing.
"""

import contextlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.asking import Ask
from desktop.files import Files
from desktop.naming import SUFFIX, suggested_name, with_suffix
from desktop.notices import Banner, Offer, Toast
from desktop.publisher import LIMIT, Publisher, Standing
from desktop.watching import Watch
from widgets.saying import say
from workshop.files import real
from workshop.language import text
from workshop.session import Session
from workshop.steps import StepName
from workshop.store.errors import DamagedError, Note, StorageError, Trouble
from workshop.words.codes import copy_trouble_text, note_text, title_of, trouble_text

#: The file's folder is away, or something holds the file: it is tried again until it works.
_WAITING = frozenset({Trouble.FOLDER_MISSING, Trouble.VOLUME_GONE, Trouble.FILE_HELD})


class Saving(QObject):
    """Saves one session.

    Signals:
        status_changed(str): the sentence about the file has changed.
        committing(): what is being typed must be kept now.
        named(): the workshop has another file.
        salvage_chosen(Path): people want what can be read of the damaged copy in this folder.
    """

    status_changed = Signal(str)
    committing = Signal()
    named = Signal()
    salvage_chosen = Signal(object)

    def __init__(
        self, session: Session, files: Files, ask: Ask, banner: Banner, toast: Toast
    ) -> None:
        super().__init__(banner)
        self._session = session
        self._files = files
        self._ask = ask
        self._banner = banner
        self._toast = toast
        #: What the banner said of the file, of a change, and of the working copy, that could not be
        #: written.
        self._unpublished = self._not_kept = self._not_safe = ""
        #: Why the working copy could not be read or written last.
        self._failure: StorageError | None = None
        self._again = QTimer(self, singleShot=True, interval=LIMIT)
        self._again.timeout.connect(self._try_again)
        self._watch = Watch(session, self)
        self._watch.lost.connect(self._say_not_safe)
        self._watch.changed.connect(self._tell_safety)
        self.publisher = Publisher(session, self)
        self.publisher.changed.connect(self._tell)
        self.publisher.failed.connect(self._say_unpublished)
        self.publisher.conflicted.connect(self._say_conflict)

    def start(self) -> None:
        """Say how things stand, and what opening has found."""
        self._tell()
        self._watch.start()
        self.publisher.note_change()
        if self._session.note is not None:
            self._say_note(self._session.note, self._session.kept)
        elif self._session.recovered and self._session.path is not None:
            self._toast.say(text("Recovered what was typed before the program stopped."))

    @property
    def path(self) -> Path | None:
        """The workshop's file; None while it has none."""
        return self._session.path

    @property
    def name_to_reopen(self) -> str:
        """What to open to go on with it: its file, or else the folder of its working copy."""
        session = self._session
        return str(session.path if session.path is not None else session.folder)

    def note_change(self) -> None:
        """Something was committed: the file follows soon."""
        self._failure = None
        self._banner.take_back(self._not_kept)
        self._watch.look()
        self.publisher.note_change()

    def publish(self) -> None:
        """Write the file now, if it lacks anything."""
        self.publisher.publish()

    def warm_up(self) -> None:
        """Prepare the session for its first change and commit what it began with."""
        try:
            self._session.warm_up()
        except StorageError as error:
            self.say_not_kept(error)
        self._session.keep_reserve()
        self.publisher.note_change()

    @property
    def status(self) -> str:
        """How safe the work is, in one line."""
        if not self._watch.is_safe or self._is_damaged:
            return text("Not safe on this laptop: save a copy · {file}").format(
                file=self._file_words()
            )
        if self._session.is_stopped:
            return text(
                "Disk can't be written: no change is kept, all before is safe · {file}"
            ).format(file=self._file_words())
        if self._watch.is_news:
            return text("Safe on this laptop again after its folder was removed · {file}").format(
                file=self._file_words()
            )
        if self._session.is_disk_full:
            return text("Disk full: free some space, nothing is lost · {file}").format(
                file=self._file_words()
            )
        if self._session.is_disk_slow:
            return text("Safe on this laptop · slow disk · {file}").format(file=self._file_words())
        return text("Safe on this laptop · {file}").format(file=self._file_words())

    def save(self) -> None:
        """Write the file now; name it first when there is none."""
        self.committing.emit()
        if self._session.path is None:
            self._name()
        else:
            self.publisher.publish()

    def save_copy(self) -> None:
        """Write a copy of the workshop to another file and go on with this one."""
        self.committing.emit()
        path = self._asked(text("Save a copy"))
        if path is None:
            return
        path = with_suffix(path, SUFFIX)
        if self._session.path is not None and real(path) == real(self._session.path):
            self.publisher.publish()
            return
        if self._is_damaged:
            words = text("All of it is in {file}, with the history that could be read.")
            self._write(path, self._session.copies.save_what_is_left, words)
        else:
            words = text("A copy with its whole history is in {file}.")
            self._write(path, self._session.copies.save, words)

    def share(self) -> None:
        """Write a copy that tells nothing of how the workshop came about."""
        self.committing.emit()
        path = self._asked(text("Share a copy without history"))
        if path is None:
            return
        path = with_suffix(path, SUFFIX)
        if self._session.path is not None and real(path) == real(self._session.path):
            self._toast.say(text("The copy needs another name, so that the history stays."))
            return
        words = text(
            "{file} holds the workshop as it is now and nothing that was deleted. "
            "Your own file keeps its history, deleted texts too."
        )
        self._write(path, self._session.copies.save_without_history, words)

    def forget(self) -> bool:
        """Close and leave no trace on this laptop but the file; False when that can't be done."""
        self.publisher.settle()
        path = self._session.path
        try:
            self._session.forget()
        except StorageError as error:
            self._toast.say(trouble_text(error))
            return False
        self._watch.stop()
        if path is not None:
            self._files.forget(path)
        return True

    def say_not_kept(self, error: StorageError) -> None:
        """A change, or what is being typed, could not be kept."""
        if not self._watch.look():
            self._show_not_safe()
            return
        self._failure = error
        words = text("The last change was not kept. {error} Everything before it is safe.")
        self._not_kept = words.format(error=copy_trouble_text(error))
        if isinstance(error, DamagedError):
            self._not_kept = _unsafe_words(error)
        self._banner.say(self._not_kept, ((text("Save a copy…"), self.save_copy),))
        self._tell()

    def try_to_finish(self) -> bool:
        """Bring the file up to date before closing; False when that fails.

        Where there is none, False when the working copy is gone for good, or damaged.
        """
        self.publisher.settle()
        if self._session.path is None:
            return self._watch.look() and (self._is_untouched() or self._is_sound())
        if not self._session.file.state.up_to_date:
            self.publisher.publish()
            self.publisher.settle()
        return self._session.file.state.up_to_date

    def let_go(self) -> None:
        """Close the session; a workshop without a file stays in the app-data folder.

        A new workshop nobody has changed leaves nothing behind.
        """
        self._watch.stop()
        self.publisher.settle()
        if self._session.path is None and self._is_untouched():
            self._session.discard()
        else:
            # People have been told that it can't be kept, and closed all the same.
            with contextlib.suppress(StorageError):
                self._session.close(publish=self._session.file.state.up_to_date)

    @property
    def _is_damaged(self) -> bool:
        """Whether the working copy does not give back what was written to it."""
        return isinstance(self.publisher.trouble or self._failure, DamagedError)

    def _is_sound(self) -> bool:
        """Whether the working copy gives back what was written to it; if not, that is said."""
        try:
            self._session.copies.check()
        except StorageError as error:
            self.say_not_kept(error)
            return False
        return True

    def _is_untouched(self) -> bool:
        done = [entry.name for entry in self._session.history()]
        return done in ([], [StepName.CREATE_WORKSHOP])

    def _name(self) -> None:
        path = self._asked(text("Save the workshop"))
        if path is None:
            return
        self.publisher.settle()
        try:
            self._files.name(self._session, path)
        except StorageError as error:
            self._say_unwritten(error)
        self.named.emit()
        self._tell()

    def _write(self, path: Path, write: Callable[[Path], None], words: str) -> None:
        try:
            write(path)
        except StorageError as error:
            self._say_unwritten(error)
        else:
            self._toast.say(words.format(file=path.name))

    def _say_unwritten(self, error: StorageError) -> None:
        """A file that people asked for is not there."""
        if isinstance(error, DamagedError):
            self.say_not_kept(error)
        else:
            self._toast.say(trouble_text(error))

    def _asked(self, question: str) -> Path | None:
        name = suggested_name(title_of(self._session.board.workshop), SUFFIX)
        return self._ask.file_to_write(question, name, SUFFIX)

    def _say_not_safe(self, error: StorageError) -> None:
        self._not_safe = _unsafe_words(error)
        self._show_not_safe()

    def _show_not_safe(self) -> None:
        self._banner.say(self._not_safe, ((text("Save a copy…"), self.save_copy),))

    def _tell_safety(self) -> None:
        if self._watch.is_safe:
            self._banner.take_back(self._not_safe)
            if self._watch.is_news:
                say(self._banner.window(), self.status)
        self._tell()

    def _try_again(self) -> None:
        """Go on by itself once the disk is sound again."""
        with contextlib.suppress(StorageError):
            self._session.warm_up()
        self.publisher.note_change()

    def _tell(self) -> None:
        if self._session.is_disk_full:
            self._session.keep_reserve()
        if self._session.is_disk_full or self._session.is_stopped:
            self._again.start()
        if self.publisher.state is Standing.UP_TO_DATE:
            self._banner.take_back(self._unpublished)
        self.status_changed.emit(self.status)

    def _file_words(self) -> str:
        standing = self.publisher.state
        if standing is Standing.NO_FILE:
            return text("No file yet")
        if standing is Standing.FAILED:
            return self._trouble_words()
        if standing is Standing.BEHIND:
            return text("File follows")
        at = self._session.file.state.at
        if at is None:
            return text("File up to date")
        return text("File up to date {time}").format(time=f"{at.astimezone():%H:%M}")

    def _trouble_words(self) -> str:
        trouble = self.publisher.trouble
        if trouble is not None and trouble.code in _WAITING:
            return text("Waiting for the folder of the file")
        if trouble is not None and trouble.code is Trouble.DISK_FULL:
            return text("No room for the file: free some space, nothing is lost")
        return text("File not up to date")

    def _say_unpublished(self, error: StorageError) -> None:
        words = text("{error} Your work is safe on this laptop.")
        self._unpublished = words.format(error=trouble_text(error))
        if isinstance(error, DamagedError):
            self._unpublished = _unsafe_words(error)
        self._banner.say(
            self._unpublished,
            (
                (text("Try again"), self.publisher.publish),
                (text("Save a copy…"), self.save_copy),
            ),
        )

    def _say_conflict(self, path: Path) -> None:
        self.named.emit()
        self._say_note(Note.CONFLICT, path)

    def _say_note(self, note: Note, kept: Path | None) -> None:
        offers: tuple[Offer, ...] = ()
        if note is Note.COPY_DAMAGED:
            offers = ((text("Save what can be read"), lambda: self.salvage_chosen.emit(kept)),)
        self._banner.say(note_text(note, kept.name if kept is not None else ""), offers)


def _unsafe_words(error: StorageError) -> str:
    """What has become of the working copy, and what to do."""
    words = text("{error} Your work is in this window only: save a copy to be safe.")
    return words.format(error=copy_trouble_text(error))
