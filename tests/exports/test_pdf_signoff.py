"""The page on which everybody says whether they agree, and what the cover asks for."""

from pathlib import Path

import pypdfium2
import pytest

from exports.pdf.document import write_pdf
from tests.exports import boards
from tests.exports.reading import links, outline, page_texts
from workshop.board import Board
from workshop.commands.facts import set_workshop

PEOPLE = tuple(f"Person Number{n:02}" for n in range(30))


def test_everybody_has_a_place_to_sign_on_the_last_pages(tmp_path: Path) -> None:
    made = boards.Builder()
    made.board = boards.kickoff()
    made.run(set_workshop, people=PEOPLE)
    path = tmp_path / "doc.pdf"
    write_pdf(made.board, path)
    first = dict(outline(path))["Sign-off"]
    texts = page_texts(path)[first - 1 :]
    assert len(texts) == 3
    whole = "".join(texts)
    for name in PEOPLE:
        assert whole.count(name) == 1
    # All of them, those who joined the list because they own an output, and two guests.
    places = len(made.board.people()) + 2
    for words in ("Agree, with reservation", "Do not agree", "Signature", "Date"):
        assert whole.count(words) == places, words


def test_no_place_to_sign_is_cut_by_the_foot_of_a_page(tmp_path: Path) -> None:
    made = boards.Builder()
    made.run(set_workshop, people=PEOPLE)
    write_pdf(made.board, tmp_path / "doc.pdf")
    for page in page_texts(tmp_path / "doc.pdf")[-3:]:
        assert page.count("Agree, with reservation") == page.count("Signature")


@pytest.mark.parametrize("board", [Board(), boards.forest(5, 0)], ids=["empty", "nobody"])
def test_nobody_signs_where_nobody_is_named(board: Board, tmp_path: Path) -> None:
    write_pdf(board, tmp_path / "doc.pdf")
    assert "Sign-off" not in dict(outline(tmp_path / "doc.pdf"))
    assert "sign on page" not in page_texts(tmp_path / "doc.pdf")[0]


def test_the_cover_asks_to_read_to_challenge_and_to_sign(tmp_path: Path) -> None:
    path = tmp_path / "doc.pdf"
    write_pdf(boards.kickoff(), path)
    pages = dict(outline(path))
    cover = " ".join(page_texts(path)[0].split())
    assert f"Read page {pages['On one page']}." in cover
    assert f"any row on page {pages['Outputs → outcomes']} that" in cover
    assert f"sign on page {pages['Sign-off']}." in cover
    # The numbers lead there, as those of the contents do.
    targets = [link.target for link in links(path) if link.page == 1]
    assert targets.count(pages["Sign-off"]) == 2


def test_boxes_to_tick_are_drawn(tmp_path: Path) -> None:
    path = tmp_path / "doc.pdf"
    write_pdf(boards.kickoff(), path)
    document = pypdfium2.PdfDocument(path)
    try:
        page = document[len(document) - 1]
        picture = page.render(scale=2).to_pil().convert("L")
        text = page.get_textpage()
        found = text.search("Agree").get_next()
        assert found is not None
        left, bottom, _, top = text.get_charbox(found[0])
        y = round((page.get_height() - (bottom + top) / 2) * 2)
        row = [picture.getpixel((x, y)) for x in range(round((left - 18) * 2), round(left * 2) - 4)]
    finally:
        document.close()
    assert sum(1 for value in row if value < 90) >= 4
    assert row[len(row) // 2] > 240
