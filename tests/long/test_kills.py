"""Killing `whyboard edit` at any moment loses nothing that it acknowledged, and damages no file."""

import json
import multiprocessing
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any

import pytest

from tests.long import editing
from tests.long.sizes import patience, size
from workshop.session import Session
from workshop.store.vetting import check_file
from workshop.store.writer import open_writer

_KILLS = size(60, 2_000)


@dataclass(frozen=True)
class _Ack:
    """A command that was acknowledged; `do` is what it was."""

    do: str
    seq: int
    ref: str | None


@pytest.fixture(scope="module")
def processes() -> BaseContext:
    """Starts processes; on Unix from one that has imported everything, twenty times faster."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([editing.__name__, open_writer.__module__])
    return context


def _killed(processes: Any, file: Path, home: Path, seed: int) -> list[_Ack]:
    """Start a process, kill it at a random moment; what it acknowledged by then."""
    rng = random.Random(seed)
    enough = rng.choice((0, 1, 2, 5, 9, 30))
    mine, its = processes.Pipe(duplex=False)
    worker = processes.Process(target=editing.edit_without_end, args=(file, home, seed, its))
    worker.start()
    its.close()
    with open(mine.fileno(), encoding="utf-8", closefd=False) as answers:
        heard = [answers.readline() for _ in range(enough)]
        time.sleep(rng.uniform(0.0, 0.05 if enough == 0 else 0.004))
        worker.kill()
        heard += answers.readlines()
    worker.join()
    mine.close()
    return list(_acknowledged(seed, heard))


def _acknowledged(seed: int, heard: list[str]) -> Iterator[_Ack]:
    asked = editing.lines(seed)
    for line in heard:
        command = next(asked)
        # A line without its end was not acknowledged.
        if line.endswith("\n") and (answer := json.loads(line))["ok"]:
            yield _Ack(str(command["do"]), answer["seq"], answer.get("ref"))


@pytest.mark.timeout(patience(120))
def test_no_acknowledged_command_is_lost(processes: BaseContext, tmp_path: Path) -> None:
    file, home = tmp_path / "kickoff.whyboard", tmp_path / "home"
    Session.open(file, home, open_writer, create_if_absent=True).close()
    last = 0
    for seed in range(_KILLS):
        acknowledged = _killed(processes, file, home, seed)
        published = [ack.seq for ack in acknowledged if ack.do == "publish"]
        in_file = check_file(file)
        assert len(in_file.journal) >= max(published, default=0)
        session = Session.open(file, home, open_writer)
        kept = {entry.seq: entry for entry in session.history()}
        for ack in acknowledged:
            # A command that changed nothing answers with the number of the last that did.
            if ack.seq > last and ack.do != "publish":
                assert ack.ref == kept[ack.seq].ref
            last = ack.seq
        assert session.seq - last in (0, 1) or not acknowledged
        last = session.seq
        board = session.board
        session.close()
        assert check_file(file).board == board
        assert not list(tmp_path.glob(".*.tmp"))
    assert last > _KILLS
