"""Earlier images of a workshop, kept outside the folder of its file.

The last ten stay, then one an hour for a day, then one a day for two months. A snapshot is a whole
workshop file; its name has a running number, for clocks are set back, the moment it was taken, and
the last command it holds.
"""

import contextlib
import datetime
import heapq
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from msgspec import Struct

from workshop.files import replace_file
from workshop.store.working_copy import folder_for

#: How many of the newest stay whatever their age.
LAST: Final = 10
HOURLY_FOR: Final = datetime.timedelta(days=1)
DAILY_FOR: Final = datetime.timedelta(days=60)

_MOMENT: Final = "%Y%m%dT%H%M%S%fZ"
_NAME: Final = re.compile(r"(?:(\d+)-)?(\d{8}T\d{12}Z)-([0-9a-f]{32})\.whyboard")
#: Stands for the last command of a workshop that has none.
NO_COMMAND: Final = "0" * 32


class Snapshot(Struct, frozen=True):
    """One earlier image. `at` is UTC; `uid` is the last command it holds.

    A later one of the same folder has a greater `number`, whatever the clock said.
    """

    file: Path
    at: datetime.datetime
    uid: str
    number: int = 0


class Shelf:
    """The snapshots of one document at one place."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> list[Snapshot]:
        """Every snapshot, newest first."""
        return _snapshots_in([self._folder])

    def holds(self, uid: str) -> bool:
        """Whether there is a snapshot whose last command is this one."""
        return any(snapshot.uid == uid for snapshot in self.all())

    def keep(self, content: bytes, uid: str, at: datetime.datetime) -> None:
        """Keep a published file, unless one with the same last command is kept; thin the others.

        It is a second safety: when it can't be written, publishing goes on.
        """
        if self.holds(uid):
            return
        number = 1 + max((snapshot.number for snapshot in self.all()), default=0)
        moment = at.astimezone(datetime.UTC).strftime(_MOMENT)
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for half in self._folder.glob(".*.tmp"):
                # Only whoever has the document open writes here: a killed process left it.
                half.unlink()
            replace_file(self._folder / f"{number}-{moment}-{uid}.whyboard", content)
            kept = self.all()
            for snapshot in set(kept).difference(worth_keeping(kept, at)):
                snapshot.file.unlink(missing_ok=True)


def shelf_for(home: Path, doc_id: str, path: Path | None) -> Shelf:
    """The snapshots of a document's file at `path`; None while it has none."""
    return Shelf(_snapshots(home) / folder_for(home, doc_id, path).name)


def snapshots_of(home: Path, doc_id: str) -> list[Snapshot]:
    """Snapshots of a document, wherever its file was, newest first."""
    return _snapshots_in(_snapshots(home).glob(f"{doc_id}-*"))


def snapshots_at(home: Path, path: Path, doc_id: str | None = None) -> list[Snapshot]:
    """Snapshots of whichever documents were in the file at `path`, newest first.

    Then those that the document it says it is had elsewhere: it may have been moved here.
    """
    place = folder_for(home, "", path).name
    elsewhere = [] if doc_id is None else snapshots_of(home, doc_id)
    return [*_snapshots_in(_snapshots(home).glob(f"*{place}")), *elsewhere]


def forget_snapshots(home: Path, doc_id: str) -> None:
    """Delete every snapshot of a document.

    Raises:
        OSError: some could not be deleted.
    """
    for folder in _snapshots(home).glob(f"{doc_id}-*"):
        shutil.rmtree(folder)


def worth_keeping(newest_first: Iterable[Snapshot], now: datetime.datetime) -> list[Snapshot]:
    """Those of the snapshots that stay: the last ten, and the newest of each hour, then day."""
    kept: list[Snapshot] = []
    taken: set[str] = set()
    for number, snapshot in enumerate(newest_first):
        age = now - snapshot.at
        bucket = f"{snapshot.at:%Y%m%dT%H}" if age <= HOURLY_FOR else f"{snapshot.at:%Y%m%d}"
        if number < LAST or (age <= DAILY_FOR and bucket not in taken):
            kept.append(snapshot)
            if number >= LAST:
                taken.add(bucket)
    return kept


def _snapshots(home: Path) -> Path:
    return home / "snapshots"


def _snapshots_in(folders: Iterable[Path]) -> list[Snapshot]:
    """Newest first: by their numbers within a folder, by the clock among folders."""
    shelves = [_newest_first(folder) for folder in folders]
    return list(heapq.merge(*shelves, key=lambda snapshot: snapshot.at, reverse=True))


def _newest_first(folder: Path) -> list[Snapshot]:
    """None where there is no folder, or it can't be read."""
    try:
        found = [_snapshot(file) for file in folder.iterdir()]
    except OSError:
        return []
    kept = [snapshot for snapshot in found if snapshot is not None]
    return sorted(kept, key=lambda snapshot: (snapshot.number, snapshot.at), reverse=True)


def _snapshot(file: Path) -> Snapshot | None:
    name = _NAME.fullmatch(file.name)
    if name is None:
        return None
    at = datetime.datetime.strptime(name[2], _MOMENT).replace(tzinfo=datetime.UTC)
    return Snapshot(file, at, name[3], int(name[1] or 0))
