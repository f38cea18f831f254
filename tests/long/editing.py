"""A process that edits a workshop through `whyboard edit` until somebody kills it."""

import json
import os
import random
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import BinaryIO, cast

from desktop.cli import edit


def lines(seed: int) -> Iterator[dict[str, object]]:
    """Commands without end, the same ones for the same seed; some are refused."""
    rng = random.Random(seed)
    while True:
        near = rng.randrange(1, 9)
        yield rng.choice(
            [
                {"do": "add_card", "kind": "opportunity", "text": "x" * rng.randrange(3_000)},
                {"do": "add_card", "kind": "solution", "parent": f"O{near}", "text": str(near)},
                {"do": "edit_card", "ref": f"O{near}", "text": str(rng.random())},
                {"do": "add_evidence", "of": f"O{near}", "quote": "seen " * near},
                {"do": "move_card", "ref": f"S{near}", "parent": f"O{rng.randrange(1, 9)}"},
                {"do": "delete_card", "ref": f"O{near}"},
                {"do": "add_output", "text": "made", "solution": f"S{near}"},
                {"do": "undo"},
                {"do": "redo"},
                {"do": "publish"},
            ]
        )


class _Lines:
    """Standard input that never ends."""

    def __init__(self, seed: int) -> None:
        self._lines = lines(seed)

    def readline(self, _limit: int = -1) -> bytes:
        return json.dumps(next(self._lines)).encode() + b"\n"


def edit_without_end(file: Path, home: Path, seed: int, answers: Connection) -> None:
    """Edit `file`; every acknowledgement goes to `answers` as it is given."""
    os.environ["WHYBOARD_HOME"] = str(home)
    with os.fdopen(os.dup(answers.fileno()), "w", encoding="utf-8") as out:
        edit.run(file, cast(BinaryIO, _Lines(seed)), out)
