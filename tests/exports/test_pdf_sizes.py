"""The handout on the paper of other countries."""

from pathlib import Path

import pdfplumber
import pytest

from exports.pdf.document import write_pdf
from exports.pdf.look import A4, BOTTOM, FOOT, LETTER, WIDTH, Size
from exports.writing import Paper, usual_paper
from tests.exports import boards
from tests.exports.reading import outline, printed
from tests.widgets.memory import board_from

SCRIPT = (Path(__file__).parent / "method.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [A4, LETTER], ids=["A4", "Letter"])
@pytest.mark.parametrize("name", ["method", "forest"])
def test_everything_stands_within_the_margins(name: str, size: Size, tmp_path: Path) -> None:
    board = board_from(SCRIPT) if name == "method" else boards.forest(30, 20)
    path = tmp_path / "handout.pdf"
    write_pdf(board, path, size=size)
    width, height = round(size.width), round(size.height)
    sides = {(width, height), (height, width)}
    for page in printed(path):
        assert (round(page.width), round(page.height)) in sides
        margin = 51 if page.width > page.height else size.side
        for char in page.chars:
            if char.text == " ":
                continue
            assert margin - 0.5 <= char.x0
            assert char.x1 <= page.width - margin + 0.5
            assert char.size >= 5.99
            assert char.bottom <= page.height - BOTTOM or char.size <= FOOT.size + 0.1
            assert char.bottom <= page.height - 20


def test_the_band_of_the_cover_reaches_both_edges(tmp_path: Path) -> None:
    write_pdf(boards.kickoff(), tmp_path / "doc.pdf", size=LETTER)
    with pdfplumber.open(tmp_path / "doc.pdf") as document:
        page = document.pages[0]
        band = max(page.rects, key=lambda rect: rect["width"])
    assert (round(band["x0"]), round(band["x1"])) == (0, 612)
    assert round(band["top"]) == 0


def test_tables_are_as_wide_and_sections_the_same_on_every_paper(tmp_path: Path) -> None:
    board = board_from(SCRIPT)
    write_pdf(board, tmp_path / "a4.pdf")
    write_pdf(board, tmp_path / "letter.pdf", size=LETTER)
    assert [t for t, _ in outline(tmp_path / "a4.pdf")] == [
        t for t, _ in outline(tmp_path / "letter.pdf")
    ]
    assert LETTER.width - 2 * LETTER.side == pytest.approx(WIDTH)


@pytest.mark.parametrize(
    ("territory", "paper"),
    [("US", Paper.LETTER), ("CA", Paper.LETTER), ("DE", Paper.A4), ("", Paper.A4)],
)
def test_paper_is_as_usual_in_the_country(territory: str, paper: Paper) -> None:
    assert usual_paper(territory) is paper
