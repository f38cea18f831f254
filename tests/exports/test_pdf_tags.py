"""What the handout tells screen readers and other programs about its structure."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest

from exports.pdf.document import write_pdf
from tests.exports import boards
from tests.widgets.memory import board_from

SCRIPT = (Path(__file__).parent / "method.jsonl").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def handout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "handout.pdf"
    write_pdf(board_from(SCRIPT), path)
    return path


@pytest.fixture(scope="module")
def document(handout: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(handout) as document:
        yield document


def elements(document: pikepdf.Pdf) -> Iterator[Any]:
    """Every element, as it is read."""
    rest = [document.Root.StructTreeRoot.K]
    while rest:
        element = rest.pop(0)
        yield element
        rest = [kid for kid in kids_of(element) if "/S" in kid] + rest


def kids_of(element: Any) -> list[Any]:
    return [kid for kid in element.K if isinstance(kid, pikepdf.Dictionary)]


def kind(element: Any) -> str:
    return str(element.S)[1:]


def marked(page: pikepdf.Page) -> tuple[set[int], list[bytes]]:
    """The numbers of a page's marked content, and what of its text stands in none."""
    numbers: set[int] = set()
    stray: list[bytes] = []
    depth: list[int | None] = []
    for step in pikepdf.parse_content_stream(page):
        operands = step.operands
        match str(step.operator):
            case "BDC":
                number = int(operands[1].MCID)
                assert number not in numbers
                numbers.add(number)
                depth.append(number)
            case "BMC":
                depth.append(None)
            case "EMC":
                depth.pop()
            case "Tj" | "TJ":
                assert depth
                if depth[-1] is None:
                    stray.append(bytes(operands[0]))
    assert not depth
    return numbers, stray


def test_the_document_says_that_it_has_a_structure_a_language_and_a_title(
    document: pikepdf.Pdf,
) -> None:
    root = document.Root
    assert root.MarkInfo.Marked
    assert root.StructTreeRoot.K.S == "/Document"
    assert root.Lang == "en"
    assert root.ViewerPreferences.DisplayDocTitle
    assert "Alignment doc · " in str(document.docinfo.Title)
    assert all(page.Tabs == "/S" for page in document.pages)


def test_all_text_but_the_edges_of_pages_belongs_to_an_element(document: pikepdf.Pdf) -> None:
    for number, page in enumerate(document.pages, 1):
        numbers, stray = marked(page)
        assert numbers
        # The north star above, and three parts and the number of the page below.
        assert len(stray) <= (4 if number == 1 else 5)


def test_elements_and_pages_name_each_other(document: pikepdf.Pdf) -> None:
    numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    content = {page.objgen: owners[int(page.StructParents)] for page in document.pages}
    seen = 0
    for element in elements(document):
        for kid in element.K:
            if isinstance(kid, int):
                assert content[element.Pg.objgen][kid].objgen == element.objgen
                seen += 1
            else:
                assert "/Obj" in kid or kid.P.objgen == element.objgen
    assert seen == sum(map(len, content.values()))
    for page in document.pages:
        assert len(marked(page)[0]) == len(content[page.objgen])


def test_every_link_is_one_in_the_structure_and_says_where_it_leads(
    document: pikepdf.Pdf,
) -> None:
    numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    links = [link for page in document.pages for link in page.get("/Annots", [])]
    assert len(links) > 50
    for link in links:
        owner = owners[int(link.StructParent)]
        assert kind(owner) == "Link"
        assert [kid.Obj.objgen for kid in kids_of(owner)] == [link.objgen]
        assert str(link.Contents).strip()


def test_tables_have_rows_cells_and_column_heads(document: pikepdf.Pdf) -> None:
    tables = [element for element in elements(document) if kind(element) == "Table"]
    assert len(tables) > 5
    for table in tables:
        head, *rows = kids_of(table)
        assert rows
        assert {kind(cell) for cell in kids_of(head)} == {"TH"}
        assert {str(cell.A.Scope) for cell in kids_of(head)} == {"/Column"}
        for row in rows:
            assert kind(row) == "TR"
            assert [kind(cell) for cell in kids_of(row)] == ["TD"] * len(kids_of(head))


def test_headings_are_those_of_the_page_and_skip_no_level(document: pikepdf.Pdf) -> None:
    levels = [int(kind(e)[1:]) for e in elements(document) if kind(e).startswith("H")]
    assert {1, 2} == set(levels)
    assert levels[0] == 1


def test_charts_are_told_in_words(document: pikepdf.Pdf) -> None:
    words = [str(element.Alt) for element in elements(document) if kind(element) == "Figure"]
    assert any(word.startswith("Baseline 11, target 18, now ") for word in words)
    assert any(word.startswith("Measured: ") for word in words)


def test_the_last_word_of_a_line_is_apart_from_the_first_of_the_next(tmp_path: Path) -> None:
    """Where glyphs follow each other in the file, as they are read aloud."""
    words = [f"w{n:03}" for n in range(200)]
    write_pdf(boards.one_card(" ".join(words)), tmp_path / "doc.pdf")
    with pdfplumber.open(tmp_path / "doc.pdf") as document:
        glyphs = "".join(char["text"] for page in document.pages[-2:] for char in page.chars)
    assert " ".join(words[:150]) in glyphs


def test_every_font_is_inside_the_file(handout: Path) -> None:
    with pikepdf.open(handout) as document:
        fonts = [
            font for page in document.pages for font in dict(page.Resources.Font.items()).values()
        ]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert "+" in str(font.BaseFont)
