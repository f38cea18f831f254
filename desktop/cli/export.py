"""`whyboard export`: a workshop as a file for other people or programs."""

import sys
from pathlib import Path

from desktop.cli.errors import CommandError
from desktop.cli.opening import read
from exports.writing import Format, Paper, write
from workshop.files import real
from workshop.language import text
from workshop.store.errors import write_error


def run(path: Path, out: Path, paper: Paper) -> int:
    """Write the workshop in the format that the suffix of `out` names."""
    if real(out) == real(path):
        raise CommandError(text("The export can't replace the workshop itself."))
    try:
        form = Format(out.suffix.lower())
    except ValueError as error:
        raise CommandError(
            text("{out} names no format; the suffix is one of {suffixes}.").format(
                out=out, suffixes=", ".join(Format)
            )
        ) from error
    board = read(path).board
    try:
        unsupported = write(board, out, form, paper)
    except OSError as error:
        raise write_error(out, error) from error
    for character in unsupported:
        print(
            text("No bundled font shows {character}.").format(character=character),
            file=sys.stderr,
        )
    return 0
