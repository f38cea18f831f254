"""What the spawned process does: write one file from a board and say how it went.

Reached by name from another process, so it imports no Qt and no database.
"""

import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType

from desktop.export_result import Crashed, NotWritten, Result, Written
from exports.writing import Format, Paper, write
from workshop.board import Board
from workshop.store.errors import write_error


def run(board: Board, target: Path, form: Format, paper: Paper, answer: Connection) -> None:
    """Write the file and send the result; being terminated leaves nothing behind."""
    signal.signal(signal.SIGTERM, _leave)
    answer.send(_result(board, target, form, paper))


def _result(board: Board, target: Path, form: Format, paper: Paper) -> Result:
    try:
        return Written(tuple(write(board, target, form, paper)))
    except OSError as error:
        return NotWritten(error.strerror or str(error), write_error(target, error).code)
    except Exception as error:  # noqa: BLE001 - the other process shows it as a report
        import traceback

        return Crashed("".join(traceback.format_exception(error)))


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(1)
