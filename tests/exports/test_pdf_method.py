"""What the method asks a team to write down, as the handout prints it."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec import inspect

from exports.pdf.document import write_pdf
from tests.exports.reading import all_text, outline, page_texts, squeezed
from tests.widgets.memory import board_from
from workshop.board import Board
from workshop.commands.details import add_detail, set_facts
from workshop.details import DETAILS, Detail, LaneItem, LaneLink, Measurement, Review, own_fields
from workshop.records import WORKSHOP_ID

SCRIPT = (Path(__file__).parent / "method.jsonl").read_text(encoding="utf-8")
Write = Callable[[Board], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(board: Board) -> Path:
        path = tmp_path / "handout.pdf"
        write_pdf(board, path)
        return path

    return written


def page_with(path: Path, *words: str) -> str:
    """The one page that has all these words."""
    found = [page for page in page_texts(path) if all(word in page for word in words)]
    assert len(found) == 1, words
    return found[0]


def test_the_cover_shows_the_numbers_of_the_outcomes(write: Write) -> None:
    cover = page_texts(write(board_from(SCRIPT)))[0]
    assert squeezed("11 → 18 Hires per 100 open jobs") in squeezed(cover)
    assert "by 30 Jun 2027" in cover


def test_one_page_tells_how_we_will_know_who_decides_and_when(write: Write) -> None:
    page = page_with(write(board_from(SCRIPT)), "Line of sight", "The tree at a glance")
    for words in ("MEASURED BY", "Who and when", "Decides Amara", "22 Dec 2026", "A mobile app"):
        assert words in page


def test_metrics_are_printed_with_their_story_and_how_they_were_agreed(write: Write) -> None:
    path = write(board_from(SCRIPT))
    pages = dict(outline(path))
    texts = page_texts(path)[pages["Metrics"] - 1 : pages["Assumptions"]]
    page = squeezed("".join(texts))
    for words in (
        "Applications",
        "applications rose and nobody was hired",
        "Leadership 25",
        "Team 18",
        "agreed",
        "must stay above 4.2",
        "Guardrail",
        "peers 4.1 (trade survey, 2026)",
    ):
        assert squeezed(words) in page


@pytest.mark.parametrize(
    ("value", "standing"), [(4.5, "holds"), (4.25, "close to the limit"), (4.0, "broken")]
)
def test_a_guardrail_is_printed_with_how_it_stands(
    write: Write, value: float, standing: str
) -> None:
    measured = {"do": "add_measurement", "of": "M2", "measured_on": "2026-11-13", "value": value}
    path = write(board_from(f"{SCRIPT.rstrip()}\n{json.dumps(measured)}"))
    assert squeezed(f"Guardrail {standing}") in all_text(path)


def test_the_riskiest_assumption_comes_first_with_what_is_known_of_it(write: Write) -> None:
    page = page_with(write(board_from(SCRIPT)), "Assumptions", "PROOF")
    assert page.index("Managers will answer") < page.index("Late answers are the main")
    assert "● ● ● ○ ○ ○" in " ".join(page.split())
    assert "Validated" in page


def test_a_short_section_shares_the_page_of_the_one_before(write: Write) -> None:
    path = write(board_from(SCRIPT))
    pages = dict(outline(path))
    assert pages["Metrics"] == pages["Outputs → outcomes"]
    assert pages["What we agreed on"] > pages["Metrics"]


def test_agreements_are_printed_with_their_reasons(write: Write) -> None:
    path = write(board_from(SCRIPT))
    whole = all_text(path)
    for words in (
        "No new integrations before March",
        "We count hires, not applications",
        "Outputs that need no outcome",
        "Readers expect it",
        "Money on outcomes invites low targets",
        "I1 Input: Two engineers until March → I2",
        "Open job A job with a reachable manager",
    ):
        assert squeezed(words) in whole


def test_evidence_stands_with_its_opportunity_in_full(write: Write) -> None:
    page = page_with(write(board_from(SCRIPT)), "Tap a reference to see the card")
    assert "I had four good ones" in page
    assert "Employer 3" in page


def test_a_workshop_without_details_prints_as_before(write: Write) -> None:
    board = board_from('{"do": "add_card", "kind": "outcome", "text": "Jobs are filled"}')
    titles = [title for title, _ in outline(write(board))]
    assert not {"Metrics", "Assumptions", "What we agreed on"} & set(titles)


def with_every_text() -> tuple[Board, dict[str, str]]:
    """A board with one more detail of every kind, each of its texts a word of its own."""
    board = board_from(SCRIPT)
    words: dict[str, str] = {}
    for kind in DETAILS.values():
        if kind is LaneLink:
            continue
        owner = owner_for(board, kind)
        fields: dict[str, object] = dict(NEEDED.get(kind, {}))
        for field in own_fields(kind):
            is_text = isinstance(field.type, inspect.StrType) and field.type.max_length
            if is_text and field.name not in kind.refers:
                token = f"zq{len(words):03}x"
                words[token] = f"{kind.kind_name}.{field.name}"
                fields[field.name] = token
        if kind.only_one:
            board = board.applied(set_facts(board, kind, owner, fields).changes)
        else:
            board = board.applied(add_detail(board, kind, owner, fields).changes)
    return board, words


def owner_for(board: Board, kind: type[Detail]) -> str:
    """A row that may have a detail of this kind."""
    wanted = kind.belongs_to[0]
    if wanted == "workshop":
        return WORKSHOP_ID
    if wanted == "contribution":
        return board.links_from[board.by_ref["P1"]][0]
    if wanted in DETAILS:
        return next(d.id for d in board.details.values() if d.kind_name == wanted)
    ref = {"outcome": "G2", "opportunity": "O2", "solution": "S1", "test": "T1", "output": "P3"}
    return board.by_ref[ref[wanted]]


NEEDED: dict[type[Detail], dict[str, object]] = {
    Measurement: {"measured_on": "2026-11-01", "value": 1.0},
    Review: {"held_on": "2026-11-01", "verdict": "validated"},
    LaneItem: {"lane": "input"},
}


def test_no_text_that_people_wrote_is_missing(write: Write) -> None:
    board, words = with_every_text()
    whole = all_text(write(board))
    assert [where for token, where in words.items() if token not in whole] == []


def test_a_very_long_detail_runs_over_pages_without_a_lost_word(write: Write) -> None:
    words = " ".join(f"word{number}" for number in range(6000))
    text = '{"do": "add_%s", %s"text": "%s"}'
    script = "\n".join(
        (
            '{"do": "add_card", "kind": "outcome", "text": "Jobs are filled"}',
            text % ("assumption", '"of": "G1", ', words),
            text % ("decision", "", words),
            text % ("not_now", "", words),
        )
    )
    whole = all_text(write(board_from(script)))
    assert whole.count("word5999") == 3


def test_the_north_star_stands_on_every_page(write: Write) -> None:
    star = "North star: The right two people find each other in time"
    assert all(star in page for page in page_texts(write(board_from(SCRIPT))))


def test_a_long_text_stands_whole_once_and_is_cut_beside_its_reference(write: Write) -> None:
    words = " ".join(f"zy{number:03}q" for number in range(400))
    lines: list[dict[str, object]] = [
        {"do": "add_card", "kind": "outcome", "text": words},
        {"do": "add_metric", "of": "G1", "name": "Hires", "baseline": 11, "target": 18},
    ]
    for number in range(1, 9):
        lines += [
            {"do": "add_output", "text": f"Output {number}"},
            {"do": "link", "output": f"P{number}", "outcome": "G1"},
            {"do": "add_assumption", "of": f"P{number}>G1", "text": f"{words} {number}"},
        ]
    path = write(board_from("\n".join(map(json.dumps, lines))))
    pages, whole = dict(outline(path)), all_text(path)
    full = squeezed("".join(page_texts(path)[pages["Everything in full"] - 1 :]))
    assert squeezed(words) in full
    # An assumption's own row is whole: its table is where all of it stands.
    assert whole.count("zy399q") == 1 + 8
    assert pages["Metrics"] - pages["Outputs → outcomes"] <= 3
    assert "…" in whole


def test_a_value_of_a_day_to_come_is_not_printed_as_now(tmp_path: Path) -> None:
    board = board_from(
        """\
{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}
{"do": "add_metric", "of": "G1", "name": "Hires", "target": 20}
{"do": "add_measurement", "of": "M1", "measured_on": "2026-11-01", "value": 11}
{"do": "add_measurement", "of": "M1", "measured_on": "2026-12-31", "value": 17}
"""
    )
    for day, now in ((date(2026, 11, 16), "now11"), (date(2026, 12, 31), "now17")):
        write_pdf(board, tmp_path / "doc.pdf", day=day)
        assert now in all_text(tmp_path / "doc.pdf")
