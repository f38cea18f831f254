"""What people paste becomes lines with levels, whichever program it comes from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.board import Board
from workshop.outline import Line, branches_of, lines_of, text_of
from workshop.vocabulary import Kind


def levels(text: str) -> list[tuple[int, str]]:
    return [(line.level, line.text) for line in lines_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "a\n  b\n    c\n  d\ne",
        "a\n\tb\n\t\tc\n\td\ne",
        "- a\n  - b\n    - c\n  - d\n- e",
        "* a\n   1. b\n      2) c\n   • d\n* e",
        "- [ ] a\n  - [x] b\n    - c\n  - d\n- e",
        "# a\n## b\n### c\n## d\n# e",
        "\n\n  a\n    b\n      c\n    d\n  e\n\n",
    ],
)
def test_every_common_outline_reads_the_same(text: str) -> None:
    assert levels(text) == [(0, "a"), (1, "b"), (2, "c"), (1, "d"), (0, "e")]


def test_spreadsheet_cells_are_levels_and_repeated_cells_one_card() -> None:
    text = "Renew\tI forget\tReminders\nRenew\tI forget\tDrafts\nRenew\tNo time\t\n\t\tInbox\nGrow"
    assert levels(text) == [
        (0, "Renew"),
        (1, "I forget"),
        (2, "Reminders"),
        (2, "Drafts"),
        (1, "No time"),
        (2, "Inbox"),
        (0, "Grow"),
    ]


def test_text_that_only_looks_like_a_bullet_is_kept() -> None:
    assert levels("-\n+20 % hires\nA. Okafor\n-5 degrees") == [
        (0, "-"),
        (0, "+20 % hires"),
        (0, "Okafor"),
        (0, "-5 degrees"),
    ]


def test_lines_below_a_heading_hang_under_it() -> None:
    assert levels("# a\n- b\n  - c\n## d\n- e") == [
        (0, "a"),
        (1, "b"),
        (2, "c"),
        (1, "d"),
        (2, "e"),
    ]


def test_a_branch_goes_out_with_kinds_and_notes(small: Board) -> None:
    lines = branches_of(small, [small.by_ref["O1"]])
    assert [(line.level, line.kind) for line in lines] == [
        (0, Kind.OPPORTUNITY),
        (1, Kind.SOLUTION),
        (2, Kind.TEST),
        (1, Kind.SOLUTION),
    ]
    assert text_of(lines).splitlines()[2] == "\t\t9 of 15 answer the same day"


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8)


@given(st.lists(st.tuples(st.integers(0, 5), WORDS), max_size=30))
def test_written_outlines_read_back(rows: list[tuple[int, str]]) -> None:
    lines: list[Line] = []
    for level, word in rows:
        deepest = lines[-1].level + 1 if lines else 0
        lines.append(Line(min(level, deepest), word))
    assert lines_of(text_of(lines)) == lines


@given(st.text(max_size=300))
def test_any_text_can_be_pasted(text: str) -> None:
    lines = lines_of(text)
    assert all(line.text and line.level >= 0 for line in lines)
