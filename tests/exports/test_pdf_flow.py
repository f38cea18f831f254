"""How the handout runs from page to page."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pdfplumber
import pytest
from pdfplumber.page import Page

from exports.pdf.document import write_pdf
from exports.pdf.grid import Row, grid
from exports.pdf.kept import KeptTable
from exports.pdf.look import BOTTOM, FOOT, HEADING, SMALL, SUBHEADING
from exports.pdf.prose import Prose
from tests.exports import boards
from tests.exports.reading import all_text, page_texts, squeezed
from tests.widgets.memory import board_from
from workshop.board import Board
from workshop.commands.details import add_detail, set_facts
from workshop.details import Assumption, Decision, Frame, NotNow, Term
from workshop.records import WORKSHOP_ID
from workshop.vocabulary import Kind

SCRIPT = (Path(__file__).parent / "method.jsonl").read_text(encoding="utf-8")


def long_assumption(words: int) -> Board:
    """A table that ends at some place of a page, and one whose first row is tall below it."""
    made = boards.Builder()
    goal = made.card(Kind.OUTCOME, None, "Readers come back")
    for number in range(words % 17):
        made.output(f"Output {number}")
    made.output("Reminders", goal, "they forget and wait " * (words // 4))
    return made.board


MAKERS: dict[str, Callable[[], Board]] = {
    "kickoff": boards.kickoff,
    "method": lambda: board_from(SCRIPT),
    "forest": lambda: boards.forest(30, 50),
} | {f"assumption of {n} words": lambda n=n: long_assumption(n) for n in (16, 180, 300, 420)}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], list[Page]]]:
    """Writes each board once, and reads its pages once."""
    folder = tmp_path_factory.mktemp("pdf")
    done: dict[str, list[Page]] = {}
    with ExitStack() as opened:

        def read(name: str) -> list[Page]:
            if name not in done:
                path = folder / f"{name}.pdf"
                write_pdf(MAKERS[name](), path)
                done[name] = opened.enter_context(pdfplumber.open(path)).pages
            return done[name]

        yield read


@pytest.mark.parametrize("name", MAKERS)
def test_no_heading_stands_alone_at_the_foot_of_a_page(
    name: str, read: Callable[[str], list[Page]]
) -> None:
    for page in read(name)[1:]:
        foot = page.height - BOTTOM
        text = [char for char in page.chars if char["bottom"] < foot]
        lines = [line for line in page.lines if line["bottom"] < foot]
        lowest = max([*text, *lines], key=lambda mark: mark["bottom"])
        assert round(lowest.get("size", 0), 1) not in (HEADING.size, SUBHEADING.size), page


def test_sections_that_begin_a_page_have_their_headings_at_one_height(
    read: Callable[[str], list[Page]],
) -> None:
    heights: set[float] = set()
    for name in MAKERS:
        upright = [page for page in read(name)[1:] if page.width < page.height]
        for page in upright:
            body = [char for char in page.chars if char["size"] > FOOT.size]
            first = min(body, key=lambda char: char["top"])
            if round(first["size"], 1) == HEADING.size:
                heights.add(round(first["top"]))
    assert len(heights) == 1


def test_texts_of_pages_beside_the_tree_run_on_over_pages(tmp_path: Path) -> None:
    """One text field filled with a whole paper once stopped the export."""
    made = boards.Builder()
    made.board = boards.kickoff()
    words = {
        field: f"{'people find it ' * 900}END {field}"
        for field in ("north_star", "today", "better_world", "boundaries")
    }
    made.run(set_facts, Frame, WORKSHOP_ID, words)
    last = "leave again " * 900 + "END"
    made.run(add_detail, Term, WORKSHOP_ID, {"term": "Leave", "meaning": last})
    made.run(add_detail, NotNow, WORKSHOP_ID, {"text": last})
    made.run(add_detail, Decision, WORKSHOP_ID, {"text": "We leave", "why": last})
    path = tmp_path / "handout.pdf"
    write_pdf(made.board, path)
    printed = all_text(path)
    for field in words:
        assert squeezed(f"find it END {field}") in printed
    assert printed.count(squeezed("leave again END")) == 3


@pytest.mark.parametrize("count", range(2, 24))
def test_no_row_stands_alone_on_a_page(count: int) -> None:
    table = grid(("A",), [Row((Prose(f"Row {n}", SMALL),)) for n in range(count)], (200.0,))
    table.wrap(200, 1e6)
    for height in range(20, int(table.height), 7):
        pages = [part.rows() for part in table.split(200, height) if isinstance(part, KeptTable)]
        assert pages == [] or sum(pages) == count
        assert count < 4 or 1 not in pages


def test_a_small_table_moves_to_the_next_page_with_its_heading(tmp_path: Path) -> None:
    """Wherever the page ends, its rows stand on one page."""
    for outputs in range(18, 22):
        made = boards.Builder()
        goal = made.card(Kind.OUTCOME, None, "Readers come back")
        for number in range(outputs):
            made.output(f"Output {number}", goal)
        for number in range(3):
            made.run(add_detail, Assumption, goal, {"text": f"Belief number {number}"})
        path = tmp_path / "handout.pdf"
        write_pdf(made.board, path)
        texts = [squeezed(text) for text in page_texts(path)[3:]]
        first = [number for number, text in enumerate(texts) if "Beliefnumber0" in text]
        assert "Beliefnumber2" in texts[first[0]]
