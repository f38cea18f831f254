"""Folders of the app-data folder: made and renamed so that it lasts, errors told as ours."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from workshop.files import sync_folder
from workshop.store.errors import write_error


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Tell what the operating system says as a `StorageError`."""
    try:
        yield
    except OSError as error:
        raise write_error(path, error) from error


def rename_for_good(folder: Path, new: Path) -> None:
    """Rename a folder so that it keeps its new name through a power cut, or its old one at all."""
    folder.rename(new)
    try:
        sync_folder(new.parent)
    except OSError:
        new.rename(folder)
        raise


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, that others can't look into."""
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for place in made:
        sync_folder(place.parent)
