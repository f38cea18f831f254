"""The formats a board is written in, each with its writer: another format is one more of both.

A writer is imported when it is called, so that nobody waits for those of other formats.
"""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from workshop.board import Board


class Format(StrEnum):
    """Formats of an export; the value is the file's suffix."""

    PDF = ".pdf"
    JSON = ".json"
    ICS = ".ics"
    SVG = ".svg"
    PNG = ".png"


def write(board: Board, target: Path, form: Format) -> Sequence[str]:
    """Write a board to a file, replacing it whole; the characters no bundled font can draw.

    Raises:
        OSError: the file can't be written.
    """
    match form:
        case Format.PDF:
            from exports.pdf.document import write_pdf

            return write_pdf(board, target).unsupported
        case Format.JSON:
            from exports.formats.json import write_json

            write_json(board, target)
        case Format.ICS:
            from exports.formats.ics import write_ics

            write_ics(board, target)
        case Format.SVG:
            from exports.formats.svg import write_svg

            write_svg(board, target)
        case Format.PNG:
            from exports.formats.png import write_png

            write_png(board, target)
    return ()
