"""What the spawned process does: write one file from a board and say how it went.

Reached by name from another process, so it imports nothing until it knows the format: no Qt, no
database.
"""

import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType

from desktop.export_result import Crashed, Format, NotWritten, Result, Written
from workshop.board import Board


def run(board: Board, target: Path, form: Format, answer: Connection) -> None:
    """Write the file and send the result; being terminated leaves nothing behind."""
    signal.signal(signal.SIGTERM, _leave)
    answer.send(_result(board, target, form))


def _result(board: Board, target: Path, form: Format) -> Result:
    try:
        return Written(_write(board, target, form))
    except OSError as error:
        return NotWritten(error.strerror or str(error))
    except Exception as error:  # noqa: BLE001 - the other process shows it as a report
        import traceback

        return Crashed("".join(traceback.format_exception(error)))


def _write(board: Board, target: Path, form: Format) -> tuple[str, ...]:
    if form is Format.PDF:
        from exports.pdf.document import write_pdf

        return tuple(write_pdf(board, target).unsupported)
    if form is Format.PNG:
        from exports.formats.png import write_png

        write_png(board, target)
    elif form is Format.SVG:
        from exports.formats.svg import write_svg

        write_svg(board, target)
    elif form is Format.ICS:
        from exports.formats.ics import write_ics

        write_ics(board, target)
    else:
        from exports.formats.json import write_json

        write_json(board, target)
    return ()


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(1)
