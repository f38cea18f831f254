"""The tree as a picture: our own PDF of it on one page, turned into pixels by PDFium."""

from io import BytesIO
from pathlib import Path
from typing import Final

import pypdfium2

from exports.pdf.drafting import CARD_WIDTHS, full_drafter
from exports.pdf.paper import PaperCanvas
from exports.pdf.pen import draw_drawing
from exports.pdf.printing import printable_board
from workshop.board import Board
from workshop.files import replace_file

_MARGIN: Final = 24.0
#: Longest side of a picture in pixels, and most pixels: what common programs still open.
_LONGEST: Final = 16_000
_MOST: Final = 100_000_000
#: Longest side of a page in points that every PDF reader accepts (ISO 32000-1, annex C).
_PAGE: Final = 14_400.0


def write_png(board: Board, target: Path, scale: float = 2.0) -> None:
    """Write the tree as PNG, `scale` pixels a point, replacing `target` whole.

    A tree too large for a picture is scaled down.

    Raises:
        OSError: the file can't be written.
    """
    page, width, height = _page(printable_board(board))
    pixels = min(scale, _LONGEST / max(width, height), (_MOST / (width * height)) ** 0.5)
    document = pypdfium2.PdfDocument(page)
    try:
        picture = document[0].render(scale=pixels).to_pil()
    finally:
        document.close()
    file = BytesIO()
    picture.save(file, "PNG")
    replace_file(target, file.getvalue())


def _page(board: Board) -> tuple[bytes, float, float]:
    """A PDF of one page with the whole tree, and its size in points."""
    drafter = full_drafter(board, CARD_WIDTHS[0])
    drawing = drafter.drawing(card.id for card in board.in_tree_order())
    width, height = drawing.width + 2 * _MARGIN, drawing.height + 2 * _MARGIN
    shrink = min(1.0, _PAGE / max(width, height))
    size = (width * shrink, height * shrink)
    canvas = PaperCanvas("", pagesize=size, invariant=1)
    canvas.scale(shrink, shrink)
    canvas.translate(_MARGIN, height - _MARGIN)
    draw_drawing(canvas, drawing, drafter.bar)
    return canvas.content(), *size
