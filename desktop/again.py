"""Starting the program again with the workshops it has open.

Qt learns only at its start how large everything is; a new process shows the same windows.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess

if TYPE_CHECKING:
    from desktop.window import Window

_FACTOR = "QT_SCALE_FACTOR"


@contextmanager
def everything_scaled(percent: int) -> Iterator[None]:
    """Let an application that is made meanwhile draw its whole interface at this size.

    What the environment asks for besides is kept, and is as it was for processes started later.
    """
    before = os.environ.get(_FACTOR)
    os.environ[_FACTOR] = str(_number(before) * percent / 100)
    try:
        yield
    finally:
        if before is None:
            del os.environ[_FACTOR]
        else:
            os.environ[_FACTOR] = before


def close_to_reopen(windows: Sequence["Window"]) -> list[str] | None:
    """Close every window; what to give the next process, or None when one has to stay open."""
    open_now = [window.workshop for window in windows if window.workshop is not None]
    if not all(workshop.bring_up_to_date() for workshop in open_now):
        return None
    # A new workshop nobody has typed in leaves nothing behind to reopen.
    arguments = [workshop.name_to_reopen() for workshop in open_now]
    for window in windows:
        window.close()
    return [argument for argument in arguments if Path(argument).exists()]


def start_again(arguments: Sequence[str]) -> None:
    """Start another process of this program."""
    program, *own = sys.orig_argv[: len(sys.orig_argv) - len(sys.argv) + 1]
    QProcess.startDetached(program, [*own, *arguments])


def _number(written: str | None) -> float:
    try:
        return float(written or 1)
    except ValueError:
        return 1.0
