"""A review day from its first question to its last, on a workshop that was closed since."""

import datetime
from pathlib import Path

import pytest

from workshop.commands.details import edit_detail, set_facts
from workshop.commands.judging import judge_assumption, judge_link
from workshop.commands.outputs import edit_output, link_output
from workshop.commands.values import DatedValue, enter_values
from workshop.details import Exemption, OutcomeFacts
from workshop.gaps.finding import gaps_of
from workshop.method import ReviewVerdict
from workshop.reading.differences import differences_between
from workshop.reading.measures import metrics_of, story_of
from workshop.reading.review import ReviewDay, review_day, shipping_days
from workshop.scripting import template_step
from workshop.session import Session
from workshop.store.writer import open_writer
from workshop.values.days import day_text, today
from workshop.vocabulary import Status
from workshop.words.differences import difference_lines, difference_title
from workshop.words.measures import story_line
from workshop.words.reviews import link_claim

KICKOFF = today()
LATER = KICKOFF + datetime.timedelta(days=30)

SCRIPT = f"""
{{"do": "set_workshop", "title": "Hiring", "problem": "Nobody answers", "held_on": "{KICKOFF}"}}
{{"do": "add_card", "kind": "outcome", "text": "More jobs are filled"}}
{{"do": "add_metric", "of": "G1", "name": "Hires", "baseline": 11, "target": 18}}
{{"do": "edit_metric", "ref": "M1", "cadence": "weekly"}}
{{"do": "add_measurement", "of": "M1", "measured_on": "{KICKOFF}", "value": 14}}
{{"do": "set_outcome_facts", "of": "G1", "goal": "learning", "promote_when": "x"}}
{{"do": "set_outcome_facts", "of": "G1", "promote_on": "{LATER}"}}
{{"do": "add_output", "text": "Reply reminders"}}
{{"do": "add_output", "text": "Status page"}}
{{"do": "link", "output": "P1", "outcome": "G1"}}
{{"do": "set_exemption", "of": "P2", "reason": "no_baseline", "trigger_on": "{LATER}"}}
{{"do": "add_assumption", "of": "G1", "text": "Managers answer", "next_review": "{LATER}"}}
"""


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """The workshop a month on: its reminders shipped right after the kickoff."""
    home, file = tmp_path / "home", tmp_path / "hiring.whyboard"
    first = template_step(SCRIPT.strip().splitlines())
    kickoff = Session.create(home, open_writer, first=first)
    kickoff.run(edit_output, kickoff.board.by_ref["P1"], status=Status.SHIPPED)
    kickoff.name_file(file)
    kickoff.close()
    return Session.open(file, home, open_writer)


def due(session: Session) -> ReviewDay:
    return review_day(session.board, LATER, shipping_days(session.board, session.past))


def test_a_review_day_is_walked_to_its_end(session: Session) -> None:
    refs = session.board.by_ref
    first = due(session)
    assert [metric.ref for metric in first.values] == ["M1"]
    assert not first.flat

    session.run(enter_values, [DatedValue(refs["M1"], LATER, 14)])
    [flat] = due(session).flat
    # The journal has the clock's day, which may have turned since this module was read.
    assert flat.output.ref == "P1"
    assert KICKOFF <= flat.shipped_on <= today()
    assert not due(session).values

    claim = link_claim(session.board, flat.link)
    wrong = ReviewVerdict.INVALIDATED
    session.run(judge_link, flat.link.id, wrong, claim=claim, held_on=LATER, note="Used daily")
    assert not due(session).flat

    session.run(judge_assumption, refs["A1"], ReviewVerdict.VALIDATED, held_on=LATER)
    session.run(link_output, refs["P2"], refs["G1"])
    performance = {"goal": "performance"}
    session.run(set_facts, OutcomeFacts, refs["G1"], performance)
    assert due(session).is_empty
    session.close()


def test_the_group_sees_what_changed_since_the_kickoff(session: Session) -> None:
    refs, evening = session.board.by_ref, session.past.events()[-1].seq
    session.run(enter_values, [DatedValue(refs["M1"], LATER, 14)])
    session.run(edit_detail, refs["M1"], {"name": "Interviews"}, reason="hires lag", today=LATER)
    before, now = session.past.board_at(evening), session.board
    told = {
        difference_title(d): difference_lines(before, now, d)
        for d in differences_between(before, now)
    }
    assert told == {
        "M1 Interviews": [
            "Name: Hires → Interviews",
            f"Measurement: 14 on {day_text(LATER)}",
            f"Earlier version: Hires, 11, 18, hires lag, {day_text(LATER)}",
        ]
    }
    [metric] = metrics_of(now, refs["G1"])
    assert story_line(story_of(now, metric)) == "Hires → Interviews: “hires lag”"
    session.close()


def test_what_is_due_is_a_gap_too(session: Session) -> None:
    codes = {gap.code.value for gap in gaps_of(session.board, LATER)}
    assert {"exemption_due", "learning_due"} <= codes
    exemption = {"trigger_on": LATER + datetime.timedelta(days=30)}
    session.run(set_facts, Exemption, session.board.by_ref["P2"], exemption)
    assert "exemption_due" not in {gap.code.value for gap in gaps_of(session.board, LATER)}
    session.close()
