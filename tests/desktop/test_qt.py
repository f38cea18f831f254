"""Loading Qt leaves Python's imports alone."""

import subprocess
import sys
from pathlib import Path

_LOADED = """
import builtins, linecache
plain = builtins.__import__
from desktop.qt import load_qt
load_qt()
import desktop.window
print(builtins.__import__ is plain, [f for f in linecache.cache if "widgets" in f])
"""


def test_the_source_of_what_is_imported_after_qt_is_not_kept_in_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LOADED],
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "True []", done.stderr
