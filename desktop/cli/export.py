"""`whyboard export`: a workshop as a file for other people or programs."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.cli.errors import CommandError
from desktop.cli.opening import read
from workshop.board import Board
from workshop.language import text
from workshop.store.errors import write_error


def run(path: Path, out: Path) -> int:
    """Write the workshop in the format that the suffix of `out` names."""
    if out.resolve() == path.resolve():
        raise CommandError(text("The export can't replace the workshop itself."))
    write = _WRITERS.get(out.suffix.lower())
    if write is None:
        raise CommandError(
            text("{out} names no format; the suffix is one of {suffixes}.").format(
                out=out, suffixes=", ".join(_WRITERS)
            )
        )
    board = read(path).board
    try:
        unsupported = write(board, out)
    except OSError as error:
        raise write_error(out, error) from error
    for character in unsupported:
        print(
            text("No bundled font shows {character}.").format(character=character),
            file=sys.stderr,
        )
    return 0


def _pdf(board: Board, out: Path) -> Sequence[str]:
    from exports.pdf.document import write_pdf

    return write_pdf(board, out).unsupported


def _json(board: Board, out: Path) -> Sequence[str]:
    from exports.formats.json import write_json

    write_json(board, out)
    return ()


def _ics(board: Board, out: Path) -> Sequence[str]:
    from exports.formats.ics import write_ics

    write_ics(board, out)
    return ()


def _svg(board: Board, out: Path) -> Sequence[str]:
    from exports.formats.svg import write_svg

    write_svg(board, out)
    return ()


def _png(board: Board, out: Path) -> Sequence[str]:
    from exports.formats.png import write_png

    write_png(board, out)
    return ()


_WRITERS: dict[str, Callable[[Board, Path], Sequence[str]]] = {
    ".pdf": _pdf,
    ".json": _json,
    ".ics": _ics,
    ".svg": _svg,
    ".png": _png,
}
