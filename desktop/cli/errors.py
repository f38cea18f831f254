"""What goes wrong on the command line, each as one sentence."""

from workshop.language import text
from workshop.store.errors import StorageError
from workshop.words.codes import trouble_text


class CommandError(Exception):
    """A command can't do what was asked; the message is one sentence for people."""


def sentence_of(error: Exception) -> str:
    """The error in one sentence; an error of the operating system names its file."""
    if isinstance(error, OSError) and error.strerror:
        name = f"{error.filename}: " if error.filename else ""
        return text("{name}{reason}.").format(name=name, reason=error.strerror)
    return trouble_text(error) if isinstance(error, StorageError) else str(error)
