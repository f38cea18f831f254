"""Beginning and opening workshops from a window: which window they go to, and what to say if not.

A window that shows the start screen takes the workshop itself; otherwise it gets a window.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from desktop.asking import Ask
from desktop.files import Files
from workshop.session import Session
from workshop.store.errors import StorageError
from workshop.store.recovery import Orphan
from workshop.words import trouble_text


class Place(Protocol):
    """A window, as far as opening is concerned."""

    def show_session(self, session: Session) -> None:
        """Show an open workshop, here or in a window of its own."""

    def raise_file(self, path: Path) -> bool:
        """Bring the window that has this file open to the front; False when there is none."""

    def say(self, sentence: str) -> None:
        """Tell the person something."""


class Opening:
    """Opens workshops for one window."""

    def __init__(self, files: Files, ask: Ask, place: Place) -> None:
        self._files = files
        self._ask = ask
        self._place = place

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
        """Open a file, or raise the window that has it."""
        if not self._place.raise_file(path):
            self._show(lambda: self._files.open(path))

    def resume(self, orphan: Orphan) -> None:
        """Go on with a workshop that was left."""
        self._show(lambda: self._files.resume(orphan))

    def _show(self, opened: Callable[[], Session]) -> None:
        try:
            session = opened()
        except StorageError as error:
            self._place.say(trouble_text(error))
            return
        self._place.show_session(session)
