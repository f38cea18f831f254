"""Texts of every kind reach the paper, and come back out of it, as they were typed."""

from itertools import pairwise
from pathlib import Path

import pytest

from exports.pdf.document import write_pdf
from exports.pdf.lines import MEASURE, shortened, width_of
from exports.pdf.look import BODY, SMALL
from exports.pdf.prose import Prose, Span
from exports.pdf.shaping import clusters, pieces, printable, unsupported_in
from tests.exports import boards
from tests.exports.reading import all_text, squeezed, words_on
from workshop.board import Board
from workshop.commands.details import add_detail
from workshop.commands.facts import set_workshop
from workshop.details import Participant
from workshop.drawing.shapes import Weight
from workshop.drawing.wrapping import Wrapper
from workshop.records import WORKSHOP_ID

TYPED = {
    "markup": 'A < B & "x" and x<y',
    "image": '<img src="/etc/hostname"> <b>bold</b> <para fontSize=80> </font>',
    "entities": "R&D &amp; &#65; <!-- gone? -->",
    "typography": "“so that…” – 25 % → ≥ ✓ €",
    "latin": "Łódź, kőműves, Tiếng Việt, ñandú",
    "greek and cyrillic": "Ελληνικά, кириллица, Ёлка",
    "ligatures": "Office affluent final",
    "combining": "x\u0302 and e\u0302\u0323",
    "japanese": "日本語の文章です。「引用」と、とても長い文を折り返す。",
    "korean": "한국어 텍스트",
    "devanagari": "नमस्ते दुनिया, यह परीक्षण है",
    "thai": "สวัสดีชาวโลก นี่คือการทดสอบ",
    "emoji": "🎯 👩\u200d👩\u200d👧 👍🏽 🇩🇪 1\ufe0f\u20e3 ❤\ufe0f",
    "unbroken": "w" * 300,
    "lines": "first\nsecond\n\nfourth",
}
RIGHT_TO_LEFT = {"hebrew": "שלום עולם", "arabic": "مرحبا بالعالم"}


@pytest.mark.parametrize("name", TYPED)
def test_text_comes_out_as_typed(name: str, tmp_path: Path) -> None:
    result = write_pdf(boards.one_card(TYPED[name]), tmp_path / "typed.pdf")
    assert result.unsupported == ()
    assert all_text(tmp_path / "typed.pdf").count(squeezed(printable(TYPED[name]))) >= 3


@pytest.mark.parametrize("name", RIGHT_TO_LEFT)
def test_right_to_left_words_can_be_found(name: str, tmp_path: Path) -> None:
    write_pdf(boards.one_card(RIGHT_TO_LEFT[name]), tmp_path / "rtl.pdf")
    text = all_text(tmp_path / "rtl.pdf")
    for word in RIGHT_TO_LEFT[name].split():
        assert text.count(word) >= 3


def test_control_characters_leave_no_trace(tmp_path: Path) -> None:
    result = write_pdf(boards.one_card("bell\x07 \x00nul\u202e"), tmp_path / "doc.pdf")
    assert result.unsupported == ()
    assert "bellnul" in all_text(tmp_path / "doc.pdf")


def test_what_no_face_shows_is_spelled_and_named(tmp_path: Path) -> None:
    result = write_pdf(boards.one_card("odd \U0001fbfa and \ue000"), tmp_path / "doc.pdf")
    assert result.unsupported == ("\U0001fbfa", "\ue000")
    assert "odd⟨U+1FBFA⟩and⟨U+E000⟩" in all_text(tmp_path / "doc.pdf")


@pytest.mark.parametrize("text", [*TYPED.values(), *RIGHT_TO_LEFT.values()])
def test_all_that_is_supported_has_a_glyph(text: str) -> None:
    assert unsupported_in(text) == ()
    for line in text.split("\n"):
        covered = sorted((piece.start, piece.end) for piece in pieces(line, Weight.BOLD, False))
        assert covered[0][0] == 0 if line else not covered[0][1]
        assert all(end == start for (_, end), (start, _) in pairwise(covered))


def test_latin_is_drawn_character_by_character() -> None:
    (piece,) = pieces("Office final", Weight.REGULAR, False)
    assert piece.characters == "Office final"
    assert piece.glyphs == ()


def test_hebrew_between_latin_is_turned_around_alone() -> None:
    line = "ab אב cd"
    faces = [line[p.start : p.end].strip() for p in pieces(line, Weight.REGULAR, False)]
    assert [face for face in faces if face] == ["ab", "אב", "cd"]
    first, *_, last = pieces("אב cd", Weight.REGULAR, True)
    assert (first.start, last.start) == (3, 0)


def test_arabic_letters_join() -> None:
    (joined,) = pieces("بب", Weight.REGULAR, True)
    apart = 2 * width_of("ب", BODY) / BODY.size * 1000
    assert joined.advance < apart


@pytest.mark.parametrize("text", [*TYPED.values(), *RIGHT_TO_LEFT.values()])
@pytest.mark.parametrize("width", [40.0, 130.0, 500.0])
def test_no_line_is_wider_than_its_place(text: str, width: float) -> None:
    prose = Prose([Span("P12", Weight.BOLD), Span("  "), Span(text)], SMALL)
    _, height = prose.wrap(width, 0)
    assert height >= SMALL.leading * len(text.split("\n"))
    assert all(line.width <= width + 0.01 for line in prose.lines)


def test_a_cut_text_says_so_and_fits() -> None:
    shown, cut = shortened("one two three four five six", BODY, 60, 2)
    assert cut
    assert shown.endswith("…")
    lines = Wrapper(MEASURE).wrap(shown, BODY, 60).lines
    assert len(lines) == 2
    assert all(line.width <= 60 for line in lines)
    assert shortened("one two", BODY, 60, 2) == ("one two", False)


@pytest.mark.parametrize(
    "typed", ["本の返却が遅れてどこにあるか誰にも", "w" * 90, "one\n\ntwo  three four"]
)
@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_cut_text_is_the_start_of_what_was_typed(typed: str, lines: int) -> None:
    shown, cut = shortened(typed, BODY, 60, lines)
    assert cut is shown.endswith("…")
    assert " ".join(typed.split(" ")).replace("  ", " ").startswith(shown.removesuffix("…"))


def test_values_and_the_way_between_them_are_not_broken() -> None:
    for width in range(80, 200, 3):
        prose = Prose("Faults found by us went from 45 % → 80 % and from M€ 4.9 → M€ 6.2", SMALL)
        prose.wrap(width, 0)
        lines = ["".join(part.text for part in line.parts) for line in prose.lines]
        for whole in ("45 % → 80 %", "M€ 4.9 → M€ 6.2"):
            assert sum(whole in line for line in lines) == 1, lines
    # A line that is too narrow for it breaks where it can.
    prose = Prose("45 % → 80 %", SMALL)
    prose.wrap(24, 0)
    lines = ["".join(part.text for part in line.parts) for line in prose.lines]
    assert " ".join(map(str.rstrip, lines)) == "45 % → 80 %"
    assert all(line.width <= 24 for line in prose.lines)


def test_a_family_is_never_cut_apart() -> None:
    family = "👩\u200d👩\u200d👧"
    assert list(clusters(family * 40)) == [family] * 40


def test_splitting_loses_nothing_and_leaves_no_single_line() -> None:
    prose = Prose(" ".join(f"word{n}" for n in range(60)), SMALL)
    _, height = prose.wrap(120, 0)
    lines = round(height / SMALL.leading)
    head, tail = prose.split(120, height - SMALL.leading)
    assert isinstance(head, Prose)
    assert isinstance(tail, Prose)
    assert head.wrap(120, 0)[1] == pytest.approx((lines - 2) * SMALL.leading)
    assert tail.wrap(110, 0)[1] == pytest.approx(2 * SMALL.leading)
    assert prose.split(120, SMALL.leading * 1.5) == []
    assert prose.split(120, height) == [prose]


def _read_off(prose: Prose) -> list[str]:
    """The parts of the first line from left to right."""
    prose.wrap(500, 0)
    line = prose.lines[0]
    return [part.text for part in (reversed(line.parts) if line.rtl else line.parts)]


def test_a_blank_beside_a_reference_stays_between_them() -> None:
    arabic = "زيادة الوظائف"
    assert _read_off(Prose([Span("G2"), Span(f"  {arabic}")], BODY)) == ["G2", " ", arabic]
    hebrew = "שלום"
    parts = [Span(f"{hebrew} "), Span("G2"), Span(f" {arabic}")]
    assert _read_off(Prose(parts, BODY)) == [f" {arabic}", "G2", f"{hebrew} "]
    assert _read_off(Prose([Span("G2"), Span("  More jobs")], BODY)) == ["G2", " More jobs"]


def test_joined_facts_keep_their_order_beside_a_name_in_arabic(tmp_path: Path) -> None:
    board = Board()
    board = board.applied(set_workshop(board, team="فريق النمو").changes)
    for name in ("Amara", "Joon"):
        board = board.applied(add_detail(board, Participant, WORKSHOP_ID, {"name": name}).changes)
    write_pdf(board, tmp_path / "cover.pdf")
    words = [(x, word) for word, x, _ in words_on(tmp_path / "cover.pdf", 1)]
    count = next(x for x, word in words if word == "participants")
    arabic = [x for x, word in words if any("\u0600" <= letter <= "\u06ff" for letter in word)]
    number = next(x for x, word in words if word == "2")
    assert max(arabic) < number < count


@pytest.mark.parametrize("width", range(70, 200, 13))
def test_no_line_ends_within_a_date(width: int) -> None:
    words = "Hires per 100 open jobs from 11 to 18 by 31 Dec 2027 at Amara Diallo"
    prose = Prose([Span("Goal  "), Span(words)], SMALL)
    prose.wrap(width, 1000)
    lines = ["".join(part.text for part in line.parts) for line in prose.lines]
    assert sum("31 Dec 2027" in line for line in lines) == 1
