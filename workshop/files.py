"""Replacing a file whole: a reader finds the old content or the new, never a part.

The libraries for this are unmaintained, and none syncs the folder, without which a power cut right
after the replacement brings the old file back.
"""

import contextlib
import os
import stat
import time
import uuid
from pathlib import Path

#: Pauses in seconds before another try: scanners and sync clients hold a file briefly on Windows.
_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 0.0)


def replace_file(target: Path, content: bytes) -> None:
    """Write `content` to `target` durably, or leave what was there untouched.

    Raises:
        OSError: the folder is missing, full or not writable; no temporary file stays behind.
    """
    temporary = target.with_name(f".{target.name[:80]}.{uuid.uuid4().hex[:8]}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o666)
    try:
        _keep_mode(descriptor, target)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _replace(temporary, target)
        sync_folder(target.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _keep_mode(descriptor: int, target: Path) -> None:
    """Give the new file the permissions of the one it replaces."""
    if os.name != "nt":
        with contextlib.suppress(OSError):
            os.fchmod(descriptor, stat.S_IMODE(target.stat().st_mode))


def sync_folder(folder: Path) -> None:
    """Make a rename or a new file in this folder survive a power cut."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _replace(temporary: Path, target: Path) -> None:
    for pause in _PAUSES:
        try:
            temporary.replace(target)
        except PermissionError:
            if os.name != "nt" or not pause:
                raise
            time.sleep(pause)
        else:
            return
