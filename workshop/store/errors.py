"""What can go wrong with files and folders, as codes with parameters.

Free of SQLite and of the file system, so that views can tell the errors apart. `workshop.words`
may say them in other languages; `str(error)` is the English sentence.
"""

import errno
from enum import StrEnum
from types import MappingProxyType
from typing import Final


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
    DISK_FULL = "disk_full"
    NOT_WRITABLE = "not_writable"
    FOLDER_MISSING = "folder_missing"
    VOLUME_GONE = "volume_gone"
    WRITE_FAILED = "write_failed"
    STOPPED = "stopped"


SENTENCES: Final = MappingProxyType(
    {
        Trouble.FILE_NOT_FOUND: "There is no file {path}.",
        Trouble.NOT_READABLE: "{path} can't be read: {reason}.",
        Trouble.NOT_A_WORKSHOP: "{path} is not a Whyboard workshop.",
        Trouble.TOO_LARGE: "{path} is larger than a workshop can be ({limit} MB).",
        Trouble.TOO_NEW: "{path} was made by a newer Whyboard (format {version}): update first.",
        Trouble.TRUNCATED: "{path} is damaged: its end is missing.",
        Trouble.SEAL_MISSING: "{path} is damaged or was changed by another program: no checksum.",
        Trouble.SEAL_BROKEN: "{path} is damaged: its contents do not match their checksum.",
        Trouble.DAMAGED: "{path} is damaged: {reason}.",
        Trouble.OPEN_ELSEWHERE: "{path} is already open in another window.",
        Trouble.FILE_EXISTS: "{path} already exists.",
        Trouble.NO_FILE_YET: "This workshop has no file yet.",
        Trouble.DISK_FULL: "The disk is full: {path} could not be written.",
        Trouble.NOT_WRITABLE: "{path} can't be written: permission denied.",
        Trouble.FOLDER_MISSING: "The folder of {path} does not exist.",
        Trouble.VOLUME_GONE: "The drive of {path} is no longer there.",
        Trouble.WRITE_FAILED: "{path} could not be written: {reason}.",
        Trouble.STOPPED: "Writing failed ({reason}); reopen the workshop to continue safely.",
    }
)


class StorageError(Exception):
    """Something could not be read or written; `params` fill the sentence of `code`."""

    def __init__(self, code: Trouble, **params: str | int) -> None:
        super().__init__(SENTENCES[code].format(**params))
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


_BY_ERRNO: Final = MappingProxyType(
    {
        errno.ENOSPC: Trouble.DISK_FULL,
        errno.EDQUOT: Trouble.DISK_FULL,
        errno.EACCES: Trouble.NOT_WRITABLE,
        errno.EPERM: Trouble.NOT_WRITABLE,
        errno.EROFS: Trouble.NOT_WRITABLE,
        errno.ENOENT: Trouble.FOLDER_MISSING,
        errno.ENOTDIR: Trouble.FOLDER_MISSING,
    }
)


def write_error(path: object, error: OSError) -> StorageError:
    """What an operating-system error while writing `path` means."""
    code = _BY_ERRNO.get(error.errno or 0, Trouble.WRITE_FAILED)
    return StorageError(code, path=str(path), reason=error.strerror or type(error).__name__)
