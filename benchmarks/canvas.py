"""Key press to painted, frames, and what an edit costs, on the real window with a file on disk.

    QT_QPA_PLATFORM=offscreen .venv/bin/python -m benchmarks.canvas [CARDS...]

Builds trees of 100, 1,000, 5,000 and 10,000 cards and measures each in a process of its own, on
Qt's offscreen platform and, if there is a screen, on xcb. Prints medians, p95 and p99 in
milliseconds of the clock, and medians of the processor's time, which neighbours on the machine
disturb less. A key press counts from the event to the end of the paint it causes; where it writes,
the commit is included. Memory is that of the whole program after typing and travelling: the parts
of an edit lay out a tree of their own.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.qt import load_qt

if TYPE_CHECKING:
    from benchmarks.hand import Hand

_SIZES = (100, 1_000, 5_000, 10_000)
#: Seconds for which a window at rest is watched.
_IDLE = 3.0

_Act = Callable[[], object]


def main() -> None:
    """Measure every size on every platform; or, as a child, one file on one."""
    if os.environ.get("WHYBOARD_BENCHMARK"):
        _run_window(sys.argv[1])
        return
    # Not in the child: what it imports would count as memory of the window.
    from benchmarks.startup import file_with

    print(f"{os.cpu_count()} cores, milliseconds")
    platforms = ["offscreen"] + ["xcb"] * bool(os.environ.get("DISPLAY"))
    for cards in map(int, sys.argv[1:] or _SIZES):
        with tempfile.TemporaryDirectory() as folder:
            file = file_with(cards, Path(folder))
            for platform in platforms:
                print(f"{cards:,} cards, {platform}", flush=True)
                told = {
                    "WHYBOARD_BENCHMARK": "1",
                    "WHYBOARD_HOME": f"{folder}/{platform}",
                    "QT_QPA_PLATFORM": platform,
                }
                command = [sys.executable, "-m", "benchmarks.canvas", str(file)]
                subprocess.run(command, env=os.environ | told, check=True)


def _run_window(file: str) -> None:
    load_qt()
    from PySide6.QtCore import QTimer

    from benchmarks.hand import Hand
    from desktop.app import main as run_app

    def measure() -> None:
        hand = Hand()
        _type_cards(hand)
        _travel(hand)
        _rest(hand)
        _edit_apart(hand)
        os._exit(0)

    run_app([file], lambda: QTimer.singleShot(1500, measure))


def _timed(times: int, act: _Act) -> list[tuple[float, float]]:
    """Milliseconds of the clock and of the processor for each act."""
    taken = []
    for _ in range(times):
        clock, processor = time.perf_counter(), time.process_time()
        act()
        now = time.perf_counter() - clock, time.process_time() - processor
        taken.append((now[0] * 1000, now[1] * 1000))
    return taken


def _report(what: str, taken: list[tuple[float, float]]) -> None:
    clock = sorted(wall for wall, _ in taken)
    at = [clock[min(len(clock) - 1, round(len(clock) * part))] for part in (0.95, 0.99)]
    processor = statistics.median(cpu for _, cpu in taken)
    median = statistics.median(clock)
    print(f"  {what:<38}{median:8.2f}   p95{at[0]:8.2f}   p99{at[1]:8.2f}   cpu{processor:8.2f}")


def _type_cards(hand: "Hand") -> None:
    hand.begin()
    for _ in range(5):
        hand.type("warm")
        hand.enter()
    letters, enters = [], []
    for _ in range(60):
        letters += _timed(12, lambda: hand.type("a"))
        enters += _timed(1, hand.enter)
    _report("a letter typed, card and tree follow", letters)
    _report("Enter: commit the card, open the next", enters)
    hand.leave()
    _report("undo", _timed(20, hand.undo))
    _report("redo", _timed(20, hand.redo))
    _report("arrow key", _timed(60, hand.arrow))


def _travel(hand: "Hand") -> None:
    for scale in (1.0, 0.5, 0.2):
        hand.zoom_to(scale)
        _report(f"pan frame at {scale:.0%}", _timed(80, hand.pan))
    hand.zoom_to(0.25)
    _report("zoom frame, 25 to 100 %", _timed(70, hand.zoom))


def _edit_apart(hand: "Hand") -> None:
    """What the parts of an edit cost each: they must not grow with the document."""
    print("  an edit, part by part")
    for what, act in hand.parts().items():
        _report(f"  {what}", _timed(40, act))
    _report("  not on a key: the whole layout", _timed(9, hand.whole_layout))
    _report("  not on a key: all gaps", _timed(5, hand.all_gaps))


def _rest(hand: "Hand") -> None:
    hand.wait(1.0)
    before = time.process_time()
    hand.wait(_IDLE)
    used = (time.process_time() - before) / _IDLE
    resident, private = _memory()
    print(f"  processor at rest {used:.1%}, memory {resident:.0f} MB, private {private:.0f} MB")


def _memory() -> tuple[float, float]:
    """Resident and private megabytes of this process, as Linux counts them."""
    lines = [line.split() for line in Path("/proc/self/smaps_rollup").read_text().splitlines()]
    sizes = {line[0]: int(line[1]) / 1024 for line in lines if len(line) == 3}
    return sizes["Rss:"], sizes["Private_Clean:"] + sizes["Private_Dirty:"]


if __name__ == "__main__":
    main()
