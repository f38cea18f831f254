"""What can go wrong with files and folders, and what opening may find, as codes with parameters.

Free of SQLite and of the file system, so that views can tell the errors apart. It holds no words
for people: `workshop.words.codes` says a code as a sentence.
"""

import errno
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from workshop.files import HeldError


class Trouble(StrEnum):
    """Why a workshop could not be read or written."""

    FILE_NOT_FOUND = "file_not_found"
    NOT_READABLE = "not_readable"
    NOT_A_WORKSHOP = "not_a_workshop"
    TOO_LARGE = "too_large"
    TOO_NEW = "too_new"
    TRUNCATED = "truncated"
    SEAL_MISSING = "seal_missing"
    SEAL_BROKEN = "seal_broken"
    DAMAGED = "damaged"
    OPEN_ELSEWHERE = "open_elsewhere"
    FILE_EXISTS = "file_exists"
    NO_FILE_YET = "no_file_yet"
    NOT_IN_FILE = "not_in_file"
    DISK_FULL = "disk_full"
    NOT_WRITABLE = "not_writable"
    FOLDER_MISSING = "folder_missing"
    VOLUME_GONE = "volume_gone"
    FILE_HELD = "file_held"
    WRITE_FAILED = "write_failed"
    STOPPED = "stopped"


#: The working copy can't be written; that is no reason not to read the file.
UNWRITABLE: Final = frozenset(
    {Trouble.DISK_FULL, Trouble.NOT_WRITABLE, Trouble.WRITE_FAILED, Trouble.STOPPED}
)


class Note(StrEnum):
    """What people should hear once after a workshop was opened or published."""

    #: The working copy and the file had both gone on; the other version was kept beside the file.
    DIVERGED = "diverged"
    #: The left-over working copy was damaged; the file was taken instead.
    COPY_DAMAGED = "copy_damaged"
    #: Someone else changed the file; publishing goes to a copy beside it.
    CONFLICT = "conflict"


class StorageError(Exception):
    """Something could not be read or written; `params` fill the sentence of `code`."""

    def __init__(self, code: Trouble, **params: str | int) -> None:
        super().__init__(code.value, params)
        self.code = code
        self.params = params


class NotAWorkshopError(StorageError):
    """The file is something else."""


class TooNewError(StorageError):
    """A newer version wrote the file; this one must not touch it."""


class DamagedError(StorageError):
    """The file was a workshop, but can't be trusted."""


class AlreadyOpenError(StorageError):
    """Another window or process has the workshop open."""


def damaged_copy() -> DamagedError:
    """The disk does not give back what was written to the working copy."""
    reason = "the disk does not give back what was written"
    return DamagedError(Trouble.DAMAGED, path="the working copy", reason=reason)


_BY_ERRNO: Final = MappingProxyType(
    {
        errno.ENOSPC: Trouble.DISK_FULL,
        errno.EDQUOT: Trouble.DISK_FULL,
        errno.EACCES: Trouble.NOT_WRITABLE,
        errno.EPERM: Trouble.NOT_WRITABLE,
        errno.EROFS: Trouble.NOT_WRITABLE,
        errno.ENOENT: Trouble.FOLDER_MISSING,
        errno.ENOTDIR: Trouble.FOLDER_MISSING,
        errno.EBUSY: Trouble.FILE_HELD,
        errno.ETXTBSY: Trouble.FILE_HELD,
    }
)
#: Windows: another program (a scanner, a sync client) has the file open, or a part of it locked.
_HELD: Final = (32, 33)


def write_error(path: object, error: OSError) -> StorageError:
    """What an operating-system error while writing `path` means."""
    code = _BY_ERRNO.get(error.errno or 0, Trouble.WRITE_FAILED)
    if isinstance(error, HeldError) or getattr(error, "winerror", None) in _HELD:
        code = Trouble.FILE_HELD
    return StorageError(code, path=str(path), reason=error.strerror or type(error).__name__)
