"""The sample workshop shows every concept of the method at work, and asks what a kickoff leaves."""

from typing import Final

import pytest

from workshop.board import Board
from workshop.details import DETAILS, Detail, own_fields
from workshop.method import Part
from workshop.templates.beginning import step_from
from workshop.vocabulary import Status

#: Fields that stay as they are given, and why.
UNUSED: Final = {
    "outcome_facts.state": "on the day of the kickoff every outcome is open",
    "metric_version.direction": "no metric of the sample has turned round",
}


@pytest.fixture(scope="module")
def sample() -> Board:
    return Board().applied(step_from("sample").changes)


@pytest.mark.parametrize("kind", DETAILS.values(), ids=list(DETAILS))
def test_every_field_of_every_kind_says_something(sample: Board, kind: type[Detail]) -> None:
    details = [detail for detail in sample.details.values() if type(detail) is kind]
    assert details
    for field in own_fields(kind):
        nothing = {None, "", False} if field.required else {None, "", False, field.default}
        is_used = any(getattr(detail, field.name) not in nothing for detail in details)
        assert is_used != (f"{kind.kind_name}.{field.name}" in UNUSED), field.name


def test_cards_outputs_and_links_say_something_too(sample: Board) -> None:
    facts = sample.workshop
    assert all((facts.title, facts.problem, facts.team, facts.held_on))
    assert {card.ref for card in sample.cards.values()} >= {"G1", "G2", "G3", "O7", "S5", "T2"}
    assert all(card.text for card in sample.cards.values())
    assert any(card.note for card in sample.cards.values())
    statuses = {output.status for output in sample.table_rows()}
    assert statuses == {Status.PLANNED, Status.IN_PROGRESS, Status.SHIPPED}
    assert any(output.solution for output in sample.table_rows())
    assert sample.supports


def test_people_own_what_there_is_and_have_a_part(sample: Board) -> None:
    people = {person.name for person in sample.people()}
    assert {person.part for person in sample.people()} == set(Part)
    assert {output.owner for output in sample.table_rows()} <= people


def test_the_metric_tells_how_it_came_to_be(sample: Board) -> None:
    metric = sample.by_ref["M2"]
    names = [sample.details[row].ref for row in sample.details_of[metric]][:2]
    assert names == ["Z1", "Z2"]
    assert [a.text for a in sample.assumptions_of(sample.by_ref["S1"])] == [
        "Managers will answer a reminder the same day"
    ]
