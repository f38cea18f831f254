"""Process start to a drawn window (sample, 1,000 and 10,000 cards), and PDFs: the sample's as a
whole process, and one of thirty pages by a process that has written one before.

    .venv/bin/python -m benchmarks.startup [RUNS]

Prints medians in milliseconds with the core count. Uses the screen if there is one, else Qt's
offscreen platform. The first run of each is thrown away: it fills the file cache and writes `.pyc`.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.trees import board_with
from exports.pdf.document import write_pdf
from workshop.session import Session
from workshop.steps import RowChange, Step, StepName
from workshop.store.writer import open_writer

_DRAWN = """
import os, time
from desktop.__main__ import main
def drawn():
    print(time.monotonic(), flush=True)
    os._exit(0)
main(drawn)
"""


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if not (kept.get("DISPLAY") or kept.get("WAYLAND_DISPLAY")):
        kept["QT_QPA_PLATFORM"] = "offscreen"
    return kept | {"WHYBOARD_HOME": str(home)}


def drawn_after(argument: str, folder: Path) -> float:
    """Milliseconds from starting the process until its window is painted."""
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _DRAWN, argument],
        env=environment(folder / f"home-{time.monotonic_ns()}"),
        capture_output=True,
        text=True,
        check=True,
    )
    return (float(done.stdout.split()[-1]) - start) * 1000


def exported_after(file: Path, folder: Path) -> float:
    """Milliseconds of a whole process that writes the PDF."""
    start = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "desktop", "export", str(file), str(folder / "out.pdf")],
        env=environment(folder / "home"),
        check=True,
    )
    return (time.monotonic() - start) * 1000


def written_warm(target: Path, runs: int) -> tuple[list[float], int]:
    """Milliseconds of writing a long PDF again and again, and how many pages it has."""
    board = board_with(270)
    pages = write_pdf(board, target).pages
    taken = []
    for _ in range(runs):
        start = time.monotonic()
        write_pdf(board, target)
        taken.append((time.monotonic() - start) * 1000)
    return taken, pages


def file_with(cards: int, folder: Path) -> Path:
    """A published workshop of this many cards."""
    changes = tuple(RowChange(None, card) for card in board_with(cards).in_tree_order())
    step = Step(StepName.CREATE_WORKSHOP, changes)
    session = Session.create(folder / "home", open_writer, first=step)
    path = folder / f"{cards}.whyboard"
    session.name_file(path)
    session.close()
    return path


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    print(f"{os.cpu_count()} cores, medians of {runs} runs, milliseconds")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sample = folder / "sample.whyboard"
        subprocess.run(
            [sys.executable, "-m", "desktop", "new", str(sample), "--template", "sample"],
            env=environment(folder / "home"),
            check=True,
        )
        for words, argument in (
            ("sample, drawn", "--sample"),
            ("1,000 cards, drawn", str(file_with(1_000, folder))),
            ("10,000 cards, drawn", str(file_with(10_000, folder))),
        ):
            drawn_after(argument, folder)
            taken = [drawn_after(argument, folder) for _ in range(runs)]
            print(f"  {words:<24} {statistics.median(taken):7.0f}")
        exported_after(sample, folder)
        taken = [exported_after(sample, folder) for _ in range(runs)]
        print(f"  {'sample as PDF, process':<24} {statistics.median(taken):7.0f}")
        taken, pages = written_warm(folder / "long.pdf", runs)
        print(f"  {f'PDF of {pages} pages, warm':<24} {statistics.median(taken):7.0f}")


if __name__ == "__main__":
    main()
