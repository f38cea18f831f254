"""Times programs with a window from outside: Whyboard and three mind mappers on the same trees.

    dbus-run-session -- .venv/bin/python -m benchmarks.peers RUNS CARDS,... PROGRAM,... PICTURES

Programs: whyboard, vym, freeplane, minder. PICTURES is a folder for what each run showed. Needs
Linux with Xvfb, openbox and xdotool; `peers.md` says what is measured and what to
watch for. Prints a line a run. Ends only what it started.
"""

import contextlib
import itertools
import math
import mmap
import os
import shutil
import signal
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from PIL import Image

from benchmarks.startup import file_with
from benchmarks.trees import board_with
from workshop.board import Board
from workshop.records import Card

WIDTH, HEIGHT = 1920, 1080
_LINE = WIDTH * 4
#: The picture is compared in pieces of 64 pixels on every third line.
_PIECE = 256
#: Shares of the picture: about half a card; less than a card, more than a blinking caret.
_DRAWS, _ANSWERS = 0.002, 0.001
#: Seconds without a change, at less than this share of a core, until a program counts as ready;
#: seconds after which it is given up.
_REST, _IDLE, _PATIENCE = 2.5, 0.2, 300.0
Element = Callable[[Card, str], str]
_MAXIMISE = '<application type="normal"><decor>no</decor><maximized>yes</maximized></application>'


class Screen:
    """A virtual X11 screen whose frame buffer is a file, with a window manager and a bus."""

    def __init__(self, folder: Path) -> None:
        """`folder` becomes the home of every program started here; best kept in memory."""
        self._started: list[Popen[bytes]] = []
        number = next(n for n in range(70, 99) if not Path(f"/tmp/.X11-unix/X{n}").exists())
        self.environ = os.environ | {
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "NO_AT_BRIDGE": "1",
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_RUNTIME_DIR": str(folder),
        }
        self.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        size = f"{WIDTH}x{HEIGHT}x24"
        self.start("Xvfb", f":{number}", "-screen", "0", size, "-fbdir", str(folder), "-ac")
        time.sleep(1)
        rules = Path("/etc/xdg/openbox/rc.xml").read_text("utf-8")
        rules = rules.replace("</applications>", _MAXIMISE + "</applications>")
        (folder / "rc.xml").write_text(rules, "utf-8")
        self.start("openbox", "--config-file", str(folder / "rc.xml"))
        self._hands = self.start("xdotool", "-")
        time.sleep(1)
        with (folder / "Xvfb_screen0").open("rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        self._origin = len(self._memory) - HEIGHT * _LINE
        self._seen = [b""] * (HEIGHT // 3)

    def start(self, *command: str) -> Popen[bytes]:
        """Start a program on this screen, in a process group of its own."""
        started = Popen(
            command, env=self.environ, stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL, process_group=0
        )
        self._started.append(started)
        return started

    def changed(self) -> float:
        """The share of the picture that differs from what the last call saw."""
        pieces = 0
        for index, before in enumerate(self._seen):
            start = self._origin + index * 3 * _LINE
            now = self._memory[start : start + _LINE]
            if now != before:
                places = (slice(x, x + _PIECE) for x in range(0, _LINE, _PIECE))
                pieces += sum(now[place] != before[place] for place in places)
                self._seen[index] = now
        return pieces / (HEIGHT // 3 * _LINE // _PIECE)

    def do(self, gesture: str) -> None:
        """Have the waiting xdotool make a gesture, `key Tab` say."""
        assert self._hands.stdin is not None
        self._hands.stdin.write(gesture.encode() + b"\n")
        self._hands.stdin.flush()

    def save_picture(self, path: Path) -> None:
        """Write what the screen shows as PNG."""
        pixels = self._memory[self._origin : self._origin + HEIGHT * _LINE]
        Image.frombytes("RGB", (WIDTH, HEIGHT), pixels, "raw", "BGRX").save(path)

    def close(self) -> None:
        """End the screen and its helpers."""
        for process in reversed(self._started):
            process.terminate()
            process.wait()


class Run:
    """One program on the screen, from its start to its end."""

    def __init__(self, screen: Screen, *command: str) -> None:
        self._screen = screen
        screen.changed()
        self._start = time.perf_counter()
        self._process = screen.start(*command)

    def _total(self, *places: int) -> int:
        """The sum of these fields of /proc/N/stat, for the program and all it started."""
        total = 0
        for file in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                fields = file.read_text("utf-8").rpartition(")")[2].split()
                if int(fields[2]) == self._process.pid:
                    total += sum(int(fields[place]) for place in places)
        return total

    def resident(self) -> float:
        """Megabytes (10^6 bytes) in memory now."""
        return self._total(21) * os.sysconf("SC_PAGE_SIZE") / 1e6

    def watch(self, least: float) -> tuple[float, float]:
        """Seconds to the first and the last change of at least this share; returns at rest.

        Both are "not a number" when nothing changed for ten seconds.
        """
        first = last = checked = worked = now = 0.0
        while self._process.poll() is None and now < _PATIENCE:
            now = time.perf_counter() - self._start
            if self._screen.changed() >= least:
                last = now
                first = first or now
            if now > checked + _REST:
                before, worked = worked, self._total(11, 12) / os.sysconf("SC_CLK_TCK")
                if worked - before < _IDLE * _REST and (last or 10) < checked:
                    break
                checked = now
            time.sleep(0.001)
        return first or math.nan, last or math.nan

    def do(self, gesture: str) -> tuple[float, float]:
        """Make a gesture; seconds to the first and to the last change of the picture."""
        self._screen.changed()
        self._start = time.perf_counter()
        self._screen.do(gesture)
        return self.watch(_ANSWERS)

    def end(self) -> None:
        """End the program and what it started."""
        for how in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, how)
                time.sleep(0.7)
        self._process.wait()


def nested(board: Board, element: Element, above: str | None = None) -> str:
    """The tree as text: each card's element is made from the card and the text of its children."""
    cards = (board.cards[card] for card in board.children_of(above))
    return "".join(element(card, nested(board, element, card.id)) for card in cards)


def write_vym(cards: int, folder: Path) -> Path:
    """Zipped XML; the root is the map's centre, and selected."""

    def element(card: Card, below: str) -> str:
        tag = "branch" if card.parent else 'mapcenter absPosX="0" absPosY="0"'
        return f"<{tag}><heading>{escape(card.text)}</heading>{below}</{tag.partition(' ')[0]}>"

    start = '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE vymmap><vymmap version="2.6.11">'
    tree = nested(board_with(cards), element)
    path = folder / f"{cards}.vym"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("map.xml", f"{start}{tree}<select>mc:0</select></vymmap>")
    return path


def write_freeplane(cards: int, folder: Path) -> Path:
    """Every node unfolded; Freeplane must be told to load folding from the file."""
    path = folder / f"{cards}.mm"
    tree = nested(
        board_with(cards),
        lambda card, below: f'<node TEXT={quoteattr(card.text)} FOLDED="false">{below}</node>',
    )
    path.write_text(f'<map version="freeplane 1.7.0">{tree}</map>', "utf-8")
    return path


def write_minder(cards: int, folder: Path) -> Path:
    """Minder keeps positions: children right of their parent, leaves stacked 64 pixels high."""
    board = board_with(cards)
    order = list(board.in_tree_order())
    tall: dict[str, int] = {}
    for card in reversed(order):
        tall[card.id] = max(64, sum(tall[child] for child in board.children_of(card.id)))
    place = {order[0].id: (900, 540 - tall[order[0].id] // 2)}
    for card in order:
        x, top = place[card.id]
        for child in board.children_of(card.id):
            place[child] = (x + 330, top)
            top += tall[child]

    def element(card: Card, below: str) -> str:
        x, y = place[card.id][0], place[card.id][1] + tall[card.id] // 2 - 32
        return (
            f'<node id="{int(card.id[:7], 16)}" posx="{x}" posy="{y}" width="228" height="64"'
            f' side="right" fold="false" treesize="{tall[card.id]}" layout="Horizontal">'
            f'<nodename posx="{x + 14}" posy="{y + 14}" maxwidth="200">'
            f"<text data={quoteattr(card.text)}/></nodename><nodes>{below}</nodes></node>"
        )

    path = folder / f"{cards}.minder"
    start = '<minder version="1.14.0" parent-etag="1" etag="1"><drawarea x="0" y="0" scale="1"/>'
    path.write_text(f"{start}<nodes>{nested(board, element)}</nodes></minder>", "utf-8")
    return path


class Program(NamedTuple):
    """How to start a program, write its file, and add a child to the root once that is selected."""

    command: str
    write: Callable[[int, Path], Path]
    add_child: str
    select_root: str = ""


PROGRAMS = {
    "whyboard": Program(
        f"{sys.executable} -m desktop", file_with, "key Tab", "mousemove 837 132 click 1"
    ),
    "vym": Program("env LANG=de_DE.UTF-8 LC_ALL=de_DE.UTF-8 vym", write_vym, "key a"),
    "freeplane": Program("freeplane", write_freeplane, "key Insert"),
    "minder": Program(
        "com.github.phase1geo.minder", write_minder, "key Tab", "mousemove 1019 620 click 1"
    ),
}


def time_once(screen: Screen, program: Program, tree: Path, pictures: Path) -> list[float]:
    """Seconds to the drawn window and to a child's first paint; megabytes before the child."""
    folder = Path(tempfile.mkdtemp(dir=tree.parent))
    screen.environ |= {"WHYBOARD_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    run = Run(screen, *program.command.split(), str(shutil.copy(tree, folder)))
    try:
        _, drawn = run.watch(_DRAWS)
        resident = run.resident()
        screen.save_picture(pictures / f"{tree.name}-drawn.png")
        if program.select_root:
            run.do(program.select_root)
        added, _ = run.do(program.add_child)
        screen.save_picture(pictures / f"{tree.name}-added.png")
    finally:
        run.end()
    return [drawn, added, resident]


def main() -> None:
    """Time the programs in turn, so that whatever else the machine does meets all of them."""
    rounds, sizes, names = int(sys.argv[1]), sys.argv[2].split(","), sys.argv[3].split(",")
    print(f"{os.cpu_count()} cores; drawn after s, child after s, resident MB")
    taken: dict[tuple[str, str], list[list[float]]] = {}
    with tempfile.TemporaryDirectory(dir="/dev/shm", ignore_cleanup_errors=True) as name:
        home = Path(name)
        (home / "config/freeplane/1.7.x").mkdir(parents=True)
        settings = home / "config/freeplane/1.7.x/auto.properties"
        settings.write_text("load_folding=load_folding_from_map_default_unfolded\n", "utf-8")
        jobs = list(itertools.product(sizes, names))
        trees = [PROGRAMS[it].write(int(size), home) for size, it in jobs]
        screen = Screen(home)
        try:
            for _, (job, tree) in itertools.product(range(rounds), zip(jobs, trees, strict=True)):
                numbers = time_once(screen, PROGRAMS[job[1]], tree, Path(sys.argv[4]))
                taken.setdefault(job, []).append(numbers)
                print(*job, *(f"{number:.3f}" for number in numbers), flush=True)
        finally:
            screen.close()
    for job, runs in taken.items():
        middle = (statistics.median(column) for column in zip(*runs, strict=True))
        print("median", *job, *(f"{number:.3f}" for number in middle))


if __name__ == "__main__":
    main()
