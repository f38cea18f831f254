"""Reading a PDF back the way other programs do."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber
import pypdf
import pypdfium2
from pypdfium2 import raw

#: A word with its left end and its middle, y upwards.
Word = tuple[str, float, float]


@dataclass(frozen=True, slots=True)
class Link:
    """A link from a rectangle on a page to a height on a page; pages count from 1, y upwards."""

    page: int
    rect: tuple[float, float, float, float]
    target: int
    height: float


@dataclass(frozen=True, slots=True)
class Char:
    """A printed character: its size and the edges of its box, in points from the top left."""

    text: str
    size: float
    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Printed:
    """A page: its size in points, and all that is written on it."""

    width: float
    height: float
    chars: list[Char]


def printed(path: Path) -> list[Printed]:
    """Every page, as PDFium lays it out: eight times as fast as in Python."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [Printed(page.get_width(), page.get_height(), _chars_of(page)) for page in document]
    finally:
        document.close()


def _chars_of(page: Any) -> list[Char]:
    text, height = page.get_textpage(), page.get_height()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    chars = []
    for at in range(text.count_chars()):
        # PDFium's own blanks and line ends are not on the paper.
        if not raw.FPDFText_IsGenerated(text, at):
            assert raw.FPDFText_GetLooseCharBox(text, at, box)
            assert raw.FPDFText_GetMatrix(text, at, matrix)
            chars.append(
                Char(
                    chr(raw.FPDFText_GetUnicode(text, at)),
                    raw.FPDFText_GetFontSize(text, at) * matrix.d,
                    box.left,
                    box.right,
                    height - box.top,
                    height - box.bottom,
                )
            )
    return chars


def page_texts(path: Path) -> list[str]:
    """Text of every page, as PDFium extracts it."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def squeezed(text: str) -> str:
    """The text without spaces, line ends and marks that show nothing."""
    return "".join(text.replace("\u200b", "").split())


def all_text(path: Path) -> str:
    """All text of a file, squeezed."""
    return squeezed("".join(page_texts(path)))


def links(path: Path) -> list[Link]:
    """Every link inside the document."""
    reader = pypdf.PdfReader(path)
    numbers = {
        page.indirect_reference.idnum: number
        for number, page in enumerate(reader.pages, 1)
        if page.indirect_reference
    }
    found = []
    for number, page in enumerate(reader.pages, 1):
        for annotation in page.get("/Annots", []):
            entry = annotation.get_object()
            target, _fit, _left, height, _zoom = entry["/Dest"]
            rect = tuple(float(edge) for edge in entry["/Rect"])
            found.append(Link(number, rect, numbers[target.idnum], float(height)))  # type: ignore[arg-type]
    return found


def outline(path: Path) -> list[tuple[str, int]]:
    """Titles of the outline, flat, with the pages they lead to."""
    reader = pypdf.PdfReader(path)
    flat: list[tuple[str, int]] = []
    rest: list[Any] = list(reader.outline)
    while rest:
        entry = rest.pop(0)
        if isinstance(entry, list):
            rest = [*entry, *rest]
        else:
            page = reader.get_destination_page_number(entry)
            assert page is not None
            flat.append((str(entry.title), page + 1))
    return flat


def words_on(path: Path, page: int) -> list[Word]:
    """Words of a page."""
    with pdfplumber.open(path) as document:
        sheet = document.pages[page - 1]
        return [
            (word["text"], word["x0"], sheet.height - (word["top"] + word["bottom"]) / 2)
            for word in sheet.extract_words()
        ]
