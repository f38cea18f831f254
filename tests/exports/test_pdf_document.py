"""The alignment doc as its readers get it: read back by other programs."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pdfplumber
import pikepdf
import pypdf
import pytest

from exports.pdf import tree
from exports.pdf.document import PdfResult, write_pdf
from exports.pdf.drafting import Drafter
from exports.pdf.look import BOTTOM, SMALL
from exports.pdf.sheets import Room, Sheet, sheets_of
from tests.exports import boards
from tests.exports.reading import (
    Link,
    Word,
    all_text,
    links,
    outline,
    page_texts,
    printed,
    squeezed,
    words_on,
)
from workshop.board import Board
from workshop.commands.facts import set_workshop
from workshop.gaps.codes import by_code
from workshop.gaps.finding import gaps_of
from workshop.values.days import today
from workshop.words.gaps import gap_text, gap_title

SECTIONS = [
    "On one page",
    "Opportunity-solution tree",
    "Outputs → outcomes",
    "Assumptions",
    "Open questions and gaps",
    "Everything in full",
    "Sign-off",
]
MAKERS: dict[str, Callable[[], Board]] = {
    "empty": Board,
    "kickoff": boards.kickoff,
    "forest": lambda: boards.forest(200, 100),
    "loose": lambda: boards.loose(60),
    "chain": lambda: boards.chain(40),
    "fan": lambda: boards.fan(70),
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Path, PdfResult]]:
    """Writes each board once."""
    folder = tmp_path_factory.mktemp("pdf")
    done: dict[str, tuple[Path, PdfResult]] = {}

    def write(name: str) -> tuple[Path, PdfResult]:
        if name not in done:
            path = folder / f"{name}.pdf"
            done[name] = (path, write_pdf(MAKERS[name](), path))
        return done[name]

    return write


@pytest.fixture(scope="module")
def kickoff(written: Callable[[str], tuple[Path, PdfResult]]) -> Path:
    return written("kickoff")[0]


@pytest.mark.parametrize("name", MAKERS)
def test_everything_printed_is_readable_and_on_the_page(
    name: str, written: Callable[[str], tuple[Path, PdfResult]]
) -> None:
    path, result = written(name)
    pages = printed(path)
    assert len(pages) == result.pages
    for page in pages:
        for char in page.chars:
            assert char.size >= 5.99, char.text
            assert char.x0 >= 0
            assert char.x1 <= page.width
            assert char.top >= 0
            assert char.bottom <= page.height


@pytest.mark.parametrize("name", MAKERS)
def test_nothing_prints_as_a_box_or_as_a_private_character(
    name: str, written: Callable[[str], tuple[Path, PdfResult]]
) -> None:
    path, result = written(name)
    assert result.unsupported == ()
    assert not re.search("[\u25a0\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]", all_text(path))


@pytest.mark.parametrize("name", MAKERS)
def test_every_page_says_which_of_how_many_it_is(
    name: str, written: Callable[[str], tuple[Path, PdfResult]]
) -> None:
    path, result = written(name)
    texts = page_texts(path)
    assert len(texts) == result.pages
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {result.pages}" in text


@pytest.mark.parametrize("name", [name for name in MAKERS if name != "empty"])
def test_the_page_for_everybody_is_exactly_one(
    name: str, written: Callable[[str], tuple[Path, PdfResult]]
) -> None:
    pages = dict(outline(written(name)[0]))
    assert pages["On one page"] == 2
    assert pages["Opportunity-solution tree"] == 3


@pytest.mark.parametrize("name", MAKERS)
def test_every_card_and_output_is_named_and_said_in_full(
    name: str, written: Callable[[str], tuple[Path, PdfResult]]
) -> None:
    board = MAKERS[name]()
    path, _ = written(name)
    tree, table, full = (
        section_text(path, title)
        for title in ("Opportunity-solution tree", "Outputs → outcomes", "Everything in full")
    )
    for card in board.cards.values():
        assert card.ref in tree
        assert squeezed(card.text) in full
    for output in board.outputs.values():
        assert output.ref + squeezed(output.text) in table


def section_text(path: Path, title: str) -> str:
    """The pages of a section, squeezed, the one that the next section starts on included."""
    pages, texts = dict(outline(path)), page_texts(path)
    if title not in pages:
        return ""
    following = [page for other, page in pages.items() if other in SECTIONS and page > pages[title]]
    return squeezed("".join(texts[pages[title] - 1 : min(following, default=len(texts))]))


def test_the_cover_tells_problem_team_date_people_and_contents(kickoff: Path) -> None:
    cover = page_texts(kickoff)[0]
    for words in (
        "ALIGNMENT DOC",
        "Library returns",
        "Kickoff of 9 March 2026 · Lending desk · 3 participants",
        "The problem. Books come back late",
        "Ada Moreau · Łukasz Żak · 陳怡君",
        "G2 More books come back in",
    ):
        assert words in cover
    pages = dict(outline(kickoff))
    assert list(pages) == SECTIONS
    for title, page in pages.items():
        assert f"{title} {page}" in cover


def test_one_page_has_what_is_committed_dropped_and_open(kickoff: Path) -> None:
    page = squeezed(page_texts(kickoff)[1])
    for words in (
        "COMMITTED OUTPUTS P1 Reminder messages",
        "NOT NOW P3 Fines doubled",
        "DECIDE NEXT Output P2 has no outcome yet",
        "P1 Reminder messages G2 More books come back in time Forgetting is the reason Ada Moreau",
    ):
        assert squeezed(words) in page
    assert squeezed("P1 Reminder messages P2 New shelf labels") not in page


def test_a_row_without_an_outcome_says_so_in_words(kickoff: Path) -> None:
    page = page_texts(kickoff)[3]
    assert page.count("GAP · no outcome linked") == 1
    assert "G1 › G2 ›" in page
    assert squeezed("Outcomes without an output G3 Fewer books are lost") in squeezed(page)


def test_every_gap_is_listed_in_words(kickoff: Path) -> None:
    page = squeezed(page_texts(kickoff)[dict(outline(kickoff))["Open questions and gaps"] - 1])
    groups = by_code(gaps_of(boards.kickoff(), today()))
    assert {len(group) == 1 for _, group in groups} == {True, False}
    for number, (code, group) in enumerate(groups, 1):
        rows = ", ".join(gap.refs[0] for gap in group if gap.refs)
        said = gap_text(group[0]) if len(group) == 1 else f"{gap_title(code)}: {rows}"
        assert f"{number}{squeezed(said)}" in page
    assert squeezed("Written in the room") in page


def test_a_card_leads_to_its_full_text_and_back(kickoff: Path) -> None:
    found = links(kickoff)
    tree, full = 3, 6
    on_tree, in_full = words_on(kickoff, tree), words_on(kickoff, full)
    for ref in ("G1", "G2", "G3", "O1", "S1", "T1"):
        there = _first_link(found, tree, on_tree, ref)
        assert there.target == full
        assert _word_below(in_full, there.height) == ref
        back = _first_link(found, full, in_full, ref)
        assert back.target == tree
        assert there.rect[3] <= back.height <= there.rect[3] + 24


def _first_link(found: list[Link], page: int, words: list[Word], ref: str) -> Link:
    """The link that lies over the reference."""
    x, y = next((x, y) for word, x, y in words if word == ref)
    return next(
        link
        for link in found
        if link.page == page
        and link.rect[0] <= x <= link.rect[2]
        and link.rect[1] <= y <= link.rect[3]
    )


def _word_below(words: list[Word], height: float) -> str:
    """The first word of the line right below a height."""
    below = [word for word in words if word[2] < height]
    line = max(y for _, _, y in below)
    return min((x, word) for word, x, y in below if line - y < 2)[1]


def test_it_is_a_titled_document_in_a_language(kickoff: Path) -> None:
    reader = pypdf.PdfReader(kickoff)
    assert reader.metadata is not None
    assert reader.metadata.title == "Alignment doc · Library returns"
    assert reader.metadata.author == "Lending desk"
    with pikepdf.open(kickoff) as document:
        assert document.Root.Lang == "en"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert not document.check_pdf_syntax()


def test_the_same_board_gives_the_same_bytes(tmp_path: Path) -> None:
    board = boards.one_card("Same → मराठी, שלום, 日本 🎯 again")
    write_pdf(board, tmp_path / "one.pdf")
    write_pdf(boards.forest(40, 10), tmp_path / "between.pdf")
    write_pdf(board, tmp_path / "two.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_the_tree_is_planned_once_for_all_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned: list[object] = []

    def counted(board: Board, drafter: Drafter, room: Room, most: int | None = None) -> list[Sheet]:
        planned.append((drafter.faces.form, room, most))
        return sheets_of(board, drafter, room, most)

    monkeypatch.setattr(tree, "sheets_of", counted)
    write_pdf(boards.forest(200, 100), tmp_path / "a.pdf")
    assert planned
    assert len(planned) == len(set(planned))


def test_a_missing_folder_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        write_pdf(boards.kickoff(), tmp_path / "nowhere" / "doc.pdf")


def test_an_earlier_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "doc.pdf"
    target.write_bytes(b"older" * 1_000_000)
    result = write_pdf(boards.kickoff(), target)
    assert len(pypdf.PdfReader(target).pages) == result.pages
    assert [path.name for path in tmp_path.iterdir()] == ["doc.pdf"]


def test_long_texts_are_shortened_only_where_they_stand_elsewhere_in_full(tmp_path: Path) -> None:
    words = [f"word{number}" for number in range(5000)]
    board = boards.one_card(" ".join(words), note="\n\n".join(words))
    result = write_pdf(board, tmp_path / "long.pdf")
    texts = page_texts(tmp_path / "long.pdf")
    assert len(texts) == result.pages
    pages = dict(outline(tmp_path / "long.pdf"))
    assert pages["Opportunity-solution tree"] == 3
    start, end = pages["Outputs → outcomes"] - 1, pages["Assumptions"] - 1
    after = pages["Open questions and gaps"]
    found = re.findall(r"word\d+", "".join(texts[start:after]))
    # The output's own row and the assumption's; what stands beside them is cut.
    assert all(found.count(word) == 2 for word in words[199::199])
    for text in texts[start:end]:
        assert text.count("TRACES TO") == 1
    full = re.findall(r"word\d+", "".join(texts[pages["Everything in full"] - 1 :]))
    assert all(full.count(word) >= 3 for word in words[::199])


def test_an_empty_workshop_gets_a_cover_and_room_to_write(
    written: Callable[[str], tuple[Path, PdfResult]],
) -> None:
    path, result = written("empty")
    texts = page_texts(path)
    assert result.pages == 2
    assert "Untitled workshop" in texts[0]
    assert "Written in the room" in texts[1]


def footer(path: Path, page: int) -> str:
    """The line at the foot of a page, as it reads from left to right."""
    with pdfplumber.open(path) as document:
        sheet = document.pages[page - 1]
        chars = [char for char in sheet.chars if char["top"] > sheet.height - BOTTOM]
        return "".join(char["text"] for char in sorted(chars, key=lambda char: char["x0"]))


@pytest.mark.parametrize("title", ["Library", "wort" * 60, "very long title " * 12, "ספרייה 12"])
def test_the_foot_of_a_page_tells_its_title_its_day_and_its_number(
    title: str, tmp_path: Path
) -> None:
    made = boards.Builder()
    made.run(set_workshop, title=title, problem="Why?")
    path = tmp_path / "doc.pdf"
    total = write_pdf(made.board, path, day=date(2026, 11, 28)).pages
    for page in range(1, total + 1):
        line = footer(path, page)
        assert re.fullmatch(r"Alignment doc · .{7,} · as of 28 November 2026Page \d of \d", line)
    # Numbers beside words that read from the right stay in the title.
    assert (f"12{'ספרייה'[::-1]}" in squeezed(footer(path, 2))) is ("12" in title)


def test_the_file_is_dated_with_the_day_it_tells_of(tmp_path: Path) -> None:
    write_pdf(boards.kickoff(), tmp_path / "doc.pdf", day=date(2026, 11, 28))
    info = pypdf.PdfReader(tmp_path / "doc.pdf").metadata
    assert info is not None
    assert info.creation_date is not None
    assert info.creation_date.date() == date(2026, 11, 28)


def test_a_tree_on_several_pages_has_an_index_of_its_cards(
    written: Callable[[str], tuple[Path, PdfResult]],
) -> None:
    path, _ = written("forest")
    texts = page_texts(path)
    start = dict(outline(path))["Everything in full"]
    index = re.findall(
        r"^(G\d+|O\d+|S\d+|T\d+) .* (\d+)\r?$", "\n".join(texts[start - 1 :]), re.MULTILINE
    )
    assert len(index) > 100
    for ref, page in index:
        assert re.search(rf"\b{ref}\b", texts[int(page) - 1])
        assert f" {ref}" in texts[int(page) - 1]


def test_a_tree_on_one_page_needs_no_index(kickoff: Path) -> None:
    page = page_texts(kickoff)[dict(outline(kickoff))["Everything in full"] - 1]
    assert "TEXT AND NOTES" in page
    assert "PAGE" not in page


def test_a_small_tree_at_a_glance_is_drawn_larger(kickoff: Path) -> None:
    with pdfplumber.open(kickoff) as document:
        page = document.pages[1]
        heading = next(word for word in page.extract_words() if word["text"] == "glance")
        tree = [c for c in page.chars if heading["bottom"] < c["top"] < page.height - BOTTOM]
    assert {c["text"] for c in tree} >= {"G", "O", "S", "T"}
    assert min(c["size"] for c in tree) > SMALL.size


def test_a_branch_that_goes_on_says_from_which_page_and_that_page_says_where(
    written: Callable[[str], tuple[Path, PdfResult]],
) -> None:
    path, _ = written("forest")
    texts, found = page_texts(path), links(path)
    came: dict[int, list[int]] = {}
    for number, words in enumerate(texts, 1):
        if line := re.search(r"Goes on from pages? ([\d, ]+)", words):
            came[number] = [int(page) for page in line[1].split(",")]
    assert len(came) > 3
    for number, pages in came.items():
        for page in pages:
            assert page < number
            assert f"page {number}" in texts[page - 1]
            assert number in {link.target for link in found if link.page == page}
            assert page in {link.target for link in found if link.page == number}
