"""What a solution also helps, on paper and in the drawings for other programs."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pdfplumber
import pytest

from exports.formats.png import write_png
from exports.formats.svg import write_svg
from exports.pdf.document import write_pdf
from exports.pdf.drafting import full_drafter
from exports.pdf.sheets import Room, sheets_of
from tests.exports import boards
from tests.exports.reading import page_texts, squeezed
from workshop.board import Board
from workshop.commands.outputs import add_output
from workshop.commands.supports import support_opportunity
from workshop.steps import RowChange
from workshop.vocabulary import Kind


def linked() -> Board:
    """Solution S1 hangs under O1 and also helps O2; the output P4 comes from it."""
    made = boards.Builder()
    made.board = boards.kickoff()
    row = made.board.by_ref
    other = made.card(Kind.OPPORTUNITY, row["G2"], "“The drop box is always full”")
    made.run(support_opportunity, row["S1"], other)
    made.run(add_output, solution=row["S1"])
    return made.board


def dotted(path: Path) -> list[int]:
    """Pages with a dotted line."""
    with pdfplumber.open(path) as document:
        return [
            page.page_number
            for page in document.pages
            if any((curve.get("dash") or ([],))[0] == [0, 3] for curve in page.curves)
        ]


def page_with(path: Path, heading: str) -> int:
    texts = [squeezed(text) for text in page_texts(path)]
    return max(at for at, text in enumerate(texts, 1) if squeezed(heading) in text)


@pytest.fixture(scope="module")
def handout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "linked.pdf"
    write_pdf(linked(), path)
    return path


def test_the_tree_page_has_a_dotted_line(handout: Path, tmp_path: Path) -> None:
    assert page_with(handout, "Read left to right") in dotted(handout)
    write_pdf(boards.kickoff(), tmp_path / "plain.pdf")
    assert dotted(tmp_path / "plain.pdf") == []


def test_both_ends_and_the_output_say_it_in_words(handout: Path) -> None:
    texts = [squeezed(text) for text in page_texts(handout)]
    full = texts[page_with(handout, "Tap a reference to see") - 1]
    assert "AlsohelpsO2" in full
    assert "AlsohelpedbyS1" in full
    table = texts[page_with(handout, "Each row must answer") - 1]
    assert table.count("alsohelpsO2") == 2


def test_ends_on_one_sheet_are_joined_even_from_different_branches() -> None:
    made = boards.Builder()
    made.board = boards.forest(120, 0)
    cards = list(made.board.in_tree_order())
    solutions = [card.id for card in cards if card.kind is Kind.SOLUTION]
    target = made.card(Kind.OPPORTUNITY, None, "Stands alone")
    for solution in solutions:
        made.run(support_opportunity, solution, target)
    board = made.board
    sheets = sheets_of(board, full_drafter(board, 150.0), Room(760, 420, 0.6))
    assert len(sheets) > 1
    for sheet in sheets:
        drawn = {box.card for box in sheet.drawing.boxes}
        wanted = {s for s in solutions if s in drawn} if target in drawn else set()
        assert {bow.solution for bow in sheet.drawing.bows} == wanted
    assert any(sheet.drawing.bows for sheet in sheets)


def test_svg_has_a_dotted_curve_under_the_cards(tmp_path: Path) -> None:
    for board, expected in ((linked(), 1), (boards.kickoff(), 0)):
        write_svg(board, tmp_path / "tree.svg")
        root = ET.fromstring((tmp_path / "tree.svg").read_bytes())
        (picture,) = (g for g in root if g.get("transform"))
        curves = [at for at, part in enumerate(picture) if "C" in part.get("d", "")]
        assert len(curves) == expected
        first_card = next(at for at, part in enumerate(picture) if part.get("id"))
        assert all(at < first_card for at in curves)


def test_png_shows_it(tmp_path: Path) -> None:
    board = linked()
    write_png(board, tmp_path / "linked.png")
    (link,) = board.supports
    bare = board.applied([_gone(board, link)])
    write_png(bare, tmp_path / "bare.png")
    assert (tmp_path / "linked.png").read_bytes() != (tmp_path / "bare.png").read_bytes()


def _gone(board: Board, link: str) -> RowChange:
    return RowChange(board.supports[link], None)
