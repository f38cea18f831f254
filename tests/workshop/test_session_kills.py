"""Killing the process at any moment loses no command that was acknowledged."""

import random
import subprocess
import sys
import time
from pathlib import Path

from workshop.session import Session
from workshop.store.vetting import check_file
from workshop.store.writer import open_writer

_KILLS = 10

#: Works on a file without end and acknowledges each command on standard output.
_WORKER = """
import random, sys
from pathlib import Path
from workshop.commands.cards import add_card, delete_card, edit_card
from workshop.session import Session
from workshop.store.writer import open_writer
from workshop.vocabulary import Kind

rng = random.Random(sys.argv[3])
session = Session.open(Path(sys.argv[1]), Path(sys.argv[2]), open_writer)
while True:
    cards = list(session.board.cards)
    choice = rng.random()
    if choice < 0.5 or not cards:
        applied = session.run(add_card, kind=Kind.OPPORTUNITY, text="x" * rng.randrange(3_000))
    elif choice < 0.7:
        applied = session.run(edit_card, rng.choice(cards), text=str(rng.random()))
    elif choice < 0.8:
        applied = session.run(delete_card, rng.choice(cards))
    elif choice < 0.95 and session.can_undo:
        applied = session.undo()
    elif session.can_redo:
        applied = session.redo()
    else:
        continue
    print(applied.seq, session.history()[-1].uid, flush=True)
    if rng.random() < 0.1:
        session.publish()
"""


def _killed(file: Path, home: Path, seed: int) -> list[tuple[int, str]]:
    """Start a worker, kill it after a random time, return what it acknowledged."""
    command = [sys.executable, "-c", _WORKER, str(file), str(home), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        first = worker.stdout.readline()
        time.sleep(random.Random(seed).uniform(0.0, 0.15))
        worker.kill()
        lines = [first, *worker.stdout.read().splitlines(keepends=True)]
    acknowledged = [line.split() for line in lines if line.endswith("\n")]
    return [(int(seq), uid) for seq, uid in acknowledged]


def test_no_acknowledged_command_is_lost(tmp_path: Path) -> None:
    file, home = tmp_path / "kickoff.whyboard", tmp_path / "home"
    Session.open(file, home, open_writer, create_if_absent=True).close()
    for seed in range(_KILLS):
        acknowledged = _killed(file, home, seed)
        check_file(file)
        session = Session.open(file, home, open_writer)
        kept = {entry.seq: entry.uid for entry in session.history()}
        for seq, uid in acknowledged:
            assert kept.get(seq) == uid
        assert session.seq - acknowledged[-1][0] <= 1
        session.close()
        assert check_file(file).journal[-1].seq == session.seq
        assert not list(tmp_path.glob(".*.tmp"))
