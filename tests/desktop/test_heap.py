"""Freed pictures do not stay in the program's memory."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.heap import LARGE

#: Pictures with something small that stays between them, after a larger one was let go.
_HOLES = f"""
import os, sys
from pathlib import Path
from desktop.heap import give_back_large_blocks

def resident():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")

if sys.argv[1] == "given back":
    give_back_large_blocks()
window = b"x" * (8 << 20)
del window
before = resident()
pictures = [(b"x" * {2 * LARGE}, b"x" * 600) for _ in range(500)]
stays = [small for _, small in pictures]
most = resident()
del pictures
print((most - before) >> 20, (resident() - before) >> 20)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc alone keeps the holes")
def test_the_memory_of_freed_pictures_goes_back_to_the_system() -> None:
    assert _left("kept") > 20
    assert _left("given back") < 5


def _left(how: str) -> int:
    """MiB that stay of 500 pictures."""
    done = subprocess.run(
        [sys.executable, "-c", _HOLES, how],
        capture_output=True,
        text=True,
        timeout=50,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    most, left = map(int, done.stdout.split())
    assert most > 20, "the pictures were there"
    return left
