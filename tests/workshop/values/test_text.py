"""Texts cut to a length for lists."""

from workshop.values.text import in_brief


def test_a_long_text_is_cut_after_a_word() -> None:
    assert in_brief("one two\nthree", 40) == "one two three"
    assert in_brief("one two three", 9) == "one two…"
    assert in_brief("x" * 50, 10) == "x" * 9 + "…"
    assert in_brief("") == ""
