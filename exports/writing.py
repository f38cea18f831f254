"""The formats a board is written in, each with its writer: another format is one more of both.

A writer is imported when it is called, so that nobody waits for those of other formats.
"""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

from workshop.board import Board


class Format(StrEnum):
    """Formats of an export; the value is the file's suffix."""

    PDF = ".pdf"
    JSON = ".json"
    ICS = ".ics"
    SVG = ".svg"
    PNG = ".png"


class Paper(StrEnum):
    """Sizes of paper that a handout is made for."""

    A4 = "a4"
    LETTER = "letter"


#: Where paper is of the size Letter (Unicode CLDR, territoryInfo: paperSize); elsewhere it is A4.
_LETTER: Final = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)


def usual_paper(territory: str) -> Paper:
    """What paper is like in a country, given by its two letters (ISO 3166)."""
    return Paper.LETTER if territory in _LETTER else Paper.A4


def write(board: Board, target: Path, form: Format, paper: Paper = Paper.A4) -> Sequence[str]:
    """Write a board to a file, replacing it whole; the characters no bundled font can draw.

    `paper` matters to what has pages alone.

    Raises:
        OSError: the file can't be written.
    """
    match form:
        case Format.PDF:
            from exports.pdf import look
            from exports.pdf.document import write_pdf

            size = look.LETTER if paper is Paper.LETTER else look.A4
            return write_pdf(board, target, size=size).unsupported
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
