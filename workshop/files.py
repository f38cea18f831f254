"""Replacing a file whole: a reader finds the old content or the new, never a part.

The libraries for this are unmaintained, and none syncs the folder, without which a power cut right
after the replacement brings the old file back.
"""

import contextlib
import errno
import os
import stat
import time
import uuid
from pathlib import Path

#: Pauses in seconds before another try: scanners and sync clients hold a file briefly on Windows.
_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 0.0)


#: Most bytes that a file's name may have, and that a temporary file's takes over from it.
LONGEST_NAME = 255
_STEM = 80

#: Elsewhere a rename over an open file succeeds, and folders can be synced.
_IS_WINDOWS = os.name == "nt"

#: What systems say that can't sync a folder at all: there is nothing to wait for.
_NO_SUCH_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)


class NotDurableError(OSError):
    """The new content is in place, but a power cut might still bring the old one back."""


class HeldError(PermissionError):
    """The new content could be written, but something keeps it from taking the old one's place."""


def real(path: Path) -> Path:
    """The file that a path leads to, through symbolic links; the path itself where those run in a
    circle, of which `Path.resolve` would make an error."""
    return Path(os.path.realpath(path))


def is_file(path: Path) -> bool:
    """Whether there is a file; False, too, where a drive that went wrong, or a folder that nobody
    may enter, gives no answer: `Path.is_file` makes an error of that."""
    return os.path.isfile(path)  # noqa: PTH113


def replace_file(target: Path, content: bytes) -> None:
    """Write `content` to `target` durably, or leave what was there untouched.

    Raises:
        NotDurableError: it was written, but its folder could not be synced.
        HeldError: another program held the old file for two seconds (Windows).
        OSError: the folder is missing, full or not writable; no temporary file stays behind.
    """
    temporary = target.with_name(f".{stem_of(target)}.{uuid.uuid4().hex[:8]}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o666)
    try:
        _keep_mode(descriptor, target)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    try:
        sync_folder(target.parent)
    except OSError as error:
        raise NotDurableError(*error.args) from error


def stem_of(target: Path) -> str:
    """How the names of the temporary files of this file begin, behind the dot."""
    return shortened(target.name, _STEM)


def shortened(name: str, most: int) -> str:
    """As much of a name as fits into so many bytes: one letter may take four."""
    while name and len(os.fsencode(name)) > most:
        name = name[:-1]
    return name


def _keep_mode(descriptor: int, target: Path) -> None:
    """Give the new file the permissions of the one it replaces."""
    if not _IS_WINDOWS:
        with contextlib.suppress(OSError):
            os.fchmod(descriptor, stat.S_IMODE(target.stat().st_mode))


def sync_folder(folder: Path) -> None:
    """Make a rename or a new file in this folder survive a power cut."""
    if _IS_WINDOWS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SUCH_SYNC:
            raise
    finally:
        os.close(descriptor)


def _replace(temporary: Path, target: Path) -> None:
    for pause in _PAUSES:
        try:
            temporary.replace(target)
        except PermissionError as error:
            if not _IS_WINDOWS:
                raise
            if not pause:
                raise HeldError(*error.args) from error
            time.sleep(pause)
        else:
            return
