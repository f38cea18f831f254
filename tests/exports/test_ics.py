"""The days to come as a calendar file, read back by the library and line by line."""

import datetime
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from exports.formats.ics import write_ics
from workshop.board import Board
from workshop.scripting import parse, step_of, template_step

TODAY = datetime.date(2026, 11, 16)
SCRIPT = """
{"do": "set_workshop", "title": "Hiring; \\"kickoff\\", 🙂"}
{"do": "add_card", "kind": "outcome", "text": "שלום, עולם; \\\\ more"}
{"do": "add_assumption", "of": "G1", "text": "Late, answers; lose\\npeople",
 "next_review": "2026-12-22"}
{"do": "add_metric", "of": "G1", "name": "Hires", "due": "2027-06-30"}
""".replace(",\n ", ", ")


@pytest.fixture
def board() -> Board:
    return Board().applied(template_step(SCRIPT.strip().splitlines()).changes)


def events(board: Board, folder: Path) -> list[Event]:
    write_ics(board, folder / "dates.ics", day=TODAY)
    calendar = Calendar.from_ical((folder / "dates.ics").read_bytes())
    assert isinstance(calendar, Calendar)
    return list(calendar.events)


def test_each_day_is_an_all_day_event(board: Board, tmp_path: Path) -> None:
    review, due = events(board, tmp_path)
    assert review["summary"] == "A1 Late, answers; lose people: does it still hold?"
    assert review["description"] == 'Hiring; "kickoff", 🙂'
    assert review.decoded("dtstart") == datetime.date(2026, 12, 22)
    assert review.decoded("dtend") == datetime.date(2026, 12, 23)
    assert "שלום, עולם; \\ more" in str(due["description"])


def test_identities_outlive_a_change_of_day(board: Board, tmp_path: Path) -> None:
    before = events(board, tmp_path)
    line = '{"do": "edit_assumption", "ref": "A1", "next_review": "2027-01-05"}'
    after = events(board.applied(step_of(parse(line), board).changes), tmp_path)
    assert [event["uid"] for event in before] == [event["uid"] for event in after]
    assert len({event["uid"] for event in before}) == 2
    assert after[0].decoded("dtstart") == datetime.date(2027, 1, 5)


def test_the_file_keeps_to_the_standard(board: Board, tmp_path: Path) -> None:
    events(board, tmp_path)
    content = (tmp_path / "dates.ics").read_bytes()
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"DTSTART;VALUE=DATE:20261222" in lines
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_the_same_board_gives_the_same_file(board: Board, tmp_path: Path) -> None:
    write_ics(board, tmp_path / "one.ics", day=TODAY)
    write_ics(board, tmp_path / "two.ics", day=TODAY)
    assert (tmp_path / "one.ics").read_bytes() == (tmp_path / "two.ics").read_bytes()


def test_an_empty_workshop_has_no_days(tmp_path: Path) -> None:
    assert not events(Board(), tmp_path)
