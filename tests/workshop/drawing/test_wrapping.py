"""Text breaks where readers expect it, stays inside its width and loses nothing."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uniseg.graphemecluster import grapheme_clusters

from workshop.drawing.shapes import Measure, TextStyle
from workshop.drawing.wrapping import ELLIPSIS, Wrapper, reads_from_right

STYLE = TextStyle(13, 18)
TEXTS = st.text(
    st.one_of(
        st.sampled_from("abc de fg-h  ,.…’“”\n\t\u00a0"),
        st.sampled_from("日本語。、「」한국어ไทยשלוםمرحبا"),
        st.sampled_from("e\u0301\u200d👩👧🏽🇩🇪"),
    ),
    max_size=120,
)


def lines_of(measure: Measure, text: str, width: float, most: int | None = None) -> list[str]:
    return [line.text for line in Wrapper(measure).wrap(text, STYLE, width, most).lines]


def without_spaces(text: str) -> str:
    return "".join(c for c in text if c not in " \t\n")


@given(text=TEXTS, width=st.integers(60, 240), most=st.none() | st.integers(1, 5))
def test_no_line_is_wider_than_the_width(
    measure: Measure, text: str, width: float, most: int | None
) -> None:
    for line in Wrapper(measure).wrap(text, STYLE, width, most).lines:
        assert line.width == measure.advance(line.text, STYLE)
        clusters = list(grapheme_clusters(line.text.removesuffix(ELLIPSIS)))
        assert line.width <= width or len(clusters) == 1


@given(text=TEXTS, width=st.integers(60, 240), most=st.integers(1, 5))
def test_lines_are_counted_as_they_are_wrapped(
    measure: Measure, text: str, width: float, most: int
) -> None:
    lines = lines_of(measure, text, width, most)
    assert Wrapper(measure).count(text, STYLE, width, most) == len(lines)


@given(text=TEXTS, width=st.integers(60, 240))
def test_text_that_is_not_cut_loses_no_character(measure: Measure, text: str, width: float) -> None:
    wrapped = Wrapper(measure).wrap(text, STYLE, width)
    joined = "".join(line.text for line in wrapped.lines)
    assert without_spaces(joined) == without_spaces(text)
    assert not wrapped.cut


@given(text=TEXTS, width=st.integers(60, 240), most=st.integers(1, 5))
def test_cut_text_says_so_and_ends_in_an_ellipsis(
    measure: Measure, text: str, width: float, most: int
) -> None:
    whole = lines_of(measure, text, width)
    wrapped = Wrapper(measure).wrap(text, STYLE, width, most)
    assert wrapped.cut == (len(whole) > most)
    assert len(wrapped.lines) == min(len(whole), most)
    assert [line.text for line in wrapped.lines[:-1]] == whole[: len(wrapped.lines) - 1]
    if wrapped.cut:
        assert wrapped.lines[-1].text.endswith(ELLIPSIS)


@given(words=st.lists(st.text("abcdé", min_size=1, max_size=10), min_size=1, max_size=30))
def test_a_line_takes_every_word_that_fits(measure: Measure, words: list[str]) -> None:
    lines = lines_of(measure, " ".join(words), 90)
    for line, following in pairwise(lines):
        first = following.split(" ")[0]
        assert measure.advance(f"{line} {first}", STYLE) > 90


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one two three four", ["one two three", "four"]),
        ("one\n\ntwo", ["one", "", "two"]),
        ("  spaces   and\ttabs ", ["spaces and tabs"]),
        ("twelve 31\u00a0% of all", ["twelve 31\u00a0% of", "all"]),
        ("reaches 31\u00a0% \u00a0", ["reaches 31\u00a0% \u00a0"]),
        ("I can’t tell “why” it failed", ["I can’t tell", "“why” it failed"]),
        ("short aaaaabbbbbcccccddddd e", ["short", "aaaaabbbbbccccc", "ddddd e"]),
        ("self-service-for-everybody", ["self-service-", "for-everybody"]),
    ],
)
def test_lines_break_where_readers_expect(measure: Measure, text: str, lines: list[str]) -> None:
    assert lines_of(measure, text, 90) == lines


def test_chinese_and_japanese_never_start_a_line_with_closing_punctuation(
    measure: Measure,
) -> None:
    text = "応募者は返事を待つ間に、他社へ行く。「なぜ」と聞かれても、答えがない。"
    for width in range(30, 200, 6):
        lines = lines_of(measure, text, width)
        assert "".join(lines) == text
        assert len(lines) > 1
        assert not [line for line in lines if line[0] in "、。」" or line[-1] == "「"]


def test_a_cluster_is_never_torn(measure: Measure) -> None:
    family = "👨\u200d👩\u200d👧\u200d👦"
    assert set(lines_of(measure, family * 40, 48)) == {family}
    assert all(
        line.count("e") == line.count("\u0301") for line in lines_of(measure, "e\u0301" * 100, 90)
    )


class Counting:
    """A measure that counts the characters it is asked about."""

    def __init__(self, measure: Measure) -> None:
        self.asked = 0
        self._measure = measure

    def advance(self, text: str, style: TextStyle) -> float:
        self.asked += len(text)
        return self._measure.advance(text, style)


@pytest.mark.parametrize("letters", ["abcdefghij", "кошка", "דוגמה"])
def test_one_more_letter_costs_the_same_on_a_word_of_any_length(
    measure: Measure, letters: str
) -> None:
    for most in (40, None):
        costs = []
        for length in (500, 5_000):
            counting = Counting(measure)
            wrapper = Wrapper(counting)
            word = "".join(random.Random(length).choices(letters, k=length))
            before = wrapper.wrap(word, STYLE, 90, most)
            first, counting.asked = counting.asked, 0
            after = wrapper.wrap(word + letters[0], STYLE, 90, most)
            assert after.lines[:10] == before.lines[:10]
            costs.append(counting.asked)
            assert counting.asked < first / 2
        assert costs[1] < 2 * costs[0] + 100


def test_a_very_long_word_is_read_only_as_far_as_shown(measure: Measure) -> None:
    counting = Counting(measure)
    wrapped = Wrapper(counting).wrap("ก" * 60_000, STYLE, 90, 3)
    assert wrapped.cut
    assert counting.asked < 2000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ("hello שלום", False),
        ("שלום hello", True),
        ("123 مرحبا", True),
        ("… — (31 %)", False),
    ],
)
def test_the_first_strong_character_decides_the_direction(text: str, expected: bool) -> None:
    assert reads_from_right(text) is expected


def test_each_paragraph_has_its_own_direction(measure: Measure) -> None:
    lines = Wrapper(measure).wrap("one\nשלום\ntwo", STYLE, 90).lines
    assert [line.rtl for line in lines] == [False, True, False]
