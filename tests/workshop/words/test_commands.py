"""The heads of the journal name what each command was about."""

import pytest

from workshop.details import (
    DETAILS,
    Detail,
    LaneLink,
    OpportunityFacts,
    OutcomeFacts,
    OutputFacts,
    TestFacts,
)
from workshop.steps import Step, StepName
from workshop.words.fields import detail_word
from workshop.words.past import command_text

#: Kinds whose headings are no nouns.
NOUNS: dict[type[Detail], str] = {
    LaneLink: "line",
    OutcomeFacts: "details",
    OpportunityFacts: "details",
    TestFacts: "details",
    OutputFacts: "details",
}


@pytest.mark.parametrize("kind", DETAILS.values(), ids=list(DETAILS))
def test_a_command_on_a_detail_says_its_kind(kind: type[Detail]) -> None:
    word = NOUNS.get(kind, detail_word(kind).lower())
    assert (
        command_text(Step(StepName.ADD_DETAIL, (), f"{kind.letter}3"))
        == f"Add {word} {kind.letter}3"
    )
    deleted = command_text(Step(StepName.DELETE_DETAIL, (), f"{kind.letter}12"))
    assert deleted == f"Delete {word} {kind.letter}12"


def test_other_commands_keep_their_words() -> None:
    assert command_text(Step(StepName.ADD_CARD, (), "O3")) == "Add card O3"
    assert command_text(Step(StepName.SET_WORKSHOP, (), None)) == "Change workshop details"
    assert command_text(Step(StepName.BRING_UP_TO_DATE, (), None)) == "Bring the file up to date"
